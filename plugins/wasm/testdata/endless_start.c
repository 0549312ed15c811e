/* Never gets to work. */
#include "guest.h"
EXPORT("dray_abi_1") void dray_abi_1(void) {}
EXPORT("_initialize") void start(void) { for (volatile int i = 0;; i++) {} }
EXPORT("transform") int transform(void) { return 0; }
