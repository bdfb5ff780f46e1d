#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A spreadsheet as it stands on the disk, read again: each of its parts is whole, and its one sheet has N_ROWS rows. libxlsxwriter looks at no write
 * to its temporary files, and makes a book of what a full disk has left of them. NUAN_ERROR_STORAGE otherwise. */
gboolean nuan_xlsx_prove (const char *path, guint n_rows, GError **error);

G_END_DECLS
