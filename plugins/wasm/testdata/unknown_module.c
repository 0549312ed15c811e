/* Asks for another host. */
#include "guest.h"
IMPORT("env", "emscripten_notify") void notify(void);
EXPORT("dray_abi_1") void dray_abi_1(void) {}
EXPORT("transform") int transform(void) { notify(); return 0; }
