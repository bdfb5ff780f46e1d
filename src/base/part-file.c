#define _GNU_SOURCE   /* renameat2 */
#include "config.h"

#include "base/part-file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "base/path.h"
#include "base/unfinished.h"

#define PREFIX "nuanchuang-"
#define SUFFIX ".part"
#define SWAP_SUFFIX ".swap"    /* no sweep takes it away */
#define HEX_DIGITS 16
#define TRIES 100

/* Owned. */
static char *
random_name (const char *folder, const char *suffix)
{
  g_autofree char *name = g_strdup_printf (PREFIX "%08x%08x%s", g_random_int (), g_random_int (), suffix);

  return g_build_filename (folder, name, NULL);
}

char *
nuan_part_file_swap_name (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return random_name (folder, SWAP_SUFFIX);
}

static gboolean
is_random_name (const char *name, const char *suffix)
{
  return strlen (name) == strlen (PREFIX) + HEX_DIGITS + strlen (suffix) && g_str_has_prefix (name, PREFIX)
         && g_str_has_suffix (name, suffix) && strspn (name + strlen (PREFIX), "0123456789abcdef") == HEX_DIGITS;
}

gboolean
nuan_part_file_check_name (const char *path, const char *field, GError **error)
{
  g_autofree char *target = nuan_path_follow (path);
  g_autofree char *name = g_path_get_basename (target);

  if (!is_random_name (name, SUFFIX) && !is_random_name (name, SWAP_SUFFIX))
    return TRUE;

  nuan_error_set (error, NUAN_ERROR_RULE, field,
                  _("“%s” is called as what a program that was killed leaves behind, and would be swept away; give it another name"), name);
  return FALSE;
}

/* NAME may have been taken by another file since DESCRIPTOR was opened. */
static gboolean
is_named (int descriptor, const char *name)
{
  struct stat ours, named;

  return fstat (descriptor, &ours) == 0 && lstat (name, &named) == 0 && ours.st_ino == named.st_ino && ours.st_dev == named.st_dev;
}

/* One that nobody holds: its program was killed. */
static void
remove_left (const char *path)
{
  struct stat status;
  int descriptor;

  if (lstat (path, &status) != 0 || !S_ISREG (status.st_mode) || status.st_uid != geteuid () || status.st_nlink != 1)
    return;
  descriptor = open (path, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (descriptor < 0)
    return;
  if (flock (descriptor, LOCK_EX | LOCK_NB) == 0 && is_named (descriptor, path))
    nuan_unfinished_remove (path);
  close (descriptor);
}

static void
sweep (const char *folder)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    if (is_random_name (name, SUFFIX))
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);

        remove_left (path);
      }
}

/* Between open and lock somebody may have taken it for one that was left: then it has no name any more. Where locks are unknown nobody sweeps. */
static gboolean
hold (int descriptor, const char *part)
{
  return (flock (descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK) && is_named (descriptor, part);
}

/* It is private since it was opened, and may lack what the umask took away. Where modes are the mount's (another system's disk, a share of
 * Windows) none can be set, not by the owner either: that is how the files of that folder are. */
static gboolean
set_mode (int descriptor)
{
  return fchmod (descriptor, 0600) == 0 || errno == EPERM || errno == EACCES || errno == ENOTSUP || errno == ENOSYS;
}

static void
give_up (int descriptor, const char *part)
{
  const int code = errno;

  if (is_named (descriptor, part))
    unlink (part);
  close (descriptor);
  errno = code;
}

int
nuan_part_file_open (const char *path, char **part)
{
  g_autofree char *folder = g_path_get_dirname (path);

  sweep (folder);
  for (guint i = 0; i < TRIES; i++)
    {
      g_autofree char *name = random_name (folder, SUFFIX);
      gboolean held;
      int descriptor, code;

      nuan_unfinished_add (name);
      descriptor = open (name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
      held = descriptor >= 0 && hold (descriptor, name);
      if (held && set_mode (descriptor))
        {
          *part = g_steal_pointer (&name);
          return descriptor;
        }

      code = errno;
      if (descriptor >= 0)
        give_up (descriptor, name);
      nuan_unfinished_drop (name);
      errno = code;
      if (held || (descriptor < 0 && errno != EEXIST))
        return -1;
    }

  errno = EEXIST;
  return -1;
}

/* For file systems that can't say "unless one is there" while they rename. The last one of these has neither: then the name is taken first. */
static int
link_new (const char *part, const char *path)
{
  int descriptor, code;

  if (link (part, path) == 0)
    return unlink (part);
  if (errno == EEXIST)
    return -1;

  descriptor = open (path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (descriptor < 0)
    return -1;
  close (descriptor);
  if (rename (part, path) == 0)
    return 0;

  code = errno;
  unlink (path);   /* nothing but the name */
  errno = code;
  return -1;
}

int
nuan_part_file_release (const char *part, const char *path)
{
  const int code = renameat2 (AT_FDCWD, part, AT_FDCWD, path, RENAME_NOREPLACE);

  return code != 0 && (errno == EINVAL || errno == ENOSYS) ? link_new (part, path) : code;
}

gboolean
nuan_part_file_sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  const int descriptor = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean done;

  if (descriptor < 0)
    return TRUE;
  done = fsync (descriptor) == 0 || errno != EIO;
  close (descriptor);
  if (!done)
    errno = EIO;
  return done;
}
