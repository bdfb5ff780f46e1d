#include "config.h"

#include "exchange/xlsx.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <xlsxwriter.h>

#include "base/atomic-file.h"
#include "base/error.h"
#include "exchange/table-text.h"
#include "exchange/xlsx-proof.h"
#include "exchange/xlsx-text.h"

#define FONT          "宋体"
#define FIRST_ROW     3         /* title, who and when, heads */
#define MOST_NOTES    4         /* rows below the total */
#define WIDEST        44        /* a longer text breaks within its cell */
#define LANDSCAPE_OVER 8        /* columns, as on paper */
#define EXACT_MAX     G_GINT64_CONSTANT (999999999999999)   /* fifteen digits are all that a spreadsheet's numbers hold */

typedef struct {
  const NuanTable *table;
  lxw_workbook    *workbook;
  lxw_worksheet   *sheet;
  lxw_format      *title, *line, *line_right, *head;
  lxw_format      *body[2][NUAN_CELL_DAY + 1];   /* rows, total */
  lxw_error        status;   /* the first error */
} Writer;

static void
keep (Writer *writer, lxw_error status)
{
  if (writer->status == LXW_NO_ERROR)
    writer->status = status;
}

static lxw_format *
add_format (Writer *writer, double size, gboolean bold, guint8 align, gboolean border)
{
  lxw_format *format = workbook_add_format (writer->workbook);

  format_set_font_name (format, FONT);
  format_set_font_size (format, size);
  format_set_num_format (format, "@");   /* text stays text when somebody edits it */
  if (bold)
    format_set_bold (format);
  format_set_align (format, align);
  format_set_align (format, LXW_ALIGN_VERTICAL_CENTER);
  if (border)
    format_set_border (format, LXW_BORDER_THIN);
  return format;
}

static void
add_formats (Writer *writer)
{
  static const char *const numbers[] = {
    [NUAN_CELL_TEXT] = "@", [NUAN_CELL_COUNT] = "0", [NUAN_CELL_MONEY] = "#,##0.00", [NUAN_CELL_WAN] = "#,##0.00", [NUAN_CELL_DAY] = "yyyy-mm-dd",
  };

  writer->title = add_format (writer, 16, TRUE, LXW_ALIGN_CENTER, FALSE);
  writer->line = add_format (writer, 11, FALSE, LXW_ALIGN_LEFT, FALSE);
  writer->line_right = add_format (writer, 11, FALSE, LXW_ALIGN_RIGHT, FALSE);
  writer->head = add_format (writer, 11, TRUE, LXW_ALIGN_CENTER, TRUE);
  format_set_text_wrap (writer->head);
  for (guint total = 0; total < 2; total++)
    for (guint kind = NUAN_CELL_TEXT; kind <= NUAN_CELL_DAY; kind++)
      {
        const guint8 align = kind == NUAN_CELL_TEXT ? LXW_ALIGN_LEFT : kind == NUAN_CELL_DAY ? LXW_ALIGN_CENTER : LXW_ALIGN_RIGHT;

        writer->body[total][kind] = add_format (writer, 11, total == 1, align, TRUE);
        format_set_num_format (writer->body[total][kind], numbers[kind]);
        if (kind == NUAN_CELL_TEXT)
          format_set_text_wrap (writer->body[total][kind]);
      }
}

static double
places (const char *text)
{
  double width = 2;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    width += g_unichar_iswide (g_utf8_get_char (p)) ? 2 : 1;
  return width;
}

/* Wide enough for the head, for what such cells usually hold and for the texts of this table; a Han character takes two places. */
static double
column_width (const NuanTable *table, guint i)
{
  static const double usual[] = {
    [NUAN_CELL_TEXT] = 18, [NUAN_CELL_COUNT] = 8, [NUAN_CELL_MONEY] = 16, [NUAN_CELL_WAN] = 12, [NUAN_CELL_DAY] = 12,
  };
  const NuanColumn *column = g_ptr_array_index (table->definition->columns, i);
  double width = MAX (places (column->title), usual[column->kind]);

  for (guint row = 0; column->kind == NUAN_CELL_TEXT && row < table->rows->len && width < WIDEST; row++)
    {
      const NuanCell *cells = g_ptr_array_index (table->rows, row);

      if (cells[i].text != NULL)
        width = MAX (width, places (cells[i].text));
    }
  return MIN (width, WIDEST);
}

static void
set_up_sheet (Writer *writer)
{
  const GPtrArray *columns = writer->table->definition->columns;

  for (guint i = 0; i < columns->len; i++)
    keep (writer, worksheet_set_column (writer->sheet, i, i, column_width (writer->table, i), NULL));
  worksheet_set_paper (writer->sheet, 9);   /* A4 */
  if (columns->len > LANDSCAPE_OVER)
    worksheet_set_landscape (writer->sheet);
  worksheet_fit_to_pages (writer->sheet, 1, 0);
  worksheet_center_horizontally (writer->sheet);
  keep (writer, worksheet_repeat_rows (writer->sheet, FIRST_ROW - 1, FIRST_ROW - 1));
  keep (writer, worksheet_set_footer (writer->sheet, "&C&P / &N"));
  worksheet_freeze_panes (writer->sheet, FIRST_ROW, 0);
}

