#include "config.h"

#include "app/kit/day-entry.h"
#include "app/kit/field-row.h"
#include "app/kit/form-dialog.h"
#include "app/kit/rows.h"
#include "base/code-list.h"
#include "base/error.h"
#include "display.h"

static const NuanField fields[] = {
  { .name = "name", .kind = NUAN_FIELD_TEXT, .title = "甲", .required = TRUE },
  { .name = "amount", .kind = NUAN_FIELD_MONEY, .title = "Amount", .required = TRUE },
  { .name = "date", .kind = NUAN_FIELD_DAY, .title = "Date" },
  { .name = "method", .kind = NUAN_FIELD_CODE, .title = "Method", .list = "method" },
  { .name = "card", .kind = NUAN_FIELD_CARD, .title = "Card", .required = TRUE },
  { .name = "programmes", .kind = NUAN_FIELD_CODES, .title = "Programmes", .list = "programme" },
  { .name = "flag", .kind = NUAN_FIELD_FLAG, .title = "By somebody else" },
  { .name = "password", .kind = NUAN_FIELD_PASSWORD, .title = "Password" },
  { .name = "reason", .kind = NUAN_FIELD_MEMO, .title = "Reason", .required = TRUE },
  NUAN_FIELD_END
};

/* One of each kind. */
static const NuanField kinds[] = {
  { .name = "text", .kind = NUAN_FIELD_TEXT, .title = "Text" },
  { .name = "memo", .kind = NUAN_FIELD_MEMO, .title = "Memo" },
  { .name = "figure", .kind = NUAN_FIELD_FIGURE, .title = "Figure", .width = 10 },
  { .name = "money", .kind = NUAN_FIELD_MONEY, .title = "Money" },
  { .name = "day", .kind = NUAN_FIELD_DAY, .title = "Day" },
  { .name = "id_number", .kind = NUAN_FIELD_ID_NUMBER, .title = "ID number" },
  { .name = "phone", .kind = NUAN_FIELD_PHONE, .title = "Phone" },
  { .name = "card", .kind = NUAN_FIELD_CARD, .title = "Card", .secret = TRUE },
  { .name = "code", .kind = NUAN_FIELD_CODE, .title = "Code", .list = "method" },
  { .name = "long_code", .kind = NUAN_FIELD_CODE, .title = "Long code", .list = "relation" },
  { .name = "codes", .kind = NUAN_FIELD_CODES, .title = "Codes", .list = "programme" },
  { .name = "flag", .kind = NUAN_FIELD_FLAG, .title = "Flag" },
  { .name = "login", .kind = NUAN_FIELD_LOGIN, .title = "Login" },
  { .name = "password", .kind = NUAN_FIELD_PASSWORD, .title = "Password" },
  { .name = "new_password", .kind = NUAN_FIELD_NEW_PASSWORD, .title = "New password" },
  { .name = "memo_again", .kind = NUAN_FIELD_MEMO, .title = "Memo again" },
  NUAN_FIELD_END
};

typedef struct {
  const NuanField *fields;
  GtkWidget *window;
  NuanForm  *form;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer table)
{
  fixture->window = gtk_window_new ();
  fixture->fields = table;
  fixture->form = nuan_form_new (table);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 700, 700);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->form));
  gtk_window_present (GTK_WINDOW (fixture->window));
  display_settle ();
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  display_settle ();
}

/* The field that has the keyboard. */
static const char *
field_with_focus (Fixture *fixture)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (fixture->window));

  for (const NuanField *field = fixture->fields; focus != NULL && field->name != NULL; field++)
    if (gtk_widget_is_ancestor (focus, GTK_WIDGET (nuan_form_get_row (fixture->form, field->name))))
      return field->name;

  return NULL;
}

static void
assert_invalid (Fixture *fixture, const char *name, gboolean invalid)
{
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (nuan_form_get_row (fixture->form, name)), GTK_ACCESSIBLE_STATE_INVALID,
                                    invalid ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE);
}

