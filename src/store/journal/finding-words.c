#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "store/journal/finding.h"

/* What findings name, the longer word before the one that it begins with. */
static const char *const words[] = {
  NC_("finding", "receipt row"), NC_("finding", "receipt"),     NC_("finding", "void of payment"), NC_("finding", "payment"),
  NC_("finding", "fund"),        NC_("finding", "entry"),       NC_("finding", "movement"),        NC_("finding", "grant"),
  NC_("finding", "household"),   NC_("finding", "member"),      NC_("finding", "assessment"),      NC_("finding", "year"),
  NC_("finding", "standard"),    NC_("finding", "journal row"), NC_("finding", "journal rows"),    NC_("finding", "answer"),
  NC_("finding", "table"),       NC_("finding", "index"),       NC_("finding", "trigger"),         NC_("finding", "view"),
  NC_("finding", "account"),
};

char *
nuan_finding_words (const char *about)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const gsize length = strlen (words[i]);

      if (strncmp (about, words[i], length) == 0 && about[length] == ' ')
        return g_strdup_printf ("%s %s", g_dpgettext2 (GETTEXT_PACKAGE, "finding", words[i]), about + length + 1);
    }

  return g_strdup (about);
}
