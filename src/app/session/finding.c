#include "config.h"

#include "app/session/finding.h"

#include "store/people/case-list.h"

void
nuan_finding_free (NuanFinding *finding)
{
  if (finding == NULL)
    return;

  g_free (finding->text);
  g_free (finding->receipt_number);
  g_free (finding);
}

static gpointer
find (NuanConnection *connection, gpointer input, GCancellable *cancellable, GError **error)
{
  g_autoptr (NuanFinding) finding = g_new0 (NuanFinding, 1);
  g_autoptr (GError) problem = NULL;

  finding->text = g_strdup (input);
  finding->household_id = nuan_case_list_resolve (connection, input, &finding->receipt_number, &problem);
  if (problem == NULL)
    return g_steal_pointer (&finding);

  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

void
nuan_finding_read (NuanContext *context, const char *text, GAsyncReadyCallback callback, gpointer data)
{
  nuan_database_read (nuan_context_get_database (context), NUAN_READ_QUICK, find, g_strdup (text), g_free,
                      (GDestroyNotify) nuan_finding_free, NULL, callback, data);
}

NuanFinding *
nuan_finding_finish (GObject *source, GAsyncResult *result, GError **error)
{
  return nuan_database_finish (NUAN_DATABASE (source), result, error);
}