static void
all_errors_are_shown_and_the_first_has_the_keyboard (Fixture *fixture, gconstpointer unused)
{
  nuan_form_set (fixture->form, "name", "王秀兰");
  nuan_form_set (fixture->form, "date", "2025-02-30");
  gtk_widget_grab_focus (GTK_WIDGET (nuan_form_get_row (fixture->form, "reason")));
  g_assert_false (nuan_form_check (fixture->form, NULL));
  display_settle ();

  assert_invalid (fixture, "name", FALSE);
  assert_invalid (fixture, "amount", TRUE);
  assert_invalid (fixture, "date", TRUE);
  assert_invalid (fixture, "card", TRUE);
  assert_invalid (fixture, "reason", TRUE);
  g_assert_cmpstr (field_with_focus (fixture), ==, "amount");

  gtk_widget_child_focus (fixture->window, GTK_DIR_TAB_FORWARD);   /* to leave an empty field does not make it right */
  display_settle ();
  assert_invalid (fixture, "amount", TRUE);
}

static void
what_is_not_asked_for_is_never_wrong (Fixture *fixture, gconstpointer unused)
{
  nuan_form_set (fixture->form, "name", "王秀兰");
  nuan_form_set (fixture->form, "amount", "1,200");
  nuan_form_set (fixture->form, "card", "not a card");
  nuan_form_set (fixture->form, "reason", "生活困难");
  g_assert_false (nuan_form_check (fixture->form, NULL));

  nuan_form_set_asked (fixture->form, "card", FALSE);
  g_assert_true (nuan_form_check (fixture->form, NULL));
  g_assert_cmpstr (nuan_form_get (fixture->form, "card"), ==, "");
  g_assert_cmpint (nuan_form_get_fen (fixture->form, "amount"), ==, 120000);
}

static void
add_hidden_and_unknown (NuanForm *form, GPtrArray *errors, gpointer data)
{
  const char *const *names = data;

  for (guint i = 0; names[i] != NULL; i++)
    {
      GError *error = NULL;

      nuan_error_set (&error, NUAN_ERROR_RULE, *names[i] != '\0' ? names[i] : NULL, "Wrong at %s", names[i]);
      nuan_fields_add_error (errors, error);
    }
}

static void
fill_all (NuanForm *form)
{
  nuan_form_set (form, "name", "王秀兰");
  nuan_form_set (form, "amount", "1,200");
  nuan_form_set (form, "card", "6222020000000000000");
  nuan_form_set (form, "reason", "生活困难");
}

/* Refused without a word is worse than refused. */
static void
what_is_wrong_at_no_field_is_handed_back (Fixture *fixture, gconstpointer unused)
{
  static const char *const hidden[] = { "reason", "card", NULL }, *const unknown[] = { "fund", NULL }, *const nowhere[] = { "", NULL };
  static const char *const shown[] = { "reason", NULL };
  const struct { const char *const *names; const char *other; } cases[] = {
    { hidden, "Wrong at card" }, { unknown, "Wrong at fund" }, { nowhere, "Wrong at " }, { shown, NULL },
  };

  fill_all (fixture->form);
  nuan_form_set_asked (fixture->form, "card", FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) other = NULL;

      nuan_form_set_more (fixture->form, add_hidden_and_unknown, (gpointer) cases[i].names);
      g_assert_false (nuan_form_check (fixture->form, &other));
      g_assert_cmpstr (other != NULL ? other->message : NULL, ==, cases[i].other);
    }
}

static void
count_confirmed (guint *n)
{
  (*n)++;
}

static gboolean
is_one (gpointer n)
{
  return *(guint *) n == 1;
}

static gboolean
says_what_is_wrong (gpointer dialog)
{
  return display_has_text (dialog, "Wrong at fund");
}

