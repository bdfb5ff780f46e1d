#pragma once

#include <glib.h>

/* A disk that loses power: the default VFS with a memory of everything that was written and not yet synced. At the cut those writes are
 * taken back (all, or all but the first few) and every later call fails, as for a process on a machine that is off. */

void     cutting_vfs_register (void);               /* becomes SQLite's default */

/* From now on: power goes at the Nth write, truncation or sync (counting from 1). 0: never. */
void     cutting_vfs_arm      (guint after);
gboolean cutting_vfs_is_off   (void);
guint    cutting_vfs_count    (void);               /* calls since it was armed */

/* Takes back what was not synced, but for the first KEEP of those writes a file, and gives power again. All files must be closed. */
void     cutting_vfs_restore  (guint keep);
