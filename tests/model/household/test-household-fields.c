#include "check-error.h"
#include "sample.h"

#include "base/code-list.h"
#include "model/field-texts.h"
#include "model/household/household-differences.h"
#include "model/household/household-fields.h"

static void
check_at (GPtrArray *errors, guint place, const char *field)
{
  g_autoptr (GError) error = g_error_copy (g_ptr_array_index (errors, place));

  check_error (error, NUAN_ERROR_INVALID, field);
}

/* The heads of the ledger of a family have a field each, in their place. */
static void
each_head_has_its_field (void)
{
  g_autoptr (NuanHousehold) household = nuan_household_new ();

  for (guint i = 0; i < NUAN_N_INCOMES; i++)
    {
      g_autofree char *name = g_strconcat ("incomes.", nuan_income_codes[i], NULL);
      const NuanField *field = nuan_fields_find (nuan_household_fields, name);

      g_assert_nonnull (field);
      g_assert_true (nuan_field_set (field, household, "1.50", NULL));
      g_assert_cmpint (household->incomes_fen[i], ==, 150);
      g_assert_cmpstr (nuan_field_title (field), ==, nuan_code_label ("income", nuan_income_codes[i]));
    }
  for (guint i = 0; i < NUAN_N_EXPENSES; i++)
    {
      g_autofree char *name = g_strconcat ("expenses.", nuan_expense_codes[i], NULL);
      const NuanField *field = nuan_fields_find (nuan_household_fields, name);

      g_assert_nonnull (field);
      g_assert_true (nuan_field_set (field, household, "2", NULL));
      g_assert_cmpint (household->expenses_fen[i], ==, 200);
      g_assert_cmpstr (nuan_field_title (field), ==, nuan_code_label ("expense", nuan_expense_codes[i]));
    }
}

static void
a_file_comes_back_from_its_texts (void)
{
  g_autoptr (NuanHousehold) household = sample_household ();
  g_autoptr (NuanHousehold) again = nuan_household_copy (household);
  g_autoptr (NuanFieldTexts) texts = nuan_field_texts_new (nuan_household_fields);
  g_auto (GStrv) differences = NULL;

  g_strfreev (household->causes);
  household->causes = g_strsplit ("illness,other", ",", -1);
  household->incomes_fen[NUAN_INCOME_WAGE] = 123456789;
  household->accident = TRUE;
  sample_set (&household->accident_reason, "火灾");
  sample_set (&household->note, "一\n二");
  for (const NuanField *field = nuan_household_fields; field->name != NULL; field++)
    {
      g_autofree char *text = nuan_household_get_text (household, field);

      nuan_field_texts_set (texts, field->name, text);
    }
  g_assert_cmpstr (nuan_field_texts_get (texts, "causes[1]"), ==, "other");
  g_assert_cmpstr (nuan_field_texts_get (texts, "incomes.wage"), ==, "1,234,567.89");

  nuan_household_set_texts (again, nuan_field_texts_value, texts, NULL);
  differences = nuan_household_differences (household, again, NULL);
  g_assert_cmpuint (g_strv_length (differences), ==, 0);
}

static void
an_amount_that_cant_be_read_counts_nothing_and_is_told (void)
{
  g_autoptr (NuanHousehold) household = sample_household ();
  g_autoptr (NuanFieldTexts) texts = nuan_field_texts_new (nuan_household_fields);
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);

  household->incomes_fen[NUAN_INCOME_WAGE] = 100;
  nuan_field_texts_set (texts, "incomes.wage", "12,3x");
  nuan_household_set_texts (household, nuan_field_texts_value, texts, errors);
  g_assert_cmpint (household->incomes_fen[NUAN_INCOME_WAGE], ==, 0);
  g_assert_cmpuint (errors->len, ==, 1);
  check_at (errors, 0, "incomes.wage");
}

static void
all_that_is_wrong_is_found_once_a_field (void)
{
  static const char *const wrong[] = { "unit", "phone", "expenses.care", "members[0].name", "members[2].card", "members[2].id_number",
                                       "causes[0]", "causes[2]" };
  g_autoptr (NuanHousehold) household = sample_household ();
  g_autoptr (GPtrArray) errors = NULL;

  sample_set (&household->unit, "　");
  sample_set (&household->phone, "ask");
  household->expenses_fen[NUAN_EXPENSE_CARE] = -1;
  sample_set (&sample_get (household, 0)->name, "");
  sample_set (&sample_get (household, 2)->id_number, sample_get (household, 0)->id_number);
  sample_set (&sample_get (household, 2)->card, "x");
  g_strfreev (household->causes);
  household->causes = g_strsplit ("bad-luck,illness,illness", ",", -1);

  errors = nuan_household_find_errors (household, TODAY);
  g_assert_cmpuint (errors->len, ==, G_N_ELEMENTS (wrong));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    check_at (errors, i, wrong[i]);
}

/* A draft is a group of a key file: any name of a field can be a key there. */
static void
texts_come_back_from_a_key_file (void)
{
  g_autoptr (NuanFieldTexts) texts = nuan_field_texts_new (nuan_household_fields);
  g_autoptr (NuanFieldTexts) again = nuan_field_texts_new (nuan_household_fields);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  for (const NuanField *field = nuan_household_fields; field->name != NULL; field++)
    nuan_field_texts_set (texts, field->name, field->kind == NUAN_FIELD_FLAG ? "1" : field->name);
  nuan_field_texts_save (texts, file, "group");
  g_assert_false (nuan_field_texts_equal (texts, again));
  nuan_field_texts_load (again, file, "group");
  g_assert_true (nuan_field_texts_equal (texts, again));
  g_assert_true (g_key_file_has_key (file, "group", "incomes-wage", NULL));
  g_assert_true (g_key_file_has_key (file, "group", "causes-0-", NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/household-fields/each head has its field", each_head_has_its_field);
  g_test_add_func ("/household-fields/a file comes back from its texts", a_file_comes_back_from_its_texts);
  g_test_add_func ("/household-fields/an amount that can't be read counts nothing and is told", an_amount_that_cant_be_read_counts_nothing_and_is_told);
  g_test_add_func ("/household-fields/all that is wrong is found, once a field", all_that_is_wrong_is_found_once_a_field);
  g_test_add_func ("/household-fields/texts come back from a key file", texts_come_back_from_a_key_file);
  return g_test_run ();
}
