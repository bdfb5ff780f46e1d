#pragma once

#include "app/session/context.h"

G_BEGIN_DECLS

/* The dialogs of help. PARENT is any widget of the window. What they change shows by the context's "changed". */
/* F4 */
void nuan_show_grant_dialog        (GtkWidget *parent, NuanContext *context, gint64 household_id);
/* approve, return, refuse; void */
void nuan_show_grant_decision      (GtkWidget *parent, NuanContext *context, gint64 grant_id);
/* F5 */
void nuan_show_payment_dialog      (GtkWidget *parent, NuanContext *context, gint64 grant_id);
/* F6. WARNINGS (char *, shared; may be NULL): what to look at before the paper goes over the counter. */
void nuan_show_receipt_dialog      (GtkWidget *parent, NuanContext *context, const char *number, GPtrArray *warnings);

/* Draws the receipts (char *) into one PDF on a thread, counts the prints and opens the print dialog; or saves or opens the
 * PDF. */
typedef enum { NUAN_RECEIPTS_PRINT, NUAN_RECEIPTS_SAVE, NUAN_RECEIPTS_OPEN } NuanReceiptsUse;
void nuan_draw_receipts            (GtkWidget *parent, NuanContext *context, GPtrArray *numbers, NuanReceiptsUse use);

G_END_DECLS
