#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The file is a spreadsheet (xlsx, ods) and nothing beside it: a whole zip whose parts are all called, with their endings too, as those of one, none
 * of which begins as a file of SQLite or a backup does, and with no room between them for anything else. Reads its directory and how each part begins. */
gboolean nuan_sheet_file_is (int descriptor);

G_END_DECLS
