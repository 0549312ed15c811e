/* What the guests of the tests have in common. Written from the ABI, without an SDK. */
typedef unsigned int u32;
typedef unsigned long long u64;
#define IMPORT(module, name) __attribute__((import_module(module), import_name(name)))
#define EXPORT(name) __attribute__((export_name(name)))

IMPORT("dray", "get") int get(const char *pointer, u32 length, char *buf, u32 cap);
IMPORT("dray", "set") int set(const char *pointer, u32 length, const char *json, u32 json_length);
IMPORT("dray", "remove") int drop_at(const char *pointer, u32 length);
IMPORT("dray", "log") void log_line(int level, const char *message, u32 length);
IMPORT("dray", "reason") void reason(const char *message, u32 length);

static inline u32 length(const char *s) {
	u32 n = 0;
	while (s[n]) n++;
	return n;
}
static inline int set_text(const char *pointer, const char *json) { return set(pointer, length(pointer), json, length(json)); }
static inline int equal(const char *a, const char *b, u32 n) {
	for (u32 i = 0; i < n; i++)
		if (a[i] != b[i]) return 0;
	return 1;
}
