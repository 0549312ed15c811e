/* Does what /config/do says, as a guest on a bad day would. */
#include "guest.h"

EXPORT("dray_abi_1") void dray_abi_1(void) {}

static char text[4096];

static int asked(const char *what) {
	int n = get("/config/do", 10, text, sizeof text);
	return n == (int)length(what) + 2 && equal(text + 1, what, length(what));
}

static void answer(int code) { /* the code as a header, so that a test can see it */
	char digits[8] = {'"', code < 0 ? '-' : '+', (char)('0' + (code < 0 ? -code : code) % 10), '"'};
	set("/request/headers/X-Code", 23, digits, 4);
}

__attribute__((noinline)) static int deeper(volatile int *at) {
	volatile char room[4096];
	room[0] = (char)*at;
	*at += 1;
	return deeper(at) + room[0];
}

__attribute__((noinline)) static int recurse(int n) { return n == -1 ? 0 : 1 + recurse(n + 1) * n; }

/* Without a loop, and yet without an end that anyone will see. */
__attribute__((noinline)) static int branch(int n) {
	volatile int more = n > 0;
	if (!more) return n;
	int left = branch(n - 1);
	return left + branch(n - 1);
}

EXPORT("configure") int configure(void) {
	if (asked("refuse")) {
		reason("team is missing", 15);
		return 1;
	}
	while (asked("configure for ever")) {
	}
	return 0;
}

EXPORT("transform") int transform(void) {
	volatile int at = 0;
	if (asked("spin"))
		for (;;) at++;
	if (asked("trap")) __builtin_trap();
	if (asked("overflow")) return deeper(&at);
	if (asked("recurse")) return recurse(0);
	if (asked("branch")) return branch(100);
	if (asked("hog")) {
		while (__builtin_wasm_memory_grow(0, 16) != (u32)-1) {
		}
		__builtin_trap();
	}
	if (asked("storm"))
		for (;;) get("/run/id", 7, text, sizeof text);
	if (asked("result")) return 42;
	if (asked("negative")) return -1;
	if (asked("pointer outside")) get((const char *)0x7fffff00, 100, text, 1);
	if (asked("buffer outside")) get("/run/id", 7, (char *)0xffffff00, 0xff);
	if (asked("length outside")) set("/request/body", 13, text, 0x7fffffff);
	if (asked("message outside")) log_line(0, (const char *)0xfffffff0, 4);
	if (asked("long value")) {
		if (__builtin_wasm_memory_grow(0, 64) == (u32)-1) return 2;
		char *big = (char *)0x20000;
		for (u32 i = 0; i < 0x200000; i++) big[i] = 'x';
		big[0] = big[0x1fffff] = '"';
		answer(set("/request/body/big", 17, big, 0x200000));
	}
	if (asked("bad json")) answer(set_text("/request/body", "{\"a\":"));
	if (asked("bad pointer")) answer(set_text("request", "1"));
	if (asked("set event")) answer(set_text("/event/action", "\"x\""));
	if (asked("read token")) answer(get("/request/headers/Circle-Token", 29, text, sizeof text));
	if (asked("set token")) answer(set_text("/request/headers/circle-token", "\"another\""));
	if (asked("remove token")) answer(drop_at("/request/headers/Circle-Token", 29));
	if (asked("other host")) set_text("/request/url", "\"https://evil.example/api\"");
	if (asked("other port")) set_text("/request/url", "\"https://circleci.com:8443/api\"");
	if (asked("other user")) set_text("/request/url", "\"https://me@circleci.com/api\"");
	if (asked("other path")) set_text("/request/url", "\"https://circleci.com/api/v2/other\"");
	if (asked("default port")) set_text("/request/url", "\"HTTPS://CircleCI.com:443/api\"");
	if (asked("scheme")) set_text("/request/url", "\"http://circleci.com/api\"");
	if (asked("plain port")) set_text("/request/url", "\"https://circleci.com:80/api\"");
	if (asked("no port")) set_text("/request/url", "\"https://circleci.com:/api\"");
	if (asked("white space")) set_text("/request/url", "\"\\t https://circleci.com/api\"");
	if (asked("backslash")) set_text("/request/url", "\"https://evil.example\\\\@circleci.com/api\"");
	if (asked("host header")) set_text("/request/headers/host", "\"evil.example\"");
	if (asked("no host header")) drop_at("/request/headers/HOST", 21);
	if (asked("same host header")) set_text("/request/headers/HOST", "\"circleci.com:443\"");
	if (asked("log")) log_line(4, "a secret: hush-hush", 19);
	if (asked("levels"))
		for (int level = -99; level <= 99; level += 33) log_line(level, "odd", 3);
	if (asked("loud"))
		for (int i = 0; i < 20; i++) log_line(4, (const char *)0, 60000);
	if (asked("drop")) {
		reason("not on a Friday", 15);
		return 1;
	}
	if (asked("fail")) return 2;
	if (asked("retry once")) {
		reason("not yet", 7);
		return get("/run/attempt", 12, text, sizeof text) == 1 && text[0] == '1' ? 3 : 0;
	}
	if (asked("retry")) return 3;
	if (asked("remember")) { /* what an instance keeps from run to run */
		static int calls;
		answer(++calls);
	}
	return 0;
}
