#include "config.h"

#include "display.h"

#include "app/household/household-page-private.h"
#include "app/kit/page.h"
#include "app/household/household-page.h"
#include "app/kit/rows.h"
#include "app/shell/window.h"
#include "base/mask.h"
#include "store/people/household-store.h"
#include "store/office/staff-store.h"
#include "store/office/standard-store.h"

typedef struct {
  char        *path;
  NuanWindow  *window;
  NuanContext *context;
  GtkWidget   *page;
} Fixture;

static void
open_window (Fixture *fixture, guint role)
{
  fixture->context = display_context (fixture->path);
  fixture->window = nuan_window_new (NULL, fixture->context);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1366, 720);
  gtk_window_present (GTK_WINDOW (fixture->window));
  display_sign_in (fixture->context, role);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.tab", "i", 2);
  display_settle ();
  fixture->page = display_find (GTK_WIDGET (fixture->window), NUAN_TYPE_HOUSEHOLD_PAGE);
}

static void
close_window (Fixture *fixture)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  display_close (fixture->context);
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->path = display_copy ("household.db");
  open_window (fixture, NUAN_ROLE_INTAKE);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  close_window (fixture);
  g_free (fixture->path);
}

/* Straight from the file, beside the window. */
static NuanHousehold *
read_household (Fixture *fixture, gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanConnection) connection = nuan_connection_open (fixture->path, NUAN_OPEN_READ, &error);
  NuanHousehold *household;

  g_assert_no_error (error);
  household = nuan_household_store_read (connection, id, &error);
  g_assert_no_error (error);
  return household;
}

/* The first file in force. */
static gint64
find_in_force (Fixture *fixture)
{
  for (gint64 id = 1; id <= 60; id++)
    {
      g_autoptr (NuanHousehold) household = read_household (fixture, id);

      if (household->state == NUAN_HOUSEHOLD_IN_FORCE)
        return id;
    }

  g_assert_not_reached ();
}

static void
open_file (Fixture *fixture, gint64 id)
{
  nuan_page_show (NUAN_PAGE (fixture->page), g_variant_new_int64 (id));
  display_settle ();
}

static GtkWidget *
find_message (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        return window;   /* the list keeps it */
    }
  return NULL;
}

static void
act (Fixture *fixture, const char *action)
{
  g_assert_true (gtk_widget_activate_action (fixture->page, action, NULL));
  display_settle ();
}

static NuanRow *
row_of (Fixture *fixture, const char *path)
{
  NuanHouseholdEditor *editor = NUAN_HOUSEHOLD_EDITOR (display_find (fixture->page, NUAN_TYPE_HOUSEHOLD_EDITOR));
  NuanRow *row = nuan_household_editor_get_row (editor, path);

  g_assert_nonnull (row);
  return row;
}

static void
type (Fixture *fixture, const char *path, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (nuan_text_row_get_entry (NUAN_TEXT_ROW (row_of (fixture, path)))), text);
}

static gboolean
wait_done (gpointer data)
{
  return g_get_monotonic_time () > *(gint64 *) data;
}

/* Longer than a form waits before it keeps what is typed. */
static void
wait_for_draft (void)
{
  gint64 until = g_get_monotonic_time () + 700 * 1000;

  display_wait (wait_done, &until, "the form is kept");
  display_settle ();
}

static void
click (GtkWidget *button)
{
  g_signal_emit_by_name (button, "clicked");
}

static gint64
count_looks (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanConnection) connection = nuan_connection_open (fixture->path, NUAN_OPEN_READ, &error);
  gint64 n = 0;

  g_assert_no_error (error);
  nuan_sql_value (connection, &n, &error, "SELECT count (*) FROM journal WHERE action = 'household.reveal' AND subject = 'household:1'", "");
  g_assert_no_error (error);
  return n;
}

static GtkWidget *
eye_of (Fixture *fixture)
{
  return display_find (GTK_WIDGET (row_of (fixture, "members[0].id_number")), GTK_TYPE_BUTTON);
}

static gboolean
shows_number (Fixture *fixture)
{
  NuanTextRow *row = NUAN_TEXT_ROW (row_of (fixture, "members[0].id_number"));

  return gtk_widget_get_visible (GTK_WIDGET (nuan_text_row_get_entry (row))) || display_has_text (GTK_WIDGET (row), nuan_row_get_value (NUAN_ROW (row)));
}

