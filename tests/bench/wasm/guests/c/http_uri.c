/* http-wasm: reads the URI, and has the request go on. */
#include "guest.h"
IMPORT("http_handler", "get_uri") u32 get_uri(char *buf, u32 limit);

static char buf[2048];

EXPORT("handle_request") u64 handle_request(void) { return get_uri(buf, sizeof buf) > 0; }
EXPORT("handle_response") void handle_response(u32 context, u32 error) { (void)context, (void)error; }
