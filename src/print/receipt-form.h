#pragma once

#include "model/money/receipt.h"
#include "print/labels.h"
#include "print/sheet.h"

G_BEGIN_DECLS

/* Layout version 1 of the receipt: what stands in the cells of one part, in which type, on how many lines. */

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

#define NUAN_RECEIPT_MAX_ROWS 7

typedef struct {
  const char  *field;
  const char  *label;
  char        *value;
  double       x, width;    /* of the value, without the label before it */
  char       **label_lines, **lines;
} NuanReceiptCell;

typedef struct {
  NuanReceiptCell  cells[2];
  guint            n_cells;
  double           height;
} NuanReceiptRow;

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
  NuanReceiptRow      rows[NUAN_RECEIPT_MAX_ROWS];
  guint               n_rows;
  NuanReceiptCell     names[3];      /* handler, reviewer, cashier */
} NuanReceiptForm;

void     nuan_receipt_form_init  (NuanReceiptForm *form, NuanSheet *sheet, const NuanLabels *labels, const NuanReceipt *receipt,
                                  gint copy);
void     nuan_receipt_form_clear (NuanReceiptForm *form);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NuanReceiptForm, nuan_receipt_form_clear)

/* Finds the largest type in which everything fits its part. FALSE and NUAN_ERROR_INVALID at the field that is too long. What no
 * font covers stays in the sheet. */
gboolean nuan_receipt_form_fit   (NuanReceiptForm *form, GError **error);

double   nuan_receipt_form_line  (const NuanReceiptForm *form);   /* baseline to baseline in a cell */
double   nuan_receipt_form_extra (const NuanReceiptForm *form);   /* what a centre's name of two lines adds to the head */

G_END_DECLS