static void
a_number_is_shown_once_the_journal_has_it (Fixture *fixture, gconstpointer unused)
{
  gint64 before;

  open_file (fixture, 1);
  before = count_looks (fixture);
  g_assert_false (shows_number (fixture));
  click (eye_of (fixture));
  g_assert_false (shows_number (fixture));   /* not before the line is written */
  display_settle ();
  g_assert_cmpint (count_looks (fixture), ==, before + 1);
  g_assert_true (shows_number (fixture));
}

static void
refuse_lines (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanConnection) connection = nuan_connection_open (fixture->path, NUAN_OPEN_WRITE, &error);

  g_assert_no_error (error);
  nuan_connection_exec (connection, "CREATE TRIGGER no_look BEFORE INSERT ON journal WHEN NEW.action = 'household.reveal'"
                                    " BEGIN SELECT raise (ABORT, 'no line today'); END",
                        &error);
  g_assert_no_error (error);
}

static void
a_number_stays_hidden_where_the_journal_fails (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *dialog;

  open_file (fixture, 1);
  refuse_lines (fixture);
  click (eye_of (fixture));
  display_settle ();
  g_assert_false (shows_number (fixture));
  g_assert_true (gtk_widget_get_visible (eye_of (fixture)));   /* for another try */
  dialog = find_message ();
  g_assert_nonnull (dialog);
  g_assert_true (display_has_text (dialog, "no line today"));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* Asked for and not yet answered, the next file comes: its number is not the one that was asked for. */
static void
a_look_that_comes_late_shows_nothing_of_the_next_file (Fixture *fixture, gconstpointer unused)
{
  open_file (fixture, 1);
  click (eye_of (fixture));
  open_file (fixture, 2);
  g_assert_false (shows_number (fixture));
}

/* A file of 40 items first, then 300 at a time: nothing of a long story is out of reach. */
static void
a_long_history_is_shown_to_its_end (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) nuan_history_item_free);
  NuanHistorySection *section = NUAN_HISTORY_SECTION (display_find (fixture->page, NUAN_TYPE_HISTORY_SECTION));
  GtkWidget *more = gtk_widget_get_last_child (GTK_WIDGET (section));

  for (guint i = 0; i < 700; i++)
    {
      NuanHistoryItem *item = g_new0 (NuanHistoryItem, 1);

      *item = (NuanHistoryItem) { nuan_day_new (2025, 1, 1), g_strdup ("change"), g_strdup_printf ("item %u.", i), g_strdup (""), 0, g_strdup ("") };
      g_ptr_array_add (items, item);
    }
  nuan_history_section_show (section, items, NULL, FALSE, FALSE);
  g_assert_true (display_has_text (GTK_WIDGET (section), "item 39."));
  g_assert_false (display_has_text (GTK_WIDGET (section), "item 40."));
  g_assert_nonnull (strstr (gtk_button_get_label (GTK_BUTTON (more)), "660"));
  click (more);
  g_assert_true (display_has_text (GTK_WIDGET (section), "item 339."));
  g_assert_false (display_has_text (GTK_WIDGET (section), "item 340."));
  g_assert_nonnull (strstr (gtk_button_get_label (GTK_BUTTON (more)), "360"));
  click (more);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (more)), ==, "显示全部");
  click (more);
  g_assert_true (display_has_text (GTK_WIDGET (section), "item 699."));
  g_assert_false (gtk_widget_get_visible (more));
}

static void
an_open_file_shows_its_head_and_masks_the_numbers (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (NuanHousehold) household = read_household (fixture, 1);
  const NuanMember *head = nuan_household_get_head (household);
  g_autofree char *masked = nuan_mask_id_number (head->id_number);

  open_file (fixture, 1);
  g_assert_true (display_has_text (fixture->page, head->name));
  g_assert_true (display_has_text (fixture->page, household->number));
  g_assert_true (display_has_text (fixture->page, masked));
  g_assert_false (display_has_text (fixture->page, head->id_number));
  display_shot (GTK_WIDGET (fixture->window), "household");
}

