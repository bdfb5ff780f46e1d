#include "config.h"

#include "store/office/backup.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "base/error.h"
#include "base/part-file.h"
#include "base/path.h"
#include "base/precious-file.h"
#include "base/unfinished.h"
#include "store/engine/engine.h"
#include "store/engine/holder.h"
#include "store/journal/check.h"
#include "store/journal/journal.h"
#include "store/office/staff-store.h"
#include "store/people/household-store.h"

static gboolean
check_name (const char *file, NuanFileMode mode, const char *field, GError **error)
{
  return mode == NUAN_FILE_REPLACE ? nuan_file_check_no_log (file, field, error) : nuan_file_check_free (file, field, error);
}

/* The copy is one half of the way, its proof the other. */
typedef struct
{
  NuanProgress  progress;
  gpointer      data;
  GCancellable *cancellable;
  gint64        half;
  gboolean      restores;   /* the copy will be worked with */
  GPtrArray    *findings;   /* borrowed; NULL: there may be none */
} Way;

static void
tell (gint64 done, gint64 total, gpointer data)
{
  const Way *way = data;

  if (way->progress != NULL && total > 0)
    way->progress (done * 500 / total + way->half * 500, 1000, way->data);
}

static void
note_finding (Way *way, const char *title, const char *detail)
{
  g_ptr_array_add (way->findings, g_strdup_printf ("%s: %s", title, detail));
}

static gboolean
prove (const char *file, Way *way, GError **error)
{
  g_autoptr (NuanConnection) copy = nuan_connection_open (file, NUAN_OPEN_READ, error);
  g_autoptr (GPtrArray) lines = NULL;

  way->half = 1;
  if (copy == NULL)
    return FALSE;
  if (way->findings == NULL)
    return nuan_check_whole (copy, tell, way, way->cancellable, error);

  lines = nuan_check_run (copy, NUAN_CHECK_WHOLE, tell, way, way->cancellable, error);
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      const NuanCheckLine *line = g_ptr_array_index (lines, i);

      if (!line->passed)
        note_finding (way, line->title, line->detail);
    }
  return lines != NULL;
}

/* A data file without its centre is none: nobody could ever sign in to it. */
static gboolean
has_centre (NuanConnection *copy, GError **error)
{
  gint64 n = 0;

  if (!nuan_sql_value (copy, &n, error, "SELECT count (*) FROM centre", ""))
    return FALSE;
  if (n == 0)
    nuan_error_set (error, NUAN_ERROR_CONFLICT, "db", _("The file holds no centre: it is no backup of a data file"));
  return n > 0;
}

static gboolean
forget_and_renew (NuanConnection *copy, gpointer data, GError **error)
{
  return has_centre (copy, error) && nuan_sql_run (copy, error, "DELETE FROM form_draft", "") && nuan_file_renew_id (copy, error);
}

/* The copy is brought up to date and becomes a file of its own, without the half-typed forms, which belong to the desk. */
static gboolean
settle (const char *to, GError **error)
{
  g_autoptr (NuanConnection) copy = nuan_connection_open (to, NUAN_OPEN_PART, error);

  return copy != NULL && nuan_connection_transact (copy, forget_and_renew, NULL, error);
}

/* Writing its rows anew may mend an index without a word: then nobody would hear that the original is damaged. */
static gboolean
check_source (NuanConnection *from, Way *way, GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  gint64 pages = 0;

  nuan_connection_set_cancellable (from, way->cancellable);
  if (!nuan_file_integrity (from, problems, &pages, error))
    return FALSE;
  if (problems->len == 0)
    return TRUE;

  nuan_error_set (error, NUAN_ERROR_DAMAGED, "db", _("The file is damaged: %s"), (char *) g_ptr_array_index (problems, 0));
  return FALSE;
}

/* The keys of the search are a cache of the machine that made the backup: its readings of names may be others. */
static gboolean
renew_keys (const char *to, Way *way, GError **error)
{
  g_autoptr (NuanConnection) copy = nuan_connection_open (to, NUAN_OPEN_PART, error);
  gboolean fit = FALSE;

  if (copy == NULL)
    return FALSE;
  nuan_connection_set_cancellable (copy, way->cancellable);
  return nuan_search_compare (copy, NUAN_SEARCH_COMPARE_ALL, &fit, error)
         && (fit || nuan_search_rebuild (copy, NULL, NULL, way->cancellable, error));
}

