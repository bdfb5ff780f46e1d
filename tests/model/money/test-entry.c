#include "check-error.h"
#include "model/money/entry.h"

static void
a_row_is_called_by_its_kind (void)
{
  static const struct { const char *kind, *debit, *label; } rows[] = {
    { "receive", "bank", "Received" }, { "return", "returned", "Returned" }, { "payment", "aid:living", "Paid" },
    { "void", "cash", "Voided" },      { "reversal", "returned", "Reversal" }, { "draw", "cash", "Bank to cash" },
    { "draw", "goods", "Bank to goods" }, { "draw", NULL, "Bank to cash" }, { "later", "bank", "later" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpstr (nuan_entry_kind_label (rows[i].kind, rows[i].debit), ==, rows[i].label);
}

static void
an_account_is_called_by_what_it_is_about (void)
{
  static const struct { const char *account, *label; } accounts[] = {
    { "income:nowhere", "Income: nowhere" }, { "aid:nothing", "Aid: nothing" }, { "returned", "Returned" }, { "allocated", "Allocated" },
    { "unheard-of", "unheard-of" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (accounts); i++)
    {
      g_autofree char *label = nuan_account_label (accounts[i].account);

      g_assert_cmpstr (label, ==, accounts[i].label);
    }
}

static void
only_money_received_or_returned_is_taken_back_and_once (void)
{
  static const char *const never[] = { "payment", "draw", "void", "reversal", "", "later" };
  static const char *const once[] = { "receive", "return" };

  for (guint i = 0; i < G_N_ELEMENTS (never); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (nuan_entry_may_be_reversed (never[i], FALSE, NULL));
      g_assert_false (nuan_entry_may_be_reversed (never[i], TRUE, &error));
      check_error (error, NUAN_ERROR_RULE, "entry");
    }
  for (guint i = 0; i < G_N_ELEMENTS (once); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (nuan_entry_may_be_reversed (once[i], FALSE, NULL));
      g_assert_false (nuan_entry_may_be_reversed (once[i], TRUE, &error));
      check_error (error, NUAN_ERROR_CONFLICT, "entry");
    }
}

int
main (int argc, char *argv[])
{
  g_setenv ("LANGUAGE", "en", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/entry/a row is called by its kind", a_row_is_called_by_its_kind);
  g_test_add_func ("/entry/an account is called by what it is about", an_account_is_called_by_what_it_is_about);
  g_test_add_func ("/entry/only money received or returned is taken back, and once", only_money_received_or_returned_is_taken_back_and_once);
  return g_test_run ();
}
