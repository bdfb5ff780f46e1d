#include "config.h"

#include "store/journal/journal-themes.h"

#include "model/theme.h"
#include "store/engine/engine.h"

#define READ_AT_MOST 1000

static gboolean
add_theme (NuanStatement *row, gpointer themes, GError **error)
{
  *(guint *) themes |= nuan_theme_of_action (nuan_statement_text (row, 0));
  return TRUE;
}

gboolean
nuan_journal_themes (NuanConnection *connection, gint64 after, gint64 upto, guint *themes, GError **error)
{
  *themes = 0;
  if (upto - after <= READ_AT_MOST)
    return nuan_statement_each (nuan_statement (connection, "SELECT DISTINCT action FROM journal WHERE id > ? AND id <= ?", "ii", after, upto),
                                add_theme, themes, error);

  *themes = NUAN_THEME_ALL;
  return TRUE;
}
