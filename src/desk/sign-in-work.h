#pragma once

#include "model/staff.h"
#include "store/engine/engine.h"

G_BEGIN_DECLS

/* Somebody signs in, in the window or with nuanctl: nuan_staff_store_sign_in(), where whoever signed in on this machine today is slowed down by
 * NUAN_SLOW_DOWN_KNOWN_S seconds at most. WAIT_S, NULL where nobody asks, gets the seconds until the next try; 0: none. */
#define NUAN_SLOW_DOWN_KNOWN_S 5

NuanStaff *nuan_sign_in_work (NuanConnection *connection, const char *login, const char *password, gint64 *wait_s, GError **error);

/* What is said while a login is slowed down; owned. */
char      *nuan_sign_in_say_wait (gint64 wait_s);

G_END_DECLS
