#include "config.h"

#include <string.h>

#include "base/error.h"
#include "sample-json.h"
#include "model/household/household-fields.h"

#define HEAD "{\"unit\":\"城东纺织厂\",\"members\":[{\"name\":\"张建国\",\"relation\":\"02\"}]"

static NuanHousehold *
read_one (const char *text, NuanHouseholdJson how, GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (nuan_household_json_problem_free);
  g_autoptr (GPtrArray) rows = nuan_household_json_read (text, strlen (text), how, NULL, problems, error);

  if (rows == NULL)
    return NULL;
  g_assert_cmpuint (rows->len, ==, 1);
  if (problems->len > 0)
    {
      g_propagate_error (error, g_ptr_array_steal_index (problems, 0));
      return NULL;
    }
  return g_ptr_array_steal_index (rows, 0);
}

static void
assert_refused (const char *text, const char *field)
{
  g_autoptr (GError) error = NULL;
  NuanHousehold *household = read_one (text, NUAN_HOUSEHOLD_JSON_NEW, &error);

  g_assert_null (household);
  g_assert_error (error, NUAN_ERROR, NUAN_ERROR_INVALID);
  g_assert_cmpstr (nuan_error_get_field (error), ==, field);
}

static void
every_field_is_read (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanHousehold) household = read_one (
      "{\"unit\":\"城东纺织厂\",\"address\":\"一号楼\",\"phone\":\"13800000000\",\"note\":\"低保户\",\"causes\":[\"illness\",\"schooling\"],"
      "\"members\":[{\"name\":\"张建国\",\"id_number\":\"51110219700101001X\",\"relation\":\"02\",\"phone\":\"1\",\"card\":\"6222\","
      "\"employer\":\"厂\",\"health\":\"good\",\"counted\":true},{\"name\":\"张三\",\"relation\":\"21\",\"counted\":false}],"
      "\"incomes\":{\"wage\":48000,\"other\":\"0.10\"},\"expenses\":{\"illness\":9000.50,\"care\":0},\"accident_reason\":\"火灾\"}",
      NUAN_HOUSEHOLD_JSON_NEW, &error);
  const NuanMember *member;

  g_assert_no_error (error);
  g_assert_cmpstr (household->unit, ==, "城东纺织厂");
  g_assert_cmpstr (household->address, ==, "一号楼");
  g_assert_cmpstr (household->phone, ==, "13800000000");
  g_assert_cmpstr (household->note, ==, "低保户");
  g_assert_cmpstr (household->causes[0], ==, "illness");
  g_assert_cmpstr (household->causes[1], ==, "schooling");
  g_assert_null (household->causes[2]);
  g_assert_cmpint (household->incomes_fen[NUAN_INCOME_WAGE], ==, 4800000);
  g_assert_cmpint (household->incomes_fen[NUAN_INCOME_OTHER], ==, 10);
  g_assert_cmpint (household->expenses_fen[NUAN_EXPENSE_ILLNESS], ==, 900050);
  g_assert_true (household->accident);
  g_assert_cmpstr (household->accident_reason, ==, "火灾");
  g_assert_cmpuint (household->members->len, ==, 2);
  member = g_ptr_array_index (household->members, 0);
  g_assert_cmpstr (member->id_number, ==, "51110219700101001X");
  g_assert_cmpstr (member->health, ==, "good");
  g_assert_true (member->counted);
  member = g_ptr_array_index (household->members, 1);
  g_assert_cmpstr (member->relation, ==, "21");
  g_assert_false (member->counted);
}

static void
an_amount_beyond_a_double_keeps_its_last_fen (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanHousehold) household = read_one (HEAD ",\"incomes\":{\"wage\":92233720368547758.07}}", NUAN_HOUSEHOLD_JSON_NEW, &error);

  g_assert_no_error (error);
  g_assert_cmpint (household->incomes_fen[NUAN_INCOME_WAGE], ==, G_MAXINT64);
}

