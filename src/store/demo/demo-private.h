#pragma once

#include "model/standard.h"
#include "model/staff.h"
#include "store/engine/engine.h"
#include "store/demo/demo.h"

G_BEGIN_DECLS

#define NUAN_DEMO_PASSWORD "nuanchuang"   /* of everybody in it */

/* What the parts of the demo share. One thread, one connection on a private copy of the file. */
typedef struct
{
  NuanConnection  *connection;
  guint64          seed;
  gint64           n_households;
  guint            n_units;
  guint            n_changed;       /* the last households have changed and wait to be approved again */
  NuanDay          first, last;
  char            *centre;
  char            *standards;       /* of the day, as a decision keeps them */
  guint8           seal_key[32];
  NuanStaff       *intake, *review, *direct, *cash;
  gint64           household_id, member_id, grant_id, payment_id, receipt_id, print_id;   /* the last ones given */
  gint64           receipt_seq;     /* of receipt_year */
  guint            receipt_year;
} NuanDemo;

/* One help to one household: what, how much and from where follow from (seed, household, nth). */
typedef struct
{
  guint32 household;   /* index, from 0 */
  guint16 day;         /* from NuanDemo.first */
  guint16 nth;
} NuanDemoEvent;

/* demo-register.c: the household of INDEX on DAY, approved the same day; and, when the indexes stand again, the changes of the last ones. */
gboolean nuan_demo_register   (NuanDemo *demo, gint64 index, NuanDay day, const NuanStandards *standards, GError **error);
gboolean nuan_demo_change_last (NuanDemo *demo, GError **error);

/* demo-help.c: funds of a year with the money that EVENTS (all of that year) will need; one event; the printing and signing of a day's receipts. */
gboolean nuan_demo_open_year  (NuanDemo *demo, guint year, const NuanDemoEvent *events, gsize n_events, GError **error);
gboolean nuan_demo_close_year (NuanDemo *demo, guint year, GError **error);
gboolean nuan_demo_help       (NuanDemo *demo, const NuanDemoEvent *event, NuanDay day, GError **error);
gboolean nuan_demo_sign_day   (NuanDemo *demo, gint64 first_receipt, gint64 last_signed, GError **error);
/* Grants that wait for approval and for payment on the last day, and whose they are. */
gboolean nuan_demo_waiting    (NuanDemo *demo, GError **error);
gboolean nuan_demo_is_waiting (const NuanDemo *demo, guint32 household);

G_END_DECLS
