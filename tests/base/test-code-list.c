#include "base/code-list.h"
#include "check-error.h"

static void
test_labels (void)
{
  g_assert_cmpstr (nuan_code_label ("programme", "living"), ==, "生活救助");
  g_assert_cmpstr (nuan_code_label ("relation", "02"), ==, "户主");
  g_assert_cmpstr (nuan_code_label ("category", "none"), ==, "不符合");
  g_assert_cmpstr (nuan_code_label ("programme", "no-such"), ==, "no-such");
  g_assert_cmpstr (nuan_code_label ("no-such", "living"), ==, "living");
  g_assert_null (nuan_code_label ("programme", NULL));
}

static void
test_order (void)
{
  guint n_codes;
  const NuanCode *codes = nuan_code_list ("income", &n_codes);

  g_assert_cmpuint (n_codes, ==, 5);
  g_assert_cmpstr (codes[0].code, ==, "wage");
  g_assert_cmpstr (codes[0].label, ==, "工资性收入");
  g_assert_cmpstr (codes[4].code, ==, "other");
  g_assert_nonnull (nuan_code_list ("no-such", &n_codes));
  g_assert_cmpuint (n_codes, ==, 0);
}

static void
test_complete (void)
{
  static const struct { const char *list; guint n_codes; } lists[] = {
    { "programme", 9 }, { "source", 11 }, { "cause", 10 }, { "income", 5 }, { "expense", 7 }, { "sex", 3 }, { "category", 4 },
    { "household-state", 6 }, { "grant-state", 6 }, { "method", 3 }, { "role", 6 }, { "account", 3 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      guint n_codes;

      nuan_code_list (lists[i].list, &n_codes);
      g_assert_cmpuint (n_codes, ==, lists[i].n_codes);
    }
}

static void
test_check (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (nuan_code_known ("method", "cash"));
  g_assert_false (nuan_code_known ("method", "现金"));
  g_assert_false (nuan_code_known ("method", NULL));
  g_assert_true (nuan_code_check ("method", "cash", "method", &error));
  g_assert_no_error (error);

  g_assert_false (nuan_code_check ("method", "cheque", "method", &error));
  g_assert_nonnull (strstr (error->message, "cash, card, goods"));
  check_error (error, NUAN_ERROR_INVALID, "method");

  g_assert_false (nuan_code_check ("relation", "98", "members[2].relation", &error));
  g_assert_nonnull (strstr (error->message, "01, 02"));
  g_assert_nonnull (strstr (error->message, "99"));
  check_error (error, NUAN_ERROR_INVALID, "members[2].relation");
  g_clear_error (&error);

  g_assert_false (nuan_code_check ("relation", "", "proxy_relation", &error));   /* nothing chosen: no list of codes */
  g_assert_null (strstr (error->message, "01, 02"));
  check_error (error, NUAN_ERROR_INVALID, "proxy_relation");
}

static void
test_joined (void)
{
  static const char *const none[] = { NULL }, *const codes[] = { "cash", "unheard-of", "goods", NULL };
  g_autofree char *nothing = nuan_code_labels ("method", none, ", ");
  g_autofree char *labels = nuan_code_labels ("method", codes, "; ");
  g_autofree char *expected = g_strdup_printf ("%s; unheard-of; %s", nuan_code_label ("method", "cash"), nuan_code_label ("method", "goods"));

  g_assert_cmpstr (nothing, ==, "");
  g_assert_cmpstr (labels, ==, expected);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/code-list/a code has its label and an unknown one itself", test_labels);
  g_test_add_func ("/code-list/codes stand in file order", test_order);
  g_test_add_func ("/code-list/every list is whole", test_complete);
  g_test_add_func ("/code-list/an unknown code is refused with the codes that are right", test_check);
  g_test_add_func ("/code-list/the labels of several codes are joined", test_joined);
  return g_test_run ();
}
