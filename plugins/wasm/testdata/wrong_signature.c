/* Its transform takes an argument, which nobody would give. */
#include "guest.h"
EXPORT("dray_abi_1") void dray_abi_1(void) {}
EXPORT("transform") int transform(int x) { return x; }
