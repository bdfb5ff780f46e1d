#include "config.h"

#include "base/error.h"
#include "model/field.h"
#include "model/money/fund-fields.h"

static const NuanField fields[] = {
  { .name = "name", .kind = NUAN_FIELD_TEXT, .title = "_Name", .required = TRUE },
  { .name = "amount", .kind = NUAN_FIELD_MONEY, .title = "_Amount (元)", .required = TRUE },
  { .name = "date", .kind = NUAN_FIELD_DAY, .title = "_Date" },
  { .name = "id_number", .kind = NUAN_FIELD_ID_NUMBER, .title = "ID number", .secret = TRUE },
  { .name = "phone", .kind = NUAN_FIELD_PHONE, .title = "Phone" },
  { .name = "card", .kind = NUAN_FIELD_CARD, .title = "Card", .secret = TRUE },
  { .name = "source", .kind = NUAN_FIELD_CODE, .title = "Source", .list = "source" },
  { .name = "programmes", .kind = NUAN_FIELD_CODES, .title = "Programmes", .list = "programme" },
  { .name = "login", .kind = NUAN_FIELD_LOGIN, .title = "Login" },
  { .name = "password", .kind = NUAN_FIELD_NEW_PASSWORD, .title = "Password" },
  { .name = "again", .kind = NUAN_FIELD_PASSWORD, .title = "Once more" },
  NUAN_FIELD_END
};

/* "field=value" pairs; what is not among them is not asked for. */
static const char *
value_of (const NuanField *field, gpointer data)
{
  for (const char *const *pair = data; *pair != NULL; pair++)
    if (g_str_has_prefix (*pair, field->name) && (*pair)[strlen (field->name)] == '=')
      return *pair + strlen (field->name) + 1;

  return NULL;
}

static GPtrArray *
check (const NuanField *table, const char *const *values)
{
  return nuan_fields_check (table, value_of, (gpointer) values);
}

static void
assert_wrong (GPtrArray *errors, const char *names)
{
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < errors->len; i++)
    {
      const GError *error = g_ptr_array_index (errors, i);

      g_assert_cmpint (error->code, ==, NUAN_ERROR_INVALID);
      g_string_append_printf (found, "%s%s", i > 0 ? " " : "", nuan_error_get_field (error));
    }
  g_assert_cmpstr (found->str, ==, names);
}

static void
everything_wrong_is_told_at_once_in_the_order_of_the_paper (void)
{
  const char *const values[] = { "card=62x", "name=", "amount=1.005", "date=2025-02-30", "id_number=110101199001011234", "phone=abc",
                                 "source=moon", "programmes=living,moon", "login=A", "password=short", "again=", NULL };
  g_autoptr (GPtrArray) errors = check (fields, values);

  assert_wrong (errors, "name amount date id_number phone card source programmes login password");
}

static void
what_is_recorded_has_happened (void)
{
  const char *const future[] = { "amount=5万", "date=2099-01-01", "account=bank", NULL };
  g_autofree char *today = nuan_day_format (nuan_day_today ());
  g_autofree char *date = g_strconcat ("date=", today, NULL);
  const char *const now[] = { "amount=5", date, "account=bank", NULL };
  g_autoptr (GPtrArray) errors = check (nuan_receive_fields, future);
  g_autoptr (GPtrArray) none = check (nuan_receive_fields, now);

  g_assert_cmpuint (errors->len, ==, 2);
  g_assert_cmpstr (nuan_error_get_field (g_ptr_array_index (errors, 0)), ==, "amount");
  g_assert_cmpstr (nuan_error_get_field (g_ptr_array_index (errors, 1)), ==, "date");
  g_assert_cmpint (((GError *) g_ptr_array_index (errors, 1))->code, ==, NUAN_ERROR_RULE);
  assert_wrong (none, "");
}

static void
what_is_right_is_right (void)
{
  const char *const values[] = { "name=王秀兰", "amount=1,234.50", "date=20250228", "id_number=11010519491231002X", "phone=139-0000",
                                 "card=6222 0000", "source=central", "programmes=living, study", "login=anna", "password=long enough",
                                 "again=x", NULL };
  g_autoptr (GPtrArray) errors = check (fields, values);

  assert_wrong (errors, "");
}

