/* Does what the config says, by http-wasm's handler ABI. */
typedef unsigned int u32;
typedef unsigned long long u64;
#define IMPORT(name) __attribute__((import_module("http_handler"), import_name(name)))
#define EXPORT(name) __attribute__((export_name(name)))
IMPORT("get_config") u32 get_config(char *buf, u32 limit);
IMPORT("log") void log_line(int level, const char *message, u32 length);
IMPORT("log_enabled") u32 log_enabled(int level);
IMPORT("get_method") u32 get_method(char *buf, u32 limit);
IMPORT("set_method") void set_method(const char *method, u32 length);
IMPORT("get_uri") u32 get_uri(char *buf, u32 limit);
IMPORT("set_uri") void set_uri(const char *uri, u32 length);
IMPORT("get_protocol_version") u32 get_protocol_version(char *buf, u32 limit);
IMPORT("get_source_addr") u32 get_source_addr(char *buf, u32 limit);
IMPORT("get_header_names") u64 get_header_names(u32 kind, char *buf, u32 limit);
IMPORT("get_header_values") u64 get_header_values(u32 kind, const char *name, u32 length, char *buf, u32 limit);
IMPORT("set_header_value") void set_header_value(u32 kind, const char *name, u32 length, const char *value, u32 value_length);
IMPORT("add_header_value") void add_header_value(u32 kind, const char *name, u32 length, const char *value, u32 value_length);
IMPORT("remove_header") void remove_header(u32 kind, const char *name, u32 length);
IMPORT("read_body") u64 read_body(u32 kind, char *buf, u32 limit);
IMPORT("write_body") void write_body(u32 kind, const char *body, u32 length);
IMPORT("set_status_code") void set_status_code(u32 status);
IMPORT("get_status_code") u32 get_status_code(void);
IMPORT("enable_features") u32 enable_features(u32 features);

static char config[64], buf[4096];
static u32 config_length;

static u32 length(const char *s) {
	u32 n = 0;
	while (s[n]) n++;
	return n;
}
static int asked(const char *what) {
	if (config_length != length(what)) return 0;
	for (u32 i = 0; what[i]; i++)
		if (config[i] != what[i]) return 0;
	return 1;
}
static void header(const char *name, const char *value, u32 n) { set_header_value(0, name, length(name), value, n); }

EXPORT("_start") void start(void) {
	config_length = get_config(config, sizeof config);
	if (asked("early")) get_uri(buf, sizeof buf);
}

EXPORT("handle_request") u64 handle_request(void) {
	if (asked("uri")) {
		u32 n = get_uri(buf, sizeof buf);
		header("X-Was", buf, n);
		set_uri("/other?a=1", 10);
		n = get_uri(buf, sizeof buf);
		header("X-Is", buf, n);
	}
	if (asked("method")) {
		u32 n = get_method(buf, sizeof buf);
		header("X-Was", buf, n);
		set_method("put", 3);
	}
	if (asked("headers")) {
		u64 found = get_header_names(0, buf, sizeof buf);
		for (u32 i = 0; i < (u32)found; i++)
			if (!buf[i]) buf[i] = ',';
		header("X-Names", buf, (u32)found);
		found = get_header_values(0, "circle-TOKEN", 12, buf, sizeof buf);
		header("X-Token-Count", found >> 32 ? "1" : "0", 1);
		found = get_header_values(0, "x-team", 6, buf, sizeof buf);
		add_header_value(0, "x-team", 6, buf, (u32)found - 1);
		add_header_value(0, "Circle-Token", 12, "more", 4);
		remove_header(0, "X-Names-Not", 11);
	}
	if (asked("body")) {
		u64 got = read_body(0, buf, 10); /* in two parts */
		u32 n = (u32)got;
		while (!(got >> 32)) {
			got = read_body(0, buf + n, sizeof buf - n);
			n += (u32)got;
		}
		write_body(0, "{\"was\":", 7);
		write_body(0, buf, n);
		write_body(0, "}", 1);
	}
	if (asked("no body")) write_body(0, buf, 0);
	if (asked("spaced body")) write_body(0, "\n { \"b\": 1,\"a\":{\"n\":1.50} } ", 28);
	if (asked("host header")) header("hOsT", "evil.example", 12);
	if (asked("more host")) add_header_value(0, "host", 4, "evil.example", 12);
	if (asked("no host header")) remove_header(0, "HOST", 4);
	if (asked("not json")) write_body(0, "team=a", 6);
	if (asked("answer")) {
		set_status_code(403);
		write_body(1, "not on a Friday", 15);
		return 0;
	}
	if (asked("world")) {
		u32 n = get_protocol_version(buf, sizeof buf);
		header("X-Protocol", buf, n);
		header("X-From", buf, get_source_addr(buf, sizeof buf));
		header("X-Features", enable_features(7) == 1 ? "1" : "?", 1);
		header("X-Status", get_status_code() == 200 ? "200" : "?", 3);
		header("X-Debug", log_enabled(-1) ? "1" : "0", 1);
		log_line(2, "hush-hush was here", 18);
	}
	if (asked("line break")) header("X-A", "a\r\nB: c", 7);
	if (asked("bad name")) header("a b", "c", 1);
	if (asked("leak")) header("hush-hush here", "c", 1);
	if (asked("bad method")) set_method("a b", 3);
	if (asked("trailer")) set_header_value(2, "a", 1, "b", 1);
	if (asked("long headers"))
		for (int i = 0; i < 20; i++) add_header_value(0, "X-Long", 6, config, 12);
	if (asked("long uri")) set_uri("/", 60000);
	if (asked("loud"))
		for (int i = 0; i < 20; i++) log_line(1, buf, 60000);
	if (asked("outside")) get_uri((char *)0xffffff00, 0xff00);
	return 1;
}
