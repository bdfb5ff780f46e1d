/* bench-window start|sign-in|work --db FILE: the program itself, with somebody at the clock. "start" ends with the first frame of the sign-in
 * page, "sign-in" with that of the list; "work" goes on to search, jump and open households, and refills a bare GtkColumnView with the rows of
 * each search. */
#include "config.h"

#include <adwaita.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/shell/application.h"
#include "app/cases/case-item.h"
#include "app/cases/case-table.h"
#include "app/household/household-page-private.h"
#include "app/shell/main-view.h"
#include "app/shell/probe.h"
#include "app/shell/sign-in-page.h"
#include "base/language.h"
#include "base/seal.h"
#include "measure.h"
#include "paint.h"
#include "store/demo/demo.h"
#include "store/engine/engine.h"

#define N_SEARCHES   60
#define N_JUMPS      20
#define N_HOUSEHOLDS 20

static const char *path;
static const char *mode;

static GtkWindow *
main_window (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_APPLICATION_WINDOW (window))
        return window;   /* GTK keeps it */
    }

  return NULL;
}

static GtkWidget *
find (GType type)
{
  GtkWindow *window = main_window ();

  return window != NULL ? paint_find (GTK_WIDGET (window), type) : NULL;
}

static GtkWidget *
must_find (GType type)
{
  GtkWidget *found = find (type);

  if (found == NULL)
    g_error ("there is no %s", g_type_name (type));
  return found;
}

static gboolean
shows_sign_in (gpointer data)
{
  GtkWidget *page = find (NUAN_TYPE_SIGN_IN_PAGE);

  return page != NULL && gtk_widget_get_mapped (page);
}

/* Signing in ------------------------------------------------------------------------------------------------------------------ */

static NuanPagedList *
case_list (void)
{
  GtkWidget *table = find (NUAN_TYPE_CASE_TABLE);

  return table != NULL && gtk_widget_get_mapped (table) ? nuan_case_table_get_list (NUAN_CASE_TABLE (table)) : NULL;
}

static gboolean
first_row_is_there (gpointer data)
{
  NuanPagedList *list = case_list ();
  NuanCaseItem *first = list != NULL ? nuan_paged_list_peek (list, 0) : NULL;

  return first != NULL && !nuan_paged_list_is_busy (list) && nuan_case_item_get_id (first) != 0;
}

/* What the hash alone takes here and now. */
static double
measure_hash_ms (void)
{
  g_autoptr (NuanConnection) connection = nuan_connection_open (path, NUAN_OPEN_READ, NULL);
  NuanStatement *row = nuan_statement (connection, "SELECT password FROM staff WHERE login = 'intake'", "");
  Measure hash;
  double middle;

  measure_init (&hash);
  if (!nuan_statement_next (row, NULL))
    g_error ("this is not a demo file");
  for (guint i = 0; i < 5; i++)
    {
      measure_start (&hash);
      if (!nuan_password_verify (nuan_statement_text (row, 0), nuan_demo_staff ()->password))
        g_error ("another password");
      measure_stop (&hash);
    }
  nuan_statement_end (row);
  middle = measure_ms (&hash, 50);
  measure_clear (&hash);
  return middle;
}

#define KEY_US (80 * G_TIME_SPAN_MILLISECOND)   /* a fast typist */

static gboolean
is_time (gpointer end)
{
  return g_get_monotonic_time () >= *(gint64 *) end;
}

/* The program makes use of the time that it takes a person to write a password. */
static void
write_password (GtkWidget *password)
{
  g_autofree char *written = g_strdup (nuan_demo_staff ()->password);

  for (gsize length = strlen (written), n = 1; n <= length; n++)
    {
      gint64 next_key = g_get_monotonic_time () + KEY_US;
      g_autofree char *so_far = g_strndup (written, n);

      gtk_editable_set_text (GTK_EDITABLE (password), so_far);
      paint_wait (is_time, &next_key);
    }
}

/* Returns the milliseconds from Enter to the painted list, beyond the hash. */
static double
sign_in (void)
{
  GtkWidget *page = must_find (NUAN_TYPE_SIGN_IN_PAGE);
  GtkWidget *password = paint_find (page, ADW_TYPE_PASSWORD_ENTRY_ROW), *login = paint_find (page, ADW_TYPE_ENTRY_ROW);
  const double hash_ms = measure_hash_ms ();
  gint64 entered;

  gtk_editable_set_text (GTK_EDITABLE (login), "intake");
  write_password (password);
  entered = measure_now_ns ();
  g_signal_emit_by_name (password, "entry-activated");
  if (!paint_wait (first_row_is_there, NULL) || !paint_wait_frame ())
    g_error ("nobody was signed in");
  return (measure_now_ns () - entered) / 1e6 - hash_ms;
}

/* A bare table ----------------------------------------------------------------------------------------------------------------- */

static const char *const columns[] = { "number", "name", "members", "unit", "category", "state-label", "last-help", "year-sum" };

static void
set_up_cell (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, gtk_inscription_new (NULL));
}

