#include "config.h"

#include "display.h"

#include <stdio.h>
#include <string.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "app/shell/opening.h"
#include "app/shell/restoring.h"
#include "app/shell/sign-in-page.h"
#include "app/shell/start-page.h"
#include "store/demo/demo.h"
#include "store/engine/engine.h"
#include "store/office/backup.h"

/* A window on a copy of the invented centre of which some pages are damaged, as a failing disk does it: the head of the file is whole. */
typedef struct
{
  NuanWindow *window;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->path = display_copy ("damaged.db");
  fixture->window = nuan_window_new (NULL, NULL);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  const char *endings[] = { "", "-wal", "-shm", ".lock" };
  NuanContext *context = nuan_window_get_context (fixture->window);

  if (context != NULL)
    g_object_ref (context);
  display_settle ();
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  if (context != NULL)
    display_close (context);
  display_settle ();
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *file = g_strconcat (fixture->path, endings[i], NULL);

      g_unlink (file);
    }
  g_free (fixture->path);
}

static gint64
ask (const char *path, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanConnection) connection = nuan_connection_open (path, NUAN_OPEN_READ, &error);
  gint64 value = 0;

  g_assert_no_error (error);
  g_assert_true (nuan_sql_value (connection, &value, &error, sql, ""));
  return value;
}

/* N pages from FIRST on are zero. */
static void
damage_pages (const char *path, gint64 first, gint64 n)
{
  const gint64 size = ask (path, "PRAGMA page_size");
  g_autofree char *zeros = g_malloc0 (size);
  FILE *file = fopen (path, "r+b");

  g_assert_nonnull (file);
  g_assert_cmpint (fseek (file, (first - 1) * size, SEEK_SET), ==, 0);
  for (gint64 i = 0; i < n; i++)
    g_assert_cmpuint (fwrite (zeros, 1, size, file), ==, size);
  g_assert_cmpint (fclose (file), ==, 0);
}

static void
damage_table (const char *path, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT rootpage FROM sqlite_schema WHERE name = '%s'", table);
  const gint64 page = ask (path, sql);

  g_assert_cmpint (page, >, 1);
  damage_pages (path, page, 1);
}

static gboolean
shows (Fixture *fixture, const char *name)
{
  GtkWidget *stack = display_find (GTK_WIDGET (fixture->window), GTK_TYPE_STACK);

  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (stack)), name) == 0;
}

static gboolean
says_damage (gpointer data)
{
  return shows (data, "start") && display_has_text (GTK_WIDGET (((Fixture *) data)->window), _("The data file is damaged"));
}

static gboolean
is_open (gpointer data)
{
  return nuan_window_get_context (((Fixture *) data)->window) != NULL;
}

/* They are to say nothing; what they say helps whoever sees the test fail. */
static guint
count_dialogs (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (toplevels, i);

      if (!ADW_IS_MESSAGE_DIALOG (window))
        continue;
      n++;
      g_test_message ("%s: %s", adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (window)), adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (window)));
    }
  return n;
}

static void
assert_ways_out (Fixture *fixture)
{
  GtkWidget *page = display_find (GTK_WIDGET (fixture->window), NUAN_TYPE_START_PAGE);

  g_assert_nonnull (display_labelled (page, _("R_estore a Backup…")));
  g_assert_nonnull (display_labelled (page, _("_Open Again")));
  g_assert_true (display_has_text (page, fixture->path));
  g_assert_cmpuint (count_dialogs (), ==, 0);
}

static void
sign_in (Fixture *fixture)
{
  GtkWidget *page = GTK_WIDGET (nuan_window_get_sign_in (fixture->window));
  GtkWidget *login = display_find (page, ADW_TYPE_ENTRY_ROW), *password = display_find (page, ADW_TYPE_PASSWORD_ENTRY_ROW);

  gtk_editable_set_text (GTK_EDITABLE (login), "intake");
  gtk_editable_set_text (GTK_EDITABLE (password), nuan_demo_staff ()->password);
  g_signal_emit_by_name (password, "entry-activated");
}

static void
a_damaged_staff_ends_the_sign_in (Fixture *fixture, gconstpointer unused)
{
  damage_table (fixture->path, "staff");
  nuan_opening_start (fixture->window, fixture->path, FALSE);
  display_wait (is_open, fixture, "the file is open");
  display_settle ();
  if (!says_damage (fixture))
    sign_in (fixture);
  display_wait (says_damage, fixture, "it is said that the file is damaged");
  display_settle ();
  assert_ways_out (fixture);
  display_shot (GTK_WIDGET (fixture->window), "damaged-sign-in");
}

