#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/page.h"

struct _NuanLedgerPage
{
  AdwBin       parent_instance;

  NuanContext *context;
};

G_DEFINE_FINAL_TYPE (NuanLedgerPage, nuan_ledger_page, ADW_TYPE_BIN)

void
nuan_ledger_page_set_context (NuanLedgerPage *page, NuanContext *context)
{
  g_return_if_fail (NUAN_IS_LEDGER_PAGE (page));

  g_set_object (&page->context, context);
}

static void
nuan_ledger_page_dispose (GObject *object)
{
  NuanLedgerPage *self = NUAN_LEDGER_PAGE (object);

  g_clear_object (&self->context);

  G_OBJECT_CLASS (nuan_ledger_page_parent_class)->dispose (object);
}

static void
nuan_ledger_page_class_init (NuanLedgerPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = nuan_ledger_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/cn/nuanchuang/Nuanchuang/ledger-page.ui");
}

static void
nuan_ledger_page_init (NuanLedgerPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
nuan_ledger_page_show_fund (NuanLedgerPage *page, gint64 fund_id)
{
  g_return_if_fail (NUAN_IS_LEDGER_PAGE (page));
}
