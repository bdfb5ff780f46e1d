#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whoever starts a program may have closed its standard streams. The next file that is opened, a data file too, would get such a number, and what is
 * told would be written over it. Each one that is missing is filled with what can be neither read nor written: reading and writing fail as of a stream that
 * is closed (EBADF), and what can't be told is known. First thing in main, before any library opens anything; FALSE with errno where that is impossible. */
gboolean nuan_streams_fill (void);

G_END_DECLS