static void
what_is_not_asked_for_is_not_missing (void)
{
  const char *const nothing[] = { NULL };
  const char *const blank[] = { "name= \u200b", "amount=\u3000", "phone=\u2060", "date=\u200b", NULL };
  g_autoptr (GPtrArray) none = check (fields, nothing);
  g_autoptr (GPtrArray) both = check (fields, blank);

  assert_wrong (none, "");
  assert_wrong (both, "name amount");
  g_assert_cmpstr (((GError *) g_ptr_array_index (both, 1))->message, ==, "Amount (元) is missing");
}

static void
an_amount_that_is_needed_is_above_zero (void)
{
  const char *const zero[] = { "amount=0.00", NULL };
  g_autoptr (GPtrArray) errors = check (fields, zero);

  assert_wrong (errors, "amount");
}

static void
a_field_is_blamed_once (void)
{
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  GError *first = NULL, *second = NULL, *other = NULL;

  nuan_error_set (&first, NUAN_ERROR_INVALID, "to", "first");
  nuan_error_set (&second, NUAN_ERROR_INVALID, "to", "second");
  nuan_error_set (&other, NUAN_ERROR_INVALID, "use_by", "other");
  nuan_fields_add_error (errors, first);
  nuan_fields_add_error (errors, second);
  nuan_fields_add_error (errors, NULL);
  nuan_fields_add_error (errors, other);

  assert_wrong (errors, "to use_by");
  g_assert_cmpstr (((GError *) g_ptr_array_index (errors, 0))->message, ==, "first");
}

static void
a_fund_is_read_from_its_fields (void)
{
  const char *const values[] = { "name=中央专款", "source=central", "programmes=living, study", "from=2025-01-01", "to=2024年12月31日",
                                 "use_by=20241231", NULL };
  g_autoptr (GPtrArray) errors = check (nuan_fund_fields, values);
  g_autoptr (NuanFund) fund = nuan_fund_from_fields (value_of, (gpointer) values);
  g_autofree char *from = nuan_field_get (nuan_fields_find (nuan_fund_fields, "from"), fund);

  assert_wrong (errors, "");
  g_assert_cmpstr (fund->name, ==, "中央专款");
  g_assert_cmpstr (fund->programmes[1], ==, "study");
  g_assert_cmpuint (fund->to, ==, nuan_day_new (2024, 12, 31));
  g_assert_cmpstr (from, ==, "2025-01-01");
  g_assert_false (nuan_field_set (nuan_fields_find (nuan_fund_fields, "from"), fund, "2025-02-30", NULL));
  g_assert_cmpuint (fund->from, ==, nuan_day_new (2025, 1, 1));
  g_assert_true (nuan_field_set (nuan_fields_find (nuan_fund_fields, "from"), fund, "", NULL));
  g_assert_cmpuint (fund->from, ==, NUAN_DAY_NONE);
  fund->from = nuan_day_new (2025, 1, 1);

  nuan_fund_check_days (fund, errors);   /* both end before they begin */
  assert_wrong (errors, "to use_by");
}

static void
a_name_is_told_without_its_key (void)
{
  const NuanField chinese = { .name = "name", .title = "名称(_N)" };
  g_autofree char *plain = nuan_field_label (&fields[3]);
  g_autofree char *latin = nuan_field_label (&fields[0]);
  g_autofree char *han = nuan_field_label (&chinese);

  g_assert_cmpstr (plain, ==, "ID number");
  g_assert_cmpstr (latin, ==, "Name");
  g_assert_cmpstr (han, ==, "名称");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/field/everything-wrong-is-told-at-once-in-the-order-of-the-paper", everything_wrong_is_told_at_once_in_the_order_of_the_paper);
  g_test_add_func ("/field/what-is-recorded-has-happened", what_is_recorded_has_happened);
  g_test_add_func ("/field/what-is-right-is-right", what_is_right_is_right);
  g_test_add_func ("/field/what-is-not-asked-for-is-not-missing", what_is_not_asked_for_is_not_missing);
  g_test_add_func ("/field/an-amount-that-is-needed-is-above-zero", an_amount_that_is_needed_is_above_zero);
  g_test_add_func ("/field/a-field-is-blamed-once", a_field_is_blamed_once);
  g_test_add_func ("/field/a-fund-is-read-from-its-fields", a_fund_is_read_from_its_fields);
  g_test_add_func ("/field/a-name-is-told-without-its-key", a_name_is_told_without_its_key);

  return g_test_run ();
}
