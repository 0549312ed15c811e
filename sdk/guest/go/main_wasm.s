// Empty: it lets host_wasip1.go name main.main, which has no body there.
