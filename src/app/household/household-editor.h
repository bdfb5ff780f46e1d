#pragma once

#include "app/session/context.h"
#include "app/household/household-form.h"
#include "app/kit/row.h"

G_BEGIN_DECLS

/* The sections of the file, one under the other, in the order of the paper form. It holds what is typed; it reads nothing but
 * the names of units. Signals: "changed" — a person changed something; "reveal" — a masked number is shown. */
#define NUAN_TYPE_HOUSEHOLD_EDITOR (nuan_household_editor_get_type ())
G_DECLARE_FINAL_TYPE (NuanHouseholdEditor, nuan_household_editor, NUAN, HOUSEHOLD_EDITOR, GtkWidget)

/* for the names of units */
void               nuan_household_editor_set_context  (NuanHouseholdEditor *editor, NuanContext *context);

/* FORM is shown; fields that equal STORED's (NULL: none) count as not typed by anybody here. */
void               nuan_household_editor_load         (NuanHouseholdEditor *editor, const NuanHouseholdForm *form,
                                                       const NuanHouseholdForm *stored);
NuanHouseholdForm *nuan_household_editor_read         (NuanHouseholdEditor *editor);   /* owned */
void               nuan_household_editor_set_editable (NuanHouseholdEditor *editor, gboolean editable);
void               nuan_household_editor_set_private  (NuanHouseholdEditor *editor, gboolean hide);
void               nuan_household_editor_focus_first  (NuanHouseholdEditor *editor);   /* the head's name */

/* The field of an error's path, NULL when there is none ("state", …); "members" is blamed on the relation of the first. */
NuanRow           *nuan_household_editor_get_row      (NuanHouseholdEditor *editor, const char *path);

/* All of them (GError *), each at its field; the first in the order of the paper gets the focus. Returns the first that is about no field,
 * NULL: none. Borrowed from ERRORS. */
const GError      *nuan_household_editor_show_errors  (NuanHouseholdEditor *editor, GPtrArray *errors);

G_END_DECLS
