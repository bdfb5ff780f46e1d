#include "config.h"

#include "print/receipt.h"

#include "base/error.h"
#include "print/receipt-part.h"

#include <glib/gi18n-lib.h>

#define LAYOUT_NEWEST 1

/* The words of the layout that a receipt was paid under; kept from receipt to receipt. */
static const NuanLabels *
labels_for_layout (NuanLabels **kept, gint layout, GError **error)
{
  g_autofree char *group = g_strdup_printf ("receipt-%d", layout);

  if (layout < 1 || layout > LAYOUT_NEWEST)
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, "layout", _("This program does not know layout %d of the receipt"), layout);
      return NULL;
    }

  if (*kept == NULL)
    *kept = nuan_labels_load (group, NULL, nuan_receipt_label_keys, error);
  return *kept;
}

static char *
document_title (const NuanReceiptPrint *items, guint n_items, const NuanLabels *labels)
{
  const char *document = nuan_labels_get (labels, "document");

  if (n_items == 1)
    return g_strdup_printf ("%s %s", document, items[0].receipt->number);
  return g_strdup_printf ("%s %s … %s", document, items[0].receipt->number, items[n_items - 1].receipt->number);
}

static gboolean
draw_all (NuanSheet *sheet, const NuanReceiptPrint *items, guint n_items, NuanLabels **labels, NuanProgress progress,
          gpointer user_data,
          GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < n_items; i++)
    {
      const NuanReceipt *receipt = items[i].receipt;
      const NuanLabels *words = labels_for_layout (labels, receipt->layout, error);

      if (words == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (!nuan_receipt_draw (sheet, words, receipt, items[i].copy, error))
        return FALSE;
      if (nuan_sheet_failed (sheet))
        {
          nuan_sheet_finish (sheet, error);
          return FALSE;
        }
      if (progress != NULL)
        progress (i + 1, n_items, user_data);
    }

  return TRUE;
}

GBytes *
nuan_receipt_print (const NuanReceiptPrint *items, guint n_items, NuanProgress progress, gpointer user_data,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (NuanSheet) sheet = NULL;
  g_autoptr (NuanLabels) labels = NULL;
  g_autofree char *title = NULL;

  g_return_val_if_fail (n_items > 0, NULL);

  if (labels_for_layout (&labels, items[0].receipt->layout, error) == NULL)
    return NULL;

  title = document_title (items, n_items, labels);
  sheet = nuan_sheet_new (title);
  if (!draw_all (sheet, items, n_items, &labels, progress, user_data, cancellable, error))
    {
      /* In a batch the clerk must know which one. */
      if (n_items > 1 && error != NULL && nuan_error_get_field (*error) != NULL)
        {
          g_autofree char *prefix = g_strdup_printf ("%s.", items[nuan_sheet_count_pages (sheet)].receipt->number);

          nuan_error_prefix_field (error, prefix);
        }
      return NULL;
    }

  return nuan_sheet_finish (sheet, error);
}

gboolean
nuan_receipt_check (const NuanReceipt *receipt, GError **error)
{
  g_autoptr (NuanLabels) labels = NULL;

  if (labels_for_layout (&labels, receipt->layout, error) == NULL)
    return FALSE;

  return nuan_receipt_fits (labels, receipt, error);
}
