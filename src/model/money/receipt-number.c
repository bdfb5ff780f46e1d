#include "config.h"

#include "model/money/receipt-number.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "base/text.h"

#define DIGITS "0123456789"

char *
nuan_receipt_number_format (gint64 year, gint64 seq)
{
  if (seq == 0)
    return g_strdup ("");

  return g_strdup_printf ("%04" G_GINT64_FORMAT "-%06" G_GINT64_FORMAT, year, seq);
}

static gboolean
read_figures (const char *text, gint64 *year, gint64 *seq)
{
  g_autofree char *compatible = nuan_text_compatible (text);
  const char *running;

  if (compatible == NULL)
    return FALSE;
  g_strstrip (compatible);
  if (strspn (compatible, DIGITS) != 4 || compatible[4] != '-')
    return FALSE;

  running = compatible + 5;
  if (*running == '\0' || strlen (running) > 12 || strspn (running, DIGITS) != strlen (running))
    return FALSE;

  *year = g_ascii_strtoll (compatible, NULL, 10);
  *seq = g_ascii_strtoll (running, NULL, 10);
  return *seq > 0;
}

gboolean
nuan_receipt_number_parse (const char *text, gint64 *year, gint64 *seq, GError **error)
{
  if (read_figures (text, year, seq))
    return TRUE;

  nuan_error_set (error, NUAN_ERROR_INVALID, "receipt", _("A receipt number is like 2025-000457"));
  return FALSE;
}
