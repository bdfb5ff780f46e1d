#include "config.h"

#include "print/receipt-part.h"

#include "base/code-list.h"
#include "base/error.h"
#include "base/money.h"
#include "print/text-run.h"

#include <glib/gi18n-lib.h>

/* Millimetres. Three parts of PART with cut lines halfway between them; the margins of the page are 12. */
#define LEFT         12.0
#define RIGHT        198.0
#define TOP          12.0
#define PART         86.0
#define STEP         93.5
#define HEAD         23.4   /* centre, title, number; from the top of a part to its table */
#define FOOT         16.0   /* below the table: names, signature, fingerprint */
#define LABEL_WIDTH  25.0
#define QR_SIZE      21.0
#define FINGER_WIDTH 17.0
#define CELL_PAD     1.6

#define N_PARTS  3
#define MAX_ROWS 7

const char *const nuan_receipt_label_keys[] = {
  "title", "document", "part-1", "part-2", "part-3", "number", "payee", "payee-id", "household", "unit", "programme", "fund", "amount",
  "figures", "method", "card-tail", "proxy", "proxy-id", "proxy-reason", "handler", "reviewer", "cashier", "signature",
  "proxy-signature", "fingerprint", "voided", "reprint", "audit", NULL
};

/* What steps down until everything fits. */
static const double sizes[] = { 10.5, 10, 9.5, 9, 8.5, 8 };

typedef struct {
  const char  *field;
  const char  *label;
  char        *value;
  double       x, width;    /* of the value, without the label before it */
  char       **label_lines, **lines;
} Cell;

typedef struct {
  Cell    cells[2];
  guint   n_cells;
  double  height;
} Row;

typedef struct {
  NuanSheet          *sheet;
  const NuanLabels   *labels;
  const NuanReceipt  *receipt;
  char               *number, *day, *signature;
  char               *scan_text;
  double              scan_left, signature_width;
  char               *figures;       /* "（小写）¥ 9,000.00" */
  char              **centre_lines;
  double              size;
  Row                 rows[MAX_ROWS];
  guint               n_rows;
  Cell                names[3];      /* handler, reviewer, cashier */
} Form;

static void
clear_lines (Cell *cell)
{
  g_clear_pointer (&cell->lines, g_strfreev);
  g_clear_pointer (&cell->label_lines, g_strfreev);
}

static void
form_clear (Form *form)
{
  for (guint i = 0; i < form->n_rows; i++)
    for (guint k = 0; k < form->rows[i].n_cells; k++)
      {
        clear_lines (&form->rows[i].cells[k]);
        g_free (form->rows[i].cells[k].value);
      }
  for (guint i = 0; i < G_N_ELEMENTS (form->names); i++)
    {
      clear_lines (&form->names[i]);
      g_free (form->names[i].value);
    }

  g_free (form->number);
  g_free (form->day);
  g_free (form->signature);
  g_free (form->scan_text);
  g_free (form->figures);
  g_strfreev (form->centre_lines);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Form, form_clear)

static void
add_row (Form *form, const char *field, const char *label, char *value)
{
  Row *row = &form->rows[form->n_rows++];

  g_assert (form->n_rows <= MAX_ROWS);
  row->n_cells = 1;
  row->cells[0] = (Cell) { field, label, value, LEFT + LABEL_WIDTH, RIGHT - LEFT - LABEL_WIDTH };
}

/* A second cell on the row that was added last: both share its width. */
static void
add_beside (Form *form, const char *field, const char *label, char *value)
{
  const double middle = (LEFT + RIGHT) / 2;
  Row *row = &form->rows[form->n_rows - 1];

  row->n_cells = 2;
  row->cells[0].width = middle - LEFT - LABEL_WIDTH;
  row->cells[1] = (Cell) { field, label, value, middle + LABEL_WIDTH, RIGHT - middle - LABEL_WIDTH };
}

static char *
describe_method (const NuanReceipt *receipt, const NuanLabels *labels)
{
  const char *method = nuan_code_label ("method", receipt->method);

  if (receipt->card_tail[0] == '\0')
    return g_strdup (method);
  return g_strdup_printf ("%s（%s %s）", method, nuan_labels_get (labels, "card-tail"), receipt->card_tail);
}

