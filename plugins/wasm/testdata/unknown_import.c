/* Asks for what dray doesn't have. */
#include "guest.h"
IMPORT("dray", "exec") int exec(const char *command, u32 n);
EXPORT("dray_abi_1") void dray_abi_1(void) {}
EXPORT("transform") int transform(void) { return exec("ls", 2); }
