#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/page.h"

struct _NuanStatisticsPage
{
  AdwBin       parent_instance;

  NuanContext *context;
};

G_DEFINE_FINAL_TYPE (NuanStatisticsPage, nuan_statistics_page, ADW_TYPE_BIN)

void
nuan_statistics_page_set_context (NuanStatisticsPage *page, NuanContext *context)
{
  g_return_if_fail (NUAN_IS_STATISTICS_PAGE (page));

  g_set_object (&page->context, context);
}

static void
nuan_statistics_page_dispose (GObject *object)
{
  NuanStatisticsPage *self = NUAN_STATISTICS_PAGE (object);

  g_clear_object (&self->context);

  G_OBJECT_CLASS (nuan_statistics_page_parent_class)->dispose (object);
}

static void
nuan_statistics_page_class_init (NuanStatisticsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = nuan_statistics_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/cn/nuanchuang/Nuanchuang/statistics-page.ui");
}

static void
nuan_statistics_page_init (NuanStatisticsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
