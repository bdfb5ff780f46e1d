#define _GNU_SOURCE   /* O_PATH */
#include "config.h"

#include "base/streams.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/* The lowest number that is free is given first. Without O_CLOEXEC: what the program starts has the same streams. */
gboolean
nuan_streams_fill (void)
{
  for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++)
    if (fcntl (stream, F_GETFD) < 0 && errno == EBADF && open ("/", O_PATH) != stream)
      return FALSE;

  return TRUE;
}