static void
bind_cell (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer property)
{
  g_autofree char *text = NULL;

  g_object_get (gtk_list_item_get_item (item), property, &text, NULL);
  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_list_item_get_child (item)), text);
}

static GListStore *
open_bare_table (void)
{
  GListStore *store = g_list_store_new (NUAN_TYPE_CASE_ITEM);
  GtkWidget *window = gtk_window_new (), *scroller = gtk_scrolled_window_new ();
  GtkWidget *view = gtk_column_view_new (GTK_SELECTION_MODEL (gtk_single_selection_new (g_object_ref (G_LIST_MODEL (store)))));

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      GtkColumnViewColumn *column;

      g_signal_connect (factory, "setup", G_CALLBACK (set_up_cell), NULL);
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cell), (gpointer) columns[i]);
      column = gtk_column_view_column_new (columns[i], factory);
      gtk_column_view_column_set_expand (column, TRUE);
      gtk_column_view_append_column (GTK_COLUMN_VIEW (view), column);
      g_object_unref (column);
    }
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_window_set_child (GTK_WINDOW (window), scroller);
  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 700);
  gtk_window_present (GTK_WINDOW (window));
  paint_wait_frame ();
  return store;
}

/* Searching -------------------------------------------------------------------------------------------------------------------- */

static guint n_filled;
static Measure in_model;   /* running from the key to the moment in which the first row has its new content */
static gboolean in_model_runs;

static void
stop_in_model (void)
{
  if (in_model_runs)
    measure_stop (&in_model);
  in_model_runs = FALSE;
}

/* After the rows, the list has shrunk or grown too. */
static void
count_filled (NuanPagedList *list, guint first, guint n)
{
  if (first == 0)
    stop_in_model ();
  n_filled += first == 0;
}

static gboolean
was_filled (gpointer data)
{
  return n_filled > 0;
}

static gboolean
is_quiet (gpointer data)
{
  return g_get_monotonic_time () > *(gint64 *) data;
}

static gboolean
wake (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* Lets everything come to rest that the last step began. */
static void
rest (void)
{
  gint64 end = g_get_monotonic_time () + 120 * 1000;
  const guint source = g_timeout_add (20, wake, NULL);

  paint_wait (is_quiet, &end);
  g_source_remove (source);
}

/* The rows that the list has, as new objects for the bare table. */
static GPtrArray *
copy_rows (NuanConnection *connection, const char *text, guint n)
{
  g_autoptr (NuanCaseQuery) query = nuan_case_query_new ();
  g_autoptr (GPtrArray) rows = NULL;
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  g_free (query->search);
  query->search = g_strdup (text);
  rows = nuan_case_list_window (connection, query, 0, n, -1, NULL);
  for (guint i = 0; i < rows->len; i++)
    {
      g_ptr_array_add (items, g_object_new (NUAN_TYPE_CASE_ITEM, NULL));
      nuan_case_item_set (items->pdata[i], rows->pdata[i], FALSE);
    }
  return items;
}

static char *
draw_query (NuanConnection *connection, GRand *dice, guint i)
{
  NuanStatement *row = nuan_statement (connection,
                                       "SELECT name, substr (id_number, -4) FROM member WHERE id = 1 + abs (? % (SELECT max (id) FROM member))", "i",
                                       (gint64) g_rand_int (dice));
  char *text;

  if (!nuan_statement_next (row, NULL))
    g_error ("the file has no members");
  if (i % 3 == 2)
    text = nuan_statement_dup (row, 1);
  else
    {
      const char *name = nuan_statement_text (row, 0);

      text = g_utf8_substring (name, i % 3 == 0 ? 1 : 0, MIN (g_utf8_strlen (name, -1), 2 + (i % 3 == 0)));
    }
  nuan_statement_end (row);
  return text;
}

static void
search (NuanConnection *connection)
{
  GtkEditable *entry = GTK_EDITABLE (must_find (GTK_TYPE_SEARCH_ENTRY));
  NuanPagedList *list = case_list ();
  GListStore *bare = open_bare_table ();
  GRand *dice = g_rand_new_with_seed (7);
  Measure painted, refilled;

  measure_init (&in_model);
  measure_init (&painted);
  measure_init (&refilled);
  g_signal_connect (list, "filled", G_CALLBACK (count_filled), NULL);
  for (guint i = 0; i < N_SEARCHES; i++)
    {
      g_autofree char *text = draw_query (connection, dice, i);
      g_autoptr (GPtrArray) items = NULL;
      gpointer first;
      gulong handler;

      rest ();
      n_filled = 0;
      first = nuan_paged_list_peek (list, 0);
      handler = first != NULL ? g_signal_connect (first, "notify::number", G_CALLBACK (stop_in_model), NULL) : 0;
      in_model_runs = TRUE;
      measure_start (&in_model);
      measure_start (&painted);
      gtk_editable_set_text (entry, text);
      if (!paint_wait (was_filled, NULL))
        g_error ("no rows came");
      paint_wait_frame ();
      measure_stop (&painted);
      if (handler != 0 && nuan_paged_list_peek (list, 0) == first)
        g_signal_handler_disconnect (first, handler);

      rest ();
      items = copy_rows (connection, text, MAX (1, g_list_model_get_n_items (G_LIST_MODEL (list))));
      measure_start (&refilled);
      g_list_store_splice (bare, 0, g_list_model_get_n_items (G_LIST_MODEL (bare)), items->pdata, items->len);
      paint_wait_frame ();
      measure_stop (&refilled);
    }
  gtk_editable_set_text (entry, "");
  rest ();
  measure_tell_both (&in_model, "key to rows in the model", 33);
  measure_tell_both (&painted, "key to rows on the screen", 0);
  measure_tell_both (&refilled, "bare GtkColumnView refilled with the same rows", 0);
  measure_tell ("key to the screen / bare refill, p50", measure_ms (&painted, 50) / measure_ms (&refilled, 50), "×", 1.5);
  measure_tell ("key to the screen / bare refill, p95", measure_ms (&painted, 95) / measure_ms (&refilled, 95), "×", 1.5);
  measure_clear (&in_model);
  measure_clear (&painted);
  measure_clear (&refilled);
  g_rand_free (dice);
}

/* Jumping and opening ---------------------------------------------------------------------------------------------------------- */

static gboolean
last_row_is_there (gpointer data)
{
  NuanPagedList *list = case_list ();
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (list));
  NuanCaseItem *last = n > 0 ? nuan_paged_list_peek (list, n - 1) : NULL;

  return last != NULL && nuan_case_item_get_id (last) != 0;
}

