#include "config.h"

#include "app/cases/waiting-view.h"

#include <glib/gi18n-lib.h>

#include "app/cases/waiting-item.h"
#include "app/kit/one-stop.h"
#include "app/kit/paged-list.h"
#include "app/kit/toast.h"
#include "app/session/next-step.h"
#include "app/session/receipt-work.h"
#include "app/session/wishes.h"
#include "desk/waiting.h"

struct _NuanWaitingView
{
  AdwBin             parent_instance;

  NuanContext       *context;
  NuanPagedList     *rows;         /* NuanWaitingItem; NULL until there is a context */

  GtkStack          *stack;
  GtkListView       *list;
  AdwStatusPage     *empty;
};

G_DEFINE_FINAL_TYPE (NuanWaitingView, nuan_waiting_view, ADW_TYPE_BIN)

enum {
  SELECTED,
  LAST_SIGNAL
};

static guint signals[LAST_SIGNAL];

/* Reading; on a database thread. The query is the list. */

static GPtrArray *
read_rows (NuanConnection *connection, gconstpointer query, gint64 offset, guint limit, gint64 n_total, GError **error)
{
  return nuan_waiting_list_window (connection, *(const NuanWaitingList *) query, offset, limit, error);
}

static gboolean
count_rows (NuanConnection *connection, gconstpointer query, gint64 *n, GError **error)
{
  return nuan_waiting_list_count (connection, *(const NuanWaitingList *) query, n, error);
}

static gpointer
copy_query (gpointer query)
{
  return g_memdup2 (query, sizeof (NuanWaitingList));
}

static void
fill_row (GObject *row, gpointer record, gpointer user_data)
{
  NuanWaitingView *self = user_data;

  nuan_waiting_item_set (NUAN_WAITING_ITEM (row), record, nuan_context_get_private (self->context));
}

static NuanPagedSource rows_source = {
  .read = read_rows,
  .count = count_rows,
  .fill = fill_row,
  .copy_query = copy_query,
  .free_query = g_free,
};

void
nuan_waiting_view_reload (NuanWaitingView *view)
{
  g_return_if_fail (NUAN_IS_WAITING_VIEW (view));

  nuan_paged_list_reload (view->rows);
}

static void
signed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NuanWaitingView) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!nuan_receipt_work_finish (source, result, &error))
    nuan_show_error (GTK_WIDGET (self), _("The receipt was not ticked"), error);
  else
    nuan_toast (GTK_WIDGET (self), _("Ticked as signed"));
  nuan_waiting_view_reload (self);
}

static void
sign (NuanWaitingView *self, const NuanWaitingRow *row)
{
  if (nuan_context_get_staff (self->context) != NULL)
    nuan_receipt_sign (self->context, row->receipt_number, signed_cb, g_object_ref (self));
}

static void
open_row (NuanWaitingView *self, const NuanWaitingRow *row)
{
  GtkWidget *widget = GTK_WIDGET (self);

  if (row == NULL)   /* it is being read */
    return;
  if (*row->receipt_number != '\0')
    nuan_wish_receipt (widget, row->household_id, row->receipt_number);
  else if (row->fund_id != 0)
    nuan_wish_fund (widget, row->fund_id);
  else if (row->household_id != 0)
    nuan_wish_household (widget, row->household_id);
}

/* Here, without leaving the list: the next one waits already. */
static void
act (NuanWaitingView *self, const NuanWaitingRow *row)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const char *reason;

  if (row == NULL)
    return;
  if (row->list == NUAN_WAITING_TO_SIGN)
    sign (self, row);
  else if (row->list != NUAN_WAITING_TO_PAY)
    nuan_wish_decision (widget, row->grant_id);
  else if ((reason = nuan_step_why_not (self->context, NUAN_STEP_PAY, NULL)) == NULL)
    nuan_wish_payment (widget, row->grant_id);
  else
    nuan_toast (widget, reason);
}

static NuanWaitingItem *
item_of (GtkListItem *list_item)
{
  return NUAN_WAITING_ITEM (gtk_list_item_get_item (list_item));
}

static void
act_clicked_cb (GtkButton *button, GtkListItem *list_item)
{
  act (NUAN_WAITING_VIEW (gtk_widget_get_ancestor (GTK_WIDGET (button), NUAN_TYPE_WAITING_VIEW)),
       nuan_waiting_item_get_row (item_of (list_item)));
}

static void
open_clicked_cb (GtkButton *button, GtkListItem *list_item)
{
  open_row (NUAN_WAITING_VIEW (gtk_widget_get_ancestor (GTK_WIDGET (button), NUAN_TYPE_WAITING_VIEW)),
            nuan_waiting_item_get_row (item_of (list_item)));
}

static void
activated_cb (NuanWaitingView *self, guint position)
{
  g_autoptr (NuanWaitingItem) item = g_list_model_get_item (G_LIST_MODEL (self->rows), position);

  if (item != NULL)
    open_row (self, nuan_waiting_item_get_row (item));
}