static void
a_dialog_says_above_its_buttons_what_is_wrong_at_no_field (Fixture *fixture, gconstpointer unused)
{
  static const char *const names[] = { "fund", NULL };
  NuanFormDialog *dialog = nuan_form_dialog_new (fixture->window, "Dialog", "Confirm");
  NuanForm *form = nuan_form_dialog_add_form (dialog, fields);
  guint n = 0;

  fill_all (form);
  nuan_form_set_more (form, add_hidden_and_unknown, (gpointer) names);
  g_signal_connect_swapped (dialog, "confirmed", G_CALLBACK (count_confirmed), &n);
  gtk_window_present (GTK_WINDOW (dialog));
  display_key (GTK_WIDGET (dialog), "ctrl+Return");
  display_wait (says_what_is_wrong, dialog, "the dialog says what is wrong");
  g_assert_cmpuint (n, ==, 0);

  nuan_form_set_more (form, NULL, NULL);
  display_key (GTK_WIDGET (dialog), "ctrl+Return");
  display_wait (is_one, &n, "the dialog is confirmed");
  g_assert_false (display_has_text (GTK_WIDGET (dialog), "Wrong at fund"));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* From the field that has the keyboard to the last one on the way. */
static void
walk (Fixture *fixture, GtkDirectionType direction)
{
  const guint n = nuan_fields_count (fields);

  for (guint i = 0; i < n; i++)
    {
      const NuanField *field = &fields[direction == GTK_DIR_TAB_FORWARD ? i : n - 1 - i];

      g_assert_cmpstr (field_with_focus (fixture), ==, field->name);
      for (guint stops = 0; i + 1 < n && stops < 12 && g_strcmp0 (field_with_focus (fixture), field->name) == 0; stops++)
        gtk_widget_child_focus (fixture->window, direction);   /* a list of ticks has several */
    }
}

static void
tab_goes_through_all_fields_in_order (Fixture *fixture, gconstpointer unused)
{
  gtk_widget_grab_focus (GTK_WIDGET (fixture->form));
  walk (fixture, GTK_DIR_TAB_FORWARD);
  walk (fixture, GTK_DIR_TAB_BACKWARD);
}

typedef struct {
  Fixture   *fixture;
  GtkWidget *focus;
} Place;

static gboolean
has_moved (gpointer data)
{
  const Place *place = data;
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (place->fixture->window));

  return focus != NULL && focus != place->focus;
}

/* The fields on the way from NAME until KEY is back there, one after the other. Owned. */
static char *
walk_by_key (Fixture *fixture, const char *name, const char *key)
{
  g_autoptr (GString) way = g_string_new (name);
  const char *at = name;
  guint steps = 0;

  gtk_widget_grab_focus (GTK_WIDGET (nuan_form_get_row (fixture->form, name)));
  display_settle ();
  do
    {
      Place place = { fixture, gtk_root_get_focus (GTK_ROOT (fixture->window)) };
      g_autofree char *what = g_strdup_printf ("%s leaves “%s”", key, at);
      const char *next;

      display_key (fixture->window, key);
      display_wait (has_moved, &place, what);
      next = field_with_focus (fixture);
      g_assert_nonnull (next);
      if (strcmp (next, at) != 0)
        g_string_append_printf (way, " %s", next);
      at = next;
      g_assert_cmpuint (++steps, <, 60);
    }
  while (strcmp (at, name) != 0);

  return g_string_free (g_steal_pointer (&way), FALSE);
}

static void
every_kind_is_left_by_tab_and_by_shift_tab (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GString) there = g_string_new (NULL);
  g_autoptr (GString) back = g_string_new ("text");
  g_autofree char *forwards = walk_by_key (fixture, "text", "Tab");
  g_autofree char *backwards = walk_by_key (fixture, "text", "shift+Tab");

  for (guint i = 0; i < G_N_ELEMENTS (kinds) - 1; i++)
    {
      g_string_append_printf (there, "%s ", kinds[i].name);
      g_string_append_printf (back, " %s", kinds[G_N_ELEMENTS (kinds) - 2 - i].name);
    }
  g_string_append (there, "text");
  g_assert_cmpstr (forwards, ==, there->str);
  g_assert_cmpstr (backwards, ==, back->str);
}

