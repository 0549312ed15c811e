/* Adds a header and a query, by http-wasm's handler ABI. */
typedef unsigned int u32;
typedef unsigned long long u64;
#define IMPORT(name) __attribute__((import_module("http_handler"), import_name(name)))
#define EXPORT(name) __attribute__((export_name(name)))
IMPORT("get_uri") u32 get_uri(char *buf, u32 limit);
IMPORT("set_uri") void set_uri(const char *uri, u32 length);
IMPORT("set_header_value") void set_header_value(u32 kind, const char *name, u32 length, const char *value, u32 value_length);
EXPORT("handle_request") u64 handle_request(void) {
	static char uri[1024];
	u32 n = get_uri(uri, sizeof uri - 7);
	for (int i = 0; i < 7; i++) uri[n + i] = "?from=h"[i];
	set_uri(uri, n + 7);
	set_header_value(0, "X-Http", 6, "yes", 3);
	return 1;
}
EXPORT("handle_response") void handle_response(u32 context, u32 failed) {}
