#pragma once

#include <gio/gio.h>

#include "base/day.h"
#include "model/progress.h"

G_BEGIN_DECLS

typedef struct {
  gint64  households;
  guint   years;
  guint64 seed;
  NuanDay until;      /* the last day of the invented history; 0: today */
} NuanDemoOptions;

/* The invented staff, one for each role, and their password. NULL-terminated; borrowed. */
typedef struct { const char *login, *name; guint roles; const char *password; } NuanDemoStaff;
const NuanDemoStaff *nuan_demo_staff (void);

/* Fills a data file that has no household yet — or makes one with an invented centre when PATH does not exist — through the same triggers,
 * in a copy beside it that takes its place when it is whole: cancelled or killed, the file is as it was. Same seed and date, same content. */
gboolean nuan_demo_fill (const char *path, const NuanDemoOptions *options, NuanProgress progress, gpointer progress_data,
                         GCancellable *cancellable, GError **error);

/* TRUE when the file was made by the demo: the sign-in page shows the passwords. */
gboolean nuan_demo_is   (const char *path);

G_END_DECLS
