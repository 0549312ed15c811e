/* dray_json.h: the few lines of JSON that dray.h needs. Included by dray.h. */
#ifndef DRAY_JSON_H
#define DRAY_JSON_H

typedef struct {
    dray_str *at;
    uint32_t len;
} dray_list;

/* --- from JSON text: 1, or 0 if it is of another type --- */

DRAY_FN int dray_hex4(const char *at, const char *end) {
    int n = 0;
    if (end - at < 4) return 0xfffd;
    for (int i = 0; i < 4; i++) {
        char c = at[i] | 32;
        n = n << 4 | (c <= '9' ? c - '0' : c - 'a' + 10);
    }
    return n;
}

DRAY_FN char *dray_utf8(char *to, uint32_t r) {
    if (r < 0x80) {
        *to++ = (char)r;
        return to;
    }
    if (r < 0x800)
        *to++ = (char)(0xc0 | r >> 6);
    else {
        if (r < 0x10000)
            *to++ = (char)(0xe0 | r >> 12);
        else {
            *to++ = (char)(0xf0 | r >> 18);
            *to++ = (char)(0x80 | (r >> 12 & 63));
        }
        *to++ = (char)(0x80 | (r >> 6 & 63));
    }
    *to++ = (char)(0x80 | (r & 63));
    return to;
}

/* Reads the escape behind a backslash at *from. */
DRAY_FN char *dray_unescape(char *to, const char **from, const char *end) {
    char c = *(*from)++;
    if (c != 'u') {
        *to++ = c == 'b' ? '\b' : c == 'f' ? '\f' : c == 'n' ? '\n' : c == 'r' ? '\r' : c == 't' ? '\t' : c;
        return to;
    }
    uint32_t r = dray_hex4(*from, end);
    *from += 4;
    if (r >= 0xd800 && r < 0xdc00 && end - *from >= 6 && (*from)[0] == '\\' && (*from)[1] == 'u') {
        uint32_t low = dray_hex4(*from + 2, end);
        if (low >= 0xdc00 && low < 0xe000) {
            *from += 6;
            r = 0x10000 + ((r - 0xd800) << 10) + (low - 0xdc00);
        }
    }
    return dray_utf8(to, r >= 0xd800 && r < 0xe000 ? 0xfffd : r);
}

/* Reads the string at *from, which it leaves behind the closing quote. */
DRAY_FN int dray_parse_next(const char **from, const char *end, dray_str *value) {
    if (*from == end || **from != '"') return 0;
    char *to = dray_alloc((uint32_t)(end - *from)), *at = to;
    for (++*from; *from < end;) {
        char c = *(*from)++;
        if (c == '"') {
            *at = 0;
            *value = (dray_str){to, (uint32_t)(at - to)};
            return 1;
        }
        if (c != '\\')
            *at++ = c;
        else if (*from < end)
            at = dray_unescape(at, from, end);
    }
    return 0;
}

static inline int dray_parse_string(dray_str json, dray_str *value) {
    const char *at = json.text;
    return dray_parse_next(&at, json.text + json.len, value);
}

DRAY_FN int dray_parse_list(dray_str json, dray_list *list) {
    const char *at = json.text, *end = at + json.len;
    if (at == end || *at++ != '[') return 0;
    uint32_t most = 1;
    for (uint32_t i = 0; i < json.len; i++) most += json.text[i] == ',';
    *list = (dray_list){(dray_str *)dray_alloc(most * sizeof(dray_str)), 0};
    for (; at < end; at++) {
        if (*at == ']') return 1;
        if (*at == ',' || *at == ' ' || *at == '\n' || *at == '\r' || *at == '\t') continue;
        if (!dray_parse_next(&at, end, &list->at[list->len++])) return 0;
        at--;
    }
    return 0;
}

static inline int dray_parse_bool(dray_str json, int *value) {
    *value = json.text[0] == 't';
    return json.text[0] == 't' || json.text[0] == 'f';
}

DRAY_FN int dray_parse_int(dray_str json, int64_t *value) {
    uint64_t n = 0, most = INT64_MAX;
    uint32_t i = json.text[0] == '-';
    most += i;
    if (i == json.len) return 0;
    for (; i < json.len; i++) {
        uint32_t digit = (uint32_t)(json.text[i] - '0');
        if (digit > 9 || n > (most - digit) / 10) return 0;
        n = n * 10 + digit;
    }
    *value = (int64_t)(json.text[0] == '-' ? 0 - n : n);
    return 1;
}

DRAY_FN double dray_pow10(int n) {
    double p = 1, base = 10;
    for (; n; n >>= 1, base *= base)
        if (n & 1) p *= base;
    return p;
}

/* v times ten to the n, in steps that no power of ten is too large for. */
DRAY_FN double dray_scale(double v, int n) {
    for (; v && n > 300; n -= 300) v *= 1e300;
    for (; v && n < -300; n += 300) v /= 1e300;
    if (!v) return v;
    return n < 0 ? v / dray_pow10(-n) : v * dray_pow10(n);
}