/* One cell, or several joined; the format refuses to join a single one. */
static void
write_across (Writer *writer, lxw_row_t row, guint first, guint last, const char *text, lxw_format *format)
{
  g_autofree char *cell = nuan_xlsx_cell_text (text);

  if (last > first)
    keep (writer, worksheet_merge_range (writer->sheet, row, (lxw_col_t) first, row, (lxw_col_t) last, cell, format));
  else
    keep (writer, worksheet_write_string (writer->sheet, row, (lxw_col_t) first, cell, format));
}

static void
write_text (Writer *writer, lxw_row_t row, guint column, const char *text, lxw_format *format)
{
  write_across (writer, row, column, column, text, format);
}

/* Title; who and when at the left, the unit of measure at the right; heads. */
static void
write_heads (Writer *writer)
{
  const NuanTable *table = writer->table;
  const GPtrArray *columns = table->definition->columns;
  const guint last = columns->len - 1;
  const guint half = last / 2;
  g_autofree char *from = nuan_day_format_long (table->from);
  g_autofree char *to = nuan_day_format_long (table->to);
  g_autofree char *who = g_strdup_printf ("填报单位：%s    %s—%s", table->centre != NULL ? table->centre : "", from, to);

  write_across (writer, 0, 0, last, table->definition->title, writer->title);
  write_across (writer, 1, 0, half, who, writer->line);
  if (last > half && table->definition->measure != NULL)
    write_across (writer, 1, half + 1, last, table->definition->measure, writer->line_right);
  for (guint i = 0; i < columns->len; i++)
    {
      const NuanColumn *column = g_ptr_array_index (columns, i);

      write_text (writer, FIRST_ROW - 1, i, column->title, writer->head);
    }
}

static void
write_day (Writer *writer, lxw_row_t row, lxw_col_t column, NuanDay day, lxw_format *format)
{
  guint year, month, day_of_month;
  lxw_datetime moment = { 0 };

  if (day == NUAN_DAY_NONE)
    {
      keep (writer, worksheet_write_blank (writer->sheet, row, column, format));
      return;
    }
  nuan_day_split (day, &year, &month, &day_of_month);
  moment.year = (int) year;
  moment.month = (int) month;
  moment.day = (int) day_of_month;
  keep (writer, worksheet_write_datetime (writer->sheet, row, column, &moment, format));
}

static void
write_cell_text (Writer *writer, lxw_row_t row, guint column, const NuanCell *cells, lxw_format *format)
{
  g_autofree char *text = nuan_table_text (writer->table, cells, column);

  write_text (writer, row, column, text, format);
}

/* The file format knows no numbers but doubles: a figure goes as one only where its fifteen digits hold it exactly, otherwise as text. */
static void
write_figure (Writer *writer, lxw_row_t row, lxw_col_t column, const NuanCell *cells, NuanCellKind kind, lxw_format *format)
{
  const gint64 number = cells[column].number;
  const double divisor = kind == NUAN_CELL_MONEY ? 100.0 : kind == NUAN_CELL_WAN ? 1000000.0 : 1.0;

  if (cells[column].empty)
    keep (writer, worksheet_write_blank (writer->sheet, row, column, format));
  else if (number >= -EXACT_MAX && number <= EXACT_MAX)
    keep (writer, worksheet_write_number (writer->sheet, row, column, (double) number / divisor, format));
  else
    write_cell_text (writer, row, column, cells, format);
}

static void
write_cells (Writer *writer, lxw_row_t row, const NuanCell *cells)
{
  const GPtrArray *columns = writer->table->definition->columns;
  const guint total = cells == writer->table->total ? 1 : 0;

  for (guint i = 0; i < columns->len; i++)
    {
      const NuanColumn *column = g_ptr_array_index (columns, i);
      lxw_format *format = writer->body[total][column->kind];

      switch (cells[i].text != NULL ? NUAN_CELL_TEXT : column->kind)
        {
        case NUAN_CELL_TEXT:
          write_cell_text (writer, row, i, cells, format);
          break;
        case NUAN_CELL_DAY:
          write_day (writer, row, (lxw_col_t) i, (NuanDay) cells[i].number, format);
          break;
        case NUAN_CELL_COUNT:
        case NUAN_CELL_MONEY:
        case NUAN_CELL_WAN:
        default:
          write_figure (writer, row, (lxw_col_t) i, cells, column->kind, format);
          break;
        }
    }
}

