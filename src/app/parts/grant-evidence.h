#pragma once

#include <gtk/gtk.h>

#include "app/session/grant-work.h"

G_BEGIN_DECLS

/* What a decision on a grant rests on, as cards, in the order in which a careful person checks it. Each is a new widget. */
GtkWidget *nuan_evidence_grant   (const NuanGrantView *view);
GtkWidget *nuan_evidence_file    (const NuanHousehold *household, const NuanConfirmation *confirmed);
GtkWidget *nuan_evidence_caps    (const char *programme, GPtrArray *caps, gint64 amount_fen, const char *problem);
GtkWidget *nuan_evidence_fund    (const NuanGrantView *view);
GtkWidget *nuan_evidence_earlier (GPtrArray *earlier);

G_END_DECLS
