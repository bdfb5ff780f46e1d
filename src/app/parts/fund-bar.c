#include "config.h"

#include "app/parts/fund-bar.h"

#define HEIGHT   10
#define SEEN     2    /* pixels */

struct _NuanFundBar
{
  GtkWidget  parent_instance;

  NuanFund  *fund;   /* NULL: nothing to show */
};

G_DEFINE_FINAL_TYPE (NuanFundBar, nuan_fund_bar, GTK_TYPE_WIDGET)

static int
part_width (gint64 part_fen, gint64 whole_fen, int width)
{
  const int exact = (int) ((double) part_fen / (double) whole_fen * width + 0.5);   /* pixels, not money */

  return part_fen > 0 ? MAX (exact, MIN (SEEN, width)) : 0;
}

void
nuan_fund_bar_ends (const NuanFund *fund, int width, int ends[2])
{
  const gint64 free_fen = MAX (nuan_fund_get_free (fund), 0);
  const gint64 paid_fen = MAX (fund->paid_fen, 0);
  const gint64 reserved_fen = MAX (fund->reserved_fen, 0);
  const gint64 whole_fen = paid_fen + reserved_fen + free_fen;

  ends[0] = ends[1] = 0;
  if (whole_fen <= 0)
    return;
  ends[0] = MIN (part_width (paid_fen, whole_fen, width), width);
  ends[1] = MIN (ends[0] + part_width (reserved_fen, whole_fen, width), width);
  if (free_fen > 0 && width - ends[1] < SEEN && width > 3 * SEEN)
    {
      ends[1] = width - SEEN;
      ends[0] = MIN (ends[0], ends[1]);
    }
}

/* Free is empty, reserved striped, paid full: the parts can be told apart without their colours. */
static void
append_stripes (GtkSnapshot *snapshot, int from, int to, int height, const GdkRGBA *color)
{
  for (int x = from; x < to; x += 4)
    gtk_snapshot_append_color (snapshot, color, &GRAPHENE_RECT_INIT (x, 0, MIN (2, to - x), height));
}

static void
nuan_fund_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  NuanFundBar *self = NUAN_FUND_BAR (widget);
  const int width = gtk_widget_get_width (widget);
  const int height = gtk_widget_get_height (widget);
  GskRoundedRect outline;
  GdkRGBA color, light;
  int ends[2];

  if (self->fund == NULL || width <= 0 || height <= 0)
    return;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  light = color;
  light.alpha *= .12f;
  color.alpha *= .65f;
  nuan_fund_bar_ends (self->fund, width, ends);

  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT (0, 0, width, height), 3);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &light, &GRAPHENE_RECT_INIT (0, 0, width, height));
  gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT (0, 0, ends[0], height));
  append_stripes (snapshot, ends[0], ends[1], height, &color);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]) { 1, 1, 1, 1 }, (GdkRGBA[4]) { color, color, color, color });
}

static void
nuan_fund_bar_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                       int *minimum_baseline, int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 40 : HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 200 : HEIGHT;
}

static void
nuan_fund_bar_finalize (GObject *object)
{
  NuanFundBar *self = NUAN_FUND_BAR (object);

  g_clear_pointer (&self->fund, nuan_fund_free);

  G_OBJECT_CLASS (nuan_fund_bar_parent_class)->finalize (object);
}

static void
nuan_fund_bar_class_init (NuanFundBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = nuan_fund_bar_finalize;
  widget_class->snapshot = nuan_fund_bar_snapshot;
  widget_class->measure = nuan_fund_bar_measure;
  gtk_widget_class_set_css_name (widget_class, "fundbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
nuan_fund_bar_init (NuanFundBar *self)
{
}

void
nuan_fund_bar_set_fund (NuanFundBar *bar, const NuanFund *fund)
{
  g_return_if_fail (NUAN_IS_FUND_BAR (bar));

  g_clear_pointer (&bar->fund, nuan_fund_free);
  bar->fund = fund != NULL ? nuan_fund_copy (fund) : NULL;
  gtk_widget_queue_draw (GTK_WIDGET (bar));
}
