#include "config.h"

#include "model/theme.h"

guint
nuan_theme_of_action (const char *action)
{
  /* The first that ACTION begins with; a dot ends a whole family. */
  static const struct { const char *action; guint themes; } themes[] = {
    { "household.reveal", NUAN_THEME_OFFICE },
    { "household.", NUAN_THEME_PEOPLE },
    { "grant.", NUAN_THEME_MONEY },
    { "payment.", NUAN_THEME_MONEY },
    { "receipt.", NUAN_THEME_MONEY },
    { "fund.", NUAN_THEME_MONEY },
    { "standard.", NUAN_THEME_RULES },
    { "staff.", NUAN_THEME_OFFICE },
    { "sign-in", NUAN_THEME_OFFICE },
    { "check.", NUAN_THEME_OFFICE },
    { "backup", NUAN_THEME_OFFICE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (themes); i++)
    if (g_str_has_prefix (action, themes[i].action))
      return themes[i].themes;

  return NUAN_THEME_ALL;
}
