#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a clerk's files look like from within: an empty one, a text of any encoding without zero bytes (CSV, JSON, PostScript, SVG …), a whole PDF
 * with no file of SQLite in it, a whole spreadsheet (sheet-file.h). A data file, a log or a backup, whatever part of it was destroyed or cut off,
 * is none of them: its pages hold zero bytes. Reads all of what is no spreadsheet. FALSE as well for a file that can't be read to its end. */
gboolean nuan_common_file_is (int descriptor);

G_END_DECLS
