#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Long work tells how far it is, on its own thread; TOTAL 0 is unknown. */
typedef void (*NuanProgress) (gint64 done, gint64 total, gpointer user_data);

G_END_DECLS
