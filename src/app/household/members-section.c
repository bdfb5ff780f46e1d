#include "config.h"

#include "app/household/members-section.h"

#include <glib/gi18n-lib.h>

#include "app/household/member-editor.h"

struct _NuanMembersSection
{
  GtkWidget  parent_instance;

  guint      loading : 1;
  guint      editable : 1;
  guint      hide : 1;

  GtkBox    *members;
  GtkWidget *add;
};

G_DEFINE_FINAL_TYPE (NuanMembersSection, nuan_members_section, GTK_TYPE_WIDGET)

enum { CHANGED, REVEAL, LAST_SIGNAL };
static guint signals[LAST_SIGNAL];

static NuanMemberEditor *
first (NuanMembersSection *self)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->members));

  return child != NULL ? NUAN_MEMBER_EDITOR (child) : NULL;
}

static NuanMemberEditor *
next (NuanMemberEditor *member)
{
  GtkWidget *sibling = gtk_widget_get_next_sibling (GTK_WIDGET (member));

  return sibling != NULL ? NUAN_MEMBER_EDITOR (sibling) : NULL;
}

static void
number_members (NuanMembersSection *self)
{
  guint number = 1;

  for (NuanMemberEditor *member = first (self); member != NULL; member = next (member))
    nuan_member_editor_set_number (member, number++);
}

static void
changed_cb (NuanMembersSection *self)
{
  if (!self->loading)
    g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
reveal_cb (NuanMembersSection *self, NuanRow *row)
{
  gboolean later = FALSE;

  g_signal_emit (self, signals[REVEAL], 0, row, &later);
  return later;
}

static void
remove_cb (NuanMembersSection *self, NuanMemberEditor *member)
{
  gtk_box_remove (self->members, GTK_WIDGET (member));
  number_members (self);
  gtk_widget_grab_focus (self->add);
  changed_cb (self);
}

static NuanMemberEditor *
append_member (NuanMembersSection *self)
{
  GtkWidget *member = nuan_member_editor_new ();

  g_signal_connect_object (member, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (member, "reveal", G_CALLBACK (reveal_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (member, "remove", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  nuan_member_editor_set_editable (NUAN_MEMBER_EDITOR (member), self->editable);
  nuan_member_editor_set_private (NUAN_MEMBER_EDITOR (member), self->hide);
  gtk_box_append (self->members, member);
  return NUAN_MEMBER_EDITOR (member);
}

static void
add_cb (NuanMembersSection *self)
{
  NuanMemberEditor *member;

  if (!self->editable)
    return;

  member = append_member (self);
  number_members (self);
  changed_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (nuan_member_editor_get_row (member, "name")));
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  add_cb (NUAN_MEMBERS_SECTION (widget));
}

static void
nuan_members_section_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (nuan_members_section_parent_class)->dispose (object);
}

static void
nuan_members_section_class_init (NuanMembersSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nuan_members_section_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REVEAL] = g_signal_new ("reveal", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, g_signal_accumulator_true_handled, NULL, NULL,
                                  G_TYPE_BOOLEAN, 1, NUAN_TYPE_ROW);

  gtk_widget_class_install_action (widget_class, "family.add", NULL, add_action);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/nuanchuang/Nuanchuang/members-section.ui");
  gtk_widget_class_bind_template_child (widget_class, NuanMembersSection, members);
  gtk_widget_class_bind_template_child (widget_class, NuanMembersSection, add);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
}

static void
nuan_members_section_init (NuanMembersSection *self)
{
  self->editable = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, C_("section", "Family"), -1);
}

static const NuanMemberForm *
find_member (const NuanHouseholdForm *form, gint64 id)
{
  for (guint i = 0; form != NULL && id != 0 && i < form->members->len; i++)
    {
      const NuanMemberForm *member = g_ptr_array_index (form->members, i);

      if (member->id == id)
        return member;
    }

  return NULL;
}

void
nuan_members_section_load (NuanMembersSection *section, const NuanHouseholdForm *form, const NuanHouseholdForm *stored)
{
  NuanMemberEditor *member;

  g_return_if_fail (NUAN_IS_MEMBERS_SECTION (section));

  section->loading = TRUE;
  member = first (section);
  for (guint i = 0; i < form->members->len; i++)
    {
      const NuanMemberForm *data = g_ptr_array_index (form->members, i);
      NuanMemberEditor *editor = member != NULL ? member : append_member (section);

      member = member != NULL ? next (member) : NULL;
      nuan_member_editor_load (editor, data, find_member (stored, data->id));
    }
  while (member != NULL)
    {
      NuanMemberEditor *after = next (member);

      gtk_box_remove (section->members, GTK_WIDGET (member));
      member = after;
    }
  number_members (section);
  section->loading = FALSE;
}

void
nuan_members_section_read (NuanMembersSection *section, NuanHouseholdForm *form)
{
  g_return_if_fail (NUAN_IS_MEMBERS_SECTION (section));

  g_ptr_array_set_size (form->members, 0);
  for (NuanMemberEditor *member = first (section); member != NULL; member = next (member))
    g_ptr_array_add (form->members, nuan_member_editor_read (member));
}

void
nuan_members_section_set_editable (NuanMembersSection *section, gboolean editable)
{
  g_return_if_fail (NUAN_IS_MEMBERS_SECTION (section));

  section->editable = editable;
  for (NuanMemberEditor *member = first (section); member != NULL; member = next (member))
    nuan_member_editor_set_editable (member, editable);
  gtk_widget_set_visible (section->add, editable);
}

void
nuan_members_section_set_private (NuanMembersSection *section, gboolean hide)
{
  g_return_if_fail (NUAN_IS_MEMBERS_SECTION (section));

  section->hide = hide;
  for (NuanMemberEditor *member = first (section); member != NULL; member = next (member))
    nuan_member_editor_set_private (member, hide);
}

void
nuan_members_section_focus_first (NuanMembersSection *section)
{
  NuanMemberEditor *head;

  g_return_if_fail (NUAN_IS_MEMBERS_SECTION (section));

  head = first (section);
  gtk_widget_grab_focus (head != NULL ? GTK_WIDGET (nuan_member_editor_get_row (head, "name")) : section->add);
}

NuanRow *
nuan_members_section_get_row (NuanMembersSection *section, const char *path)
{
  NuanMemberEditor *member;
  guint64 n;
  char *end;

  g_return_val_if_fail (NUAN_IS_MEMBERS_SECTION (section), NULL);

  member = first (section);
  if (strcmp (path, "members") == 0)
    return member != NULL ? nuan_member_editor_get_row (member, "relation") : NULL;
  if (!g_str_has_prefix (path, "members["))
    return NULL;

  n = g_ascii_strtoull (path + strlen ("members["), &end, 10);
  for (guint64 i = 0; i < n && member != NULL; i++)
    member = next (member);
  return member != NULL && g_str_has_prefix (end, "].") ? nuan_member_editor_get_row (member, end + 2) : NULL;
}

void
nuan_members_section_list_rows (NuanMembersSection *section, GPtrArray *rows)
{
  g_return_if_fail (NUAN_IS_MEMBERS_SECTION (section));

  for (NuanMemberEditor *member = first (section); member != NULL; member = next (member))
    for (const NuanField *field = nuan_member_fields; field->name != NULL; field++)
      g_ptr_array_add (rows, nuan_member_editor_get_row (member, field->name));
}
