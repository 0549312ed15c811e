/* Adds the run's id as a header and a pipeline parameter, by dray ABI 1. */
#include "guest.h"
EXPORT("dray_abi_1") void dray_abi_1(void) {}
EXPORT("transform") int transform(void) {
	static char id[256];
	int n = get("/run/id", 7, id, sizeof id);
	if (n < 0 || n > (int)sizeof id) return 2;
	if (set("/request/headers/X-Fields", 25, id, n)) return 2;
	return set("/request/body/parameters/run_id", 31, id, n) ? 2 : 0;
}
