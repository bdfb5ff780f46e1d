#include "config.h"

#include "app/ledger/ledger-page-private.h"

#include <glib/gi18n-lib.h>

#include "app/kit/toast.h"
#include "app/ledger/fund-dialogs.h"
#include "app/ledger/ledger-export.h"
#include "app/ledger/ledger-papers.h"
#include "app/parts/entry-item.h"
#include "model/money/entry.h"

NuanFundItem *
nuan_ledger_page_get_fund (NuanLedgerPage *self)
{
  return self->fund_selection != NULL ? gtk_single_selection_get_selected_item (self->fund_selection) : NULL;
}

static const NuanEntryRow *
chosen_entry (NuanLedgerPage *self)
{
  NuanEntryItem *item = self->entry_selection != NULL ? gtk_single_selection_get_selected_item (self->entry_selection) : NULL;
  const NuanEntryRow *row = item != NULL ? nuan_entry_item_get_row (item) : NULL;

  return row != NULL && row->entry_id != 0 ? row : NULL;
}

static gboolean
can_be_reversed (const NuanEntryRow *row)
{
  return row != NULL && nuan_entry_may_be_reversed (row->kind, row->reversed, NULL);
}

gboolean
nuan_ledger_page_shows_day (NuanLedgerPage *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->views), "day") == 0;
}

void
nuan_ledger_page_update_actions (NuanLedgerPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const gboolean in = self->context != NULL && nuan_context_get_staff (self->context) != NULL;
  const gboolean money = in && nuan_context_may (self->context, NUAN_RIGHT_MOVE_MONEY);
  const gboolean fund = in && nuan_ledger_page_get_fund (self) != NULL;
  const gboolean paper = fund || (in && nuan_ledger_page_shows_day (self));

  gtk_widget_action_set_enabled (widget, "page.add-fund", in && nuan_context_may (self->context, NUAN_RIGHT_ADD_FUND));
  gtk_widget_action_set_enabled (widget, "page.receive", fund && money);
  gtk_widget_action_set_enabled (widget, "page.return-money", fund && money);
  gtk_widget_action_set_enabled (widget, "page.reverse", fund && !nuan_ledger_page_shows_day (self) && can_be_reversed (chosen_entry (self))
                                                         && nuan_context_may (self->context, NUAN_RIGHT_REVERSE));
  gtk_widget_action_set_enabled (widget, "page.print", paper);
  gtk_widget_action_set_enabled (widget, "page.save", paper);
  gtk_widget_action_set_enabled (widget, "page.save-xlsx", paper);
  gtk_widget_action_set_enabled (widget, "page.export-ledger", in);
}

static void
add_fund_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nuan_show_add_fund (widget, NUAN_LEDGER_PAGE (widget)->context);
}

static void
receive_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NuanLedgerPage *self = NUAN_LEDGER_PAGE (widget);

  nuan_show_receive (widget, self->context, nuan_fund_item_get_fund (nuan_ledger_page_get_fund (self)));
}

static void
return_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NuanLedgerPage *self = NUAN_LEDGER_PAGE (widget);

  nuan_show_return (widget, self->context, nuan_fund_item_get_fund (nuan_ledger_page_get_fund (self)));
}

static void
reverse_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NuanLedgerPage *self = NUAN_LEDGER_PAGE (widget);
  const NuanEntryRow *entry = chosen_entry (self);

  if (can_be_reversed (entry))
    nuan_show_reversal (widget, self->context, nuan_fund_item_get_fund (nuan_ledger_page_get_fund (self)), entry);
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nuan_export_ledger (widget, NUAN_LEDGER_PAGE (widget)->context);
}

static void
paper (NuanLedgerPage *self, NuanLedgerPaper what)
{
  NuanSharedTable *day = nuan_ledger_page_shows_day (self) ? nuan_day_pane_get_table (self->day_pane) : NULL;

  if (day != NULL)
    nuan_ledger_paper_put (GTK_WIDGET (self), day, what);
  else if (!nuan_ledger_page_shows_day (self) && self->fund_id != 0)
    nuan_ledger_paper_account (GTK_WIDGET (self), self->context, self->fund_id, what);
  else
    nuan_toast (GTK_WIDGET (self), _("Choose a day first"));
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  paper (NUAN_LEDGER_PAGE (widget), NUAN_LEDGER_PAPER_PRINT);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  paper (NUAN_LEDGER_PAGE (widget), g_str_equal (name, "page.save") ? NUAN_LEDGER_PAPER_PDF : NUAN_LEDGER_PAPER_XLSX);
}

void
nuan_ledger_page_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "page.add-fund", NULL, add_fund_action);
  gtk_widget_class_install_action (widget_class, "page.receive", NULL, receive_action);
  gtk_widget_class_install_action (widget_class, "page.return-money", NULL, return_action);
  gtk_widget_class_install_action (widget_class, "page.reverse", NULL, reverse_action);
  gtk_widget_class_install_action (widget_class, "page.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "page.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "page.save-xlsx", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "page.export-ledger", NULL, export_action);
}
