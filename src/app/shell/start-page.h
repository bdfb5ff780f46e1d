#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What stands in the window when there is no data file to work with: why, and a way out; or how far making one is. */
#define NUAN_TYPE_START_PAGE (nuan_start_page_get_type ())
G_DECLARE_FINAL_TYPE (NuanStartPage, nuan_start_page, NUAN, START_PAGE, AdwBin)

GtkWidget    *nuan_start_page_new             (const char *title, const char *reason, const char *path);
GtkWidget    *nuan_start_page_new_progress    (const char *title, const char *description);
/* A button above the last one: a way out. CLICKED (button, DATA); DATA is borrowed. */
void          nuan_start_page_offer           (NuanStartPage *page, const char *label, GCallback clicked, gpointer data);
/* A command to be copied, or typed elsewhere, below what is said. */
void          nuan_start_page_add_command     (NuanStartPage *page, const char *command);
/* Fires at "Cancel", and when the page leaves its window, which was closed. */
GCancellable *nuan_start_page_get_cancellable (NuanStartPage *page);
void          nuan_start_page_progress        (gint64 done, gint64 total, gpointer page);   /* a NuanProgress; from any thread */

G_END_DECLS
