#include "config.h"

#include "print/chart.h"

#include "print/canvas.h"
#include "print/scale.h"
#include "print/series.h"

/* In type sizes. */
#define SLOT       2.1   /* of one bar with its room */
#define HEADER     2.0   /* line of measure and legend */
#define AXIS       1.8   /* line of tick labels */
#define NOTE       1.4   /* line of what is left out, below that of the measure */
#define LINE       1.25
#define MAX_BARS   40
#define TEXT_LIFT  0.36  /* from the middle of a line of text down to its baseline */

typedef struct {
  NuanCanvas       *canvas;
  const NuanSeries *series;
  double            width, height, size;
  NuanScale         scale;
  double            left, top, right, bottom;   /* of the plot */
} Plot;

/* Where the line that ends at byte END would better end: not inside a word or number, if it holds more than that. */
static gsize
better_break (const char *line, gsize end)
{
  gsize at = end;

  while (at > 0 && g_ascii_isalnum (line[at - 1]))
    at--;
  return at > 0 && g_ascii_isalnum (line[end]) ? at : end;
}

/* The window's fonts are not the paper's: labels are broken by what the canvas measures. */
static char **
break_label (Plot *plot, const char *label, double width)
{
  GPtrArray *lines = g_ptr_array_new ();
  g_autoptr (GString) line = g_string_new (NULL);

  for (const char *p = label; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gsize before = line->len;

      g_string_append_unichar (line, g_utf8_get_char (p));
      if (before > 0 && plot->canvas->measure (plot->canvas, plot->size, line->str) > width)
        {
          const gsize end = better_break (line->str, before);

          g_ptr_array_add (lines, g_strndup (line->str, end));
          g_string_erase (line, 0, end);
        }
    }

  g_ptr_array_add (lines, g_strdup (line->str));
  g_ptr_array_add (lines, NULL);
  return (char **) g_ptr_array_free (lines, FALSE);
}

static void
fit_scale (Plot *plot, guint n_steps)
{
  gint64 lowest = 0, highest = 0;

  for (guint i = 0; i < plot->series->n_items; i++)
    {
      lowest = MIN (lowest, plot->series->totals[i]);
      highest = MAX (highest, plot->series->totals[i]);
    }

  nuan_scale_fit (&plot->scale, lowest, highest, MAX (1, n_steps));
}

static double
widest_value (Plot *plot)
{
  double widest = 0;

  for (guint i = 0; i < plot->series->n_items; i++)
    {
      g_autofree char *text = nuan_series_format (plot->series, plot->series->totals[i]);

      widest = MAX (widest, plot->canvas->measure (plot->canvas, plot->size, text));
    }

  return widest;
}

static double
widest_label (Plot *plot)
{
  double widest = 0;

  for (guint i = 0; i < plot->series->n_items; i++)
    widest = MAX (widest, plot->canvas->measure (plot->canvas, plot->size, plot->series->items[i]));

  return widest;
}

/* What is measured, in which unit; with several parts a sample of each tone before its name. */
static void
draw_header (Plot *plot)
{
  const NuanSeries *series = plot->series;
  const double base = plot->size * 1.1;
  double x = 0;

  for (guint i = 0; i < series->n_parts; i++)
    {
      const gboolean has_measure = series->measure[0] == '\0' || strstr (series->parts[i], series->measure) != NULL;
      g_autofree char *text = has_measure || series->n_parts > 1 ? g_strdup (series->parts[i])
                                                                 : g_strdup_printf ("%s（%s）", series->parts[i], series->measure);

      if (series->n_parts > 1)
        {
          plot->canvas->fill (plot->canvas, x, base - plot->size * 0.75, plot->size * 0.8, plot->size * 0.8, NUAN_TONE_1 + i);
          x += plot->size * 1.2;
        }
      plot->canvas->text (plot->canvas, x, base, plot->size, NUAN_ALIGN_LEFT, text);
      x += plot->canvas->measure (plot->canvas, plot->size, text) + plot->size * 1.5;
    }

  if (series->n_parts > 1)
    plot->canvas->text (plot->canvas, plot->width, base, plot->size, NUAN_ALIGN_RIGHT, series->measure);
  if (series->note[0] != '\0')
    plot->canvas->text (plot->canvas, 0, base + plot->size * NOTE, plot->size, NUAN_ALIGN_LEFT, series->note);
}

static double
height_of_note (const NuanSeries *series)
{
  return series->note[0] != '\0' ? NOTE : 0;
}

/* 500.00 is 500 on an axis whose steps are whole. */
static char *
format_tick (Plot *plot, gint64 tick)
{
  g_autofree char *step = nuan_series_format (plot->series, plot->scale.step);
  char *text = nuan_series_format (plot->series, tick);

  if (g_str_has_suffix (step, ".00") && g_str_has_suffix (text, ".00"))
    text[strlen (text) - 3] = '\0';
  return text;
}

