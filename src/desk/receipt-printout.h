#pragma once

#include "base/atomic-file.h"
#include "model/progress.h"
#include "model/staff.h"
#include "store/engine/engine.h"

G_BEGIN_DECLS

/* Receipts on one paper: drawn, written where they go into a file, then counted in one transaction, in which the file gets its name. A paper
 * that is not counted never leaves, and nothing is counted that could not be written. */
typedef struct _NuanReceiptPrintout NuanReceiptPrintout;

/* NUMBERS (char *), each once, in this order, as of one moment and with the copies that they will be. Slow. */
NuanReceiptPrintout *nuan_receipt_printout_draw    (NuanConnection *connection, const NuanStaff *actor, GPtrArray *numbers,
                                                    NuanProgress progress, gpointer progress_data, GCancellable *cancellable,
                                                    GError **error);
/* What was written and not kept is taken away. */
void                 nuan_receipt_printout_free    (NuanReceiptPrintout *printout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanReceiptPrintout, nuan_receipt_printout_free)

GBytes              *nuan_receipt_printout_get_pdf (NuanReceiptPrintout *printout);   /* borrowed */

/* Whole on the disk, under no name yet. */
gboolean             nuan_receipt_printout_write   (NuanReceiptPrintout *printout, const char *path, NuanFileMode mode, GError **error);

/* In a transaction. NUAN_ERROR_CONFLICT when somebody else has printed meanwhile. */
gboolean             nuan_receipt_printout_count   (NuanReceiptPrintout *printout, NuanConnection *connection, GError **error);

/* The transaction is committed. */
void                 nuan_receipt_printout_keep    (NuanReceiptPrintout *printout);

G_END_DECLS
