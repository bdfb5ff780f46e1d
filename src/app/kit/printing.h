#pragma once

#include <gtk/gtk.h>

#include "base/atomic-file.h"

G_BEGIN_DECLS

/* A printer and how it shall print: what a person chose. */
typedef struct _NuanPrinting NuanPrinting;

/* Asks with GtkPrintUnixDialog; works without CUPS as print to file. CHOSEN is called only when a printer was chosen, and owns PRINTING and
 * DATA then; otherwise DATA is freed. A paper that is counted is drawn and counted after that. */
typedef void (*NuanPrinterChosen) (NuanPrinting *printing, gpointer data);
void nuan_choose_printer (GtkWidget *parent, const char *title, NuanPrinterChosen chosen, gpointer data, GDestroyNotify free_data);
void nuan_printing_free  (NuanPrinting *printing);

/* The file that is printed to, NULL for a printer of paper; borrowed. It is written with nuan_atomic_file_*(), never by GTK. */
const char  *nuan_printing_get_file (NuanPrinting *printing);
NuanFileMode nuan_printing_get_mode (NuanPrinting *printing);

/* Hands the PDF to the printer as it is; takes PRINTING; toasts. */
void nuan_printing_send  (NuanPrinting *printing, GBytes *pdf);

/* Both in turn, for a paper that is not counted. */
void nuan_print_pdf (GtkWidget *parent, GBytes *pdf, const char *title);

G_END_DECLS
