#include "config.h"

#include "model/theme.h"

static void
an_action_is_about_what_it_writes (void)
{
  g_assert_cmpuint (nuan_theme_of_action ("household.change"), ==, NUAN_THEME_PEOPLE);
  g_assert_cmpuint (nuan_theme_of_action ("grant.approve"), ==, NUAN_THEME_MONEY);
  g_assert_cmpuint (nuan_theme_of_action ("payment.pay"), ==, NUAN_THEME_MONEY);
  g_assert_cmpuint (nuan_theme_of_action ("receipt.print"), ==, NUAN_THEME_MONEY);
  g_assert_cmpuint (nuan_theme_of_action ("fund.reverse"), ==, NUAN_THEME_MONEY);
  g_assert_cmpuint (nuan_theme_of_action ("standard.set"), ==, NUAN_THEME_RULES);
  g_assert_cmpuint (nuan_theme_of_action ("sign-in.fail"), ==, NUAN_THEME_OFFICE);
  g_assert_cmpuint (nuan_theme_of_action ("check.answer"), ==, NUAN_THEME_OFFICE);
}

static void
looking_at_a_file_changes_nothing_in_it (void)
{
  g_assert_cmpuint (nuan_theme_of_action ("household.reveal"), ==, NUAN_THEME_OFFICE);
}

static void
an_unknown_action_is_about_everything (void)
{
  g_assert_cmpuint (nuan_theme_of_action ("centre.init"), ==, NUAN_THEME_ALL);
  g_assert_cmpuint (nuan_theme_of_action (""), ==, NUAN_THEME_ALL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/theme/an-action-is-about-what-it-writes", an_action_is_about_what_it_writes);
  g_test_add_func ("/theme/looking-at-a-file-changes-nothing-in-it", looking_at_a_file_changes_nothing_in_it);
  g_test_add_func ("/theme/an-unknown-action-is-about-everything", an_unknown_action_is_about_everything);

  return g_test_run ();
}
