#include "check-error.h"

static void
test_field (void)
{
  g_autoptr (GError) error = NULL;

  nuan_error_set (&error, NUAN_ERROR_RULE, "amount", "%s are free", "120.00");
  g_assert_error (error, NUAN_ERROR, NUAN_ERROR_RULE);
  g_assert_cmpstr (error->message, ==, "120.00 are free");
  g_assert_cmpstr (nuan_error_get_field (error), ==, "amount");
}

static void
test_copy (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) copy = NULL;

  nuan_error_set (&error, NUAN_ERROR_INVALID, "name", "wrong name");
  copy = g_error_copy (error);
  g_clear_error (&error);
  g_assert_cmpstr (nuan_error_get_field (copy), ==, "name");
}

static void
test_no_field (void)
{
  g_autoptr (GError) ours = NULL;
  g_autoptr (GError) foreign = g_error_new_literal (G_FILE_ERROR, G_FILE_ERROR_NOENT, "no file");

  nuan_error_set (&ours, NUAN_ERROR_STORAGE, NULL, "the disk is full");
  g_assert_null (nuan_error_get_field (ours));
  g_assert_null (nuan_error_get_field (foreign));
  g_assert_null (nuan_error_get_field (NULL));
}

static void
test_prefix (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) foreign = g_error_new_literal (G_FILE_ERROR, G_FILE_ERROR_NOENT, "no file");

  nuan_error_set (&error, NUAN_ERROR_INVALID, "id_number", "wrong number");
  nuan_error_prefix_field (&error, "members[1].");
  g_assert_cmpstr (nuan_error_get_field (error), ==, "members[1].id_number");

  nuan_error_prefix_field (&foreign, "members[1].");
  g_assert_cmpstr (foreign->message, ==, "no file");
}

static void
test_nobody_asks (void)
{
  GError *none = NULL;

  nuan_error_set (NULL, NUAN_ERROR_INVALID, "name", "nobody wants to know");
  nuan_error_prefix_field (NULL, "members[1].");
  nuan_error_prefix_field (&none, "members[1].");
  g_assert_null (none);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/error/an error keeps its code, message and field", test_field);
  g_test_add_func ("/error/a copied error keeps its field", test_copy);
  g_test_add_func ("/error/an error without a field, or of GLib, has none", test_no_field);
  g_test_add_func ("/error/a prefix goes before the field", test_prefix);
  g_test_add_func ("/error/no place for an error is no crash", test_nobody_asks);
  return g_test_run ();
}
