#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Says it in whichever window of ours is in front once this turn of the main loop is over: a dialog that says it and closes leaves it to the
 * window behind it. WIDGET is any widget of the window or of a dialog. */
void nuan_toast      (GtkWidget *widget, const char *text);

/* UNDO is called when the button is pressed. */
void nuan_toast_undo (GtkWidget *widget, const char *text, void (*undo) (gpointer), gpointer user_data, GDestroyNotify destroy);

/* What was done, and what whoever did it must still look at (WARNINGS, char *, may be NULL or empty): a toast, or a dialog that stays until it is
 * read, on the window behind the dialog that WIDGET is in. */
void nuan_tell_done  (GtkWidget *widget, const char *done, GPtrArray *warnings);
char *nuan_warning_lines (GPtrArray *warnings);   /* each on a line with its sign; owned */

/* An error in words: a toast for what was cancelled; nothing more where the window tells of the data file as a whole; a message dialog
 * otherwise. */
void nuan_show_error (GtkWidget *widget, const char *what_failed, const GError *error);

G_END_DECLS