/* A short reason stands beside the proxy's paper; a long one has a row to itself. */
static void
fill_proxy (Form *form)
{
  const NuanReceipt *receipt = form->receipt;
  const NuanLabels *labels = form->labels;
  const double half = (RIGHT - LEFT) / 2 - LABEL_WIDTH - 2 * CELL_PAD;
  const gboolean brief = nuan_text_width (NUAN_FONT_BODY, receipt->proxy_reason, NULL) * sizes[0] * 25.4 / 72 < 1.9 * half;
  void (*const add_name) (Form *, const char *, const char *, char *) = brief ? add_beside : add_row;
  void (*const add_paper) (Form *, const char *, const char *, char *) = brief ? add_row : add_beside;

  add_row (form, "method", nuan_labels_get (labels, "method"), describe_method (receipt, labels));
  add_name (form, "proxy_name", nuan_labels_get (labels, "proxy"),
            g_strdup_printf ("%s（%s）", receipt->proxy_name, nuan_code_label ("relation", receipt->proxy_relation)));
  add_paper (form, "proxy_id", nuan_labels_get (labels, "proxy-id"), g_strdup (receipt->proxy_id_masked));
  add_name (form, "proxy_reason", nuan_labels_get (labels, "proxy-reason"), g_strdup (receipt->proxy_reason));
}

static void
fill_rows (Form *form)
{
  const NuanReceipt *receipt = form->receipt;
  const NuanLabels *labels = form->labels;

  add_row (form, "payee", nuan_labels_get (labels, "payee"), g_strdup (receipt->payee));
  add_beside (form, "payee_id", nuan_labels_get (labels, "payee-id"), g_strdup (receipt->payee_id_masked));
  add_row (form, "household", nuan_labels_get (labels, "household"), g_strdup (receipt->household_number));
  add_beside (form, "unit", nuan_labels_get (labels, "unit"), g_strdup (receipt->unit));
  add_row (form, "programme", nuan_labels_get (labels, "programme"), g_strdup (nuan_code_label ("programme", receipt->programme)));
  add_beside (form, "fund", nuan_labels_get (labels, "fund"), g_strdup (receipt->fund));
  add_row (form, "amount", nuan_labels_get (labels, "amount"), g_strdup (receipt->amount_words));
  if (receipt->proxy_name[0] == '\0')
    {
      add_row (form, "method", nuan_labels_get (labels, "method"), describe_method (receipt, labels));
      return;
    }

  fill_proxy (form);
}

static void
fill_names (Form *form)
{
  static const char *const keys[] = { "handler", "reviewer", "cashier" };
  const char *const values[] = { form->receipt->handler, form->receipt->reviewer, form->receipt->cashier };
  const double width = (RIGHT - LEFT - FINGER_WIDTH - 2) / G_N_ELEMENTS (keys);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    form->names[i] = (Cell) { keys[i], NULL, g_strdup_printf ("%s：%s", nuan_labels_get (form->labels, keys[i]), values[i]),
                              LEFT + i * width, width - 2 };
}

static void
form_init (Form *form, NuanSheet *sheet, const NuanLabels *labels, const NuanReceipt *receipt, gint copy)
{
  g_autofree char *money = nuan_money_format (receipt->amount_fen);
  const gboolean proxy = receipt->proxy_name[0] != '\0';

  form->sheet = sheet;
  form->labels = labels;
  form->receipt = receipt;
  form->scan_text = nuan_receipt_scan_text (receipt->number, copy, receipt->code);
  form->figures = g_strdup_printf ("%s¥ %s", nuan_labels_get (labels, "figures"), money);
  form->number = g_strdup_printf ("%s %s", nuan_labels_get (labels, "number"), receipt->number);
  form->day = nuan_day_format_long (receipt->date);
  form->signature = g_strdup_printf ("%s：", nuan_labels_get (labels, proxy ? "proxy-signature" : "signature"));
  form->signature_width = nuan_sheet_measure (sheet, NUAN_FONT_BODY, 10, form->signature);
  form->scan_left = RIGHT - nuan_sheet_measure (sheet, NUAN_FONT_HEAD, 7, form->scan_text);
  fill_rows (form);
  fill_names (form);
}

