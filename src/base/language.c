#include "config.h"

#include "base/language.h"

#include <locale.h>
#include <string.h>

#include <glib/gi18n-lib.h>

/* The variable that decides about messages, as POSIX ranks them; "" when none is set. */
static const char *
messages_locale (void)
{
  static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *value = g_getenv (names[i]);

      if (value != NULL && *value != '\0')
        return value;
    }

  return "";
}

/* What gettext translates in: not "C", nor C.UTF-8 from glibc 2.39 on. */
static gboolean
locale_is_translated (const char *locale)
{
  return strcmp (locale, "C") != 0 && strcmp (locale, "POSIX") != 0 && !g_str_has_prefix (locale, "C.");
}

/* C.UTF-8 is part of glibc; until 2.38 LANGUAGE counts in it. */
static void
use_own_locale (gboolean english)
{
  const char *own = !english && setlocale (LC_ALL, "zh_CN.UTF-8") != NULL ? "zh_CN.UTF-8" : "C.UTF-8";

  g_setenv ("LC_ALL", own, TRUE);   /* GTK asks the environment again */
  setlocale (LC_ALL, "");
}

static void
init_locale (void)
{
  const gboolean english = g_str_has_prefix (messages_locale (), "en");

  if (!english)
    g_setenv ("LANGUAGE", "zh_CN", TRUE);
  if (setlocale (LC_ALL, "") == NULL || !locale_is_translated (setlocale (LC_MESSAGES, NULL)) || !locale_is_translated (setlocale (LC_CTYPE, NULL)))
    use_own_locale (english);
}

/* The translations lie beside the program in a build tree, and in the prefix once it is installed. */
static const char *
locale_dir (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *build_root = g_path_get_dirname (BUILD_LOCALE_DIR);
  g_autofree char *below = g_strconcat (build_root, "/", NULL);

  if (program != NULL && g_str_has_prefix (program, below)
      && g_file_test (BUILD_LOCALE_DIR "/zh_CN/LC_MESSAGES/" GETTEXT_PACKAGE ".mo", G_FILE_TEST_EXISTS))
    return BUILD_LOCALE_DIR;

  return LOCALE_DIR;
}

void
nuan_language_init (void)
{
  init_locale ();
  bindtextdomain (GETTEXT_PACKAGE, locale_dir ());
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
