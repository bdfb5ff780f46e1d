#include "config.h"

#include "app/kit/page.h"

G_DEFINE_INTERFACE (NuanPage, nuan_page, GTK_TYPE_WIDGET)

static void
nuan_page_default_init (NuanPageInterface *interface)
{
  g_object_interface_install_property (interface, g_param_spec_object ("context", NULL, NULL, G_TYPE_OBJECT,
                                                                       G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS));
}

void
nuan_page_show (NuanPage *page, GVariant *what)
{
  g_autoptr (GVariant) taken = g_variant_ref_sink (what);

  g_return_if_fail (NUAN_IS_PAGE (page));

  if (NUAN_PAGE_GET_IFACE (page)->show != NULL)
    NUAN_PAGE_GET_IFACE (page)->show (page, taken);
}

void
nuan_page_search (NuanPage *page, const char *text)
{
  g_return_if_fail (NUAN_IS_PAGE (page));

  if (NUAN_PAGE_GET_IFACE (page)->search != NULL)
    NUAN_PAGE_GET_IFACE (page)->search (page, text);
}

gboolean
nuan_page_may_leave (NuanPage *page)
{
  g_return_val_if_fail (NUAN_IS_PAGE (page), TRUE);

  return NUAN_PAGE_GET_IFACE (page)->may_leave == NULL || NUAN_PAGE_GET_IFACE (page)->may_leave (page);
}

void
nuan_page_focus (NuanPage *page)
{
  g_return_if_fail (NUAN_IS_PAGE (page));

  if (NUAN_PAGE_GET_IFACE (page)->focus != NULL)
    NUAN_PAGE_GET_IFACE (page)->focus (page);
  else if (!(gtk_widget_get_state_flags (GTK_WIDGET (page)) & GTK_STATE_FLAG_FOCUS_WITHIN))   /* whoever is in it stays there */
    gtk_widget_child_focus (GTK_WIDGET (page), GTK_DIR_TAB_FORWARD);
}

gboolean
nuan_page_fold (NuanPage *page)
{
  g_return_val_if_fail (NUAN_IS_PAGE (page), FALSE);

  return NUAN_PAGE_GET_IFACE (page)->fold != NULL && NUAN_PAGE_GET_IFACE (page)->fold (page);
}

void
nuan_page_forget (NuanPage *page)
{
  g_return_if_fail (NUAN_IS_PAGE (page));

  if (NUAN_PAGE_GET_IFACE (page)->forget != NULL)
    NUAN_PAGE_GET_IFACE (page)->forget (page);
}

gboolean
nuan_page_type_searches (GType type)
{
  g_autoptr (GTypeClass) class = g_type_class_ref (type);
  NuanPageInterface *interface = g_type_interface_peek (class, NUAN_TYPE_PAGE);

  return interface != NULL && interface->search != NULL;
}
