#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A core dump would carry passwords, keys and whatever household is on the screen into a file that nobody looks after, or to a service that keeps it.
 * A kernel that refuses leaves things as they were. */

/* From here on the kernel writes no dump of this program nor of what it starts. First thing in main. */
void nuan_core_dump_forbid (void);

/* From here on it hands none to a service either, and no other program of the same person looks into the memory of this one. Before anything secret is
 * read; in the window after the desktop's portals were first asked: they look at /proc/PID/root of whoever asks them for the first time, can't then, and
 * refuse, to a program that is closed from its beginning, its dialogs. */
void nuan_core_dump_close_memory (void);

G_END_DECLS
