#include "config.h"

#include "print/table.h"

#include "base/atomic-file.h"
#include "base/error.h"
#include "print/table-paper.h"

#include <glib/gi18n-lib.h>

#define TITLE_SIZE    16.0
#define WIDE_COLUMNS  8      /* more than these lie on the side */
#define ROWS_A_REPORT 256

static const char *const label_keys[] = { "reporter", "period", "until", "total", "page", "signatures", "seal", "date", "empty",
                                          NULL };

static void
paper_clear (NuanTablePaper *paper)
{
  for (guint i = 0; paper->head != NULL && i < paper->layout.n_columns; i++)
    g_strfreev (paper->head[i]);
  g_free (paper->head);
  nuan_table_layout_clear (&paper->layout);
  g_clear_pointer (&paper->rules, g_array_unref);
  g_clear_pointer (&paper->sheet, nuan_sheet_free);
  g_clear_pointer (&paper->labels, nuan_labels_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NuanTablePaper, paper_clear)

static const NuanColumn *
get_column (const NuanTablePaper *paper, guint index)
{
  return g_ptr_array_index (paper->table->definition->columns, index);
}

/* Lines of one cell, standing in the middle of its height. */
static void
draw_cell (NuanTablePaper *paper, char **lines, guint column, double x, double height, NuanFontRole role, NuanAlign align)
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
height_of_lines (const NuanTablePaper *paper, guint n_lines)
{
  return n_lines * nuan_type_line (paper->layout.size) + 2 * paper->layout.pad;
}

static void
end_row (NuanTablePaper *paper, double height)
{
  paper->y += height;
  g_array_append_val (paper->rules, paper->y);
}

/* Texts have been written in one piece; now come the lines of this page's part of the table. */
static void
end_block (NuanTablePaper *paper)
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
begin_block (NuanTablePaper *paper)
{
  double x = paper->left;

  paper->block_top = paper->y;
  for (guint i = 0; i < paper->layout.n_columns; x += paper->layout.widths[i], i++)
    draw_cell (paper, paper->head[i], i, x, paper->head_height, NUAN_FONT_HEAD, NUAN_ALIGN_CENTRE);
  end_row (paper, paper->head_height);
}

/* 金额（万元） that needs two lines is broken before its bracket. */
static char **
set_title (NuanTablePaper *paper, guint column)
{
  const double width = paper->layout.widths[column] - paper->layout.pad;
  g_autoptr (GString) title = g_string_new (get_column (paper, column)->title);

  nuan_sheet_set_field (paper->sheet, get_column (paper, column)->code);
  if (nuan_sheet_measure (paper->sheet, NUAN_FONT_HEAD, paper->layout.size, title->str) > width)
    g_string_replace (title, "（", "\n（", 1);

  return nuan_sheet_wrap (paper->sheet, NUAN_FONT_HEAD, paper->layout.size, title->str, width);
}

static void
prepare_head (NuanTablePaper *paper)
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
set_cell (NuanTablePaper *paper, guint column, const NuanCell *cell, NuanFontRole role)
{
  const NuanCellKind kind = get_column (paper, column)->kind;
  g_autofree char *text = nuan_cell_format (cell, kind);

  if (kind == NUAN_CELL_TEXT)
    return nuan_sheet_wrap (paper->sheet, role, paper->layout.size, text, paper->layout.widths[column] - 2 * paper->layout.pad);
  return g_strdupv ((char *[]) { text, NULL });
}

static gboolean
make_room (NuanTablePaper *paper, double height, GError **error)
{
  if (paper->y + height <= paper->bottom)
    return TRUE;

  end_block (paper);
  nuan_table_paper_add_page (paper);
  begin_block (paper);
  if (paper->y + height <= paper->bottom)
    return TRUE;

  nuan_error_set (error, NUAN_ERROR_INVALID, NULL, _("A row of the table is longer than a page"));
  return FALSE;
}

static gboolean
draw_row (NuanTablePaper *paper, const NuanCell *cells, NuanFontRole role, GError **error)
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
draw_total (NuanTablePaper *paper, GError **error)
{
  const guint n_columns = paper->layout.n_columns;
  g_autofree NuanCell *cells = g_memdup2 (paper->table->total, n_columns * sizeof (NuanCell));

  if (get_column (paper, 0)->kind == NUAN_CELL_TEXT && (cells[0].text == NULL || cells[0].text[0] == '\0'))
    cells[0].text = (char *) nuan_labels_get (paper->labels, "total");

  return draw_row (paper, cells, NUAN_FONT_HEAD, error);
}

static void
draw_nothing (NuanTablePaper *paper)
{
  const double size = paper->layout.size, height = height_of_lines (paper, 1);

  nuan_sheet_text (paper->sheet, (paper->left + paper->right) / 2, paper->y + height / 2 + size * 0.13, NUAN_FONT_BODY, size,
                   NUAN_ALIGN_CENTRE, nuan_labels_get (paper->labels, "empty"));
  end_row (paper, height);
}

static gboolean
draw_rows (NuanTablePaper *paper, NuanProgress progress, gpointer user_data, GCancellable *cancellable, GError **error)
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

static gboolean
paper_init (NuanTablePaper *paper, const NuanTable *table, GError **error)
{
  g_autofree char *group = g_strdup_printf ("table-%s", table->definition->id);

  paper->table = table;
  paper->labels = nuan_labels_load ("table", group, label_keys, error);
  if (paper->labels == NULL)
    return FALSE;

  paper->sheet = nuan_sheet_new (table->definition->title);
  paper->rules = g_array_new (FALSE, FALSE, sizeof (double));
  paper->landscape = table->definition->columns->len > WIDE_COLUMNS;
  nuan_table_paper_add_page (paper);
  paper->left = NUAN_TABLE_MARGIN;
  paper->right = nuan_sheet_get_width (paper->sheet) - NUAN_TABLE_MARGIN;
  paper->bottom = nuan_sheet_get_height (paper->sheet) - NUAN_TABLE_MARGIN;

  if (!nuan_table_layout_fit (&paper->layout, paper->sheet, table, paper->right - paper->left, error))
    return FALSE;

  prepare_head (paper);
  return TRUE;
}

GBytes *
nuan_table_print (const NuanTable *table, gboolean chart, NuanProgress progress, gpointer user_data, GCancellable *cancellable,
                  GError **error)
{
  g_auto (NuanTablePaper) paper = { NULL };

  if (!paper_init (&paper, table, error))
    return NULL;

  nuan_sheet_set_field (paper.sheet, "title");
  nuan_table_paper_draw_paragraph (&paper, NUAN_FONT_HEAD, TITLE_SIZE, NUAN_ALIGN_CENTRE, table->definition->title);
  paper.y += 4;
  nuan_sheet_set_field (paper.sheet, "centre");
  nuan_table_paper_draw_line_above (&paper);
  if (!draw_rows (&paper, progress, user_data, cancellable, error))
    return NULL;

  nuan_sheet_set_field (paper.sheet, "note");
  nuan_table_paper_draw_note (&paper);
  nuan_sheet_set_field (paper.sheet, NULL);
  if (chart)
    nuan_table_paper_draw_chart (&paper);
  nuan_table_paper_draw_signatures (&paper);
  nuan_table_paper_number_pages (&paper);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return nuan_sheet_finish (paper.sheet, error);
}

gboolean
nuan_table_print_to_file (const NuanTable *table, gboolean chart, const char *path, NuanFileMode mode, NuanProgress progress, gpointer user_data,
                          GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) pdf = nuan_table_print (table, chart, progress, user_data, cancellable, error);

  if (pdf == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  return nuan_atomic_file_save (path, mode, pdf, error);
}
