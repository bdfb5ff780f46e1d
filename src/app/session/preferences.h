#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the clerk prefers, within its limits; kept in group "preferences" of app/kit/state.h. */
typedef enum { NUAN_STYLE_FOLLOW, NUAN_STYLE_LIGHT, NUAN_STYLE_DARK } NuanStyle;

guint     nuan_preferences_get_idle_minutes (void);   /* 1…120, preset 10; 0 never locks */
guint     nuan_preferences_get_text_percent (void);   /* 100…200 */
NuanStyle nuan_preferences_get_style        (void);

/* Puts text size and style into force, now and at the start. */
void      nuan_preferences_apply            (void);

G_END_DECLS
