#pragma once

#include <gtk/gtk.h>

#include "base/atomic-file.h"

G_BEGIN_DECLS

/* Where papers go that a person did not place elsewhere; borrowed. */
const char *nuan_papers_folder (void);

/* Whole or not at all, mode 0600, on a thread; toasts. */
void nuan_show_saved (GtkWidget *parent, const char *path);   /* the toast alone */
void nuan_write_file (GtkWidget *parent, GBytes *content, const char *path, NuanFileMode mode);

/* The path of a chosen FILE; owned. NULL, and said, where it is no place of this machine. */
char *nuan_local_path (GtkWidget *parent, GFile *file);

/* Whether a chosen file that stands at PATH may go: the person was asked about it, unless it is newer than ASKED_AT (g_get_real_time()). */
NuanFileMode nuan_save_mode (const char *path, gint64 asked_at);

/* The file chooser alone: CHOSEN gets the path, or NULL when nothing was chosen, and whether the person let a file that stood there go.
 * SUGGESTED "领款单-2025-000457.pdf". */
typedef void (*NuanSaveChosen) (const char *path, NuanFileMode mode, gpointer data);
void nuan_choose_save_file (GtkWidget *parent, const char *title, const char *suggested, NuanSaveChosen chosen, gpointer data);

/* A window with the pages drawn (poppler is not needed: it shows the same drawing as a picture) is not made: the paper is looked at in
 * the print dialog's own preview or a PDF viewer, from a private temporary file. */
void nuan_open_file (GtkWidget *parent, const char *path);

G_END_DECLS
