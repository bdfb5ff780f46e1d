#pragma once

#include "store/engine/engine.h"

G_BEGIN_DECLS

/* The moment as it is stored: UTC, "2026-11-22T17:05:57Z". On another day than the machine's (a test, the demo) it is noon of that day,
 * so that the same history can be written twice alike. Owned. */
char    *nuan_clock_now (NuanConnection *connection);

/* The local day of such a moment. */
NuanDay  nuan_clock_day (const char *moment);

G_END_DECLS