static void
wrong_amounts_are_refused_at_their_field (void)
{
  assert_refused (HEAD ",\"incomes\":{\"wage\":1.005}}", "incomes.wage");
  assert_refused (HEAD ",\"incomes\":{\"wage\":-1}}", "incomes.wage");
  assert_refused (HEAD ",\"incomes\":{\"wage\":1e3}}", "incomes.wage");
  assert_refused (HEAD ",\"incomes\":{\"wage\":92233720368547758.08}}", "incomes.wage");
  assert_refused (HEAD ",\"expenses\":{\"care\":true}}", "expenses.care");
  assert_refused (HEAD ",\"expenses\":{\"care\":1,\"care\":2}}", "expenses.care");
  assert_refused (HEAD ",\"expenses\":[]}", "expenses");
}

static void
unknown_doubled_and_missing_fields_are_refused (void)
{
  assert_refused (HEAD ",\"colour\":\"red\"}", "colour");
  assert_refused (HEAD ",\"number\":\"H2025-000001\"}", "number");
  assert_refused (HEAD ",\"phone\":\"1\",\"phone\":\"2\"}", "phone");
  assert_refused (HEAD ",\"incomes\":{\"wages\":1}}", "incomes.wages");
  assert_refused ("{\"unit\":\"厂\",\"members\":[{\"name\":\"甲\"},{\"shoe\":\"42\"}]}", "members[1].shoe");
  assert_refused ("{\"unit\":\"厂\",\"members\":[{\"name\":\"甲\"},{\"name\":\"乙\",\"name\":\"丙\"}]}", "members[1].name");
  assert_refused ("{\"unit\":\"厂\"}", "members");
  assert_refused ("{\"members\":[]}", "unit");
}

static void
wrong_types_are_refused (void)
{
  assert_refused (HEAD ",\"phone\":13800000000}", "phone");
  assert_refused (HEAD ",\"phone\":null}", "phone");
  assert_refused (HEAD ",\"causes\":\"illness\"}", "causes");
  assert_refused (HEAD ",\"causes\":[\"illness\",1]}", "causes[1]");
  assert_refused ("{\"unit\":\"厂\",\"members\":{}}", "members");
  assert_refused ("{\"unit\":\"厂\",\"members\":[7]}", "members[0]");
  assert_refused ("{\"unit\":\"厂\",\"members\":[{\"id_number\":511102}]}", "members[0].id_number");
  assert_refused ("{\"unit\":\"厂\",\"members\":[{\"counted\":\"yes\"}]}", "members[0].counted");
  assert_refused ("7", NULL);
  assert_refused ("null", NULL);
}

static void
a_nul_or_half_a_character_is_refused (void)
{
  assert_refused (HEAD ",\"note\":\"a\\u0000b\"}", "note");
  assert_refused (HEAD ",\"note\\u0000\":\"a\"}", "note");
  assert_refused (HEAD ",\"note\":\"\\ud83d\"}", NULL);
  assert_refused (HEAD ",\"note\":\"\\udc00\\ud83d\"}", NULL);
  assert_refused (HEAD ",\"note\":\"\xff\"}", NULL);
}

static void
rare_characters_arrive_escaped_or_not (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanHousehold) household = read_one (HEAD ",\"note\":\"\\ud842\\udfb7 𠮷 \\\\ud800\"}", NUAN_HOUSEHOLD_JSON_NEW, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (household->note, ==, "𠮷 𠮷 \\ud800");
}

static void
text_that_is_not_json_is_refused_with_its_line (void)
{
  g_autoptr (GError) error = NULL;

  assert_refused ("", NULL);
  assert_refused ("{", NULL);
  assert_refused (HEAD, NULL);
  assert_refused (HEAD "} {}", NULL);
  assert_refused ("[,]", NULL);
  g_assert_null (read_one ("{\n\"unit\": oops}", NUAN_HOUSEHOLD_JSON_NEW, &error));
  g_assert_nonnull (strstr (error->message, "2"));
}

