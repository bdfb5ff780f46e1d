#include "config.h"

#include "display.h"

#include "app/household/household-editor.h"
#include "app/household/household-form.h"
#include "app/household/members-section.h"
#include "app/kit/rows.h"
#include "base/error.h"
#include "model/household/household-differences.h"

/* An invented person: 511102 1980-03-12, sequence 012, check digit computed. */
static char *
make_id_number (const char *first_17)
{
  char digits[18];

  g_strlcpy (digits, first_17, sizeof digits);
  return g_strdup_printf ("%s%c", first_17, nuan_id_number_check_character (digits));
}

static NuanHouseholdForm *
make_form (void)
{
  NuanHouseholdForm *form = nuan_household_form_new ();
  NuanMemberForm *head = g_ptr_array_index (form->members, 0);
  NuanMemberForm *child = nuan_member_form_new ();

  nuan_field_texts_set (head->texts, "name", "阿不都热合曼·买买提江");
  nuan_field_texts_set (head->texts, "card", "62220 halb");
  nuan_field_texts_set (child->texts, "name", "𠮷 ; = [x]\\n");
  nuan_field_texts_set (child->texts, "relation", "21");
  child->id = 77;
  nuan_field_texts_set (child->texts, "counted", "");
  g_ptr_array_add (form->members, child);
  nuan_field_texts_set (form->texts, "unit", "  城东纺织厂 ");
  nuan_field_texts_set (form->texts, "note", "first line\nsecond = line\n[group]\n");
  nuan_field_texts_set (form->texts, "causes[1]", "illness");
  nuan_field_texts_set (form->texts, "incomes.wage", "12,3x");
  nuan_field_texts_set (form->texts, "expenses.other", "9000.");
  nuan_field_texts_set (form->texts, "accident", "1");
  return form;
}

static void
a_draft_comes_back_as_it_was_typed (void)
{
  g_autoptr (NuanHouseholdForm) form = make_form ();
  g_autoptr (NuanHouseholdForm) base = nuan_household_form_new ();
  g_autoptr (NuanHouseholdForm) form_again = NULL;
  g_autoptr (NuanHouseholdForm) base_again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = nuan_household_form_save (form, base, 7, 1234567890);
  gint version;
  gint64 at;

  g_assert_true (nuan_household_form_load (text, &form_again, &base_again, &version, &at, &error));
  g_assert_no_error (error);
  g_assert_true (nuan_household_form_equal (form, form_again));
  g_assert_true (nuan_household_form_equal (base, base_again));
  g_assert_cmpint (version, ==, 7);
  g_assert_cmpint (at, ==, 1234567890);
}

