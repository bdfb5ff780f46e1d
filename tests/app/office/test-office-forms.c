#include "config.h"

#include "display.h"

#include "app/kit/form-dialog.h"
#include "app/kit/list-window.h"
#include "app/office/dialogs.h"
#include "model/staff-fields.h"

/* The administrator's forms: staff and standards. */
typedef struct {
  DisplayPage     page;
  GtkWidget      *list;
  NuanFormDialog *dialog;
  NuanForm       *form;
} Desk;

static void
open_form (Desk *desk, void (*show) (GtkWidget *, NuanContext *), const char *button)
{
  show (GTK_WIDGET (desk->page.window), desk->page.context);
  display_settle ();
  desk->list = display_window (NUAN_TYPE_LIST_WINDOW);
  g_assert_nonnull (desk->list);
  display_press (display_labelled (desk->list, button));
  desk->dialog = NUAN_FORM_DIALOG (display_window (NUAN_TYPE_FORM_DIALOG));
  desk->form = nuan_form_dialog_get_form (desk->dialog);
}

static void
set_up (Desk *desk, gconstpointer unused)
{
  display_page_open (&desk->page, "office.db", NUAN_ROLE_ADMIN, 1, GTK_TYPE_WIDGET);
}

static void
tear_down (Desk *desk, gconstpointer unused)
{
  GtkWidget *dialog = display_window (NUAN_TYPE_FORM_DIALOG);

  if (dialog != NULL)
    gtk_window_destroy (GTK_WINDOW (dialog));
  if (desk->list != NULL)
    gtk_window_destroy (GTK_WINDOW (desk->list));
  display_page_close (&desk->page, NULL);
}

static void
press_confirm (Desk *desk)
{
  display_press (display_styled (GTK_WIDGET (desk->dialog), "suggested-action"));
}

static void
assert_invalid (Desk *desk, const char *name, gboolean invalid)
{
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (nuan_form_get_row (desk->form, name)), GTK_ACCESSIBLE_STATE_INVALID,
                                    invalid ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE);
}

/* Whole, with what is said under it. */
static void
assert_in_sight (Desk *desk, const char *name)
{
  GtkWidget *row = GTK_WIDGET (nuan_form_get_row (desk->form, name));
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (row, GTK_WIDGET (desk->dialog), &bounds));
  g_assert_cmpfloat (bounds.origin.y + bounds.size.height, <=, gtk_widget_get_height (GTK_WIDGET (desk->dialog)));
}

static gboolean
has_focus (Desk *desk, const char *name)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (desk->dialog));

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (nuan_form_get_row (desk->form, name)));
}

static gboolean
is_saved (gpointer unused)
{
  return display_window (NUAN_TYPE_FORM_DIALOG) == NULL;
}

static void
everything_wrong_with_somebody_new_is_said_at_once (Desk *desk, gconstpointer unused)
{
  open_form (desk, nuan_show_staff, "新增(_A)…");
  press_confirm (desk);
  for (const NuanField *field = nuan_staff_fields; field->name != NULL; field++)
    assert_invalid (desk, field->name, TRUE);
  g_assert_true (has_focus (desk, "name"));
  assert_in_sight (desk, "again");
  display_shot (GTK_WIDGET (desk->dialog), "new-staff");
}

static void
set_letters (int percent)
{
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024 * percent / 100, NULL);
}

static GtkAdjustment *
scroll_of (Desk *desk)
{
  GtkWidget *scrolled = display_find (GTK_WIDGET (desk->dialog), GTK_TYPE_SCROLLED_WINDOW);

  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
}

/* The ticks of the roles take more lines then. */
static void
somebody_new_is_asked_for_without_scrolling_in_large_letters (Desk *desk, gconstpointer unused)
{
  set_letters (150);
  open_form (desk, nuan_show_staff, "新增(_A)…");
  display_shot (GTK_WIDGET (desk->dialog), "new-staff-large");
  g_assert_cmpfloat (gtk_adjustment_get_upper (scroll_of (desk)), <=, gtk_adjustment_get_page_size (scroll_of (desk)));
  assert_in_sight (desk, "again");
  set_letters (100);
}

static void
fill_in (Desk *desk, const char *password, const char *again)
{
  nuan_form_set (desk->form, "name", "周敏");
  nuan_form_set (desk->form, "login", "zhoumin77");
  nuan_form_set (desk->form, "role", "intake,cash");
  nuan_form_set (desk->form, "password", password);
  nuan_form_set (desk->form, "again", again);
}

