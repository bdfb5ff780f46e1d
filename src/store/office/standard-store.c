#include "config.h"

#include "store/office/standard-store.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "store/journal/journal.h"
#include "store/office/staff-store.h"
#include "store/engine/engine.h"

void
nuan_standard_row_free (NuanStandardRow *row)
{
  if (row == NULL)
    return;

  g_free (row->name);
  g_free (row->value);
  g_free (row->set_by);
  g_free (row->at);
  g_free (row);
}

gboolean
nuan_standard_store_set (NuanConnection *connection, const NuanStaff *actor, const char *name, const char *value, NuanDay from,
                         GError **error)
{
  g_autofree char *canonical = NULL, *subject = NULL;
  gint64 journal_id, id;

  if (!nuan_staff_store_allow (connection, actor, NUAN_RIGHT_SET_STANDARD, error) ||
      (canonical = nuan_standard_check (name, value, error)) == NULL)
    return FALSE;
  if (from == NUAN_DAY_NONE)
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, "from", _("A standard needs the day from which it holds"));
      return FALSE;
    }

  subject = g_strconcat ("standard:", name, NULL);
  journal_id = nuan_journal_open (connection, actor, "standard.set", error);
  if (journal_id == 0 || !nuan_next_id (connection, "standard", &id, error) ||
      !nuan_sql_run (connection, error, "INSERT INTO standard (id, name, value, from_day, journal_id) VALUES (?, ?, ?, ?, ?)", "ittdi",
                     id, name, canonical, from, journal_id))
    return FALSE;

  nuan_journal_wrote (connection, "standard", id);
  return nuan_journal_close (connection, subject,
                             nuan_detail_add_day (nuan_detail_add (nuan_detail_new (), "value", canonical), "from", from), error);
}

static gboolean
has_row (GPtrArray *rows, const char *name)
{
  for (guint i = 0; i < rows->len; i++)
    if (g_str_equal (((const NuanStandardRow *) g_ptr_array_index (rows, i))->name, name))
      return TRUE;
  return FALSE;
}

void
nuan_standard_add_presets (GPtrArray *rows)
{
  NuanStandards standards;

  nuan_standards_init (&standards, NUAN_DAY_NONE);
  for (const char *const *name = nuan_standard_names (); *name != NULL; name++)
    {
      NuanStandardRow *row;

      if (g_str_equal (*name, "dibao") || has_row (rows, *name))   /* the line is the town's own: there is no preset */
        continue;
      row = g_new0 (NuanStandardRow, 1);
      row->name = g_strdup (*name);
      row->value = nuan_standards_get (&standards, *name);
      row->from = NUAN_DAY_NONE;
      row->set_by = g_strdup ("");
      row->at = g_strdup ("");
      g_ptr_array_add (rows, row);
    }
}

static gpointer
read_row (NuanStatement *row)
{
  NuanStandardRow *standard = g_new (NuanStandardRow, 1);

  standard->id = nuan_statement_int (row, 0);
  standard->name = nuan_statement_dup (row, 1);
  standard->value = nuan_statement_dup (row, 2);
  standard->from = nuan_statement_day (row, 3);
  standard->set_by = nuan_statement_dup (row, 4);
  standard->at = nuan_statement_dup (row, 5);
  return standard;
}

#define SELECT_LIST \
  "SELECT t.id, t.name, t.value, t.from_day, coalesce (s.name, j.login, ''), coalesce (j.at, '')" \
  "  FROM standard t LEFT JOIN journal j ON j.id = t.journal_id LEFT JOIN staff s ON s.id = j.staff_id" \
  " ORDER BY t.name, t.from_day, t.id"

GPtrArray *
nuan_standard_store_list (NuanConnection *connection, GError **error)
{
  return nuan_statement_list (nuan_statement (connection, SELECT_LIST, ""), read_row, (GDestroyNotify) nuan_standard_row_free, error);
}

#define SELECT_IN_FORCE \
  "SELECT s.name, s.value, s.from_day FROM standard s WHERE s.from_day <= ?1 AND NOT EXISTS (SELECT 1 FROM standard n" \
  " WHERE n.name = s.name AND n.from_day <= ?1 AND (n.from_day > s.from_day OR (n.from_day = s.from_day AND n.id > s.id))) ORDER BY s.name"

gboolean
nuan_standard_store_get (NuanConnection *connection, NuanDay on, NuanStandards *standards, GError **error)
{
  g_autoptr (NuanStatement) row = nuan_statement (connection, SELECT_IN_FORCE, "d", on);

  nuan_standards_init (standards, on);
  while (nuan_statement_next (row, error))
    if (!nuan_standards_apply (standards, nuan_statement_text (row, 0), nuan_statement_text (row, 1), nuan_statement_day (row, 2), error))
      return FALSE;
  return !nuan_statement_failed (row);
}

char *
nuan_standard_store_freeze (const NuanStandards *standards)
{
  g_autoptr (GString) lines = g_string_sized_new (320);
  g_autofree char *on = nuan_day_format (standards->on);
  g_autofree char *from = nuan_day_format (standards->dibao_from);

  g_string_append_printf (lines, "on=%s\n", on);
  for (const char *const *name = nuan_standard_names (); *name != NULL; name++)
    {
      g_autofree char *value = nuan_standards_get (standards, *name);

      g_string_append_printf (lines, "%s=%s\n", *name, value);
      if (g_str_equal (*name, "dibao"))
        g_string_append_printf (lines, "dibao-from=%s\n", from);
    }
  return g_string_free (g_steal_pointer (&lines), FALSE);
}

gboolean
nuan_standard_store_thaw (const char *frozen, NuanDay on, NuanStandards *standards, GError **error)
{
  g_auto (GStrv) lines = g_strsplit (frozen, "\n", -1);

  nuan_standards_init (standards, on);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (lines[i], "=", 2);

      if (*lines[i] == '\0' || g_str_equal (lines[i], "dibao=0.00"))   /* no line was in force */
        continue;
      if (pair[1] == NULL)
        {
          nuan_error_set (error, NUAN_ERROR_STORAGE, NULL, _("The standards of a decision can't be read in the data file"));
          return FALSE;
        }
      if (!nuan_standards_apply (standards, pair[0], pair[1], on, error))
        return FALSE;
    }
  return TRUE;
}
