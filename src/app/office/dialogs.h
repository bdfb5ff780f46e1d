#pragma once

#include <gtk/gtk.h>

#include "app/session/context.h"

G_BEGIN_DECLS

/* The windows behind the menus. PARENT is any widget of the window that they belong to. */
void nuan_show_staff       (GtkWidget *parent, NuanContext *context);
void nuan_show_standards   (GtkWidget *parent, NuanContext *context);
void nuan_show_journal     (GtkWidget *parent, NuanContext *context);
void nuan_show_check       (GtkWidget *parent, NuanContext *context);
void nuan_show_preferences (GtkWidget *parent);
void nuan_show_about       (GtkWidget *parent);
void nuan_show_password    (GtkWidget *parent, NuanContext *context, const char *login);   /* own, or another's reset by admin */
void nuan_choose_backup    (GtkWidget *parent, NuanContext *context);

G_END_DECLS