static void
a_password_is_typed_twice_the_same_and_is_not_the_login (Desk *desk, gconstpointer unused)
{
  open_form (desk, nuan_show_staff, "新增(_A)…");
  fill_in (desk, "nuanchuang", "nuanchuan");
  press_confirm (desk);
  assert_invalid (desk, "password", FALSE);
  assert_invalid (desk, "again", TRUE);
  g_assert_true (has_focus (desk, "again"));

  fill_in (desk, "zhoumin77", "zhoumin77");
  press_confirm (desk);
  assert_invalid (desk, "password", TRUE);
  assert_invalid (desk, "again", FALSE);
}

static void
somebody_new_stands_in_the_list_with_the_roles_ticked (Desk *desk, gconstpointer unused)
{
  open_form (desk, nuan_show_staff, "新增(_A)…");
  fill_in (desk, "a-long-password", "a-long-password");
  g_signal_emit_by_name (display_styled (GTK_WIDGET (desk->dialog), "suggested-action"), "clicked");
  display_wait (is_saved, NULL, "somebody new is saved");
  display_settle ();
  g_assert_true (display_has_text (desk->list, "周敏"));
  g_assert_true (display_has_text (desk->list, "zhoumin77 · 受理、出纳"));
}

static void
a_login_that_is_taken_is_told_at_its_field (Desk *desk, gconstpointer unused)
{
  const NuanStaff *staff = nuan_context_get_staff (desk->page.context);

  open_form (desk, nuan_show_staff, "新增(_A)…");
  fill_in (desk, "a-long-password", "a-long-password");
  nuan_form_set (desk->form, "login", staff->login);
  press_confirm (desk);
  assert_invalid (desk, "login", TRUE);
  g_assert_true (has_focus (desk, "login"));
  g_assert_cmpstr (nuan_form_get (desk->form, "password"), ==, "a-long-password");
}

static void
the_roles_of_somebody_are_ticked_when_they_are_changed (Desk *desk, gconstpointer unused)
{
  open_form (desk, nuan_show_staff, "岗位…");
  g_assert_cmpstr (nuan_form_get (desk->form, "role"), !=, "");
  nuan_form_set (desk->form, "role", "");
  press_confirm (desk);
  assert_invalid (desk, "role", TRUE);
}

static void
a_value_is_checked_for_its_standard (Desk *desk, gconstpointer unused)
{
  open_form (desk, nuan_show_standards, "设定(_S)…");
  g_assert_true (display_has_text (GTK_WIDGET (desk->form), "单位：元，最多两位小数"));
  nuan_form_set (desk->form, "name", "relative-multiple");
  nuan_form_set (desk->form, "value", "99");
  nuan_form_set (desk->form, "from", "2026-02-30");
  press_confirm (desk);
  assert_invalid (desk, "name", FALSE);
  assert_invalid (desk, "value", TRUE);
  assert_invalid (desk, "from", TRUE);
  g_assert_true (has_focus (desk, "value"));
  assert_in_sight (desk, "from");
  display_shot (GTK_WIDGET (desk->dialog), "new-standard");
}

static void
a_standard_that_is_set_stands_in_the_list (Desk *desk, gconstpointer unused)
{
  open_form (desk, nuan_show_standards, "设定(_S)…");
  nuan_form_set (desk->form, "name", "dibao");
  nuan_form_set (desk->form, "value", "1234.5");
  nuan_form_set (desk->form, "from", "2020-01-01");
  g_signal_emit_by_name (display_styled (GTK_WIDGET (desk->dialog), "suggested-action"), "clicked");
  display_wait (is_saved, NULL, "the standard is set");
  display_settle ();
  g_assert_true (display_has_text (desk->list, "1,234.50"));
}

static void
choose_standard (Desk *desk, const char *name)
{
  nuan_form_set (desk->form, "name", name);
  g_signal_emit_by_name (nuan_form_get_row (desk->form, "name"), "changed");
}

