#include "config.h"

#include "app/ledger/fund-card.h"

#include "app/parts/fund-bar.h"

struct _NuanFundCard
{
  AdwBin        parent_instance;

  NuanFundItem *item;
  gulong        filled;   /* handler */

  GtkLabel     *name, *alert, *purpose, *use_by, *figures;
  NuanFundBar  *bar;
};

G_DEFINE_FINAL_TYPE (NuanFundCard, nuan_fund_card, ADW_TYPE_BIN)

static void
show_alert (NuanFundCard *self, NuanFundAlert alert)
{
  static const char *const classes[] = { [NUAN_FUND_LOW] = "warning", [NUAN_FUND_NEAR] = "warning", [NUAN_FUND_PAST] = "error" };
  g_autofree char *text = nuan_fund_describe_alert (alert);

  gtk_widget_remove_css_class (GTK_WIDGET (self->alert), "warning");
  gtk_widget_remove_css_class (GTK_WIDGET (self->alert), "error");
  if (alert != NUAN_FUND_FINE)
    gtk_widget_add_css_class (GTK_WIDGET (self->alert), classes[alert]);
  gtk_label_set_text (self->alert, text);
  gtk_widget_set_visible (GTK_WIDGET (self->alert), *text != '\0');
}

static void
show (NuanFundCard *self)
{
  const NuanFund *fund = nuan_fund_item_get_fund (self->item);
  g_autofree char *purpose = nuan_fund_describe_purpose (fund);
  g_autofree char *use_by = nuan_fund_describe_use_by (fund, nuan_day_today ());
  g_autofree char *figures = nuan_fund_item_describe_figures (self->item);

  gtk_label_set_text (self->name, fund->name);
  gtk_label_set_text (self->purpose, purpose);
  gtk_label_set_text (self->use_by, use_by);
  gtk_label_set_text (self->figures, figures);
  nuan_fund_bar_set_fund (self->bar, fund);
  show_alert (self, nuan_fund_item_get_alert (self->item));
}

/* NULL: none. */
static void
set_item (NuanFundCard *card, NuanFundItem *item)
{
  if (card->item != NULL)
    g_signal_handler_disconnect (card->item, card->filled);
  g_set_object (&card->item, item);
  if (item == NULL)
    return;
  card->filled = g_signal_connect_swapped (item, "filled", G_CALLBACK (show), card);
  show (card);
}

static void
nuan_fund_card_dispose (GObject *object)
{
  set_item (NUAN_FUND_CARD (object), NULL);

  G_OBJECT_CLASS (nuan_fund_card_parent_class)->dispose (object);
}

static void
nuan_fund_card_class_init (NuanFundCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nuan_fund_card_dispose;

  g_type_ensure (NUAN_TYPE_FUND_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/nuanchuang/Nuanchuang/fund-card.ui");
  gtk_widget_class_bind_template_child (widget_class, NuanFundCard, name);
  gtk_widget_class_bind_template_child (widget_class, NuanFundCard, alert);
  gtk_widget_class_bind_template_child (widget_class, NuanFundCard, purpose);
  gtk_widget_class_bind_template_child (widget_class, NuanFundCard, use_by);
  gtk_widget_class_bind_template_child (widget_class, NuanFundCard, figures);
  gtk_widget_class_bind_template_child (widget_class, NuanFundCard, bar);
}

static void
nuan_fund_card_init (NuanFundCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The list */

static void
card_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, g_object_new (NUAN_TYPE_FUND_CARD, NULL));
}

static void
card_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  set_item (NUAN_FUND_CARD (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
}

static void
card_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  set_item (NUAN_FUND_CARD (gtk_list_item_get_child (item)), NULL);
}

GtkListItemFactory *
nuan_fund_card_factory_new (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (card_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (card_bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (card_unbind_cb), NULL);
  return factory;
}