/* None of its rows is written to once it is proven. */
static gboolean
copy_proven (NuanConnection *from, const char *to, Way *way, GError **error)
{
  return check_source (from, way, error) && nuan_file_squeeze (from, to, tell, way, way->cancellable, error) && settle (to, error)
         && (!way->restores || renew_keys (to, way, error)) && prove (to, way, error);
}

/* Whatever can be had of a damaged file: its pages as they are. What it can't tell any more is a finding. */
static gboolean
copy_pages (const char *file, const char *to, Way *way, GError **error)
{
  g_autoptr (GError) unsettled = NULL, unproven = NULL;

  if (truncate (to, 0) != 0 || !nuan_file_copy_damaged (file, to, way->cancellable, error))
    return FALSE;
  if (!settle (to, &unsettled))
    note_finding (way, _("The copy could not be brought up to date"), unsettled->message);
  if (!prove (to, way, &unproven))
    note_finding (way, _("The copy could not be checked"), unproven->message);
  return !g_cancellable_set_error_if_cancelled (way->cancellable, error);
}

static gboolean
copy_file (const char *file, const char *to, Way *way, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (NuanConnection) from = nuan_connection_open (file, NUAN_OPEN_COPY, &problem);

  if (from != NULL && copy_proven (from, to, way, &problem) && nuan_file_begin_log (to, &problem))
    return TRUE;
  g_clear_pointer (&from, nuan_connection_close);
  if (way->findings == NULL || !nuan_error_is_of_storage (problem) || !nuan_precious_file_holds_data (file))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  note_finding (way, _("The backup is damaged"), problem->message);
  return copy_pages (file, to, way, error);
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

/* A connection of the desk reads with one cache for small things, and may not copy. */
static gboolean
copy_of (NuanConnection *connection, const char *to, Way *way, GError **error)
{
  g_autoptr (NuanConnection) from = nuan_connection_open (nuan_connection_get_path (connection), NUAN_OPEN_COPY, error);

  return from != NULL && copy_proven (from, to, way, error) && nuan_file_check_place (connection, error);
}

/* The journal tells of it when the copy has its name: one that was cancelled leaves nothing, in the data neither. */
gboolean
nuan_backup_write (NuanConnection *connection, const NuanStaff *actor, const char *file, NuanFileMode mode, NuanProgress progress,
                   gpointer progress_data, GCancellable *cancellable, GError **error)
{
  Way way = { .progress = progress, .data = progress_data, .cancellable = cancellable };
  Note note = { .actor = actor, .file = file };
  g_autoptr (NuanAtomicFile) copy = NULL;

  if (!nuan_atomic_file_check (file, mode, error) || !check_name (file, mode, "output", error)
      || (actor != NULL && !nuan_connection_snapshot (connection, allow, &note, error)))
    return FALSE;

  copy = nuan_atomic_file_begin (file, mode, error);
  note.copy = copy;
  if (copy == NULL || !copy_of (connection, nuan_atomic_file_get_part (copy), &way, error))
    return FALSE;
  if (actor == NULL || nuan_file_is_read_only (connection))
    return nuan_atomic_file_commit (g_steal_pointer (&copy), error);
  if (!nuan_connection_transact (connection, note_backup, &note, error))
    return FALSE;

  nuan_atomic_file_keep (g_steal_pointer (&copy));
  return TRUE;
}

static int
open_part_of (NuanAtomicFile *file)
{
  return g_open (nuan_atomic_file_get_part (file), O_WRONLY | O_NOFOLLOW | O_CLOEXEC, 0);
}

/* The log gets its name first: a file without it would be believed; and loses it again where the file gets none. */
static gboolean
commit_both (NuanAtomicFile *copy, NuanAtomicFile *log, gboolean has_log, GError **error)
{
  if (!has_log)
    {
      nuan_atomic_file_abort (log);
      return nuan_atomic_file_commit (copy, error);
    }
  if (!nuan_atomic_file_place (log, error))
    {
      nuan_atomic_file_abort (log);
      nuan_atomic_file_abort (copy);
      return FALSE;
    }
  if (!nuan_atomic_file_commit (copy, error))
    {
      nuan_atomic_file_abort (log);
      return FALSE;
    }

  nuan_atomic_file_keep (log);
  return TRUE;
}

gboolean
nuan_backup_bytes (const char *path, const char *file, NuanFileMode mode, GError **error)
{
  g_autoptr (NuanAtomicFile) copy = NULL, log = NULL;
  gboolean done = FALSE;
  GStatBuf status = { 0 };
  int to, log_to;

  if (!nuan_part_file_check_name (path, "db", error) || !nuan_atomic_file_check (file, mode, error) || !check_name (file, mode, "output", error)
      || (copy = nuan_atomic_file_begin (file, mode, error)) == NULL
      || (log = nuan_atomic_file_begin (nuan_atomic_file_get_log (copy), NUAN_FILE_DATA, error)) == NULL)
    return FALSE;

  to = open_part_of (copy);
  log_to = open_part_of (log);
  if (to >= 0 && log_to >= 0)
    done = nuan_file_copy_bytes (path, to, log_to, error) && fstat (log_to, &status) == 0;
  else
    nuan_error_set (error, NUAN_ERROR_STORAGE, "output", _("The copy failed: %s"), g_strerror (errno));
  if (to >= 0)
    close (to);
  if (log_to >= 0)
    close (log_to);
  return done && commit_both (g_steal_pointer (&copy), g_steal_pointer (&log), status.st_size > 0, error);
}

/* For what comes out of FILE: a name that was mistyped makes none. */
static gboolean
make_folder (const char *path, const char *field, const char *file, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (!g_file_test (file, G_FILE_TEST_EXISTS))
    {
      nuan_error_set (error, NUAN_ERROR_NOT_FOUND, "db", _("There is no data file %s"), file);
      return FALSE;
    }
  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;

  nuan_error_set (error, NUAN_ERROR_STORAGE, field, _("The folder %s can't be made: %s"), folder, g_strerror (errno));
  return FALSE;
}

/* The mode of a copy that lay on a stick says nothing about its content; the restored file is private again. */
gboolean
nuan_backup_restore (const char *file, const char *to, GPtrArray *findings, NuanProgress progress, gpointer progress_data,
                     GCancellable *cancellable, GError **error)
{
  Way way = { .progress = progress, .data = progress_data, .cancellable = cancellable, .findings = findings, .restores = TRUE };
  g_autoptr (NuanAtomicFile) copy = NULL;

  if (!nuan_part_file_check_name (file, "file", error) || !check_name (to, NUAN_FILE_DATA, "to", error) || !make_folder (to, "to", file, error))
    return FALSE;

  copy = nuan_atomic_file_begin (to, NUAN_FILE_DATA, error);
  return copy != NULL && copy_file (file, nuan_atomic_file_get_part (copy), &way, error)
         && nuan_atomic_file_commit (g_steal_pointer (&copy), error);
}

/* What others commit to it while it is copied would be lost. By any of its names. */
static gboolean
check_other (const char *file, const char *path, GError **error)
{
  if (!nuan_file_is_same (file, path))
    return TRUE;

  nuan_error_set (error, NUAN_ERROR_CONFLICT, "file",
                  _("%s is the data file itself, not a backup of it: make a backup first and restore that one, or restore it as a new file "
                    "(nuanctl restore FILE --to NEW)"),
                  file);
  return FALSE;
}

static gboolean
replace (const char *file, const char *path, Way *way, char **aside, GError **error)
{
  g_autofree char *part = NULL;
  const int fd = nuan_part_file_open (path, &part);
  gboolean done;

  if (part == NULL)
    {
      nuan_error_set (error, NUAN_ERROR_STORAGE, "db", _("The file %s can't be written: %s"), path, g_strerror (errno));
      return FALSE;
    }

  done = copy_file (file, part, way, error) && nuan_file_swap (path, part, NULL, NULL, aside, error);
  if (!done)
    {
      nuan_unfinished_remove (part);
      nuan_unfinished_drop (part);
    }
  close (fd);
  return done;
}

gboolean
nuan_backup_replace (const char *file, const char *path, GPtrArray *findings, char **aside, NuanProgress progress, gpointer progress_data,
                     GCancellable *cancellable, GError **error)
{
  Way way = { .progress = progress, .data = progress_data, .cancellable = cancellable, .findings = findings, .restores = TRUE };
  g_autofree char *target = nuan_path_follow (path);
  NuanHolder *holder;
  gboolean done;

  if (!nuan_part_file_check_name (file, "file", error) || !nuan_path_check_room (target, "db", error) || !check_other (file, target, error)
      || !make_folder (target, "db", file, error))
    return FALSE;
  holder = nuan_holder_take (path, error);
  done = holder != NULL && replace (file, target, &way, aside, error);
  if (done || *aside != NULL)
    nuan_holder_release (holder);
  else
    nuan_holder_undo (holder);
  return done;
}
