#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the window remembers between two runs, the clerk's preferences among it: a key file at $XDG_CONFIG_HOME/nuanchuang/state.ini,
 * written a moment after the last change and at the end. Main thread only. Unreadable values give the preset. */

int         nuan_state_get_int     (const char *group, const char *key, int preset);
void        nuan_state_set_int     (const char *group, const char *key, int value);
gboolean    nuan_state_get_boolean (const char *group, const char *key, gboolean preset);
void        nuan_state_set_boolean (const char *group, const char *key, gboolean value);
char       *nuan_state_get_text    (const char *group, const char *key);                      /* "" when never set; owned */
void        nuan_state_set_text    (const char *group, const char *key, const char *value);   /* NULL forgets */
char      **nuan_state_get_keys    (const char *group);                                       /* owned, never NULL */

void        nuan_state_flush (void);

G_END_DECLS
