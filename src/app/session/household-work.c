#include "config.h"

#include "app/session/household-work.h"

#include "app/session/act.h"

/* What each work looks at of it. */
typedef struct {
  NuanHousehold *household;
  gint64         id;
  gint           version;
  NuanDecision   decision;
  char          *reason;
} Arguments;

static const NuanActPart parts[] = {
  NUAN_ACT_PART (Arguments, household, nuan_household_copy, nuan_household_free),
  NUAN_ACT_TEXT (Arguments, reason),
  NUAN_ACT_PARTS_END,
};

#define ACT(work, free_result) { work, sizeof (Arguments), parts, (GDestroyNotify) free_result }

static gpointer
view_work (NuanConnection *connection, const NuanStaff *actor, gconstpointer data, GError **error)
{
  const Arguments *arguments = data;

  return nuan_household_work_view (connection, arguments->id, actor != NULL ? actor->id : 0, error);
}

void
nuan_household_view_read (NuanContext *context, gint64 id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  static const NuanAct act = ACT (view_work, nuan_household_view_free);
  const Arguments arguments = { .id = id };

  nuan_session_read (context, &act, &arguments, cancellable, callback, data);
}

NuanHouseholdView *
nuan_household_view_finish (GObject *source, GAsyncResult *result, GError **error)
{
  return nuan_session_finish (source, result, error);
}

static gpointer
save_work (NuanConnection *connection, const NuanStaff *actor, gconstpointer data, GError **error)
{
  return nuan_household_work_save (connection, actor, ((const Arguments *) data)->household, TRUE, error);
}

void
nuan_household_save (NuanContext *context, const NuanHousehold *household, GAsyncReadyCallback callback, gpointer asker)
{
  static const NuanAct act = ACT (save_work, nuan_saved_free);
  const Arguments arguments = { .household = (NuanHousehold *) household };

  nuan_session_write (context, &act, &arguments, callback, asker);
}

NuanSaved *
nuan_household_save_finish (GObject *source, GAsyncResult *result, GError **error)
{
  return nuan_session_finish (source, result, error);
}

static gpointer
decide_work (NuanConnection *connection, const NuanStaff *actor, gconstpointer data, GError **error)
{
  const Arguments *arguments = data;

  return nuan_act_done (nuan_household_work_decide (connection, actor, arguments->id, arguments->version, arguments->decision,
                                                    arguments->reason, error));
}

void
nuan_household_decide (NuanContext *context, gint64 id, gint version, NuanDecision decision, const char *reason,
                       GAsyncReadyCallback callback, gpointer asker)
{
  static const NuanAct act = ACT (decide_work, NULL);
  const Arguments arguments = { .id = id, .version = version, .decision = decision, .reason = (char *) reason };

  nuan_session_write (context, &act, &arguments, callback, asker);
}

gboolean
nuan_household_decide_finish (GObject *source, GAsyncResult *result, GError **error)
{
  return nuan_session_finish (source, result, error) != NULL;
}

static gpointer
reveal_work (NuanConnection *connection, const NuanStaff *actor, gconstpointer data, GError **error)
{
  const Arguments *arguments = data;

  return nuan_household_store_log_reveal (connection, actor, arguments->id, error) ? g_memdup2 (&arguments->id, sizeof arguments->id) : NULL;
}

void
nuan_log_reveal (NuanContext *context, gint64 id, GAsyncReadyCallback callback, gpointer asker)
{
  static const NuanAct act = ACT (reveal_work, g_free);
  const Arguments arguments = { .id = id };

  nuan_session_write (context, &act, &arguments, callback, asker);
}

gint64
nuan_log_reveal_finish (GObject *source, GAsyncResult *result, GError **error)
{
  g_autofree gint64 *id = nuan_session_finish (source, result, error);

  return id != NULL ? *id : 0;
}

/* Reading duplicates. */

static gpointer
duplicates_work (NuanConnection *connection, const NuanStaff *actor, gconstpointer data, GError **error)
{
  return nuan_household_store_duplicates (connection, ((const Arguments *) data)->household, error);
}

void
nuan_duplicates_read (NuanContext *context, const NuanHousehold *household, GCancellable *cancellable,
                      GAsyncReadyCallback callback, gpointer data)
{
  static const NuanAct act = ACT (duplicates_work, g_ptr_array_unref);
  const Arguments arguments = { .household = (NuanHousehold *) household };

  nuan_session_read (context, &act, &arguments, cancellable, callback, data);
}

GPtrArray *
nuan_duplicates_finish (GObject *source, GAsyncResult *result, GError **error)
{
  return nuan_session_finish (source, result, error);
}
