#include "config.h"

#include "app/session/receipt-work.h"

#include "store/money/payment-store.h"
#include "store/money/receipt-store.h"

typedef struct {
  NuanStaff *actor;
  char      *number, *reason;
} Input;

static void
input_free (gpointer data)
{
  Input *input = data;

  g_clear_pointer (&input->actor, nuan_staff_free);
  g_free (input->number);
  g_free (input->reason);
  g_free (input);
}

static Input *
input_new (NuanContext *context, const char *number)
{
  const NuanStaff *staff = nuan_context_get_staff (context);
  Input *input = g_new0 (Input, 1);

  input->actor = staff != NULL ? nuan_staff_copy (staff) : NULL;
  input->number = g_strdup (number);
  return input;
}

static gpointer
view_work (NuanConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return nuan_receipt_work_view (connection, ((const Input *) data)->number, error);
}

void
nuan_receipt_view_read (NuanContext *context, const char *number, GCancellable *cancellable, GAsyncReadyCallback callback,
                        gpointer data)
{
  nuan_database_read (nuan_context_get_database (context), NUAN_READ_QUICK, view_work, input_new (context, number), input_free,
                      (GDestroyNotify) nuan_receipt_view_free, cancellable, callback, data);
}

NuanReceiptView *
nuan_receipt_view_finish (GObject *source, GAsyncResult *result, GError **error)
{
  return nuan_database_finish (NUAN_DATABASE (source), result, error);
}

static gpointer
sign_work (NuanConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Input *input = data;

  return nuan_receipt_store_sign (connection, input->actor, input->number, error) ? data : NULL;
}

void
nuan_receipt_sign (NuanContext *context, const char *number, GAsyncReadyCallback callback, gpointer data)
{
  nuan_database_write (nuan_context_get_database (context), sign_work, input_new (context, number), input_free, NULL, NULL,
                       callback, data);
}

static gpointer
void_work (NuanConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Input *input = data;

  return nuan_payment_store_void (connection, input->actor, input->number, input->reason, error) ? data : NULL;
}

void
nuan_receipt_void (NuanContext *context, const char *number, const char *reason, GAsyncReadyCallback callback, gpointer data)
{
  Input *input = input_new (context, number);

  input->reason = g_strdup (reason);
  nuan_database_write (nuan_context_get_database (context), void_work, input, input_free, NULL, NULL, callback, data);
}

gboolean
nuan_receipt_work_finish (GObject *source, GAsyncResult *result, GError **error)
{
  return nuan_database_finish (NUAN_DATABASE (source), result, error) != NULL;
}
