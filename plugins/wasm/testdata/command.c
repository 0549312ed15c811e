/* A WASI command that answers by what stands in the event: "do":"…". */
typedef unsigned int u32;
#define WASI "wasi_snapshot_preview1"
#define IMPORT(name) __attribute__((import_module(WASI), import_name(name)))
IMPORT("fd_read") int fd_read(int fd, void *iovs, u32 n, u32 *got);
IMPORT("fd_write") int fd_write(int fd, const void *iovs, u32 n, u32 *put);
IMPORT("proc_exit") _Noreturn void proc_exit(u32 code);
struct iov { const char *at; u32 length; };

static char in[1 << 16];

static u32 length(const char *s) {
	u32 n = 0;
	while (s[n]) n++;
	return n;
}
static void say(int fd, const char *text) {
	struct iov v = {text, length(text)};
	u32 put;
	fd_write(fd, &v, 1, &put);
}
static int has(const char *what) {
	u32 n = length(what);
	for (u32 i = 0; in[i]; i++) {
		u32 k = 0;
		while (k < n && in[i + k] == what[k]) k++;
		if (k == n) return 1;
	}
	return 0;
}
#define asked(what) has("\"do\":\"" what "\"")

__attribute__((export_name("_start"))) void start(void) {
	u32 n = 0, got = 1;
	while (got && n < sizeof in - 1) {
		struct iov v = {in + n, sizeof in - 1 - n};
		if (fd_read(0, &v, 1, &got)) break;
		n += got;
	}
	if (has("hush-hush")) say(1, "{\"fail\":\"a token was shown\"}");
	else if (asked("merge"))
		say(1, "{\"request\":{\"method\":\"put\",\"url\":\"https://circleci.com/api/other\",\"headers\":{\"X-Team\":null,\"X-New\":[\"a\",\"b\"]},"
		       "\"query\":{\"q\":null,\"r\":\"1\"},\"body\":{\"parameters\":{\"n\":null,\"big\":12345678901234567890}}}}");
	else if (asked("replace")) say(1, "{\"request\":{\"query\":null,\"headers\":null,\"body\":[1]}}\n");
	else if (asked("no body")) say(1, "{\"request\":{\"body\":null}}");
	else if (asked("drop")) say(1, "{\"drop\":\"not on a Friday\"}");
	else if (asked("fail")) say(1, "{\"fail\":\"no team\"}");
	else if (asked("typo")) say(1, "{\"requests\":{}}");
	else if (asked("member")) say(1, "{\"request\":{\"bdy\":1}}");
	else if (asked("not json")) say(1, "hello");
	else if (asked("header")) say(1, "{\"request\":{\"headers\":{\"X\":1}}}");
	else if (asked("host header")) say(1, "{\"request\":{\"headers\":{\"hOsT\":\"evil.example\"}}}");
	else if (asked("no host header")) say(1, "{\"request\":{\"headers\":{\"HOST\":null}}}");
	else if (asked("patch body")) say(1, "{\"request\":{\"body\":{\"a\":{\"m\":2}}}}");
	else if (asked("exit")) {
		say(2, "no policy for this team\n");
		proc_exit(3);
	} else if (asked("silent exit")) proc_exit(1);
	else if (asked("exit well")) {
		say(1, "{\"request\":{\"headers\":{\"X-New\":\"exit\"}}}");
		proc_exit(0);
	} else if (asked("flood"))
		for (int i = 0; i < 100; i++) say(1, in), say(1, "                                                                                ");
	else if (asked("endless flood"))
		for (;;) say(1, "                                                                                                                        ");
	else if (asked("spin"))
		for (volatile int i = 0;; i++) {
		}
	else if (asked("trap")) __builtin_trap();
	else if (asked("chatter")) say(2, "hush-hush, all is well\n");
}
