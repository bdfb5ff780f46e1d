#pragma once

#include <gtk/gtk.h>

#include "model/staff.h"
#include "model/theme.h"
#include "store/engine/database.h"

G_BEGIN_DECLS

/* What every page shares: the open data file, the centre and who is signed in. Main thread only.
 * Signals: "changed" (gint64 newest, guint themes) — the journal grew, by us or another program, up to line NEWEST, about THEMES: use
 *          nuan_context_follow(). A half-typed form is no change.
 *          "staff-changed" — signed in, locked or switched. */
#define NUAN_TYPE_CONTEXT (nuan_context_get_type ())
G_DECLARE_FINAL_TYPE (NuanContext, nuan_context, NUAN, CONTEXT, GObject)

NuanContext     *nuan_context_new          (NuanDatabase *database);
NuanDatabase    *nuan_context_get_database (NuanContext *context);   /* borrowed */
const NuanStaff *nuan_context_get_staff    (NuanContext *context);   /* NULL while locked; borrowed */
NuanStaff       *nuan_context_dup_staff    (NuanContext *context);   /* the same, for work that outlives the moment; owned */
void             nuan_context_set_staff    (NuanContext *context, const NuanStaff *staff);   /* copied; nobody, once the file is let go */

/* The data file is done with for good: whoever is signed in is signed out, nobody signs in any more, what is to be written is, what is read is
 * given up. */
void             nuan_context_let_go       (NuanContext *context);
gboolean         nuan_context_is_let_go    (NuanContext *context);

const char      *nuan_context_get_centre   (NuanContext *context);   /* name of the centre; borrowed */
gboolean         nuan_context_is_read_only (NuanContext *context);   /* nothing can be written where the data file lies */
gboolean         nuan_context_may          (NuanContext *context, NuanRight right);

/* From now on CHANGED is called with OBJECT, as long as that lives, when the data of THEMES (NuanTheme, or-ed) changed: read again what is shown,
 * keep what is typed. */
void             nuan_context_follow       (NuanContext *context, guint themes, gpointer object, void (*changed) (gpointer object));

/* Privacy (F8): hides ID numbers, phones, amounts from people behind the clerk. Property "private". */
gboolean         nuan_context_get_private  (NuanContext *context);
void             nuan_context_set_private  (NuanContext *context, gboolean hide);

G_END_DECLS
