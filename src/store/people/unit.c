#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/name-form.h"
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

/* However it is written. A register has some hundreds of them, and a name that is written as there is found before. */
static gboolean
find_alike (NuanConnection *connection, const char *name, gint64 *id, char **known, GError **error)
{
  g_autofree char *form = nuan_name_form (name);
  g_autoptr (NuanStatement) row = nuan_statement (connection, "SELECT id, name FROM unit ORDER BY id", "");

  while (*id == 0 && nuan_statement_next (row, error))
    {
      g_autofree char *other = nuan_name_form (nuan_statement_text (row, 1));

      if (!g_str_equal (form, other))
        continue;
      *id = nuan_statement_int (row, 0);
      *known = nuan_statement_dup (row, 1);
    }

  return !nuan_statement_failed (row);
}

gboolean
nuan_unit_find (NuanConnection *connection, const char *name, gint64 *id, char **known, GError **error)
{
  *id = 0;
  *known = NULL;
  if (!nuan_sql_find (connection, id, error, "SELECT id FROM unit WHERE name = ?", "t", name))
    return FALSE;
  if (*id == 0)
    return find_alike (connection, name, id, known, error);

  *known = g_strdup (name);
  return TRUE;
}

gint64
nuan_unit_find_or_add (NuanConnection *connection, const char *name, GError **error)
{
  g_autofree char *clean = nuan_text_clean_name (name, TRUE, NUAN_UNIT_NAME_MOST, "unit", error);
  g_autofree char *known = NULL;
  gint64 id = 0;

  g_assert (nuan_connection_in_transaction (connection));

  if (clean == NULL || !nuan_unit_find (connection, clean, &id, &known, error))
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
  g_autofree char *form = nuan_name_form (prefix);
  g_autoptr (NuanStatement) row = nuan_statement (connection, "SELECT name FROM unit ORDER BY sort_key, id", "");

  while (nuan_statement_next (row, error))
    {
      const char *name = nuan_statement_text (row, 0);
      const gboolean same = *form != '\0' && nuan_name_alike (name, prefix);

      if (!same && (names->len >= limit || !matches (name, form)))
        continue;
      g_ptr_array_insert (names, same ? 0 : -1, g_strdup (name));
      g_ptr_array_set_size (names, (gint) MIN (names->len, limit));
    }
  if (nuan_statement_failed (row))
    return NULL;

  return g_steal_pointer (&names);
}
