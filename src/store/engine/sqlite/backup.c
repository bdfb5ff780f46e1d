#include "config.h"

#include "store/engine/sqlite/backup.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "base/atomic-file.h"
#include "base/error.h"
#include "store/journal/check.h"
#include "store/journal/journal.h"
#include "store/office/staff-store.h"
#include "store/engine/statement.h"

#define PAGES_A_STEP 1000

/* A log left of an earlier file of that name would be played into the new one. */
static gboolean
refuse_existing (const char *file, const char *field, GError **error)
{
  g_autofree char *log = g_strconcat (file, "-wal", NULL);

  if (g_file_test (file, G_FILE_TEST_EXISTS))
    nuan_error_set (error, NUAN_ERROR_CONFLICT, field, _("The file %s exists already; choose another name"), file);
  else if (g_file_test (log, G_FILE_TEST_EXISTS))
    nuan_error_set (error, NUAN_ERROR_CONFLICT, field, _("A log of an earlier data file stands at %s: move it away first"), log);
  else
    return FALSE;

  return TRUE;
}

static gboolean
copy_pages (sqlite3 *from, const char *to_file, NuanProgress progress, gpointer progress_data, GCancellable *cancellable, GError **error)
{
  sqlite3 *to = NULL;
  sqlite3_backup *backup = NULL;
  int code = sqlite3_open_v2 (to_file, &to, SQLITE_OPEN_READWRITE, NULL);

  if (code == SQLITE_OK)
    backup = sqlite3_backup_init (to, "main", from, "main");
  while (backup != NULL && !g_cancellable_is_cancelled (cancellable))
    {
      code = sqlite3_backup_step (backup, PAGES_A_STEP);
      if (progress != NULL)
        progress (sqlite3_backup_pagecount (backup) - sqlite3_backup_remaining (backup), sqlite3_backup_pagecount (backup), progress_data);
      if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
        sqlite3_sleep (20);
      else if (code != SQLITE_OK)
        break;
    }
  if (backup != NULL)
    sqlite3_backup_finish (backup);
  else if (code == SQLITE_OK)
    code = sqlite3_errcode (to);

  /* The copy is one plain file: no WAL beside it. */
  if (code == SQLITE_DONE && sqlite3_exec (to, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL) != SQLITE_OK)
    code = SQLITE_IOERR;
  if (code != SQLITE_DONE && !g_cancellable_set_error_if_cancelled (cancellable, error))
    nuan_error_set (error, NUAN_ERROR_STORAGE, NULL, _("The copy failed: %s"),
                    code == SQLITE_FULL || (to != NULL && sqlite3_system_errno (to) == ENOSPC) ? _("the disk is full") : sqlite3_errstr (code));
  sqlite3_close (to);
  return code == SQLITE_DONE && !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* A backup that would not open, or is not whole, is worse than none. */
static gboolean
prove (const char *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (NuanConnection) copy = nuan_connection_open (file, NUAN_OPEN_READ, error);

  return copy != NULL && nuan_check_whole (copy, NULL, NULL, cancellable, error);
}

/* SQLite's online backup of one moment: others read and write meanwhile, and however often they do, the copy does not begin anew. */
static gboolean
copy_moment (NuanConnection *from, const char *to_file, NuanProgress progress, gpointer progress_data, GCancellable *cancellable, GError **error)
{
  gint64 objects = 0;
  gboolean done;

  if (!nuan_connection_exec (from, "BEGIN", error))
    return FALSE;

  done = nuan_sql_value (from, &objects, error, "SELECT count (*) FROM sqlite_schema", "")
         && copy_pages (nuan_connection_get_handle (from), to_file, progress, progress_data, cancellable, error);
  nuan_connection_exec (from, "ROLLBACK", NULL);   /* nothing was written */
  return done;
}

/* The part of COPY becomes a proved copy of FROM; the caller commits it. */
static gboolean
copy_checked (NuanConnection *from, NuanAtomicFile *copy, NuanProgress progress, gpointer progress_data, GCancellable *cancellable, GError **error)
{
  const char *part = nuan_atomic_file_get_part (copy);

  return copy_moment (from, part, progress, progress_data, cancellable, error) && prove (part, cancellable, error);
}

typedef struct
{
  const NuanStaff *actor;
  const char      *file;
} Note;

static gboolean
allow (NuanConnection *connection, gpointer data, GError **error)
{
  const Note *note = data;

  return nuan_staff_store_allow (connection, note->actor, NUAN_RIGHT_BACKUP, error);
}

static gboolean
note_backup (NuanConnection *connection, gpointer data, GError **error)
{
  const Note *note = data;
  g_autofree char *name = g_path_get_basename (note->file);

  return allow (connection, data, error)
         && nuan_journal_write (connection, note->actor, "backup", "", name, error) != 0;
}

/* The journal tells of it when the copy is whole: one that was cancelled leaves nothing, in the data neither. */
gboolean
nuan_backup_write (NuanConnection *connection, const NuanStaff *actor, const char *file, NuanProgress progress, gpointer progress_data,
                   GCancellable *cancellable, GError **error)
{
  Note note = { .actor = actor, .file = file };
  g_autoptr (NuanAtomicFile) copy = NULL;

  if (refuse_existing (file, "output", error) || !nuan_connection_snapshot (connection, allow, &note, error))
    return FALSE;

  copy = nuan_atomic_file_begin (file, error);
  return copy != NULL
         && copy_checked (connection, copy, progress, progress_data, cancellable, error)
         && nuan_connection_transact (connection, note_backup, &note, error)
         && nuan_atomic_file_commit (g_steal_pointer (&copy), error);
}

gboolean
nuan_backup_restore (const char *file, const char *to, NuanProgress progress, gpointer progress_data, GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (NuanConnection) backup = NULL;
  g_autoptr (NuanAtomicFile) copy = NULL;
  g_autofree char *folder = g_path_get_dirname (to);

  if (refuse_existing (to, "to", error))
    return FALSE;
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      nuan_error_set (error, NUAN_ERROR_STORAGE, "to", _("The folder %s can't be made: %s"), folder, g_strerror (errno));
      return FALSE;
    }

  backup = nuan_connection_open (file, NUAN_OPEN_READ, error);
  if (backup == NULL || !nuan_check_whole (backup, progress, progress_data, cancellable, error))
    return FALSE;

  copy = nuan_atomic_file_begin (to, error);
  return copy != NULL
         && copy_checked (backup, copy, progress, progress_data, cancellable, error)
         && nuan_atomic_file_commit (g_steal_pointer (&copy), error);
}
