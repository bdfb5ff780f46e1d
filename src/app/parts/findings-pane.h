#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Duplicates of other files and what is odd in this one; hidden while there is nothing to say. */
#define NUAN_TYPE_FINDINGS_PANE (nuan_findings_pane_get_type ())
G_DECLARE_FINAL_TYPE (NuanFindingsPane, nuan_findings_pane, NUAN, FINDINGS_PANE, GtkWidget)

/* DUPLICATES: NuanDuplicate, may be NULL. WARNINGS: "path: sentence", may be NULL. */
void nuan_findings_pane_show (NuanFindingsPane *pane, GPtrArray *duplicates, const char *const *warnings);

/* "members[1].relation: …" without its path, with the number of the member: "Member 2: …". Owned. */
char *nuan_warning_sentence  (const char *warning);

G_END_DECLS
