/*
 * dray.h: what a dray module in C is written against. Header-only, without libc.
 *
 *     #include "dray.h"
 *
 *     static int transform(void) {
 *         dray_str branch;
 *         int rc = dray_string(DRAY_EVENT "/payload/properties/branch", &branch);
 *         if (rc < 0) return dray_failed(rc, DRAY_EVENT "/payload/properties/branch");
 *         if (dray_eq(branch, dray_s("frozen"))) return dray_drop(dray_s("the branch is frozen"));
 *         rc = dray_set_string(DRAY_BODY "/branch", branch);
 *         return rc < 0 ? dray_failed(rc, DRAY_BODY "/branch") : DRAY_CARRY_ON;
 *     }
 *     DRAY_TRANSFORM(transform)
 *
 * Build: clang --target=wasm32 -O2 -mbulk-memory -nostdlib -c NAME.c -o NAME.o
 *        wasm-ld --no-entry -z stack-size=65536 --strip-all NAME.o -o NAME.wasm
 *
 * Functions that read or write give 0, or one of the errors below. Pointers and
 * names end in NUL. What a function gives lives until the transform returns; what
 * DRAY_CONFIGURE's function was given lives as long as the instance, which serves
 * one run at a time and many after another.
 */
#ifndef DRAY_H
#define DRAY_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

/* Errors: nothing there; not a JSON Pointer (RFC 6901), or a scalar in its way;
 * read-only or secret; over a limit of dray; not JSON or not of the type wanted. */
enum { DRAY_ABSENT = -1, DRAY_BAD_POINTER = -2, DRAY_NOT_ALLOWED = -3, DRAY_LIMIT = -4, DRAY_TYPE = -5 };

/* What a transform returns; dray_drop, dray_fail and dray_retry give theirs with a reason. */
enum { DRAY_CARRY_ON = 0, DRAY_DROP = 1, DRAY_FAIL = 2, DRAY_RETRY = 3 };

/* Where pointers begin: DRAY_BODY "/parameters/branch". */
#define DRAY_EVENT "/event"   /* read-only: the message as the mapping saw it */
#define DRAY_CONFIG "/config" /* read-only: the module's settings, {} if none */
#define DRAY_BODY "/request/body"

/* UTF-8 text. What the functions give has a NUL behind it too. */
typedef struct {
    const char *text;
    uint32_t len;
} dray_str;

#define DRAY_FN static __attribute__((unused, noinline)) /* kept small: one copy in a module */
#define DRAY_IMPORT(name) __attribute__((import_module("dray"), import_name(#name)))
#define DRAY_EXPORT(name) __attribute__((export_name(#name)))

DRAY_IMPORT(get) int32_t dray_host_get(const char *ptr, uint32_t ptr_len, char *buf, uint32_t cap);
DRAY_IMPORT(set) int32_t dray_host_set(const char *ptr, uint32_t ptr_len, const char *json, uint32_t json_len);
DRAY_IMPORT(remove) int32_t dray_host_remove(const char *ptr, uint32_t ptr_len);
DRAY_IMPORT(log) void dray_host_log(int32_t level, const char *msg, uint32_t len);
DRAY_IMPORT(reason) void dray_host_reason(const char *msg, uint32_t len);

/* --- memory: taken in a row, and all given back when a transform begins --- */

extern char __heap_base; /* where the linker's data ends */
static uint32_t dray_used, dray_kept;

/* Room of n bytes. There is no free. Without memory the instance traps. */
DRAY_FN char *dray_alloc(uint32_t n) {
    if (!dray_used) dray_used = (uint32_t)&__heap_base;
    uint32_t at = (dray_used + 7) & ~7u, end = at + n, have = (uint32_t)__builtin_wasm_memory_size(0) << 16;
    if (end < at) __builtin_trap();
    if (end > have && __builtin_wasm_memory_grow(0, (end - have + 0xffff) >> 16) == (size_t)-1) __builtin_trap();
    dray_used = end;
    return (char *)at;
}

static inline void dray_copy(char *to, const char *from, uint32_t n) { __builtin_memcpy(to, from, n); }

/* --- strings --- */

/* A string of a C string. */
DRAY_FN dray_str dray_s(const char *text) {
    uint32_t n = 0;
    while (text[n]) n++;
    return (dray_str){text, n};
}

