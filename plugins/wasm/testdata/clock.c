/* Tells what it sees of the world: clocks, random numbers, files, its environment. */
#include "guest.h"
#define WASI "wasi_snapshot_preview1"
IMPORT(WASI, "clock_time_get") int clock_time_get(int id, u64 precision, u64 *time);
IMPORT(WASI, "random_get") int random_get(char *buf, u32 n);
IMPORT(WASI, "environ_sizes_get") int environ_sizes_get(u32 *count, u32 *size);
IMPORT(WASI, "fd_prestat_get") int fd_prestat_get(int fd, char *buf);
IMPORT(WASI, "fd_write") int fd_write(int fd, const void *iovs, u32 n, u32 *put);
struct iov { const char *at; u32 length; };
EXPORT("dray_abi_1") void dray_abi_1(void) {}

static void number(const char *pointer, u64 n) {
	char digits[24];
	int at = sizeof digits;
	do digits[--at] = (char)('0' + n % 10), n /= 10;
	while (n);
	set(pointer, length(pointer), digits + at, sizeof digits - at);
}

EXPORT("transform") int transform(void) {
	u64 first, second, random = 0;
	u32 count = 9, size = 9;
	char stat[8];
	clock_time_get(0, 1, &first);
	clock_time_get(0, 1, &second);
	number("/request/body/first", first);
	number("/request/body/second", second);
	clock_time_get(1, 1, &first);
	number("/request/body/monotonic", first);
	random_get((char *)&random, 6);
	number("/request/body/random", random);
	environ_sizes_get(&count, &size);
	number("/request/body/environment", count);
	number("/request/body/folders", fd_prestat_get(3, stat) ? 0 : 1);
	struct iov out = {"said hush-hush\n", 15}, err = {"complained\n", 11};
	fd_write(1, &out, 1, &count);
	fd_write(2, &err, 1, &count);
	return 0;
}
