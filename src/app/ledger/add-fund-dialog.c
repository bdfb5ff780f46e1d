#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/kit/form-dialog.h"
#include "app/ledger/fund-dialogs.h"
#include "app/kit/toast.h"
#include "app/session/wishes.h"
#include "base/code-list.h"
#include "model/money/fund-fields.h"
#include "store/money/fund-store.h"

typedef struct {
  NuanContext *context;
  GtkWidget   *page;      /* where the toast appears */
  NuanForm    *form;
} Dialog;

static void
dialog_free (gpointer data)
{
  Dialog *self = data;

  g_object_unref (self->context);
  g_object_unref (self->page);
  g_free (self);
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
  Dialog *self = g_object_get_data (G_OBJECT (dialog), "dialog");
  const gint64 id = nuan_form_dialog_finish (dialog, source, result);

  if (id == 0)
    return;

  nuan_toast (self->page, _("The fund is added"));
  nuan_wish_fund (self->page, id);
  gtk_window_close (GTK_WINDOW (dialog));
}

static const char *
typed_value (const NuanField *field, gpointer form)
{
  return nuan_form_get (form, field->name);
}

/* The days of a period stand in an order. */
static void
check_more (NuanForm *form, GPtrArray *errors, gpointer data)
{
  g_autoptr (NuanFund) fund = nuan_fund_from_fields (typed_value, form);

  nuan_fund_check_days (fund, errors);
}

static void
confirmed_cb (NuanFormDialog *dialog)
{
  Dialog *self = g_object_get_data (G_OBJECT (dialog), "dialog");
  const NuanStaff *staff = nuan_context_get_staff (self->context);
  Addition *addition;

  if (staff == NULL)
    return;

  addition = g_new0 (Addition, 1);
  addition->actor = nuan_staff_copy (staff);
  addition->fund = nuan_fund_from_fields (typed_value, self->form);
  nuan_form_dialog_write (dialog, nuan_context_get_database (self->context), add_work, addition, addition_free, added_cb);
}

void
nuan_show_add_fund (GtkWidget *parent, NuanContext *context)
{
  NuanFormDialog *dialog = nuan_form_dialog_new (parent, _("Add a Fund"), _("_Add"));
  Dialog *self = g_new0 (Dialog, 1);
  const guint year = nuan_day_year (nuan_day_today ());

  self->context = g_object_ref (context);
  self->page = g_object_ref (parent);
  self->form = nuan_form_dialog_add_form (dialog, nuan_fund_fields);
  g_object_set_data_full (G_OBJECT (dialog), "dialog", self, dialog_free);

  nuan_form_set (self->form, "source", nuan_code_list ("source", NULL)[0].code);
  nuan_form_set_day (self->form, "from", nuan_day_new (year, 1, 1));
  nuan_form_set_day (self->form, "to", nuan_day_new (year, 12, 31));
  nuan_form_set_day (self->form, "use_by", nuan_day_new (year, 12, 31));
  nuan_form_set_more (self->form, check_more, NULL);
  g_signal_connect (dialog, "confirmed", G_CALLBACK (confirmed_cb), NULL);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (GTK_WIDGET (self->form));
}