static double
line_height (const Form *form)
{
  return form->size * 1.25 * 25.4 / 72;
}

/* Wraps a cell at the form's size and returns the height that it wants. */
static double
set_cell (Form *form, Cell *cell, double spare)
{
  const double pad = form->size * 0.12 - 0.2;   /* tighter, the smaller the type */
  guint n_lines;

  clear_lines (cell);
  nuan_sheet_set_field (form->sheet, cell->field);
  nuan_sheet_measure (form->sheet, NUAN_FONT_BODY, form->size, cell->value);   /* refuses what no font covers */
  cell->lines = nuan_sheet_wrap (form->sheet, NUAN_FONT_BODY, form->size, cell->value, cell->width - 2 * CELL_PAD - spare);
  n_lines = g_strv_length (cell->lines);

  if (cell->label != NULL)
    {
      cell->label_lines = nuan_sheet_wrap (form->sheet, NUAN_FONT_BODY, form->size, cell->label, LABEL_WIDTH - 1);
      n_lines = MAX (n_lines, g_strv_length (cell->label_lines));
    }

  return n_lines * line_height (form) + 2 * pad;
}

static double
figures_width (Form *form)
{
  return nuan_sheet_measure (form->sheet, NUAN_FONT_HEAD, form->size, form->figures) + 3;
}

static double
set_rows (Form *form, double size)
{
  double height = 0;

  form->size = size;
  for (guint i = 0; i < form->n_rows; i++)
    {
      Row *row = &form->rows[i];

      row->height = 0;
      for (guint k = 0; k < row->n_cells; k++)
        {
          const gboolean amount = strcmp (row->cells[k].field, "amount") == 0;

          row->height = MAX (row->height, set_cell (form, &row->cells[k], amount ? figures_width (form) : 0));
        }
      height += row->height;
    }

  return height;
}

/* Of all that together is too much, the longest is to blame. */
static const char *
longest_field (const Form *form)
{
  const char *field = NULL;
  guint most = 0;

  for (guint i = 0; i < form->n_rows; i++)
    for (guint k = 0; k < form->rows[i].n_cells; k++)
      {
        const Cell *cell = &form->rows[i].cells[k];
        const guint n_lines = g_strv_length (cell->lines);

        if (n_lines > most)
          {
            most = n_lines;
            field = cell->field;
          }
      }

  return field;
}

static gboolean
refuse_long (const char *field, GError **error)
{
  nuan_error_set (error, NUAN_ERROR_INVALID, field, _("This value is too long for the receipt; shorten it"));
  return FALSE;
}

/* What stays over makes the rows roomier; the rest is left for the signatures. */
static void
spread (Form *form, double left_over)
{
  for (guint i = 0; i < form->n_rows; i++)
    form->rows[i].height += MIN (left_over / form->n_rows, 1.6);
}

static double
centre_height (const Form *form)
{
  return (g_strv_length (form->centre_lines) - 1) * nuan_type_line (12);
}

static gboolean
form_fit (Form *form, GError **error)
{
  double room, height = 0;

  nuan_sheet_set_field (form->sheet, "centre");
  nuan_sheet_measure (form->sheet, NUAN_FONT_HEAD, 12, form->receipt->centre);   /* refuses what no font covers */
  form->centre_lines = nuan_sheet_wrap (form->sheet, NUAN_FONT_HEAD, 12, form->receipt->centre, 104);
  if (g_strv_length (form->centre_lines) > 2)
    return refuse_long ("centre", error);

  room = PART - HEAD - FOOT - centre_height (form);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      height = set_rows (form, sizes[i]);
      if (height <= room)
        break;
    }
  if (height > room)
    return refuse_long (longest_field (form), error);

  spread (form, room - height);
  for (guint i = 0; i < G_N_ELEMENTS (form->names); i++)
    {
      set_cell (form, &form->names[i], 0);
      if (g_strv_length (form->names[i].lines) > 2)
        return refuse_long (form->names[i].field, error);
    }

  return TRUE;
}