static void
tell_selected (NuanWaitingView *self)
{
  GtkSingleSelection *selection = GTK_SINGLE_SELECTION (gtk_list_view_get_model (self->list));
  NuanWaitingItem *item = gtk_single_selection_get_selected_item (selection);
  const NuanWaitingRow *row = item != NULL ? nuan_waiting_item_get_row (item) : NULL;

  g_signal_emit (self, signals[SELECTED], 0, row != NULL ? row->household_id : (gint64) 0);
}

static void
filled_cb (NuanWaitingView *self, guint first, guint n)
{
  const guint selected = gtk_single_selection_get_selected (GTK_SINGLE_SELECTION (gtk_list_view_get_model (self->list)));

  if (n > 0)
    gtk_stack_set_visible_child_name (self->stack, "rows");
  if (selected >= first && selected < first + n)
    tell_selected (self);
}

static void
counted_cb (NuanWaitingView *self)
{
  if (nuan_paged_list_get_count (self->rows) >= 0)
    gtk_stack_set_visible_child_name (self->stack, nuan_paged_list_get_count (self->rows) > 0 ? "rows" : "empty");
}

static void
failed_cb (NuanWaitingView *self, const GError *error)
{
  nuan_show_error (GTK_WIDGET (self), _("The list could not be read"), error);
}

static void
nuan_waiting_view_dispose (GObject *object)
{
  NuanWaitingView *self = NUAN_WAITING_VIEW (object);

  g_clear_object (&self->rows);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (nuan_waiting_view_parent_class)->dispose (object);
}

static void
nuan_waiting_view_class_init (NuanWaitingViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nuan_waiting_view_dispose;

  signals[SELECTED] = g_signal_new ("selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                    G_TYPE_INT64);

  g_type_ensure (NUAN_TYPE_WAITING_ITEM);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/nuanchuang/Nuanchuang/waiting-view.ui");
  gtk_widget_class_bind_template_child (widget_class, NuanWaitingView, stack);
  gtk_widget_class_bind_template_child (widget_class, NuanWaitingView, list);
  gtk_widget_class_bind_template_child (widget_class, NuanWaitingView, empty);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, act_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_clicked_cb);
}

static void
nuan_waiting_view_init (NuanWaitingView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  nuan_one_stop (GTK_WIDGET (self->list));
}

void
nuan_waiting_view_set_context (NuanWaitingView *view, NuanContext *context)
{
  g_autoptr (GtkSelectionModel) selection = NULL;

  g_return_if_fail (NUAN_IS_WAITING_VIEW (view));
  g_return_if_fail (view->context == NULL);

  view->context = g_object_ref (context);
  rows_source.row_type = NUAN_TYPE_WAITING_ITEM;
  view->rows = nuan_paged_list_new (nuan_context_get_database (context), &rows_source, view);
  selection = GTK_SELECTION_MODEL (gtk_single_selection_new (g_object_ref (G_LIST_MODEL (view->rows))));
  gtk_list_view_set_model (view->list, selection);

  g_signal_connect_object (selection, "notify::selected-item", G_CALLBACK (tell_selected), view, G_CONNECT_SWAPPED);
  g_signal_connect_object (view->rows, "filled", G_CALLBACK (filled_cb), view, G_CONNECT_SWAPPED);
  g_signal_connect_object (view->rows, "failed", G_CALLBACK (failed_cb), view, G_CONNECT_SWAPPED);
  g_signal_connect_object (view->rows, "notify::count", G_CALLBACK (counted_cb), view, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::private", G_CALLBACK (nuan_paged_list_refill), view->rows, G_CONNECT_SWAPPED);
}

/* The list that stands behind an entry of the pane. */
static NuanWaitingList
list_of (NuanShow show)
{
  static const NuanWaitingList lists[NUAN_N_SHOWS] = {
    [NUAN_SHOW_APPROVE_GRANTS] = NUAN_WAITING_TO_APPROVE,
    [NUAN_SHOW_PAY_GRANTS] = NUAN_WAITING_TO_PAY,
    [NUAN_SHOW_SIGN_RECEIPTS] = NUAN_WAITING_TO_SIGN,
    [NUAN_SHOW_FUNDS_NEAR] = NUAN_WAITING_FUNDS_NEAR,
    [NUAN_SHOW_RESERVATIONS_PAST] = NUAN_WAITING_RESERVATIONS_PAST,
  };

  return lists[show];
}

void
nuan_waiting_view_show (NuanWaitingView *view, NuanShow show)
{
  const NuanWaitingList list = list_of (show);

  g_return_if_fail (NUAN_IS_WAITING_VIEW (view));

  adw_status_page_set_title (view->empty, nuan_show_title (show));
  adw_status_page_set_description (view->empty, _("Nothing waits here."));
  nuan_paged_list_set_query (view->rows, &list);
}

void
nuan_waiting_view_focus_rows (NuanWaitingView *view)
{
  g_return_if_fail (NUAN_IS_WAITING_VIEW (view));

  gtk_widget_child_focus (GTK_WIDGET (view->list), GTK_DIR_TAB_FORWARD);
}
