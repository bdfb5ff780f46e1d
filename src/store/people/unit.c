#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/pinyin.h"
#include "base/text.h"
#include "model/centre-fields.h"
#include "store/office/centre.h"
#include "store/engine/engine.h"
#include "store/journal/journal.h"

/* New units hang below the centre's own union, until somebody sorts the tree. */
static gint64
add_unit (NuanConnection *connection, const char *name, GError **error)
{
  g_autofree char *sort_key = nuan_sort_key (name);
  gint64 id;

  if (!nuan_next_id (connection, "unit", &id, error) ||
      !nuan_sql_run (connection, error,
                     "INSERT INTO unit (id, name, parent_id, sort_key)"
                     " VALUES (?, ?, (SELECT u.id FROM unit u JOIN centre c ON c.unit = u.name), ?)", "itt", id, name, sort_key))
    return 0;

  nuan_journal_wrote (connection, "unit", id);
  return id;
}

gint64
nuan_unit_find_or_add (NuanConnection *connection, const char *name, GError **error)
{
  g_autofree char *clean = nuan_text_clean_name (name, TRUE, NUAN_UNIT_NAME_MOST, "unit", error);
  gint64 id = 0;

  g_assert (nuan_connection_in_transaction (connection));

  if (clean == NULL || !nuan_sql_find (connection, &id, error, "SELECT id FROM unit WHERE name = ?", "t", clean))
    return 0;

  return id != 0 ? id : add_unit (connection, clean, error);
}

/* Typed text is found in the name, at the front of its pinyin, or as its initials. */
static gboolean
matches (const char *name, const char *folded)
{
  g_autofree char *key = *folded != '\0' ? nuan_search_find_key (name, folded) : NULL;

  return *folded == '\0' || key != NULL;
}

GPtrArray *
nuan_unit_list (NuanConnection *connection, const char *prefix, guint limit, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folded = nuan_search_fold (prefix);
  g_autoptr (NuanStatement) row = nuan_statement (connection, "SELECT name FROM unit ORDER BY sort_key, id", "");

  while (names->len < limit && nuan_statement_next (row, error))
    if (matches (nuan_statement_text (row, 0), folded))
      g_ptr_array_add (names, nuan_statement_dup (row, 0));
  if (nuan_statement_failed (row))
    return NULL;

  return g_steal_pointer (&names);
}
