#pragma once

#include <gtk/gtk.h>

#include "model/household/cap.h"

G_BEGIN_DECLS

/* 生活救助 ▓▓▓▓▓░░░ 9,000 / 12,744 还可 3,744.00 — with why: "12 × 1,062.00 a household and year". */
#define NUAN_TYPE_CAP_METER (nuan_cap_meter_get_type ())
G_DECLARE_FINAL_TYPE (NuanCapMeter, nuan_cap_meter, NUAN, CAP_METER, GtkWidget)

/* AMOUNT_FEN is about to be used: it is drawn on top and judged. */
GtkWidget *nuan_cap_meter_new (const char *title, const NuanCap *cap, gint64 amount_fen, gboolean hide);

G_END_DECLS
