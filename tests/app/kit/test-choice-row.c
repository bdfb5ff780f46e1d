#include "config.h"

#include "app/kit/rows.h"
#include "display.h"

typedef struct
{
  GtkWidget *window;
  NuanChoiceRow *row;
} Fixture;

static void
fill (NuanChoiceRow *row, const char *const *codes)
{
  nuan_choice_row_clear (row);
  for (; *codes != NULL; codes++)
    nuan_choice_row_add (row, *codes, *codes, NULL);
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->window = gtk_window_new ();
  fixture->row = g_object_new (NUAN_TYPE_CHOICE_ROW, "title", "Fund", NULL);
  fill (fixture->row, (const char *const[]) { "", NULL });
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->row));
  gtk_window_present (GTK_WINDOW (fixture->window));
  display_settle ();
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (display_find (GTK_WIDGET (fixture->row), GTK_TYPE_TOGGLE_BUTTON)), FALSE);
  display_settle ();
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  display_settle ();
}

static GtkWidget *
drop_down (Fixture *fixture)
{
  GtkWidget *button = display_find (GTK_WIDGET (fixture->row), GTK_TYPE_TOGGLE_BUTTON);

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  display_settle ();
  return display_find (GTK_WIDGET (fixture->row), GTK_TYPE_POPOVER);
}

static GtkWidget *
row_with_keyboard (Fixture *fixture, GtkWidget *popup)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (fixture->window));

  return focus != NULL && gtk_widget_is_ancestor (focus, popup) && gtk_widget_get_mapped (focus) ? focus : NULL;
}

/* Funds come with the programme, a moment after the list was opened. */
static void
open_list_that_is_filled_anew_keeps_the_keyboard (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *popup = drop_down (fixture);
  GtkWidget *row;

  g_assert_nonnull (row_with_keyboard (fixture, popup));
  fill (fixture->row, (const char *const[]) { "", "county", "city", NULL });
  nuan_row_put_value (NUAN_ROW (fixture->row), "county");
  display_settle ();

  g_assert_true (gtk_widget_get_mapped (popup));
  row = row_with_keyboard (fixture, popup);
  g_assert_nonnull (row);
  g_assert_true (gtk_widget_activate_action (row, "listitem.select", "(bb)", FALSE, FALSE));
  g_assert_cmpstr (nuan_row_get_value (NUAN_ROW (fixture->row)), ==, "county");
}

static void
closed_list_that_is_filled_anew_takes_no_keyboard (Fixture *fixture, gconstpointer unused)
{
  fill (fixture->row, (const char *const[]) { "", "county", NULL });
  display_settle ();

  g_assert_null (row_with_keyboard (fixture, display_find (GTK_WIDGET (fixture->row), GTK_TYPE_POPOVER)));
}

/* A drop-down of a later GTK has one of its lines chosen, always: the first choice must not look chosen, and can be. */
static void
nothing_is_chosen_until_somebody_chooses (Fixture *fixture, gconstpointer unused)
{
  GtkDropDown *drop = GTK_DROP_DOWN (display_find (GTK_WIDGET (fixture->row), GTK_TYPE_DROP_DOWN));
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (drop));

  fill (fixture->row, (const char *const[]) { "cash", "card", NULL });
  display_settle ();
  g_assert_cmpstr (nuan_row_get_value (NUAN_ROW (fixture->row)), ==, "");
  g_assert_false (display_has_text (button, "cash"));
  g_assert_false (display_has_text (button, "—"));

  gtk_drop_down_set_selected (drop, 1);
  display_settle ();
  g_assert_cmpstr (nuan_row_get_value (NUAN_ROW (fixture->row)), ==, "cash");
  g_assert_true (display_has_text (button, "cash"));
  nuan_row_set_value (NUAN_ROW (fixture->row), "");
  display_settle ();
  g_assert_false (display_has_text (button, "cash"));
  gtk_drop_down_set_selected (drop, 1);
  g_assert_cmpstr (nuan_row_get_value (NUAN_ROW (fixture->row)), ==, "cash");
}

#define ADD(name) g_test_add ("/choice-row/" #name, Fixture, NULL, set_up, name, tear_down)

int
main (int argc, char *argv[])
{
  display_init (&argc, &argv);

  ADD (open_list_that_is_filled_anew_keeps_the_keyboard);
  ADD (closed_list_that_is_filled_anew_takes_no_keyboard);
  ADD (nothing_is_chosen_until_somebody_chooses);

  return g_test_run ();
}
