#include "config.h"

#include <string.h>

#include <gio/gio.h>

#include "base/error.h"
#include "exchange/hledger.h"
#include "sample-table.h"

#define ENTRY(number, on, word, text, fund, name, from, to, fen) \
  { .entry_id = number, .day = on, .kind = word, .memo = text, .receipt_number = "", .fund_id = fund, .fund_name = name, \
    .debit = to, .credit = from, .amount_fen = fen }

static void
write_sample (const char *file)
{
  g_autoptr (GError) error = NULL;
  const NuanDay day = nuan_day_new (2025, 1, 5);
  const NuanHledgerMovement movements[] = {
    ENTRY (1, day, "receive", "年初拨款; (一)\n第二行", 1, "中央财政:专项  2025", "income:central", "bank", 10000000),
    ENTRY (2, day + 1, "receive", "! * 捐款", 2, "社会捐助; 爱心", "income:society", "cash", 500050),
    ENTRY (3, day + 2, "draw", "", 1, "中央财政:专项  2025", "bank", "cash", 900000),
    ENTRY (3, day + 2, "payment", "", 1, "中央财政:专项  2025", "cash", "aid:living", 900000),
    ENTRY (4, day + 3, "receive", "同名", 3, "社会捐助； 爱心", "income:other", "goods", 1),
    ENTRY (5, day + 4, "return", "年底交回", 1, "中央财政:专项  2025", "bank", "returned", 100000),
    ENTRY (6, day + 5, "void", "作废", 1, "中央财政:专项  2025", "aid:living", "cash", 900000),
    ENTRY (7, day + 6, "receive", "最大", 4, "巨款", "income:other", "bank", G_MAXINT64),
  };
  NuanHledger *hledger = nuan_hledger_begin (file, NUAN_FILE_NEW, "试点县\n中心", &error);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (movements); i++)
    g_assert_true (nuan_hledger_add_movement (hledger, &movements[i], &error));
  g_assert_true (nuan_hledger_end (hledger, &error));
  g_assert_no_error (error);
}

static char *
run_hledger (const char *file, ...)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autoptr (GSubprocess) hledger = NULL;
  char *said = NULL;
  g_autofree char *wrong = NULL;
  va_list list;

  g_ptr_array_add (words, (gpointer) "hledger");
  g_ptr_array_add (words, (gpointer) "-f");
  g_ptr_array_add (words, (gpointer) file);
  va_start (list, file);
  for (const char *word = va_arg (list, const char *); word != NULL; word = va_arg (list, const char *))
    g_ptr_array_add (words, (gpointer) word);
  va_end (list);
  g_ptr_array_add (words, NULL);

  hledger = g_subprocess_newv ((const char *const *) words->pdata, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (hledger, NULL, NULL, &said, &wrong, &error));
  g_assert_cmpstr (wrong, ==, "");
  g_assert_true (g_subprocess_get_successful (hledger));
  return said;
}

static void
hledger_checks_it_strictly_and_has_the_same_balances (void)
{
  char *folder = sample_folder ();
  g_autofree char *file = g_build_filename (folder, "ledger.journal", NULL);
  g_autofree char *checked = NULL;
  g_autofree char *balances = NULL;

  write_sample (file);
  checked = run_hledger (file, "check", "--strict", "ordereddates", NULL);
  balances = run_hledger (file, "balance", "--flat", "--no-total", "-O", "csv", NULL);
  g_assert_cmpstr (balances, ==,
                   "\"account\",\"balance\"\n"
                   "\"Assets:Bank:中央财政：专项 2025 #1\",\"90000.00 CNY\"\n"
                   "\"Assets:Bank:巨款\",\"92233720368547758.07 CNY\"\n"
                   "\"Assets:Cash:中央财政：专项 2025 #1\",\"9000.00 CNY\"\n"
                   "\"Assets:Cash:社会捐助； 爱心 #2\",\"5000.50 CNY\"\n"
                   "\"Assets:Goods:社会捐助； 爱心\",\"0.01 CNY\"\n"
                   "\"Expenses:Returned:中央财政：专项 2025 #1\",\"1000.00 CNY\"\n"
                   "\"Income:central:中央财政：专项 2025 #1\",\"-100000.00 CNY\"\n"
                   "\"Income:other:巨款\",\"-92233720368547758.07 CNY\"\n"
                   "\"Income:other:社会捐助； 爱心\",\"-0.01 CNY\"\n"
                   "\"Income:society:社会捐助； 爱心 #2\",\"-5000.50 CNY\"\n");
  sample_folder_remove (folder);
}

static void
an_entry_is_one_transaction_with_all_its_postings (void)
{
  char *folder = sample_folder ();
  g_autofree char *file = g_build_filename (folder, "ledger.journal", NULL);
  g_autofree char *text = NULL;

  write_sample (file);
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "\n2025-01-07 (3)   ; kind:payment\n"
                                  "    Assets:Cash:中央财政：专项 2025 #1  9000.00 CNY\n"
                                  "    Assets:Bank:中央财政：专项 2025 #1  -9000.00 CNY\n"
                                  "    Expenses:Aid:living:中央财政：专项 2025 #1  9000.00 CNY\n"
                                  "    Assets:Cash:中央财政：专项 2025 #1  -9000.00 CNY\n"));
  sample_folder_remove (folder);
}

