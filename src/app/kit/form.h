#pragma once

#include "app/kit/row.h"
#include "model/field.h"

G_BEGIN_DECLS

/* The rows of a table of fields, in its order: short ones side by side, notes and names on a line of their own. Values are text as typed.
 *
 * Signal: "changed" — the person changed a value. */
#define NUAN_TYPE_FORM (nuan_form_get_type ())
G_DECLARE_FINAL_TYPE (NuanForm, nuan_form, NUAN, FORM, GtkWidget)

NuanForm   *nuan_form_new        (const NuanField *fields);   /* borrowed, for ever */

NuanRow    *nuan_form_get_row    (NuanForm *form, const char *name);   /* borrowed */
const char *nuan_form_get        (NuanForm *form, const char *name);   /* "" when it is not asked for; borrowed */
const char *nuan_form_value      (const NuanField *field, gpointer form);   /* the same as a NuanFieldValue: NULL when it is not asked for */
gint64      nuan_form_get_fen    (NuanForm *form, const char *name);   /* 0: empty or no amount */
NuanDay     nuan_form_get_day    (NuanForm *form, const char *name);   /* NONE: empty or no day */
gboolean    nuan_form_get_flag   (NuanForm *form, const char *name);
void        nuan_form_set        (NuanForm *form, const char *name, const char *value);
void        nuan_form_set_day    (NuanForm *form, const char *name, NuanDay day);

/* What follows from another field may be not asked for: it is hidden, reads empty and is never wrong. */
void        nuan_form_set_asked  (NuanForm *form, const char *name, gboolean asked);
gboolean    nuan_form_is_asked   (NuanForm *form, const char *name);

/* What the fields don't say each for itself: adds to ERRORS (nuan_fields_add_error()). */
typedef void (*NuanFormMore) (NuanForm *form, GPtrArray *errors, gpointer data);
void        nuan_form_set_more   (NuanForm *form, NuanFormMore more, gpointer data);

/* Shows all that is wrong, each at its field, and goes to the first; TRUE: nothing is. What is wrong at none of the fields asked for is the
 * owner's to show: the first of it is OTHER, NULL without. */
gboolean    nuan_form_check      (NuanForm *form, GError **other);

/* The same of several forms that stand under each other. */
gboolean    nuan_forms_check     (NuanForm *const *forms, guint n_forms);

/* At its field, which gets the focus; FALSE: no field asked for has its name. NULL clears all. */
gboolean    nuan_form_show_error (NuanForm *form, const GError *error);

/* A draft, as a key file: all that is asked for but passwords, and what was typed before and is not asked for now. */
char       *nuan_form_save       (NuanForm *form, const char *group);   /* owned */
gboolean    nuan_form_load       (NuanForm *form, const char *group, const char *text);

G_END_DECLS
