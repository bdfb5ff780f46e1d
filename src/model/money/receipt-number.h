#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Receipt numbers run per year of payment: 2025 and 457 are "2025-000457". "" for SEQ 0: no receipt. Owned. */
char    *nuan_receipt_number_format (gint64 year, gint64 seq);

/* Reads it as written or typed: full-width digits, blanks around and leading zeros left out are put right. NUAN_ERROR_INVALID at "receipt"
 * when it is none. */
gboolean nuan_receipt_number_parse  (const char *text, gint64 *year, gint64 *seq, GError **error);

G_END_DECLS
