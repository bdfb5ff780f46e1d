#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "store/engine/sqlite/sqlite-private.h"

gboolean
nuan_sqlite_in_transaction (gpointer db)
{
  NuanSqlite *self = db;

  return !sqlite3_get_autocommit (self->db);
}

/* BEGIN alone looks at nothing: the first read pins the moment. */
static gboolean
begin_reading (NuanSqlite *self, GError **error)
{
  gint64 objects;

  if (!nuan_sqlite_exec (self->db, "BEGIN", error))
    return FALSE;
  if (nuan_sqlite_value (self->db, "SELECT count (*) FROM sqlite_schema", &objects, error))
    return TRUE;

  nuan_sqlite_exec (self->db, "ROLLBACK", NULL);
  return FALSE;
}

/* Foreign keys can be turned off outside a transaction only. The old way to rename a table leaves alone what names it elsewhere. */
static gboolean
loosen (NuanSqlite *self, gboolean loose, GError **error)
{
  return nuan_sqlite_exec (self->db, loose ? "PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON;"
                                           : "PRAGMA foreign_keys = ON; PRAGMA legacy_alter_table = OFF;", error);
}

static gboolean
tighten (NuanSqlite *self, GError **error)
{
  self->loose = self->loose && !loosen (self, FALSE, error);
  return !self->loose;
}

/* Looked at under the writer's lock: whoever puts another file into this one's place holds that lock meanwhile. */
static gboolean
begin_writing (NuanSqlite *self, GError **error)
{
  self->next = self->known;
  return nuan_sqlite_exec (self->db, "BEGIN IMMEDIATE", error)
         && nuan_sqlite_in_place (self, error)
         && nuan_file_id_touch (self->db, &self->next, error);
}

gboolean
nuan_sqlite_begin (gpointer db, NuanBegin how, GError **error)
{
  NuanSqlite *self = db;

  if (how == NUAN_BEGIN_READ)
    return begin_reading (self, error);
  if (self->read_only)
    {
      nuan_error_set (error, NUAN_ERROR_STORAGE, NULL, _("The data file can only be read"));
      return FALSE;
    }
  if (!tighten (self, error) || (how == NUAN_BEGIN_SCHEMA && !loosen (self, TRUE, error)))
    return FALSE;

  self->loose = how == NUAN_BEGIN_SCHEMA;
  if (begin_writing (self, error))
    return TRUE;

  nuan_sqlite_end (self, FALSE, NULL);
  return FALSE;
}

static void
keep_first (const char *table, const char *key, const char *parent, gpointer first)
{
  if (*(char **) first == NULL)
    *(char **) first = g_strdup_printf (_("row %s of %s has no parent in %s"), key, table, parent);
}

static gboolean
check_parents (NuanSqlite *self, GError **error)
{
  g_autofree char *first = NULL;

  if (!nuan_sqlite_orphans (self, keep_first, &first, error))
    return FALSE;
  if (first == NULL)
    return TRUE;

  nuan_error_set (error, NUAN_ERROR_STORAGE, "db", _("The data file can't be brought up to date: %s"), first);
  return FALSE;
}

/* A full disk may have ended the transaction already: then there is nothing to roll back. */
gboolean
nuan_sqlite_end (gpointer db, gboolean keep, GError **error)
{
  NuanSqlite *self = db;

  if (keep && self->loose && !check_parents (self, error))
    return FALSE;
  if (keep && !(nuan_sqlite_in_place (self, error) && nuan_sqlite_exec (self->db, "COMMIT", error)))
    return FALSE;
  if (keep)
    {
      self->known = self->next;
      nuan_sqlite_is_own (self);   /* what was committed may be played already: from now on an earlier state is an older copy's */
    }
  if (nuan_sqlite_in_transaction (self) && !nuan_sqlite_exec (self->db, "ROLLBACK", error))
    return FALSE;
  tighten (self, NULL);   /* what is committed is committed: nothing more is written until this is done */
  return TRUE;
}

gboolean
nuan_sqlite_savepoint (gpointer db, NuanSave what, GError **error)
{
  static const char *const sql[] = {
    [NUAN_SAVE_SET] = "SAVEPOINT nuan",
    [NUAN_SAVE_RELEASE] = "RELEASE nuan",
    [NUAN_SAVE_BACK] = "ROLLBACK TO nuan",
  };
  NuanSqlite *self = db;

  return nuan_sqlite_exec (self->db, sql[what], error);
}
