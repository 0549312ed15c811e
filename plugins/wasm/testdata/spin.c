/* Never comes back. */
#include "guest.h"
EXPORT("dray_abi_1") void dray_abi_1(void) {}
EXPORT("transform") int transform(void) { for (volatile int i = 0;; i++) {} }
