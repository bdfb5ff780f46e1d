#include "config.h"

#include "store/office/staff-store.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "base/password.h"
#include "base/seal.h"
#include "base/text.h"
#include "store/journal/journal.h"
#include "store/engine/engine.h"
#include "store/office/centre.h"

gboolean
nuan_staff_store_allow (NuanConnection *connection, const NuanStaff *actor, NuanRight right, GError **error)
{
  gint64 roles = -1;

  g_assert (nuan_connection_in_transaction (connection));
  g_assert (actor != NULL);

  if (!nuan_sql_find (connection, &roles, error, "SELECT roles FROM staff WHERE id = ? AND login = ? AND disabled = 0", "it",
                      actor->id, actor->login))
    return FALSE;
  if (roles >= 0)
    return nuan_roles_check ((guint) roles, right, error);

  nuan_error_set (error, NUAN_ERROR_FORBIDDEN, "login", _("This login no longer exists or is disabled"));
  return FALSE;
}

static gboolean
is_free (NuanConnection *connection, const char *login, GError **error)
{
  gint64 n = 0;

  if (!nuan_sql_value (connection, &n, error, "SELECT count(*) FROM staff WHERE login = ?", "t", login))
    return FALSE;
  if (n == 0)
    return TRUE;

  nuan_error_set (error, NUAN_ERROR_CONFLICT, "login", _("The login %s exists already"), login);
  return FALSE;
}

NuanDetail *
nuan_staff_describe_roles (NuanDetail *detail, guint roles)
{
  g_autofree char *names = nuan_roles_format (roles);
  g_auto (GStrv) list = g_strsplit (names, ",", -1);

  return nuan_detail_add_list (detail, "roles", (const char *const *) list);
}

/* What happened to a member of staff: never the password. */
static gboolean
close_journal (NuanConnection *connection, gint64 id, const char *login, guint roles, GError **error)
{
  g_autofree char *subject = g_strdup_printf ("staff:%" G_GINT64_FORMAT, id);
  NuanDetail *detail = nuan_detail_add (nuan_detail_new (), "login", login);

  if (roles != 0)
    nuan_staff_describe_roles (detail, roles);
  nuan_journal_wrote (connection, "staff", id);
  return nuan_journal_close (connection, subject, detail, error);
}

static gboolean
check_password (NuanConnection *connection, const char *login, const char *name, const char *password, GError **error)
{
  g_autoptr (NuanCentre) centre = nuan_centre_read (connection, error);

  if (centre == NULL)
    return FALSE;

  return nuan_password_check ((const char *const[]) { login, name, centre->name, centre->unit, NULL }, password, error);
}

gint64
nuan_staff_store_add (NuanConnection *connection, const NuanStaff *actor, const char *login, const char *name, guint roles,
                      const char *password, GError **error)
{
  g_autofree char *clean = NULL, *hash = NULL;
  gint64 id;

  if (!nuan_staff_store_allow (connection, actor, NUAN_RIGHT_MANAGE_STAFF, error) ||
      !nuan_login_check (login, error) ||
      (clean = nuan_text_clean_name (name, TRUE, NUAN_STAFF_NAME_MOST, "name", error)) == NULL ||
      !nuan_roles_are_some (roles, error) ||
      !check_password (connection, login, clean, password, error) ||
      !is_free (connection, login, error) ||
      (hash = nuan_password_hash (password, error)) == NULL)
    return 0;

  if (nuan_journal_open (connection, actor, "staff.add", error) == 0 ||
      !nuan_next_id (connection, "staff", &id, error) ||
      !nuan_sql_run (connection, error, "INSERT INTO staff (id, login, name, roles, password) VALUES (?, ?, ?, ?, ?)", "ittit",
                     id, login, clean, (gint64) roles, hash))
    return 0;

  return close_journal (connection, id, login, roles, error) ? id : 0;
}

static gpointer
read_row (NuanStatement *row)
{
  NuanStaff *staff = g_new (NuanStaff, 1);

  staff->id = nuan_statement_int (row, 0);
  staff->login = nuan_statement_dup (row, 1);
  staff->name = nuan_statement_dup (row, 2);
  staff->roles = (guint) nuan_statement_int (row, 3);
  staff->disabled = nuan_statement_int (row, 4) != 0;
  return staff;
}

