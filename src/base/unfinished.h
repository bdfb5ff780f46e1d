#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What must not stay behind when the program is told to end before its work is done: files that are only half written. Thread-safe. */
void nuan_unfinished_add     (const char *path);
void nuan_unfinished_drop    (const char *path);   /* it is whole, or gone */

/* Takes PATH away, and what SQLite makes beside it. */
void nuan_unfinished_remove  (const char *path);

/* From here until release the program is not ended from outside: what is being done belongs together. Counted. */
void nuan_unfinished_hold    (void);
void nuan_unfinished_release (void);

/* Waits for those who hold, then takes everything away. For the thread that ends the program right after it: whoever would begin
 * something new waits for ever. */
void nuan_unfinished_end     (void);

G_END_DECLS
