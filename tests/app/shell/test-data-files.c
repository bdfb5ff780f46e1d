#include "config.h"

#include "display.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "app/shell/opening.h"
#include "base/code-list.h"
#include "base/data-file.h"

static gboolean
is_open (gpointer window)
{
  return nuan_window_get_context (window) != NULL;
}

/* Who has the centre's lists in hand may sit elsewhere: whoever works is told from the first moment on, and works with the program's own. */
static void
a_list_that_can_not_be_read_is_told_to_who_works (void)
{
  g_autofree char *path = display_copy ("lists.db");
  NuanWindow *window = nuan_window_new (NULL, NULL);
  NuanContext *context;

  gtk_window_present (GTK_WINDOW (window));
  nuan_opening_start (window, path, FALSE);
  display_wait (is_open, window, "the file is open");
  context = g_object_ref (nuan_window_get_context (window));
  display_sign_in (context, NUAN_ROLE_CASH);
  display_settle ();
  g_assert_true (display_has_text (GTK_WIDGET (window), "regions.csv"));
  g_assert_true (display_has_text (GTK_WIDGET (window), _("not UTF-8 text")));
  g_assert_cmpstr (nuan_code_label ("method", "cash"), ==, "现金");
  display_shot (GTK_WIDGET (window), "lists-not-read");

  gtk_window_destroy (GTK_WINDOW (window));
  display_close (context);
  display_settle ();
  g_unlink (path);
}

/* As a spreadsheet in Chinese saves a CSV file: GBK. */
static void
write_list (const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (nuan_data_directory (), name, NULL);
  g_autofree char *saved = g_convert (text, -1, "GBK", "UTF-8", NULL, NULL, NULL);

  g_assert_nonnull (saved);
  g_assert_cmpint (g_mkdir_with_parents (nuan_data_directory (), 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, saved, -1, NULL));
}

int
main (int argc, char *argv[])
{
  display_init (&argc, &argv);
  write_list ("regions.csv", "511102,市中区\r\n");
  write_list ("code-lists.csv", "method,cash,零钱\r\n");
  g_test_add_func ("/data-files/a-list-that-can-not-be-read-is-told-to-who-works", a_list_that_can_not_be_read_is_told_to_who_works);
  return g_test_run ();
}
