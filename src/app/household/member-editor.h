#pragma once

#include "app/household/household-form.h"
#include "app/kit/row.h"

G_BEGIN_DECLS

/* One member of the family, in the order of the paper form. Signals: "changed", "reveal", "remove". */
#define NUAN_TYPE_MEMBER_EDITOR (nuan_member_editor_get_type ())
G_DECLARE_FINAL_TYPE (NuanMemberEditor, nuan_member_editor, NUAN, MEMBER_EDITOR, GtkWidget)

GtkWidget      *nuan_member_editor_new          (void);

/* STORED: the values come from the file; numbers are masked. Otherwise a person typed them. */
void            nuan_member_editor_load         (NuanMemberEditor *editor, const NuanMemberForm *member,
                                                 const NuanMemberForm *stored);
NuanMemberForm *nuan_member_editor_read         (NuanMemberEditor *editor);   /* owned */
void            nuan_member_editor_set_editable (NuanMemberEditor *editor, gboolean editable);
void            nuan_member_editor_set_private  (NuanMemberEditor *editor, gboolean hide);
void            nuan_member_editor_set_number   (NuanMemberEditor *editor, guint number);   /* "Member 2": its accessible name */
NuanRow        *nuan_member_editor_get_row      (NuanMemberEditor *editor, const char *name);   /* "id_number"; NULL: no such */

G_END_DECLS
