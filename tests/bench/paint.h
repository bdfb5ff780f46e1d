#pragma once

#include <gtk/gtk.h>

/* Frames as they are painted, of every window of the process. */
void     paint_watch        (void);               /* before the first window */
guint64  paint_count        (void);

/* Milliseconds since the parent process put its clock into NUAN_BENCH_START, right before it started this one. */
double   paint_since_exec_ms (void);

typedef gboolean (*PaintCondition) (gpointer data);
/* Runs the main loop until CONDITION holds; then until a frame has been painted after that. FALSE after twenty seconds. */
gboolean paint_wait         (PaintCondition condition, gpointer data);
gboolean paint_wait_frame   (void);

GtkWidget *paint_find       (GtkWidget *below, GType type);   /* NULL when there is none */