static void
jump (void)
{
  GtkWidget *scroller = paint_find (must_find (NUAN_TYPE_CASE_TABLE), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  Measure jumps;

  measure_init (&jumps);
  for (guint i = 0; i < N_JUMPS; i++)
    {
      gtk_adjustment_set_value (adjustment, 0);
      rest ();
      measure_start (&jumps);
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
      if (!paint_wait_frame () || !paint_wait (last_row_is_there, NULL) || !paint_wait_frame ())
        g_error ("the end was not reached");
      measure_stop (&jumps);
    }
  measure_tell_both (&jumps, "jump to the end of the list, on the screen", 100);
  measure_clear (&jumps);
}

static gboolean
is_shown (gpointer data)
{
  const NuanHouseholdPage *page = NUAN_HOUSEHOLD_PAGE (must_find (NUAN_TYPE_HOUSEHOLD_PAGE));

  return page->id == *(gint64 *) data && page->view != NULL;
}

static void
open_households (void)
{
  Measure opened;

  measure_init (&opened);
  for (gint64 i = 0; i < N_HOUSEHOLDS; i++)
    {
      gint64 id = 1 + i * 397 % 9000;

      measure_start (&opened);
      gtk_widget_activate_action (GTK_WIDGET (main_window ()), "win.open-household", "x", id);
      if (!paint_wait (is_shown, &id) || !paint_wait_frame ())
        g_error ("the household was not opened");
      measure_stop (&opened);
      rest ();
    }
  measure_tell_both (&opened, "open a household, on the screen", 0);
  measure_clear (&opened);
}

/* The order of things ---------------------------------------------------------------------------------------------------------- */

static gboolean
begin (gpointer data)
{
  g_autoptr (NuanConnection) connection = NULL;
  double signed_in_ms;

  if (!paint_wait (shows_sign_in, NULL) || !paint_wait_frame ())
    g_error ("no sign-in page");
  if (g_str_equal (mode, "start"))
    {
      printf ("painted\t%.3f\nmemory\t%.3f\n", paint_since_exec_ms (), measure_peak_mb ());
      fflush (stdout);
      _Exit (0);
    }

  rest ();
  signed_in_ms = sign_in ();
  if (g_str_equal (mode, "sign-in"))
    {
      printf ("painted\t%.3f\nmemory\t%.3f\n", signed_in_ms, measure_peak_mb ());
      fflush (stdout);
      _Exit (0);
    }

  rest ();
  connection = nuan_connection_open (path, NUAN_OPEN_READ, NULL);
  jump ();
  search (connection);
  open_households ();
  measure_tell ("memory at most, window", measure_peak_mb (), "MB", 250);
  fflush (stdout);
  _Exit (0);
}

int
main (int argc, char *argv[])
{
  g_autoptr (NuanApplication) application = NULL;

  if (argc != 4 || !g_str_equal (argv[2], "--db"))
    g_error ("bench-window start|sign-in|work --db FILE");
  mode = argv[1];
  path = argv[3];
  argv[1] = argv[0];

  nuan_language_init ();
  g_setenv ("PANGO_LANGUAGE", "zh-cn", FALSE);
  g_set_prgname (APPLICATION_ID);
  paint_watch ();
  nuan_probe_start ();   /* where NUAN_PROBE points: iterations of the main loop over 50 ms */
  application = nuan_application_new ();
  g_idle_add_full (G_PRIORITY_HIGH, begin, NULL, NULL);
  return g_application_run (G_APPLICATION (application), argc - 1, argv + 1);
}