/* As it was written before the fields stood in a table. */
static void
a_draft_of_an_older_version_is_read (void)
{
  const char *text =
      "[draft]\nversion=3\nat=1764000000\n\n"
      "[typed]\naccident=true\nmembers=2\nunit=城东纺织厂\naddress=城东街 1 号\nphone=\nnote=一\\n二\naccident_reason=火灾\n"
      "causes-0-=illness\ncauses-1-=\ncauses-2-=\ncauses-3-=\nincomes-wage=12,3x\nincomes-business=\nincomes-property=\n"
      "incomes-transfer=\nincomes-other=7\nexpenses-illness=9000.\nexpenses-disability=\nexpenses-education=\nexpenses-housing=\n"
      "expenses-employment=\nexpenses-care=\nexpenses-other=\n\n"
      "[typed member 0]\nid=5\ncounted=true\nname=张建国\nrelation=02\nid_number=5111\nphone=138\ncard=62220\nemployer=厂\n"
      "health=good\n\n"
      "[typed member 1]\nid=0\ncounted=false\nname=张三\nrelation=21\nid_number=\nphone=\ncard=\nemployer=\nhealth=\n\n"
      "[base]\naccident=false\nmembers=0\nunit=\naddress=\nphone=\nnote=\naccident_reason=\n";
  const struct { const char *name, *value; } file[] = {
    { "accident", "1" }, { "unit", "城东纺织厂" }, { "address", "城东街 1 号" }, { "note", "一\n二" }, { "accident_reason", "火灾" },
    { "causes[0]", "illness" }, { "causes[1]", "" }, { "incomes.wage", "12,3x" }, { "incomes.other", "7" },
    { "expenses.illness", "9000." },
  };
  const struct { const char *name, *value; } head[] = {
    { "name", "张建国" }, { "relation", "02" }, { "id_number", "5111" }, { "phone", "138" }, { "card", "62220" }, { "employer", "厂" },
    { "health", "good" }, { "counted", "1" },
  };
  g_autoptr (NuanHouseholdForm) form = NULL;
  g_autoptr (NuanHouseholdForm) base = NULL;
  g_autoptr (GError) error = NULL;
  const NuanMemberForm *first, *second;
  gint version;
  gint64 at;

  g_assert_true (nuan_household_form_load (text, &form, &base, &version, &at, &error));
  g_assert_no_error (error);
  g_assert_cmpint (version, ==, 3);
  g_assert_cmpint (at, ==, 1764000000);
  g_assert_cmpuint (form->members->len, ==, 2);
  first = g_ptr_array_index (form->members, 0);
  second = g_ptr_array_index (form->members, 1);

  for (guint i = 0; i < G_N_ELEMENTS (file); i++)
    g_assert_cmpstr (nuan_field_texts_get (form->texts, file[i].name), ==, file[i].value);
  for (guint i = 0; i < G_N_ELEMENTS (head); i++)
    g_assert_cmpstr (nuan_field_texts_get (first->texts, head[i].name), ==, head[i].value);
  g_assert_cmpint (first->id, ==, 5);
  g_assert_cmpstr (nuan_field_texts_get (second->texts, "name"), ==, "张三");
  g_assert_cmpstr (nuan_field_texts_get (second->texts, "counted"), ==, "");
  g_assert_cmpstr (nuan_field_texts_get (base->texts, "accident"), ==, "");
  g_assert_cmpuint (base->members->len, ==, 0);
}

static void
a_text_that_is_no_draft_is_refused (void)
{
  static const char *const texts[] = { "", "nonsense", "[draft]\nversion=1\n", "[typed]\nmembers=2000000000\n" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      NuanHouseholdForm *form = NULL, *base = NULL;
      g_autoptr (GError) error = NULL;
      gint version;
      gint64 at;

      g_assert_false (nuan_household_form_load (texts[i], &form, &base, &version, &at, &error));
      g_assert_nonnull (error);
    }
}

static void
a_household_survives_the_form (void)
{
  g_autoptr (NuanHouseholdForm) form = make_form ();
  g_autoptr (NuanHouseholdForm) again = NULL;
  g_autoptr (NuanHousehold) household = NULL;
  g_autoptr (NuanHousehold) twice = NULL;
  g_auto (GStrv) differences = NULL;

  nuan_field_texts_set (form->texts, "incomes.wage", "72,000.00");
  nuan_field_texts_set (form->texts, "expenses.other", "9000");
  household = nuan_household_form_read (form, NULL, NULL);
  g_assert_cmpint (household->incomes_fen[0], ==, 7200000);
  g_assert_cmpint (household->expenses_fen[6], ==, 900000);
  again = nuan_household_form_of (household);
  twice = nuan_household_form_read (again, household, NULL);
  differences = nuan_household_differences (household, twice, NULL);
  g_assert_cmpuint (g_strv_length (differences), ==, 0);
}

static void
amounts_that_cant_be_read_are_told_with_their_path (void)
{
  g_autoptr (NuanHouseholdForm) form = make_form ();
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  g_autoptr (NuanHousehold) household = nuan_household_form_read (form, NULL, problems);

  g_assert_nonnull (household);
  g_assert_cmpuint (problems->len, >=, 1);
  g_assert_cmpstr (nuan_error_get_field (g_ptr_array_index (problems, 0)), ==, "incomes.wage");
}

static void
assert_fields (GPtrArray *errors, const char *fields)
{
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < errors->len; i++)
    g_string_append_printf (found, "%s%s", i > 0 ? " " : "", nuan_error_get_field (g_ptr_array_index (errors, i)));
  g_assert_cmpstr (found->str, ==, fields);
}