static void
a_half_typed_form_survives_the_window (Fixture *fixture, gconstpointer unused)
{
  const gint64 id = find_in_force (fixture);

  open_file (fixture, id);
  act (fixture, "page.edit");
  type (fixture, "address", "一个新地址 7 号");
  type (fixture, "incomes.wage", "12,3x");
  wait_for_draft ();

  close_window (fixture);
  open_window (fixture, NUAN_ROLE_INTAKE);
  open_file (fixture, id);
  g_assert_cmpstr (nuan_row_get_value (row_of (fixture, "address")), ==, "一个新地址 7 号");
  g_assert_cmpstr (nuan_row_get_value (row_of (fixture, "incomes.wage")), ==, "12,3x");
  gtk_test_accessible_assert_state (row_of (fixture, "incomes.wage"), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
}

static void
a_half_typed_form_stays_with_its_person (Fixture *fixture, gconstpointer unused)
{
  const gint64 id = find_in_force (fixture);
  g_autoptr (NuanHousehold) household = read_household (fixture, id);

  open_file (fixture, id);
  act (fixture, "page.edit");
  type (fixture, "address", "一个新地址 7 号");
  wait_for_draft ();

  display_sign_in (fixture->context, NUAN_ROLE_REVIEW);
  display_settle ();
  g_assert_cmpstr (nuan_row_get_value (row_of (fixture, "address")), ==, household->address);
  display_sign_in (fixture->context, NUAN_ROLE_INTAKE);
  display_settle ();
  g_assert_cmpstr (nuan_row_get_value (row_of (fixture, "address")), ==, "一个新地址 7 号");
}

static void
a_discarded_form_is_forgotten (Fixture *fixture, gconstpointer unused)
{
  const gint64 id = find_in_force (fixture);
  g_autoptr (NuanHousehold) household = read_household (fixture, id);

  open_file (fixture, id);
  act (fixture, "page.edit");
  type (fixture, "address", "一个新地址 7 号");
  wait_for_draft ();
  act (fixture, "page.discard");
  wait_for_draft ();
  g_assert_cmpstr (nuan_row_get_value (row_of (fixture, "address")), ==, household->address);

  close_window (fixture);
  open_window (fixture, NUAN_ROLE_INTAKE);
  open_file (fixture, id);
  g_assert_cmpstr (nuan_row_get_value (row_of (fixture, "address")), ==, household->address);
}

static void
what_is_saved_stands_in_the_file (Fixture *fixture, gconstpointer unused)
{
  const gint64 id = find_in_force (fixture);
  g_autoptr (NuanHousehold) after = NULL;

  open_file (fixture, id);
  act (fixture, "page.edit");
  type (fixture, "address", "一个新地址 7 号");
  act (fixture, "page.save");
  wait_for_draft ();

  after = read_household (fixture, id);
  g_assert_cmpstr (after->address, ==, "一个新地址 7 号");
  g_assert_cmpint (after->state, ==, NUAN_HOUSEHOLD_IN_FORCE);
}

/* It says so where it stays until it is read. */
static void
what_is_odd_about_a_saved_file_is_said (Fixture *fixture, gconstpointer unused)
{
  const char *odd = g_dgettext ("nuanchuang", "The card number fails its own check: a digit may be mistyped");
  NuanHouseholdPage *page = NUAN_HOUSEHOLD_PAGE (fixture->page);
  const gint64 id = find_in_force (fixture);
  g_autoptr (NuanHousehold) after = NULL;

  open_file (fixture, id);
  act (fixture, "page.edit");
  type (fixture, "members[0].card", "6222020000000000001");
  act (fixture, "page.save");
  wait_for_draft ();

  after = read_household (fixture, id);
  g_assert_cmpstr (((NuanMember *) g_ptr_array_index (after->members, 0))->card, ==, "6222020000000000001");
  g_assert_true (gtk_widget_get_visible (page->notice));
  g_assert_true (display_has_text (page->notice, odd));
}

static void
a_changed_income_waits_for_somebody_else (Fixture *fixture, gconstpointer unused)
{
  const gint64 id = find_in_force (fixture);
  g_autoptr (NuanHousehold) after = NULL;

  open_file (fixture, id);
  act (fixture, "page.edit");
  type (fixture, "incomes.wage", "123456.78");
  act (fixture, "page.save");
  wait_for_draft ();

  after = read_household (fixture, id);
  g_assert_cmpint (after->incomes_fen[NUAN_INCOME_WAGE], ==, 12345678);
  g_assert_cmpint (after->state, ==, NUAN_HOUSEHOLD_CHANGED);
}

static void
an_unreadable_amount_is_not_saved (Fixture *fixture, gconstpointer unused)
{
  const gint64 id = find_in_force (fixture);
  g_autoptr (NuanHousehold) before = read_household (fixture, id);
  g_autoptr (NuanHousehold) after = NULL;

  open_file (fixture, id);
  act (fixture, "page.edit");
  type (fixture, "expenses.illness", "-5");
  act (fixture, "page.save");
  after = read_household (fixture, id);
  g_assert_cmpint (after->version, ==, before->version);
  gtk_test_accessible_assert_state (row_of (fixture, "expenses.illness"), GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_cmpstr (nuan_row_get_value (row_of (fixture, "expenses.illness")), ==, "-5");
}

/* Nothing is filled in but a half amount. */
static void
everything_wrong_is_shown_at_once (Fixture *fixture, gconstpointer unused)
{
  static const char *const wrong[] = { "members[0].name", "members[0].id_number", "unit", "expenses.care", "accident_reason" };

  nuan_page_show (NUAN_PAGE (fixture->page), g_variant_new_string (""));
  display_settle ();
  type (fixture, "expenses.care", "12,3x");
  nuan_row_put_value (row_of (fixture, "accident"), "1");
  gtk_widget_grab_focus (GTK_WIDGET (row_of (fixture, "note")));
  act (fixture, "page.save");
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_test_message ("%s", wrong[i]);
      gtk_test_accessible_assert_state (row_of (fixture, wrong[i]), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
    }
  gtk_test_accessible_assert_state (row_of (fixture, "address"), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_FALSE);
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (fixture->window)),
                                         GTK_WIDGET (row_of (fixture, "members[0].name"))));
  display_shot (GTK_WIDGET (fixture->window), "household-errors");
}

