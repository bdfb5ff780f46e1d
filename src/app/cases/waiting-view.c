#include "config.h"

#include "app/cases/waiting-view.h"

#include <glib/gi18n-lib.h>

#include "app/cases/waiting-item.h"
#include "app/kit/toast.h"
#include "app/session/wishes.h"
#include "store/people/household-store.h"
#include "store/money/receipt-store.h"

#define ROWS_SHOWN 500

struct _NuanWaitingView
{
  AdwBin             parent_instance;

  NuanContext       *context;
  NuanShow           show;
  GListStore        *rows;         /* NuanWaitingItem */
  GCancellable      *reading;

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

static gpointer
read_rows (NuanConnection *connection, gpointer input, GCancellable *cancellable, GError **error)
{
  return nuan_waiting_rows_read (connection, GPOINTER_TO_UINT (input), ROWS_SHOWN, error);
}

static void
rows_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NuanWaitingView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = nuan_database_finish (NUAN_DATABASE (source), result, &error);
  g_autoptr (GPtrArray) items = NULL;

  if (rows == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        nuan_show_error (GTK_WIDGET (self), _("The list could not be read"), error);
      return;
    }

  items = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_set_free_func (rows, NULL);   /* the items take them */
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (items, nuan_waiting_item_new (g_ptr_array_index (rows, i), nuan_context_get_private (self->context)));

  g_list_store_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)), items->pdata, items->len);
  gtk_stack_set_visible_child_name (self->stack, items->len > 0 ? "rows" : "empty");
}

void
nuan_waiting_view_reload (NuanWaitingView *view)
{
  g_return_if_fail (NUAN_IS_WAITING_VIEW (view));

  g_cancellable_cancel (view->reading);
  g_clear_object (&view->reading);
  view->reading = g_cancellable_new ();
  nuan_database_read (nuan_context_get_database (view->context), NUAN_READ_LONG, read_rows, GUINT_TO_POINTER (view->show), NULL,
                      (GDestroyNotify) g_ptr_array_unref, view->reading, rows_read_cb, g_object_ref (view));
}

typedef struct {
  NuanStaff *actor;
  char      *number;
} Signing;

static void
signing_free (gpointer data)
{
  Signing *signing = data;

  nuan_staff_free (signing->actor);
  g_free (signing->number);
  g_free (signing);
}

static gpointer
sign_receipt (NuanConnection *connection, gpointer input, GCancellable *cancellable, GError **error)
{
  Signing *signing = input;

  return nuan_receipt_store_sign (connection, signing->actor, signing->number, error) ? sign_receipt : NULL;
}

static void
signed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NuanWaitingView) self = user_data;
  g_autoptr (GError) error = NULL;

  if (nuan_database_finish (NUAN_DATABASE (source), result, &error) == NULL)
    nuan_show_error (GTK_WIDGET (self), _("The receipt was not ticked"), error);
  else
    nuan_toast (GTK_WIDGET (self), _("Ticked as signed"));
  nuan_waiting_view_reload (self);
}

static void
sign (NuanWaitingView *self, const NuanWaitingRow *row)
{
  const NuanStaff *staff = nuan_context_get_staff (self->context);
  Signing *signing;

  if (staff == NULL)
    return;

  signing = g_new0 (Signing, 1);
  signing->actor = nuan_staff_copy (staff);
  signing->number = g_strdup (row->receipt_number);
  nuan_database_write (nuan_context_get_database (self->context), sign_receipt, signing, signing_free, NULL, NULL, signed_cb,
                       g_object_ref (self));
}

static void
open_row (NuanWaitingView *self, const NuanWaitingRow *row)
{
  GtkWidget *widget = GTK_WIDGET (self);

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

  if (row->show == NUAN_SHOW_SIGN_RECEIPTS)
    sign (self, row);
  else if (row->show != NUAN_SHOW_PAY_GRANTS)
    nuan_wish_decision (widget, row->grant_id);
  else if (nuan_context_may (self->context, NUAN_RIGHT_PAY))
    nuan_wish_payment (widget, row->grant_id);
  else
    nuan_toast (widget, _("Grants are paid by the cashier"));
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
selected_cb (NuanWaitingView *self, GParamSpec *pspec, GtkSingleSelection *selection)
{
  NuanWaitingItem *item = gtk_single_selection_get_selected_item (selection);

  g_signal_emit (self, signals[SELECTED], 0, item != NULL ? nuan_waiting_item_get_row (item)->household_id : (gint64) 0);
}

static void
nuan_waiting_view_dispose (GObject *object)
{
  NuanWaitingView *self = NUAN_WAITING_VIEW (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
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
  g_autoptr (GtkSelectionModel) selection = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_list_store_new (NUAN_TYPE_WAITING_ITEM);
  selection = GTK_SELECTION_MODEL (gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->rows))));
  g_signal_connect_object (selection, "notify::selected-item", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_model (self->list, selection);
}

void
nuan_waiting_view_set_context (NuanWaitingView *view, NuanContext *context)
{
  g_return_if_fail (NUAN_IS_WAITING_VIEW (view));

  g_set_object (&view->context, context);
}

void
nuan_waiting_view_show (NuanWaitingView *view, NuanShow show)
{
  g_return_if_fail (NUAN_IS_WAITING_VIEW (view));

  if (view->show != show)
    g_list_store_remove_all (view->rows);
  view->show = show;
  adw_status_page_set_title (view->empty, nuan_show_title (show));
  adw_status_page_set_description (view->empty, _("Nothing waits here."));
  nuan_waiting_view_reload (view);
}

void
nuan_waiting_view_focus_rows (NuanWaitingView *view)
{
  g_return_if_fail (NUAN_IS_WAITING_VIEW (view));

  gtk_widget_child_focus (GTK_WIDGET (view->list), GTK_DIR_TAB_FORWARD);
}
