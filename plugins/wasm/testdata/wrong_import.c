/* Has another idea of what get takes. */
#include "guest.h"
IMPORT("dray", "get") int get_all(u64 pointer);
EXPORT("dray_abi_1") void dray_abi_1(void) {}
EXPORT("transform") int transform(void) { return get_all(1); }
