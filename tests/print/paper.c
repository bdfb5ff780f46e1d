#include "paper.h"

#include <cairo.h>
#include <glib/gstdio.h>
#include <math.h>
#include <pango/pangocairo.h>

#include "sample-receipt.h"
#include "sample.h"

const char *const paper_names[] = { "阿不都热合曼·买买提江", "张㛃", "𠮷田", "𬱖", "张建国", "王小芳", NULL };

/* Runs a program on the PDF; its output. A program that complains fails. The arguments have "PDF" where the file belongs and "OUT" for a second file. */
static char *
run (GBytes *pdf, const char *const *arguments, char **out_name)
{
  g_autofree char *folder = g_dir_make_tmp ("nuan-paper-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "paper.pdf", NULL);
  g_autofree char *out = g_build_filename (folder, "out", NULL);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *errors = NULL;
  char *output = NULL;
  int wait_status;

  g_file_set_contents (file, g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf), &error);
  g_assert_no_error (error);

  for (guint i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (argv, g_str_equal (arguments[i], "PDF") ? file : g_str_equal (arguments[i],
                                                                                   "OUT") ? out : (char *) arguments[i]);
  g_ptr_array_add (argv, NULL);

  g_spawn_sync (NULL, (char **) argv->pdata, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, &errors, &wait_status, &error);
  g_assert_no_error (error);

  if (!g_spawn_check_wait_status (wait_status, NULL) || (errors[0] != '\0' && !g_str_equal (arguments[0], "zbarimg")))   /* which misses a bus */
    g_error ("%s: %s%s", arguments[0], output, errors);

  if (out_name != NULL)
    {
      g_autofree char *png = g_strconcat (out, ".png", NULL);

      *out_name = g_strconcat (folder, ".png", NULL);
      g_assert_cmpint (g_rename (png, *out_name), ==, 0);
    }

  g_unlink (file);
  g_rmdir (folder);
  return output;
}

static const char *const readers[][7] = {
  { "pdftotext", "PDF", "-", NULL },
  { "pdftotext", "-raw", "PDF", "-", NULL },
  { "pdftotext", "-layout", "PDF", "-", NULL },
  { "mutool", "draw", "-qN", "-F", "txt", "PDF", NULL },
};
#define N_READERS G_N_ELEMENTS (readers)

void
paper_check (GBytes *pdf)
{
  g_free (run (pdf, (const char *[]) { "qpdf", "--check", "PDF", NULL }, NULL));
  g_free (run (pdf, readers[0], NULL));
  g_free (run (pdf, readers[N_READERS - 1], NULL));
}

guint
paper_count_pages (GBytes *pdf)
{
  g_autofree char *output = run (pdf, (const char *[]) { "qpdf", "--show-npages", "PDF", NULL }, NULL);

  return g_ascii_strtoull (output, NULL, 10);
}

char *
paper_title (GBytes *pdf)
{
  g_autofree char *output = run (pdf, (const char *[]) { "pdfinfo", "PDF", NULL }, NULL);
  g_auto (GStrv) lines = g_strsplit (output, "\n", 2);

  g_assert_true (g_str_has_prefix (lines[0], "Title:"));
  return g_strdup (g_strstrip (lines[0] + strlen ("Title:")));
}

char *
paper_text (GBytes *pdf, gboolean layout)
{
  return run (pdf, (const char *[]) { "pdftotext", layout ? "-layout" : "-raw", "PDF", "-", NULL }, NULL);
}

char *
paper_text_by_mupdf (GBytes *pdf)
{
  return run (pdf, readers[N_READERS - 1], NULL);
}

char **
paper_readings (GBytes *pdf)
{
  char **readings = g_new0 (char *, N_READERS + 1);

  for (guint i = 0; i < N_READERS; i++)
    readings[i] = run (pdf, readers[i], NULL);
  return readings;
}

void
paper_assert_found (char **readings, const char *word, guint n)
{
  for (guint i = 0; readings[i] != NULL; i++)
    {
      guint found = 0;

      for (const char *p = readings[i]; (p = strstr (p, word)) != NULL; p += strlen (word))
        found++;
      if (found != n)
        g_error ("reader %u finds “%s” %u times, not %u, in:\n%s", i, word, found, n, readings[i]);
    }
}

char **
paper_codes (GBytes *pdf)
{
  g_autofree char *png = NULL;
  g_autofree char *output = NULL;
  const char *arguments[] = { "zbarimg", "-q", "--raw", NULL, NULL };

  g_free (run (pdf, (const char *[]) { "pdftoppm", "-r", "150", "-png", "-singlefile", "PDF", "OUT", NULL }, &png));
  arguments[3] = png;
  output = run (pdf, arguments, NULL);
  g_unlink (png);

  return g_strsplit (g_strchomp (output), "\n", -1);
}

static PaperPicture *
picture_from_surface (cairo_surface_t *surface)
{
  PaperPicture *picture = g_new0 (PaperPicture, 1);
  const guint8 *data = cairo_image_surface_get_data (surface);
  const int stride = cairo_image_surface_get_stride (surface);

  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  picture->width = cairo_image_surface_get_width (surface);
  picture->height = cairo_image_surface_get_height (surface);
  picture->ink = g_new0 (guint8, picture->width * picture->height);

  for (int y = 0; y < picture->height; y++)
    for (int x = 0; x < picture->width; x++)
      picture->ink[y * picture->width + x] = 255 - data[y * stride + x * 4 + 1];   /* green is grey enough */

  return picture;
}

PaperPicture *
paper_render (GBytes *pdf, guint page, double dpi, double x, double y, double width, double height)
{
  const double scale = dpi / 25.4;
  g_autofree char *number = g_strdup_printf ("%u", page);
  g_autofree char *resolution = g_strdup_printf ("%d", (int) dpi);
  g_autofree char *left = g_strdup_printf ("%d", (int) lround (x * scale));
  g_autofree char *top = g_strdup_printf ("%d", (int) lround (y * scale));
  g_autofree char *wide = g_strdup_printf ("%d", (int) lround (width * scale));
  g_autofree char *high = g_strdup_printf ("%d", (int) lround (height * scale));
  g_autofree char *png = NULL;
  cairo_surface_t *surface;
  PaperPicture *picture;

  g_free (run (pdf, (const char *[]) { "pdftoppm", "-f", number, "-l", number, "-r", resolution, "-x", left, "-y", top, "-W",
                                       wide, "-H", high, "-png", "-singlefile", "PDF", "OUT", NULL }, &png));
  surface = cairo_image_surface_create_from_png (png);
  picture = picture_from_surface (surface);
  cairo_surface_destroy (surface);
  g_unlink (png);
  return picture;
}

void
paper_picture_free (PaperPicture *picture)
{
  g_free (picture->ink);
  g_free (picture);
}

PaperPicture *
paper_draw_glyph (NuanFontRole role, gunichar character, double pixels)
{
  const NuanGlyph found = nuan_fonts_glyph (role, character);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, ceil (found.advance * pixels / 1000),
                                                         ceil (pixels * 1.35));
  cairo_t *cr = cairo_create (surface);
  PangoLayout *layout = pango_cairo_create_layout (cr);
  PangoFontDescription *font = pango_font_description_new ();
  PangoAttrList *attributes = pango_attr_list_new ();
  cairo_font_options_t *options = cairo_font_options_create ();
  PaperPicture *picture;
  char text[7] = "";

  text[g_unichar_to_utf8 (character, text)] = '\0';
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (pango_layout_get_context (layout), options);

  pango_font_description_set_family (font, nuan_fonts_family (found.font));
  pango_font_description_set_absolute_size (font, pixels * PANGO_SCALE);
  pango_attr_list_insert (attributes, pango_attr_fallback_new (FALSE));   /* this font or nothing */
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  g_assert_cmpint (pango_layout_get_unknown_glyphs_count (layout), ==, 0);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  /* The baseline on a whole pixel, where poppler has it: cairo 1.18 would draw between two. */
  cairo_move_to (cr, 0, round (pixels) - (double) pango_layout_get_baseline (layout) / PANGO_SCALE);
  pango_cairo_show_layout (cr, layout);
  cairo_surface_flush (surface);
  picture = picture_from_surface (surface);

  cairo_font_options_destroy (options);
  pango_attr_list_unref (attributes);
  pango_font_description_free (font);
  g_object_unref (layout);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return picture;
}

