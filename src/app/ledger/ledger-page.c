#include "config.h"

#include "app/ledger/ledger-page-private.h"

#include <glib/gi18n-lib.h>

#include "app/parts/entry-item.h"
#include "app/ledger/entry-columns.h"
#include "app/ledger/fund-card.h"
#include "app/ledger/fund-list.h"
#include "app/kit/one-stop.h"
#include "app/kit/page.h"
#include "app/session/wishes.h"
#include "app/kit/toast.h"

static void nuan_ledger_page_init_page (NuanPageInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (NuanLedgerPage, nuan_ledger_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (NUAN_TYPE_PAGE, nuan_ledger_page_init_page))

enum { PROP_0, PROP_CONTEXT };

static void
show_entries_state (NuanLedgerPage *self)
{
  const gint64 n = self->entries != NULL ? nuan_paged_list_get_count (self->entries) : -1;
  g_autofree char *text = NULL;

  if (nuan_ledger_page_get_fund (self) == NULL)
    {
      gtk_stack_set_visible_child_name (self->entries_stack, "none");
      return;
    }
  gtk_stack_set_visible_child_name (self->entries_stack, n == 0 ? "empty" : "entries");
  if (n >= 0)
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, n);

      text = g_strdup_printf (ngettext ("%s entry", "%s entries", (gulong) n), number);
    }
  gtk_label_set_text (self->entries_count, text != NULL ? text : "");
}

/* What the rows below are about: the payments of a day are those of every fund. */
static void
show_title (NuanLedgerPage *self)
{
  NuanFundItem *item = nuan_ledger_page_get_fund (self);
  const char *title = nuan_ledger_page_shows_day (self) ? _("All funds") : item != NULL ? nuan_fund_item_get_fund (item)->name : "";

  gtk_label_set_text (self->fund_name, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->fund_name), *title != '\0' ? title : NULL);
}

static void
show_chosen_fund (NuanLedgerPage *self)
{
  NuanFundItem *item = nuan_ledger_page_get_fund (self);
  const NuanFund *fund = item != NULL ? nuan_fund_item_get_fund (item) : NULL;

  show_title (self);
  if (fund != NULL && (fund->id != self->fund_id || nuan_paged_list_get_count (self->entries) < 0))
    {
      self->fund_id = fund->id;
      gtk_single_selection_set_selected (self->entry_selection, GTK_INVALID_LIST_POSITION);
      nuan_paged_list_set_query (self->entries, &fund->id);
    }
  show_entries_state (self);
  nuan_ledger_page_update_actions (self);
}

static void
fund_selected_cb (NuanLedgerPage *self)
{
  if (!self->filling)
    show_chosen_fund (self);
}

static void
choose_fund (NuanLedgerPage *self, gint64 fund_id)
{
  gtk_single_selection_set_selected (self->fund_selection, nuan_fund_list_find (G_LIST_MODEL (self->funds), fund_id));
}

static void
funds_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NuanLedgerPage) self = data;
  g_autoptr (GError) error = NULL;
  NuanFundList *list = nuan_database_finish (NUAN_DATABASE (source), result, &error);

  if (self->context == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_pointer (&list, nuan_fund_list_free);
      return;
    }
  if (list == NULL)
    {
      nuan_show_error (GTK_WIDGET (self), _("The funds could not be read"), error);
      return;
    }
  self->filling = TRUE;
  nuan_fund_list_take (list, self->funds);
  nuan_fund_list_set_private (G_LIST_MODEL (self->funds), nuan_context_get_private (self->context));
  choose_fund (self, self->fund_id);
  self->filling = FALSE;
  gtk_stack_set_visible_child_name (self->funds_stack, g_list_model_get_n_items (G_LIST_MODEL (self->funds)) > 0 ? "funds" : "empty");
  show_chosen_fund (self);
  nuan_fund_list_free (list);
}

