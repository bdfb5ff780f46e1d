#include "config.h"

#include "store/office/centre.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "base/atomic-file.h"
#include "base/error.h"
#include "base/password.h"
#include "base/seal.h"
#include "base/text.h"
#include "model/centre-fields.h"
#include "store/office/clock.h"
#include "store/office/staff-store.h"
#include "store/journal/journal.h"
#include "store/engine/engine.h"

void
nuan_centre_free (NuanCentre *centre)
{
  if (centre == NULL)
    return;

  g_free (centre->name);
  g_free (centre->unit);
  g_free (centre->region);
  g_free (centre);
}

NuanCentre *
nuan_centre_read (NuanConnection *connection, GError **error)
{
  g_autoptr (NuanStatement) row = nuan_statement (connection, "SELECT name, unit, region FROM centre WHERE id = 1", "");
  NuanCentre *centre;

  if (!nuan_statement_find (row, error, NUAN_ERROR_DAMAGED, "db", _("The data file has no centre")))
    return NULL;

  centre = g_new (NuanCentre, 1);
  centre->name = nuan_statement_dup (row, 0);
  centre->unit = nuan_statement_dup (row, 1);
  centre->region = nuan_statement_dup (row, 2);
  return centre;
}

/* What the first transaction writes: cleaned. */
typedef struct {
  char *centre, *unit, *region;
  char *login, *name, *password;   /* the password's hash */
  guint roles;
  NuanTransaction more;            /* the caller's, NULL: nothing more */
  gpointer data;
} Beginning;

static void
beginning_clear (Beginning *beginning)
{
  g_free (beginning->centre);
  g_free (beginning->unit);
  g_free (beginning->region);
  g_free (beginning->login);
  g_free (beginning->name);
  g_free (beginning->password);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Beginning, beginning_clear)

static gboolean
prepare (Beginning *beginning, const NuanCentre *centre, const char *login, const char *name, guint roles, const char *password,
         GError **error)
{
  const char *const about[] = { login, name, centre->name, centre->unit, NULL };

  if ((beginning->centre = nuan_text_clean_name (centre->name, TRUE, NUAN_CENTRE_NAME_MOST, "centre", error)) == NULL ||
      (beginning->unit = nuan_text_clean_name (centre->unit, TRUE, NUAN_UNIT_NAME_MOST, "unit", error)) == NULL ||
      (beginning->region = nuan_text_clean (centre->region, TRUE, FALSE, 6, "region", error)) == NULL ||
      !nuan_centre_check_region (beginning->region, error) ||
      !nuan_login_check (login, error) ||
      (beginning->name = nuan_text_clean_name (name, TRUE, NUAN_STAFF_NAME_MOST, "name", error)) == NULL ||
      !nuan_password_check (about, password, error))
    return FALSE;

  beginning->login = g_strdup (login);
  beginning->roles = roles | NUAN_ROLE_ADMIN;
  beginning->password = nuan_password_hash (password, error);
  return beginning->password != NULL;
}

static gboolean
write_centre (NuanConnection *connection, const NuanStaff *first, const Beginning *beginning, GError **error)
{
  g_autofree char *now = nuan_clock_now (connection);
  guint8 key[NUAN_KEY_BYTES];

  nuan_random_bytes (key, sizeof key);
  if (nuan_journal_open (connection, first, "centre.init", error) == 0 ||
      !nuan_sql_run (connection, error, "INSERT INTO centre (id, name, unit, region, seal_key, created_at)"
                                        " VALUES (1, ?, ?, ?, ?, ?)",
                     "tttzt", beginning->centre, beginning->unit, beginning->region, key, now) ||
      nuan_unit_find_or_add (connection, beginning->unit, error) == 0)
    return FALSE;

  nuan_journal_wrote (connection, "centre", 1);
  return nuan_journal_close (connection, "centre:1", nuan_detail_add (nuan_detail_new (), "centre", beginning->centre), error);
}

static gboolean
write_first (NuanConnection *connection, const NuanStaff *first, const Beginning *beginning, GError **error)
{
  NuanDetail *detail;

  if (nuan_journal_open (connection, first, "staff.add", error) == 0 ||
      !nuan_sql_run (connection, error, "INSERT INTO staff (id, login, name, roles, password) VALUES (1, ?, ?, ?, ?)",
                     "ttit", beginning->login, beginning->name, (gint64) beginning->roles, beginning->password))
    return FALSE;

  nuan_journal_wrote (connection, "staff", 1);
  detail = nuan_staff_describe_roles (nuan_detail_add (nuan_detail_new (), "login", beginning->login), beginning->roles);
  return nuan_journal_close (connection, "staff:1", detail, error);
}

static gboolean
write_beginning (NuanConnection *connection, gpointer data, GError **error)
{
  const Beginning *beginning = data;
  const NuanStaff first = { .id = 1, .login = beginning->login, .name = beginning->name, .roles = beginning->roles };

  return write_centre (connection, &first, beginning, error) && write_first (connection, &first, beginning, error)
         && (beginning->more == NULL || beginning->more (connection, beginning->data, error));
}

gboolean
nuan_centre_found (NuanConnection *connection, const NuanCentre *centre, const char *login, const char *name, guint roles,
                   const char *password, GError **error)
{
  g_auto (Beginning) beginning = { 0 };

  return prepare (&beginning, centre, login, name, roles, password, error)
         && nuan_connection_transact (connection, write_beginning, &beginning, error);
}

/* A file with its write-ahead log, closed so that all of it is in the one file. */
static gboolean
build (const char *part, Beginning *beginning, GError **error)
{
  g_autoptr (NuanConnection) connection = nuan_connection_open (part, NUAN_OPEN_WRITE, error);

  return connection != NULL && nuan_connection_transact (connection, write_beginning, beginning, error)
         && nuan_file_gather (connection, error);
}

gboolean
nuan_centre_init (const char *path, const NuanCentre *centre, const char *login, const char *name, guint roles,
                  const char *password, NuanTransaction more, gpointer data, GError **error)
{
  g_auto (Beginning) beginning = { 0 };
  g_autoptr (NuanAtomicFile) file = NULL;
  g_autofree char *folder = g_path_get_dirname (path);

  beginning.more = more;
  beginning.data = data;
  if (!nuan_file_check_free (path, "db", error) || !prepare (&beginning, centre, login, name, roles, password, error))
    return FALSE;
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      nuan_error_set (error, NUAN_ERROR_STORAGE, "db", _("The folder %s can't be made: %s"), folder, g_strerror (errno));
      return FALSE;
    }

  file = nuan_atomic_file_begin (path, NUAN_FILE_DATA, error);
  return file != NULL && build (nuan_atomic_file_get_part (file), &beginning, error)
         && nuan_atomic_file_commit (g_steal_pointer (&file), error);
}

gboolean
nuan_centre_fill (const char *path, const NuanCentre *centre, const char *login, const char *name, guint roles, const char *password,
                  GError **error)
{
  g_auto (Beginning) beginning = { 0 };

  return prepare (&beginning, centre, login, name, roles, password, error) && build (path, &beginning, error);
}
