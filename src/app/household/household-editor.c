#include "config.h"

#include "app/household/household-editor.h"

#include <glib/gi18n-lib.h>

#include "app/household/members-section.h"
#include "app/kit/rows.h"
#include "app/parts/unit-row.h"
#include "app/kit/wrap-layout.h"
#include "base/code-list.h"
#include "base/money.h"

struct _NuanHouseholdEditor
{
  GtkWidget       parent_instance;

  NuanRow        *rows[NUAN_N_FORM_TEXTS];
  guint           loading : 1;
  guint           editable : 1;
  guint           hide : 1;

  NuanMembersSection *members;
  NuanWrapBox    *incomes, *expenses, *causes;
  GtkLabel       *income_total, *expense_total;
  GtkCheckButton *accident;
  NuanRow        *unit, *address, *phone, *note, *accident_reason;
};

G_DEFINE_FINAL_TYPE (NuanHouseholdEditor, nuan_household_editor, GTK_TYPE_WIDGET)

enum { CHANGED, REVEAL, LAST_SIGNAL };
static guint signals[LAST_SIGNAL];

static void
show_total (NuanHouseholdEditor *self, GtkLabel *label, NuanFormText first, guint n)
{
  g_autofree char *sum = NULL;
  g_autofree char *text = NULL;
  gint64 total = 0;

  for (guint i = 0; i < n; i++)
    {
      gint64 fen;

      if (!nuan_money_row_get_fen (NUAN_MONEY_ROW (self->rows[first + i]), &fen) ||
          !nuan_money_add (total, fen, NULL, &total, NULL))
        {
          gtk_label_set_text (label, "");
          return;
        }
    }

  sum = nuan_money_format (total);
  text = self->hide ? NULL : g_strdup_printf (_("Total %s"), sum);
  gtk_label_set_text (label, text != NULL ? text : "••••••");
}

static void
show_what_follows (NuanHouseholdEditor *self)
{
  const gboolean accident = gtk_check_button_get_active (self->accident);

  show_total (self, self->income_total, NUAN_FORM_INCOME_0, NUAN_N_INCOMES);
  show_total (self, self->expense_total, NUAN_FORM_EXPENSE_0, NUAN_N_EXPENSES);
  gtk_widget_set_visible (GTK_WIDGET (self->accident_reason), accident);
  gtk_widget_set_visible (GTK_WIDGET (self->accident), accident || self->editable);
  for (guint i = 1; i < 4; i++)
    gtk_widget_set_visible (GTK_WIDGET (self->rows[NUAN_FORM_CAUSE_0 + i]),
                            *nuan_row_get_value (self->rows[NUAN_FORM_CAUSE_0 + i]) != '\0' ||
                            (self->editable && *nuan_row_get_value (self->rows[NUAN_FORM_CAUSE_0 + i - 1]) != '\0'));
}

