#include "config.h"

#include "app/cases/case-absence.h"

#include <glib/gi18n-lib.h>

void
nuan_case_absence_show (AdwStatusPage *page, const char *search, gboolean filtered, gboolean waiting, gboolean may_add)
{
  g_autofree char *title = NULL;
  const char *description = NULL;

  if (*search != '\0')
    {
      g_autofree char *escaped = g_markup_escape_text (search, -1);

      /* Translators: %s is what was searched for. */
      title = g_strdup_printf (_("Nothing found for “%s”"), escaped);
      if (filtered)
        description = _("The filters hold as well: show all, or open a new file with what was typed.");
      else if (may_add)
        description = _("Open a new file with what was typed, or try a part of the name, its pinyin initials or the "
                        "tail of the ID number.");
      else
        description = _("Try a part of the name, its pinyin initials or the tail of the ID number.");
    }
  else if (filtered)
    {
      title = g_strdup (waiting ? _("No file waits for approval") : _("No household matches the filters"));
      description = "";
    }
  else
    {
      title = g_strdup (_("No household yet"));
      description = may_add ? _("Here stand the files of all families that the centre helps. Begin with the first one.")
                            : _("Here stand the files of all families that the centre helps. Staff with the role intake open them.");
    }

  adw_status_page_set_title (page, title);
  adw_status_page_set_description (page, description);
}