DRAY_FN int dray_eq(dray_str a, dray_str b) {
    if (a.len != b.len) return 0;
    for (uint32_t i = 0; i < a.len; i++)
        if (a.text[i] != b.text[i]) return 0;
    return 1;
}

/* The strings up to one whose text is NULL, in a row: dray_concat(a, b, DRAY_END). */
#define DRAY_END ((dray_str){NULL, 0})
DRAY_FN dray_str dray_concat(dray_str first, ...) {
    uint32_t len = 0;
    va_list args, again;
    va_start(args, first);
    va_copy(again, args);
    for (dray_str s = first; s.text; s = va_arg(args, dray_str)) len += s.len;
    char *to = dray_alloc(len + 1), *at = to;
    for (dray_str s = first; s.text; s = va_arg(again, dray_str)) {
        dray_copy(at, s.text, s.len);
        at += s.len;
    }
    *at = 0;
    va_end(args);
    va_end(again);
    return (dray_str){to, len};
}

/* A pointer with one more token, ~ in it spelled ~0 and / spelled ~1. */
DRAY_FN const char *dray_join(const char *pointer, const char *token) {
    dray_str base = dray_s(pointer), last = dray_s(token);
    char *to = dray_alloc(base.len + 2 * last.len + 2), *at = to + base.len;
    dray_copy(to, base.text, base.len);
    *at++ = '/';
    for (uint32_t i = 0; i < last.len; i++) {
        char c = last.text[i];
        *at++ = c == '/' ? '~' : c;
        if (c == '/') *at++ = '1';
        if (c == '~') *at++ = '0';
    }
    *at = 0;
    return to;
}

#include "dray_json.h"

/* --- reading: 0 or an error --- */

/* JSON text, numbers as they are spelled. */
DRAY_FN int dray_get(const char *pointer, dray_str *json) {
    uint32_t len = dray_s(pointer).len, cap = 512;
    for (;;) {
        uint32_t before = dray_used;
        char *buf = dray_alloc(cap + 1);
        int32_t n = dray_host_get(pointer, len, buf, cap);
        if (n < 0) return n;
        if ((uint32_t)n <= cap) {
            buf[n] = 0;
            dray_used = (uint32_t)buf + n + 1;
            *json = (dray_str){buf, n};
            return 0;
        }
        dray_used = before;
        cap = n;
    }
}

#define DRAY_READ(name, type, parse)                                   \
    DRAY_FN int name(const char *pointer, type *value) {               \
        dray_str json;                                                 \
        int rc = dray_get(pointer, &json);                             \
        return rc < 0 ? rc : parse(json, value) ? 0 : DRAY_TYPE;       \
    }
DRAY_READ(dray_string, dray_str, dray_parse_string)
DRAY_READ(dray_int, int64_t, dray_parse_int) /* without fraction and exponent, within 64 bits */
DRAY_READ(dray_float, double, dray_parse_float) /* right to 15 digits */
DRAY_READ(dray_bool, int, dray_parse_bool)
DRAY_READ(dray_strings, dray_list, dray_parse_list)

/* --- writing: 0 or an error; missing parents are made, - appends to a list --- */

static inline int dray_set(const char *pointer, dray_str json) {
    return dray_host_set(pointer, dray_s(pointer).len, json.text, json.len);
}

/* Removing what isn't there is no error. */
static inline int dray_remove(const char *pointer) { return dray_host_remove(pointer, dray_s(pointer).len); }

#define DRAY_WRITE(name, type, spell) \
    static inline int name(const char *pointer, type value) { return dray_set(pointer, spell(value)); }
DRAY_WRITE(dray_set_string, dray_str, dray_spell_string)
DRAY_WRITE(dray_set_int, int64_t, dray_spell_int)
DRAY_WRITE(dray_set_float, double, dray_spell_float) /* the fewest digits, at most 15 */
DRAY_WRITE(dray_set_bool, int, dray_spell_bool)
DRAY_WRITE(dray_set_strings, dray_list, dray_spell_list)
static inline int dray_set_null(const char *pointer) { return dray_set(pointer, dray_s("null")); }

/* --- the request and the run --- */

static inline int dray_method(dray_str *method) { return dray_string("/request/method", method); }
static inline int dray_set_method(dray_str method) { return dray_set_string("/request/method", method); }
/* Without the mapping's query. Scheme, host and port have to stay, or be among dray's hosts. */
static inline int dray_url(dray_str *url) { return dray_string("/request/url", url); }
static inline int dray_set_url(dray_str url) { return dray_set_string("/request/url", url); }

