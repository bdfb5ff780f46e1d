#include "config.h"

#include "app/session/receipt-work.h"

#include "app/session/act.h"
#include "store/money/payment-store.h"
#include "store/money/receipt-store.h"

typedef struct {
  char    *number, *reason;
  gboolean told;
} Arguments;

static const NuanActPart parts[] = {
  NUAN_ACT_TEXT (Arguments, number),
  NUAN_ACT_TEXT (Arguments, reason),
  NUAN_ACT_PARTS_END,
};

static gpointer
view_work (NuanConnection *connection, const NuanStaff *actor, gconstpointer data, GError **error)
{
  return nuan_receipt_work_view (connection, ((const Arguments *) data)->number, error);
}

void
nuan_receipt_view_read (NuanContext *context, const char *number, GCancellable *cancellable, GAsyncReadyCallback callback,
                        gpointer data)
{
  static const NuanAct act = { view_work, sizeof (Arguments), parts, (GDestroyNotify) nuan_receipt_view_free };
  const Arguments arguments = { .number = (char *) number };

  nuan_session_read (context, &act, &arguments, cancellable, callback, data);
}

NuanReceiptView *
nuan_receipt_view_finish (GObject *source, GAsyncResult *result, GError **error)
{
  return nuan_session_finish (source, result, error);
}

static gpointer
sign_work (NuanConnection *connection, const NuanStaff *actor, gconstpointer data, GError **error)
{
  return nuan_act_done (nuan_receipt_store_sign (connection, actor, ((const Arguments *) data)->number, error));
}

void
nuan_receipt_sign (NuanContext *context, const char *number, GAsyncReadyCallback callback, gpointer asker)
{
  static const NuanAct act = { sign_work, sizeof (Arguments), parts, NULL };
  const Arguments arguments = { .number = (char *) number };

  nuan_session_write (context, &act, &arguments, callback, asker);
}

static gpointer
unsign_work (NuanConnection *connection, const NuanStaff *actor, gconstpointer data, GError **error)
{
  return nuan_act_done (nuan_receipt_store_unsign (connection, actor, ((const Arguments *) data)->number, error));
}

void
nuan_receipt_unsign (NuanContext *context, const char *number, GAsyncReadyCallback callback, gpointer asker)
{
  static const NuanAct act = { unsign_work, sizeof (Arguments), parts, NULL };
  const Arguments arguments = { .number = (char *) number };

  nuan_session_write (context, &act, &arguments, callback, asker);
}

static gpointer
void_work (NuanConnection *connection, const NuanStaff *actor, gconstpointer data, GError **error)
{
  const Arguments *arguments = data;

  return nuan_act_done (nuan_payment_store_void (connection, actor, arguments->number, arguments->reason, arguments->told, error));
}

void
nuan_receipt_void (NuanContext *context, const char *number, const char *reason, gboolean told, GAsyncReadyCallback callback,
                   gpointer asker)
{
  static const NuanAct act = { void_work, sizeof (Arguments), parts, NULL };
  const Arguments arguments = { .number = (char *) number, .reason = (char *) reason, .told = told };

  nuan_session_write (context, &act, &arguments, callback, asker);
}

gboolean
nuan_receipt_work_finish (GObject *source, GAsyncResult *result, GError **error)
{
  return nuan_session_finish (source, result, error) != NULL;
}
