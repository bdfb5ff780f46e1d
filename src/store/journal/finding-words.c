#include "config.h"

#include <stdio.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "store/money/receipt-number.h"
#include "store/journal/finding.h"

/* What findings name, the longer word before the one that it begins with. */
static const char *const words[] = {
  NC_("finding", "receipt row"), NC_("finding", "receipt"),     NC_("finding", "void of payment"), NC_("finding", "payment"),
  NC_("finding", "fund"),        NC_("finding", "entry"),       NC_("finding", "movement"),        NC_("finding", "grant"),
  NC_("finding", "household"),   NC_("finding", "member"),      NC_("finding", "assessment"),      NC_("finding", "year"),
  NC_("finding", "standard"),    NC_("finding", "journal row"), NC_("finding", "journal rows"),    NC_("finding", "answer"),
  NC_("finding", "table"),       NC_("finding", "index"),       NC_("finding", "trigger"),         NC_("finding", "view"),
  NC_("finding", "account"),     NC_("finding", "reason"),
};

/* "2026-94" as it is printed: 2026-000094. Owned; NULL: no such number. */
static char *
receipt_number (const char *given)
{
  guint year, seq;
  char end;

  if (sscanf (given, "%4u-%u%c", &year, &seq, &end) != 2)
    return NULL;
  return nuan_receipt_number_format (year, seq);
}

char *
nuan_finding_words (const char *about)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const gsize length = strlen (words[i]);

      if (strncmp (about, words[i], length) == 0 && about[length] == ' ')
        {
          g_autofree char *number = receipt_number (about + length + 1);

          return g_strdup_printf ("%s %s", g_dpgettext2 (GETTEXT_PACKAGE, "finding", words[i]), number != NULL ? number : about + length + 1);
        }
    }

  return g_strdup (about);
}
