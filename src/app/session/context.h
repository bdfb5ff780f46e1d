#pragma once

#include <gtk/gtk.h>

#include "model/staff.h"
#include "store/engine/database.h"

G_BEGIN_DECLS

/* What every page shares: the open data file, the centre and who is signed in. Main thread only.
 * Signals: "changed" — committed data changed (by us or another program): reload what is shown, keep what is typed;
 *          "staff-changed" — signed in, locked or switched. */
#define NUAN_TYPE_CONTEXT (nuan_context_get_type ())
G_DECLARE_FINAL_TYPE (NuanContext, nuan_context, NUAN, CONTEXT, GObject)

NuanContext     *nuan_context_new          (NuanDatabase *database);
NuanDatabase    *nuan_context_get_database (NuanContext *context);   /* borrowed */
const NuanStaff *nuan_context_get_staff    (NuanContext *context);   /* NULL while locked; borrowed */
void             nuan_context_set_staff    (NuanContext *context, const NuanStaff *staff);   /* copied */
const char      *nuan_context_get_centre   (NuanContext *context);   /* name of the centre; borrowed */
gboolean         nuan_context_may          (NuanContext *context, NuanRight right);

/* Privacy (F8): hides ID numbers, phones, amounts from people behind the clerk. Property "private". */
gboolean         nuan_context_get_private  (NuanContext *context);
void             nuan_context_set_private  (NuanContext *context, gboolean hide);

G_END_DECLS
