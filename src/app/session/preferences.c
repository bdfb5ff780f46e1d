#include "config.h"

#include "app/session/preferences.h"

#include <adwaita.h>

#include "app/kit/state.h"

#define GROUP "preferences"

guint
nuan_preferences_get_idle_minutes (void)
{
  return CLAMP (nuan_state_get_int (GROUP, "idle-minutes", 10), 0, 120);
}

guint
nuan_preferences_get_text_percent (void)
{
  return CLAMP (nuan_state_get_int (GROUP, "text-percent", 100), 100, 200);
}

NuanStyle
nuan_preferences_get_style (void)
{
  return CLAMP (nuan_state_get_int (GROUP, "style", NUAN_STYLE_FOLLOW), NUAN_STYLE_FOLLOW, NUAN_STYLE_DARK);
}

void
nuan_preferences_apply (void)
{
  static const AdwColorScheme schemes[] = {
    [NUAN_STYLE_FOLLOW] = ADW_COLOR_SCHEME_DEFAULT,
    [NUAN_STYLE_LIGHT] = ADW_COLOR_SCHEME_FORCE_LIGHT,
    [NUAN_STYLE_DARK] = ADW_COLOR_SCHEME_FORCE_DARK,
  };
  static int desktop_dpi = 0;
  GtkSettings *settings = gtk_settings_get_default ();

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), schemes[nuan_preferences_get_style ()]);

  if (settings == NULL)
    return;

  /* The desktop's own resolution is read once, before ours replaces it. */
  if (desktop_dpi == 0)
    {
      g_object_get (settings, "gtk-xft-dpi", &desktop_dpi, NULL);
      if (desktop_dpi <= 0)
        desktop_dpi = 96 * 1024;
    }
  g_object_set (settings, "gtk-xft-dpi", (int) ((gint64) desktop_dpi * nuan_preferences_get_text_percent () / 100), NULL);
}
