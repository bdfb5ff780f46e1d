#include "config.h"

#include "base/owner.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

/* Open to everybody is no choice of a group: so is whatever was copied with the usual umask. */
static mode_t
group_bits (mode_t mode)
{
  return (mode & S_IRWXO) == 0 ? mode & (S_IRGRP | S_IWGRP) : 0;
}

void
nuan_owner_follow (int descriptor, const char *path)
{
  struct stat like, own;
  mode_t group;

  if (stat (path, &like) != 0 || fstat (descriptor, &own) != 0)
    return;

  if ((own.st_uid != like.st_uid || own.st_gid != like.st_gid)
      && fchown (descriptor, geteuid () == 0 ? like.st_uid : (uid_t) -1, like.st_gid) != 0)
    g_debug ("%s: %s", path, g_strerror (errno));   /* not ours to give */

  group = group_bits (like.st_mode);
  if (group != 0 && fstat (descriptor, &own) == 0 && own.st_gid == like.st_gid && fchmod (descriptor, S_IRUSR | S_IWUSR | group) != 0)
    g_debug ("%s: %s", path, g_strerror (errno));
}
