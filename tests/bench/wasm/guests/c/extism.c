/* Extism: the run id of {"event":…,"request":…} becomes a header and a parameter. The
   output is the request. */
#include "guest.h"
#define HOST(name) IMPORT("extism:host/env", name)
HOST("input_length") u64 input_length(void);
HOST("input_load_u64") u64 input_load_u64(u64 at);
HOST("input_load_u8") u32 input_load_u8(u64 at);
HOST("alloc") u64 alloc(u64 length);
HOST("store_u64") void store_u64(u64 at, u64 value);
HOST("store_u8") void store_u8(u64 at, u32 value);
HOST("output_set") void output_set(u64 at, u64 length);

static char in[8192], out[8192];

static u32 load(void) {
	u32 length = (u32)input_length(), i = 0;
	if (length > sizeof in) return 0;
	for (; i + 8 <= length; i += 8) {
		u64 word = input_load_u64(i);
		__builtin_memcpy(in + i, &word, 8);
	}
	for (; i < length; i++) in[i] = (char)input_load_u8(i);
	return length;
}

static void give(u32 length) {
	u64 at = alloc(length);
	u32 i = 0;
	for (; i + 8 <= length; i += 8) {
		u64 word;
		__builtin_memcpy(&word, out + i, 8);
		store_u64(at + i, word);
	}
	for (; i < length; i++) store_u8(at + i, (u8)out[i]);
	output_set(at, length);
}

EXPORT("noop") int noop(void) { return 0; }

EXPORT("transform") int transform(void) {
	u32 length = load();
	const char *end = in + length;
	const char *id = after(in, length, TEXT("\"runId\":"));
	const char *request = after(in, length, TEXT("\"request\":"));
	if (!id || !request) return 1;
	const char *headers = after(request, (u32)(end - request), TEXT("\"headers\":{"));
	const char *parameters = after(request, (u32)(end - request), TEXT("\"parameters\":{"));
	if (!headers || !parameters || headers < parameters) return 1;
	u32 id_length = 1;
	while (id[id_length] != '"') id_length++;
	id_length++;

	char *to = put(out, request, (u32)(parameters - request));
	to = put(to, TEXT("\"run_id\":"));
	to = put(to, id, id_length);
	to = put(to, TEXT(","));
	to = put(to, parameters, (u32)(headers - parameters));
	to = put(to, TEXT("\"X-Run-Id\":["));
	to = put(to, id, id_length);
	to = put(to, TEXT("],"));
	to = put(to, headers, (u32)(end - 1 - headers));
	give((u32)(to - out));
	return 0;
}