/* A row a sentence; the row below them. */
static lxw_row_t
write_note (Writer *writer, lxw_row_t row)
{
  g_auto (GStrv) lines = g_strsplit (writer->table->definition->note, "\n", MOST_NOTES);

  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      write_text (writer, row++, 0, lines[i], writer->line);
  return row;
}

/* To *N_ROWS how many rows the sheet has now. */
static gboolean
write_rows (Writer *writer, guint *n_rows, NuanProgress progress, gpointer progress_data, GCancellable *cancellable, GError **error)
{
  const NuanTable *table = writer->table;
  lxw_row_t row = FIRST_ROW;

  for (guint i = 0; i < table->rows->len; i++)
    {
      if (!nuan_table_step (table, i, progress, progress_data, cancellable, error))
        return FALSE;
      write_cells (writer, row++, g_ptr_array_index (table->rows, i));
    }
  if (table->total != NULL)
    write_cells (writer, row++, table->total);
  *n_rows = write_note (writer, row);
  return nuan_table_step (table, table->rows->len, progress, progress_data, cancellable, error);
}

static void
set_properties (Writer *writer)
{
  g_autofree char *title = nuan_xlsx_property_text (writer->table->definition->title);
  g_autofree char *centre = writer->table->centre != NULL ? nuan_xlsx_property_text (writer->table->centre) : NULL;
  lxw_doc_properties properties = { .title = title, .author = centre };

  keep (writer, workbook_set_properties (writer->workbook, &properties));
}

static gboolean
fail (lxw_error status, GError **error)
{
  nuan_error_set (error, NUAN_ERROR_STORAGE, NULL, _("The spreadsheet could not be written: %s"), lxw_strerror (status));
  return FALSE;
}

/* Everything up to the closed file of that name; on FALSE the caller takes it away. What the library keeps meanwhile lies beside it: a system's folder
 * for temporary files may be small, and is others' as well. */
static gboolean
write_workbook (const NuanTable *table, const char *part, NuanProgress progress, gpointer progress_data, GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (part);
  lxw_workbook_options options = { .constant_memory = LXW_TRUE, .tmpdir = folder };
  Writer writer = { .table = table };
  guint n_rows;

  writer.workbook = workbook_new_opt (part, &options);
  if (writer.workbook == NULL)
    return fail (LXW_ERROR_MEMORY_MALLOC_FAILED, error);
  writer.sheet = workbook_add_worksheet (writer.workbook, NULL);
  if (writer.sheet == NULL)
    {
      lxw_workbook_free (writer.workbook);
      return fail (LXW_ERROR_CREATING_TMPFILE, error);
    }

  set_properties (&writer);
  add_formats (&writer);
  set_up_sheet (&writer);
  write_heads (&writer);
  if (!write_rows (&writer, &n_rows, progress, progress_data, cancellable, error))
    {
      lxw_workbook_free (writer.workbook);
      return FALSE;
    }
  keep (&writer, workbook_close (writer.workbook));
  return (writer.status == LXW_NO_ERROR || fail (writer.status, error)) && nuan_xlsx_prove (part, n_rows, error);
}

/* libxlsxwriter prints numbers with printf(): for as long as it works, this thread prints them as the file format wants them. */
static gboolean
write_in_c_numbers (const NuanTable *table, const char *part, NuanProgress progress, gpointer progress_data, GCancellable *cancellable, GError **error)
{
  const locale_t own = uselocale ((locale_t) 0);
  const locale_t numbers = newlocale (LC_NUMERIC_MASK, "C", duplocale (own));
  gboolean written;

  g_assert (numbers != (locale_t) 0);   /* C is built in */
  uselocale (numbers);
  written = write_workbook (table, part, progress, progress_data, cancellable, error);
  uselocale (own);
  freelocale (numbers);
  return written;
}

gboolean
nuan_xlsx_write (const NuanTable *table, const char *file, NuanFileMode mode, NuanProgress progress, gpointer progress_data,
                 GCancellable *cancellable, GError **error)
{
  g_autoptr (NuanAtomicFile) out = NULL;

  g_return_val_if_fail (table != NULL, FALSE);
  g_return_val_if_fail (table->definition->columns->len > 0, FALSE);

  if (table->rows->len > LXW_ROW_MAX - FIRST_ROW - 1 - MOST_NOTES)
    {
      nuan_error_set (error, NUAN_ERROR_RULE, NULL, _("A spreadsheet holds 1,048,576 rows; choose a shorter period or CSV"));
      return FALSE;
    }
  out = nuan_atomic_file_begin (file, mode, error);
  if (out == NULL || !write_in_c_numbers (table, nuan_atomic_file_get_part (out), progress, progress_data, cancellable, error))
    return FALSE;
  return !g_cancellable_set_error_if_cancelled (cancellable, error) && nuan_atomic_file_commit (g_steal_pointer (&out), error);
}
