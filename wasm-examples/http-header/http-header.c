/* http-header: an http-wasm module that marks requests with a header and a query
 * parameter. README.md says more. It needs nothing of dray, and runs wherever
 * http-wasm does. */
#include <stddef.h>
#include <stdint.h>

#define HTTP(name) __attribute__((import_module("http_handler"), import_name(#name)))
#define EXPORT(name) __attribute__((export_name(#name)))

HTTP(get_config) uint32_t get_config(char *buf, uint32_t room);
HTTP(get_uri) uint32_t get_uri(char *buf, uint32_t room);
HTTP(set_uri) void set_uri(const char *uri, uint32_t len);
HTTP(set_header_value)
void set_header_value(uint32_t kind, const char *name, uint32_t name_len, const char *value, uint32_t value_len);
HTTP(log) void log_line(int32_t level, const char *message, uint32_t len);

enum { REQUEST = 0, WARN = 1, NEXT = 1 };

typedef struct {
    const char *at;
    uint32_t len;
} text;
#define TEXT(literal) ((text){literal, sizeof(literal) - 1})

static char config[1024];
static char uri[16384];

static int same(const char *a, text b) {
    for (uint32_t i = 0; i < b.len; i++)
        if (a[i] != b.at[i]) return 0;
    return 1;
}

/* The string member of that name in the config, otherwise what is given. */
static text setting(uint32_t len, text name, text otherwise) {
    for (uint32_t i = 0; i + name.len + 2 < len; i++) {
        if (config[i] != '"' || !same(config + i + 1, name) || config[i + 1 + name.len] != '"')
            continue;
        i += name.len + 2;
        while (i < len && (config[i] == ':' || config[i] == ' ')) i++;
        if (i >= len || config[i] != '"') return otherwise;
        uint32_t end = ++i;
        while (end < len && config[end] != '"') end++;
        return (text){config + i, end - i};
    }
    return otherwise;
}

/* Puts separator, name, = and value behind the URI; gives the length, 0 if it is too long. */
static uint32_t add_parameter(uint32_t len, text name, text value) {
    char separator = '?';
    for (uint32_t i = 0; i < len; i++)
        if (uri[i] == '?') separator = '&';
    if (len + name.len + value.len + 2 > sizeof uri) return 0;
    uri[len++] = separator;
    for (uint32_t i = 0; i < name.len; i++) uri[len++] = name.at[i];
    uri[len++] = '=';
    for (uint32_t i = 0; i < value.len; i++) uri[len++] = value.at[i];
    return len;
}

EXPORT(handle_request) uint64_t handle_request(void) {
    uint32_t len = get_config(config, sizeof config);
    if (len > sizeof config) len = 0; /* nothing was written */
    text value = setting(len, TEXT("value"), TEXT("port"));
    text header = setting(len, TEXT("header"), TEXT("X-Triggered-By"));
    text query = setting(len, TEXT("query"), TEXT(""));

    set_header_value(REQUEST, header.at, header.len, value.at, value.len);
    if (query.len) {
        uint32_t had = get_uri(uri, sizeof uri), now = had <= sizeof uri ? add_parameter(had, query, value) : 0;
        static const char long_uri[] = "the URI is too long for one more parameter";
        if (now)
            set_uri(uri, now);
        else
            log_line(WARN, long_uri, sizeof long_uri - 1);
    }
    return NEXT;
}

EXPORT(handle_response) void handle_response(uint32_t context, uint32_t is_error) {
    (void)context;
    (void)is_error;
}