static void
reload (NuanLedgerPage *self)
{
  if (self->context == NULL || nuan_context_get_staff (self->context) == NULL)
    return;
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      self->stale = TRUE;
      return;
    }
  self->stale = FALSE;
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  nuan_database_read (nuan_context_get_database (self->context), NUAN_READ_QUICK, nuan_fund_list_read, NULL, NULL, nuan_fund_list_free,
                      self->reading, funds_read_cb, g_object_ref (self));
  if (self->fund_id != 0 && nuan_paged_list_get_count (self->entries) >= 0)
    nuan_paged_list_reload (self->entries);
}

static void
data_changed_cb (gpointer page)
{
  reload (NUAN_LEDGER_PAGE (page));
}

static void
staff_changed_cb (NuanLedgerPage *self)
{
  nuan_ledger_page_update_actions (self);
  reload (self);
}

static void
private_changed_cb (NuanLedgerPage *self)
{
  nuan_fund_list_set_private (G_LIST_MODEL (self->funds), nuan_context_get_private (self->context));
  nuan_paged_list_refill (self->entries);
}

static void
entries_failed_cb (NuanLedgerPage *self, const GError *error)
{
  nuan_show_error (GTK_WIDGET (self), _("The entries could not be read"), error);
}

static void
fund_activated_cb (NuanLedgerPage *self)
{
  adw_leaflet_set_visible_child (self->leaflet, self->right);
  gtk_widget_grab_focus (GTK_WIDGET (self->entries_view));
}

static void
back_clicked_cb (NuanLedgerPage *self)
{
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

static void
view_changed_cb (NuanLedgerPage *self)
{
  show_title (self);
  nuan_ledger_page_update_actions (self);
}

/* Enter on an entry with a receipt opens that. */
static void
entry_activated_cb (NuanLedgerPage *self, guint position)
{
  g_autoptr (NuanEntryItem) item = g_list_model_get_item (G_LIST_MODEL (self->entry_selection), position);
  const NuanEntryRow *row = item != NULL ? nuan_entry_item_get_row (item) : NULL;

  if (row != NULL && row->receipt_number != NULL && *row->receipt_number != '\0')
    nuan_wish_receipt (GTK_WIDGET (self), 0, row->receipt_number);
}

static void
build_funds (NuanLedgerPage *self)
{
  g_autoptr (GtkListItemFactory) factory = nuan_fund_card_factory_new ();

  self->funds = g_list_store_new (NUAN_TYPE_FUND_ITEM);
  self->fund_selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->funds)));
  gtk_single_selection_set_autoselect (self->fund_selection, FALSE);
  g_signal_connect_object (self->fund_selection, "notify::selected-item", G_CALLBACK (fund_selected_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->funds_view, factory);
  gtk_list_view_set_model (self->funds_view, GTK_SELECTION_MODEL (self->fund_selection));
}

static void
build_entries (NuanLedgerPage *self)
{
  self->entries = nuan_paged_list_new (nuan_context_get_database (self->context), nuan_entry_source (), self->context);
  g_signal_connect_object (self->entries, "notify::count", G_CALLBACK (show_entries_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entries, "filled", G_CALLBACK (nuan_ledger_page_update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entries, "failed", G_CALLBACK (entries_failed_cb), self, G_CONNECT_SWAPPED);
  self->entry_selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->entries)));
  gtk_single_selection_set_autoselect (self->entry_selection, FALSE);
  gtk_single_selection_set_can_unselect (self->entry_selection, TRUE);
  g_signal_connect_object (self->entry_selection, "notify::selected-item", G_CALLBACK (nuan_ledger_page_update_actions), self, G_CONNECT_SWAPPED);
  gtk_column_view_set_model (self->entries_view, GTK_SELECTION_MODEL (self->entry_selection));
}

