#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Files are numbered per year of their opening: 2025 and 318 are "H2025-000318". Owned. */
char *nuan_household_number_format (gint64 year, gint64 seq);

G_END_DECLS
