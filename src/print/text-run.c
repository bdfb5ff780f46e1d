#include "config.h"

#include "print/text-run.h"

#include <pango/pangocairo.h>

/* Shaped runs are laid out at this size and scaled: large enough that rounding does not show. */
#define LAYOUT_SIZE 1000

static PangoLayout *
shape (NuanFontRole role, const char *text, gsize length, cairo_t *cr)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  PangoFontDescription *description = pango_font_description_from_string (nuan_fonts_role_family (role));
  cairo_font_options_t *options = cairo_font_options_create ();
  PangoLayout *layout;

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, 72);
  if (cr != NULL)
    pango_cairo_update_context (cr, context);

  layout = pango_layout_new (context);
  pango_font_description_set_absolute_size (description, LAYOUT_SIZE * PANGO_SCALE);
  pango_layout_set_font_description (layout, description);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_text (layout, text, length);

  cairo_font_options_destroy (options);
  pango_font_description_free (description);
  g_object_unref (context);
  return layout;
}

static double
shaped_width (NuanFontRole role, const char *text, gsize length)
{
  g_autoptr (PangoLayout) layout = shape (role, text, length, NULL);
  int width;

  pango_layout_get_size (layout, &width, NULL);
  return (double) width / PANGO_SCALE / LAYOUT_SIZE;
}

static gboolean
joins_before (gunichar character)
{
  return g_unichar_ismark (character) || character == 0x200d;
}

/* A shaped run goes on over blanks as long as shaped letters follow, so that a sentence keeps its direction. */
static const char *
end_of_shaped (NuanFontRole role, const char *text, gunichar *refused)
{
  const char *end = g_utf8_next_char (text);

  for (const char *p = end; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar character = g_utf8_get_char (p);
      const NuanGlyph glyph = nuan_fonts_glyph (role, character);

      if (glyph.kind == NUAN_GLYPH_NONE && joins_before (character) && *refused == 0)
        *refused = character;
      if (glyph.kind == NUAN_GLYPH_SHAPED || joins_before (character))
        end = g_utf8_next_char (p);
      else if (character != ' ')
        break;
    }

  return end;
}

static gboolean
starts_shaped (NuanGlyph glyph, const char *next)
{
  if (glyph.kind == NUAN_GLYPH_SHAPED)
    return TRUE;
  return (guchar) *next >= 0xc0 && joins_before (g_utf8_get_char (next));
}

gboolean
nuan_text_run_next (NuanFontRole role, const char **text, NuanTextRun *run)
{
  const char *start = *text, *p = start;
  guint advance = 0;

  if (*p == '\0')
    return FALSE;

  *run = (NuanTextRun) { .text = start };

  while (*p != '\0')
    {
      const gunichar character = g_utf8_get_char (p);
      const NuanGlyph glyph = nuan_fonts_glyph (role, character);
      const char *next = g_utf8_next_char (p);
      const gboolean shaped = starts_shaped (glyph, next);

      if (p != start && (shaped || glyph.kind != run->kind || glyph.font != run->font || glyph.kind == NUAN_GLYPH_OUTLINE))
        break;

      run->kind = shaped ? NUAN_GLYPH_SHAPED : glyph.kind;
      run->font = glyph.font;
      if (glyph.kind == NUAN_GLYPH_NONE && run->refused == 0)
        run->refused = character;
      advance += glyph.advance;
      p = next;

      if (shaped)
        {
          p = end_of_shaped (role, start, &run->refused);
          break;
        }
    }

  run->length = p - start;
  run->width = run->kind == NUAN_GLYPH_SHAPED && run->refused == 0 ? shaped_width (role, start, run->length) : advance / 1000.0;
  *text = p;
  return TRUE;
}

static GArray *
shaped_outline (NuanFontRole role, const char *text, gsize length)
{
  GArray *steps = g_array_new (FALSE, FALSE, sizeof (NuanOutlineStep));
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (PangoLayout) layout = shape (role, text, length, cr);
  const double baseline = (double) pango_layout_get_baseline (layout) / PANGO_SCALE;
  cairo_path_t *path;

  pango_cairo_layout_path (cr, layout);
  path = cairo_copy_path (cr);

  for (int i = 0; i < path->num_data; i += path->data[i].header.length)
    {
      const cairo_path_data_t *data = path->data + i;
      NuanOutlineStep step = { .op = "mlcz"[data->header.type] };

      for (int k = 1; k < data->header.length; k++)
        {
          step.x[k - 1] = data[k].point.x / LAYOUT_SIZE;
          step.y[k - 1] = (baseline - data[k].point.y) / LAYOUT_SIZE;
        }
      g_array_append_val (steps, step);
    }

  cairo_path_destroy (path);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return steps;
}

