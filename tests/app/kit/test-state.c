#include "config.h"

#include <glib/gstdio.h>

#include "app/kit/state.h"
#include "display.h"

static char *
state_file (void)
{
  return g_build_filename (g_get_user_config_dir (), "nuanchuang", "state.ini", NULL);
}

static char *
read_state (void)
{
  g_autofree char *path = state_file ();
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static void
write_state (const char *text)
{
  g_autofree char *path = state_file ();

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
what_another_window_remembers_stays (void)
{
  g_autofree char *text = NULL, *later = NULL;

  nuan_state_set_text ("filters", "one", "mine");
  nuan_state_set_text ("filters", "two", "mine, too");
  nuan_state_flush ();
  write_state ("[filters]\none=theirs\ntwo=theirs, too\nthree=theirs alone\n");
  nuan_state_set_text ("filters", "two", NULL);
  nuan_state_set_int ("window", "width", 800);
  nuan_state_flush ();
  text = read_state ();
  g_assert_cmpstr (text, ==, "[filters]\none=theirs\nthree=theirs alone\n\n[window]\nwidth=800\n");

  nuan_state_flush ();   /* nothing is pending: nothing is written */
  later = read_state ();
  g_assert_cmpstr (later, ==, text);
}

static void
what_can_t_be_read_goes_aside (void)
{
  g_autofree char *path = state_file (), *folder = g_path_get_dirname (path), *text = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;
  guint n = 0;

  write_state ("no group\n");
  nuan_state_set_boolean ("cases", "side", FALSE);
  nuan_state_flush ();
  text = read_state ();
  g_assert_cmpstr (text, ==, "[cases]\nside=false\n");
  dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, "state.ini."))
      {
        g_autofree char *aside = g_build_filename (folder, name, NULL), *kept = NULL;

        g_assert_true (g_file_get_contents (aside, &kept, NULL, NULL));
        g_assert_cmpstr (kept, ==, "no group\n");
        g_assert_cmpint (g_unlink (aside), ==, 0);
        n++;
      }
  g_assert_cmpuint (n, ==, 1);
}

int
main (int argc, char *argv[])
{
  display_init (&argc, &argv);
  g_test_add_func ("/state/what-another-window-remembers-stays", what_another_window_remembers_stays);
  g_test_add_func ("/state/what-can-t-be-read-goes-aside", what_can_t_be_read_goes_aside);
  return g_test_run ();
}