/* Lines of text standing in the middle of a box of HEIGHT from Y. */
static void
draw_lines (Form *form, char **lines, double x, double y, double height, NuanAlign align)
{
  const double line = line_height (form);
  const guint n_lines = g_strv_length (lines);
  const double first = y + height / 2 - (n_lines - 1) * line / 2 + form->size * 0.37 * 25.4 / 72;

  for (guint i = 0; i < n_lines; i++)
    nuan_sheet_text (form->sheet, x, first + i * line, NUAN_FONT_BODY, form->size, align, lines[i]);
}

/* Everything that is not text comes first: libharu then writes the text of a part in one piece. */
static void
draw_rules (Form *form, const char *mark, double top, double table_top)
{
  NuanSheet *sheet = form->sheet;
  const double bottom = top + PART, finger_left = RIGHT - FINGER_WIDTH;
  double y = table_top;

  if (mark != NULL)
    nuan_sheet_mark (sheet, (LEFT + RIGHT) / 2, top + PART / 2 + 4, g_utf8_strlen (mark, -1) > 4 ? 48 : 64, 14, mark);

  nuan_sheet_qr (sheet, (form->scan_left + RIGHT - QR_SIZE) / 2, table_top - HEAD - 0.5, QR_SIZE, form->scan_text);

  for (guint i = 0; i < form->n_rows; i++)
    {
      const Row *row = &form->rows[i];

      if (i > 0)
        nuan_sheet_line (sheet, LEFT, y, RIGHT, y, NUAN_LINE_HAIR);
      for (guint k = 0; k < row->n_cells; k++)
        {
          const double x = row->cells[k].x;

          nuan_sheet_line (sheet, x, y, x, y + row->height, NUAN_LINE_HAIR);
          if (k > 0)
            nuan_sheet_line (sheet, x - LABEL_WIDTH, y, x - LABEL_WIDTH, y + row->height, NUAN_LINE_HAIR);
        }
      y += row->height;
    }
  nuan_sheet_frame (sheet, LEFT, table_top, RIGHT - LEFT, y - table_top, NUAN_LINE_FRAME);

  nuan_sheet_line (sheet, LEFT + form->signature_width, bottom - 1.2, finger_left - 4, bottom - 1.2, NUAN_LINE_HAIR);
  nuan_sheet_frame (sheet, finger_left, bottom - FOOT + 2, FINGER_WIDTH, FOOT - 2, NUAN_LINE_HAIR);
}

static void
draw_head (Form *form, guint part, double top)
{
  NuanSheet *sheet = form->sheet;
  const double middle = (LEFT + RIGHT) / 2;
  g_autofree char *part_key = g_strdup_printf ("part-%u", part + 1);
  double y = top + 4.4;

  nuan_sheet_set_field (sheet, "centre");
  for (guint i = 0; form->centre_lines[i] != NULL; i++, y += nuan_type_line (12))
    nuan_sheet_text (sheet, middle, y, NUAN_FONT_HEAD, 12, NUAN_ALIGN_CENTRE, form->centre_lines[i]);

  y = top + centre_height (form);
  nuan_sheet_set_field (sheet, NULL);
  nuan_sheet_text (sheet, middle, y + 11.6, NUAN_FONT_HEAD, 16, NUAN_ALIGN_CENTRE, nuan_labels_get (form->labels, "title"));
  nuan_sheet_text (sheet, LEFT, y + HEAD - 1.8, NUAN_FONT_HEAD, 11, NUAN_ALIGN_LEFT, form->number);
  nuan_sheet_text (sheet, form->scan_left, y + HEAD - 1.6, NUAN_FONT_HEAD, 7, NUAN_ALIGN_LEFT, form->scan_text);
  nuan_sheet_text (sheet, middle, y + 16.8, NUAN_FONT_BODY, 10, NUAN_ALIGN_CENTRE, nuan_labels_get (form->labels, part_key));
  nuan_sheet_text (sheet, form->scan_left - 5, y + HEAD - 1.8, NUAN_FONT_BODY, 10.5, NUAN_ALIGN_RIGHT, form->day);
}