static double
x_of (Plot *plot, gint64 value)
{
  return plot->left + nuan_scale_share (&plot->scale, value) * (plot->right - plot->left);
}

static double
y_of (Plot *plot, gint64 value)
{
  return plot->bottom - nuan_scale_share (&plot->scale, value) * (plot->bottom - plot->top);
}

static void
draw_value_axis_below (Plot *plot)
{
  for (guint i = 0; i < plot->scale.n_ticks; i++)
    {
      const gint64 tick = nuan_scale_tick (&plot->scale, i);
      const double x = x_of (plot, tick);
      const double line[] = { x, plot->top, x, plot->bottom };
      g_autofree char *text = format_tick (plot, tick);

      plot->canvas->polyline (plot->canvas, line, 2, 0.5, NUAN_TONE_GRID);
      plot->canvas->text (plot->canvas, x, plot->bottom + plot->size * 1.3, plot->size * 0.9, NUAN_ALIGN_CENTRE, text);
    }
}

static void
draw_bar (Plot *plot, guint item, double y, double thickness)
{
  const NuanSeries *series = plot->series;
  const double zero = x_of (plot, 0);
  double end = x_of (plot, series->totals[item]);
  g_autofree char *text = nuan_series_format (series, series->totals[item]);

  if (series->n_parts == 1)
    plot->canvas->fill (plot->canvas, MIN (zero, end), y, MAX (zero, end) - MIN (zero, end), thickness, NUAN_TONE_1);
  else
    {
      gint64 below = 0;

      for (guint part = 0; part < series->n_parts; part++)
        {
          const gint64 value = MAX (0, nuan_series_value (series, item, part));
          const double from = x_of (plot, below), to = MIN (x_of (plot, below + value), plot->right);

          plot->canvas->fill (plot->canvas, from, y, to - from, thickness, NUAN_TONE_1 + part);
          below += value;
          end = MAX (end, to);
        }
    }

  plot->canvas->text (plot->canvas, MAX (zero, end) + plot->size * 0.4, y + thickness / 2 + plot->size * TEXT_LIFT, plot->size,
                      NUAN_ALIGN_LEFT, text);
}

static void
draw_bars (Plot *plot)
{
  const double label_width = MIN (widest_label (plot), plot->width * 0.38);
  const double value_width = widest_value (plot);
  double zero[4];

  /* The last tick label is as wide as a value and stands centred under its line. */
  plot->left = label_width + plot->size * 0.8;
  plot->right = MAX (plot->left + 1, plot->width - value_width - plot->size * 0.6);
  plot->top = plot->size * (HEADER + height_of_note (plot->series));
  plot->bottom = plot->height - plot->size * AXIS;
  fit_scale (plot, (guint) ((plot->right - plot->left) / (value_width * 1.5 + plot->size)));

  draw_header (plot);
  draw_value_axis_below (plot);
  for (guint i = 0; i < plot->series->n_items; i++)
    {
      g_auto (GStrv) lines = break_label (plot, plot->series->items[i], label_width + 0.01);
      const guint n_lines = g_strv_length (lines);
      double start, thickness, y;

      nuan_scale_band (i, plot->series->n_items, plot->bottom - plot->top, 0.35, &start, &thickness);
      start += plot->top;
      draw_bar (plot, i, start, thickness);

      y = start + thickness / 2 + plot->size * TEXT_LIFT - (n_lines - 1) * plot->size * LINE / 2;
      for (guint k = 0; k < n_lines; k++)
        plot->canvas->text (plot->canvas, label_width, y + k * plot->size * LINE, plot->size, NUAN_ALIGN_RIGHT, lines[k]);
    }

  zero[0] = zero[2] = x_of (plot, 0);
  zero[1] = plot->top;
  zero[3] = plot->bottom;
  plot->canvas->polyline (plot->canvas, zero, 2, 1, NUAN_TONE_INK);
}

static void
draw_value_axis_left (Plot *plot)
{
  for (guint i = 0; i < plot->scale.n_ticks; i++)
    {
      const gint64 tick = nuan_scale_tick (&plot->scale, i);
      const double y = y_of (plot, tick);
      const double line[] = { plot->left, y, plot->right, y };
      g_autofree char *text = format_tick (plot, tick);

      plot->canvas->polyline (plot->canvas, line, 2, tick == 0 ? 1 : 0.5, tick == 0 ? NUAN_TONE_INK : NUAN_TONE_GRID);
      plot->canvas->text (plot->canvas, plot->left - plot->size * 0.5, y + plot->size * TEXT_LIFT, plot->size * 0.9,
                          NUAN_ALIGN_RIGHT, text);
    }
}

