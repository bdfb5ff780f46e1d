#pragma once

#include <gtk/gtk.h>

#include "app/kit/shared-table.h"
#include "desk/table-file.h"

G_BEGIN_DECLS

/* Asks for a file name and writes TABLE as a job with progress and cancel; cancelled it leaves no file. */
void nuan_table_save         (GtkWidget *parent, NuanSharedTable *table, NuanTableFormat format);

/* Draws the paper as a job and opens the print dialog. */
void nuan_table_print_dialog (GtkWidget *parent, NuanSharedTable *table);

G_END_DECLS
