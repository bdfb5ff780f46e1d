#pragma once

#include "store/engine/connection.h"

G_BEGIN_DECLS

/* Whether something happened: the number of the journal's newest line. What no line is written of, a half-typed form say, changes nothing for
 * others. Cheap where nobody committed since the last call. */
gboolean nuan_changed_newest (NuanConnection *connection, gint64 *newest, GError **error);

G_END_DECLS
