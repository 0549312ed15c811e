/* dray ABI 1: the run id becomes a header and a parameter. */
#include "guest.h"
IMPORT("dray", "get") int get(const char *pointer, u32 length, char *buf, u32 cap);
IMPORT("dray", "set") int set(const char *pointer, u32 length, const char *json, u32 json_length);
EXPORT("dray_abi_1") void dray_abi_1(void) {}

static char buf[256];

EXPORT("transform") int transform(void) {
	int n = get(TEXT("/event/context/runId"), buf, sizeof buf);
	if (n < 0 || n > (int)sizeof buf) return 2;
	if (set(TEXT("/request/headers/X-Run-Id"), buf, (u32)n)) return 2;
	if (set(TEXT("/request/body/parameters/run_id"), buf, (u32)n)) return 2;
	return 0;
}
