/* http-wasm: sets a header, and writes a parameter into the JSON of the body. */
#include "guest.h"
#define HOST(name) IMPORT("http_handler", name)
enum { request_header = 0, request_body = 0, buffer_request = 1, next = 1 };
HOST("enable_features") u32 enable_features(u32 features);
HOST("set_header_value") void set_header_value(u32 kind, const char *name, u32 name_length, const char *value, u32 length);
HOST("read_body") u64 read_body(u32 kind, char *buf, u32 limit);
HOST("write_body") void write_body(u32 kind, const char *body, u32 length);

static char in[4096], out[4200];

EXPORT("_initialize") void initialize(void) { enable_features(buffer_request); }
EXPORT("handle_request") u64 handle_request(void) {
	u32 length = (u32)read_body(request_body, in, sizeof in);
	const char *rest = after(in, length, TEXT("\"parameters\":{"));
	if (!rest) return 0;
	char *end = put(out, in, (u32)(rest - in));
	end = put(end, TEXT("\"run_id\":\"r_0000000000000000\","));
	end = put(end, rest, length - (u32)(rest - in));
	write_body(request_body, out, (u32)(end - out));
	set_header_value(request_header, TEXT("X-Run-Id"), TEXT("r_0000000000000000"));
	return next;
}
EXPORT("handle_response") void handle_response(u32 context, u32 error) { (void)context, (void)error; }
