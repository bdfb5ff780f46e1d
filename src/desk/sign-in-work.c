#include "config.h"

#include "desk/sign-in-work.h"

#include <glib/gi18n-lib.h>

#include "desk/known-today.h"
#include "store/office/staff-store.h"

NuanStaff *
nuan_sign_in_work (NuanConnection *connection, const char *login, const char *password, gint64 *wait_s, GError **error)
{
  NuanSlowDown slow_down = {
    .longest_s = nuan_known_today (connection, login) ? NUAN_SLOW_DOWN_KNOWN_S : NUAN_SLOW_DOWN_LONGEST_S,
  };
  NuanStaff *staff = nuan_staff_store_sign_in (connection, login, password, &slow_down, error);

  if (wait_s != NULL)
    *wait_s = slow_down.wait_s;
  if (staff != NULL)
    nuan_known_today_add (connection, login);
  return staff;
}

char *
nuan_sign_in_say_wait (gint64 wait_s)
{
  return g_strdup_printf (ngettext ("Too many wrong passwords: wait %lld second", "Too many wrong passwords: wait %lld seconds", (gulong) wait_s),
                          (long long) wait_s);
}
