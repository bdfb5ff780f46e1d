#include "config.h"

#include "app/counter/counter-page.h"

#include "app/kit/page.h"
#include "app/session/context.h"

struct _NuanCounterPage
{
  AdwBin       parent_instance;

  NuanContext *context;
};

static void
init_page (NuanPageInterface *interface)
{
}

G_DEFINE_FINAL_TYPE_WITH_CODE (NuanCounterPage, nuan_counter_page, ADW_TYPE_BIN, G_IMPLEMENT_INTERFACE (NUAN_TYPE_PAGE, init_page))

enum { PROP_CONTEXT = 1 };

static void
nuan_counter_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  NUAN_COUNTER_PAGE (object)->context = g_value_dup_object (value);
}

static void
nuan_counter_page_dispose (GObject *object)
{
  g_clear_object (&NUAN_COUNTER_PAGE (object)->context);

  G_OBJECT_CLASS (nuan_counter_page_parent_class)->dispose (object);
}

static void
nuan_counter_page_class_init (NuanCounterPageClass *klass)
{
  G_OBJECT_CLASS (klass)->set_property = nuan_counter_page_set_property;
  G_OBJECT_CLASS (klass)->dispose = nuan_counter_page_dispose;
  g_object_class_override_property (G_OBJECT_CLASS (klass), PROP_CONTEXT, "context");
}

static void
nuan_counter_page_init (NuanCounterPage *self)
{
  adw_bin_set_child (ADW_BIN (self), gtk_label_new ("Who comes by patch"));
}
