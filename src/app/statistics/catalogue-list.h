#pragma once

#include <gtk/gtk.h>

#include "app/statistics/table-fill.h"

G_BEGIN_DECLS

/* The tables of a catalogue as rows of a list box. */

/* Once: a list that has rows keeps them. Selects the table of the id CHOSEN, or the first one that can be read. */
void        nuan_catalogue_list_fill       (GtkListBox *list, const NuanTableCatalogue *catalogue, const char *chosen);

/* The first one that can be read. */
void        nuan_catalogue_list_choose_first (GtkListBox *list);

const char *nuan_catalogue_list_get_chosen (GtkListBox *list);   /* an id, borrowed; NULL without a selection */

G_END_DECLS