static void
changed_cb (NuanHouseholdEditor *self)
{
  if (self->loading)
    return;

  show_what_follows (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
accident_cb (NuanHouseholdEditor *self)
{
  changed_cb (self);
}

static void
reveal_cb (NuanHouseholdEditor *self)
{
  g_signal_emit (self, signals[REVEAL], 0);
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
nuan_household_editor_class_init (NuanHouseholdEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nuan_household_editor_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REVEAL] = g_signal_new ("reveal", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (NUAN_TYPE_WRAP_BOX);
  g_type_ensure (NUAN_TYPE_MEMBERS_SECTION);
  g_type_ensure (NUAN_TYPE_TEXT_ROW);
  g_type_ensure (NUAN_TYPE_UNIT_ROW);
  g_type_ensure (NUAN_TYPE_MEMO_ROW);

  gtk_widget_class_set_template_from_resource (widget_class, "/cn/nuanchuang/Nuanchuang/household-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, NuanHouseholdEditor, members);
  gtk_widget_class_bind_template_child (widget_class, NuanHouseholdEditor, incomes);
  gtk_widget_class_bind_template_child (widget_class, NuanHouseholdEditor, expenses);
  gtk_widget_class_bind_template_child (widget_class, NuanHouseholdEditor, causes);
  gtk_widget_class_bind_template_child (widget_class, NuanHouseholdEditor, income_total);
  gtk_widget_class_bind_template_child (widget_class, NuanHouseholdEditor, expense_total);
  gtk_widget_class_bind_template_child (widget_class, NuanHouseholdEditor, accident);
  gtk_widget_class_bind_template_child (widget_class, NuanHouseholdEditor, unit);
  gtk_widget_class_bind_template_child (widget_class, NuanHouseholdEditor, address);
  gtk_widget_class_bind_template_child (widget_class, NuanHouseholdEditor, phone);
  gtk_widget_class_bind_template_child (widget_class, NuanHouseholdEditor, note);
  gtk_widget_class_bind_template_child (widget_class, NuanHouseholdEditor, accident_reason);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, reveal_cb);
  gtk_widget_class_bind_template_callback (widget_class, accident_cb);
}

static void
add_amount (NuanHouseholdEditor *self, NuanWrapBox *box, NuanFormText place, const char *title)
{
  NuanRow *row = g_object_new (NUAN_TYPE_MONEY_ROW, "title", title, "secret", NUAN_SECRET_AMOUNT, "width-request", 114, NULL);

  self->rows[place] = row;
  nuan_wrap_box_append (box, GTK_WIDGET (row));
}

static void
add_causes (NuanHouseholdEditor *self)
{
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *title = i == 0 ? g_strdup (_("Main cause")) : g_strdup_printf (_("Further cause %u"), i);
      NuanRow *row = g_object_new (NUAN_TYPE_CHOICE_ROW, "title", title, "width-request", 190, NULL);

      nuan_choice_row_set_list (NUAN_CHOICE_ROW (row), "cause", C_("cause", "None"));
      self->rows[NUAN_FORM_CAUSE_0 + i] = row;
      nuan_wrap_box_append (self->causes, GTK_WIDGET (row));
    }
}

static void
nuan_household_editor_init (NuanHouseholdEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->editable = TRUE;
  self->rows[NUAN_FORM_UNIT] = self->unit;
  self->rows[NUAN_FORM_ADDRESS] = self->address;
  self->rows[NUAN_FORM_PHONE] = self->phone;
  self->rows[NUAN_FORM_NOTE] = self->note;
  self->rows[NUAN_FORM_ACCIDENT_REASON] = self->accident_reason;
  nuan_row_set_secret (self->phone, NUAN_SECRET_PHONE);
  nuan_row_set_secret (self->address, NUAN_SECRET_PLAIN);
  add_causes (self);
  for (guint i = 0; i < NUAN_N_INCOMES; i++)
    add_amount (self, self->incomes, NUAN_FORM_INCOME_0 + i, nuan_code_label ("income", nuan_income_codes[i]));
  for (guint i = 0; i < NUAN_N_EXPENSES; i++)
    add_amount (self, self->expenses, NUAN_FORM_EXPENSE_0 + i, nuan_code_label ("expense", nuan_expense_codes[i]));

  for (guint i = 0; i < NUAN_N_FORM_TEXTS; i++)
    g_signal_connect_object (self->rows[i], "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  show_what_follows (self);
}

void
nuan_household_editor_set_context (NuanHouseholdEditor *editor, NuanContext *context)
{
  g_return_if_fail (NUAN_IS_HOUSEHOLD_EDITOR (editor));

  nuan_unit_row_set_context (NUAN_UNIT_ROW (editor->unit), context);
}

void
nuan_household_editor_load (NuanHouseholdEditor *editor, const NuanHouseholdForm *form, const NuanHouseholdForm *stored)
{
  g_return_if_fail (NUAN_IS_HOUSEHOLD_EDITOR (editor));

  editor->loading = TRUE;
  for (guint i = 0; i < NUAN_N_FORM_TEXTS; i++)
    {
      if (stored != NULL && strcmp (stored->texts[i], form->texts[i]) == 0)
        nuan_row_set_value (editor->rows[i], form->texts[i]);
      else
        nuan_row_put_value (editor->rows[i], form->texts[i]);
    }
  gtk_check_button_set_active (editor->accident, form->accident);

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
  form->accident = gtk_check_button_get_active (editor->accident);
  for (guint i = 0; i < NUAN_N_FORM_TEXTS; i++)
    nuan_household_form_set (form, i, nuan_row_get_value (editor->rows[i]));
  nuan_members_section_read (editor->members, form);
  return form;
}

void
nuan_household_editor_set_editable (NuanHouseholdEditor *editor, gboolean editable)
{
  g_return_if_fail (NUAN_IS_HOUSEHOLD_EDITOR (editor));

  editor->editable = editable;
  for (guint i = 0; i < NUAN_N_FORM_TEXTS; i++)
    nuan_row_set_editable (editor->rows[i], editable);
  nuan_members_section_set_editable (editor->members, editable);
  gtk_widget_set_sensitive (GTK_WIDGET (editor->accident), editable);
  show_what_follows (editor);
}

void
nuan_household_editor_set_private (NuanHouseholdEditor *editor, gboolean hide)
{
  g_return_if_fail (NUAN_IS_HOUSEHOLD_EDITOR (editor));

  editor->hide = hide;
  for (guint i = 0; i < NUAN_N_FORM_TEXTS; i++)
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
  if (g_str_has_prefix (path, "members["))
    return nuan_members_section_get_row (editor->members, path);
  if (strcmp (path, "causes") == 0)
    return editor->rows[NUAN_FORM_CAUSE_0];
  for (guint i = 0; i < NUAN_N_FORM_TEXTS; i++)
    {
      g_autofree char *own = nuan_household_form_path (i);

      if (strcmp (own, path) == 0)
        return editor->rows[i];
    }

  return NULL;
}

void
nuan_household_editor_clear_problems (NuanHouseholdEditor *editor)
{
  g_return_if_fail (NUAN_IS_HOUSEHOLD_EDITOR (editor));

  for (guint i = 0; i < NUAN_N_FORM_TEXTS; i++)
    nuan_row_forget_problem (editor->rows[i]);
  nuan_members_section_clear_problems (editor->members);
}
