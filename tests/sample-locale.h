#pragma once

#include <gio/gio.h>
#include <locale.h>
#include <stdio.h>

/* Locales that write 1,5: made once in the build folder by localedef, whether this machine has them or not. */
static const char *const sample_comma_locales[] = { "kk_KZ", "de_DE" };

static inline void
sample_locale_make (const char *folder, const char *name, const char *wanted)
{
  g_autofree char *part = g_build_filename (folder, "part-XXXXXX", NULL);
  g_autofree char *made = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_nonnull (g_mkdtemp (part));
  made = g_build_filename (part, "made", NULL);
  g_spawn_sync (NULL, (char *[]) { (char *) "localedef", (char *) "--no-archive", (char *) "-i", (char *) name, (char *) "-f", (char *) "UTF-8", made, NULL },
                NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  if (rename (made, wanted) != 0)
    g_assert_true (g_file_test (wanted, G_FILE_TEST_IS_DIR));   /* another test was faster */
}

/* Everything that follows in this process goes by the locale NAME. */
static inline void
sample_locale_use (const char *name)
{
  const char *build = g_getenv ("NUAN_TEST_BUILD"), *before = g_getenv ("LOCPATH");
  g_autofree char *folder = g_build_filename (build != NULL ? build : g_get_tmp_dir (), "comma-locales", NULL);
  g_autofree char *full = g_strconcat (name, ".UTF-8", NULL);
  g_autofree char *wanted = g_build_filename (folder, full, NULL);
  g_autofree char *path = before != NULL ? g_strconcat (folder, ":", before, NULL) : g_strdup (folder);
  char text[16];

  if (!g_file_test (wanted, G_FILE_TEST_IS_DIR))
    sample_locale_make (folder, name, wanted);
  g_setenv ("LOCPATH", path, TRUE);
  g_assert_nonnull (setlocale (LC_ALL, full));
  g_snprintf (text, sizeof text, "%.1f", 1.5);
  g_assert_cmpstr (text, ==, "1,5");
}
