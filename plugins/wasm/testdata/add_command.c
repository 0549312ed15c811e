/* Adds a header and a pipeline parameter, as a WASI command. */
typedef unsigned int u32;
struct iov { const char *at; u32 length; };
__attribute__((import_module("wasi_snapshot_preview1"), import_name("fd_write")))
int fd_write(int fd, const struct iov *iovs, u32 n, u32 *put);
__attribute__((export_name("_start"))) void start(void) {
	static const char out[] = "{\"request\":{\"headers\":{\"X-Command\":\"yes\"},\"body\":{\"parameters\":{\"by\":\"command\"}}}}";
	struct iov v = {out, sizeof out - 1};
	u32 put;
	fd_write(1, &v, 1, &put);
}
