#include "config.h"

#include "print/table.h"

#include "base/atomic-file.h"
#include "base/error.h"
#include "print/chart.h"
#include "print/labels.h"
#include "print/sheet.h"
#include "print/table-layout.h"

#include <glib/gi18n-lib.h>

/* Millimetres, but for type sizes. */
#define MARGIN        20.0
#define FOOTER        12.0   /* page number, from the lower edge */
#define SIGNATURES    30.0
#define NOTE_SIZE     9.0
#define LINE_SIZE     10.5
#define TITLE_SIZE    16.0
#define CHART_MOST    110.0
#define WIDE_COLUMNS  8      /* more than these lie on the side */
#define ROWS_A_REPORT 256

static const char *const label_keys[] = { "reporter", "period", "until", "total", "page", "signatures", "seal", "date", "empty", NULL };

typedef struct {
  const NuanTable  *table;
  NuanLabels       *labels;
  NuanSheet        *sheet;
  NuanTableLayout   layout;
  gboolean          landscape;
  double            left, right, bottom, y;
  double            block_top;    /* where the table begins on this page */
  GArray           *rules;        /* double: the lines between the rows of this page */
  char           ***head;         /* lines of each column's title */
  double            head_height;
} Paper;

static void
paper_clear (Paper *paper)
{
  for (guint i = 0; paper->head != NULL && i < paper->layout.n_columns; i++)
    g_strfreev (paper->head[i]);
  g_free (paper->head);
  nuan_table_layout_clear (&paper->layout);
  g_clear_pointer (&paper->rules, g_array_unref);
  g_clear_pointer (&paper->sheet, nuan_sheet_free);
  g_clear_pointer (&paper->labels, nuan_labels_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Paper, paper_clear)

static const NuanColumn *
get_column (const Paper *paper, guint index)
{
  return g_ptr_array_index (paper->table->definition->columns, index);
}

static void
add_page (Paper *paper)
{
  nuan_sheet_add_page (paper->sheet, paper->landscape);
  paper->y = MARGIN;
}

/* Lines of text one below the other from Y on; Y moves below them. */
static void
draw_paragraph (Paper *paper, NuanFontRole role, double size, NuanAlign align, const char *text)
{
  const double x = align == NUAN_ALIGN_LEFT ? paper->left : align == NUAN_ALIGN_RIGHT ? paper->right : (paper->left + paper->right) / 2;
  g_auto (GStrv) lines = nuan_sheet_wrap (paper->sheet, role, size, text, paper->right - paper->left);

  for (guint i = 0; lines[i] != NULL; i++, paper->y += nuan_type_line (size))
    nuan_sheet_text (paper->sheet, x, paper->y + nuan_type_rise (size), role, size, align, lines[i]);
}

static char *
describe_period (const Paper *paper)
{
  g_autofree char *from = nuan_day_format_long (paper->table->from);
  g_autofree char *to = nuan_day_format_long (paper->table->to);

  if (paper->table->from == NUAN_DAY_NONE)
    return g_strdup ("");
  if (paper->table->from == paper->table->to)
    return g_strdup_printf ("%s：%s", nuan_labels_get (paper->labels, "period"), from);
  return g_strdup_printf ("%s：%s%s%s", nuan_labels_get (paper->labels, "period"), from, nuan_labels_get (paper->labels, "until"), to);
}

/* Who reports and when on one line with the measure; where that is too much, who has a line of its own. */
static void
draw_line_above (Paper *paper)
{
  const double middle = (paper->left + paper->right) / 2;
  const char *measure = paper->table->definition->measure;
  g_autofree char *period = describe_period (paper);
  g_autofree char *reporter = g_strdup_printf ("%s：%s", nuan_labels_get (paper->labels, "reporter"), paper->table->centre);
  const double half = nuan_sheet_measure (paper->sheet, NUAN_FONT_BODY, LINE_SIZE, period) / 2 + 4;
  const double base = nuan_type_rise (LINE_SIZE);
  gboolean together;

  together = nuan_sheet_measure (paper->sheet, NUAN_FONT_BODY, LINE_SIZE, reporter) < middle - half - paper->left
             && nuan_sheet_measure (paper->sheet, NUAN_FONT_BODY, LINE_SIZE, measure) < paper->right - middle - half;

  if (together)
    {
      nuan_sheet_text (paper->sheet, paper->left, paper->y + base, NUAN_FONT_BODY, LINE_SIZE, NUAN_ALIGN_LEFT, reporter);
      nuan_sheet_text (paper->sheet, middle, paper->y + base, NUAN_FONT_BODY, LINE_SIZE, NUAN_ALIGN_CENTRE, period);
    }
  else
    {
      draw_paragraph (paper, NUAN_FONT_BODY, LINE_SIZE, NUAN_ALIGN_LEFT, reporter);
      nuan_sheet_text (paper->sheet, paper->left, paper->y + base, NUAN_FONT_BODY, LINE_SIZE, NUAN_ALIGN_LEFT, period);
    }

  nuan_sheet_text (paper->sheet, paper->right, paper->y + base, NUAN_FONT_BODY, LINE_SIZE, NUAN_ALIGN_RIGHT, measure);
  paper->y += nuan_type_line (LINE_SIZE) + 1;
}

/* Lines of one cell, standing in the middle of its height. */
static void
draw_cell (Paper *paper, char **lines, guint column, double x, double height, NuanFontRole role, NuanAlign align)
{
  const double size = paper->layout.size, line = nuan_type_line (size), width = paper->layout.widths[column];
  const guint n_lines = g_strv_length (lines);
  double y = paper->y + height / 2 - (n_lines - 1) * line / 2 + size * 0.37 * 25.4 / 72;

  if (align == NUAN_ALIGN_CENTRE)
    x += width / 2;
  else if (align == NUAN_ALIGN_RIGHT)
    x += width - paper->layout.pad;
  else
    x += paper->layout.pad;

  nuan_sheet_set_field (paper->sheet, get_column (paper, column)->code);
  for (guint i = 0; i < n_lines; i++, y += line)
    nuan_sheet_text (paper->sheet, x, y, role, size, align, lines[i]);
}

static double
height_of_lines (const Paper *paper, guint n_lines)
{
  return n_lines * nuan_type_line (paper->layout.size) + 2 * paper->layout.pad;
}

static void
end_row (Paper *paper, double height)
{
  paper->y += height;
  g_array_append_val (paper->rules, paper->y);
}

/* Texts have been written in one piece; now come the lines of this page's part of the table. */
static void
end_block (Paper *paper)
{
  double x = paper->left;

  for (guint i = 0; i + 1 < paper->rules->len; i++)
    {
      const double y = g_array_index (paper->rules, double, i);

      nuan_sheet_line (paper->sheet, paper->left, y, paper->right, y, NUAN_LINE_HAIR);
    }
  for (guint i = 0; i + 1 < paper->layout.n_columns; i++)
    {
      x += paper->layout.widths[i];
      nuan_sheet_line (paper->sheet, x, paper->block_top, x, paper->y, NUAN_LINE_HAIR);
    }
  nuan_sheet_frame (paper->sheet, paper->left, paper->block_top, paper->right - paper->left, paper->y - paper->block_top,
                    NUAN_LINE_FRAME);
  g_array_set_size (paper->rules, 0);
}

static void
begin_block (Paper *paper)
{
  double x = paper->left;

  paper->block_top = paper->y;
  for (guint i = 0; i < paper->layout.n_columns; x += paper->layout.widths[i], i++)
    draw_cell (paper, paper->head[i], i, x, paper->head_height, NUAN_FONT_HEAD, NUAN_ALIGN_CENTRE);
  end_row (paper, paper->head_height);
}

/* 金额（万元） that needs two lines is broken before its bracket. */
static char **
set_title (Paper *paper, guint column)
{
  const double width = paper->layout.widths[column] - paper->layout.pad;
  g_autoptr (GString) title = g_string_new (get_column (paper, column)->title);

  nuan_sheet_set_field (paper->sheet, get_column (paper, column)->code);
  if (nuan_sheet_measure (paper->sheet, NUAN_FONT_HEAD, paper->layout.size, title->str) > width)
    g_string_replace (title, "（", "\n（", 1);

  return nuan_sheet_wrap (paper->sheet, NUAN_FONT_HEAD, paper->layout.size, title->str, width);
}

static void
prepare_head (Paper *paper)
{
  guint most = 1;

  paper->head = g_new0 (char **, paper->layout.n_columns);
  for (guint i = 0; i < paper->layout.n_columns; i++)
    {
      paper->head[i] = set_title (paper, i);
      most = MAX (most, g_strv_length (paper->head[i]));
    }

  paper->head_height = height_of_lines (paper, most) + 1;
}

static char **
set_cell (Paper *paper, guint column, const NuanCell *cell, NuanFontRole role)
{
  const NuanCellKind kind = get_column (paper, column)->kind;
  g_autofree char *text = nuan_cell_format (cell, kind);

  if (kind == NUAN_CELL_TEXT)
    return nuan_sheet_wrap (paper->sheet, role, paper->layout.size, text, paper->layout.widths[column] - 2 * paper->layout.pad);
  return g_strdupv ((char *[]) { text, NULL });
}

static gboolean
make_room (Paper *paper, double height, GError **error)
{
  if (paper->y + height <= paper->bottom)
    return TRUE;

  end_block (paper);
  add_page (paper);
  begin_block (paper);
  if (paper->y + height <= paper->bottom)
    return TRUE;

  nuan_error_set (error, NUAN_ERROR_INVALID, NULL, _("A row of the table is longer than a page"));
  return FALSE;
}

static gboolean
draw_row (Paper *paper, const NuanCell *cells, NuanFontRole role, GError **error)
{
  const guint n_columns = paper->layout.n_columns;
  g_autoptr (GPtrArray) set = g_ptr_array_new_full (n_columns, (GDestroyNotify) g_strfreev);
  guint most = 1;
  double x = paper->left, height;

  for (guint i = 0; i < n_columns; i++)
    {
      char **lines = set_cell (paper, i, &cells[i], role);

      most = MAX (most, g_strv_length (lines));
      g_ptr_array_add (set, lines);
    }

  height = height_of_lines (paper, most);
  if (!make_room (paper, height, error))
    return FALSE;

  for (guint i = 0; i < n_columns; x += paper->layout.widths[i], i++)
    {
      const NuanColumn *column = get_column (paper, i);
      const NuanAlign align = nuan_column_is_figure (column)       ? NUAN_ALIGN_RIGHT
                              : column->kind == NUAN_CELL_DAY ? NUAN_ALIGN_CENTRE
                                                              : NUAN_ALIGN_LEFT;

      draw_cell (paper, g_ptr_array_index (set, i), i, x, height, role, align);
    }
  end_row (paper, height);
  return TRUE;
}

static gboolean
draw_total (Paper *paper, GError **error)
{
  const guint n_columns = paper->layout.n_columns;
  g_autofree NuanCell *cells = g_memdup2 (paper->table->total, n_columns * sizeof (NuanCell));

  if (get_column (paper, 0)->kind == NUAN_CELL_TEXT && (cells[0].text == NULL || cells[0].text[0] == '\0'))
    cells[0].text = (char *) nuan_labels_get (paper->labels, "total");

  return draw_row (paper, cells, NUAN_FONT_HEAD, error);
}

static void
draw_nothing (Paper *paper)
{
  const double size = paper->layout.size, height = height_of_lines (paper, 1);

  nuan_sheet_text (paper->sheet, (paper->left + paper->right) / 2, paper->y + height / 2 + size * 0.13, NUAN_FONT_BODY, size,
                   NUAN_ALIGN_CENTRE, nuan_labels_get (paper->labels, "empty"));
  end_row (paper, height);
}

static gboolean
draw_rows (Paper *paper, NuanProgress progress, gpointer user_data, GCancellable *cancellable, GError **error)
{
  const GPtrArray *rows = paper->table->rows;

  begin_block (paper);
  for (guint i = 0; i < rows->len; i++)
    {
      if (i % ROWS_A_REPORT == 0)
        {
          if (g_cancellable_set_error_if_cancelled (cancellable, error))
            return FALSE;
          if (progress != NULL)
            progress (i, rows->len, user_data);
        }
      if (!draw_row (paper, g_ptr_array_index (rows, i), NUAN_FONT_BODY, error))
        return FALSE;
    }
  if (rows->len == 0)
    {
      end_block (paper);   /* the heads keep their columns, the line below has none */
      paper->block_top = paper->y;
      draw_nothing (paper);
      nuan_sheet_frame (paper->sheet, paper->left, paper->block_top, paper->right - paper->left, paper->y - paper->block_top,
                        NUAN_LINE_FRAME);
      g_array_set_size (paper->rules, 0);
      return TRUE;
    }
  if (paper->table->total != NULL && !draw_total (paper, error))
    return FALSE;

  end_block (paper);
  if (progress != NULL)
    progress (rows->len, rows->len, user_data);
  return TRUE;
}

static void
draw_note (Paper *paper)
{
  const char *note = paper->table->definition->note;

  paper->y += 2;
  if (note == NULL || note[0] == '\0')
    return;
  if (paper->y + 3 * nuan_type_line (NOTE_SIZE) > paper->bottom)
    add_page (paper);
  draw_paragraph (paper, NUAN_FONT_BODY, NOTE_SIZE, NUAN_ALIGN_LEFT, note);
}

/* In what is left of the page if that is enough with the signatures, else on a page of its own. */
static void
draw_chart (Paper *paper)
{
  const char *kind = paper->table->definition->chart;
  const double natural = nuan_chart_get_height (paper->table, kind, 9) * 25.4 / 72;
  const double height = MIN (natural, CHART_MOST);

  if (height <= 0)
    return;

  paper->y += 5;
  if (paper->y + height + SIGNATURES > paper->bottom)
    add_page (paper);
  nuan_chart_draw_on_sheet (paper->sheet, paper->table, kind, paper->left, paper->y, paper->right - paper->left, height);
  paper->y += height + 3;
}

static void
draw_signatures (Paper *paper)
{
  g_auto (GStrv) who = g_strsplit (nuan_labels_get (paper->labels, "signatures"), ";", -1);
  const char *seal = nuan_labels_get (paper->labels, "seal");
  const guint n = g_strv_length (who);
  const double slot = (paper->right - paper->left) / MAX (n, 1);
  double base;

  if (paper->y + SIGNATURES > paper->bottom)
    add_page (paper);

  base = paper->y + 10;
  for (guint i = 0; i < n; i++)
    {
      const double x = paper->left + i * slot;
      g_autofree char *text = g_strdup_printf ("%s：", who[i]);
      const double line = x + nuan_sheet_measure (paper->sheet, NUAN_FONT_BODY, LINE_SIZE, text);

      nuan_sheet_text (paper->sheet, x, base, NUAN_FONT_BODY, LINE_SIZE, NUAN_ALIGN_LEFT, text);
      nuan_sheet_line (paper->sheet, line, base + 0.8, x + slot - 6, base + 0.8, NUAN_LINE_HAIR);
    }

  if (seal[0] != '\0')
    nuan_sheet_text (paper->sheet, paper->right - 24, base + 9, NUAN_FONT_BODY, LINE_SIZE, NUAN_ALIGN_CENTRE, seal);
  nuan_sheet_text (paper->sheet, paper->right - 4, base + 17, NUAN_FONT_BODY, LINE_SIZE, NUAN_ALIGN_RIGHT,
                   nuan_labels_get (paper->labels, "date"));
}

/* Only now is it known how many pages there are. */
static void
number_pages (Paper *paper)
{
  const guint n_pages = nuan_sheet_count_pages (paper->sheet);
  g_autofree char *n = g_strdup_printf ("%u", n_pages);

  for (guint i = 0; i < n_pages; i++)
    {
      g_autofree char *p = g_strdup_printf ("%u", i + 1);
      g_autoptr (GString) text = g_string_new (nuan_labels_get (paper->labels, "page"));

      g_string_replace (text, "%p", p, 0);
      g_string_replace (text, "%n", n, 0);
      nuan_sheet_go_to_page (paper->sheet, i);
      nuan_sheet_text (paper->sheet, nuan_sheet_get_width (paper->sheet) / 2, nuan_sheet_get_height (paper->sheet) - FOOTER,
                       NUAN_FONT_BODY, NOTE_SIZE, NUAN_ALIGN_CENTRE, text->str);
    }
}

static gboolean
paper_init (Paper *paper, const NuanTable *table, GError **error)
{
  g_autofree char *group = g_strdup_printf ("table-%s", table->definition->id);

  paper->table = table;
  paper->labels = nuan_labels_load ("table", group, label_keys, error);
  if (paper->labels == NULL)
    return FALSE;

  paper->sheet = nuan_sheet_new (table->definition->title);
  paper->rules = g_array_new (FALSE, FALSE, sizeof (double));
  paper->landscape = table->definition->columns->len > WIDE_COLUMNS;
  add_page (paper);
  paper->left = MARGIN;
  paper->right = nuan_sheet_get_width (paper->sheet) - MARGIN;
  paper->bottom = nuan_sheet_get_height (paper->sheet) - MARGIN;

  if (!nuan_table_layout_fit (&paper->layout, paper->sheet, table, paper->right - paper->left, error))
    return FALSE;

  prepare_head (paper);
  return TRUE;
}

GBytes *
nuan_table_print (const NuanTable *table, gboolean chart, NuanProgress progress, gpointer user_data, GCancellable *cancellable,
                  GError **error)
{
  g_auto (Paper) paper = { NULL };

  if (!paper_init (&paper, table, error))
    return NULL;

  nuan_sheet_set_field (paper.sheet, "title");
  draw_paragraph (&paper, NUAN_FONT_HEAD, TITLE_SIZE, NUAN_ALIGN_CENTRE, table->definition->title);
  paper.y += 4;
  nuan_sheet_set_field (paper.sheet, "centre");
  draw_line_above (&paper);
  if (!draw_rows (&paper, progress, user_data, cancellable, error))
    return NULL;

  nuan_sheet_set_field (paper.sheet, "note");
  draw_note (&paper);
  nuan_sheet_set_field (paper.sheet, NULL);
  if (chart)
    draw_chart (&paper);
  draw_signatures (&paper);
  number_pages (&paper);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return nuan_sheet_finish (paper.sheet, error);
}

gboolean
nuan_table_print_to_file (const NuanTable *table, gboolean chart, const char *path, NuanProgress progress, gpointer user_data,
                          GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) pdf = nuan_table_print (table, chart, progress, user_data, cancellable, error);

  if (pdf == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  return nuan_atomic_file_replace (path, pdf, error);
}
