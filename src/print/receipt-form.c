#include "config.h"

#include "print/receipt-form.h"

#include "base/code-list.h"
#include "base/error.h"
#include "base/money.h"
#include "print/text-run.h"

#include <glib/gi18n-lib.h>

/* What steps down until everything fits. */
static const double sizes[] = { 10.5, 10, 9.5, 9, 8.5, 8 };

static void
clear_lines (NuanReceiptCell *cell)
{
  g_clear_pointer (&cell->lines, g_strfreev);
  g_clear_pointer (&cell->label_lines, g_strfreev);
}

void
nuan_receipt_form_clear (NuanReceiptForm *form)
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

static void
add_row (NuanReceiptForm *form, const char *field, const char *label, char *value)
{
  NuanReceiptRow *row = &form->rows[form->n_rows++];

  g_assert (form->n_rows <= NUAN_RECEIPT_MAX_ROWS);
  row->n_cells = 1;
  row->cells[0] = (NuanReceiptCell) { field, label, value, LEFT + LABEL_WIDTH, RIGHT - LEFT - LABEL_WIDTH };
}

/* A second cell on the row that was added last: both share its width. */
static void
add_beside (NuanReceiptForm *form, const char *field, const char *label, char *value)
{
  const double middle = (LEFT + RIGHT) / 2;
  NuanReceiptRow *row = &form->rows[form->n_rows - 1];

  row->n_cells = 2;
  row->cells[0].width = middle - LEFT - LABEL_WIDTH;
  row->cells[1] = (NuanReceiptCell) { field, label, value, middle + LABEL_WIDTH, RIGHT - middle - LABEL_WIDTH };
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
fill_proxy (NuanReceiptForm *form)
{
  const NuanReceipt *receipt = form->receipt;
  const NuanLabels *labels = form->labels;
  const double half = (RIGHT - LEFT) / 2 - LABEL_WIDTH - 2 * CELL_PAD;
  const gboolean brief = nuan_text_width (NUAN_FONT_BODY, receipt->proxy_reason, NULL) * sizes[0] * 25.4 / 72 < 1.9 * half;
  void (*const add_name) (NuanReceiptForm *, const char *, const char *, char *) = brief ? add_beside : add_row;
  void (*const add_paper) (NuanReceiptForm *, const char *, const char *, char *) = brief ? add_row : add_beside;

  add_row (form, "method", nuan_labels_get (labels, "method"), describe_method (receipt, labels));
  add_name (form, "proxy_name", nuan_labels_get (labels, "proxy"),
            g_strdup_printf ("%s（%s）", receipt->proxy_name, nuan_code_label ("relation", receipt->proxy_relation)));
  add_paper (form, "proxy_id", nuan_labels_get (labels, "proxy-id"), g_strdup (receipt->proxy_id_masked));
  add_name (form, "proxy_reason", nuan_labels_get (labels, "proxy-reason"), g_strdup (receipt->proxy_reason));
}

static void
fill_rows (NuanReceiptForm *form)
{
  const NuanReceipt *receipt = form->receipt;
  const NuanLabels *labels = form->labels;

  add_row (form, "payee", nuan_labels_get (labels, "payee"), g_strdup (receipt->payee));
  add_beside (form, "payee_id", nuan_labels_get (labels, "payee-id"), g_strdup (receipt->payee_id_masked));
  add_row (form, "household", nuan_labels_get (labels, "household"), g_strdup (receipt->household_number));
  add_beside (form, "unit", nuan_labels_get (labels, "unit"), g_strdup (receipt->unit));
  add_row (form, "programme", nuan_labels_get (labels, "programme"), g_strdup (nuan_code_label ("programme",
                                                                                                receipt->programme)));
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
fill_names (NuanReceiptForm *form)
{
  static const char *const keys[] = { "handler", "reviewer", "cashier" };
  const char *const values[] = { form->receipt->handler, form->receipt->reviewer, form->receipt->cashier };
  const double width = (RIGHT - LEFT - FINGER_WIDTH - 2) / G_N_ELEMENTS (keys);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    form->names[i] = (NuanReceiptCell) { keys[i], NULL, g_strdup_printf ("%s：%s", nuan_labels_get (form->labels, keys[i]),
                                                                         values[i]),
                              LEFT + i * width, width - 2 };
}

void
nuan_receipt_form_init (NuanReceiptForm *form, NuanSheet *sheet, const NuanLabels *labels, const NuanReceipt *receipt, gint copy)
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

double
nuan_receipt_form_line (const NuanReceiptForm *form)
{
  return form->size * 1.25 * 25.4 / 72;
}

/* Wraps a cell at the form's size and returns the height that it wants. */
static double
set_cell (NuanReceiptForm *form, NuanReceiptCell *cell, double spare)
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

  return n_lines * nuan_receipt_form_line (form) + 2 * pad;
}

static double
figures_width (NuanReceiptForm *form)
{
  return nuan_sheet_measure (form->sheet, NUAN_FONT_HEAD, form->size, form->figures) + 3;
}

static double
set_rows (NuanReceiptForm *form, double size)
{
  double height = 0;

  form->size = size;
  for (guint i = 0; i < form->n_rows; i++)
    {
      NuanReceiptRow *row = &form->rows[i];

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
longest_field (const NuanReceiptForm *form)
{
  const char *field = NULL;
  guint most = 0;

  for (guint i = 0; i < form->n_rows; i++)
    for (guint k = 0; k < form->rows[i].n_cells; k++)
      {
        const NuanReceiptCell *cell = &form->rows[i].cells[k];
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
spread (NuanReceiptForm *form, double left_over)
{
  for (guint i = 0; i < form->n_rows; i++)
    form->rows[i].height += MIN (left_over / form->n_rows, 1.6);
}

double
nuan_receipt_form_extra (const NuanReceiptForm *form)
{
  return (g_strv_length (form->centre_lines) - 1) * nuan_type_line (12);
}

gboolean
nuan_receipt_form_fit (NuanReceiptForm *form, GError **error)
{
  double room, height = 0;

  nuan_sheet_set_field (form->sheet, "centre");
  nuan_sheet_measure (form->sheet, NUAN_FONT_HEAD, 12, form->receipt->centre);   /* refuses what no font covers */
  form->centre_lines = nuan_sheet_wrap (form->sheet, NUAN_FONT_HEAD, 12, form->receipt->centre, 104);
  if (g_strv_length (form->centre_lines) > 2)
    return refuse_long ("centre", error);

  room = PART - HEAD - FOOT - nuan_receipt_form_extra (form);
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