/* Whole, and quoted as a shell has it. */
static void
the_command_that_rescues_names_the_file (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autofree char *path = g_build_filename (folder, "本县 centre's.db", NULL);
  g_autofree char *copy = g_strconcat (path, "-rescued", NULL);
  g_autofree char *quoted = g_shell_quote (path), *quoted_copy = g_shell_quote (copy);
  g_autofree char *command = g_strdup_printf ("nuanctl --db %s backup --anyway -o %s", quoted, quoted_copy);

  damage_table (fixture->path, "centre");
  g_assert_cmpint (g_rename (fixture->path, path), ==, 0);
  nuan_opening_start (fixture->window, path, FALSE);
  display_wait (says_damage, fixture, "it is said that the file is damaged");
  display_settle ();
  g_assert_true (display_has_text (GTK_WIDGET (fixture->window), command));
  display_shot (GTK_WIDGET (fixture->window), "damaged");
}

/* Read for its name, of which nobody would hear a word. */
static void
a_damaged_centre_is_told_before_anybody_signs_in (Fixture *fixture, gconstpointer unused)
{
  damage_table (fixture->path, "centre");
  nuan_opening_start (fixture->window, fixture->path, FALSE);
  display_wait (says_damage, fixture, "it is said that the file is damaged");
  display_settle ();
  assert_ways_out (fixture);
}

static void
a_lost_middle_is_told_before_anybody_signs_in (Fixture *fixture, gconstpointer unused)
{
  damage_pages (fixture->path, 2, ask (fixture->path, "PRAGMA page_count") / 2);
  nuan_opening_start (fixture->window, fixture->path, FALSE);
  display_wait (says_damage, fixture, "it is said that the file is damaged");
  display_settle ();
  assert_ways_out (fixture);
}

/* Whatever table it is: the sign-in page never stands under a dialog that says what nobody asked for. */
static void
no_dialog_lies_over_the_sign_in (Fixture *fixture, gconstpointer table)
{
  damage_table (fixture->path, table);
  nuan_opening_start (fixture->window, fixture->path, FALSE);
  display_wait (is_open, fixture, "the file is open");
  display_settle ();
  display_settle ();
  g_assert_cmpuint (count_dialogs (), ==, 0);
  g_assert_true (shows (fixture, "sign-in") || says_damage (fixture));
}

