/* Preloaded, it stops the clock of a program: it is always the moment, in seconds since 1970, of NUAN_STILL_CLOCK. Time that is measured runs on. */

#define _GNU_SOURCE

#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static time_t
moment (void)
{
  const char *given = getenv ("NUAN_STILL_CLOCK");

  return given != NULL ? (time_t) strtoll (given, NULL, 10) : 0;
}

time_t
time (time_t *where)
{
  if (where != NULL)
    *where = moment ();
  return moment ();
}

int
gettimeofday (struct timeval *restrict now, void *restrict zone)
{
  *now = (struct timeval) { .tv_sec = moment () };
  return 0;
}

int
clock_gettime (clockid_t clock, struct timespec *now)
{
  if (clock != CLOCK_REALTIME && clock != CLOCK_REALTIME_COARSE)
    return (int) syscall (SYS_clock_gettime, clock, now);

  *now = (struct timespec) { .tv_sec = moment () };
  return 0;
}
