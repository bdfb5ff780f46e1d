#include "config.h"

#include "app/cases/case-handing.h"

#include <glib/gi18n-lib.h>

#include "app/kit/toast.h"
#include "app/session/wishes.h"

/* The question. */
typedef struct {
  GtkWidget   *window;
  NuanContext *context;
  gint64       household_id;
  NuanStep     what;
} Handing;

static void
handing_free (Handing *handing)
{
  g_object_unref (handing->window);
  g_object_unref (handing->context);
  g_free (handing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Handing, handing_free)

static gpointer
read_steps (NuanConnection *connection, gpointer input, GCancellable *cancellable, GError **error)
{
  return nuan_next_steps_read (connection, *(gint64 *) input, error);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Handing) handing = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanNextSteps) steps = nuan_database_finish (NUAN_DATABASE (source), result, &error);
  const char *reason;

  if (steps == NULL)
    {
      nuan_show_error (handing->window, _("The household could not be read"), error);
      return;
    }

  reason = nuan_step_why_not (handing->context, handing->what, steps);
  if (reason != NULL)
    {
      nuan_toast (handing->window, reason);
    }
  else if (nuan_context_get_staff (handing->context) != NULL && handing->what == NUAN_STEP_PRINT)
    {
      nuan_wish_print_receipts (handing->window, steps->to_print);
    }
  else if (nuan_context_get_staff (handing->context) != NULL)
    {
      nuan_wish_household (handing->window, handing->household_id);
      if (handing->what == NUAN_STEP_GRANT)
        nuan_wish_grant (handing->window, handing->household_id);
      else if (handing->what == NUAN_STEP_PAY)
        nuan_wish_payment (handing->window, steps->grant_id);
      else
        nuan_wish_receipt (handing->window, handing->household_id, steps->receipt);
    }
}

void
nuan_case_hand_on (GtkWidget *widget, NuanContext *context, gint64 household_id, NuanStep what)
{
  GtkRoot *window = gtk_widget_get_root (widget);
  Handing *handing;

  if (window == NULL || household_id == 0)
    return;

  handing = g_new0 (Handing, 1);
  handing->window = g_object_ref (GTK_WIDGET (window));
  handing->context = g_object_ref (context);
  handing->household_id = household_id;
  handing->what = what;
  nuan_database_read (nuan_context_get_database (context), NUAN_READ_QUICK, read_steps,
                      g_memdup2 (&household_id, sizeof household_id), g_free,
                      (GDestroyNotify) nuan_next_steps_free, NULL, answered_cb, handing);
}
