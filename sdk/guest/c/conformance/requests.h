/* The cases that write. Included by conformance.c. */

static int missing_parents(void) {
    TRY(dray_set_int(DRAY_BODY "/a/b/c", 1));
    TRY(dray_set_int(DRAY_BODY "/null/d", 2));
    return DRAY_CARRY_ON;
}

static int null_body(void) {
    TRY(dray_set_bool(DRAY_BODY "/a", 1));
    return DRAY_CARRY_ON;
}

static int lists(void) {
    TRY(dray_set_string(DRAY_BODY "/list/-", dray_s("c")));
    TRY(dray_set_string(DRAY_BODY "/list/1", dray_s("B")));
    TRY(dray_remove(DRAY_BODY "/list/0"));
    return DRAY_CARRY_ON;
}

static int remove_each(void) {
    TRY(dray_remove(DRAY_BODY "/a"));
    TRY(dray_remove(DRAY_BODY "/a"));
    TRY(dray_remove(DRAY_BODY "/no/such"));
    return DRAY_CARRY_ON;
}

static int method_and_url(void) {
    TRY(dray_method(&s));
    TRY(dray_set_string(OUT "/method", dray_concat(s, dray_s("-X"), DRAY_END)));
    TRY(dray_set_method(dray_s("PUT")));
    TRY(dray_url(&s));
    TRY(dray_set_url(dray_concat(s, dray_s("/x"), DRAY_END)));
    return DRAY_CARRY_ON;
}

static int headers(void) {
    dray_str pq[] = {dray_s("p"), dray_s("q")};
    TRY(dray_header("x-many", &s));
    TRY(dray_set_string(OUT "/first", s));
    TRY(dray_headers("X-MANY", &list));
    TRY(dray_set_strings(OUT "/all", list));
    TRY(dray_headers("x-one", &list));
    TRY(dray_set_strings(OUT "/one", list));
    TRY(note(OUT "/none", dray_header("X-None", &s)));
    TRY(dray_set_header("X-New", dray_s("n")));
    TRY(dray_set_headers("X-Pair", (dray_list){pq, 2}));
    TRY(dray_remove_header("x-old"));
    return DRAY_CARRY_ON;
}

static int sensitive_headers(void) {
    TRY(note(OUT "/token", dray_header("circle-token", &s)));
    TRY(note(OUT "/signature", dray_header("X-Port-Signature", &s)));
    TRY(dray_set_header("Circle-Token", dray_s("changed-token")));
    TRY(dray_remove_header("authorization"));
    return DRAY_CARRY_ON;
}

static int query(void) {
    dray_str pq[] = {dray_s("p"), dray_s("q")};
    TRY(dray_query("many", &s));
    TRY(dray_set_string(OUT "/first", s));
    TRY(dray_queries("many", &list));
    TRY(dray_set_strings(OUT "/all", list));
    TRY(note(OUT "/none", dray_query("none", &s)));
    TRY(dray_set_query("a/b", dray_s("x&y")));
    TRY(dray_set_queries("pair", (dray_list){pq, 2}));
    TRY(dray_remove_query("old"));
    return DRAY_CARRY_ON;
}

static int body(void) {
    TRY(dray_string(DRAY_BODY "/branch", &s));
    TRY(dray_set_string(DRAY_BODY "/branch", dray_concat(s, dray_s("-x"), DRAY_END)));
    TRY(dray_set_int(DRAY_BODY "/parameters/n", 1));
    TRY(dray_remove(DRAY_BODY "/old"));
    TRY(dray_get(DRAY_BODY, &s));
    TRY(dray_set(DRAY_BODY, s));
    return DRAY_CARRY_ON;
}

static int no_body(void) {
    TRY(dray_set_null(DRAY_BODY));
    return DRAY_CARRY_ON;
}

static int not_allowed(void) {
    TRY(note(OUT "/event", dray_set_string(DRAY_EVENT "/a", dray_s("x"))));
    TRY(note(OUT "/run", dray_set_string("/run/id", dray_s("x"))));
    TRY(note(OUT "/config", dray_set_string(DRAY_CONFIG "/team", dray_s("x"))));
    TRY(note(OUT "/headers", dray_set("/request/headers", dray_s("{}"))));
    TRY(note(OUT "/remove", dray_remove(DRAY_EVENT "/a")));
    return DRAY_CARRY_ON;
}

static int bad_pointer(void) {
    TRY(note(OUT "/slash", dray_get("request/body", &s)));
    TRY(note(OUT "/escape", dray_get(DRAY_EVENT "/a~2b", &s)));
    TRY(note(OUT "/scalar", dray_get(DRAY_EVENT "/text/x", &s)));
    TRY(note(OUT "/set", dray_set_int(DRAY_BODY "/text/x", 1)));
    return DRAY_CARRY_ON;
}

static int set_wrong_type(void) {
    TRY(note(OUT "/method", dray_set_int("/request/method", 5)));
    TRY(note(OUT "/header", dray_set_bool("/request/headers/X-A", 1)));
    TRY(note(OUT "/json", dray_set(DRAY_BODY "/x", dray_s("{\"a\":"))));
    return DRAY_CARRY_ON;
}

static int limit(void) {
    char *huge = dray_alloc((2 << 20) + 2);
    __builtin_memset(huge, 'x', (2 << 20) + 2);
    huge[0] = huge[(2 << 20) + 1] = '"';
    TRY(note(OUT, dray_set(DRAY_BODY "/huge", (dray_str){huge, (2 << 20) + 2})));
    return DRAY_CARRY_ON;
}

static int run(void) {
    TRY(dray_run_id(&s));
    TRY(dray_set_string(OUT "/id", s));
    TRY(dray_set_int(OUT "/attempt", dray_attempt()));
    TRY(dray_topic(&s));
    TRY(dray_set_string(OUT "/topic", s));
    TRY(dray_now(&s));
    TRY(dray_set_string(OUT "/now", s));
    return DRAY_CARRY_ON;
}

static int event_and_config(void) {
    TRY(dray_string(DRAY_EVENT "/a/b", &s));
    TRY(dray_set_string(OUT "/event", s));
    TRY(dray_string(DRAY_CONFIG "/team", &s));
    TRY(dray_set_string(OUT "/team", s));
    TRY(dray_int(DRAY_CONFIG "/size", &n));
    TRY(dray_set_int(OUT "/size", n));
    TRY(note(OUT "/nothing", dray_string(DRAY_CONFIG "/nothing", &s)));
    return DRAY_CARRY_ON;
}