static GtkWidget *
list_of (Fixture *fixture, const char *name)
{
  return display_find (GTK_WIDGET (nuan_form_get_row (fixture->form, name)), GTK_TYPE_POPOVER);
}

static gboolean
is_open (gpointer popover)
{
  return gtk_widget_get_mapped (popover);
}

static gboolean
is_closed (gpointer popover)
{
  return !gtk_widget_get_visible (popover);
}

typedef struct {
  NuanRow    *row;
  const char *value;
} Wanted;

static gboolean
has_value (gpointer data)
{
  const Wanted *wanted = data;

  return strcmp (nuan_row_get_value (wanted->row), wanted->value) == 0;
}

static void
open_list (Fixture *fixture, const char *name)
{
  gtk_widget_grab_focus (GTK_WIDGET (nuan_form_get_row (fixture->form, name)));
  display_settle ();
  display_key (fixture->window, "space");
  display_wait (is_open, list_of (fixture, name), "the list is open");
  display_settle ();
}

/* The lines of an open list that show their tick. */
static void
find_ticked (GtkWidget *below, GString *ticked)
{
  if (GTK_IS_IMAGE (below) && g_strcmp0 (gtk_image_get_icon_name (GTK_IMAGE (below)), "object-select-symbolic") == 0 &&
      gtk_widget_get_opacity (below) > 0.5 && gtk_widget_get_mapped (below))
    g_string_append (ticked, gtk_label_get_text (GTK_LABEL (display_find (gtk_widget_get_parent (below), GTK_TYPE_LABEL))));
  for (GtkWidget *child = gtk_widget_get_first_child (below); child != NULL; child = gtk_widget_get_next_sibling (child))
    find_ticked (child, ticked);
}

static void
an_open_list_takes_letters_and_enter (Fixture *fixture, gconstpointer unused)
{
  Wanted cash = { nuan_form_get_row (fixture->form, "code"), "cash" };
  Wanted goods = { cash.row, "goods" };
  g_autoptr (GString) ticked = g_string_new (NULL);

  open_list (fixture, "code");
  display_key (fixture->window, "x");   /* 现金 */
  display_wait (has_value, &cash, "x chooses 现金");
  display_key (fixture->window, "Return");
  display_wait (is_closed, list_of (fixture, "code"), "Enter closes the list");
  g_assert_cmpstr (nuan_row_get_value (cash.row), ==, "cash");
  g_assert_cmpstr (field_with_focus (fixture), ==, "code");

  open_list (fixture, "code");
  find_ticked (list_of (fixture, "code"), ticked);
  g_assert_cmpstr (ticked->str, ==, nuan_code_label ("method", "cash"));
  display_key (fixture->window, "Down");
  display_key (fixture->window, "Down");
  display_key (fixture->window, "Return");
  display_wait (is_closed, list_of (fixture, "code"), "Enter closes the list");
  display_wait (has_value, &goods, "the arrows and Enter choose");
}

static void
a_long_list_is_searched_by_its_readings (Fixture *fixture, gconstpointer unused)
{
  Wanted daughter = { nuan_form_get_row (fixture->form, "long_code"), "30" };

  open_list (fixture, "long_code");
  display_key (fixture->window, "n");   /* 女 */
  display_key (fixture->window, "v");
  display_settle ();
  display_key (fixture->window, "Return");
  display_wait (is_closed, list_of (fixture, "long_code"), "Enter closes the list");
  display_wait (has_value, &daughter, "Enter chooses the first that is found");
}

