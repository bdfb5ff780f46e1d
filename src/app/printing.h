#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* GtkPrintUnixDialog and GtkPrintJob with the PDF as it is; works without CUPS as print to file. */
void nuan_print_pdf (GtkWidget *parent, GBytes *pdf, const char *title);

/* File chooser; writes FILE.part, fsync, rename, mode 0600; toasts. SUGGESTED "领款单-2025-000457.pdf". */
void nuan_save_file (GtkWidget *parent, GBytes *content, const char *suggested);

/* The file chooser alone, for work that writes by itself: CHOSEN gets the path, or NULL when nothing was chosen. */
typedef void (*NuanSaveChosen) (const char *path, gpointer data);
void nuan_choose_save_file (GtkWidget *parent, const char *title, const char *suggested, NuanSaveChosen chosen, gpointer data);

/* A window with the pages drawn (poppler is not needed: it shows the same drawing as a picture) is not made: the paper is looked at in
 * the print dialog's own preview or a PDF viewer, opened with nuan_open_pdf() from a private temporary file. */
void nuan_open_pdf  (GtkWidget *parent, GBytes *pdf, const char *name);

G_END_DECLS
