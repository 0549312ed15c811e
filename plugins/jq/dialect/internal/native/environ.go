package native

func environment(r *Run, _ any, args []any) any {
	name, ok := args[0].(string)
	if !ok {
		return cannotIndex(map[string]any{}, args[0])
	}
	if value, ok := r.Env.Variable(name); ok {
		return value
	}
	return nil
}

func environ(r *Run, _ any, _ []any) any {
	names, values := r.Env.All()
	r.Orders.Set(values, names)
	return values
}
