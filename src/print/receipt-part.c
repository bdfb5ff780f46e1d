#include "config.h"

#include "print/receipt-part.h"

#include "print/receipt-form.h"

#define N_PARTS 3

const char *const nuan_receipt_label_keys[] = {
  "title", "document", "part-1", "part-2", "part-3", "number", "payee", "payee-id", "household", "unit", "programme", "fund",
  "amount", "figures", "method", "card-tail", "proxy", "proxy-id", "proxy-reason", "handler", "reviewer", "cashier", "signature",
  "proxy-signature", "fingerprint", "voided", "reprint", "audit", NULL
};

/* Lines of text standing in the middle of a box of HEIGHT from Y. */
static void
draw_lines (NuanReceiptForm *form, char **lines, double x, double y, double height, NuanAlign align)
{
  const double line = nuan_receipt_form_line (form);
  const guint n_lines = g_strv_length (lines);
  const double first = y + height / 2 - (n_lines - 1) * line / 2 + form->size * 0.37 * 25.4 / 72;

  for (guint i = 0; i < n_lines; i++)
    nuan_sheet_text (form->sheet, x, first + i * line, NUAN_FONT_BODY, form->size, align, lines[i]);
}

/* Everything that is not text comes first: libharu then writes the text of a part in one piece. */
static void
draw_rules (NuanReceiptForm *form, const char *mark, double top, double table_top)
{
  NuanSheet *sheet = form->sheet;
  const double bottom = top + PART, finger_left = RIGHT - FINGER_WIDTH;
  double y = table_top;

  if (mark != NULL)
    nuan_sheet_mark (sheet, (LEFT + RIGHT) / 2, top + PART / 2 + 4, g_utf8_strlen (mark, -1) > 4 ? 48 : 64, 14, mark);

  nuan_sheet_qr (sheet, (form->scan_left + RIGHT - QR_SIZE) / 2, table_top - HEAD - 0.5, QR_SIZE, form->scan_text);

  for (guint i = 0; i < form->n_rows; i++)
    {
      const NuanReceiptRow *row = &form->rows[i];

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
draw_head (NuanReceiptForm *form, guint part, double top)
{
  NuanSheet *sheet = form->sheet;
  const double middle = (LEFT + RIGHT) / 2;
  g_autofree char *part_key = g_strdup_printf ("part-%u", part + 1);
  double y = top + 4.4;

  nuan_sheet_set_field (sheet, "centre");
  for (guint i = 0; form->centre_lines[i] != NULL; i++, y += nuan_type_line (12))
    nuan_sheet_text (sheet, middle, y, NUAN_FONT_HEAD, 12, NUAN_ALIGN_CENTRE, form->centre_lines[i]);

  y = top + nuan_receipt_form_extra (form);
  nuan_sheet_set_field (sheet, NULL);
  nuan_sheet_text (sheet, middle, y + 11.6, NUAN_FONT_HEAD, 16, NUAN_ALIGN_CENTRE, nuan_labels_get (form->labels, "title"));
  nuan_sheet_text (sheet, LEFT, y + HEAD - 1.8, NUAN_FONT_HEAD, 11, NUAN_ALIGN_LEFT, form->number);
  nuan_sheet_text (sheet, form->scan_left, y + HEAD - 1.6, NUAN_FONT_HEAD, 7, NUAN_ALIGN_LEFT, form->scan_text);
  nuan_sheet_text (sheet, middle, y + 16.8, NUAN_FONT_BODY, 10, NUAN_ALIGN_CENTRE, nuan_labels_get (form->labels, part_key));
  nuan_sheet_text (sheet, form->scan_left - 5, y + HEAD - 1.8, NUAN_FONT_BODY, 10.5, NUAN_ALIGN_RIGHT, form->day);
}

/* Returns where the table ends. */
static double
draw_table (NuanReceiptForm *form, double y)
{
  for (guint i = 0; i < form->n_rows; i++)
    {
      const NuanReceiptRow *row = &form->rows[i];

      for (guint k = 0; k < row->n_cells; k++)
        {
          const NuanReceiptCell *cell = &row->cells[k];

          nuan_sheet_set_field (form->sheet, cell->field);
          draw_lines (form, cell->label_lines, cell->x - LABEL_WIDTH / 2, y, row->height, NUAN_ALIGN_CENTRE);
          draw_lines (form, cell->lines, cell->x + CELL_PAD, y, row->height, NUAN_ALIGN_LEFT);
        }
      if (strcmp (row->cells[0].field, "amount") == 0)
        nuan_sheet_text (form->sheet, RIGHT - CELL_PAD, y + row->height / 2 + form->size * 0.37 * 25.4 / 72, NUAN_FONT_HEAD,
                         form->size, NUAN_ALIGN_RIGHT, form->figures);
      y += row->height;
    }

  return y;
}

static void
draw_foot (NuanReceiptForm *form, double top, double bottom)
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
  g_auto (NuanReceiptForm) form = { NULL };

  nuan_receipt_form_init (&form, sheet, labels, receipt, 0);
  if (!nuan_receipt_form_fit (&form, error))
    return FALSE;
  if (!nuan_sheet_failed (sheet))
    return TRUE;

  nuan_sheet_finish (sheet, error);
  return FALSE;
}

gboolean
nuan_receipt_draw (NuanSheet *sheet, const NuanLabels *labels, const NuanReceipt *receipt, gint copy, GError **error)
{
  g_auto (NuanReceiptForm) form = { NULL };
  g_autofree char *mark = mark_text (receipt, labels, copy);

  nuan_receipt_form_init (&form, sheet, labels, receipt, copy);
  if (!nuan_receipt_form_fit (&form, error))
    return FALSE;

  nuan_sheet_add_page (sheet, FALSE);
  for (guint part = 0; part < N_PARTS; part++)
    {
      const double top = TOP + part * STEP, table_top = top + HEAD + nuan_receipt_form_extra (&form);

      if (part > 0)
        nuan_sheet_cut_line (sheet, LEFT, RIGHT, top - (STEP - PART) / 2);
      draw_rules (&form, mark, top, table_top);
      draw_head (&form, part, top);
      draw_foot (&form, draw_table (&form, table_top), top + PART);
    }

  nuan_sheet_set_field (sheet, NULL);
  return TRUE;
}
