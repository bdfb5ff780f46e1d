#define _GNU_SOURCE   /* F_OFD_SETLK */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>

#include "store/engine/sqlite/sqlite-private.h"

/* Where the locks of the main file begin (sqlite.org/src, os.h: PENDING_BYTE); those of the index of a log stand far before. */
#define FIRST_OF_MAIN ((off_t) 0x40000000)

/* The index has one descriptor in a process. The main file has one a connection, and SQLite gives back through one of them what it took
 * through another: all of them go through that of the claim. */
static int
lock_of_description (int fd, int command, struct flock *lock)
{
  const int held = lock->l_start < FIRST_OF_MAIN ? fd : nuan_sqlite_find_claimed (fd);
  const struct flock asked = *lock;

  if (held >= 0)
    {
      int answer;

      lock->l_pid = 0;
      answer = fcntl (held, command == F_SETLK ? F_OFD_SETLK : F_OFD_GETLK, lock);
      if (answer == 0 || (errno != EINVAL && errno != EBADF))
        return answer;
      *lock = asked;
    }

  return fcntl (fd, command, lock);   /* a file that nobody claimed, or a file system with the locks of processes alone */
}

/* fcntl as SQLite calls it. */
static int
control (int fd, int command, ...)
{
  va_list rest;
  void *what;

  va_start (rest, command);
  what = va_arg (rest, void *);
  va_end (rest);

  if (command == F_SETLK || command == F_GETLK)
    return lock_of_description (fd, command, what);
  return fcntl (fd, command, what);
}

void
nuan_sqlite_keep_locks (void)
{
  static gsize done = 0;

  if (g_once_init_enter (&done))
    {
      sqlite3_vfs *vfs = sqlite3_vfs_find ("unix");

      if (vfs != NULL && vfs->iVersion >= 3)
        vfs->xSetSystemCall (vfs, "fcntl", (sqlite3_syscall_ptr) control);
      g_once_init_leave (&done, 1);
    }
}
