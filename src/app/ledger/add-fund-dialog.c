#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/kit/form-dialog.h"
#include "app/kit/page.h"
#include "app/ledger/fund-dialogs.h"
#include "app/kit/toast.h"
#include "app/session/act.h"
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
  NuanFund *fund;
} Addition;

static gpointer
add_work (NuanConnection *connection, const NuanStaff *actor, gconstpointer arguments, GError **error)
{
  const gint64 id = nuan_fund_store_add (connection, actor, ((const Addition *) arguments)->fund, error);

  return id != 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

static const NuanActPart addition_parts[] = { NUAN_ACT_PART (Addition, fund, nuan_fund_copy, nuan_fund_free), NUAN_ACT_PARTS_END };
static const NuanAct add_act = { add_work, sizeof (Addition), addition_parts, g_free };

static void
added_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NuanFormDialog) dialog = data;
  Dialog *self = g_object_get_data (G_OBJECT (dialog), "dialog");
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *id = nuan_session_finish (source, result, &error);

  if (!nuan_form_dialog_end_busy (dialog, error))
    return;

  nuan_toast (self->page, _("The fund is added"));
  nuan_wish_fund (self->page, *id);
  gtk_window_close (GTK_WINDOW (dialog));
  nuan_page_focus (NUAN_PAGE (self->page));
}

/* The days of a period stand in an order. */
static void
check_more (NuanForm *form, GPtrArray *errors, gpointer data)
{
  g_autoptr (NuanFund) fund = nuan_fund_from_fields (nuan_form_value, form);

  nuan_fund_check_days (fund, errors);
}

static void
confirmed_cb (NuanFormDialog *dialog)
{
  Dialog *self = g_object_get_data (G_OBJECT (dialog), "dialog");
  g_autoptr (NuanFund) fund = nuan_fund_from_fields (nuan_form_value, self->form);
  const Addition addition = { .fund = fund };

  nuan_form_dialog_set_busy (dialog, TRUE);
  nuan_session_write (self->context, &add_act, &addition, added_cb, g_object_ref (dialog));
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