static void
enter_on_a_list_that_was_only_opened_changes_nothing (Fixture *fixture, gconstpointer unused)
{
  nuan_form_set (fixture->form, "long_code", "33");
  open_list (fixture, "long_code");
  display_key (fixture->window, "Return");
  display_wait (is_closed, list_of (fixture, "long_code"), "Enter closes the list");
  g_assert_cmpstr (nuan_form_get (fixture->form, "long_code"), ==, "33");

  open_list (fixture, "long_code");
  display_key (fixture->window, "Escape");
  display_wait (is_closed, list_of (fixture, "long_code"), "Escape closes the list");
  g_assert_cmpstr (nuan_form_get (fixture->form, "long_code"), ==, "33");
}

static void
a_draft_holds_all_but_passwords (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *draft = NULL;

  nuan_form_set (fixture->form, "name", "王秀兰");
  nuan_form_set (fixture->form, "amount", "12.");
  nuan_form_set (fixture->form, "programmes", "living,study");
  nuan_form_set (fixture->form, "flag", "1");
  nuan_form_set (fixture->form, "password", "topsecret");
  nuan_form_set (fixture->form, "reason", "一\n二");
  draft = nuan_form_save (fixture->form, "test");
  g_assert_null (strstr (draft, "topsecret"));

  for (const NuanField *field = fields; field->name != NULL; field++)
    nuan_form_set (fixture->form, field->name, "");
  g_assert_true (nuan_form_load (fixture->form, "test", draft));
  g_assert_cmpstr (nuan_form_get (fixture->form, "amount"), ==, "12.");
  g_assert_cmpstr (nuan_form_get (fixture->form, "programmes"), ==, "living,study");
  g_assert_true (nuan_form_get_flag (fixture->form, "flag"));
  g_assert_cmpstr (nuan_form_get (fixture->form, "password"), ==, "");
  g_assert_cmpstr (nuan_form_get (fixture->form, "reason"), ==, "一\n二");
  g_assert_false (nuan_form_load (fixture->form, "test", "no key file"));
}

static void
required_fields_are_marked (Fixture *fixture, gconstpointer unused)
{
  g_assert_true (display_has_text (GTK_WIDGET (nuan_form_get_row (fixture->form, "name")), "甲 *"));
  g_assert_false (display_has_text (GTK_WIDGET (nuan_form_get_row (fixture->form, "date")), "*"));
}

static void
a_list_is_typed_ahead_by_initials_pinyin_and_code (Fixture *fixture, gconstpointer unused)
{
  NuanChoiceRow *row = NUAN_CHOICE_ROW (nuan_form_get_row (fixture->form, "method"));
  NuanChoiceRow *relation = g_object_ref_sink (g_object_new (NUAN_TYPE_CHOICE_ROW, "title", "Relation", NULL));

  g_assert_true (nuan_choice_row_type_ahead (row, 'X'));   /* 现金 */
  g_assert_cmpstr (nuan_form_get (fixture->form, "method"), ==, "cash");
  g_assert_true (nuan_choice_row_type_ahead (row, 'i'));
  g_assert_cmpstr (nuan_form_get (fixture->form, "method"), ==, "cash");
  g_assert_false (nuan_choice_row_type_ahead (row, 'q'));
  g_assert_cmpstr (nuan_form_get (fixture->form, "method"), ==, "cash");

  nuan_choice_row_set_list (relation, "relation", NULL);
  g_assert_true (nuan_choice_row_type_ahead (relation, '0'));
  g_assert_true (nuan_choice_row_type_ahead (relation, '2'));
  g_assert_cmpstr (nuan_row_get_value (NUAN_ROW (relation)), ==, "02");
  g_object_unref (relation);
}

