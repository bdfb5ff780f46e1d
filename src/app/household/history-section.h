#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What happened with a file, as a story by day, newest day first. Grants that wait can be decided or paid from here, receipts
 * opened: actions page.approve-grant(x), page.pay-grant(x), page.open-receipt(s). */
#define NUAN_TYPE_HISTORY_SECTION (nuan_history_section_get_type ())
G_DECLARE_FINAL_TYPE (NuanHistorySection, nuan_history_section, NUAN, HISTORY_SECTION, GtkWidget)

/* HISTORY: NuanHistoryItem. GRANTS: NuanGrant that wait. DECIDES, PAYS: what this person may. */
void nuan_history_section_show (NuanHistorySection *section, GPtrArray *history, GPtrArray *grants, gboolean decides,
                                gboolean pays);

G_END_DECLS