static guint
count_banners (GtkWidget *below)
{
  guint n = gtk_widget_has_css_class (below, "notice") && display_has_text (below, _("The data file is damaged"));

  for (GtkWidget *child = gtk_widget_get_first_child (below); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count_banners (child);
  return n;
}

static gboolean
has_banner (gpointer data)
{
  return count_banners (GTK_WIDGET (((Fixture *) data)->window)) > 0;
}

/* The damage comes while somebody works: SQLite keeps few pages in mind, so the tables are read from a file that was opened whole. */
static void
who_works_is_told_once (Fixture *fixture, gconstpointer unused)
{
  static const char *const tables[] = { "fund", "fund_balance", "grants", "member", "search_key", "assessment", "entry", "payment" };

  nuan_opening_start (fixture->window, fixture->path, FALSE);
  display_wait (is_open, fixture, "the file is open");
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    damage_table (fixture->path, tables[i]);
  display_sign_in (nuan_window_get_context (fixture->window), NUAN_ROLE_CASH | NUAN_ROLE_INTAKE);
  for (int tab = 1; tab <= 4; tab++)
    {
      gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.tab", "i", tab);
      display_settle ();
    }
  display_wait (has_banner, fixture, "it is said that the file is damaged");
  display_settle ();

  g_assert_true (shows (fixture, "main"));
  g_assert_cmpuint (count_banners (GTK_WIDGET (fixture->window)), ==, 1);
  g_assert_cmpuint (count_dialogs (), ==, 0);
  display_shot (GTK_WIDGET (fixture->window), "damaged-at-work");
}

static gboolean
other_is_open (gpointer data)
{
  NuanWindow *other = display_other (((Fixture *) data)->window);

  return other != NULL && nuan_window_get_context (other) != NULL;
}

static void
a_backup_takes_its_place_from_there (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *backup = g_build_filename (g_getenv ("HOME"), "for-damaged.db", NULL);
  g_autoptr (GError) error = NULL;
  NuanConnection *connection = nuan_connection_open (fixture->path, NUAN_OPEN_COPY, &error);

  g_assert_no_error (error);
  g_assert_true (nuan_backup_write (connection, NULL, backup, NUAN_FILE_NEW, NULL, NULL, NULL, &error));
  nuan_connection_close (connection);
  damage_table (fixture->path, "centre");
  nuan_opening_start (fixture->window, fixture->path, FALSE);
  display_wait (says_damage, fixture, "it is said that the file is damaged");

  nuan_restoring_start (fixture->window, fixture->path, backup);
  display_wait (other_is_open, fixture, "the restored file is open in a new window");
  fixture->window = display_other (fixture->window);
  display_settle ();
  g_assert_true (shows (fixture, "sign-in"));
}

static gboolean
has_dialog (gpointer unused)
{
  return display_window (ADW_TYPE_MESSAGE_DIALOG) != NULL;
}

/* Looked at before anybody is signed out or asked. */
static void
what_is_no_backup_is_not_proposed (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *other = g_build_filename (g_getenv ("HOME"), "资金台账.journal", NULL);
  g_autofree char *good = g_build_filename (g_getenv ("HOME"), "好的备份.db", NULL);
  g_autoptr (GError) error = NULL;
  NuanConnection *connection;
  GtkWidget *dialog;

  g_assert_true (g_file_set_contents (other, "2026-11-28 payment\n", -1, &error));
  connection = nuan_connection_open (fixture->path, NUAN_OPEN_COPY, &error);
  g_assert_no_error (error);
  g_assert_true (nuan_backup_write (connection, NULL, good, NUAN_FILE_NEW, NULL, NULL, NULL, &error));
  nuan_connection_close (connection);
  nuan_opening_start (fixture->window, fixture->path, FALSE);
  display_wait (is_open, fixture, "the file is open");
  display_sign_in (nuan_window_get_context (fixture->window), NUAN_ROLE_ADMIN);

  nuan_restoring_propose (fixture->window, fixture->path, other);
  display_wait (has_dialog, NULL, "it is told that the file is no backup");
  dialog = display_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_cmpstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (dialog)), ==, "“资金台账.journal”不是可以恢复的备份");
  display_shot (dialog, "no-backup");
  gtk_window_destroy (GTK_WINDOW (dialog));
  display_settle ();
  g_assert_false (display_has_text (GTK_WIDGET (fixture->window), _("The data file is damaged")));
  g_assert_nonnull (nuan_context_get_staff (nuan_window_get_context (fixture->window)));

  nuan_restoring_propose (fixture->window, fixture->path, good);
  display_wait (has_dialog, NULL, "the question");
  dialog = display_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_nonnull (strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)), "好的备份.db"));
  gtk_window_destroy (GTK_WINDOW (dialog));
  display_settle ();
}

int
main (int argc, char *argv[])
{
  static const char *const tables[] = { "journal", "household", "unit", "standard", "counter", "fund", "member", "search_key", "grants", "to_sign" };

  display_init (&argc, &argv);

#define ADD(path, function) g_test_add ("/damage/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("a-damaged-staff-ends-the-sign-in", a_damaged_staff_ends_the_sign_in);
  ADD ("a-damaged-centre-is-told-before-anybody-signs-in", a_damaged_centre_is_told_before_anybody_signs_in);
  ADD ("the-command-that-rescues-names-the-file", the_command_that_rescues_names_the_file);
  ADD ("a-lost-middle-is-told-before-anybody-signs-in", a_lost_middle_is_told_before_anybody_signs_in);
  ADD ("who-works-is-told-once", who_works_is_told_once);
  ADD ("what-is-no-backup-is-not-proposed", what_is_no_backup_is_not_proposed);
  ADD ("a-backup-takes-its-place-from-there", a_backup_takes_its_place_from_there);
#undef ADD
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *path = g_strconcat ("/damage/no-dialog-lies-over-the-sign-in/", tables[i], NULL);

      g_test_add (path, Fixture, tables[i], set_up, no_dialog_lies_over_the_sign_in, tear_down);
    }

  return g_test_run ();
}