static void
everything_wrong_with_a_file_is_told_at_once (void)
{
  g_autoptr (NuanHouseholdForm) form = nuan_household_form_new ();
  g_autoptr (GPtrArray) empty = nuan_household_form_errors (form, NULL, nuan_day_today ());
  g_autoptr (GPtrArray) errors = NULL;
  NuanMemberForm *child = nuan_member_form_new ();

  assert_fields (empty, "members[0].name unit members[0].id_number");

  nuan_field_texts_set (child->texts, "name", "张三");
  nuan_field_texts_set (child->texts, "relation", "21");
  nuan_field_texts_set (child->texts, "phone", "ask his brother");
  nuan_field_texts_set (child->texts, "id_number", "511102198003120000");
  g_ptr_array_add (form->members, child);
  nuan_field_texts_set (form->texts, "incomes.wage", "1.005");
  nuan_field_texts_set (form->texts, "accident", "1");
  nuan_field_texts_set (form->texts, "causes[0]", "illness");
  nuan_field_texts_set (form->texts, "causes[1]", "illness");
  errors = nuan_household_form_errors (form, NULL, nuan_day_today ());
  assert_fields (errors, "members[0].name members[1].id_number members[1].phone unit incomes.wage accident_reason members[0].id_number"
                         " causes[1]");
}

static void
a_reason_without_an_accident_is_not_asked_for (void)
{
  g_autoptr (NuanHouseholdForm) form = make_form ();
  g_autoptr (NuanHousehold) household = NULL;
  g_autoptr (GPtrArray) errors = NULL;

  nuan_field_texts_set (form->texts, "accident_reason", "火灾");
  nuan_field_texts_set (form->texts, "accident", "");
  errors = nuan_household_form_errors (form, NULL, nuan_day_today ());
  for (guint i = 0; i < errors->len; i++)
    g_assert_cmpstr (nuan_error_get_field (g_ptr_array_index (errors, i)), !=, "accident_reason");
  household = nuan_household_form_read (form, NULL, NULL);
  g_assert_cmpstr (household->accident_reason, ==, "");
}

static void
what_two_people_changed_is_kept_of_both (void)
{
  g_autoptr (NuanHouseholdForm) base = make_form ();
  g_autoptr (NuanHouseholdForm) typed = nuan_household_form_copy (base);
  g_autoptr (NuanHouseholdForm) newest = nuan_household_form_copy (base);
  g_autoptr (NuanHouseholdForm) merged = NULL;

  nuan_field_texts_set (typed->texts, "phone", "mine");
  nuan_field_texts_set (newest->texts, "address", "theirs");
  nuan_field_texts_set (newest->texts, "phone", "theirs");
  merged = nuan_household_form_merge (base, typed, newest);
  g_assert_cmpstr (nuan_field_texts_get (merged->texts, "phone"), ==, "mine");
  g_assert_cmpstr (nuan_field_texts_get (merged->texts, "address"), ==, "theirs");
}

static void
what_was_searched_goes_to_its_field (void)
{
  const struct { const char *typed, *field; } cases[] = {
    { " 张建国 ", "name" }, { "13800001111", "phone" }, { "511102198003120111", "id_number" }
  };
  g_autoptr (NuanHouseholdForm) empty = nuan_household_form_new (), same = nuan_household_form_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (NuanHouseholdForm) form = nuan_household_form_new ();
      g_autofree char *trimmed = g_strstrip (g_strdup (cases[i].typed));
      const NuanMemberForm *head = g_ptr_array_index (form->members, 0);

      nuan_household_form_fill (form, cases[i].typed);
      g_assert_cmpstr (nuan_field_texts_get (head->texts, cases[i].field), ==, trimmed);
    }

  nuan_household_form_fill (same, "H2025-000001");   /* of a file, and nobody's name */
  g_assert_true (nuan_household_form_equal (same, empty));
}

/* The rows. */

