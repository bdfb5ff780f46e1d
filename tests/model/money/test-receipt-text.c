#include "check-error.h"
#include "sample-receipt.h"

static void
test_canonical (void)
{
  g_autoptr (NuanReceipt) receipt = sample_receipt ();
  g_autofree char *text = nuan_receipt_canonical (receipt);

  g_assert_cmpstr (text, ==,
                   "number=2025-000457\nlayout=1\ncentre=试点县职工服务(帮扶)中心\ndate=2025-11-20\nhousehold_number=H2025-000318\n"
                   "payee=张建国\npayee_id_masked=511102********0111\nunit=试点县机械厂工会\nprogramme=living\nfund=一号资金\n"
                   "amount=9000.00\namount_words=人民币玖仟元整\nmethod=cash\ncard_tail=\nproxy_name=\nproxy_id_masked=\n"
                   "proxy_relation=\nproxy_reason=\nhandler=甲\nreviewer=乙\ncashier=丙\n");
}

static void
test_every_field_counts (void)
{
  static const gsize texts[] = {
    G_STRUCT_OFFSET (NuanReceipt, number), G_STRUCT_OFFSET (NuanReceipt, centre), G_STRUCT_OFFSET (NuanReceipt, household_number),
    G_STRUCT_OFFSET (NuanReceipt, payee), G_STRUCT_OFFSET (NuanReceipt, payee_id_masked), G_STRUCT_OFFSET (NuanReceipt, unit),
    G_STRUCT_OFFSET (NuanReceipt, programme), G_STRUCT_OFFSET (NuanReceipt, fund), G_STRUCT_OFFSET (NuanReceipt, amount_words),
    G_STRUCT_OFFSET (NuanReceipt, method), G_STRUCT_OFFSET (NuanReceipt, card_tail), G_STRUCT_OFFSET (NuanReceipt, proxy_name),
    G_STRUCT_OFFSET (NuanReceipt, proxy_id_masked), G_STRUCT_OFFSET (NuanReceipt, proxy_relation),
    G_STRUCT_OFFSET (NuanReceipt, proxy_reason), G_STRUCT_OFFSET (NuanReceipt, handler), G_STRUCT_OFFSET (NuanReceipt, reviewer),
    G_STRUCT_OFFSET (NuanReceipt, cashier),
  };
  g_autoptr (NuanReceipt) receipt = sample_receipt ();
  g_autofree char *text = nuan_receipt_canonical (receipt);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_hash_table_add (seen, g_steal_pointer (&text));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (NuanReceipt) altered = sample_receipt ();
      char **field = (char **) G_STRUCT_MEMBER_P (altered, texts[i]);

      g_free (*field);
      *field = g_strdup ("?");
      g_assert_true (g_hash_table_add (seen, nuan_receipt_canonical (altered)));
    }
  receipt->amount_fen++;
  g_assert_true (g_hash_table_add (seen, nuan_receipt_canonical (receipt)));
  receipt->layout++;
  g_assert_true (g_hash_table_add (seen, nuan_receipt_canonical (receipt)));
  receipt->date++;
  g_assert_true (g_hash_table_add (seen, nuan_receipt_canonical (receipt)));
}

static void
test_later_fate (void)
{
  g_autoptr (NuanReceipt) receipt = sample_receipt ();
  g_autoptr (NuanReceipt) later = sample_receipt ();
  g_autofree char *text = nuan_receipt_canonical (receipt);
  g_autofree char *later_text = NULL;

  later->voided = later->is_signed = TRUE;
  later->voided_on = nuan_day_new (2025, 12, 1);
  later->prints = 3;
  later->id = 9;
  g_free (later->code);
  later->code = g_strdup ("other");
  later_text = nuan_receipt_canonical (later);
  g_assert_cmpstr (text, ==, later_text);
}

/* A line break in a value must not look like the next field. */
static void
test_escapes (void)
{
  g_autoptr (NuanReceipt) receipt = sample_receipt ();
  g_autofree char *text = NULL;

  g_free (receipt->payee);
  receipt->payee = g_strdup ("a\npayee_id_masked=x\\\r");
  text = nuan_receipt_canonical (receipt);
  g_assert_nonnull (strstr (text, "payee=a\\npayee_id_masked=x\\\\\\r\npayee_id_masked=511102"));
}

