#pragma once

#include "store/demo/demo-private.h"

G_BEGIN_DECLS

/* What happens on which day of the demo, counted from its first: when files are opened and when families are helped. It follows
 * from the seed. */
typedef struct
{
  gint64   n_households;
  guint    n_days;
  guint16 *working;   /* the working day on or after each day; the last one before the end otherwise */
  GArray  *events;    /* NuanDemoEvent by day */
} NuanDemoPlan;

void                 nuan_demo_plan_init         (NuanDemoPlan *plan, const NuanDemo *demo);
void                 nuan_demo_plan_clear        (NuanDemoPlan *plan);

/* The day on which the household of INDEX is registered; they come in the order of their indexes. */
guint                nuan_demo_plan_registration (const NuanDemoPlan *plan, gint64 index);
const NuanDemoEvent *nuan_demo_plan_event        (const NuanDemoPlan *plan, gsize nth);

G_END_DECLS