static void
wrong_amount_is_announced (void)
{
  g_autoptr (NuanMoneyRow) row = g_object_ref_sink (g_object_new (NUAN_TYPE_MONEY_ROW, "title", "Wage", NULL));
  GtkEntry *entry = nuan_text_row_get_entry (NUAN_TEXT_ROW (row));
  gint64 fen;

  gtk_editable_set_text (GTK_EDITABLE (entry), "12,3x");
  gtk_test_accessible_assert_state (row, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  gtk_test_accessible_assert_state (entry, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_cmpstr (nuan_row_get_value (NUAN_ROW (row)), ==, "12,3x");

  gtk_editable_set_text (GTK_EDITABLE (entry), "12.30");
  g_assert_true (nuan_money_row_get_fen (row, &fen));
  g_assert_cmpint (fen, ==, 1230);
  gtk_test_accessible_assert_state (row, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_FALSE);
}

static void
wrong_check_digit_is_announced (void)
{
  g_autoptr (NuanRow) row = g_object_ref_sink (g_object_new (NUAN_TYPE_ID_NUMBER_ROW, "title", "ID number", NULL));
  GtkEntry *entry = nuan_text_row_get_entry (NUAN_TEXT_ROW (row));
  g_autofree char *right = make_id_number ("51110219800312012");
  g_autofree char *wrong = g_strdup (right);

  wrong[17] = wrong[17] == '1' ? '2' : '1';
  gtk_editable_set_text (GTK_EDITABLE (entry), wrong);
  gtk_test_accessible_assert_state (row, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  gtk_editable_set_text (GTK_EDITABLE (entry), right);
  gtk_test_accessible_assert_state (row, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_FALSE);
}

static void
stored_id_number_is_masked_until_revealed (void)
{
  g_autoptr (NuanRow) row = g_object_ref_sink (g_object_new (NUAN_TYPE_ID_NUMBER_ROW, "title", "ID number", NULL));
  GtkEntry *entry = nuan_text_row_get_entry (NUAN_TEXT_ROW (row));
  g_autofree char *number = make_id_number ("51110219800312012");

  nuan_row_set_value (row, number);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (entry)));
  g_assert_true (display_has_text (GTK_WIDGET (row), "1980"));
  g_assert_false (display_has_text (GTK_WIDGET (row), "1980-03-12"));   /* the day would give away what the stars hide */
  nuan_row_put_value (row, number);
  g_assert_true (display_has_text (GTK_WIDGET (row), "1980-03-12"));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (entry)));
  g_assert_cmpstr (nuan_row_get_value (row), ==, number);
}

