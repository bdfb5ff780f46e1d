#include "check-error.h"
#include "model/household/household-differences.h"
#include "sample.h"

static void
refuse (NuanHousehold *household, const char *field)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (nuan_household_check (household, TODAY, &error));
  check_error (error, NUAN_ERROR_INVALID, field);
}

static void
set_causes (NuanHousehold *household, const char *causes)
{
  g_strfreev (household->causes);
  household->causes = g_strsplit (causes, ",", -1);
}

static void
test_new (void)
{
  g_autoptr (NuanHousehold) household = nuan_household_new ();

  g_assert_cmpuint (household->members->len, ==, 1);
  g_assert_nonnull (nuan_household_get_head (household));
  g_assert_nonnull (household->causes);
  g_assert_cmpint (household->state, ==, NUAN_HOUSEHOLD_PENDING);
}

static void
test_good (void)
{
  g_autoptr (NuanHousehold) household = sample_household ();
  g_autoptr (GError) error = NULL;

  set_causes (household, "illness,schooling,laid-off,other");
  sample_set (&household->note, " one\r\ntwo ");
  household->accident = TRUE;
  sample_set (&household->accident_reason, " 2025年8月火灾 ");
  nuan_household_check (household, TODAY, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (household->note, ==, "one\ntwo");
  g_assert_cmpstr (household->accident_reason, ==, "2025年8月火灾");
  g_assert_cmpstr (nuan_household_get_head (household)->name, ==, "张建国");
}

static void
test_missing (void)
{
  g_autoptr (NuanHousehold) no_unit = sample_household ();
  g_autoptr (NuanHousehold) nobody = sample_household ();

  sample_set (&no_unit->unit, " ");
  refuse (no_unit, "unit");
  g_ptr_array_set_size (nobody->members, 0);
  refuse (nobody, "members");
  g_assert_null (nuan_household_get_head (nobody));
}

static void
test_head (void)
{
  g_autoptr (NuanHousehold) none = sample_household ();
  g_autoptr (NuanHousehold) two = sample_household ();

  sample_set (&sample_get (none, 0)->relation, "11");
  refuse (none, "members");
  sample_set (&sample_get (two, 1)->relation, "02");
  refuse (two, "members");
}

static void
test_member_path (void)
{
  g_autoptr (NuanHousehold) household = sample_household ();

  sample_set (&sample_get (household, 2)->relation, "98");
  refuse (household, "members[2].relation");
  sample_set (&sample_get (household, 1)->id_number, "511102197702030000");
  refuse (household, "members[1].id_number");
}

static void
test_twice (void)
{
  g_autoptr (NuanHousehold) household = sample_household ();
  g_autofree char *blanks = g_strdup_printf (" %s ", sample_get (household, 0)->id_number);

  sample_set (&sample_get (household, 2)->id_number, blanks);
  refuse (household, "members[2].id_number");

  sample_set (&sample_get (household, 1)->id_number, "");
  sample_set (&sample_get (household, 2)->id_number, "");
  g_assert_true (nuan_household_check (household, TODAY, NULL));   /* two children without a number are not one person */
}

static void
test_causes (void)
{
  g_autoptr (NuanHousehold) household = sample_household ();

  set_causes (household, "illness,bad-luck");
  refuse (household, "causes[1]");
  set_causes (household, "illness,other,illness");
  refuse (household, "causes[2]");
  set_causes (household, "illness,other,schooling,laid-off,accident");
  refuse (household, "causes");
}

static void
test_amounts (void)
{
  g_autoptr (NuanHousehold) household = sample_household ();

  household->expenses_fen[NUAN_EXPENSE_HOUSING] = -1;
  refuse (household, "expenses.housing");
  household->incomes_fen[NUAN_INCOME_WAGE] = -1;
  refuse (household, "incomes.wage");
}

static void
test_accident (void)
{
  g_autoptr (NuanHousehold) household = sample_household ();

  household->accident = TRUE;
  refuse (household, "accident_reason");
}

static void
test_states (void)
{
  g_autoptr (GError) error = NULL;
  NuanHouseholdState state;

  for (guint i = 0; i < NUAN_N_HOUSEHOLD_STATES; i++)
    {
      g_assert_true (nuan_household_state_parse (nuan_household_state_code (i), &state, NULL));
      g_assert_cmpint (state, ==, i);
    }
  g_assert_false (nuan_household_state_parse ("asleep", &state, &error));
  check_error (error, NUAN_ERROR_INVALID, "state");
}

static char *
warn (NuanHousehold *household)
{
  g_auto (GStrv) warnings = nuan_household_warnings (household, TODAY);

  for (guint i = 0; warnings[i] != NULL; i++)
    *strchr (warnings[i], ':') = '\0';
  return g_strjoinv (" ", warnings);
}

static void
assert_warns (const char *relation, const char *birth, guint sequence, const char *expected)
{
  g_autoptr (NuanHousehold) household = sample_household ();
  g_autofree char *paths = NULL;

  nuan_member_free (household->members->pdata[2]);
  household->members->pdata[2] = sample_member ("某人", relation, birth, sequence);
  paths = warn (household);
  g_assert_cmpstr (paths, ==, expected);
}

static void
test_warnings (void)
{
  assert_warns ("31", "20040229", 24, "");
  assert_warns ("31", "20040229", 23, "members[2].relation");    /* a daughter who is male */
  assert_warns ("22", "20040229", 24, "members[2].relation");    /* a son who is female */
  assert_warns ("28", "19800101", 23, "");                       /* a son-in-law */
  assert_warns ("22", "19740101", 23, "members[2].relation");    /* older than the father */
  assert_warns ("22", "19850101", 23, "members[2].relation");    /* his father was nine */
  assert_warns ("51", "19500101", 23, "");
  assert_warns ("51", "19800101", 23, "members[2].relation");    /* a father younger than his son */
  assert_warns ("57", "19740101", 23, "");                       /* a stepfather may be little older */
  assert_warns ("61", "19600101", 23, "members[2].relation");
  assert_warns ("41", "20200101", 23, "");
  assert_warns ("41", "19950101", 23, "members[2].relation");
  assert_warns ("71", "19800101", 23, "members[2].relation");    /* an elder brother who is younger */
  assert_warns ("73", "19700101", 23, "members[2].relation");
  assert_warns ("10", "19760101", 24, "");
  assert_warns ("10", "19760101", 23, "members[2].relation");    /* spouses of one sex */
  assert_warns ("99", "19000101", 23, "members[2].id_number");   /* 125 years */
  assert_warns ("50", NULL, 0, "");
}

static void
test_other_warnings (void)
{
  g_autoptr (NuanHousehold) household = sample_household ();
  g_autofree char *region = g_strdup_printf ("99999919770203022%c", nuan_id_number_check_character ("99999919770203022"));
  g_autofree char *paths = NULL;

  sample_set (&sample_get (household, 0)->card, "6222020000000000000");
  sample_set (&sample_get (household, 1)->card, "6222020000000000001");
  sample_set (&sample_get (household, 1)->id_number, region);
  sample_set (&sample_get (household, 2)->id_number, "51110220");   /* half typed */
  paths = warn (household);
  g_assert_cmpstr (paths, ==, "members[1].id_number members[1].card");
}

static void
test_phones (void)
{
  static const struct { const char *phone; gboolean plausible; } phones[] = {
    { "", TRUE }, { "13800001111", TRUE }, { "1380000111", FALSE }, { "138000011112", FALSE }, { "１３８００００１１１", FALSE }, { "+8613800001111", TRUE },
    { "0833-2112233", TRUE }, { "0833-211223", FALSE }, { "010-87654321", TRUE }, { "0833-2112233-8001", TRUE }, { "2112233", TRUE }, { "21122333", TRUE },
    { "211223344", FALSE }, { "400-820-8820", TRUE }, { "12351", TRUE }, { "+4930123456", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (phones); i++)
    {
      g_autoptr (NuanHousehold) household = sample_household ();
      g_autofree char *paths = NULL;

      sample_set (&household->phone, phones[i].phone);
      sample_set (&sample_get (household, 1)->phone, phones[i].phone);
      paths = warn (household);
      g_test_message ("%s", phones[i].phone);
      g_assert_cmpstr (paths, ==, phones[i].plausible ? "" : "phone members[1].phone");
    }
}

static void
test_warnings_carry_no_secret (void)
{
  g_autoptr (NuanHousehold) household = sample_household ();
  g_auto (GStrv) warnings = NULL;

  sample_set (&sample_get (household, 0)->card, "6222020000000000001");
  sample_set (&sample_get (household, 1)->relation, "11");
  warnings = nuan_household_warnings (household, TODAY);
  g_assert_cmpuint (g_strv_length (warnings), ==, 2);
  for (guint i = 0; warnings[i] != NULL; i++)
    {
      g_assert_null (strstr (warnings[i], "6222"));
      g_assert_null (strstr (warnings[i], "511102"));
    }
}

static void
assert_differences (const NuanHousehold *before, const NuanHousehold *after, const char *expected, gboolean expected_material)
{
  gboolean material = !expected_material;
  g_auto (GStrv) parts = nuan_household_differences (before, after, &material);
  g_autofree char *joined = g_strjoinv (" ", parts);

  g_assert_cmpstr (joined, ==, expected);
  g_assert_cmpint (material, ==, expected_material);
}

static void
test_differences (void)
{
  g_autoptr (NuanHousehold) before = sample_household ();
  g_autoptr (NuanHousehold) after = nuan_household_copy (before);

  assert_differences (before, after, "", FALSE);
  sample_set (&after->note, "new");
  sample_set (&after->address, "new");
  sample_set (&after->unit, "new");
  sample_set (&after->phone, "1");
  set_causes (after, "illness");
  assert_differences (before, after, "causes unit address phone note", FALSE);
  sample_set (&sample_get (after, 1)->phone, "13812345678");
  assert_differences (before, after, "members causes unit address phone note", FALSE);
}

static void
test_material (void)
{
  g_autoptr (NuanHousehold) before = sample_household ();
  g_autoptr (NuanHousehold) income = nuan_household_copy (before);
  g_autoptr (NuanHousehold) expense = nuan_household_copy (before);
  g_autoptr (NuanHousehold) counted = nuan_household_copy (before);
  g_autoptr (NuanHousehold) card = nuan_household_copy (before);
  g_autoptr (NuanHousehold) child = nuan_household_copy (before);
  g_autoptr (NuanHousehold) accident = nuan_household_copy (before);

  income->incomes_fen[NUAN_INCOME_OTHER] = 1;
  assert_differences (before, income, "incomes", TRUE);
  expense->expenses_fen[NUAN_EXPENSE_CARE] = 1;
  assert_differences (before, expense, "expenses", TRUE);
  sample_get (counted, 2)->counted = FALSE;
  assert_differences (before, counted, "members", TRUE);
  sample_set (&sample_get (card, 0)->card, "6222020000000000000");
  assert_differences (before, card, "members", TRUE);
  g_ptr_array_add (child->members, sample_member ("张小宝", "22", NULL, 0));
  assert_differences (before, child, "members", TRUE);
  assert_differences (child, before, "members", TRUE);
  accident->accident = TRUE;
  assert_differences (before, accident, "accident", TRUE);
}

static void
test_copy (void)
{
  g_autoptr (NuanHousehold) household = sample_household ();
  g_autoptr (NuanHousehold) copy = nuan_household_copy (household);

  sample_set (&sample_get (household, 0)->name, "另一人");
  household->incomes_fen[0] = 5;
  g_assert_cmpstr (sample_get (copy, 0)->name, ==, "张建国");
  g_assert_cmpint (copy->incomes_fen[0], ==, 0);
  g_assert_null (nuan_household_copy (NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/household/a new file has one empty head", test_new);
  g_test_add_func ("/household/a good file is cleaned", test_good);
  g_test_add_func ("/household/unit and members must be there", test_missing);
  g_test_add_func ("/household/there is exactly one head", test_head);
  g_test_add_func ("/household/a bad member is named by its path", test_member_path);
  g_test_add_func ("/household/an ID number stands in a file once", test_twice);
  g_test_add_func ("/household/causes are known, few and different", test_causes);
  g_test_add_func ("/household/amounts are not negative", test_amounts);
  g_test_add_func ("/household/an accident has its reason", test_accident);
  g_test_add_func ("/household/states have codes", test_states);
  g_test_add_func ("/household/a relation at odds with sex or age warns", test_warnings);
  g_test_add_func ("/household/a phone with a digit too few or too many warns", test_phones);
  g_test_add_func ("/household/odd regions and cards warn, half-typed numbers do not", test_other_warnings);
  g_test_add_func ("/household/warnings carry no number", test_warnings_carry_no_secret);
  g_test_add_func ("/household/differences are named", test_differences);
  g_test_add_func ("/household/what an assessment rests on is material", test_material);
  g_test_add_func ("/household/a copy stands alone", test_copy);
  return g_test_run ();
}
