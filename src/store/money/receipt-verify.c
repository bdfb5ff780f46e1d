#include "config.h"

#include "store/money/receipt-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/error.h"
#include "base/seal.h"
#include "base/text.h"
#include "store/money/payment-private.h"
#include "store/money/receipt-number.h"

#define CODE_SIGNS   10
#define YEAR_DIGITS  4
#define MIN_RUNNING  6
#define COPY_UNKNOWN (-2)   /* the number and the code were typed without it */

static const char *const verdict_codes[] = { "valid", "reprint", "audit", "void", "altered", "unknown" };

const char *
nuan_receipt_verdict_code (NuanReceiptVerdict verdict)
{
  g_return_val_if_fail (verdict < G_N_ELEMENTS (verdict_codes), "unknown");

  return verdict_codes[verdict];
}

static char *
seal_copy (const guint8 *key, const char *canonical, gint copy)
{
  g_autofree char *sealed = copy == NUAN_COPY_AUDIT ? g_strconcat (canonical, "\ncopy=A", NULL) : g_strdup_printf ("%s\ncopy=%d",
                                                                                                                   canonical,
                                                                                                                   copy);

  return nuan_seal_code (key, sealed, strlen (sealed));
}

char *
nuan_receipt_store_code (NuanConnection *connection, const NuanReceipt *receipt, gint copy, GError **error)
{
  g_autofree char *canonical = nuan_receipt_canonical (receipt);
  guint8 key[NUAN_KEY_BYTES];

  return nuan_receipt_read_key (connection, key, error) ? seal_copy (key, canonical, copy) : NULL;
}

/* One reading of what was scanned or typed. */
typedef struct {
  gint64 year, seq;
  gint   copy;
  char   code[CODE_SIGNS + 1];
} Reading;

/* Capitals and digits only, with the signs put right that are taken for one another; the mark at the front is dropped. */
static char *
compact (const char *text)
{
  g_autofree char *compatible = nuan_text_compatible (text);
  GString *kept = g_string_new (NULL);

  for (const char *at = compatible != NULL ? compatible : ""; *at != '\0'; at++)
    {
      const char sign = g_ascii_toupper (*at);

      if (sign == 'O')
        g_string_append_c (kept, '0');
      else if (sign == 'I' || sign == 'L')
        g_string_append_c (kept, '1');
      else if (g_ascii_isalnum (sign))
        g_string_append_c (kept, sign);
    }
  if (g_str_has_prefix (kept->str, "NC1"))
    g_string_erase (kept, 0, 3);

  return g_string_free (kept, FALSE);
}

/* "A", a count without leading zeros, or nothing. */
static gboolean
read_copy (const char *text, gint *copy)
{
  guint64 count;

  *copy = *text == '\0' ? COPY_UNKNOWN : NUAN_COPY_AUDIT;
  if (*text == '\0' || g_str_equal (text, "A"))
    return TRUE;
  if ((text[0] == '0' && text[1] != '\0') || !g_ascii_string_to_unsigned (text, 10, 0, 9999, &count, NULL))
    return FALSE;

  *copy = count;
  return TRUE;
}

/* YEAR RUNNING COPY CODE without dashes, where RUNNING takes up N_RUNNING signs and COPY what is left before the code. */
static void
add_reading (GArray *readings, const char *signs, gsize n_running, gsize n_copy)
{
  const char *running = signs + YEAR_DIGITS;
  g_autofree char *number = g_strdup_printf ("%.*s-%.*s", YEAR_DIGITS, signs, (int) n_running, running);
  g_autofree char *copy = g_strndup (running + n_running, n_copy);
  Reading reading = { 0 };

  if (!nuan_receipt_number_parse (number, &reading.year, &reading.seq, NULL) || !read_copy (copy, &reading.copy))
    return;

  g_strlcpy (reading.code, running + n_running + n_copy, sizeof reading.code);
  g_array_append_val (readings, reading);
}