static void
deep_nesting_is_refused_quickly (void)
{
  g_autofree char *arrays = g_strnfill (1000000, '[');
  GString *objects = g_string_new (HEAD ",\"note\":");

  for (guint i = 0; i < 200000; i++)
    g_string_append (objects, "{\"a\":");
  assert_refused (arrays, "[0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0]");
  assert_refused (objects->str, "note.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a");
  g_string_free (objects, TRUE);
}

static void
every_bad_row_of_an_array_is_named (void)
{
  static const char *const fields[] = { "[1].unit", "[1].members", "[2]", "[4].members[1].id_number", "[4].members[0].name", "[4].members[0].relation",
                                        "[4].members[1].name", "[4].members[1].relation" };
  const char *text = "[" HEAD "}, {\"unit\":1,\"members\":[]}, 5, " HEAD "}, {\"unit\":\"厂\",\"members\":[{},{\"id_number\":false}]}]";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (nuan_household_json_problem_free);
  gboolean is_array = FALSE;
  g_autoptr (GPtrArray) rows = nuan_household_json_read (text, strlen (text), NUAN_HOUSEHOLD_JSON_NEW, &is_array, problems, &error);

  g_assert_no_error (error);
  g_assert_true (is_array);
  g_assert_cmpuint (rows->len, ==, 5);
  g_assert_nonnull (g_ptr_array_index (rows, 0));
  g_assert_null (g_ptr_array_index (rows, 1));
  g_assert_nonnull (g_ptr_array_index (rows, 3));
  g_assert_cmpuint (problems->len, ==, G_N_ELEMENTS (fields));
  for (guint i = 0; i < problems->len; i++)
    g_assert_cmpstr (nuan_error_get_field (g_ptr_array_index (problems, i)), ==, fields[i]);
}

/* Members and file have fields of the same name: neither hides the other. */
static void
everything_wrong_with_a_row_is_told (void)
{
  static const char *const fields[] = { "phone", "members[0]", "members[1].phone", "members[1].shoe", "members[1].counted", "incomes.wage", "incomes.luck",
                                        "causes[0]", "colour", "unit", "members[1].name", "members[1].relation" };
  const char *text = "{\"phone\":1,\"members\":[7,{\"phone\":2,\"shoe\":\"42\",\"counted\":\"yes\"}],\"incomes\":{\"wage\":1.005,\"luck\":1},"
                     "\"causes\":[1],\"colour\":\"red\"}";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (nuan_household_json_problem_free);
  g_autoptr (GPtrArray) rows = nuan_household_json_read (text, strlen (text), NUAN_HOUSEHOLD_JSON_NEW, NULL, problems, &error);

  g_assert_no_error (error);
  g_assert_null (g_ptr_array_index (rows, 0));
  g_assert_cmpuint (problems->len, ==, G_N_ELEMENTS (fields));
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    g_assert_cmpstr (nuan_error_get_field (g_ptr_array_index (problems, i)), ==, fields[i]);
}

#define WHOLE_HEAD "{\"name\":\"张建国\",\"relation\":\"02\",\"id_number\":\"11010519491231002X\"}"

/* "a0" to "a<N - 1>": nobody knows such a field. */
static char *
row_with_unknown_fields (guint n)
{
  GString *text = g_string_new ("{\"unit\":\"厂\",\"members\":[" WHOLE_HEAD "]");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, ",\"a%u\":1", i);
  g_string_append (text, "}");
  return g_string_free (text, FALSE);
}

static GPtrArray *
problems_of (const char *text)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *problems = g_ptr_array_new_with_free_func (nuan_household_json_problem_free);
  g_autoptr (GPtrArray) rows = nuan_household_json_read (text, strlen (text), NUAN_HOUSEHOLD_JSON_NEW, NULL, problems, &error);

  g_assert_no_error (error);
  return problems;
}

