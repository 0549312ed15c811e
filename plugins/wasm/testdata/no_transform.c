/* Says that it speaks the ABI, and doesn't. */
#include "guest.h"
EXPORT("dray_abi_1") void dray_abi_1(void) {}
