#pragma once

#include "app/session/context.h"

G_BEGIN_DECLS

/* Keeps what is half typed in a dialog: written into the data file a moment after the last change, for the person who typed it,
 * and forgotten by the transaction that the form becomes. Main thread only. */
typedef struct _NuanFormKeeper NuanFormKeeper;

/* What is typed, as text to load again; owned by the caller. NULL: nothing is. */
typedef char *(*NuanFormText) (gpointer form);

/* KEPT: a half-typed form is in the data file already. The keeper must not outlive FORM. */
NuanFormKeeper *nuan_form_keeper_new     (NuanContext *context, const char *kind, gint64 subject, gboolean kept,
                                          NuanFormText text, gpointer form);
void            nuan_form_keeper_free    (NuanFormKeeper *keeper);

void            nuan_form_keeper_changed (NuanFormKeeper *keeper);
void            nuan_form_keeper_flush   (NuanFormKeeper *keeper);   /* now, what is still to be written: the dialog closes */

/* The form is being carried out (TRUE) and a draft written now would come back although it was; it was refused (FALSE). */
void            nuan_form_keeper_rest    (NuanFormKeeper *keeper, gboolean rest);

G_END_DECLS