DRAY_FN int dray_parse_float(dray_str json, double *value) {
    const char *at = json.text, *end = at + json.len;
    int negative = *at == '-', scale = 0, exponent = 0, fraction = 0;
    uint64_t n = 0;
    if (negative) at++;
    if (at == end || *at < '0' || *at > '9') return 0;
    for (; at < end && (*at == '.' || (*at >= '0' && *at <= '9')); at++) {
        if (*at == '.') {
            fraction = 1;
        } else if (n < 100000000000000000) { /* 18 digits; what comes after them is lost */
            n = n * 10 + (uint64_t)(*at - '0');
            scale -= fraction;
        } else
            scale += !fraction;
    }
    if (at < end && (*at | 32) == 'e') {
        int minus = *++at == '-';
        if (minus || *at == '+') at++;
        for (; at < end && exponent < 10000; at++) exponent = exponent * 10 + (*at - '0');
        scale += minus ? -exponent : exponent;
    }
    double v = dray_scale((double)n, scale);
    *value = negative ? -v : v;
    return v - v == 0; /* not beyond what a double holds */
}

/* --- to JSON text --- */

DRAY_FN char *dray_quote(char *to, dray_str value) {
    static const char hex[] = "0123456789abcdef";
    *to++ = '"';
    for (uint32_t i = 0; i < value.len; i++) {
        unsigned char c = (unsigned char)value.text[i];
        if (c == '"' || c == '\\')
            *to++ = '\\';
        else if (c < ' ') {
            dray_copy(to, "\\u00", 4);
            to[4] = hex[c >> 4];
            to[5] = hex[c & 15];
            to += 6;
            continue;
        }
        *to++ = (char)c;
    }
    *to++ = '"';
    return to;
}

DRAY_FN uint32_t dray_quoted_len(dray_str value) {
    uint32_t n = 2 + value.len;
    for (uint32_t i = 0; i < value.len; i++) {
        unsigned char c = (unsigned char)value.text[i];
        n += c < ' ' ? 5 : c == '"' || c == '\\';
    }
    return n;
}

DRAY_FN dray_str dray_spell_string(dray_str value) {
    uint32_t n = dray_quoted_len(value);
    char *to = dray_alloc(n);
    dray_quote(to, value);
    return (dray_str){to, n};
}

DRAY_FN dray_str dray_spell_list(dray_list list) {
    uint32_t n = 2;
    for (uint32_t i = 0; i < list.len; i++) n += 1 + dray_quoted_len(list.at[i]);
    char *to = dray_alloc(n), *at = to;
    *at++ = '[';
    for (uint32_t i = 0; i < list.len; i++) {
        if (i) *at++ = ',';
        at = dray_quote(at, list.at[i]);
    }
    *at++ = ']';
    return (dray_str){to, (uint32_t)(at - to)};
}

static inline dray_str dray_spell_bool(int value) { return dray_s(value ? "true" : "false"); }

DRAY_FN dray_str dray_spell_int(int64_t value) {
    char *end = dray_alloc(24) + 24, *at = end;
    uint64_t n = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    do *--at = (char)('0' + n % 10);
    while (n /= 10);
    if (value < 0) *--at = '-';
    return (dray_str){at, (uint32_t)(end - at)};
}

/* With an exponent only where it would be long without. Infinities and NaN
 * give text that is no JSON, which dray refuses. */
DRAY_FN dray_str dray_spell_float(double value) {
    double v = value < 0 ? -value : value, rough = v;
    int scale = 0;
    if (v - v != 0) return dray_s("NaN");
    for (; rough >= 1e15; scale++) rough /= 10;
    for (; rough && rough < 1e14; scale--) rough *= 10;
    int64_t digits = (int64_t)(dray_scale(v, -scale) + 0.5);
    for (; digits && digits % 10 == 0; scale++) digits /= 10;
    for (; digits && scale > 0 && digits < 100000000000000; scale--) digits *= 10;
    dray_str text = dray_spell_int(value < 0 ? -digits : digits);
    if (!digits || !scale) return text;
    if (scale < 0 && scale > -15) { /* with a point */
        char *to = dray_alloc(40), *at = to;
        int len = (int)text.len - (value < 0), zeros = -scale >= len ? 1 - scale - len : 0;
        if (value < 0) *at++ = '-', text.text++;
        for (int i = 0; i < len + zeros; i++) {
            if (i == len + zeros + scale) *at++ = '.';
            *at++ = i < zeros ? '0' : text.text[i - zeros];
        }
        return (dray_str){to, (uint32_t)(at - to)};
    }
    return dray_concat(text, dray_s("e"), dray_spell_int(scale), DRAY_END);
}

#endif