static void
a_refused_choice_is_not_valid (void)
{
  g_autoptr (NuanRow) row = g_object_ref_sink (g_object_new (NUAN_TYPE_CHOICE_ROW, "title", "Fund", NULL));

  nuan_choice_row_add (NUAN_CHOICE_ROW (row), "1", "One", NULL);
  nuan_choice_row_add (NUAN_CHOICE_ROW (row), "2", "Two", "It is past its date");
  nuan_row_put_value (row, "1");
  gtk_test_accessible_assert_state (row, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_FALSE);
  nuan_row_put_value (row, "2");
  gtk_test_accessible_assert_state (row, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
}

static void
the_editor_gives_back_what_it_was_given (void)
{
  g_autoptr (NuanHouseholdForm) form = make_form ();
  g_autoptr (NuanHouseholdForm) again = NULL;
  g_autoptr (NuanHouseholdEditor) editor = g_object_ref_sink (g_object_new (NUAN_TYPE_HOUSEHOLD_EDITOR, NULL));

  nuan_household_editor_load (editor, form, NULL);
  again = nuan_household_editor_read (editor);
  g_assert_true (nuan_household_form_equal (form, again));

  nuan_household_editor_set_editable (editor, FALSE);
  nuan_household_editor_set_private (editor, TRUE);
  g_clear_pointer (&again, nuan_household_form_free);
  again = nuan_household_editor_read (editor);
  g_assert_true (nuan_household_form_equal (form, again));
}

static void
an_added_member_counts_until_somebody_says_otherwise (void)
{
  g_autoptr (NuanHouseholdForm) form = make_form ();
  g_autoptr (NuanHouseholdForm) again = NULL;
  g_autoptr (NuanHouseholdEditor) editor = g_object_ref_sink (g_object_new (NUAN_TYPE_HOUSEHOLD_EDITOR, NULL));
  const NuanMemberForm *added;

  nuan_household_editor_load (editor, form, NULL);
  gtk_widget_activate_action (display_find (GTK_WIDGET (editor), NUAN_TYPE_MEMBERS_SECTION), "family.add", NULL);
  again = nuan_household_editor_read (editor);

  g_assert_cmpuint (again->members->len, ==, form->members->len + 1);
  added = g_ptr_array_index (again->members, form->members->len);
  g_assert_cmpstr (nuan_field_texts_get (added->texts, "counted"), ==, "1");
}

static void
each_path_of_an_error_has_its_row (void)
{
  static const char *const paths[] = {
    "unit", "address", "phone", "note", "accident_reason", "causes", "causes[3]", "accident", "members",
    "members[1].counted", "incomes.wage", "incomes.other",
    "expenses.illness",
    "expenses.care", "members[0].name", "members[1].id_number", "members[1].relation", "members[1].card", "members[0].health"
  };
  g_autoptr (NuanHouseholdForm) form = make_form ();
  g_autoptr (NuanHouseholdEditor) editor = g_object_ref_sink (g_object_new (NUAN_TYPE_HOUSEHOLD_EDITOR, NULL));

  nuan_household_editor_load (editor, form, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      NuanRow *row = nuan_household_editor_get_row (editor, paths[i]);

      g_test_message ("%s", paths[i]);
      g_assert_nonnull (row);
      nuan_row_show_problem (row, "wrong");
      gtk_test_accessible_assert_state (row, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
    }
  g_assert_null (nuan_household_editor_get_row (editor, "members[9].name"));
  g_assert_null (nuan_household_editor_get_row (editor, "state"));
  g_assert_null (nuan_household_editor_get_row (editor, NULL));
}

typedef struct {
  GtkWidget           *window;
  NuanHouseholdEditor *editor;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (NuanHouseholdForm) form = make_form ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  fixture->window = gtk_window_new ();
  fixture->editor = g_object_new (NUAN_TYPE_HOUSEHOLD_EDITOR, NULL);
  nuan_field_texts_set (form->texts, "causes[0]", "schooling");
  nuan_field_texts_set (form->texts, "causes[2]", "other");
  nuan_household_editor_load (fixture->editor, form, NULL);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 900, 700);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);   /* as on its page */
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (fixture->editor));
  gtk_window_set_child (GTK_WINDOW (fixture->window), scrolled);
  gtk_window_present (GTK_WINDOW (fixture->window));
  display_settle ();
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  display_settle ();
}

static gboolean
has_focus (Fixture *fixture, const char *path)
{
  NuanRow *row = nuan_household_editor_get_row (fixture->editor, path);

  return gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (fixture->window)), GTK_WIDGET (row));
}

/* Every path in the order of the paper: two members, then the rest. Owned. */
static GStrv
list_paths (void)
{
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();

  for (guint i = 0; i < 2; i++)
    for (const NuanField *field = nuan_member_fields; field->name != NULL; field++)
      {
        g_autofree char *path = g_strdup_printf ("members[%u].%s", i, field->name);

        g_strv_builder_add (paths, path);
      }
  for (const NuanField *field = nuan_household_fields; field->name != NULL; field++)
    g_strv_builder_add (paths, field->name);
  return g_strv_builder_end (paths);
}

/* Presses Tab until the focus has left the field of PATH. */
static void
leave (Fixture *fixture, const char *path, GtkDirectionType direction)
{
  for (guint stops = 0; stops < 4 && has_focus (fixture, path); stops++)
    gtk_widget_child_focus (fixture->window, direction);
}

/* The trash can of a member is the only stop between two fields. */
static void
walk (Fixture *fixture, GStrv paths, GtkDirectionType direction)
{
  const gboolean forward = direction == GTK_DIR_TAB_FORWARD;
  const guint n = g_strv_length (paths);

  gtk_widget_grab_focus (GTK_WIDGET (nuan_household_editor_get_row (fixture->editor, paths[forward ? 0 : n - 1])));
  for (guint i = 0; i < n; i++)
    {
      const char *path = paths[forward ? i : n - 1 - i];

      if (!has_focus (fixture, path) && GTK_IS_BUTTON (gtk_root_get_focus (GTK_ROOT (fixture->window))))
        gtk_widget_child_focus (fixture->window, direction);
      g_test_message ("%s", path);
      g_assert_true (has_focus (fixture, path));
      leave (fixture, path, direction);
    }
}

