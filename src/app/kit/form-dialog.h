#pragma once

#include <adwaita.h>

#include "app/kit/form.h"

G_BEGIN_DECLS

/* A window with a form: its fields from top to bottom, what is wrong said at the field, two buttons. No button is the default one:
 * Enter goes on to the next field, Ctrl+Enter confirms, Escape closes.
 *
 * Signal: "confirmed". */
#define NUAN_TYPE_FORM_DIALOG (nuan_form_dialog_get_type ())
G_DECLARE_FINAL_TYPE (NuanFormDialog, nuan_form_dialog, NUAN, FORM_DIALOG, AdwWindow)

NuanFormDialog *nuan_form_dialog_new        (GtkWidget *parent, const char *title, const char *confirm);

/* The form of a table of fields, at full width, which from then on is looked at before "confirmed" is emitted: what is wrong is shown, and
 * nothing emitted. Borrowed. */
NuanForm       *nuan_form_dialog_add_form   (NuanFormDialog *dialog, const NuanField *fields);
NuanForm       *nuan_form_dialog_get_form   (NuanFormDialog *dialog);

void            nuan_form_dialog_add        (NuanFormDialog *dialog, GtkWidget *widget);   /* anything else, at full width */

/* While what was confirmed is written, the button rests and the dialog can't be closed. Ending it shows
 * ERROR: at its field, which gets the focus; above the buttons when no field has its name. TRUE: there is none. */
void            nuan_form_dialog_set_busy   (NuanFormDialog *dialog, gboolean busy);
gboolean        nuan_form_dialog_end_busy   (NuanFormDialog *dialog, const GError *error);

G_END_DECLS