/* Both read a day by the same rule; neither makes another day of what it can't read. */
static void
a_day_is_read_as_people_write_it (Fixture *fixture, gconstpointer unused)
{
  static const struct { const char *typed, *shown; } days[] = {
    { "２０２６年１月５日", "2026-01-05" }, { "20260105", "2026-01-05" }, { "202611-20", "202611-20" }, { "25-11-20", "25-11-20" },
  };
  GtkWidget *entry = g_object_ref_sink (g_object_new (NUAN_TYPE_DAY_ENTRY, NULL));
  NuanRow *row = g_object_ref_sink (g_object_new (NUAN_TYPE_DAY_ROW, "title", "Day", NULL));

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      const gboolean is_day = strlen (days[i].shown) == 10;

      gtk_editable_set_text (GTK_EDITABLE (entry), days[i].typed);
      g_assert_cmpuint (nuan_day_entry_get_day (NUAN_DAY_ENTRY (entry), "day", NULL), ==, is_day ? nuan_day_new (2026, 1, 5) : NUAN_DAY_NONE);
      g_signal_emit_by_name (entry, "activate");
      g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, days[i].shown);
      g_assert_true (gtk_widget_has_css_class (entry, "error") == !is_day);

      nuan_row_set_value (row, days[i].typed);
      g_assert_true (NUAN_ROW_GET_CLASS (row)->check (row, days[i].typed, NULL) == is_day);
    }
  g_object_unref (entry);
  g_object_unref (row);
}

/* So that the clerk sees what is stored. */
/* Hidden labels too. */
static gboolean
a_label_has (GtkWidget *below, const char *text)
{
  gboolean has = GTK_IS_LABEL (below) && strstr (gtk_label_get_text (GTK_LABEL (below)), text) != NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (below); child != NULL; child = gtk_widget_get_next_sibling (child))
    has |= a_label_has (child, text);
  return has;
}

/* Neither the row nor the label in which other values are read keeps a copy of it where anything may lie. */
static void
a_password_lies_in_locked_memory_alone (Fixture *fixture, gconstpointer unused)
{
  NuanRow *row = nuan_form_get_row (fixture->form, "password");
  GtkEntry *entry = nuan_text_row_get_entry (NUAN_TEXT_ROW (row));
  g_autofree char *value = NULL;

  gtk_editable_set_text (GTK_EDITABLE (entry), "topsecret-1");
  display_settle ();

  g_assert_true (GTK_IS_PASSWORD_ENTRY_BUFFER (gtk_entry_get_buffer (entry)));
  g_assert_false (gtk_entry_get_visibility (entry));
  g_assert_cmpstr (nuan_form_get (fixture->form, "password"), ==, "topsecret-1");
  g_assert_false (a_label_has (GTK_WIDGET (row), "topsecret-1"));
  g_object_get (row, "value", &value, NULL);
  g_assert_cmpstr (value, ==, "");
}

