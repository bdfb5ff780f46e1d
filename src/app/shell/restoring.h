#pragma once

#include "app/shell/window.h"

G_BEGIN_DECLS

/* A backup takes the place of the data file: chosen, agreed to, put there on a thread; the old file goes aside. Then the data file is opened
 * anew, in WINDOW when it had none open, else in a new window that takes its place. PATH: of the data file. */
void nuan_restoring_choose (NuanWindow *window, const char *path);

/* The same of a file that is chosen: it is asked about once it opens as a data file does; else why it can't be restored is said, and nothing happens. */
void nuan_restoring_propose (NuanWindow *window, const char *path, const char *backup);

/* The same once the backup is chosen, which asks nobody. */
void nuan_restoring_start  (NuanWindow *window, const char *path, const char *backup);

/* A new window on PATH in place of WINDOW, whose data file is lost. */
NuanWindow *nuan_restoring_open_anew (NuanWindow *window, const char *path);

G_END_DECLS