/* By no word of the program. */
static void
a_standard_with_two_ways_is_chosen_in_words (Desk *desk, gconstpointer unused)
{
  open_form (desk, nuan_show_standards, "设定(_S)…");
  choose_standard (desk, "living-per");
  g_assert_false (nuan_form_is_asked (desk->form, "value"));
  press_confirm (desk);
  assert_invalid (desk, "choice", TRUE);
  g_assert_true (has_focus (desk, "choice"));
  display_shot (GTK_WIDGET (desk->dialog), "new-standard-choice");
  nuan_form_set (desk->form, "choice", "member");
  g_assert_true (display_has_text (GTK_WIDGET (desk->form), "按人"));
  g_signal_emit_by_name (display_styled (GTK_WIDGET (desk->dialog), "suggested-action"), "clicked");
  display_wait (is_saved, NULL, "the standard is set");
  display_settle ();
  g_assert_true (display_has_text (desk->list, "按人"));
  g_assert_false (display_has_text (desk->list, "member"));
  g_assert_false (display_has_text (desk->list, "(lt)"));
}

static void
what_was_wrong_with_one_standard_is_not_said_of_the_next (Desk *desk, gconstpointer unused)
{
  open_form (desk, nuan_show_standards, "设定(_S)…");
  nuan_form_set (desk->form, "name", "relative-multiple");
  nuan_form_set (desk->form, "value", "99");
  press_confirm (desk);
  assert_invalid (desk, "value", TRUE);
  choose_standard (desk, "income-months");
  assert_invalid (desk, "value", FALSE);
  g_assert_false (display_has_text (GTK_WIDGET (desk->dialog), "1 到 10"));
  g_assert_cmpstr (nuan_form_get (desk->form, "value"), ==, "99");
}

static gboolean
is_on_confirm (gpointer data)
{
  Desk *desk = data;

  return gtk_root_get_focus (GTK_ROOT (desk->dialog)) == display_styled (GTK_WIDGET (desk->dialog), "suggested-action");
}

static gboolean
is_in_again (gpointer desk)
{
  return has_focus (desk, "again");
}

/* Real keys: from field to field, then to what the dialog is there for. */
static void
enter_goes_from_the_last_field_to_the_main_action (Desk *desk, gconstpointer unused)
{
  open_form (desk, nuan_show_staff, "密码…");
  nuan_form_set (desk->form, "password", "a-long-password");
  nuan_form_set (desk->form, "again", "a-long-password");
  gtk_widget_grab_focus (GTK_WIDGET (nuan_form_get_row (desk->form, "password")));
  display_key (GTK_WIDGET (desk->dialog), "Return");
  display_wait (is_in_again, desk, "Enter goes to the next field");
  display_key (GTK_WIDGET (desk->dialog), "Return");
  display_wait (is_on_confirm, desk, "Enter goes to the main action");
  display_key (GTK_WIDGET (desk->dialog), "Return");
  display_wait (is_saved, NULL, "the password is changed");
}

int
main (int argc, char *argv[])
{
  display_init (&argc, &argv);

#define ADD(path, function) g_test_add ("/office-forms/" path, Desk, NULL, set_up, function, tear_down)
  ADD ("everything-wrong-with-somebody-new-is-said-at-once", everything_wrong_with_somebody_new_is_said_at_once);
  ADD ("somebody-new-is-asked-for-without-scrolling-in-large-letters", somebody_new_is_asked_for_without_scrolling_in_large_letters);
  ADD ("a-password-is-typed-twice-the-same-and-is-not-the-login", a_password_is_typed_twice_the_same_and_is_not_the_login);
  ADD ("somebody-new-stands-in-the-list-with-the-roles-ticked", somebody_new_stands_in_the_list_with_the_roles_ticked);
  ADD ("a-login-that-is-taken-is-told-at-its-field", a_login_that_is_taken_is_told_at_its_field);
  ADD ("the-roles-of-somebody-are-ticked-when-they-are-changed", the_roles_of_somebody_are_ticked_when_they_are_changed);
  ADD ("enter-goes-from-the-last-field-to-the-main-action", enter_goes_from_the_last_field_to_the_main_action);
  ADD ("a-value-is-checked-for-its-standard", a_value_is_checked_for_its_standard);
  ADD ("a-standard-with-two-ways-is-chosen-in-words", a_standard_with_two_ways_is_chosen_in_words);
  ADD ("what-was-wrong-with-one-standard-is-not-said-of-the-next", what_was_wrong_with_one_standard_is_not_said_of_the_next);
  ADD ("a-standard-that-is-set-stands-in-the-list", a_standard_that_is_set_stands_in_the_list);
#undef ADD

  return g_test_run ();
}
