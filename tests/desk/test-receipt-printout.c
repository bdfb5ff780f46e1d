#include "config.h"

#include <glib/gstdio.h>

#include "desk/receipt-printout.h"
#include "money.h"

static NuanReceiptPrintout *
draw (Fixture *fixture, const NuanStaff *actor, const char *const *numbers, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();

  for (guint i = 0; numbers[i] != NULL; i++)
    g_ptr_array_add (list, (gpointer) numbers[i]);
  return nuan_receipt_printout_draw (fixture->connection, actor, list, NULL, NULL, NULL, error);
}

static gboolean
count (Fixture *fixture, NuanReceiptPrintout *printout, GError **error)
{
  fixture_begin (fixture);
  return money_end (fixture, nuan_receipt_printout_count (printout, fixture->connection, error));
}

static void
receipts_of_one_paper_are_counted_together (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  g_autofree char *first = money_pay (fixture, &wish, "cash");
  g_autofree char *second = money_pay (fixture, &wish, "cash");
  const char *const numbers[] = { second, first, NULL };
  g_autofree char *path = g_build_filename (fixture->folder, "receipts.pdf", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanReceiptPrintout) printout = draw (fixture, fixture->cash, numbers, &error);

  g_assert_no_error (error);
  g_assert_cmpint (fixture_value (fixture, "SELECT count (*) FROM receipt_print"), ==, 0);
  g_assert_true (nuan_receipt_printout_write (printout, path, NUAN_FILE_NEW, &error));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (count (fixture, printout, &error));
  nuan_receipt_printout_keep (printout);
  g_clear_pointer (&printout, nuan_receipt_printout_free);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpint (fixture_value (fixture, "SELECT count (*) FROM receipt_print"), ==, 2);
  g_unlink (path);
}

static void
a_paper_that_is_not_counted_leaves_no_file (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  g_autofree char *number = money_pay (fixture, &wish, "cash");
  const char *const numbers[] = { number, NULL };
  g_autofree char *path = g_build_filename (fixture->folder, "receipts.pdf", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanReceiptPrintout) late = draw (fixture, fixture->cash, numbers, &error);
  g_autoptr (NuanReceiptPrintout) early = draw (fixture, fixture->cash, numbers, &error);

  g_assert_no_error (error);
  g_assert_true (nuan_receipt_printout_write (late, path, NUAN_FILE_NEW, &error));
  g_assert_true (count (fixture, early, &error));
  g_assert_false (count (fixture, late, &error));
  check_error (error, NUAN_ERROR_CONFLICT, "number");
  g_clear_pointer (&late, nuan_receipt_printout_free);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpint (fixture_value (fixture, "SELECT count (*) FROM receipt_print"), ==, 1);
}

static void
a_receipt_stands_once_on_a_paper (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  g_autofree char *number = money_pay (fixture, &wish, "cash");
  const char *const twice[] = { number, number, NULL };
  const char *const unknown[] = { number, "2025-000009", NULL };
  g_autoptr (GError) error = NULL;

  g_assert_null (draw (fixture, fixture->cash, twice, &error));
  check_error (error, NUAN_ERROR_INVALID, "number");
  g_clear_error (&error);
  g_assert_null (draw (fixture, fixture->cash, unknown, &error));
  check_error (error, NUAN_ERROR_NOT_FOUND, "receipt");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  MONEY_TEST ("/receipt-printout/receipts-of-one-printout-are-counted-together", receipts_of_one_paper_are_counted_together);
  MONEY_TEST ("/receipt-printout/a-printout-that-is-not-counted-leaves-no-file", a_paper_that_is_not_counted_leaves_no_file);
  MONEY_TEST ("/receipt-printout/a-receipt-stands-once-on-a-paper", a_receipt_stands_once_on_a_paper);

  return g_test_run ();
}