GPtrArray *
nuan_staff_store_list (NuanConnection *connection, GError **error)
{
  return nuan_statement_list (nuan_statement (connection, "SELECT id, login, name, roles, disabled FROM staff ORDER BY id", ""),
                              read_row, (GDestroyNotify) nuan_staff_free, error);
}

static gint64
find (NuanConnection *connection, const char *login, GError **error)
{
  gint64 id = 0;

  if (nuan_sql_find (connection, &id, error, "SELECT id FROM staff WHERE login = ?", "t", login) && id == 0)
    nuan_error_set (error, NUAN_ERROR_NOT_FOUND, "login", _("There is no login %s"), login);
  return id;
}

/* Without an administrator nobody could ever make one again. */
static gboolean
another_admin_stays (NuanConnection *connection, gint64 id, GError **error)
{
  gint64 n = 0;

  if (!nuan_sql_value (connection, &n, error, "SELECT count(*) FROM staff WHERE id <> ? AND disabled = 0 AND (roles & ?) <> 0",
                       "ii", id, (gint64) NUAN_ROLE_ADMIN))
    return FALSE;
  if (n > 0)
    return TRUE;

  nuan_error_set (error, NUAN_ERROR_RULE, "role", _("The last administrator stays: give the role to somebody else first"));
  return FALSE;
}

gboolean
nuan_staff_store_disable (NuanConnection *connection, const NuanStaff *actor, const char *login, gboolean disabled,
                          GError **error)
{
  gint64 id;

  if (!nuan_staff_store_allow (connection, actor, NUAN_RIGHT_MANAGE_STAFF, error) ||
      (id = find (connection, login, error)) == 0 ||
      (disabled && !another_admin_stays (connection, id, error)))
    return FALSE;

  return nuan_journal_open (connection, actor, disabled ? "staff.disable" : "staff.enable", error) != 0 &&
         nuan_sql_run (connection, error, "UPDATE staff SET disabled = ?, failures = 0, failed_at = 0 WHERE id = ?", "ii",
                       (gint64) (disabled != FALSE), id) &&
         close_journal (connection, id, login, 0, error);
}

gboolean
nuan_staff_store_set_roles (NuanConnection *connection, const NuanStaff *actor, const char *login, guint roles, GError **error)
{
  gint64 id;

  if (!nuan_staff_store_allow (connection, actor, NUAN_RIGHT_MANAGE_STAFF, error) ||
      !nuan_roles_are_some (roles, error) ||
      (id = find (connection, login, error)) == 0 ||
      ((roles & NUAN_ROLE_ADMIN) == 0 && !another_admin_stays (connection, id, error)))
    return FALSE;

  return nuan_journal_open (connection, actor, "staff.roles", error) != 0 &&
         nuan_sql_run (connection, error, "UPDATE staff SET roles = ? WHERE id = ?", "ii", (gint64) roles, id) &&
         close_journal (connection, id, login, roles, error);
}

static char *
name_of (NuanConnection *connection, gint64 id, GError **error)
{
  g_autoptr (NuanStatement) row = nuan_statement (connection, "SELECT name FROM staff WHERE id = ?", "i", id);

  return nuan_statement_next (row, error) ? nuan_statement_dup (row, 0) : NULL;
}

gboolean
nuan_staff_store_password (NuanConnection *connection, const NuanStaff *actor, const char *login, const char *password,
                           GError **error)
{
  const gboolean own = g_strcmp0 (actor->login, login) == 0;
  g_autofree char *hash = NULL, *name = NULL;
  gint64 id;

  if (!nuan_staff_store_allow (connection, actor, own ? NUAN_RIGHT_READ : NUAN_RIGHT_MANAGE_STAFF, error) ||
      (id = find (connection, login, error)) == 0 ||
      (name = name_of (connection, id, error)) == NULL ||
      !check_password (connection, login, name, password, error) ||
      (hash = nuan_password_hash (password, error)) == NULL)
    return FALSE;

  return nuan_journal_open (connection, actor, own ? "staff.password" : "staff.reset", error) != 0 &&
         nuan_sql_run (connection, error, "UPDATE staff SET password = ?, failures = 0, failed_at = 0 WHERE id = ?", "ti", hash,
                       id) &&
         close_journal (connection, id, login, 0, error);
}