DRAY_FN int dray_all(const char *pointer, dray_list *values) {
    dray_str json;
    int rc = dray_get(pointer, &json);
    if (rc < 0) return rc;
    if (dray_parse_list(json, values)) return 0;
    dray_str *one = (dray_str *)dray_alloc(sizeof *one);
    *values = (dray_list){one, 1};
    return dray_parse_string(json, one) ? 0 : DRAY_TYPE;
}

DRAY_FN int dray_first(const char *pointer, dray_str *value) {
    dray_list values;
    int rc = dray_all(pointer, &values);
    if (rc < 0 || !values.len) return rc < 0 ? rc : DRAY_TYPE;
    *value = values.at[0];
    return 0;
}

/* X(subject, plural, pointer): the first value, all of them, to set one or several, to remove. */
#define DRAY_FIELDS(one, many, place)                                                                                  \
    static inline int dray_##one(const char *name, dray_str *value) { return dray_first(dray_join(place, name), value); } \
    static inline int dray_##many(const char *name, dray_list *values) { return dray_all(dray_join(place, name), values); } \
    static inline int dray_set_##one(const char *name, dray_str value) { return dray_set_string(dray_join(place, name), value); } \
    static inline int dray_set_##many(const char *name, dray_list values) { return dray_set_strings(dray_join(place, name), values); } \
    static inline int dray_remove_##one(const char *name) { return dray_remove(dray_join(place, name)); }
/* Names of headers compare without regard to case. Sensitive ones can be set and
 * removed, and give DRAY_NOT_ALLOWED when read, whether or not they are set. */
DRAY_FIELDS(header, headers, "/request/headers")
DRAY_FIELDS(query, queries, "/request/query")

static inline int dray_run_id(dray_str *id) { return dray_string("/run/id", id); }
static inline int dray_topic(dray_str *topic) { return dray_string("/run/topic", topic); }
static inline int dray_now(dray_str *now) { return dray_string("/run/now", now); } /* RFC 3339 */
static inline int64_t dray_attempt(void) { /* of this module, from 1 */
    int64_t n = 1;
    dray_int("/run/attempt", &n);
    return n;
}

/* --- log and result --- */

static inline void dray_debug(dray_str line) { dray_host_log(-4, line.text, line.len); }
static inline void dray_info(dray_str line) { dray_host_log(0, line.text, line.len); }
static inline void dray_warn(dray_str line) { dray_host_log(4, line.text, line.len); }
static inline void dray_error(dray_str line) { dray_host_log(8, line.text, line.len); }

static inline int dray_because(int result, dray_str reason) {
    dray_host_reason(reason.text, reason.len);
    return result;
}
static inline int dray_drop(dray_str reason) { return dray_because(DRAY_DROP, reason); }
static inline int dray_fail(dray_str reason) { return dray_because(DRAY_FAIL, reason); }
static inline int dray_retry(dray_str reason) { return dray_because(DRAY_RETRY, reason); } /* after the route's backoff */

/* Fails the run for an error at a pointer. */
DRAY_FN int dray_failed(int error, const char *pointer) {
    const char *const why[] = {"there is no value", "not a JSON pointer, or it leads through a value that holds no others",
                               "not allowed", "over a limit of dray", "not JSON, or not of the type that is wanted here"};
    return dray_fail(dray_concat(dray_s("access to "), dray_s(pointer), dray_s(": "),
                                 dray_s(why[error <= -1 && error >= -5 ? -error - 1 : 4]), DRAY_END));
}

/* --- the exports --- */

DRAY_EXPORT(dray_abi_1) void dray_abi_1(void) {}

/* function: int (void), gives a result. Once in a module. */
#define DRAY_TRANSFORM(function)                    \
    DRAY_EXPORT(transform) int32_t dray_export_transform(void) { \
        dray_used = dray_kept;                      \
        return function();                          \
    }

/* Optional; function: int (void), called once in each instance before its first
 * run; dray_fail(reason) refuses the module. */
#define DRAY_CONFIGURE(function)                    \
    DRAY_EXPORT(configure) int32_t dray_export_configure(void) { \
        int result = function();                    \
        dray_kept = dray_used;                      \
        return result;                              \
    }

#endif
