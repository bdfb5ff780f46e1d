#pragma once

#include "app/session/context.h"

G_BEGIN_DECLS

/* Keeps what is half typed in a form: written into the data file a moment after the last change, for the person who typed it,
 * and forgotten by the transaction that the form becomes. Main thread only. */
typedef struct _NuanFormKeeper NuanFormKeeper;

/* What is typed, as text to load again; owned by the caller. NULL: nothing is. */
typedef char *(*NuanFormText) (gpointer form);

/* STAFF_ID: whose form it is, whoever is signed in when it is written. KEPT: it is in the data file already. The keeper must not outlive FORM. */
NuanFormKeeper *nuan_form_keeper_new     (NuanContext *context, gint64 staff_id, const char *kind, gint64 subject, gboolean kept,
                                          NuanFormText text, gpointer form);
void            nuan_form_keeper_free    (NuanFormKeeper *keeper);

/* KEEPER may be NULL: no form is open. */
void            nuan_form_keeper_changed (NuanFormKeeper *keeper);
void            nuan_form_keeper_flush   (NuanFormKeeper *keeper);   /* now, what is still to be written: the form closes */

/* The form is about to be carried out (TRUE): what is still to be written is written before it, and nothing while it is under way, which would come
 * back although the work is done. It was refused (FALSE): what was typed meanwhile is written too. */
void            nuan_form_keeper_rest    (NuanFormKeeper *keeper, gboolean rest);

G_END_DECLS
