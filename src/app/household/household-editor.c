#include "config.h"

#include "app/household/household-editor.h"

#include <glib/gi18n-lib.h>

#include "app/household/members-section.h"
#include "app/kit/field-row.h"
#include "app/kit/rows.h"
#include "app/kit/secret.h"
#include "app/kit/wrap-layout.h"
#include "app/parts/unit-row.h"
#include "base/error.h"
#include "base/money.h"

#define AMOUNT_WIDTH 114   /* read or typed: the columns stay */
#define CAUSE_WIDTH  190

struct _NuanHouseholdEditor
{
  GtkWidget           parent_instance;

  NuanRow           **rows;   /* beside nuan_household_fields; the boxes own them */
  guint               loading : 1;
  guint               editable : 1;
  guint               hide : 1;

  NuanMembersSection *members;
  NuanWrapBox        *home, *incomes, *expenses, *causes;
  GtkBox             *hardship;
  GtkLabel           *income_total, *expense_total;
};

G_DEFINE_FINAL_TYPE (NuanHouseholdEditor, nuan_household_editor, GTK_TYPE_WIDGET)

enum { CHANGED, REVEAL, LAST_SIGNAL };
static guint signals[LAST_SIGNAL];

static NuanRow *
find_row (NuanHouseholdEditor *self, const char *name)
{
  const NuanField *field = nuan_fields_find (nuan_household_fields, name);

  return field != NULL ? self->rows[field - nuan_household_fields] : NULL;
}

static void
show_total (NuanHouseholdEditor *self, GtkLabel *label, NuanWrapBox *amounts)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (amounts));
  g_autofree char *sum = NULL;
  g_autofree char *text = NULL;
  gint64 total = 0;

  for (; row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      gint64 fen;

      if (!nuan_money_row_get_fen (NUAN_MONEY_ROW (row), &fen) || !nuan_money_add (total, fen, NULL, &total, NULL))
        {
          gtk_label_set_text (label, "");
          return;
        }
    }

  sum = nuan_money_format (total);
  text = self->hide ? NULL : g_strdup_printf (_("Total %s"), sum);
  gtk_label_set_text (label, text != NULL ? text : NUAN_WIDE_VEIL);
}

/* A further cause is asked for once there is one before it. */
static void
show_causes (NuanHouseholdEditor *self)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->causes));
  gboolean before = TRUE;

  for (; row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      const gboolean given = *nuan_row_get_value (NUAN_ROW (row)) != '\0';
      const gboolean first = gtk_widget_get_prev_sibling (row) == NULL;

      gtk_widget_set_visible (row, given || first || (self->editable && before));
      before = given;
    }
}

static void
show_what_follows (NuanHouseholdEditor *self)
{
  const gboolean accident = *nuan_row_get_value (find_row (self, "accident")) != '\0';

  show_total (self, self->income_total, self->incomes);
  show_total (self, self->expense_total, self->expenses);
  show_causes (self);
  gtk_widget_set_visible (GTK_WIDGET (find_row (self, "accident_reason")), accident);
  gtk_widget_set_visible (GTK_WIDGET (find_row (self, "accident")), accident || self->editable);
}

