#include "config.h"

#include "display.h"

#include "app/household/household-editor.h"
#include "app/household/household-form.h"
#include "app/household/members-section.h"
#include "app/kit/rows.h"
#include "base/error.h"

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

  nuan_member_form_set (head, NUAN_MEMBER_NAME, "阿不都热合曼·买买提江");
  nuan_member_form_set (head, NUAN_MEMBER_CARD, "62220 halb");
  nuan_member_form_set (child, NUAN_MEMBER_NAME, "𠮷 ; = [x]\\n");
  nuan_member_form_set (child, NUAN_MEMBER_RELATION, "21");
  child->id = 77;
  child->counted = FALSE;
  g_ptr_array_add (form->members, child);
  nuan_household_form_set (form, NUAN_FORM_UNIT, "  城东纺织厂 ");
  nuan_household_form_set (form, NUAN_FORM_NOTE, "first line\nsecond = line\n[group]\n");
  nuan_household_form_set (form, NUAN_FORM_CAUSE_0 + 1, "illness");
  nuan_household_form_set (form, NUAN_FORM_INCOME_0, "12,3x");
  nuan_household_form_set (form, NUAN_FORM_EXPENSE_0 + 6, "9000.");
  form->accident = TRUE;
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

  nuan_household_form_set (form, NUAN_FORM_INCOME_0, "72,000.00");
  nuan_household_form_set (form, NUAN_FORM_EXPENSE_0 + 6, "9000");
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
what_two_people_changed_is_kept_of_both (void)
{
  g_autoptr (NuanHouseholdForm) base = make_form ();
  g_autoptr (NuanHouseholdForm) typed = nuan_household_form_copy (base);
  g_autoptr (NuanHouseholdForm) newest = nuan_household_form_copy (base);
  g_autoptr (NuanHouseholdForm) merged = NULL;

  nuan_household_form_set (typed, NUAN_FORM_PHONE, "mine");
  nuan_household_form_set (newest, NUAN_FORM_ADDRESS, "theirs");
  nuan_household_form_set (newest, NUAN_FORM_PHONE, "theirs");
  merged = nuan_household_form_merge (base, typed, newest);
  g_assert_cmpstr (merged->texts[NUAN_FORM_PHONE], ==, "mine");
  g_assert_cmpstr (merged->texts[NUAN_FORM_ADDRESS], ==, "theirs");
}

static void
what_was_searched_goes_to_its_field (void)
{
  const struct { const char *typed; NuanMemberText field; } cases[] = {
    { " 张建国 ", NUAN_MEMBER_NAME }, { "13800001111", NUAN_MEMBER_PHONE }, { "511102198003120111", NUAN_MEMBER_ID_NUMBER }
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (NuanHouseholdForm) form = nuan_household_form_new ();
      g_autofree char *trimmed = g_strstrip (g_strdup (cases[i].typed));
      const NuanMemberForm *head = g_ptr_array_index (form->members, 0);

      nuan_household_form_fill (form, cases[i].typed);
      g_assert_cmpstr (head->texts[cases[i].field], ==, trimmed);
    }
}

/* The rows. */

static void
wrong_amount_is_announced (void)
{
  g_autoptr (NuanMoneyRow) row = g_object_ref_sink (g_object_new (NUAN_TYPE_MONEY_ROW, "title", "Wage", NULL));
  GtkEntry *entry = nuan_text_row_get_entry (NUAN_TEXT_ROW (row));
  gint64 fen;

  gtk_editable_set_text (GTK_EDITABLE (entry), "12,3x");
  g_assert_false (nuan_row_get_valid (NUAN_ROW (row)));
  gtk_test_accessible_assert_state (row, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  gtk_test_accessible_assert_state (entry, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_cmpstr (nuan_row_get_value (NUAN_ROW (row)), ==, "12,3x");

  gtk_editable_set_text (GTK_EDITABLE (entry), "12.30");
  g_assert_true (nuan_row_get_valid (NUAN_ROW (row)));
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
  nuan_row_put_value (row, number);
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
  g_assert_true (nuan_row_get_valid (row));
  nuan_row_put_value (row, "2");
  g_assert_false (nuan_row_get_valid (row));
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

  nuan_household_editor_load (editor, form, NULL);
  gtk_widget_activate_action (display_find (GTK_WIDGET (editor), NUAN_TYPE_MEMBERS_SECTION), "family.add", NULL);
  again = nuan_household_editor_read (editor);

  g_assert_cmpuint (again->members->len, ==, form->members->len + 1);
  g_assert_true (((NuanMemberForm *) g_ptr_array_index (again->members, form->members->len))->counted);
}

static void
each_path_of_an_error_has_its_row (void)
{
  static const char *const paths[] = {
    "unit", "address", "phone", "note", "accident_reason", "causes", "causes[3]", "incomes.wage", "incomes.other",
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

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/household-form/a-draft-comes-back-as-it-was-typed", a_draft_comes_back_as_it_was_typed);
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
  return g_test_run ();
}
