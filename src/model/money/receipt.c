#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/base32.h"
#include "base/error.h"
#include "base/money.h"
#include "base/text.h"
#include "model/money/receipt.h"

#include <string.h>

void
nuan_receipt_free (NuanReceipt *receipt)
{
  if (receipt == NULL)
    return;

  g_free (receipt->number);
  g_free (receipt->centre);
  g_free (receipt->household_number);
  g_free (receipt->payee);
  g_free (receipt->payee_id_masked);
  g_free (receipt->unit);
  g_free (receipt->programme);
  g_free (receipt->fund);
  g_free (receipt->amount_words);
  g_free (receipt->method);
  g_free (receipt->card_tail);
  g_free (receipt->proxy_name);
  g_free (receipt->proxy_id_masked);
  g_free (receipt->proxy_relation);
  g_free (receipt->proxy_reason);
  g_free (receipt->handler);
  g_free (receipt->reviewer);
  g_free (receipt->cashier);
  g_free (receipt->code);
  g_free (receipt->signed_by);
  g_free (receipt);
}

gboolean
nuan_receipt_check_unsign (const NuanReceipt *receipt, NuanDay today, GError **error)
{
  if (receipt->voided)
    nuan_error_set (error, NUAN_ERROR_CONFLICT, "receipt", _("This receipt is void: its signature stays as it is"));
  else if (!receipt->is_signed)
    nuan_error_set (error, NUAN_ERROR_CONFLICT, "receipt", _("This receipt is not ticked as signed"));
  else if (receipt->signed_on != today)
    nuan_error_set (error, NUAN_ERROR_RULE, "date", _("A tick is undone on its own day; a payment that was a mistake is voided by a director"));
  else
    return TRUE;

  return FALSE;
}

static void
append_line (GString *canonical, const char *name, const char *value)
{
  g_string_append (canonical, name);
  g_string_append_c (canonical, '=');
  for (const char *at = value != NULL ? value : ""; *at != '\0';)
    {
      const gsize plain = strcspn (at, "\\\n\r");

      g_string_append_len (canonical, at, (gssize) plain);
      at += plain;
      if (*at != '\0')
        {
          g_string_append_c (canonical, '\\');
          g_string_append_c (canonical, *at == '\n' ? 'n' : *at == '\r' ? 'r' : '\\');
          at++;
        }
    }
  g_string_append_c (canonical, '\n');
}

char *
nuan_receipt_canonical (const NuanReceipt *receipt)
{
  GString *canonical = g_string_sized_new (512);
  g_autofree char *layout = g_strdup_printf ("%d", receipt->layout);
  g_autofree char *date = nuan_day_format (receipt->date);
  g_autofree char *amount = nuan_money_format_plain (receipt->amount_fen);

  append_line (canonical, "number", receipt->number);
  append_line (canonical, "layout", layout);
  append_line (canonical, "centre", receipt->centre);
  append_line (canonical, "date", date);
  append_line (canonical, "household_number", receipt->household_number);
  append_line (canonical, "payee", receipt->payee);
  append_line (canonical, "payee_id_masked", receipt->payee_id_masked);
  append_line (canonical, "unit", receipt->unit);
  append_line (canonical, "programme", receipt->programme);
  append_line (canonical, "fund", receipt->fund);
  append_line (canonical, "amount", amount);
  append_line (canonical, "amount_words", receipt->amount_words);
  append_line (canonical, "method", receipt->method);
  append_line (canonical, "card_tail", receipt->card_tail);
  append_line (canonical, "proxy_name", receipt->proxy_name);
  append_line (canonical, "proxy_id_masked", receipt->proxy_id_masked);
  append_line (canonical, "proxy_relation", receipt->proxy_relation);
  append_line (canonical, "proxy_reason", receipt->proxy_reason);
  append_line (canonical, "handler", receipt->handler);
  append_line (canonical, "reviewer", receipt->reviewer);
  append_line (canonical, "cashier", receipt->cashier);

  return g_string_free (canonical, FALSE);
}

char *
nuan_receipt_scan_text (const char *number, gint copy, const char *code)
{
  if (copy == NUAN_COPY_AUDIT)
    return g_strdup_printf ("NC1-%s-A-%s", number, code);

  return g_strdup_printf ("NC1-%s-%d-%s", number, copy, code);
}

/* Signs that are typed for one another: a scanner in a Chinese input method, a clerk who reads O for 0. What is no sign becomes '?'. */
static char *
normalize_code (const char *code)
{
  char *normal = g_strdup (code);

  for (char *at = normal; *at != '\0'; at++)
    {
      const gint value = nuan_base32_value ((guchar) *at);

      *at = value >= 0 ? NUAN_BASE32_SIGNS[value] : '?';
    }

  return normal;
}

static gboolean
is_number (const char *year, const char *running)
{
  return strlen (year) == 4 && strspn (year, "0123456789") == 4 &&
         strlen (running) >= 6 && strlen (running) <= 12 && strspn (running, "0123456789") == strlen (running) &&
         strspn (running, "0") < strlen (running);
}

static gboolean
parse_copy (const char *text, gint *copy)
{
  guint64 value;

  if (g_str_equal (text, "A"))
    {
      *copy = NUAN_COPY_AUDIT;
      return TRUE;
    }
  if (!g_ascii_string_to_unsigned (text, 10, 0, 999999, &value, NULL))
    return FALSE;

  *copy = value;
  return TRUE;
}

/* Whatever its bytes are: it may be no UTF-8. */
gboolean
nuan_receipt_scan_fits (const char *text, GError **error)
{
  guint n = 0;

  for (const char *at = text; at != NULL && *at != '\0' && n <= NUAN_RECEIPT_SCAN_MAX; at++)
    n += ((guchar) *at & 0xc0) != 0x80 || at == text;
  if (n <= NUAN_RECEIPT_SCAN_MAX)
    return TRUE;

  nuan_error_set (error, NUAN_ERROR_INVALID, "code", _("The text under the QR code has %d signs at most"), NUAN_RECEIPT_SCAN_MAX);
  return FALSE;
}

gboolean
nuan_receipt_scan_parse (const char *text, char **number, gint *copy, char **code, GError **error)
{
  g_autofree char *compatible = NULL;
  g_autofree char *upper = NULL;
  g_auto (GStrv) parts = NULL;
  g_autofree char *sign = NULL;
  gint parsed_copy = 0;

  if (!nuan_receipt_scan_fits (text, error))
    return FALSE;

  compatible = nuan_text_compatible (text);
  upper = compatible != NULL ? g_ascii_strup (g_strstrip (compatible), -1) : g_strdup ("");
  parts = g_strsplit (upper, "-", -1);
  if (g_strv_length (parts) == 5)
    sign = normalize_code (parts[4]);
  if (sign == NULL || !g_str_equal (parts[0], "NC1") || !is_number (parts[1], parts[2]) || !parse_copy (parts[3], &parsed_copy) ||
      strlen (sign) != 10 || strchr (sign, '?') != NULL)
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, "code", _("The text under the QR code is like NC1-2025-000457-0-7KQ2M9XW4T"));
      return FALSE;
    }

  *number = g_strdup_printf ("%s-%s", parts[1], parts[2]);
  *copy = parsed_copy;
  *code = g_steal_pointer (&sign);
  return TRUE;
}