static void
changed_cb (NuanHouseholdEditor *self)
{
  if (self->loading)
    return;

  show_what_follows (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
reveal_cb (NuanHouseholdEditor *self, NuanRow *row)
{
  gboolean later = FALSE;

  g_signal_emit (self, signals[REVEAL], 0, row, &later);
  return later;
}

static void
nuan_household_editor_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (nuan_household_editor_parent_class)->dispose (object);
}

static void
nuan_household_editor_finalize (GObject *object)
{
  g_free (NUAN_HOUSEHOLD_EDITOR (object)->rows);

  G_OBJECT_CLASS (nuan_household_editor_parent_class)->finalize (object);
}

static void
nuan_household_editor_class_init (NuanHouseholdEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nuan_household_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = nuan_household_editor_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REVEAL] = g_signal_new ("reveal", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, g_signal_accumulator_true_handled, NULL, NULL,
                                  G_TYPE_BOOLEAN, 1, NUAN_TYPE_ROW);

  g_type_ensure (NUAN_TYPE_WRAP_BOX);
  g_type_ensure (NUAN_TYPE_MEMBERS_SECTION);

  gtk_widget_class_set_template_from_resource (widget_class, "/cn/nuanchuang/Nuanchuang/household-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, NuanHouseholdEditor, members);
  gtk_widget_class_bind_template_child (widget_class, NuanHouseholdEditor, home);
  gtk_widget_class_bind_template_child (widget_class, NuanHouseholdEditor, incomes);
  gtk_widget_class_bind_template_child (widget_class, NuanHouseholdEditor, expenses);
  gtk_widget_class_bind_template_child (widget_class, NuanHouseholdEditor, causes);
  gtk_widget_class_bind_template_child (widget_class, NuanHouseholdEditor, hardship);
  gtk_widget_class_bind_template_child (widget_class, NuanHouseholdEditor, income_total);
  gtk_widget_class_bind_template_child (widget_class, NuanHouseholdEditor, expense_total);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, reveal_cb);
}

static gboolean
is_of (const NuanField *field, const char *group)
{
  return g_str_has_prefix (field->name, group);
}

/* Into the section where the paper has it; the sections fill in the order of the fields. */
static void
place_row (NuanHouseholdEditor *self, const NuanField *field, NuanRow *row)
{
  if (field->kind == NUAN_FIELD_MEMO || field->kind == NUAN_FIELD_FLAG)
    {
      gtk_box_append (self->hardship, GTK_WIDGET (row));
      return;
    }

  if (field->kind == NUAN_FIELD_MONEY)
    gtk_widget_set_size_request (GTK_WIDGET (row), AMOUNT_WIDTH, -1);
  else if (field->kind == NUAN_FIELD_CODE)
    gtk_widget_set_size_request (GTK_WIDGET (row), CAUSE_WIDTH, -1);
  else if (field->kind == NUAN_FIELD_TEXT)
    gtk_widget_set_hexpand (GTK_WIDGET (row), TRUE);
  nuan_wrap_box_append (is_of (field, "incomes.") ? self->incomes
                        : is_of (field, "expenses.") ? self->expenses
                        : is_of (field, "causes[") ? self->causes : self->home, GTK_WIDGET (row));
}

static NuanRow *
make_row (const NuanField *field)
{
  NuanRow *row;

  if (strcmp (field->name, "unit") != 0)
    return nuan_field_row_new (field);

  row = g_object_new (NUAN_TYPE_UNIT_ROW, NULL);
  nuan_field_row_fit (row, field);
  return row;
}

static void
nuan_household_editor_init (NuanHouseholdEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->editable = TRUE;
  self->rows = g_new0 (NuanRow *, nuan_fields_count (nuan_household_fields));
  for (const NuanField *field = nuan_household_fields; field->name != NULL; field++)
    {
      NuanRow *row = make_row (field);

      self->rows[field - nuan_household_fields] = row;
      place_row (self, field, row);
      g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
    }
  show_what_follows (self);
}

void
nuan_household_editor_set_context (NuanHouseholdEditor *editor, NuanContext *context)
{
  g_return_if_fail (NUAN_IS_HOUSEHOLD_EDITOR (editor));

  nuan_unit_row_set_context (NUAN_UNIT_ROW (find_row (editor, "unit")), context);
}

void
nuan_household_editor_load (NuanHouseholdEditor *editor, const NuanHouseholdForm *form, const NuanHouseholdForm *stored)
{
  g_return_if_fail (NUAN_IS_HOUSEHOLD_EDITOR (editor));

  editor->loading = TRUE;
  for (const NuanField *field = nuan_household_fields; field->name != NULL; field++)
    {
      NuanRow *row = editor->rows[field - nuan_household_fields];
      const char *text = nuan_field_texts_get (form->texts, field->name);

      if (stored != NULL && strcmp (nuan_field_texts_get (stored->texts, field->name), text) == 0)
        nuan_row_set_value (row, text);
      else
        nuan_row_put_value (row, text);
    }

  nuan_members_section_load (editor->members, form, stored);
  editor->loading = FALSE;
  show_what_follows (editor);
}

