#include "config.h"

#include "display.h"

#include "app/cases/cases-page.h"
#include "app/household/household-page.h"
#include "app/kit/page.h"
#include "app/ledger/ledger-page.h"
#include "app/statistics/statistics-page.h"

#define MOST_STOPS 120

/* Where Tab goes on the four pages of the window, by real keys. */

/* A table or a list is one stop, wherever in it. */
static gpointer
stop (GtkWidget *window)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (window));
  GtkWidget *table = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_COLUMN_VIEW) : NULL;
  GtkWidget *list = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_VIEW) : NULL;

  return table != NULL ? table : list != NULL ? list : focus;
}

typedef struct {
  GtkWidget *window, *before;
} Move;

static gboolean
has_moved (gpointer data)
{
  const Move *move = data;

  return stop (move->window) != move->before;
}

static char *
name_of (GtkWidget *widget)
{
  GString *name = g_string_new (NULL);

  for (guint i = 0; i < 4 && widget != NULL; i++, widget = gtk_widget_get_parent (widget))
    g_string_append_printf (name, "%s%s", i > 0 ? " < " : "", G_OBJECT_TYPE_NAME (widget));
  return g_string_free (name, FALSE);
}

/* What one key stops at, from the search on until it comes back there. */
static GPtrArray *
walk (DisplayPage *fixture, const char *key)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  GPtrArray *stops = g_ptr_array_new ();

  gtk_widget_activate_action (window, "win.search", NULL);
  display_settle ();
  g_ptr_array_add (stops, stop (window));
  while (stops->len < MOST_STOPS)
    {
      Move move = { window, g_ptr_array_index (stops, stops->len - 1) };
      g_autofree char *name = name_of (move.before);

      g_test_message ("%s: %u %s", key, stops->len, name);
      display_key (window, key);
      display_wait (has_moved, &move, "the focus to move on");
      if (stop (window) == g_ptr_array_index (stops, 0))
        return stops;
      g_ptr_array_add (stops, stop (window));
    }
  g_error ("%s never comes round", key);
}

static gboolean
has_table (GPtrArray *stops)
{
  for (guint i = 0; i < stops->len; i++)
    if (GTK_IS_COLUMN_VIEW (g_ptr_array_index (stops, i)))
      return TRUE;
  return FALSE;
}

/* Whatever stops Tab on the way there stops Shift+Tab on the way back. */
static void
assert_round (DisplayPage *fixture, gboolean table)
{
  g_autoptr (GPtrArray) there = walk (fixture, "Tab"), back = walk (fixture, "shift+Tab");

  for (guint i = 0; i < there->len; i++)
    {
      guint at = 0;

      g_assert_true (g_ptr_array_find (back, g_ptr_array_index (there, i), &at));
      g_assert_cmpuint (at, ==, i == 0 ? 0 : there->len - i);
    }
  g_assert_cmpuint (back->len, ==, there->len);
  g_assert_true (has_table (there) == table);
}

static void
the_case_list_is_walked_round (DisplayPage *fixture, gconstpointer unused)
{
  display_page_open (fixture, "tab-cases.db", NUAN_ROLE_INTAKE, 1, NUAN_TYPE_CASES_PAGE);
  assert_round (fixture, TRUE);
}

static void
a_household_is_walked_round (DisplayPage *fixture, gconstpointer unused)
{
  display_page_open (fixture, "tab-household.db", NUAN_ROLE_INTAKE, 2, NUAN_TYPE_HOUSEHOLD_PAGE);
  nuan_page_show (NUAN_PAGE (fixture->page), g_variant_new_int64 (1));
  display_settle ();
  assert_round (fixture, FALSE);
}

static void
the_ledger_is_walked_round (DisplayPage *fixture, gconstpointer unused)
{
  display_page_open (fixture, "tab-ledger.db", NUAN_ROLE_CASH, 3, NUAN_TYPE_LEDGER_PAGE);
  assert_round (fixture, TRUE);
}

static void
the_statistics_are_walked_round (DisplayPage *fixture, gconstpointer unused)
{
  display_page_open (fixture, "tab-statistics.db", NUAN_ROLE_INTAKE, 4, NUAN_TYPE_STATISTICS_PAGE);
  assert_round (fixture, TRUE);
}

int
main (int argc, char *argv[])
{
  display_init (&argc, &argv);

#define ADD(path, function) g_test_add ("/tab/" path, DisplayPage, NULL, NULL, function, display_page_close)
  ADD ("the-case-list-is-walked-round", the_case_list_is_walked_round);
  ADD ("a-household-is-walked-round", a_household_is_walked_round);
  ADD ("the-ledger-is-walked-round", the_ledger_is_walked_round);
  ADD ("the-statistics-are-walked-round", the_statistics_are_walked_round);
#undef ADD

  return g_test_run ();
}
