#pragma once

#include "store/engine/engine.h"

G_BEGIN_DECLS

/* Who signed in on this machine today: somebody who sits here anyway, and is not to wait a minute for a slip of the fingers. A private file in the state
 * directory remembers it, by a digest of data file and login and never the password; what was yesterday goes with the next one. A convenience: what can't
 * be read is nobody, what can't be written is not remembered. */
gboolean nuan_known_today     (NuanConnection *connection, const char *login);
void     nuan_known_today_add (NuanConnection *connection, const char *login);

G_END_DECLS
