#pragma once

#include "app/household/household-form.h"
#include "app/kit/row.h"

G_BEGIN_DECLS

/* The family: its members one under the other. Signals: "changed", "reveal". */
#define NUAN_TYPE_MEMBERS_SECTION (nuan_members_section_get_type ())
G_DECLARE_FINAL_TYPE (NuanMembersSection, nuan_members_section, NUAN, MEMBERS_SECTION, GtkWidget)

/* The members of FORM; fields that equal those of STORED (NULL: none) were not typed by anybody here. */
void     nuan_members_section_load         (NuanMembersSection *section, const NuanHouseholdForm *form,
                                            const NuanHouseholdForm *stored);
void     nuan_members_section_read         (NuanMembersSection *section, NuanHouseholdForm *form);   /* replaces FORM's members */
void     nuan_members_section_set_editable (NuanMembersSection *section, gboolean editable);
void     nuan_members_section_set_private  (NuanMembersSection *section, gboolean hide);
void     nuan_members_section_focus_first  (NuanMembersSection *section);
/* "members[1].name", or "members": the relation of the first; NULL: no such */
NuanRow *nuan_members_section_get_row      (NuanMembersSection *section, const char *path);
void     nuan_members_section_list_rows    (NuanMembersSection *section, GPtrArray *rows);   /* appended, borrowed, in their order */

G_END_DECLS