static void
set_context (NuanLedgerPage *page, NuanContext *context)
{
  page->context = g_object_ref (context);
  build_entries (page);
  nuan_day_pane_set_context (page->day_pane, context);
  nuan_context_follow (context, NUAN_THEME_MONEY | NUAN_THEME_RULES, page, data_changed_cb);
  g_signal_connect_object (context, "staff-changed", G_CALLBACK (staff_changed_cb), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::private", G_CALLBACK (private_changed_cb), page, G_CONNECT_SWAPPED);
  page->stale = TRUE;
  nuan_ledger_page_update_actions (page);
}

static void
show_fund (NuanLedgerPage *page, gint64 fund_id)
{
  gtk_stack_set_visible_child_name (page->views, "entries");
  adw_leaflet_set_visible_child (page->leaflet, page->right);
  page->filling = TRUE;
  choose_fund (page, fund_id);
  page->filling = FALSE;
  show_chosen_fund (page);
  if (page->fund_id != fund_id)   /* not read yet: shown when it is */
    {
      page->fund_id = fund_id;
      nuan_paged_list_set_query (page->entries, &fund_id);
      reload (page);
    }
}

static void
nuan_ledger_page_show (NuanPage *page, GVariant *what)
{
  show_fund (NUAN_LEDGER_PAGE (page), g_variant_get_int64 (what));
}

/* The first fund is chosen again, as for whoever opens the page. */
static void
nuan_ledger_page_forget (NuanPage *page)
{
  NuanLedgerPage *self = NUAN_LEDGER_PAGE (page);

  gtk_stack_set_visible_child_name (self->views, "entries");
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
  nuan_day_pane_forget (self->day_pane);
  gtk_single_selection_set_selected (self->entry_selection, GTK_INVALID_LIST_POSITION);
  self->fund_id = 0;
  self->filling = TRUE;
  choose_fund (self, 0);
  self->filling = FALSE;
  show_chosen_fund (self);
}

static void
nuan_ledger_page_init_page (NuanPageInterface *interface)
{
  interface->show = nuan_ledger_page_show;
  interface->forget = nuan_ledger_page_forget;
}

static void
nuan_ledger_page_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  if (property_id == PROP_CONTEXT)
    set_context (NUAN_LEDGER_PAGE (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
nuan_ledger_page_map (GtkWidget *widget)
{
  NuanLedgerPage *self = NUAN_LEDGER_PAGE (widget);

  GTK_WIDGET_CLASS (nuan_ledger_page_parent_class)->map (widget);
  if (self->stale)
    reload (self);
}

static void
nuan_ledger_page_dispose (GObject *object)
{
  NuanLedgerPage *self = NUAN_LEDGER_PAGE (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->fund_selection);
  g_clear_object (&self->funds);
  g_clear_object (&self->entry_selection);
  g_clear_object (&self->entries);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (nuan_ledger_page_parent_class)->dispose (object);
}

static void
nuan_ledger_page_class_init (NuanLedgerPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nuan_ledger_page_dispose;
  G_OBJECT_CLASS (klass)->set_property = nuan_ledger_page_set_property;
  g_object_class_override_property (G_OBJECT_CLASS (klass), PROP_CONTEXT, "context");
  widget_class->map = nuan_ledger_page_map;

  g_type_ensure (NUAN_TYPE_DAY_PANE);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/nuanchuang/Nuanchuang/ledger-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NuanLedgerPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, NuanLedgerPage, right);
  gtk_widget_class_bind_template_child (widget_class, NuanLedgerPage, funds_stack);
  gtk_widget_class_bind_template_child (widget_class, NuanLedgerPage, views);
  gtk_widget_class_bind_template_child (widget_class, NuanLedgerPage, entries_stack);
  gtk_widget_class_bind_template_child (widget_class, NuanLedgerPage, funds_view);
  gtk_widget_class_bind_template_child (widget_class, NuanLedgerPage, entries_view);
  gtk_widget_class_bind_template_child (widget_class, NuanLedgerPage, funds_title);
  gtk_widget_class_bind_template_child (widget_class, NuanLedgerPage, fund_name);
  gtk_widget_class_bind_template_child (widget_class, NuanLedgerPage, entries_count);
  gtk_widget_class_bind_template_child (widget_class, NuanLedgerPage, day_pane);
  gtk_widget_class_bind_template_callback (widget_class, fund_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  nuan_ledger_page_install_actions (widget_class);
}

static void
nuan_ledger_page_init (NuanLedgerPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  nuan_one_stop (GTK_WIDGET (self->funds_view));
  nuan_one_stop (GTK_WIDGET (self->entries_view));
  build_funds (self);
  nuan_entry_columns_append (self->entries_view);
  nuan_ledger_page_update_actions (self);
}
