#include "config.h"

#include "app/office/greeting-dialog.h"

#include "app/kit/form-dialog.h"

static const NuanField fields[] = {
  { .name = "words", .kind = NUAN_FIELD_TEXT, .title = "Words of welcome", .required = TRUE },
  NUAN_FIELD_END
};

void
nuan_show_greeting (GtkWidget *parent, NuanContext *context)
{
  NuanFormDialog *dialog = nuan_form_dialog_new (parent, "Greeting by patch", "_Greet");

  nuan_form_dialog_add_form (dialog, fields);
  gtk_window_present (GTK_WINDOW (dialog));
}