typedef struct {
  Fixture *fixture;
  char    *hint;
} Hinted;

static gboolean
is_hinted (gpointer data)
{
  const Hinted *hinted = data;

  return display_has_text (GTK_WIDGET (row_of (hinted->fixture, "unit")), hinted->hint);
}

/* 城东 纺织厂 is offered as the 城东纺织厂 that there is. */
static void
a_unit_written_otherwise_is_offered_as_it_stands (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (NuanHousehold) other = read_household (fixture, find_in_force (fixture));
  const char *rest = g_utf8_offset_to_pointer (other->unit, 2);
  g_autofree char *typed = g_strdup_printf ("%.*s・%s", (int) (rest - other->unit), other->unit, rest);
  g_autofree char *hint = g_strdup_printf (g_dgettext ("nuanchuang", "It is taken as %s"), other->unit);
  Hinted hinted = { fixture, hint };

  nuan_page_show (NUAN_PAGE (fixture->page), g_variant_new_string (""));
  display_settle ();
  type (fixture, "unit", typed);
  display_wait (is_hinted, &hinted, "the unit is known");
}

static void
an_id_number_of_another_open_file_blocks (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (NuanHousehold) other = read_household (fixture, find_in_force (fixture));

  nuan_page_show (NUAN_PAGE (fixture->page), g_variant_new_string ("王五"));
  display_settle ();
  g_assert_cmpstr (nuan_row_get_value (row_of (fixture, "members[0].name")), ==, "王五");
  type (fixture, "members[0].id_number", nuan_household_get_head (other)->id_number);
  type (fixture, "unit", "城东纺织厂");
  wait_for_draft ();
  gtk_test_accessible_assert_state (row_of (fixture, "members[0].id_number"), GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_true (display_has_text (fixture->page, other->number));
  display_shot (GTK_WIDGET (fixture->window), "household-duplicate");

  act (fixture, "page.save");
  g_assert_cmpstr (nuan_row_get_value (row_of (fixture, "members[0].name")), ==, "王五");

  /* Another key does not show the old answer again, and the next answer takes it back. */
  type (fixture, "members[0].id_number", "110101199001010010");
  gtk_test_accessible_assert_state (row_of (fixture, "members[0].id_number"), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_FALSE);
  wait_for_draft ();
  gtk_test_accessible_assert_state (row_of (fixture, "members[0].id_number"), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_FALSE);
  g_assert_false (display_has_text (fixture->page, other->number));
}

static void
private_data_are_hidden (Fixture *fixture, gconstpointer unused)
{
  const gint64 id = find_in_force (fixture);
  g_autoptr (NuanHousehold) household = read_household (fixture, id);
  g_autofree char *masked = nuan_mask_id_number (nuan_household_get_head (household)->id_number);

  open_file (fixture, id);
  nuan_context_set_private (fixture->context, TRUE);
  display_settle ();
  g_assert_false (display_has_text (fixture->page, masked));
  g_assert_false (display_has_text (fixture->page, household->phone));
  nuan_context_set_private (fixture->context, FALSE);
}

static gboolean
raise_the_line (NuanConnection *connection, gpointer unused, GError **error)
{
  g_autoptr (GPtrArray) staff = nuan_staff_store_list (connection, error);

  for (guint i = 0; staff != NULL && i < staff->len; i++)
    if (nuan_roles_check (((NuanStaff *) staff->pdata[i])->roles, NUAN_RIGHT_SET_STANDARD, NULL))
      return nuan_standard_store_set (connection, staff->pdata[i], "dibao", "9000", nuan_day_today (), error);

  g_assert_not_reached ();
}

/* A new line puts the same facts elsewhere: what was confirmed holds until somebody confirms anew. */
static void
the_head_shows_the_category_that_holds (Fixture *fixture, gconstpointer unused)
{
  NuanHouseholdPage *page = NUAN_HOUSEHOLD_PAGE (fixture->page);
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanConnection) beside = nuan_connection_open (fixture->path, NUAN_OPEN_WRITE, &error);
  gboolean differs = FALSE;

  g_assert_no_error (error);
  nuan_connection_transact (beside, raise_the_line, NULL, &error);
  g_assert_no_error (error);
  for (gint64 id = 1; id <= 60 && !differs; id++)
    {
      g_autoptr (NuanHousehold) household = read_household (fixture, id);
      g_autoptr (NuanAssessment) now = NULL;
      g_autofree char *pill = NULL;

      if (household->state != NUAN_HOUSEHOLD_IN_FORCE)
        continue;

      open_file (fixture, id);
      pill = nuan_category_pill (page->view->confirmed->category);
      g_assert_cmpstr (gtk_label_get_text (page->category), ==, pill);
      now = nuan_assessment_compute (household, &page->view->standards, NULL);
      differs = !g_str_equal (nuan_category_code (now->category), page->view->confirmed->category);
    }
  g_assert_true (differs);   /* or nothing was tried */
}

