#include "config.h"

#include "app/shell/idle-lock.h"

#include "app/session/preferences.h"

#define LOOK_SECONDS 5

struct _NuanIdleLock
{
  void   (*lock) (gpointer data);
  gpointer data;
  gint64 (*clock) (void);
  gint64   last_us;
  guint    source;
};

static gboolean
look (gpointer data)
{
  NuanIdleLock *idle = data;
  const gint64 minutes = nuan_preferences_get_idle_minutes ();

  if (minutes > 0 && idle->clock () - idle->last_us > minutes * 60 * G_USEC_PER_SEC)
    idle->lock (idle->data);

  return G_SOURCE_CONTINUE;
}

NuanIdleLock *
nuan_idle_lock_new (void (*lock) (gpointer data), gpointer data)
{
  NuanIdleLock *idle = g_new0 (NuanIdleLock, 1);

  idle->lock = lock;
  idle->data = data;
  idle->clock = g_get_monotonic_time;
  idle->last_us = idle->clock ();
  idle->source = g_timeout_add_seconds (LOOK_SECONDS, look, idle);
  return idle;
}

void
nuan_idle_lock_free (NuanIdleLock *idle)
{
  g_source_remove (idle->source);
  g_free (idle);
}

void
nuan_idle_lock_note (NuanIdleLock *idle)
{
  idle->last_us = idle->clock ();
}

void
nuan_idle_lock_set_clock (NuanIdleLock *idle, gint64 (*clock) (void))
{
  idle->clock = clock;
}