static void
tab_goes_through_every_field_in_the_order_of_the_paper (Fixture *fixture, gconstpointer unused)
{
  g_auto (GStrv) paths = list_paths ();

  for (int width = 760; width <= 1400; width += 320)   /* the lines break elsewhere */
    {
      gtk_window_set_default_size (GTK_WINDOW (fixture->window), width, 700);
      display_settle ();
      walk (fixture, paths, GTK_DIR_TAB_FORWARD);
      walk (fixture, paths, GTK_DIR_TAB_BACKWARD);
    }
}

static void
assert_invalid (Fixture *fixture, const char *path, gboolean invalid)
{
  g_test_message ("%s", path);
  gtk_test_accessible_assert_state (nuan_household_editor_get_row (fixture->editor, path), GTK_ACCESSIBLE_STATE_INVALID,
                                    invalid ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE);
}

static void
all_errors_are_shown_and_the_first_has_the_keyboard (Fixture *fixture, gconstpointer unused)
{
  static const char *const wrong[] = { "note", "incomes.wage", "unit", "members[1].card", "members" };
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  GError *about_none = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      GError *error = NULL;

      nuan_error_set (&error, NUAN_ERROR_INVALID, wrong[i], "wrong");
      nuan_fields_add_error (errors, error);
    }
  g_assert_null (nuan_household_editor_show_errors (fixture->editor, errors));
  display_settle ();
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    assert_invalid (fixture, wrong[i], TRUE);
  assert_invalid (fixture, "members[0].name", FALSE);
  g_assert_true (has_focus (fixture, "members[0].relation"));   /* where “exactly one head” is put right */

  nuan_error_set (&about_none, NUAN_ERROR_CONFLICT, "version", "somebody else");
  g_ptr_array_set_size (errors, 0);
  g_ptr_array_add (errors, about_none);
  g_assert_true (nuan_household_editor_show_errors (fixture->editor, errors) == about_none);
  assert_invalid (fixture, "unit", FALSE);
}

static void
assert_marked (Fixture *fixture, const char *path, gboolean marked)
{
  NuanRow *row = nuan_household_editor_get_row (fixture->editor, path);
  g_autofree char *caption = g_strconcat (nuan_row_get_title (row), " *", NULL);

  g_test_message ("%s", path);
  g_assert_true (display_has_text (GTK_WIDGET (row), caption) == marked);
}

static void
required_fields_are_marked_while_they_are_typed (Fixture *fixture, gconstpointer unused)
{
  static const char *const required[] = { "unit", "accident_reason", "members[0].name", "members[1].name", "members[1].relation",
                                          "members[0].id_number" };
  static const char *const free[] = { "address", "incomes.wage", "causes[0]", "note", "members[1].id_number", "members[0].card" };

  for (guint i = 0; i < G_N_ELEMENTS (required); i++)
    assert_marked (fixture, required[i], TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (free); i++)
    assert_marked (fixture, free[i], FALSE);

  nuan_household_editor_set_editable (fixture->editor, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (required); i++)
    assert_marked (fixture, required[i], FALSE);
}

static float
top_of (Fixture *fixture, const char *path)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (GTK_WIDGET (nuan_household_editor_get_row (fixture->editor, path)),
                                            GTK_WIDGET (fixture->editor), &bounds));
  return bounds.origin.y;
}

static void
set_letters (int percent)
{
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024 * percent / 100, NULL);
}

static void
set_up_large (Fixture *fixture, gconstpointer unused)
{
  set_letters (200);
  set_up (fixture, NULL);
}

static void
tear_down_large (Fixture *fixture, gconstpointer unused)
{
  tear_down (fixture, NULL);
  set_letters (100);
}

static void
read_it (Fixture *fixture)
{
  nuan_household_editor_set_editable (fixture->editor, FALSE);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 950, 700);
  display_settle ();
}

/* Read on a screen of 1366, each member stands under the names of the first. */
static void
a_member_that_is_read_stands_on_one_line (Fixture *fixture, gconstpointer unused)
{
  NuanRow *health = nuan_household_editor_get_row (fixture->editor, "members[1].health");

  read_it (fixture);
  g_assert_cmpfloat (top_of (fixture, "members[1].health"), ==, top_of (fixture, "members[1].name"));
  g_assert_false (display_has_text (GTK_WIDGET (health), nuan_row_get_title (health)));
}

