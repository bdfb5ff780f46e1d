#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the window remembers between two runs, and the clerk's preferences: a key file at $XDG_CONFIG_HOME/nuanchuang/state.ini,
 * written a moment after the last change and at the end. Main thread only. Unreadable values give the preset. */

typedef enum { NUAN_STYLE_FOLLOW, NUAN_STYLE_LIGHT, NUAN_STYLE_DARK } NuanStyle;

int         nuan_state_get_int     (const char *group, const char *key, int preset);
void        nuan_state_set_int     (const char *group, const char *key, int value);
gboolean    nuan_state_get_boolean (const char *group, const char *key, gboolean preset);
void        nuan_state_set_boolean (const char *group, const char *key, gboolean value);
char       *nuan_state_get_text    (const char *group, const char *key);                      /* "" when never set; owned */
void        nuan_state_set_text    (const char *group, const char *key, const char *value);   /* NULL forgets */
char      **nuan_state_get_keys    (const char *group);                                       /* owned, never NULL */

/* Preferences, within their limits. */
guint       nuan_state_get_idle_minutes (void);   /* 1…120, preset 10; 0 never locks */
guint       nuan_state_get_text_percent (void);   /* 100…200 */
NuanStyle   nuan_state_get_style        (void);

/* Puts text size and style into force, now and at the start. */
void        nuan_state_apply (void);
void        nuan_state_flush (void);

G_END_DECLS
