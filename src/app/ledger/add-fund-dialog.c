#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/kit/day-entry.h"
#include "app/kit/form-dialog.h"
#include "app/ledger/fund-dialogs.h"
#include "app/kit/toast.h"
#include "app/session/wishes.h"
#include "base/code-list.h"
#include "store/money/fund-store.h"

typedef struct {
  NuanFormDialog *dialog;    /* owns this */
  NuanContext    *context;
  GtkWidget      *page;      /* where the toast appears */
  GtkWidget      *name, *source, *from, *to, *use_by;
  GPtrArray      *programmes;   /* GtkCheckButton, in the order of the code list */
} Form;

static void
form_free (gpointer data)
{
  Form *form = data;

  g_ptr_array_unref (form->programmes);
  g_object_unref (form->context);
  g_object_unref (form->page);
  g_free (form);
}

typedef struct {
  NuanStaff *actor;
  NuanFund  *fund;
} Addition;

static void
addition_free (gpointer data)
{
  Addition *addition = data;

  nuan_staff_free (addition->actor);
  nuan_fund_free (addition->fund);
  g_free (addition);
}

static gpointer
add_work (NuanConnection *connection, gpointer input, GCancellable *cancellable, GError **error)
{
  Addition *addition = input;
  const gint64 id = nuan_fund_store_add (connection, addition->actor, addition->fund, error);

  return id != 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NuanFormDialog) dialog = data;
  Form *form = g_object_get_data (G_OBJECT (dialog), "form");
  const gint64 id = nuan_form_dialog_finish (dialog, source, result);

  if (id == 0)
    return;

  nuan_toast (form->page, _("The fund is added"));
  nuan_wish_fund (form->page, id);
  gtk_window_close (GTK_WINDOW (dialog));
}

static char **
chosen_programmes (Form *form)
{
  g_autoptr (GStrvBuilder) chosen = g_strv_builder_new ();
  guint n_codes;
  const NuanCode *codes = nuan_code_list ("programme", &n_codes);

  for (guint i = 0; i < n_codes && i < form->programmes->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (form->programmes, i)))
      g_strv_builder_add (chosen, codes[i].code);
  return g_strv_builder_end (chosen);
}

/* NULL and ERROR at the first field that is wrong. */
static NuanFund *
read_form (Form *form, GError **error)
{
  g_autoptr (NuanFund) fund = nuan_fund_new ();
  guint n_codes;
  const NuanCode *sources = nuan_code_list ("source", &n_codes);
  const guint source = gtk_drop_down_get_selected (GTK_DROP_DOWN (form->source));

  g_free (fund->name);
  fund->name = g_strdup (gtk_editable_get_text (GTK_EDITABLE (form->name)));
  g_free (fund->source);
  fund->source = g_strdup (source < n_codes ? sources[source].code : "");
  g_strfreev (fund->programmes);
  fund->programmes = chosen_programmes (form);
  fund->from = nuan_day_entry_get_day (NUAN_DAY_ENTRY (form->from), "from", error);
  if (fund->from == NUAN_DAY_NONE)
    return NULL;
  fund->to = nuan_day_entry_get_day (NUAN_DAY_ENTRY (form->to), "to", error);
  if (fund->to == NUAN_DAY_NONE)
    return NULL;
  fund->use_by = nuan_day_entry_get_day (NUAN_DAY_ENTRY (form->use_by), "use_by", error);
  if (fund->use_by == NUAN_DAY_NONE || !nuan_fund_check (fund, error))
    return NULL;
  return g_steal_pointer (&fund);
}

static void
confirmed_cb (NuanFormDialog *dialog)
{
  Form *form = g_object_get_data (G_OBJECT (dialog), "form");
  const NuanStaff *staff = nuan_context_get_staff (form->context);
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanFund) fund = read_form (form, &error);
  Addition *addition;

  nuan_form_dialog_show_error (dialog, error);
  if (fund == NULL || staff == NULL)
    return;

  addition = g_new0 (Addition, 1);
  addition->actor = nuan_staff_copy (staff);
  addition->fund = g_steal_pointer (&fund);
  nuan_form_dialog_write (dialog, nuan_context_get_database (form->context), add_work, addition, addition_free, added_cb);
}

static GtkWidget *
build_programmes (Form *form)
{
  GtkWidget *box = gtk_flow_box_new ();
  guint n_codes;
  const NuanCode *codes = nuan_code_list ("programme", &n_codes);

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (box), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (box), 4);
  for (guint i = 0; i < n_codes; i++)
    {
      GtkWidget *check = gtk_check_button_new_with_label (codes[i].label);
      GtkWidget *child = gtk_flow_box_child_new ();

      gtk_widget_set_focusable (child, FALSE);   /* the check is what is gone to */
      gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), check);
      gtk_flow_box_append (GTK_FLOW_BOX (box), child);
      g_ptr_array_add (form->programmes, check);
    }
  return box;
}

static GtkWidget *
build_sources (void)
{
  GtkStringList *labels = gtk_string_list_new (NULL);
  guint n_codes;
  const NuanCode *codes = nuan_code_list ("source", &n_codes);

  for (guint i = 0; i < n_codes; i++)
    gtk_string_list_append (labels, codes[i].label);
  return gtk_drop_down_new (G_LIST_MODEL (labels), NULL);
}

void
nuan_show_add_fund (GtkWidget *parent, NuanContext *context)
{
  NuanFormDialog *dialog = nuan_form_dialog_new (parent, _("Add a Fund"), _("_Add"));
  Form *form = g_new0 (Form, 1);
  const guint year = nuan_day_year (nuan_day_today ());

  form->dialog = dialog;
  form->context = g_object_ref (context);
  form->page = g_object_ref (parent);
  form->programmes = g_ptr_array_new ();
  form->name = gtk_entry_new ();
  form->source = build_sources ();
  form->from = nuan_day_entry_new (nuan_day_new (year, 1, 1));
  form->to = nuan_day_entry_new (nuan_day_new (year, 12, 31));
  form->use_by = nuan_day_entry_new (nuan_day_new (year, 12, 31));
  gtk_entry_set_placeholder_text (GTK_ENTRY (form->name), _("Source, purpose and year"));
  g_object_set_data_full (G_OBJECT (dialog), "form", form, form_free);

  nuan_form_dialog_add_field (dialog, "name", _("_Name"), form->name);
  nuan_form_dialog_add_field (dialog, "source", _("_Source"), form->source);
  nuan_form_dialog_add_field (dialog, "programmes", _("May pay for"), build_programmes (form));
  nuan_form_dialog_add_field (dialog, "from", _("_First day of the period"), form->from);
  nuan_form_dialog_add_field (dialog, "to", _("_Last day of the period"), form->to);
  nuan_form_dialog_add_field (dialog, "use_by", _("To be _used up by"), form->use_by);
  g_signal_connect (dialog, "confirmed", G_CALLBACK (confirmed_cb), NULL);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (form->name);
}