/* Funds that a clerk may have, and what each is called there. A power of two in each: no sum of others is taken for it. */
static const struct { const char *name, *account; } alike[] = {
  { "县:专项", "县：专项 #1" }, { "县：专项", "县：专项" }, { "县：专项 #2", "县：专项 #2 #3" }, { "县：专项 #1", "县：专项 #1 #4" },
  { "捐助 一", "捐助 一" }, { "捐助  一", "捐助 一 #6" }, { "捐助　一", "捐助 一 #7" }, { "捐助;一", "捐助；一 #8" }, { "捐助；一", "捐助；一" },
  { "#11", "#11 #10" }, { ":", "： #11" }, { "：", "：" }, { "县：专项 #1 #1", "县：专项 #1 #1 #13" }, { "No.#5", "No.#5" }, { "(专项)", "(专项)" },
  { "捐助\u00a0一", "捐助 一 #16" }, { "专项 #", "专项 #" }, { "专项 #２", "专项 #２" },
};

static void
write_alike (const char *file, gboolean backwards, guint n_funds)
{
  g_autoptr (GError) error = NULL;
  NuanHledger *hledger = nuan_hledger_begin (file, NUAN_FILE_NEW, "中心", &error);

  g_assert_no_error (error);
  for (guint i = 0; i < n_funds; i++)
    {
      const guint n = backwards ? n_funds - 1 - i : i;
      const NuanHledgerMovement movement
          = ENTRY (i + 1, nuan_day_new (2025, 1, 5), "receive", "", n + 1, alike[n].name, "income:other", "bank", G_GINT64_CONSTANT (1) << n);

      g_assert_true (nuan_hledger_add_movement (hledger, &movement, &error));
    }
  g_assert_true (nuan_hledger_end (hledger, &error));
}

static void
assert_own_accounts (const char *file, guint n_funds)
{
  g_autofree char *checked = run_hledger (file, "check", "--strict", NULL);
  g_autofree char *balances = run_hledger (file, "balance", "--flat", "--no-total", "-O", "csv", "Assets", NULL);
  g_auto (GStrv) lines = g_strsplit (balances, "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), ==, n_funds + 2);   /* heads, and nothing after the last line */
  for (guint i = 0; i < n_funds; i++)
    {
      const gint64 fen = G_GINT64_CONSTANT (1) << i;
      g_autofree char *line = g_strdup_printf ("\"Assets:Bank:%s\",\"%" G_GINT64_FORMAT ".%02d CNY\"", alike[i].account, fen / 100, (int) (fen % 100));

      g_assert_true (g_strv_contains ((const char *const *) lines, line));
    }
}

/* Whatever came first, and whatever was added since. */
static void
every_fund_has_an_account_of_its_own_for_good (void)
{
  char *folder = sample_folder ();
  g_autofree char *all = g_build_filename (folder, "all.journal", NULL);
  g_autofree char *backwards = g_build_filename (folder, "backwards.journal", NULL);
  g_autofree char *earlier = g_build_filename (folder, "earlier.journal", NULL);

  write_alike (all, FALSE, G_N_ELEMENTS (alike));
  assert_own_accounts (all, G_N_ELEMENTS (alike));
  write_alike (backwards, TRUE, G_N_ELEMENTS (alike));
  assert_own_accounts (backwards, G_N_ELEMENTS (alike));
  write_alike (earlier, FALSE, 2);
  assert_own_accounts (earlier, 2);
  sample_folder_remove (folder);
}

static void
dropped_halfway_it_leaves_nothing (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = sample_folder ();
  g_autofree char *file = g_build_filename (folder, "ledger.journal", NULL);
  const NuanHledgerMovement bad = ENTRY (1, nuan_day_new (2025, 1, 5), "receive", "", 1, "资金", "income:central", "attic", 1);
  NuanHledger *hledger = nuan_hledger_begin (file, NUAN_FILE_NEW, "中心", &error);

  g_assert_no_error (error);
  g_assert_false (nuan_hledger_add_movement (hledger, &bad, &error));
  g_assert_error (error, NUAN_ERROR, NUAN_ERROR_STORAGE);
  nuan_hledger_abort (hledger);
  g_assert_cmpuint (sample_folder_count (folder), ==, 0);
  sample_folder_remove (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hledger/hledger-checks-it-strictly-and-has-the-same-balances", hledger_checks_it_strictly_and_has_the_same_balances);
  g_test_add_func ("/hledger/an-entry-is-one-transaction-with-all-its-postings", an_entry_is_one_transaction_with_all_its_postings);
  g_test_add_func ("/hledger/every-fund-has-an-account-of-its-own-for-good", every_fund_has_an_account_of_its_own_for_good);
  g_test_add_func ("/hledger/dropped-halfway-it-leaves-nothing", dropped_halfway_it_leaves_nothing);
  return g_test_run ();
}
