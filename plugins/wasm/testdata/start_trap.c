/* Breaks before it is asked for anything. */
#include "guest.h"
EXPORT("dray_abi_1") void dray_abi_1(void) {}
EXPORT("_initialize") void start(void) { __builtin_trap(); }
EXPORT("transform") int transform(void) { return 0; }