static void
assert_problem (GPtrArray *problems, guint nth, const char *field, gboolean says_more)
{
  const GError *problem = g_ptr_array_index (problems, nth);

  g_assert_error (problem, NUAN_ERROR, NUAN_ERROR_INVALID);
  g_assert_cmpstr (nuan_error_get_field (problem), ==, field);
  g_assert_true (says_more == (strstr (problem->message, "More is wrong than these 100") != NULL));
}

static void
a_hundred_errors_of_a_household_are_told_and_that_there_are_more (void)
{
  for (guint n = 99; n <= 103; n++)
    {
      g_autofree char *text = row_with_unknown_fields (n);
      g_autoptr (GPtrArray) problems = problems_of (text);

      g_assert_cmpuint (problems->len, ==, MIN (n, 101));
      assert_problem (problems, MIN (n, 100) - 1, n == 99 ? "a98" : "a99", FALSE);
      if (n > 100)
        assert_problem (problems, 100, NULL, TRUE);
    }
}

/* Some are within a member, and each row has its own hundred. */
static void
no_row_hides_the_errors_of_another (void)
{
  g_autofree char *broken = row_with_unknown_fields (150);
  GString *text = g_string_new ("[{\"unit\":\"厂\",\"members\":[{\"name\":\"甲\",\"relation\":\"02\"");
  g_autoptr (GPtrArray) problems = NULL;

  for (guint i = 0; i < 120; i++)
    g_string_append_printf (text, ",\"b%u\":1", i);
  g_string_append_printf (text, "}]},%s", broken);
  for (guint i = 2; i < 103; i++)
    g_string_append (text, ",{\"unit\":1,\"members\":[" WHOLE_HEAD "]}");
  g_string_append (text, "]");
  problems = problems_of (text->str);
  g_string_free (text, TRUE);

  g_assert_cmpuint (problems->len, ==, 101 + 101 + 101);
  assert_problem (problems, 99, "[0].members[0].b99", FALSE);
  assert_problem (problems, 100, "[0]", TRUE);
  assert_problem (problems, 200, "[1].a99", FALSE);
  assert_problem (problems, 201, "[1]", TRUE);
  for (guint i = 2; i < 103; i++)
    {
      g_autofree char *field = g_strdup_printf ("[%u].unit", i);

      assert_problem (problems, 200 + i, field, FALSE);
    }
}

static void
an_empty_array_has_no_rows (void)
{
  gboolean is_array = FALSE;
  g_autoptr (GPtrArray) rows = nuan_household_json_read ("\xEF\xBB\xBF []", 6, NUAN_HOUSEHOLD_JSON_NEW, &is_array, NULL, NULL);

  g_assert_nonnull (rows);
  g_assert_true (is_array);
  g_assert_cmpuint (rows->len, ==, 0);
}

static void
an_accident_needs_no_second_word_and_may_not_contradict_itself (void)
{
  assert_refused (HEAD ",\"accident\":false,\"accident_reason\":\"火灾\"}", "accident_reason");
  assert_refused (HEAD ",\"accident\":{}}", "accident");
}

static void
what_is_shown_can_be_given_back (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanHousehold) household = nuan_household_new ();
  g_autoptr (NuanHousehold) again = NULL;
  g_autofree char *text = NULL;
  g_autofree char *second = NULL;
  NuanMember *head = nuan_household_get_head (household);

  g_assert_nonnull (head);
  head->id = 4611686018427387905;
  g_free (head->name);
  head->name = g_strdup ("阿不都热合曼·买买提江 \"𠮷\"");
  g_free (household->unit);
  household->unit = g_strdup ("厂\n二车间");
  g_free (household->number);
  household->number = g_strdup ("H2025-000318");
  household->version = 7;
  household->incomes_fen[NUAN_INCOME_WAGE] = G_MAXINT64;

  text = sample_household_json (household);
  again = read_one (text, NUAN_HOUSEHOLD_JSON_SHOWN, &error);
  g_assert_no_error (error);
  second = sample_household_json (again);
  g_assert_cmpstr (text, ==, second);
  g_assert_cmpstr (again->number, ==, "H2025-000318");
  g_assert_cmpint (again->version, ==, 7);
  g_assert_cmpint (nuan_household_get_head (again)->id, ==, 4611686018427387905);
}

