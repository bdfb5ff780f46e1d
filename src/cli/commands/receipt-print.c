#include "config.h"

#include "cli/commands/receipt-print.h"

#include "desk/receipt-printout.h"

static gboolean
count (NuanConnection *connection, gpointer printout, GError **error)
{
  return nuan_receipt_printout_count (printout, connection, error);
}

gboolean
nuan_receipt_print_pdf (NuanSession *session, GError **error)
{
  NuanConnection *connection = session->connection;
  g_autoptr (GPtrArray) numbers = g_ptr_array_new ();
  g_autoptr (NuanReceiptPrintout) printout = NULL;

  for (guint i = 0; i < nuan_arguments_count (session->arguments); i++)
    g_ptr_array_add (numbers, (gpointer) nuan_arguments_at (session->arguments, i));

  printout = nuan_receipt_printout_draw (connection, session->actor, numbers, nuan_session_progress, session, session->cancellable, error);
  if (printout == NULL
      || !nuan_receipt_printout_write (printout, nuan_session_get_output (session), nuan_session_get_file_mode (session), error)
      || g_cancellable_set_error_if_cancelled (session->cancellable, error)
      || !nuan_connection_transact (connection, count, printout, error))
    return FALSE;

  nuan_receipt_printout_keep (printout);
  return TRUE;
}