static void
large_letters_break_the_line_and_keep_the_names (Fixture *fixture, gconstpointer unused)
{
  NuanRow *health = nuan_household_editor_get_row (fixture->editor, "members[1].health");

  read_it (fixture);
  g_assert_cmpfloat (top_of (fixture, "members[1].health"), >, top_of (fixture, "members[1].name"));
  g_assert_true (display_has_text (GTK_WIDGET (health), nuan_row_get_title (health)));
}

/* Who becomes the head needs an ID number. */
static void
the_number_of_a_head_is_marked (Fixture *fixture, gconstpointer unused)
{
  assert_marked (fixture, "members[1].id_number", FALSE);
  g_assert_true (nuan_choice_row_type_ahead (NUAN_CHOICE_ROW (nuan_household_editor_get_row (fixture->editor, "members[1].relation")), '0'));
  g_assert_true (nuan_choice_row_type_ahead (NUAN_CHOICE_ROW (nuan_household_editor_get_row (fixture->editor, "members[1].relation")), '2'));
  assert_marked (fixture, "members[1].id_number", TRUE);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/household-form/a-draft-comes-back-as-it-was-typed", a_draft_comes_back_as_it_was_typed);
  g_test_add_func ("/household-form/a-draft-of-an-older-version-is-read", a_draft_of_an_older_version_is_read);
  g_test_add_func ("/household-form/everything-wrong-with-a-file-is-told-at-once", everything_wrong_with_a_file_is_told_at_once);
  g_test_add_func ("/household-form/a-reason-without-an-accident-is-not-asked-for", a_reason_without_an_accident_is_not_asked_for);
  g_test_add_func ("/household-form/a-text-that-is-no-draft-is-refused", a_text_that_is_no_draft_is_refused);
  g_test_add_func ("/household-form/a-household-survives-the-form", a_household_survives_the_form);
  g_test_add_func ("/household-form/amounts-that-cant-be-read-are-told-with-their-path",
                   amounts_that_cant_be_read_are_told_with_their_path);
  g_test_add_func ("/household-form/what-two-people-changed-is-kept-of-both", what_two_people_changed_is_kept_of_both);
  g_test_add_func ("/household-form/what-was-searched-goes-to-its-field", what_was_searched_goes_to_its_field);
  g_test_add_func ("/row/wrong-amount-is-announced", wrong_amount_is_announced);
  g_test_add_func ("/row/wrong-check-digit-is-announced", wrong_check_digit_is_announced);
  g_test_add_func ("/row/stored-id-number-is-masked-until-revealed", stored_id_number_is_masked_until_revealed);
  g_test_add_func ("/row/a-refused-choice-is-not-valid", a_refused_choice_is_not_valid);
  g_test_add_func ("/household-editor/it-gives-back-what-it-was-given", the_editor_gives_back_what_it_was_given);
  g_test_add_func ("/household-editor/an-added-member-counts-until-somebody-says-otherwise",
                   an_added_member_counts_until_somebody_says_otherwise);
  g_test_add_func ("/household-editor/each-path-of-an-error-has-its-row", each_path_of_an_error_has_its_row);
#define ADD(name, function) g_test_add ("/household-editor/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("tab-goes-through-every-field-in-the-order-of-the-paper", tab_goes_through_every_field_in_the_order_of_the_paper);
  ADD ("all-errors-are-shown-and-the-first-has-the-keyboard", all_errors_are_shown_and_the_first_has_the_keyboard);
  ADD ("required-fields-are-marked-while-they-are-typed", required_fields_are_marked_while_they_are_typed);
  ADD ("a-member-that-is-read-stands-on-one-line", a_member_that_is_read_stands_on_one_line);
  ADD ("the-number-of-a-head-is-marked", the_number_of_a_head_is_marked);
#undef ADD
  g_test_add ("/household-editor/large-letters-break-the-line-and-keep-the-names", Fixture, NULL, set_up_large,
              large_letters_break_the_line_and_keep_the_names, tear_down_large);
  return g_test_run ();
}
