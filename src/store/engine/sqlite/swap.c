#define _GNU_SOURCE   /* renameat2 */
#include "config.h"

#include "store/engine/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "base/aside.h"
#include "base/error.h"
#include "base/owner.h"
#include "base/part-file.h"
#include "base/unfinished.h"
#include "store/engine/sqlite/sqlite-private.h"

#define BUSY_TIMEOUT_MS 10000

/* The file itself and what SQLite keeps beside it. */
static const char *const pieces[] = { "", "-wal", "-shm", "-journal", NULL };
static const char *const *const companions = pieces + 1;

void (*nuan_file_between_swaps) (guint step);

static void
pass (guint step)
{
  if (nuan_file_between_swaps != NULL)
    nuan_file_between_swaps (step);
}

static gboolean
fail (const char *path, GError **error)
{
  nuan_error_set (error, NUAN_ERROR_STORAGE, "db", _("The file %s can't be written: %s"), path, g_strerror (errno));
  return FALSE;
}

/* The writer's lock on the old file, which is not even played into. A file that SQLite can make nothing of is not locked: nobody can write to it;
 * nor is one without a byte, which SQLite would begin to fill, or with a journal, which it would play. */
static gboolean
hold_writers (const char *path, sqlite3 **held, GError **error)
{
  GStatBuf status;
  int code;

  if ((g_stat (path, &status) == 0 && status.st_size == 0) || nuan_sqlite_has_journal (path))
    return TRUE;

  code = sqlite3_open_v2 (path, held, SQLITE_OPEN_READWRITE, NULL);
  if (code == SQLITE_OK)
    {
      sqlite3_db_config (*held, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
      sqlite3_busy_timeout (*held, BUSY_TIMEOUT_MS);
      code = sqlite3_exec (*held, "BEGIN IMMEDIATE", NULL, NULL, NULL);
    }

  return (code & 0xff) != SQLITE_BUSY || nuan_sqlite_fail (*held, error);
}

static gboolean
exists_with (const char *path, const char *ending)
{
  g_autofree char *name = g_strconcat (path, ending, NULL);

  return g_file_test (name, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK);
}

/* The log beside another name of its file, too; no log is no error. */
static gboolean
link_log (const char *path, const char *other)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *second = g_strconcat (other, "-wal", NULL);

  return link (log, second) == 0 || errno == ENOENT;
}

static void
remove_companions (const char *path)
{
  for (guint i = 0; companions[i] != NULL; i++)
    {
      g_autofree char *name = g_strconcat (path, companions[i], NULL);

      g_unlink (name);
    }
}

typedef enum {
  CHANGED,
  UNCHANGED,   /* the file system can't: nothing is done */
  FAILED,      /* nothing is done, and it is told why */
  STUCK,       /* the old file lies under the name between */
} Outcome;

/* The old file gets its own name, or both go back. */
static Outcome
name_old (const char *path, const char *part, const char *between, const char *aside, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (nuan_aside_move (between, aside, &problem))
    return CHANGED;
  if (renameat2 (AT_FDCWD, between, AT_FDCWD, path, RENAME_EXCHANGE) == 0)
    {
      nuan_aside_move (between, part, NULL);
      return UNCHANGED;
    }

  nuan_error_set (error, NUAN_ERROR_STORAGE, "db", _("%s. The old data file lies at %s now: move it back by hand with what stands beside it (%s)"),
                  problem->message, between, g_strerror (errno));
  return STUCK;
}

/* The two change names in one stroke, by way of a name that tells of neither, and that no sweep takes away: under the dated name the new file
 * is never found, whenever we are killed. */
static Outcome
change_names (const char *path, const char *part, const char *between, const char *aside, gboolean *confirmed, GError **error)
{
  pass (1);
  if (renameat2 (AT_FDCWD, part, AT_FDCWD, between, RENAME_NOREPLACE) != 0)
    return UNCHANGED;
  pass (2);
  if (!nuan_part_file_sync_folder (path))
    {
      fail (path, error);
      nuan_aside_move (between, part, NULL);
      return FAILED;
    }
  if (renameat2 (AT_FDCWD, between, AT_FDCWD, path, RENAME_EXCHANGE) != 0)
    {
      nuan_aside_move (between, part, NULL);   /* else it is found missing in a moment */
      return UNCHANGED;
    }

  pass (3);
  *confirmed = nuan_part_file_sync_folder (path);
  return name_old (path, part, between, aside, error);
}

static void
settle_log (const char *path, const char *between, const char *aside, Outcome outcome)
{
  g_autofree char *log_aside = g_strconcat (aside, "-wal", NULL);

  if (outcome == STUCK)
    link_log (path, between);
  if (outcome != CHANGED)
    g_unlink (log_aside);
}

/* The log has its second name before the old file has it, and loses its first one after.
 * A hot journal, left where SQLite could not even begin, must not lie beside the new file for a moment. */
static Outcome
exchange (const char *path, const char *part, const char *aside, gboolean *confirmed, GError **error)
{
  g_autofree char *between = nuan_part_file_swap_name (path);
  Outcome outcome;

  if (exists_with (path, "-journal") || !link_log (path, aside))
    return UNCHANGED;
  outcome = change_names (path, part, between, aside, confirmed, error);
  settle_log (path, between, aside, outcome);
  if (outcome != CHANGED)
    return outcome;

  pass (4);
  *confirmed = nuan_part_file_sync_folder (path) && *confirmed;
  remove_companions (path);
  pass (5);
  return CHANGED;
}