static NuanHousehold *
full_household (void)
{
  NuanHousehold *household = nuan_household_new ();
  NuanMember *head = nuan_household_get_head (household);

  head->id = 5;
  for (const NuanField *field = nuan_member_fields; field->name != NULL; field++)
    if (field->kind != NUAN_FIELD_FLAG)
      g_assert_true (nuan_field_set (field, head, field->name, NULL));
  g_assert_true (nuan_field_set (nuan_fields_find (nuan_member_fields, "id_number"), head, "11010519491231002X", NULL));
  for (const NuanField *field = nuan_household_fields; field->name != NULL; field++)
    if (field->place != 0)
      g_assert_true (nuan_field_set (field, household, field->kind == NUAN_FIELD_MONEY ? "12.3" : field->name, NULL));
  g_strfreev (household->causes);
  household->causes = g_strsplit ("illness,other", ",", -1);
  g_free (household->number);
  household->number = g_strdup ("H2025-000318");
  household->version = 7;
  return household;
}

/* Scripts read it: names, kinds and order stay as they are. */
static const char full_text[] =
    "{\n  \"number\": \"H2025-000318\",\n  \"state\": \"pending\",\n  \"version\": 7,\n  \"unit\": \"unit\",\n  \"address\": \"address\",\n"
    "  \"phone\": \"phone\",\n  \"note\": \"note\",\n  \"causes\": [\n    \"illness\",\n    \"other\"\n  ],\n  \"members\": [\n    {\n"
    "      \"row\": 1,\n      \"id\": 5,\n      \"name\": \"name\",\n      \"id_number\": \"11010519491231002X\",\n      \"relation\": \"relation\",\n"
    "      \"phone\": \"phone\",\n      \"card\": \"card\",\n      \"employer\": \"employer\",\n      \"health\": \"health\",\n"
    "      \"counted\": true,\n      \"sex\": \"2\",\n      \"birth\": \"1949-12-31\"\n    }\n  ],\n  \"incomes\": {\n"
    "    \"wage\": \"12.30\",\n    \"business\": \"12.30\",\n    \"property\": \"12.30\",\n    \"transfer\": \"12.30\",\n"
    "    \"other\": \"12.30\"\n  },\n  \"expenses\": {\n    \"illness\": \"12.30\",\n    \"disability\": \"12.30\",\n"
    "    \"education\": \"12.30\",\n    \"housing\": \"12.30\",\n    \"employment\": \"12.30\",\n    \"care\": \"12.30\",\n"
    "    \"other\": \"12.30\"\n  },\n  \"accident\": true,\n  \"accident_reason\": \"accident_reason\"\n}\n";

static void
the_format_stays_to_the_letter (void)
{
  g_autoptr (NuanHousehold) household = full_household ();
  g_autofree char *text = sample_household_json (household);

  g_assert_cmpstr (text, ==, full_text);
}

static gboolean
has_key (const char *name)
{
  g_autofree char *key = g_strdup_printf ("\"%s\": ", name);

  return strstr (full_text, key) != NULL;
}

