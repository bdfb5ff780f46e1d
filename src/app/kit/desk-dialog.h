#pragma once

#include <adwaita.h>

#include "app/kit/form.h"

G_BEGIN_DECLS

/* A dialog for a decision at the desk: what it rests on from top to bottom, what is wrong above the buttons, the buttons
 * below. No button is the default one: Enter goes to the next field; Escape closes. */
#define NUAN_TYPE_DESK_DIALOG (nuan_desk_dialog_get_type ())
G_DECLARE_FINAL_TYPE (NuanDeskDialog, nuan_desk_dialog, NUAN, DESK_DIALOG, AdwWindow)

/* DATA belongs to the dialog and is freed with it. */
NuanDeskDialog *nuan_desk_dialog_new          (GtkWidget *parent, const char *title, gpointer data, GDestroyNotify free_data);
gpointer        nuan_desk_dialog_get_data     (NuanDeskDialog *dialog);
gboolean        nuan_desk_dialog_is_open      (NuanDeskDialog *dialog);
GCancellable   *nuan_desk_dialog_get_cancellable (NuanDeskDialog *dialog);   /* fires when it is closed; borrowed */

void            nuan_desk_dialog_append       (NuanDeskDialog *dialog, GtkWidget *widget);
void            nuan_desk_dialog_clear        (NuanDeskDialog *dialog);      /* content and buttons */

/* STYLE: "suggested-action", "destructive-action" or NULL. CLICKED gets the dialog's data; NULL: the button's own signal. Stands at the right end. */
GtkWidget      *nuan_desk_dialog_add_button   (NuanDeskDialog *dialog, const char *label, const char *style,
                                               void (*clicked) (gpointer data));
/* Ctrl+P presses BUTTON, one of the dialog's. */
void            nuan_desk_dialog_set_print (NuanDeskDialog *dialog, GtkWidget *button);
void            nuan_desk_dialog_set_small    (NuanDeskDialog *dialog);      /* as wide as a form, as high as what stands in it */
void            nuan_desk_dialog_set_close    (NuanDeskDialog *dialog, const char *label);   /* instead of "Cancel" */
void            nuan_desk_dialog_show_problem (NuanDeskDialog *dialog, const char *problem);   /* NULL: none */
void            nuan_desk_dialog_set_loading  (NuanDeskDialog *dialog, gboolean loading);   /* being read; it can be closed */
void            nuan_desk_dialog_set_busy     (NuanDeskDialog *dialog, gboolean busy);         /* being written; it can't */

/* What was read, or written, has come: TRUE when it is to be shown; FALSE when the dialog is closed, or ERROR is shown. REASON
 * (may be NULL): where a problem with the reason is said. */
gboolean        nuan_desk_dialog_end_loading  (NuanDeskDialog *dialog, const GError *error);
gboolean        nuan_desk_dialog_end_busy     (NuanDeskDialog *dialog, const GError *error, NuanRow *reason);

/* The same where FORM is what was written; and, before that, whether all in it is right. What is wrong is said at its field, which gets the focus, or
 * above the buttons. */
gboolean        nuan_desk_dialog_end_form     (NuanDeskDialog *dialog, const GError *error, NuanForm *form);
gboolean        nuan_desk_dialog_check_form   (NuanDeskDialog *dialog, NuanForm *form);

/* A card with a heading; lines of "name  value" in it; a paragraph; a heading's worth of warning. */
GtkWidget      *nuan_card_new                 (const char *heading);
/* value "" is passed over */
void            nuan_card_add                 (GtkWidget *card, const char *name, const char *value);
GtkWidget      *nuan_card_add_text            (GtkWidget *card, const char *text, const char *style);

G_END_DECLS
