/* What the guests have in common. */
typedef unsigned char u8;
typedef unsigned int u32;
typedef unsigned long long u64;
#define IMPORT(module, name) __attribute__((import_module(module), import_name(name)))
#define EXPORT(name) __attribute__((export_name(name)))
#define TEXT(literal) literal, sizeof(literal) - 1

/* after gives the place in text that follows the first occurrence of key, 0 if there
   is none. */
static inline const char *after(const char *text, u32 length, const char *key, u32 key_length) {
	for (u32 i = 0; i + key_length <= length; i++) {
		u32 k = 0;
		while (k < key_length && text[i + k] == key[k]) k++;
		if (k == key_length) return text + i + key_length;
	}
	return 0;
}

static inline char *put(char *to, const char *text, u32 length) {
	__builtin_memcpy(to, text, length);
	return to + length;
}
