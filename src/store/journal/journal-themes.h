#pragma once

#include "store/engine/engine.h"

G_BEGIN_DECLS

/* What the lines after AFTER, up to UPTO, are about: NuanTheme, or-ed. Many lines are about everything without being read. */
gboolean nuan_journal_themes (NuanConnection *connection, gint64 after, gint64 upto, guint *themes, GError **error);

G_END_DECLS