/* The first N pieces, the file last: without it its log is refused by whoever comes next; without its log it would be believed. */
static gboolean
move_back (const char *path, const char *aside, guint n, GError **error)
{
  while (n-- > 0)
    {
      g_autofree char *from = g_strconcat (aside, pieces[n], NULL);
      g_autofree char *to = g_strconcat (path, pieces[n], NULL);

      if (!nuan_aside_move (from, to, error))
        return FALSE;
    }

  return TRUE;
}

/* The old file first, for the same reason. *N pieces were moved. */
static gboolean
move_aside (const char *path, const char *aside, guint *n, GError **error)
{
  for (*n = 0; pieces[*n] != NULL; (*n)++)
    {
      g_autofree char *from = g_strconcat (path, pieces[*n], NULL);
      g_autofree char *to = g_strconcat (aside, pieces[*n], NULL);

      if (!nuan_aside_move (from, to, error))
        return FALSE;
      if (*n == 0)
        pass (1);
    }

  if (!nuan_part_file_sync_folder (path))
    return fail (path, error);
  pass (2);
  return TRUE;
}

/* All of them or none: where even the way back fails, the error tells where the old file lies. */
static gboolean
move_one_by_one (const char *path, const char *part, const char *aside, GError **error)
{
  g_autoptr (GError) problem = NULL, stuck = NULL;
  guint n = 0;

  if (!g_file_test (part, G_FILE_TEST_EXISTS))
    {
      errno = ENOENT;
      return fail (part, error);
    }
  if (move_aside (path, aside, &n, &problem) && nuan_aside_move (part, path, &problem))
    return TRUE;

  if (move_back (path, aside, n, &stuck))
    g_propagate_error (error, g_steal_pointer (&problem));
  else
    nuan_error_set (error, NUAN_ERROR_STORAGE, "db", _("%s. The old data file lies at %s now: move it back by hand with what stands beside it (%s)"),
                    problem->message, aside, stuck->message);
  return FALSE;
}

/* Whatever the mode of the old file was: names stand in it. */
static void
close_to_others (const char *aside)
{
  for (guint i = 0; pieces[i] != NULL; i++)
    {
      g_autofree char *name = g_strconcat (aside, pieces[i], NULL);

      nuan_aside_close_to_others (name);
    }
}

static gboolean
swap (const char *path, const char *part, char **aside, GError **error)
{
  g_autofree char *name = nuan_aside_name (path, companions);
  gboolean there = g_file_test (path, G_FILE_TEST_EXISTS), confirmed = TRUE;
  const Outcome outcome = there ? exchange (path, part, name, &confirmed, error) : UNCHANGED;

  for (guint i = 0; companions[i] != NULL; i++)
    there = there || exists_with (path, companions[i]);
  if (outcome == STUCK || outcome == FAILED || (outcome == UNCHANGED && !move_one_by_one (path, part, name, error)))
    return FALSE;

  close_to_others (name);
  *aside = there ? g_steal_pointer (&name) : NULL;
  confirmed = nuan_part_file_sync_folder (path) && confirmed;   /* each failure is told once */
  return confirmed || nuan_aside_unconfirmed (path, *aside, error);
}

/* What is put in place belongs to whom the old file belonged to, and is safe on the disk before. */
static gboolean
settle_part (const char *path, const char *part, GError **error)
{
  const int fd = g_open (part, O_RDONLY | O_NOFOLLOW | O_CLOEXEC, 0);
  gboolean done;

  if (fd < 0)
    return fail (part, error);

  nuan_owner_follow (fd, path);
  done = fsync (fd) == 0 || fail (part, error);
  close (fd);
  return done;
}

static gboolean
swap_held (const char *path, const char *part, NuanSwapCheck check, gpointer data, char **aside, GError **error)
{
  const gboolean there = g_file_test (path, G_FILE_TEST_EXISTS);
  NuanClaim *claim = NULL;
  sqlite3 *held = NULL;
  gboolean done;

  if (!nuan_file_place_accept (path, error) || !nuan_sqlite_accept_names (path, TRUE, error))
    return FALSE;

  done = (!there || ((claim = nuan_sqlite_claim (path, error)) != NULL && nuan_sqlite_accept_locks (claim, path, error)
                     && nuan_sqlite_accept_users (path, claim, error) && hold_writers (path, &held, error)))
         && (check == NULL || check (data, error)) && swap (path, part, aside, error);
  sqlite3_close (held);
  nuan_sqlite_unclaim (claim);
  return done;
}

gboolean
nuan_file_swap (const char *path, const char *part, NuanSwapCheck check, gpointer data, char **aside, GError **error)
{
  gboolean done;

  if (!settle_part (path, part, error))
    return FALSE;

  nuan_unfinished_hold ();
  pass (0);
  done = swap_held (path, part, check, data, aside, error);
  if (done)
    nuan_unfinished_drop (part);
  nuan_unfinished_release ();
  return done;
}