NuanHouseholdForm *
nuan_household_editor_read (NuanHouseholdEditor *editor)
{
  NuanHouseholdForm *form;

  g_return_val_if_fail (NUAN_IS_HOUSEHOLD_EDITOR (editor), NULL);

  form = nuan_household_form_new ();
  for (const NuanField *field = nuan_household_fields; field->name != NULL; field++)
    nuan_field_texts_set (form->texts, field->name, nuan_row_get_value (find_row (editor, field->name)));
  nuan_members_section_read (editor->members, form);
  return form;
}

void
nuan_household_editor_set_editable (NuanHouseholdEditor *editor, gboolean editable)
{
  g_return_if_fail (NUAN_IS_HOUSEHOLD_EDITOR (editor));

  editor->editable = editable;
  for (guint i = 0; nuan_household_fields[i].name != NULL; i++)
    nuan_row_set_editable (editor->rows[i], editable);
  nuan_members_section_set_editable (editor->members, editable);
  show_what_follows (editor);
}

void
nuan_household_editor_set_private (NuanHouseholdEditor *editor, gboolean hide)
{
  g_return_if_fail (NUAN_IS_HOUSEHOLD_EDITOR (editor));

  editor->hide = hide;
  for (guint i = 0; nuan_household_fields[i].name != NULL; i++)
    nuan_row_set_private (editor->rows[i], hide);
  nuan_members_section_set_private (editor->members, hide);
  show_what_follows (editor);
}

void
nuan_household_editor_focus_first (NuanHouseholdEditor *editor)
{
  g_return_if_fail (NUAN_IS_HOUSEHOLD_EDITOR (editor));

  nuan_members_section_focus_first (editor->members);
}

NuanRow *
nuan_household_editor_get_row (NuanHouseholdEditor *editor, const char *path)
{
  g_return_val_if_fail (NUAN_IS_HOUSEHOLD_EDITOR (editor), NULL);

  if (path == NULL)
    return NULL;
  if (g_str_has_prefix (path, "members"))
    return nuan_members_section_get_row (editor->members, path);

  return find_row (editor, strcmp (path, "causes") == 0 ? "causes[0]" : path);
}

/* The rows, borrowed, in the order of the paper. */
static GPtrArray *
list_rows (NuanHouseholdEditor *self)
{
  GPtrArray *rows = g_ptr_array_new ();

  nuan_members_section_list_rows (self->members, rows);
  for (guint i = 0; nuan_household_fields[i].name != NULL; i++)
    g_ptr_array_add (rows, self->rows[i]);
  return rows;
}

/* The first of ERRORS about ROW (NULL: about none of the rows). */
static const GError *
error_at (NuanHouseholdEditor *self, GPtrArray *errors, NuanRow *row)
{
  for (guint i = 0; i < errors->len; i++)
    if (nuan_household_editor_get_row (self, nuan_error_get_field (g_ptr_array_index (errors, i))) == row)
      return g_ptr_array_index (errors, i);

  return NULL;
}

const GError *
nuan_household_editor_show_errors (NuanHouseholdEditor *editor, GPtrArray *errors)
{
  g_autoptr (GPtrArray) rows = NULL;
  gboolean shown = FALSE;

  g_return_val_if_fail (NUAN_IS_HOUSEHOLD_EDITOR (editor), NULL);

  rows = list_rows (editor);
  for (guint i = 0; i < rows->len; i++)
    {
      NuanRow *row = g_ptr_array_index (rows, i);
      const GError *error = error_at (editor, errors, row);

      nuan_row_show_problem (row, error != NULL ? error->message : NULL);
      if (error != NULL && !shown)
        gtk_widget_grab_focus (GTK_WIDGET (row));
      shown |= error != NULL;
    }

  return error_at (editor, errors, NULL);
}