/* "incomes.wage" is "wage" within "incomes", "causes[0]" the first of "causes"; a field that is new to the table is written too. */
static void
the_names_are_those_of_the_fields (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanHousehold) household = full_household ();
  g_autoptr (NuanHousehold) again = read_one (full_text, NUAN_HOUSEHOLD_JSON_SHOWN, &error);

  g_assert_no_error (error);
  for (const NuanField *field = nuan_member_fields; field->name != NULL; field++)
    {
      g_autofree char *written = nuan_field_get (field, g_ptr_array_index (household->members, 0));
      g_autofree char *read = nuan_field_get (field, g_ptr_array_index (again->members, 0));

      g_test_message ("%s", field->name);
      g_assert_true (has_key (field->name));
      g_assert_cmpstr (read, ==, written);
    }
  for (const NuanField *field = nuan_household_fields; field->name != NULL; field++)
    {
      g_autofree char *written = nuan_household_get_text (household, field);
      g_autofree char *read = nuan_household_get_text (again, field);
      g_auto (GStrv) path = g_strsplit_set (field->name, ".[", 2);

      g_test_message ("%s", field->name);
      g_assert_true (has_key (path[0]));
      g_assert_true (path[1] == NULL || strchr (path[1], ']') != NULL || has_key (path[1]));
      g_assert_cmpstr (read, ==, written);
    }
}

/* The path of an error is no name of a field. */
static void
a_path_is_no_name (void)
{
  assert_refused (HEAD ",\"incomes.wage\":1}", "incomes.wage");
  assert_refused (HEAD ",\"causes[0]\":\"illness\"}", "causes[0]");
  assert_refused (HEAD ",\"incomes\":{\"wage.x\":1}}", "incomes.wage.x");
  assert_refused (HEAD ",\"\":1}", "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/household-json/every-field-is-read", every_field_is_read);
  g_test_add_func ("/household-json/an-amount-beyond-a-double-keeps-its-last-fen", an_amount_beyond_a_double_keeps_its_last_fen);
  g_test_add_func ("/household-json/wrong-amounts-are-refused-at-their-field", wrong_amounts_are_refused_at_their_field);
  g_test_add_func ("/household-json/unknown-doubled-and-missing-fields-are-refused", unknown_doubled_and_missing_fields_are_refused);
  g_test_add_func ("/household-json/wrong-types-are-refused", wrong_types_are_refused);
  g_test_add_func ("/household-json/a-nul-or-half-a-character-is-refused", a_nul_or_half_a_character_is_refused);
  g_test_add_func ("/household-json/rare-characters-arrive-escaped-or-not", rare_characters_arrive_escaped_or_not);
  g_test_add_func ("/household-json/text-that-is-not-json-is-refused-with-its-line", text_that_is_not_json_is_refused_with_its_line);
  g_test_add_func ("/household-json/deep-nesting-is-refused-quickly", deep_nesting_is_refused_quickly);
  g_test_add_func ("/household-json/every-bad-row-of-an-array-is-named", every_bad_row_of_an_array_is_named);
  g_test_add_func ("/household-json/everything-wrong-with-a-row-is-told", everything_wrong_with_a_row_is_told);
  g_test_add_func ("/household-json/a-hundred-errors-of-a-household-are-told-and-that-there-are-more",
                   a_hundred_errors_of_a_household_are_told_and_that_there_are_more);
  g_test_add_func ("/household-json/no-row-hides-the-errors-of-another", no_row_hides_the_errors_of_another);
  g_test_add_func ("/household-json/an-empty-array-has-no-rows", an_empty_array_has_no_rows);
  g_test_add_func ("/household-json/an-accident-needs-no-second-word", an_accident_needs_no_second_word_and_may_not_contradict_itself);
  g_test_add_func ("/household-json/what-is-shown-can-be-given-back", what_is_shown_can_be_given_back);
  g_test_add_func ("/household-json/the-format-stays-to-the-letter", the_format_stays_to_the_letter);
  g_test_add_func ("/household-json/the-names-are-those-of-the-fields", the_names_are_those_of_the_fields);
  g_test_add_func ("/household-json/a-path-is-no-name", a_path_is_no_name);
  return g_test_run ();
}