GArray *
nuan_text_run_outline (NuanFontRole role, const NuanTextRun *run)
{
  if (run->kind == NUAN_GLYPH_SHAPED)
    return shaped_outline (role, run->text, run->length);
  if (run->kind == NUAN_GLYPH_OUTLINE || run->kind == NUAN_GLYPH_FONT)
    return nuan_fonts_outline (run->font, g_utf8_get_char (run->text));

  return g_array_new (FALSE, FALSE, sizeof (NuanOutlineStep));
}

static int
compare_starts (gconstpointer a, gconstpointer b)
{
  const char *first = ((const NuanTextPiece *) a)->text, *second = ((const NuanTextPiece *) b)->text;

  return first < second ? -1 : first > second;
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const double first = ((const NuanTextPiece *) a)->x, second = ((const NuanTextPiece *) b)->x;

  return first < second ? -1 : first > second;
}

/* A mark that another font draws is a cluster of its own to Pango, but stands with its letter here. */
static void
join_marks (GArray *pieces)
{
  g_array_sort (pieces, compare_starts);
  for (guint i = 1; i < pieces->len;)
    {
      NuanTextPiece *piece = &g_array_index (pieces, NuanTextPiece, i), *letter = piece - 1;
      const double end = MAX (letter->x + letter->width, piece->x + piece->width);

      if (!joins_before (g_utf8_get_char (piece->text)))
        {
          i++;
          continue;
        }
      letter->length = piece->text + piece->length - letter->text;
      letter->x = MIN (letter->x, piece->x);
      letter->width = end - letter->x;
      g_array_remove_index (pieces, i);
    }
  g_array_sort (pieces, compare_places);
}

/* The clusters of a Pango run, which come in the order of the text; X is the left edge of the run. */
static void
add_clusters (GArray *pieces, const NuanTextRun *run, PangoGlyphItem *item, const char *laid_out, double x)
{
  const gboolean backwards = item->item->analysis.level % 2 == 1;
  PangoGlyphItemIter iter;

  if (backwards)
    x += (double) pango_glyph_string_get_width (item->glyphs) / PANGO_SCALE / LAYOUT_SIZE;
  for (gboolean more = pango_glyph_item_iter_init_start (&iter, item, laid_out); more; more = pango_glyph_item_iter_next_cluster (&iter))
    {
      NuanTextPiece piece = { .text = run->text + iter.start_index, .length = iter.end_index - iter.start_index, .backwards = backwards };
      int width = 0;

      for (int i = iter.start_glyph; i != iter.end_glyph; i += backwards ? -1 : 1)
        width += item->glyphs->glyphs[i].geometry.width;
      piece.width = (double) width / PANGO_SCALE / LAYOUT_SIZE;
      piece.x = backwards ? x - piece.width : x;
      x += backwards ? -piece.width : piece.width;
      g_array_append_val (pieces, piece);
    }
}

static GArray *
shaped_pieces (NuanFontRole role, const NuanTextRun *run)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (NuanTextPiece));
  g_autoptr (PangoLayout) layout = shape (role, run->text, run->length, NULL);
  PangoLayoutIter *iter = pango_layout_get_iter (layout);

  do
    {
      PangoGlyphItem *item = pango_layout_iter_get_run_readonly (iter);
      PangoRectangle place;

      if (item == NULL)
        continue;
      pango_layout_iter_get_run_extents (iter, NULL, &place);
      add_clusters (pieces, run, item, pango_layout_get_text (layout), (double) place.x / PANGO_SCALE / LAYOUT_SIZE);
    }
  while (pango_layout_iter_next_run (iter));
  pango_layout_iter_free (iter);

  join_marks (pieces);
  return pieces;
}

GArray *
nuan_text_run_pieces (NuanFontRole role, const NuanTextRun *run)
{
  const NuanTextPiece whole = { run->text, run->length, 0, run->width, FALSE };
  GArray *pieces;

  if (run->kind == NUAN_GLYPH_SHAPED)
    return shaped_pieces (role, run);

  pieces = g_array_new (FALSE, FALSE, sizeof (NuanTextPiece));
  g_array_append_val (pieces, whole);
  return pieces;
}

double
nuan_text_width (NuanFontRole role, const char *text, gunichar *refused)
{
  NuanTextRun run;
  double width = 0;

  while (nuan_text_run_next (role, &text, &run))
    {
      width += run.width;
      if (run.refused != 0 && refused != NULL && *refused == 0)
        *refused = run.refused;
    }

  return width;
}