static int
ink_at (const PaperPicture *picture, int x, int y)
{
  if (x < 0 || y < 0 || x >= picture->width || y >= picture->height)
    return 0;
  return picture->ink[y * picture->width + x];
}

static double
difference_at (const PaperPicture *page, const PaperPicture *glyph, int left, int top)
{
  gint64 different = 0, all = 0;

  for (int y = 0; y < glyph->height; y++)
    for (int x = 0; x < glyph->width; x++)
      {
        const int a = ink_at (page, left + x, top + y), b = ink_at (glyph, x, y);

        different += ABS (a - b);
        all += a + b;
      }

  return all > 0 ? (double) different / all : 1;
}

double
paper_difference (const PaperPicture *page, const PaperPicture *glyph, int x, int y, int slack_x, int slack_y, int *moved_y)
{
  double best = 1;

  for (int dy = -slack_y; dy <= slack_y; dy++)
    for (int dx = -slack_x; dx <= slack_x; dx++)
      {
        const double difference = difference_at (page, glyph, x + dx, y + dy);

        if (difference >= best)
          continue;
        best = difference;
        if (moved_y != NULL)
          *moved_y = dy;
      }

  return best;
}

NuanReceipt *
paper_receipt (const char *number, const char *payee)
{
  NuanReceipt *receipt = sample_receipt ();

  sample_set (&receipt->number, number);
  sample_set (&receipt->centre, "试点县职工服务（帮扶）中心");
  sample_set (&receipt->payee, payee);
  sample_set (&receipt->unit, "城东纺织厂工会");
  sample_set (&receipt->fund, "中央财政专项 2025");
  return receipt;
}

