#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The dialog that asks for the name of a filter to be kept. Signal: "response" (const char *response), as AdwMessageDialog's. */
GtkWindow *nuan_filter_name_dialog_new (GtkWidget *parent);

/* What was typed when RESPONSE keeps it: one line, owned. NULL otherwise. */
char      *nuan_filter_name_get        (GtkWindow *dialog, const char *response);

G_END_DECLS
