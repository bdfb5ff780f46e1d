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
