#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/page.h"

struct _NuanHouseholdPage
{
  AdwBin       parent_instance;

  NuanContext *context;
};

G_DEFINE_FINAL_TYPE (NuanHouseholdPage, nuan_household_page, ADW_TYPE_BIN)

void
nuan_household_page_set_context (NuanHouseholdPage *self, NuanContext *context)
{
  g_return_if_fail (NUAN_IS_HOUSEHOLD_PAGE (self));

  g_set_object (&self->context, context);
}

void
nuan_household_page_open (NuanHouseholdPage *self, gint64 household_id)
{
  g_return_if_fail (NUAN_IS_HOUSEHOLD_PAGE (self));
}

void
nuan_household_page_new (NuanHouseholdPage *self, const char *typed)
{
  g_return_if_fail (NUAN_IS_HOUSEHOLD_PAGE (self));
}

static void
nuan_household_page_dispose (GObject *object)
{
  NuanHouseholdPage *self = NUAN_HOUSEHOLD_PAGE (object);

  g_clear_object (&self->context);
  G_OBJECT_CLASS (nuan_household_page_parent_class)->dispose (object);
}

static void
nuan_household_page_class_init (NuanHouseholdPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nuan_household_page_dispose;
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass), "/cn/nuanchuang/Nuanchuang/household-page.ui");
}

static void
nuan_household_page_init (NuanHouseholdPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