static void
test_scan (void)
{
  static const gint copies[] = { 0, 1, 12, NUAN_COPY_AUDIT };

  for (guint i = 0; i < G_N_ELEMENTS (copies); i++)
    {
      g_autofree char *text = nuan_receipt_scan_text ("2025-000457", copies[i], "7KQ2M9XW4T");
      g_autofree char *number = NULL;
      g_autofree char *code = NULL;
      gint copy = 99;

      g_assert_true (nuan_receipt_scan_parse (text, &number, &copy, &code, NULL));
      g_assert_cmpstr (number, ==, "2025-000457");
      g_assert_cmpint (copy, ==, copies[i]);
      g_assert_cmpstr (code, ==, "7KQ2M9XW4T");
    }
}

static void
test_scan_forms (void)
{
  static const char *const forms[] = { " nc1-2025-000457-a-7kq2m9xw4t ", "ＮＣ１－２０２５－０００４５７－Ａ－７ＫＱ２Ｍ９ＸＷ４Ｔ" };
  g_autofree char *number = NULL;
  g_autofree char *code = NULL;
  gint copy;

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_clear_pointer (&number, g_free);
      g_clear_pointer (&code, g_free);
      g_assert_true (nuan_receipt_scan_parse (forms[i], &number, &copy, &code, NULL));
      g_assert_cmpstr (code, ==, "7KQ2M9XW4T");
      g_assert_cmpint (copy, ==, NUAN_COPY_AUDIT);
    }

  g_clear_pointer (&number, g_free);
  g_clear_pointer (&code, g_free);
  g_assert_true (nuan_receipt_scan_parse ("NC1-2025-000457-0-OIL2M9XW4T", &number, &copy, &code, NULL));
  g_assert_cmpstr (code, ==, "0112M9XW4T");   /* O is 0, I and L are 1 */
}

static void
test_scan_refused (void)
{
  static const char *const cases[] = {
    "", "2025-000457", "NC1-2025-000457-0", "NC2-2025-000457-0-7KQ2M9XW4T", "NC1-2025-457-0-7KQ2M9XW4T", "NC1-25-000457-0-7KQ2M9XW4T",
    "NC1-2025-000457-B-7KQ2M9XW4T", "NC1-2025-000457--1-7KQ2M9XW4T", "NC1-2025-000457-0-7KQ2M9XW4", "NC1-2025-000457-0-7KQ2M9XW4U",
    "NC1-2025-000457-0-7KQ2M9XW4T-", "NC1-2025-00x457-0-7KQ2M9XW4T", "NC1-2025-000000-0-7KQ2M9XW4T", "\xff", NULL,
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      char *number = NULL, *code = NULL;
      gint copy = 99;

      g_assert_false (nuan_receipt_scan_parse (cases[i], &number, &copy, &code, &error));
      check_error (error, NUAN_ERROR_INVALID, "code");
      g_assert_true (number == NULL && code == NULL && copy == 99);
    }
}

static void
test_scan_long (void)
{
  g_autofree char *full = g_strnfill (64, '1'), *long_text = g_strnfill (65, '1'), *huge = g_strnfill (20000, '1');
  g_autofree char *padded = g_strdup_printf ("%36s", "NC1-2025-000457-0-7KQ2M9XW4T");
  g_autofree char *number = NULL, *code = NULL;
  g_autoptr (GString) wide = g_string_new (NULL);
  gint copy;

  for (guint i = 0; i < 64; i++)
    g_string_append (wide, "１");
  g_assert_true (nuan_receipt_scan_fits (NULL, NULL));
  g_assert_true (nuan_receipt_scan_fits (full, NULL));
  g_assert_true (nuan_receipt_scan_fits (wide->str, NULL));
  g_string_append (wide, "１");
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;
      const char *text = ((const char *[]) { long_text, huge, wide->str })[i];

      g_assert_false (nuan_receipt_scan_fits (text, NULL));
      g_assert_false (nuan_receipt_scan_parse (text, &number, &copy, &code, &error));
      g_assert_nonnull (strstr (error->message, "64"));
      check_error (error, NUAN_ERROR_INVALID, "code");
    }
  g_assert_true (nuan_receipt_scan_parse (padded, &number, &copy, &code, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/receipt-text/the canonical text is one line a field", test_canonical);
  g_test_add_func ("/receipt-text/every frozen field is in it", test_every_field_counts);
  g_test_add_func ("/receipt-text/what became of the receipt is not", test_later_fate);
  g_test_add_func ("/receipt-text/a line break cannot forge a field", test_escapes);
  g_test_add_func ("/receipt-text/a scanned text is read back", test_scan);
  g_test_add_func ("/receipt-text/a typed text is put right", test_scan_forms);
  g_test_add_func ("/receipt-text/any other text is refused", test_scan_refused);
  g_test_add_func ("/receipt-text/one longer than any can be is refused", test_scan_long);
  return g_test_run ();
}
