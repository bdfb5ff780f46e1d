#pragma once

#include <glib.h>

/* Rows that come or go in one turn of the main loop: most of a small screen. */
#define NUAN_PACE_ROWS 16

/* How many rows a list that shows NOW and shall show WANTED shows next. A GtkColumnView has widgets for its first 205 rows and
 * no more; making or destroying them all at once is felt. Among them the list changes NUAN_PACE_ROWS at a time, behind them at
 * once. */
guint nuan_pace_next (guint now, guint wanted);
