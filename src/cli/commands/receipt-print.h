#pragma once

#include "cli/kit/session.h"

G_BEGIN_DECLS

/* Receipts on paper: drawn with their next copy numbers and counted, all or nothing. */
gboolean nuan_receipt_print_pdf (NuanSession *session, GError **error);

G_END_DECLS