static void
what_came_full_width_is_half_width_once_it_is_left (Fixture *fixture, gconstpointer unused)
{
  static const struct { NuanFieldKind kind; const char *typed, *shown; } all[] = {
    { NUAN_FIELD_ID_NUMBER, "５１１１０２１９７００２１５００１Ｘ", "51110219700215001X" }, { NUAN_FIELD_PHONE, "０８３３－２１１２２３３", "0833-2112233" },
    { NUAN_FIELD_CARD, "６２２２", "6222" }, { NUAN_FIELD_FIGURE, "１２", "12" }, { NUAN_FIELD_TEXT, "Ａ座", "Ａ座" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      const NuanField field = { .name = "it", .kind = all[i].kind, .title = "_It" };
      NuanRow *row = nuan_field_row_new (&field);
      GtkEntry *entry = nuan_text_row_get_entry (NUAN_TEXT_ROW (row));
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *other = gtk_button_new_with_label ("next"), *window = gtk_window_new ();

      gtk_box_append (GTK_BOX (box), GTK_WIDGET (row));
      gtk_box_append (GTK_BOX (box), other);
      gtk_window_set_child (GTK_WINDOW (window), box);
      gtk_window_present (GTK_WINDOW (window));
      gtk_widget_grab_focus (GTK_WIDGET (entry));
      gtk_editable_set_text (GTK_EDITABLE (entry), all[i].typed);
      g_assert_cmpstr (nuan_row_get_value (row), ==, all[i].typed);
      gtk_widget_grab_focus (other);
      display_settle ();
      g_assert_cmpstr (nuan_row_get_value (row), ==, all[i].shown);
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

/* Under the field, while there is still somebody who knows what was meant. */
static void
signs_that_nobody_can_see_are_told (Fixture *fixture, gconstpointer unused)
{
  const char *told = g_dgettext (GETTEXT_PACKAGE, "Signs that nobody can see are taken out");
  const char *old_font = g_dgettext (GETTEXT_PACKAGE, "A character of an old font is written as the one that it is by now: compare it with the paper");

  g_assert_false (display_has_text (GTK_WIDGET (fixture->form), told));
  nuan_form_set (fixture->form, "reason", "张\u200b三");
  g_assert_true (display_has_text (GTK_WIDGET (fixture->form), told));
  nuan_form_set (fixture->form, "reason", "张三\n\u3000李四");
  g_assert_false (display_has_text (GTK_WIDGET (fixture->form), told));
  nuan_form_set (fixture->form, "name", "张\ue863");
  g_assert_true (display_has_text (GTK_WIDGET (fixture->form), old_font));
  nuan_form_set (fixture->form, "name", "");
  nuan_form_set (fixture->form, "password", "secret\u200bsecret");
  g_assert_false (display_has_text (GTK_WIDGET (fixture->form), told));
}

int
main (int argc, char **argv)
{
  display_init (&argc, &argv);

#define ADD(name, function) g_test_add ("/form/" name, Fixture, fields, set_up, function, tear_down)
  ADD ("all-errors-are-shown-and-the-first-has-the-keyboard", all_errors_are_shown_and_the_first_has_the_keyboard);
  ADD ("what-is-not-asked-for-is-never-wrong", what_is_not_asked_for_is_never_wrong);
  ADD ("what-is-wrong-at-no-field-is-handed-back", what_is_wrong_at_no_field_is_handed_back);
  ADD ("a-dialog-says-above-its-buttons-what-is-wrong-at-no-field", a_dialog_says_above_its_buttons_what_is_wrong_at_no_field);
  ADD ("tab-goes-through-all-fields-in-order", tab_goes_through_all_fields_in_order);
  ADD ("a-draft-holds-all-but-passwords", a_draft_holds_all_but_passwords);
  ADD ("signs-that-nobody-can-see-are-told", signs_that_nobody_can_see_are_told);
  ADD ("a-password-lies-in-locked-memory-alone", a_password_lies_in_locked_memory_alone);
  ADD ("what-came-full-width-is-half-width-once-it-is-left", what_came_full_width_is_half_width_once_it_is_left);
  ADD ("a-day-is-read-as-people-write-it", a_day_is_read_as_people_write_it);
  ADD ("required-fields-are-marked", required_fields_are_marked);
  g_test_add ("/form/every-kind-is-left-by-tab-and-by-shift-tab", Fixture, kinds, set_up, every_kind_is_left_by_tab_and_by_shift_tab, tear_down);
  g_test_add ("/form/an-open-list-takes-letters-and-enter", Fixture, kinds, set_up, an_open_list_takes_letters_and_enter, tear_down);
  g_test_add ("/form/a-long-list-is-searched-by-its-readings", Fixture, kinds, set_up, a_long_list_is_searched_by_its_readings, tear_down);
  g_test_add ("/form/enter-on-a-list-that-was-only-opened-changes-nothing", Fixture, kinds, set_up, enter_on_a_list_that_was_only_opened_changes_nothing,
              tear_down);
  ADD ("a-list-is-typed-ahead-by-initials-pinyin-and-code", a_list_is_typed_ahead_by_initials_pinyin_and_code);

  return g_test_run ();
}
