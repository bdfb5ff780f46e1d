#include "config.h"

#include "app/parts/cap-meter.h"

#include <glib/gi18n-lib.h>

#include "app/kit/secret.h"
#include "app/kit/wrap-layout.h"
#include "base/money.h"

struct _NuanCapMeter
{
  GtkWidget    parent_instance;

  GtkLabel    *title, *figures, *explanation, *rest;
  GtkLevelBar *bar;
};

G_DEFINE_FINAL_TYPE (NuanCapMeter, nuan_cap_meter, GTK_TYPE_WIDGET)

static void
nuan_cap_meter_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (nuan_cap_meter_parent_class)->dispose (object);
}

static void
nuan_cap_meter_class_init (NuanCapMeterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nuan_cap_meter_dispose;

  g_type_ensure (NUAN_TYPE_WRAP_BOX);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/nuanchuang/Nuanchuang/cap-meter.ui");
  gtk_widget_class_bind_template_child (widget_class, NuanCapMeter, title);
  gtk_widget_class_bind_template_child (widget_class, NuanCapMeter, figures);
  gtk_widget_class_bind_template_child (widget_class, NuanCapMeter, explanation);
  gtk_widget_class_bind_template_child (widget_class, NuanCapMeter, rest);
  gtk_widget_class_bind_template_child (widget_class, NuanCapMeter, bar);
}

static void
nuan_cap_meter_init (NuanCapMeter *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  /* Full is not "good" here: the bar keeps one colour, the words say what is over. */
  gtk_level_bar_remove_offset_value (self->bar, GTK_LEVEL_BAR_OFFSET_LOW);
  gtk_level_bar_remove_offset_value (self->bar, GTK_LEVEL_BAR_OFFSET_HIGH);
  gtk_level_bar_remove_offset_value (self->bar, GTK_LEVEL_BAR_OFFSET_FULL);
}

GtkWidget *
nuan_cap_meter_new (const char *title, const NuanCap *cap, gint64 amount_fen, gboolean hide)
{
  NuanCapMeter *self = g_object_new (NUAN_TYPE_CAP_METER, NULL);
  gint64 taken = cap->used_fen, left;
  g_autofree char *used = NULL;
  g_autofree char *limit = nuan_money_format (cap->limit_fen);
  g_autofree char *remaining = NULL;
  g_autofree char *figures = NULL;
  g_autofree char *rest = NULL;

  if (!nuan_money_add (cap->used_fen, amount_fen, NULL, &taken, NULL))
    taken = NUAN_FEN_MAX;
  left = taken <= cap->limit_fen ? cap->limit_fen - taken : taken - cap->limit_fen;
  used = nuan_money_format (taken);
  remaining = nuan_money_format (left);
  figures = g_strdup_printf ("%s / %s", used, limit);
  if (taken <= cap->limit_fen)
    rest = g_strdup_printf (_("%s remain"), remaining);
  else if (cap->action == NUAN_CAP_BLOCK)
    rest = g_strdup_printf (_("✕ %s too much"), remaining);
  else
    rest = g_strdup_printf (_("⚠ %s over what is usual"), remaining);

  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->figures, hide ? NUAN_WIDE_VEIL : figures);
  gtk_label_set_text (self->explanation, hide ? "" : cap->explanation);
  gtk_label_set_text (self->rest, hide ? "" : rest);
  if (taken > cap->limit_fen)
    gtk_widget_add_css_class (GTK_WIDGET (self->rest), cap->action == NUAN_CAP_BLOCK ? "error" : "warning");
  gtk_level_bar_set_value (self->bar, hide ? 0 : cap->limit_fen > 0 ? CLAMP ((double) taken / (double) cap->limit_fen, 0,
                                                                             1) : taken > 0 ? 1 : 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, hide ? title : figures, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return GTK_WIDGET (self);
}
