#include "config.h"

#include "store/office/form-draft.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/error.h"
#include "store/engine/engine.h"

#define MAX_BYTES (1024 * 1024)

gboolean
nuan_form_draft_save (NuanConnection *connection, gint64 staff_id, const char *kind, gint64 subject, const char *content,
                      GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *saved_at = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S.%fZ");

  g_assert (nuan_connection_in_transaction (connection));

  if (strlen (content) > MAX_BYTES)
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, kind, _("This form is too long to be kept half-typed"));
      return FALSE;
    }

  return nuan_sql_run (connection, error,
                       "INSERT INTO form_draft (staff_id, kind, subject, content, saved_at) VALUES (?, ?, ?, ?, ?)"
                       " ON CONFLICT (staff_id, kind, subject) DO UPDATE"
                       " SET content = excluded.content, saved_at = excluded.saved_at", "ititt",
                       staff_id, kind, subject, content, saved_at);
}

gboolean
nuan_form_draft_load (NuanConnection *connection, gint64 staff_id, const char *kind, gint64 subject, char **content, GError **error)
{
  g_autoptr (NuanStatement) row = nuan_statement (connection, "SELECT content FROM form_draft WHERE staff_id = ? AND kind = ?"
                                                              " AND subject = ?", "iti",
                                                  staff_id, kind, subject);

  *content = nuan_statement_next (row, error) ? nuan_statement_dup (row, 0) : NULL;
  return !nuan_statement_failed (row);
}

gboolean
nuan_form_draft_forget (NuanConnection *connection, gint64 staff_id, const char *kind, gint64 subject, GError **error)
{
  g_assert (nuan_connection_in_transaction (connection));

  return nuan_sql_run (connection, error, "DELETE FROM form_draft WHERE staff_id = ? AND kind = ? AND subject = ?", "iti",
                       staff_id, kind, subject);
}