/* Returns where the table ends. */
static double
draw_table (Form *form, double y)
{
  for (guint i = 0; i < form->n_rows; i++)
    {
      const Row *row = &form->rows[i];

      for (guint k = 0; k < row->n_cells; k++)
        {
          const Cell *cell = &row->cells[k];

          nuan_sheet_set_field (form->sheet, cell->field);
          draw_lines (form, cell->label_lines, cell->x - LABEL_WIDTH / 2, y, row->height, NUAN_ALIGN_CENTRE);
          draw_lines (form, cell->lines, cell->x + CELL_PAD, y, row->height, NUAN_ALIGN_LEFT);
        }
      if (strcmp (row->cells[0].field, "amount") == 0)
        nuan_sheet_text (form->sheet, RIGHT - CELL_PAD, y + row->height / 2 + form->size * 0.37 * 25.4 / 72, NUAN_FONT_HEAD, form->size,
                         NUAN_ALIGN_RIGHT, form->figures);
      y += row->height;
    }

  return y;
}

static void
draw_foot (Form *form, double top, double bottom)
{
  NuanSheet *sheet = form->sheet;

  for (guint i = 0; i < G_N_ELEMENTS (form->names); i++)
    {
      nuan_sheet_set_field (sheet, form->names[i].field);
      draw_lines (form, form->names[i].lines, form->names[i].x, top + 0.8, 8.4, NUAN_ALIGN_LEFT);
    }

  nuan_sheet_set_field (sheet, NULL);
  nuan_sheet_text (sheet, LEFT, bottom - 2, NUAN_FONT_BODY, 10, NUAN_ALIGN_LEFT, form->signature);
  nuan_sheet_text (sheet, RIGHT - FINGER_WIDTH / 2, bottom - FOOT + 5, NUAN_FONT_BODY, 7, NUAN_ALIGN_CENTRE,
                   nuan_labels_get (form->labels, "fingerprint"));
}

/* NULL for the first print of a payment that stands. */
static char *
mark_text (const NuanReceipt *receipt, const NuanLabels *labels, gint copy)
{
  g_autofree char *which = NULL;

  if (copy == NUAN_COPY_AUDIT)
    which = g_strdup (nuan_labels_get (labels, "audit"));
  else if (copy > 0)
    which = g_strdup_printf ("%s %d", nuan_labels_get (labels, "reprint"), copy);

  if (!receipt->voided)
    return g_steal_pointer (&which);
  if (which == NULL)
    return g_strdup (nuan_labels_get (labels, "voided"));
  return g_strdup_printf ("%s　%s", nuan_labels_get (labels, "voided"), which);
}

gboolean
nuan_receipt_fits (const NuanLabels *labels, const NuanReceipt *receipt, GError **error)
{
  g_autoptr (NuanSheet) sheet = nuan_sheet_new ("");
  g_auto (Form) form = { NULL };

  form_init (&form, sheet, labels, receipt, 0);
  if (!form_fit (&form, error))
    return FALSE;
  if (!nuan_sheet_failed (sheet))
    return TRUE;

  nuan_sheet_finish (sheet, error);
  return FALSE;
}

gboolean
nuan_receipt_draw (NuanSheet *sheet, const NuanLabels *labels, const NuanReceipt *receipt, gint copy, GError **error)
{
  g_auto (Form) form = { NULL };
  g_autofree char *mark = mark_text (receipt, labels, copy);

  form_init (&form, sheet, labels, receipt, copy);
  if (!form_fit (&form, error))
    return FALSE;

  nuan_sheet_add_page (sheet, FALSE);
  for (guint part = 0; part < N_PARTS; part++)
    {
      const double top = TOP + part * STEP, table_top = top + HEAD + centre_height (&form);

      if (part > 0)
        nuan_sheet_cut_line (sheet, LEFT, RIGHT, top - (STEP - PART) / 2);
      draw_rules (&form, mark, top, table_top);
      draw_head (&form, part, top);
      draw_foot (&form, draw_table (&form, table_top), top + PART);
    }

  nuan_sheet_set_field (sheet, NULL);
  return TRUE;
}
