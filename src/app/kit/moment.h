#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "2026-11-22 18:43" in local time for a stored UTC moment (ISO 8601); the text itself when it is none. Owned. */
char *nuan_moment_format (const char *at);

G_END_DECLS