void
paper_replace (char **text, const char *with)
{
  g_free (*text);
  *text = g_strdup (with);
}

static void
column_free (gpointer data)
{
  NuanColumn *column = data;

  g_free (column->code);
  g_free (column->title);
  g_free (column);
}

static void
add_column (NuanTableDefinition *definition, const char *text)
{
  static const char kinds[] = { [NUAN_CELL_TEXT] = 't', [NUAN_CELL_COUNT] = 'c', [NUAN_CELL_MONEY] = 'm', [NUAN_CELL_WAN] = 'w',
                                [NUAN_CELL_DAY] = 'd' };
  g_auto (GStrv) parts = g_strsplit (text, ":", 3);
  NuanColumn *column = g_new0 (NuanColumn, 1);

  column->code = g_strdup (parts[0]);
  column->title = g_strdup (parts[1]);
  while (kinds[column->kind] != parts[2][0])
    column->kind++;
  column->is_key = column->kind == NUAN_CELL_TEXT;
  g_ptr_array_add (definition->columns, column);
}

NuanTable *
paper_table (const char *id, const char *title, const char *const *columns)
{
  NuanTableDefinition *definition = g_new0 (NuanTableDefinition, 1);

  definition->id = g_strdup (id);
  definition->title = g_strdup (title);
  definition->measure = g_strdup ("单位：元");
  definition->note = g_strdup ("注：已作废的发放不计入。");
  definition->source = g_strdup ("payments");
  definition->chart = g_strdup ("bars");
  definition->chart_label = g_strdup ("label");
  definition->chart_value = g_strdup ("paid");
  definition->columns = g_ptr_array_new_with_free_func (column_free);
  definition->filters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
  for (guint i = 0; columns[i] != NULL; i++)
    add_column (definition, columns[i]);

  return nuan_table_new (definition, nuan_day_new (2025, 1, 1), nuan_day_new (2025, 12, 31), "试点县职工服务（帮扶）中心");
}

NuanCell *
paper_cells (const NuanTable *table, ...)
{
  GPtrArray *columns = table->definition->columns;
  NuanCell *cells = g_new0 (NuanCell, columns->len);
  va_list values;

  va_start (values, table);
  for (guint i = 0; i < columns->len; i++)
    if (((NuanColumn *) g_ptr_array_index (columns, i))->kind == NUAN_CELL_TEXT)
      cells[i].text = g_strdup (va_arg (values, const char *));
    else
      cells[i].number = va_arg (values, gint64);
  va_end (values);

  return cells;
}
