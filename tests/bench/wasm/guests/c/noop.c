/* dray ABI 1: does nothing. */
#include "guest.h"
EXPORT("dray_abi_1") void dray_abi_1(void) {}
EXPORT("transform") int transform(void) { return 0; }
