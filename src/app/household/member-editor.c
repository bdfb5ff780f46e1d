#include "config.h"

#include "app/household/member-editor.h"

#include <glib/gi18n-lib.h>

#include "app/kit/rows.h"
#include "app/kit/wrap-layout.h"

struct _NuanMemberEditor
{
  GtkWidget       parent_instance;

  gint64          id;
  guint           loading : 1;
  guint           editable : 1;

  NuanRow        *rows[NUAN_N_MEMBER_TEXTS];
  GtkCheckButton *counted;
  GtkWidget      *remove;
};

G_DEFINE_FINAL_TYPE (NuanMemberEditor, nuan_member_editor, GTK_TYPE_WIDGET)

enum { CHANGED, REVEAL, REMOVE, LAST_SIGNAL };
static guint signals[LAST_SIGNAL];

static void
changed_cb (NuanMemberEditor *self)
{
  if (!self->loading)
    g_signal_emit (self, signals[CHANGED], 0);
}

/* While the form is only read it is the exception that is said. */
static void
show_counted (NuanMemberEditor *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->counted), self->editable);
  gtk_widget_set_visible (GTK_WIDGET (self->counted), self->editable || !gtk_check_button_get_active (self->counted));
}

static void
counted_cb (NuanMemberEditor *self)
{
  show_counted (self);
  changed_cb (self);
}

static void
reveal_cb (NuanMemberEditor *self)
{
  g_signal_emit (self, signals[REVEAL], 0);
}

static void
remove_cb (NuanMemberEditor *self)
{
  g_signal_emit (self, signals[REMOVE], 0);
}

static void
nuan_member_editor_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (nuan_member_editor_parent_class)->dispose (object);
}

static void
nuan_member_editor_class_init (NuanMemberEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nuan_member_editor_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REVEAL] = g_signal_new ("reveal", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REMOVE] = g_signal_new ("remove", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (NUAN_TYPE_WRAP_BOX);
  g_type_ensure (NUAN_TYPE_TEXT_ROW);
  g_type_ensure (NUAN_TYPE_CHOICE_ROW);
  g_type_ensure (NUAN_TYPE_ID_NUMBER_ROW);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/nuanchuang/Nuanchuang/member-editor.ui");
  for (guint i = 0; i < NUAN_N_MEMBER_TEXTS; i++)
    gtk_widget_class_bind_template_child_full (widget_class, nuan_member_form_path (i), FALSE,
                                               G_STRUCT_OFFSET (NuanMemberEditor, rows) + (gssize) (i * sizeof (NuanRow *)));
  gtk_widget_class_bind_template_child (widget_class, NuanMemberEditor, counted);
  gtk_widget_class_bind_template_child (widget_class, NuanMemberEditor, remove);
  gtk_widget_class_bind_template_callback (widget_class, counted_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
nuan_member_editor_init (NuanMemberEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  nuan_choice_row_set_list (NUAN_CHOICE_ROW (self->rows[NUAN_MEMBER_RELATION]), "relation", C_("relation", "Not chosen"));
  nuan_choice_row_set_list (NUAN_CHOICE_ROW (self->rows[NUAN_MEMBER_HEALTH]), "health", C_("health", "Unknown"));
  nuan_row_set_secret (self->rows[NUAN_MEMBER_PHONE], NUAN_SECRET_PHONE);
  nuan_row_set_secret (self->rows[NUAN_MEMBER_CARD], NUAN_SECRET_CARD);
  nuan_row_set_secret (self->rows[NUAN_MEMBER_HEALTH], NUAN_SECRET_PLAIN);
  for (guint i = 0; i < NUAN_N_MEMBER_TEXTS; i++)
    {
      g_signal_connect_object (self->rows[i], "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->rows[i], "reveal", G_CALLBACK (reveal_cb), self, G_CONNECT_SWAPPED);
    }
}

GtkWidget *
nuan_member_editor_new (void)
{
  return g_object_new (NUAN_TYPE_MEMBER_EDITOR, NULL);
}

void
nuan_member_editor_load (NuanMemberEditor *editor, const NuanMemberForm *member, const NuanMemberForm *stored)
{
  g_return_if_fail (NUAN_IS_MEMBER_EDITOR (editor));

  editor->loading = TRUE;
  editor->id = member->id;
  gtk_check_button_set_active (editor->counted, member->counted);
  for (guint i = 0; i < NUAN_N_MEMBER_TEXTS; i++)
    {
      /* What stands on the screen already stays as it is: revealed, with the cursor where it was. */
      if (stored != NULL && strcmp (stored->texts[i], member->texts[i]) == 0)
        nuan_row_set_value (editor->rows[i], member->texts[i]);
      else
        nuan_row_put_value (editor->rows[i], member->texts[i]);
    }
  editor->loading = FALSE;
}

NuanMemberForm *
nuan_member_editor_read (NuanMemberEditor *editor)
{
  NuanMemberForm *member;

  g_return_val_if_fail (NUAN_IS_MEMBER_EDITOR (editor), NULL);

  member = nuan_member_form_new ();
  member->id = editor->id;
  member->counted = gtk_check_button_get_active (editor->counted);
  for (guint i = 0; i < NUAN_N_MEMBER_TEXTS; i++)
    nuan_member_form_set (member, i, nuan_row_get_value (editor->rows[i]));
  return member;
}

void
nuan_member_editor_set_editable (NuanMemberEditor *editor, gboolean editable)
{
  g_return_if_fail (NUAN_IS_MEMBER_EDITOR (editor));

  for (guint i = 0; i < NUAN_N_MEMBER_TEXTS; i++)
    nuan_row_set_editable (editor->rows[i], editable);
  /* A masked card is short, its entry long: the lines of all members break alike. */
  gtk_widget_set_size_request (GTK_WIDGET (editor->rows[NUAN_MEMBER_CARD]), editable ? 190 : 112, -1);
  editor->editable = editable;
  show_counted (editor);
  gtk_widget_set_visible (editor->remove, editable);
}

void
nuan_member_editor_set_private (NuanMemberEditor *editor, gboolean hide)
{
  g_return_if_fail (NUAN_IS_MEMBER_EDITOR (editor));

  for (guint i = 0; i < NUAN_N_MEMBER_TEXTS; i++)
    nuan_row_set_private (editor->rows[i], hide);
}

void
nuan_member_editor_set_number (NuanMemberEditor *editor, guint number)
{
  g_autofree char *name = g_strdup_printf (_("Member %u"), number);

  g_return_if_fail (NUAN_IS_MEMBER_EDITOR (editor));

  gtk_accessible_update_property (GTK_ACCESSIBLE (editor), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  for (guint i = 0; i < NUAN_N_MEMBER_TEXTS; i++)
    nuan_row_set_bare (editor->rows[i], number > 1);
}

NuanRow *
nuan_member_editor_get_row (NuanMemberEditor *editor, const char *path)
{
  g_return_val_if_fail (NUAN_IS_MEMBER_EDITOR (editor), NULL);

  for (guint i = 0; i < NUAN_N_MEMBER_TEXTS; i++)
    if (strcmp (nuan_member_form_path (i), path) == 0)
      return editor->rows[i];

  return NULL;
}
