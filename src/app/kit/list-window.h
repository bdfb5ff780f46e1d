#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A window with a list of what there is and buttons above it: staff, standards, the journal, the check. Escape closes.
 * Signal: "near-end" — the list is scrolled to its last rows. */
#define NUAN_TYPE_LIST_WINDOW (nuan_list_window_get_type ())
G_DECLARE_FINAL_TYPE (NuanListWindow, nuan_list_window, NUAN, LIST_WINDOW, AdwWindow)

/* DATA belongs to the window and is freed with it. */
NuanListWindow *nuan_list_window_new        (GtkWidget *parent, const char *title, const char *description, gpointer data,
                                             GDestroyNotify free_data);
gpointer        nuan_list_window_get_data   (NuanListWindow *window);
GtkWidget      *nuan_list_window_add_button (NuanListWindow *window, const char *label, GCallback clicked, gpointer data);
void            nuan_list_window_clear      (NuanListWindow *window);
/* plain text; borrowed */
AdwActionRow   *nuan_list_window_add_row    (NuanListWindow *window, const char *title, const char *subtitle);
void            nuan_list_window_set_subtitle (AdwActionRow *row, const char *subtitle);   /* plain text */
GtkWidget      *nuan_list_window_add_to_row (AdwActionRow *row, const char *label, const char *name, GCallback clicked,
                                             gpointer data);
void            nuan_list_window_set_description (NuanListWindow *window, const char *description);   /* above it */
void            nuan_list_window_set_note   (NuanListWindow *window, const char *note);   /* under the list */

G_END_DECLS
