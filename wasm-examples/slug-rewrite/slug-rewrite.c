/* slug-rewrite: a dray module that moves requests from one VCS provider's project
 * slug to another's. README.md says more. */
#include "dray.h"

static dray_str from, to;

static int configure(void) {
    int rc = dray_string(DRAY_CONFIG "/from", &from);
    if (rc < 0 || !from.len) return dray_fail(dray_s("config.from is missing: the start of the slugs to rewrite, such as gh"));
    rc = dray_string(DRAY_CONFIG "/to", &to);
    if (rc < 0 || !to.len) return dray_fail(dray_s("config.to is missing: what to put in its place, such as circleci"));
    return DRAY_CARRY_ON;
}
DRAY_CONFIGURE(configure)

/* The length of the slash that url has at i: 1 for /, 3 for %2F, 0 for none. */
static uint32_t slash(dray_str url, uint32_t i) {
    if (i < url.len && url.text[i] == '/') return 1;
    return i + 2 < url.len && url.text[i] == '%' && url.text[i + 1] == '2' && (url.text[i + 2] | 32) == 'f' ? 3 : 0;
}

/* Where the slug begins: behind /project/. 0 if there is none. */
static uint32_t slug(dray_str url) {
    const dray_str before = dray_s("/project/");
    for (uint32_t i = 0; i + before.len <= url.len && url.text[i] != '?' && url.text[i] != '#'; i++)
        if (dray_eq((dray_str){url.text + i, before.len}, before)) return i + before.len;
    return 0;
}

/* The end of from in url at i, 0 if it isn't there or goes on. */
static uint32_t matched(dray_str url, uint32_t i) {
    for (uint32_t n = 0; n < from.len; n++) {
        uint32_t step = from.text[n] == '/' ? slash(url, i) : i < url.len && url.text[i] == from.text[n];
        if (!step) return 0;
        i += step;
    }
    return i == url.len || url.text[i] == '?' || slash(url, i) ? i : 0;
}

/* to, with the kind of slash that the slug has. */
static dray_str spelled(dray_str url, uint32_t i) {
    while (i < url.len && !slash(url, i)) i++;
    if (slash(url, i) != 3) return to;
    char *text = dray_alloc(3 * to.len), *at = text;
    for (uint32_t n = 0; n < to.len; n++) {
        if (to.text[n] == '/') {
            dray_copy(at, "%2F", 3);
            at += 3;
        } else
            *at++ = to.text[n];
    }
    return (dray_str){text, (uint32_t)(at - text)};
}

static int transform(void) {
    dray_str url;
    int rc = dray_url(&url);
    if (rc < 0) return dray_failed(rc, "/request/url");
    uint32_t begin = slug(url), end = begin ? matched(url, begin) : 0;
    if (!end) return DRAY_CARRY_ON;
    rc = dray_set_url(dray_concat((dray_str){url.text, begin}, spelled(url, begin),
                                  (dray_str){url.text + end, url.len - end}, DRAY_END));
    return rc < 0 ? dray_failed(rc, "/request/url") : DRAY_CARRY_ON;
}
DRAY_TRANSFORM(transform)
