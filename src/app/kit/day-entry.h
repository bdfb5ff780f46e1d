#pragma once

#include <gtk/gtk.h>

#include "base/day.h"

G_BEGIN_DECLS

/* An entry for a day, YYYY-MM-DD, with a calendar behind its icon (Alt+↓). ↑ and ↓ go to the next and the previous day.
 *
 * Signals: "day-changed" when the text is a day again, and another one or after what was none; "no-day" when it was left or entered and is none:
 * what was shown of a day goes, and why is said. */
#define NUAN_TYPE_DAY_ENTRY (nuan_day_entry_get_type ())
G_DECLARE_FINAL_TYPE (NuanDayEntry, nuan_day_entry, NUAN, DAY_ENTRY, GtkEntry)

void       nuan_day_entry_set_day (NuanDayEntry *entry, NuanDay day);
NuanDay    nuan_day_entry_get_day (NuanDayEntry *entry, const char *field, GError **error);   /* NUAN_DAY_NONE and ERROR when it is none */

G_END_DECLS
