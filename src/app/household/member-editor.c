#include "config.h"

#include "app/household/member-editor.h"

#include <glib/gi18n-lib.h>

#include "app/kit/field-row.h"
#include "app/kit/wrap-layout.h"

/* So wide at least at letters of their usual size, read or typed: the lines of all members break alike, and read, one line holds a
 * member on a screen of 1366. */
static const struct { const char *name; int read, typed; gboolean grows; } columns[] = {
  { "name", 150, 162, FALSE }, { "relation", 78, 84, FALSE }, { "id_number", 200, 200, FALSE }, { "phone", 100, 104, FALSE },
  { "card", 96, 190, TRUE }, { "employer", 130, 126, TRUE }, { "health", 84, 88, FALSE },
};

#define USUAL_DPI (96 * 1024)

struct _NuanMemberEditor
{
  GtkWidget    parent_instance;

  gint64       id;
  guint        number;   /* among the members, from 1 */
  guint        loading : 1;
  guint        editable : 1;

  NuanRow    **rows;     /* beside nuan_member_fields; the line owns them */
  NuanWrapBox *line;
  GtkWidget   *remove;
};

G_DEFINE_FINAL_TYPE (NuanMemberEditor, nuan_member_editor, GTK_TYPE_WIDGET)

enum { CHANGED, REVEAL, REMOVE, LAST_SIGNAL };
static guint signals[LAST_SIGNAL];

static NuanRow *
find_row (NuanMemberEditor *self, const char *name)
{
  const NuanField *field = nuan_fields_find (nuan_member_fields, name);

  return field != NULL ? self->rows[field - nuan_member_fields] : NULL;
}

/* While the form is only read it is the exception that is said: who does not count. A head needs an ID number. */
static void
show_what_follows (NuanMemberEditor *self)
{
  NuanRow *counted = find_row (self, "counted");

  gtk_widget_set_visible (GTK_WIDGET (counted), self->editable || *nuan_row_get_value (counted) == '\0');
  nuan_row_set_required (find_row (self, "id_number"),
                         strcmp (nuan_row_get_value (find_row (self, "relation")), NUAN_RELATION_HEAD) == 0);
}

/* Larger letters need wider columns. A line that then breaks can't do without its names. */
static void
fit_columns (NuanMemberEditor *self)
{
  int dpi = 0;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &dpi, NULL);
  if (dpi <= 0)
    dpi = USUAL_DPI;
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      NuanRow *row = find_row (self, columns[i].name);
      const gint64 width = self->editable ? columns[i].typed : columns[i].read;

      gtk_widget_set_size_request (GTK_WIDGET (row), (int) (width * dpi / USUAL_DPI), -1);
      gtk_widget_set_hexpand (GTK_WIDGET (row), columns[i].grows);
      nuan_row_set_bare (row, self->number > 1 && dpi <= USUAL_DPI);
    }
}

static void
changed_cb (NuanMemberEditor *self)
{
  if (self->loading)
    return;

  show_what_follows (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
reveal_cb (NuanMemberEditor *self, NuanRow *row)
{
  gboolean later = FALSE;

  g_signal_emit (self, signals[REVEAL], 0, row, &later);
  return later;
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
nuan_member_editor_finalize (GObject *object)
{
  g_free (NUAN_MEMBER_EDITOR (object)->rows);

  G_OBJECT_CLASS (nuan_member_editor_parent_class)->finalize (object);
}

static void
nuan_member_editor_class_init (NuanMemberEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nuan_member_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = nuan_member_editor_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REVEAL] = g_signal_new ("reveal", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, g_signal_accumulator_true_handled, NULL, NULL,
                                  G_TYPE_BOOLEAN, 1, NUAN_TYPE_ROW);
  signals[REMOVE] = g_signal_new ("remove", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (NUAN_TYPE_WRAP_BOX);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/nuanchuang/Nuanchuang/member-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, NuanMemberEditor, line);
  gtk_widget_class_bind_template_child (widget_class, NuanMemberEditor, remove);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
nuan_member_editor_init (NuanMemberEditor *self)
{
  NuanMemberForm *empty = nuan_member_form_new ();

  gtk_widget_init_template (GTK_WIDGET (self));

  self->editable = TRUE;
  self->rows = g_new0 (NuanRow *, nuan_fields_count (nuan_member_fields));
  for (const NuanField *field = nuan_member_fields; field->name != NULL; field++)
    {
      NuanRow *row = nuan_field_row_new (field);

      self->rows[field - nuan_member_fields] = row;
      gtk_widget_insert_before (GTK_WIDGET (row), GTK_WIDGET (self->line), self->remove);
      g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (row, "reveal", G_CALLBACK (reveal_cb), self, G_CONNECT_SWAPPED);
    }
  fit_columns (self);
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)), "notify::gtk-xft-dpi", G_CALLBACK (fit_columns), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_valign (GTK_WIDGET (find_row (self, "counted")), GTK_ALIGN_END);
  nuan_member_editor_load (self, empty, NULL);
  nuan_member_form_free (empty);
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
  for (const NuanField *field = nuan_member_fields; field->name != NULL; field++)
    {
      NuanRow *row = find_row (editor, field->name);
      const char *text = nuan_field_texts_get (member->texts, field->name);

      /* What stands on the screen already stays as it is: revealed, with the cursor where it was. */
      if (stored != NULL && strcmp (nuan_field_texts_get (stored->texts, field->name), text) == 0)
        nuan_row_set_value (row, text);
      else
        nuan_row_put_value (row, text);
    }
  editor->loading = FALSE;
  show_what_follows (editor);
}

NuanMemberForm *
nuan_member_editor_read (NuanMemberEditor *editor)
{
  NuanMemberForm *member;

  g_return_val_if_fail (NUAN_IS_MEMBER_EDITOR (editor), NULL);

  member = nuan_member_form_new ();
  member->id = editor->id;
  for (const NuanField *field = nuan_member_fields; field->name != NULL; field++)
    nuan_field_texts_set (member->texts, field->name, nuan_row_get_value (find_row (editor, field->name)));
  return member;
}

void
nuan_member_editor_set_editable (NuanMemberEditor *editor, gboolean editable)
{
  g_return_if_fail (NUAN_IS_MEMBER_EDITOR (editor));

  for (guint i = 0; nuan_member_fields[i].name != NULL; i++)
    nuan_row_set_editable (editor->rows[i], editable);
  editor->editable = editable;
  fit_columns (editor);
  show_what_follows (editor);
  gtk_widget_set_visible (editor->remove, editable);
}

void
nuan_member_editor_set_private (NuanMemberEditor *editor, gboolean hide)
{
  g_return_if_fail (NUAN_IS_MEMBER_EDITOR (editor));

  for (guint i = 0; nuan_member_fields[i].name != NULL; i++)
    nuan_row_set_private (editor->rows[i], hide);
}

void
nuan_member_editor_set_number (NuanMemberEditor *editor, guint number)
{
  g_autofree char *name = g_strdup_printf (_("Member %u"), number);

  g_return_if_fail (NUAN_IS_MEMBER_EDITOR (editor));

  gtk_accessible_update_property (GTK_ACCESSIBLE (editor), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  editor->number = number;
  fit_columns (editor);
}

NuanRow *
nuan_member_editor_get_row (NuanMemberEditor *editor, const char *name)
{
  g_return_val_if_fail (NUAN_IS_MEMBER_EDITOR (editor), NULL);

  return find_row (editor, name);
}
