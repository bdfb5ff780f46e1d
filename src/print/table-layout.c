#include "config.h"

#include "print/table-layout.h"

#include "base/error.h"
#include "print/text-run.h"

#include <glib/gi18n-lib.h>

/* A wrapping column is not made narrower than this many characters, if its text is longer at all. */
#define LEAST_CHARACTERS 5.0
/* A number or word is not broken up to this length. */
#define LONGEST_WORD 14.0
/* Down to this size the type gets smaller so that texts read well; below only so that they fit at all. */
#define LEAST_GOOD_SIZE 8.5

static const double sizes[] = { 10.5, 10, 9.5, 9, 8.5, 8, 7.5, 7 };

/* In units of the type size: what a column would like, and what it can't do without. */
typedef struct {
  double wanted, least;
} Need;

gboolean
nuan_column_is_figure (const NuanColumn *column)
{
  return column->kind == NUAN_CELL_COUNT || column->kind == NUAN_CELL_MONEY || column->kind == NUAN_CELL_WAN;
}

/* The longest piece without a place to break: anything that is not Chinese, up to a blank. */
static double
longest_word (const char *text)
{
  double longest = 0, word = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar character = g_utf8_get_char (p);

      if (character >= 0x2e80 || character == ' ')
        word = 0;
      else
        word += nuan_fonts_glyph (NUAN_FONT_BODY, character).advance / 1000.0;
      longest = MAX (longest, word);
    }

  return MIN (longest, LONGEST_WORD);
}

static void
take_in (Need *need, const NuanCell *cell, const NuanColumn *column, NuanFontRole role)
{
  g_autofree char *text = nuan_cell_format (cell, column->kind);
  const double width = nuan_text_width (role, text, NULL);

  need->wanted = MAX (need->wanted, width);
  if (column->kind != NUAN_CELL_TEXT)
    need->least = MAX (need->least, width);
  else
    need->least = MAX (need->least, MAX (MIN (width, LEAST_CHARACTERS), longest_word (text)));
}

static Need *
measure_columns (const NuanTable *table)
{
  GPtrArray *columns = table->definition->columns;
  Need *needs = g_new0 (Need, columns->len);

  for (guint i = 0; i < columns->len; i++)
    {
      const NuanColumn *column = g_ptr_array_index (columns, i);
      const double title = nuan_text_width (NUAN_FONT_HEAD, column->title, NULL);

      /* A head may stand in two lines. */
      needs[i].wanted = title > 6 ? title / 2 + 1 : title;
      needs[i].least = MIN (title, 3);

      for (guint row = 0; row < table->rows->len; row++)
        take_in (&needs[i], (const NuanCell *) g_ptr_array_index (table->rows, row) + i, column, NUAN_FONT_BODY);
      if (table->total != NULL)
        take_in (&needs[i], table->total + i, column, NUAN_FONT_HEAD);
    }

  return needs;
}

/* Everybody gets the least; what is left goes to those who want more, in proportion; what is still left, to all alike. */
static gboolean
share_width (NuanTableLayout *layout, const Need *needs, double width)
{
  const double unit = layout->size * 25.4 / 72;
  double least = 0, more = 0, left, share;

  for (guint i = 0; i < layout->n_columns; i++)
    {
      least += needs[i].least * unit + 2 * layout->pad;
      more += (needs[i].wanted - needs[i].least) * unit;
    }

  left = width - least;
  if (left < 0)
    return FALSE;

  share = more > 0 ? MIN (1, left / more) : 0;
  left -= share * more;
  for (guint i = 0; i < layout->n_columns; i++)
    layout->widths[i] = needs[i].least * unit + 2 * layout->pad + share * (needs[i].wanted - needs[i].least) * unit
                        + left / layout->n_columns;

  return TRUE;
}

/* The smallest width at which text columns still read well decides about stepping down: hardly more than two lines in the
 * widest. */
static gboolean
reads_well (const NuanTableLayout *layout, const Need *needs)
{
  const double unit = layout->size * 25.4 / 72;

  for (guint i = 0; i < layout->n_columns; i++)
    if (needs[i].wanted * unit > 2.2 * (layout->widths[i] - 2 * layout->pad))
      return FALSE;

  return TRUE;
}

gboolean
nuan_table_layout_fit (NuanTableLayout *layout, NuanSheet *sheet, const NuanTable *table, double width, GError **error)
{
  g_autofree Need *needs = measure_columns (table);
  guint widest = 0;

  layout->n_columns = table->definition->columns->len;
  layout->widths = g_new0 (double, layout->n_columns);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      layout->size = sizes[i];
      layout->pad = sizes[i] * 0.15;
      if (share_width (layout, needs, width) && (layout->size <= LEAST_GOOD_SIZE || reads_well (layout, needs)))
        return TRUE;
    }

  for (guint i = 1; i < layout->n_columns; i++)
    if (needs[i].least > needs[widest].least)
      widest = i;

  nuan_error_set (error, NUAN_ERROR_INVALID, ((NuanColumn *) g_ptr_array_index (table->definition->columns, widest))->code,
                  _("The columns do not fit on the page; leave some out"));
  return FALSE;
}

void
nuan_table_layout_clear (NuanTableLayout *layout)
{
  g_clear_pointer (&layout->widths, g_free);
}
