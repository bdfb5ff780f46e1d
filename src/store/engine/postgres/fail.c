#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/error.h"
#include "store/engine/postgres/postgres-private.h"

static const char *
field (const PGresult *result, int code)
{
  const char *text = PQresultErrorField (result, code);

  return text != NULL ? text : "";
}

/* "Key (year, seq)=(…) already exists" as SQLite tells it: "receipt.year, receipt.seq". What the values are is nobody's business. */
static char *
name_key (const PGresult *result)
{
  const char *detail = strchr (field (result, PG_DIAG_MESSAGE_DETAIL), '(');
  const char *end = detail != NULL ? strstr (detail, ")=(") : NULL;
  g_autofree char *list = end != NULL ? g_strndup (detail + 1, (gsize) (end - detail - 1)) : g_strdup ("");
  g_auto (GStrv) columns = g_strsplit (list, ", ", -1);
  g_autoptr (GString) names = g_string_new ("");

  for (guint i = 0; columns[i] != NULL; i++)
    g_string_append_printf (names, "%s%s.%s", i > 0 ? ", " : "", field (result, PG_DIAG_TABLE_NAME), columns[i]);
  return g_strdup (names->str);
}

/* What SQLite says where a row breaks a rule of its table; NULL: no such rule. */
static char *
tell_constraint (const PGresult *result, const char *state)
{
  g_autofree char *key = NULL;

  if (g_str_equal (state, "23514"))
    return g_strdup_printf ("CHECK constraint failed: %s", field (result, PG_DIAG_CONSTRAINT_NAME));
  if (g_str_equal (state, "23502"))
    return g_strdup_printf ("NOT NULL constraint failed: %s.%s", field (result, PG_DIAG_TABLE_NAME), field (result, PG_DIAG_COLUMN_NAME));
  if (g_str_equal (state, "23503"))
    return g_strdup ("FOREIGN KEY constraint failed");
  if (!g_str_equal (state, "23505"))
    return NULL;

  key = name_key (result);
  return g_strdup_printf ("UNIQUE constraint failed: %s", key);
}

static gboolean
is_busy (const char *state)
{
  return g_str_equal (state, "55P03") || g_str_equal (state, "40P01") || g_str_equal (state, "40001");
}

/* Of class 08 and what a server says on its way out. */
static gboolean
is_lost (NuanPostgres *self, const char *state)
{
  return PQstatus (self->server) != CONNECTION_OK || g_str_has_prefix (state, "08") || g_str_has_prefix (state, "57P");
}

gboolean
nuan_postgres_fail (NuanPostgres *self, const PGresult *result, GError **error)
{
  const char *state = field (result, PG_DIAG_SQLSTATE), *text = field (result, PG_DIAG_MESSAGE_PRIMARY);
  g_autofree char *constraint = tell_constraint (result, state);

  if (is_lost (self, state))
    nuan_error_set (error, NUAN_ERROR_STORAGE, "db", _("The server of the data can't be reached; try again"));
  else if (g_str_equal (state, "NU001"))
    nuan_error_set (error, NUAN_ERROR_RULE, NULL, _("The ledger refuses this: %s"), text);
  else if (g_str_equal (state, "57014"))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Cancelled"));
  else if (is_busy (state))
    nuan_error_set (error, NUAN_ERROR_CONFLICT, NULL, _("Another program keeps the data file busy; try again"));
  else if (g_str_equal (state, "53100"))
    nuan_error_set (error, NUAN_ERROR_STORAGE, NULL, _("The disk is full; nothing was changed"));
  else if (g_str_equal (state, "25006"))
    nuan_error_set (error, NUAN_ERROR_STORAGE, NULL, _("The data file can only be read"));
  else
    nuan_error_set (error, NUAN_ERROR_STORAGE, NULL, _("The data file reports: %s"), constraint != NULL ? constraint : text);

  return FALSE;
}
