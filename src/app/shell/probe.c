#define _GNU_SOURCE   /* RUSAGE_THREAD */

#include "config.h"

#include "app/shell/probe.h"

#include <stdio.h>
#include <sys/resource.h>
#include <time.h>

#define LIMIT_US 50000

static FILE *report;
static gint64 left_poll_us;   /* when the loop was last given something to do */
static gint64 left_cpu_us;    /* and how much of a processor the thread had had by then, */
static glong  left_taken;     /* and how often it had been taken away from it */

static gint64
own_cpu_us (void)
{
  struct timespec spent = { 0 };

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &spent);
  return spent.tv_sec * G_USEC_PER_SEC + spent.tv_nsec / 1000;
}

static glong
times_taken (void)
{
  struct rusage usage = { 0 };

  getrusage (RUSAGE_THREAD, &usage);
  return usage.ru_nivcsw;
}

/* An iteration is what happens between two polls: the window is deaf for so long. */
static gint
poll_and_measure (GPollFD *fds, guint n_fds, gint timeout)
{
  const gint64 now_us = g_get_monotonic_time ();
  gint n_ready;

  if (left_poll_us != 0 && now_us - left_poll_us > LIMIT_US)
    {
      fprintf (report, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %ld\n", g_get_real_time (),
               (now_us - left_poll_us) / 1000, (own_cpu_us () - left_cpu_us) / 1000, times_taken () - left_taken);
      fflush (report);
    }

  n_ready = g_poll (fds, n_fds, timeout);
  left_poll_us = g_get_monotonic_time ();
  left_cpu_us = own_cpu_us ();
  left_taken = times_taken ();
  return n_ready;
}

void
nuan_probe_start (void)
{
  const char *path = g_getenv ("NUAN_PROBE");

  if (path == NULL || (report = fopen (path, "wxe")) == NULL)
    return;

  g_main_context_set_poll_func (NULL, poll_and_measure);
}