int
main (int argc, char *argv[])
{
  const struct { const char *name; void (*test) (Fixture *, gconstpointer); } tests[] = {
    { "an-open-file-shows-its-head-and-masks-the-numbers", an_open_file_shows_its_head_and_masks_the_numbers },
    { "a-half-typed-form-survives-the-window", a_half_typed_form_survives_the_window },
    { "a-half-typed-form-stays-with-its-person", a_half_typed_form_stays_with_its_person },
    { "a-discarded-form-is-forgotten", a_discarded_form_is_forgotten },
    { "what-is-saved-stands-in-the-file", what_is_saved_stands_in_the_file },
    { "what-is-odd-about-a-saved-file-is-said", what_is_odd_about_a_saved_file_is_said },
    { "a-changed-income-waits-for-somebody-else", a_changed_income_waits_for_somebody_else },
    { "an-unreadable-amount-is-not-saved", an_unreadable_amount_is_not_saved },
    { "everything-wrong-is-shown-at-once", everything_wrong_is_shown_at_once },
    { "an-id-number-of-another-open-file-blocks", an_id_number_of_another_open_file_blocks },
    { "a-unit-written-otherwise-is-offered-as-it-stands", a_unit_written_otherwise_is_offered_as_it_stands },
    { "private-data-are-hidden", private_data_are_hidden },
    { "a-number-is-shown-once-the-journal-has-it", a_number_is_shown_once_the_journal_has_it },
    { "a-number-stays-hidden-where-the-journal-fails", a_number_stays_hidden_where_the_journal_fails },
    { "a-look-that-comes-late-shows-nothing-of-the-next-file", a_look_that_comes_late_shows_nothing_of_the_next_file },
    { "a-long-history-is-shown-to-its-end", a_long_history_is_shown_to_its_end },
    { "the-head-shows-the-category-that-holds", the_head_shows_the_category_that_holds },
  };

  display_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/household-page/", tests[i].name, NULL);

      g_test_add (path, Fixture, NULL, set_up, tests[i].test, tear_down);
    }
  return g_test_run ();
}
