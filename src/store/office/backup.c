#include "config.h"

#include "store/office/backup.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "base/atomic-file.h"
#include "base/error.h"
#include "store/journal/check.h"
#include "store/journal/journal.h"
#include "store/office/staff-store.h"
#include "store/engine/engine.h"

/* A log left of an earlier file of that name would be played into the new one. */
static gboolean
refuse_existing (const char *file, NuanFileMode mode, const char *field, GError **error)
{
  g_autofree char *log = g_strconcat (file, "-wal", NULL);

  if (mode != NUAN_FILE_REPLACE && g_file_test (file, G_FILE_TEST_EXISTS))
    nuan_error_set (error, NUAN_ERROR_CONFLICT, field, _("The file %s exists already; choose another name"), file);
  else if (g_file_test (log, G_FILE_TEST_EXISTS))
    nuan_error_set (error, NUAN_ERROR_CONFLICT, field, _("A log of an earlier data file stands at %s: move it away first"), log);
  else
    return FALSE;

  return TRUE;
}

/* A backup that would not open, or is not whole, is worse than none. */
static gboolean
prove (const char *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (NuanConnection) copy = nuan_connection_open (file, NUAN_OPEN_READ, error);

  return copy != NULL && nuan_check_whole (copy, NULL, NULL, cancellable, error);
}

/* The part of COPY becomes a proved copy of FROM; the caller commits it. */
static gboolean
copy_checked (NuanConnection *from, NuanAtomicFile *copy, NuanProgress progress, gpointer progress_data, GCancellable *cancellable, GError **error)
{
  const char *part = nuan_atomic_file_get_part (copy);

  return nuan_file_copy (from, part, progress, progress_data, cancellable, error) && prove (part, cancellable, error);
}

typedef struct
{
  const NuanStaff *actor;
  const char      *file;
  NuanAtomicFile  *copy;
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
         && nuan_journal_write (connection, note->actor, "backup", "", nuan_detail_add (nuan_detail_new (), "file", name), error) != 0
         && nuan_atomic_file_place (note->copy, error);
}

/* The journal tells of it when the copy has its name: one that was cancelled leaves nothing, in the data neither. */
gboolean
nuan_backup_write (NuanConnection *connection, const NuanStaff *actor, const char *file, NuanFileMode mode, NuanProgress progress,
                   gpointer progress_data, GCancellable *cancellable, GError **error)
{
  Note note = { .actor = actor, .file = file };
  g_autoptr (NuanAtomicFile) copy = NULL;

  if (!nuan_atomic_file_check (file, mode, error) || refuse_existing (file, mode, "output", error) || !nuan_connection_snapshot (connection, allow, &note, error))
    return FALSE;

  copy = nuan_atomic_file_begin (file, mode, error);
  note.copy = copy;
  if (copy == NULL || !copy_checked (connection, copy, progress, progress_data, cancellable, error)
      || !nuan_connection_transact (connection, note_backup, &note, error))
    return FALSE;

  nuan_atomic_file_keep (g_steal_pointer (&copy));
  return TRUE;
}

gboolean
nuan_backup_restore (const char *file, const char *to, NuanProgress progress, gpointer progress_data, GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (NuanConnection) backup = NULL;
  g_autoptr (NuanAtomicFile) copy = NULL;
  g_autofree char *folder = g_path_get_dirname (to);

  if (refuse_existing (to, NUAN_FILE_DATA, "to", error))
    return FALSE;
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      nuan_error_set (error, NUAN_ERROR_STORAGE, "to", _("The folder %s can't be made: %s"), folder, g_strerror (errno));
      return FALSE;
    }

  backup = nuan_connection_open (file, NUAN_OPEN_READ, error);
  if (backup == NULL || !nuan_check_whole (backup, progress, progress_data, cancellable, error))
    return FALSE;

  copy = nuan_atomic_file_begin (to, NUAN_FILE_DATA, error);
  return copy != NULL
         && copy_checked (backup, copy, progress, progress_data, cancellable, error)
         && nuan_atomic_file_commit (g_steal_pointer (&copy), error);
}
