/* The module by which tests/guests holds this SDK to what all of them do alike:
 * tests/guests/cases.json says what each case does. */
#include "../dray.h"

#define OUT DRAY_BODY "/out"
#define TRY(call)                                  \
    do {                                           \
        int rc_ = (call);                          \
        if (rc_ < 0) return dray_failed(rc_, #call); \
    } while (0)

static dray_str greeting;

/* Sets the name of an error as the cases have it. */
static int note(const char *pointer, int error) {
    static const char *const names[] = {"none", "absent", "bad-pointer", "not-allowed", "limit", "type"};
    return dray_set_string(pointer, dray_s(error > 0 ? "?" : names[-error]));
}

static dray_str s, t;
static dray_list list;
static int64_t n;
static double f;
static int yes;

static int read_string(void) {
    TRY(dray_string(DRAY_EVENT "/text", &s));
    TRY(dray_set_string(OUT "/text", s));
    TRY(dray_string(DRAY_EVENT "/empty", &s));
    TRY(dray_set_string(OUT "/empty", s));
    return DRAY_CARRY_ON;
}

static int escapes(void) {
    TRY(dray_string(DRAY_EVENT "/text", &s));
    TRY(dray_set_string(OUT "/text", s));
    TRY(dray_set_int(OUT "/length", s.len));
    TRY(dray_set_string(OUT "/own", dray_s("\"\\/\x01\t\n\x7f\xc3\xa9\xe2\x80\xa8\xf0\x9f\x98\x80")));
    return DRAY_CARRY_ON;
}

static int read_int(void) {
    static const char *const names[] = {"a", "b", "c", "d"};
    for (int i = 0; i < 4; i++) {
        TRY(dray_int(dray_join(DRAY_EVENT, names[i]), &n));
        TRY(dray_set_int(dray_join(OUT, names[i]), n));
    }
    return DRAY_CARRY_ON;
}

static int read_float(void) {
    TRY(dray_float(DRAY_EVENT "/a", &f));
    TRY(dray_set_float(OUT "/a", 2 * f));
    TRY(dray_float(DRAY_EVENT "/b", &f));
    TRY(dray_set_float(OUT "/b", f));
    return DRAY_CARRY_ON;
}

static int read_bool(void) {
    TRY(dray_bool(DRAY_EVENT "/yes", &yes));
    TRY(dray_set_bool(OUT "/yes", !yes));
    TRY(dray_bool(DRAY_EVENT "/no", &yes));
    TRY(dray_set_bool(OUT "/no", !yes));
    return DRAY_CARRY_ON;
}

static int read_list(void) {
    TRY(dray_strings(DRAY_EVENT "/list", &list));
    for (uint32_t i = 0; i < list.len / 2; i++) {
        dray_str last = list.at[list.len - 1 - i];
        list.at[list.len - 1 - i] = list.at[i];
        list.at[i] = last;
    }
    TRY(dray_set_strings(OUT "/list", list));
    TRY(dray_strings(DRAY_EVENT "/none", &list));
    TRY(dray_set_strings(OUT "/none", list));
    return DRAY_CARRY_ON;
}

static int verbatim(void) {
    TRY(dray_get(DRAY_EVENT "/numbers", &s));
    TRY(dray_set(OUT, s));
    return DRAY_CARRY_ON;
}

static int absent_and_null(void) {
    TRY(note(OUT "/absent", dray_string(DRAY_EVENT "/nothing", &s)));
    TRY(note(OUT "/deep", dray_string(DRAY_EVENT "/no/such/place", &s)));
    TRY(note(OUT "/beyond", dray_string(DRAY_EVENT "/list/7", &s)));
    TRY(note(OUT "/null", dray_string(DRAY_EVENT "/null", &s)));
    TRY(dray_get(DRAY_EVENT "/null", &s));
    TRY(dray_set(OUT "/raw", s));
    return DRAY_CARRY_ON;
}

static int read_wrong_type(void) {
    TRY(note(OUT "/string", dray_string(DRAY_EVENT "/number", &s)));
    TRY(note(OUT "/int", dray_int(DRAY_EVENT "/text", &n)));
    TRY(note(OUT "/half", dray_int(DRAY_EVENT "/half", &n)));
    TRY(note(OUT "/large", dray_int(DRAY_EVENT "/large", &n)));
    TRY(note(OUT "/float", dray_float(DRAY_EVENT "/text", &f)));
    TRY(note(OUT "/bool", dray_bool(DRAY_EVENT "/number", &yes)));
    TRY(note(OUT "/list", dray_strings(DRAY_EVENT "/mixed", &list)));
    return DRAY_CARRY_ON;
}

static int long_value(void) {
    TRY(dray_string(DRAY_EVENT "/seed", &s));
    char *all = dray_alloc(s.len * 1000);
    for (uint32_t i = 0; i < 1000; i++) dray_copy(all + i * s.len, s.text, s.len);
    dray_str whole = {all, s.len * 1000};
    TRY(dray_set_string(DRAY_BODY "/long", whole));
    TRY(dray_string(DRAY_BODY "/long", &t));
    TRY(dray_set_bool(OUT "/same", dray_eq(whole, t)));
    TRY(dray_set_int(OUT "/length", t.len));
    TRY(dray_remove(DRAY_BODY "/long"));
    return DRAY_CARRY_ON;
}

static int pointer_escapes(void) {
    TRY(dray_string(dray_join(dray_join(DRAY_EVENT, "a/b~c"), "~1"), &s));
    TRY(dray_set_string(dray_join(OUT, "m~/n"), s));
    return DRAY_CARRY_ON;
}

static int set_each(void) {
    dray_str ab[] = {dray_s("a"), dray_s("b")};
    TRY(dray_set_string(OUT "/string", dray_s("s")));
    TRY(dray_set_int(OUT "/int", -7));
    TRY(dray_set_float(OUT "/float", 2.5));
    TRY(dray_set_bool(OUT "/bool", 1));
    TRY(dray_set_strings(OUT "/list", (dray_list){ab, 2}));
    TRY(dray_set(OUT "/raw", dray_s("{\"k\":[1e400]}")));
    TRY(dray_set_null(OUT "/null"));
    return DRAY_CARRY_ON;
}

#include "requests.h"

static int drop(void) {
    TRY(dray_string(DRAY_EVENT "/why", &s));
    return dray_drop(s);
}

static int fail(void) {
    TRY(dray_string(DRAY_EVENT "/why", &s));
    return dray_fail(s);
}

static int retry(void) {
    TRY(dray_string(DRAY_EVENT "/why", &s));
    return dray_retry(s);
}

static int error(void) {
    int rc = dray_string(DRAY_EVENT "/required", &s);
    return rc < 0 ? dray_failed(rc, DRAY_EVENT "/required") : DRAY_CARRY_ON;
}

static int logs(void) {
    dray_debug(dray_s("a debug line"));
    dray_info(dray_s("an info line"));
    dray_warn(dray_s("a warn line"));
    dray_error(dray_s("an error line: \"\xc3\xa9\""));
    return DRAY_CARRY_ON;
}

static int carry_on(void) { return DRAY_CARRY_ON; }

static int configured(void) {
    TRY(dray_set_string(OUT, greeting));
    return DRAY_CARRY_ON;
}

static const struct {
    const char *name;
    int (*run)(void);
} cases[] = {
    {"carry-on", carry_on}, {"read-string", read_string}, {"escapes", escapes}, {"read-int", read_int},
    {"read-float", read_float}, {"read-bool", read_bool}, {"read-list", read_list}, {"verbatim", verbatim},
    {"absent-and-null", absent_and_null}, {"read-wrong-type", read_wrong_type}, {"long-value", long_value},
    {"pointer-escapes", pointer_escapes}, {"set-each", set_each}, {"missing-parents", missing_parents},
    {"null-body", null_body}, {"lists", lists}, {"remove", remove_each}, {"method-and-url", method_and_url},
    {"headers", headers}, {"sensitive-headers", sensitive_headers}, {"query", query}, {"body", body},
    {"no-body", no_body}, {"not-allowed", not_allowed}, {"bad-pointer", bad_pointer},
    {"set-wrong-type", set_wrong_type}, {"limit", limit}, {"run", run}, {"event-and-config", event_and_config},
    {"configured", configured}, {"logs", logs}, {"drop", drop}, {"fail", fail}, {"retry", retry}, {"error", error},
};

static int transform(void) {
    dray_str name;
    TRY(dray_string(DRAY_EVENT "/case", &name));
    for (uint32_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (dray_eq(name, dray_s(cases[i].name))) return cases[i].run();
    return dray_fail(dray_concat(dray_s("no case "), name, DRAY_END));
}
DRAY_TRANSFORM(transform)

static int configure(void) {
    if (!dray_string(DRAY_CONFIG "/refuse", &s)) return dray_fail(s);
    TRY(dray_string(DRAY_CONFIG "/greeting", &greeting));
    return DRAY_CARRY_ON;
}
DRAY_CONFIGURE(configure)
