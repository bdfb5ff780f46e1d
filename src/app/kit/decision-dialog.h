#pragma once

#include "app/kit/desk-dialog.h"

G_BEGIN_DECLS

/* A desk dialog for one decision: below what it rests on stands the reason, and a button for each way to decide. */

/* One way. Texts are translated, and live for ever. */
typedef struct {
  int         way;            /* what its owner calls it */
  const char *label;          /* of the button; may have a mnemonic */
  const char *style;          /* "suggested-action", "destructive-action" or NULL */
  const char *done;           /* told by a toast afterwards; NULL: the window below shows it */
  gboolean    needs_reason;   /* not taken without one */
} NuanDecisionWay;

/* WAY was chosen, for REASON ("" where none is asked): starts the writing. Its answer goes to nuan_decision_dialog_end(). */
typedef void (*NuanDecide) (gpointer data, int way, const char *reason);

/* DATA belongs to the dialog (nuan_desk_dialog_get_data()) and is freed with it. */
NuanDeskDialog *nuan_decision_dialog_new        (GtkWidget *parent, const char *title, NuanDecide decide, gpointer data,
                                                 GDestroyNotify free_data);
NuanRow        *nuan_decision_dialog_add_reason (NuanDeskDialog *dialog, const char *title);             /* once, below what stands there; borrowed */
GtkWidget      *nuan_decision_dialog_add_way    (NuanDeskDialog *dialog, const NuanDecisionWay *way);    /* copied; Ctrl+Enter where it is the only one */

/* TRUE: something is said in REASON; else it is marked and pointed at. */
gboolean        nuan_decision_has_reason        (NuanRow *reason);

/* What was written has come: TRUE when it is done and told, with WARNINGS (char *, may be NULL), the dialog closed. An ERROR is said at the reason,
 * or above the buttons. */
gboolean        nuan_decision_dialog_end        (NuanDeskDialog *dialog, GPtrArray *warnings, const GError *error);

G_END_DECLS
