#include "config.h"

#include "app/statistics/table-chart.h"

#include "desk/table-picture.h"

#define WIDTH 24     /* at least, in text sizes */
#define AIR   1.45   /* more than the bars need: in a narrow pane their labels take two lines */

struct _NuanTableChart
{
  GtkDrawingArea   parent_instance;

  NuanSharedTable *shared;   /* NULL: nothing to draw */
};

G_DEFINE_FINAL_TYPE (NuanTableChart, nuan_table_chart, GTK_TYPE_DRAWING_AREA)

static void
take_color (double channels[3], const GdkRGBA *color)
{
  channels[0] = (double) color->red;
  channels[1] = (double) color->green;
  channels[2] = (double) color->blue;
}

static double
text_size (GtkWidget *widget)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  const PangoFontDescription *font = pango_context_get_font_description (context);
  const double size = (double) pango_font_description_get_size (font) / PANGO_SCALE;

  return pango_font_description_get_size_is_absolute (font) ? size : size * pango_cairo_context_get_resolution (context) / 72.0;
}

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer unused)
{
  NuanTableChart *self = NUAN_TABLE_CHART (area);
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (area));
  NuanChartStyle chart = { .text_size = text_size (GTK_WIDGET (area)) };
  GdkRGBA color;

  if (self->shared == NULL)
    return;
  gtk_style_context_get_color (style, &color);
  take_color (chart.ink, &color);
  if (!gtk_style_context_lookup_color (style, "accent_bg_color", &color))
    gtk_style_context_get_color (style, &color);
  take_color (chart.accent, &color);
  nuan_table_picture_draw (self->shared->table, cr, width, height, &chart);
}

static void
fit (NuanTableChart *self)
{
  const NuanTable *table = self->shared != NULL ? self->shared->table : NULL;
  const double size = text_size (GTK_WIDGET (self));
  const double height = table != NULL ? nuan_table_picture_height (table, size) : 0;

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (self), (int) (WIDTH * size));
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (self), (int) (height * AIR) + 1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
nuan_table_chart_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (nuan_table_chart_parent_class)->css_changed (widget, change);
  fit (NUAN_TABLE_CHART (widget));
}

gboolean
nuan_table_chart_set_table (NuanTableChart *chart, NuanSharedTable *table)
{
  g_autofree char *words = NULL;

  g_return_val_if_fail (NUAN_IS_TABLE_CHART (chart), FALSE);

  g_clear_pointer (&chart->shared, nuan_shared_table_unref);
  if (table != NULL)
    words = nuan_table_picture_words (table->table);
  if (words != NULL && *words != '\0')
    {
      chart->shared = nuan_shared_table_ref (table);
      gtk_accessible_update_property (GTK_ACCESSIBLE (chart), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
    }
  fit (chart);
  return chart->shared != NULL;
}

static void
nuan_table_chart_finalize (GObject *object)
{
  g_clear_pointer (&NUAN_TABLE_CHART (object)->shared, nuan_shared_table_unref);

  G_OBJECT_CLASS (nuan_table_chart_parent_class)->finalize (object);
}

static void
nuan_table_chart_class_init (NuanTableChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = nuan_table_chart_finalize;
  widget_class->css_changed = nuan_table_chart_css_changed;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
nuan_table_chart_init (NuanTableChart *self)
{
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self), draw_cb, NULL, NULL);
}