/* Each label that is drawn is whole; where there is no room for all, every second, third, … is. */
static void
draw_line (Plot *plot)
{
  const NuanSeries *series = plot->series;
  const double label_width = widest_label (plot), value_width = widest_value (plot);
  g_autofree double *xy = g_new (double, 2 * series->n_items);
  double slot;
  guint every;

  plot->left = MAX (value_width + plot->size, label_width / 2);
  plot->right = MAX (plot->left + 1, plot->width - label_width / 2);
  plot->top = plot->size * (HEADER + 0.5 + height_of_note (series));
  plot->bottom = plot->height - plot->size * AXIS;
  fit_scale (plot, (guint) ((plot->bottom - plot->top) / (plot->size * 2.2)));
  slot = series->n_items > 1 ? (plot->right - plot->left) / (series->n_items - 1) : 0;
  every = slot > 0 ? 1 + (guint) ((label_width + plot->size * 0.6) / slot) : 1;

  draw_header (plot);
  draw_value_axis_left (plot);
  for (guint i = 0; i < series->n_items; i++)
    {
      xy[2 * i] = slot > 0 ? plot->left + i * slot : (plot->left + plot->right) / 2;
      xy[2 * i + 1] = y_of (plot, series->totals[i]);
      if (i % every == 0)
        plot->canvas->text (plot->canvas, xy[2 * i], plot->bottom + plot->size * 1.4, plot->size, NUAN_ALIGN_CENTRE,
                            series->items[i]);
    }

  plot->canvas->polyline (plot->canvas, xy, series->n_items, 1.5, NUAN_TONE_1);
  for (guint i = 0; i < series->n_items && slot > plot->size * 0.8; i++)
    plot->canvas->fill (plot->canvas, xy[2 * i] - 2, xy[2 * i + 1] - 2, 4, 4, NUAN_TONE_1);
}

static gboolean
is_kind (const char *kind)
{
  static const char *const kinds[] = { "bars", "stacked", "line", NULL };

  return kind != NULL && g_strv_contains (kinds, kind);
}

static void
draw (NuanCanvas *canvas, const NuanTable *table, const char *kind, double width, double height, double size)
{
  const double room = height - (HEADER + AXIS + (nuan_table_has_earlier (table) ? NOTE : 0)) * size;
  g_autoptr (NuanSeries) series = NULL;
  Plot plot = { .canvas = canvas, .width = width, .height = height, .size = size };

  if (!is_kind (kind) || room <= 0)
    return;

  series = nuan_series_new (table, kind, CLAMP ((guint) (room / (SLOT * 0.8 * size)), 2, MAX_BARS));
  if (series == NULL)
    return;

  plot.series = series;
  if (strcmp (kind, "line") == 0)
    draw_line (&plot);
  else
    draw_bars (&plot);
}

void
nuan_chart_draw (cairo_t *cr, const NuanTable *table, const char *kind, double width, double height, const NuanChartStyle *style)
{
  g_autoptr (NuanCanvas) canvas = nuan_canvas_for_cairo (cr, style->ink, style->accent);

  cairo_save (cr);
  draw (canvas, table, kind, width, height, style->text_size);
  cairo_restore (cr);
}

void
nuan_chart_draw_on_sheet (NuanSheet *sheet, const NuanTable *table, const char *kind, double x, double y, double width,
                          double height)
{
  g_autoptr (NuanCanvas) canvas = nuan_canvas_for_sheet (sheet, x, y);

  draw (canvas, table, kind, width * 72 / 25.4, height * 72 / 25.4, 9);
}

double
nuan_chart_get_height (const NuanTable *table, const char *kind, double text_size)
{
  g_autoptr (NuanSeries) series = is_kind (kind) ? nuan_series_new (table, kind, MAX_BARS) : NULL;

  if (series == NULL)
    return 0;
  if (strcmp (kind, "line") == 0)
    return (18 + height_of_note (series)) * text_size;
  return (HEADER + AXIS + height_of_note (series) + MAX (2, series->n_items) * SLOT) * text_size;
}

char *
nuan_chart_describe (const NuanTable *table, const char *kind)
{
  g_autoptr (NuanSeries) series = is_kind (kind) ? nuan_series_new (table, kind, MAX_BARS) : NULL;
  GString *text = g_string_new (NULL);

  if (series == NULL)
    return g_string_free (text, FALSE);

  g_string_append (text, table->definition->title);
  if (series->measure[0] != '\0')
    g_string_append_printf (text, " (%s)", series->measure);

  for (guint i = 0; i < series->n_items; i++)
    {
      g_string_append_printf (text, "%s %s", i == 0 ? ":" : ";", series->items[i]);
      for (guint k = 0; k < series->n_parts; k++)
        {
          g_autofree char *value = nuan_series_format (series, nuan_series_value (series, i, k));

          if (series->n_parts > 1)
            g_string_append_printf (text, "%s %s", k == 0 ? "" : ",", series->parts[k]);
          g_string_append_printf (text, " %s", value);
        }
    }
  if (series->note[0] != '\0')
    g_string_append_printf (text, "; %s", series->note);

  return g_string_free (text, FALSE);
}