static GArray *
read_text (const char *text, GError **error)
{
  g_autoptr (GArray) readings = g_array_new (FALSE, TRUE, sizeof (Reading));
  g_autofree char *number = NULL;
  g_autofree char *code = NULL;
  g_autofree char *signs = NULL;
  g_autoptr (GError) malformed = NULL;
  Reading exact = { 0 };
  gsize middle;

  if (!nuan_receipt_scan_fits (text, error))
    return NULL;
  if (nuan_receipt_scan_parse (text, &number, &exact.copy, &code, &malformed) &&
      nuan_receipt_number_parse (number, &exact.year, &exact.seq, NULL))
    {
      g_strlcpy (exact.code, code, sizeof exact.code);
      g_array_append_val (readings, exact);
      return g_steal_pointer (&readings);
    }

  /* Where the number ends and the copy begins is tried from the shortest number on: the seal tells. */
  signs = compact (text);
  middle = strlen (signs) >= CODE_SIGNS + YEAR_DIGITS ? strlen (signs) - CODE_SIGNS - YEAR_DIGITS : 0;
  for (gsize n_running = MIN_RUNNING; n_running <= middle; n_running++)
    add_reading (readings, signs, n_running, middle - n_running);
  if (readings->len > 0)
    return g_steal_pointer (&readings);

  g_propagate_error (error, g_steal_pointer (&malformed));
  return NULL;
}

static NuanReceiptVerdict
judge_copy (gint copy)
{
  return copy == NUAN_COPY_AUDIT ? NUAN_RECEIPT_AUDIT : copy > 0 ? NUAN_RECEIPT_REPRINT : NUAN_RECEIPT_VALID;
}

/* Which paper of RECEIPT carries the code; ALTERED when none does or when the frozen values no longer fit their own seal. */
static NuanReceiptVerdict
judge (const guint8 *key, const NuanReceipt *receipt, const Reading *reading)
{
  g_autofree char *canonical = nuan_receipt_canonical (receipt);
  g_autofree char *own = nuan_seal_code (key, canonical, strlen (canonical));

  if (!g_str_equal (own, receipt->code))
    return NUAN_RECEIPT_ALTERED;
  if (reading->copy == COPY_UNKNOWN && g_str_equal (own, reading->code))
    return NUAN_RECEIPT_VALID;

  for (gint copy = NUAN_COPY_AUDIT; copy <= MAX (receipt->prints, reading->copy); copy++)
    {
      g_autofree char *code = NULL;

      if (reading->copy != COPY_UNKNOWN && reading->copy != copy)
        continue;
      code = seal_copy (key, canonical, copy);
      if (g_str_equal (code, reading->code))
        return judge_copy (copy);
    }

  return NUAN_RECEIPT_ALTERED;
}

NuanReceiptVerdict
nuan_receipt_store_verify (NuanConnection *connection, const char *text, NuanReceipt **receipt, GError **error)
{
  g_autoptr (GArray) readings = read_text (text, error);
  g_autoptr (NuanReceipt) nearest = NULL;
  guint8 key[NUAN_KEY_BYTES];
  NuanReceiptVerdict verdict = NUAN_RECEIPT_UNKNOWN;

  if (receipt != NULL)
    *receipt = NULL;
  if (readings == NULL || !nuan_receipt_read_key (connection, key, error))
    return NUAN_RECEIPT_UNKNOWN;

  for (guint i = 0; i < readings->len && (verdict == NUAN_RECEIPT_UNKNOWN || verdict == NUAN_RECEIPT_ALTERED); i++)
    {
      const Reading *reading = &g_array_index (readings, Reading, i);
      g_autofree char *number = nuan_receipt_number_format (reading->year, reading->seq);
      g_autoptr (GError) local = NULL;
      g_autoptr (NuanReceipt) found = nuan_receipt_store_read (connection, number, &local);
      NuanReceiptVerdict judged;

      if (found == NULL && g_error_matches (local, NUAN_ERROR, NUAN_ERROR_NOT_FOUND))
        continue;
      if (found == NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NUAN_RECEIPT_UNKNOWN;
        }

      judged = judge (key, found, reading);
      if (nearest != NULL && judged == NUAN_RECEIPT_ALTERED)
        continue;
      verdict = judged != NUAN_RECEIPT_ALTERED && found->voided ? NUAN_RECEIPT_VOID : judged;
      g_clear_pointer (&nearest, nuan_receipt_free);
      nearest = g_steal_pointer (&found);
    }

  if (receipt != NULL)
    *receipt = g_steal_pointer (&nearest);
  return verdict;
}
