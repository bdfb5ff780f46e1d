#include "config.h"

#include "store/office/form-draft.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/error.h"
#include "store/engine/engine.h"
#include "store/office/clock.h"

#define MAX_BYTES (1024 * 1024)

gboolean
nuan_form_draft_save (NuanConnection *connection, gint64 staff_id, const char *kind, gint64 subject, const char *content,
                      GError **error)
{
  g_autofree char *saved_at = nuan_clock_now (connection);

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

/* The moment before which a form was last typed in that is forgotten now; owned. Moments are compared as texts: all are in UTC and begin with the date. */
static char *
oldest_kept (NuanConnection *connection)
{
  g_autofree char *text = nuan_clock_now (connection);
  g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 (text, NULL);
  g_autoptr (GDateTime) oldest = g_date_time_add_days (now, -NUAN_FORM_DRAFT_DAYS);

  return g_date_time_format (oldest, "%Y-%m-%dT%H:%M:%SZ");
}

gboolean
nuan_form_draft_expire (NuanConnection *connection, GError **error)
{
  g_autofree char *oldest = oldest_kept (connection);

  g_assert (nuan_connection_in_transaction (connection));

  return nuan_sql_run (connection, error, "DELETE FROM form_draft WHERE saved_at < ?", "t", oldest);
}

static gboolean
expire (NuanConnection *connection, gpointer unused, GError **error)
{
  return nuan_form_draft_expire (connection, error);
}

gboolean
nuan_form_draft_tidy (NuanConnection *connection, GError **error)
{
  g_autofree char *oldest = oldest_kept (connection);
  gint64 n = 0;

  if (nuan_file_is_read_only (connection))
    return TRUE;

  return nuan_sql_value (connection, &n, error, "SELECT count(*) FROM form_draft WHERE saved_at < ?", "t", oldest) &&
         (n == 0 || nuan_connection_transact (connection, expire, NULL, error));
}
