#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Locks a desk that nobody has touched for as many minutes as the clerk prefers. */
typedef struct _NuanIdleLock NuanIdleLock;

NuanIdleLock *nuan_idle_lock_new       (void (*lock) (gpointer data), gpointer data);
void          nuan_idle_lock_free      (NuanIdleLock *idle);
void          nuan_idle_lock_note      (NuanIdleLock *idle);   /* somebody works */
void          nuan_idle_lock_set_clock (NuanIdleLock *idle, gint64 (*clock) (void));   /* microseconds; for tests */

G_END_DECLS
