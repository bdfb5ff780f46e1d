#include "config.h"

#include "app/cases/case-handing.h"

#include <glib/gi18n-lib.h>

#include "app/kit/toast.h"
#include "app/session/wishes.h"
#include "model/money/receipt.h"
#include "store/money/grant-store.h"
#include "store/people/household-store.h"
#include "store/money/receipt-store.h"

/* The question, and what the file answers. */
typedef struct {
  GtkWidget         *window;
  NuanContext       *context;
  gint64             household_id;
  NuanHand           what;
} Handing;

typedef struct {
  NuanHouseholdState state;
  gint64             grant_id;   /* the first one that waits to be paid */
  char              *receipt;    /* the last number */
  GPtrArray         *to_print;   /* char *: those that hold and were never on paper, else the last one that holds */
} Answer;

static void
handing_free (Handing *handing)
{
  g_object_unref (handing->window);
  g_object_unref (handing->context);
  g_free (handing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Handing, handing_free)

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_free (answer->receipt);
  g_clear_pointer (&answer->to_print, g_ptr_array_unref);
  g_free (answer);
}

static GPtrArray *
list_to_print (GPtrArray *receipts)
{
  GPtrArray *numbers = g_ptr_array_new_with_free_func (g_free);
  const char *last = NULL;

  for (guint i = 0; i < receipts->len; i++)
    {
      const NuanReceipt *receipt = g_ptr_array_index (receipts, i);

      if (receipt->voided)
        continue;
      if (receipt->prints == 0)
        g_ptr_array_add (numbers, g_strdup (receipt->number));
      if (g_strcmp0 (receipt->number, last) > 0)
        last = receipt->number;
    }

  if (numbers->len == 0 && last != NULL)
    g_ptr_array_add (numbers, g_strdup (last));
  return numbers;
}

static gpointer
read_answer (NuanConnection *connection, gpointer input, GCancellable *cancellable, GError **error)
{
  gint64 id = *(gint64 *) input;
  g_autoptr (NuanHousehold) household = nuan_household_store_read (connection, id, error);
  g_autoptr (GPtrArray) grants = NULL;
  g_autoptr (GPtrArray) receipts = NULL;
  Answer *answer;

  if (household == NULL)
    return NULL;
  grants = nuan_grant_store_list (connection, nuan_grant_state_code (NUAN_GRANT_APPROVED), id, 0, 1, error);
  if (grants == NULL)
    return NULL;
  receipts = nuan_receipt_store_of_household (connection, id, error);
  if (receipts == NULL)
    return NULL;

  answer = g_new0 (Answer, 1);
  answer->state = household->state;
  answer->to_print = list_to_print (receipts);
  if (grants->len > 0)
    answer->grant_id = ((const NuanGrant *) g_ptr_array_index (grants, 0))->id;
  for (guint i = 0; i < receipts->len; i++)
    {
      const char *number = ((const NuanReceipt *) g_ptr_array_index (receipts, i))->number;

      if (answer->receipt == NULL || g_strcmp0 (number, answer->receipt) > 0)
        {
          g_free (answer->receipt);
          answer->receipt = g_strdup (number);
        }
    }
  return answer;
}

static const char *
why_not (const Handing *handing, const Answer *answer)
{
  switch (handing->what)
    {
    case NUAN_HAND_GRANT:
      if (!nuan_context_may (handing->context, NUAN_RIGHT_DRAFT_GRANT))
        return _("Grants are drafted by intake");
      if (answer->state != NUAN_HOUSEHOLD_IN_FORCE)
        return _("The file is not in force: it must be approved before help is granted");
      return NULL;
    case NUAN_HAND_PAY:
      if (!nuan_context_may (handing->context, NUAN_RIGHT_PAY))
        return _("Grants are paid by the cashier");
      return answer->grant_id == 0 ? _("No approved grant waits to be paid") : NULL;
    case NUAN_HAND_PRINT:
      return answer->to_print->len == 0 ? _("This household has no receipt yet") : NULL;
    case NUAN_HAND_RECEIPT:
    default:
      return answer->receipt == NULL ? _("This household has no receipt yet") : NULL;
    }
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Handing) handing = user_data;
  g_autoptr (GError) error = NULL;
  Answer *answer = nuan_database_finish (NUAN_DATABASE (source), result, &error);
  const char *reason;

  if (answer == NULL)
    {
      nuan_show_error (handing->window, _("The household could not be read"), error);
      return;
    }

  reason = why_not (handing, answer);
  if (reason != NULL)
    {
      nuan_toast (handing->window, reason);
    }
  else if (nuan_context_get_staff (handing->context) != NULL && handing->what == NUAN_HAND_PRINT)
    {
      nuan_wish_print_receipts (handing->window, answer->to_print);
    }
  else if (nuan_context_get_staff (handing->context) != NULL)
    {
      nuan_wish_household (handing->window, handing->household_id);
      if (handing->what == NUAN_HAND_GRANT)
        nuan_wish_grant (handing->window, handing->household_id);
      else if (handing->what == NUAN_HAND_PAY)
        nuan_wish_payment (handing->window, answer->grant_id);
      else
        nuan_wish_receipt (handing->window, handing->household_id, answer->receipt);
    }
  answer_free (answer);
}

void
nuan_case_hand_on (GtkWidget *widget, NuanContext *context, gint64 household_id, NuanHand what)
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
  nuan_database_read (nuan_context_get_database (context), NUAN_READ_QUICK, read_answer,
                      g_memdup2 (&household_id, sizeof household_id), g_free,
                      answer_free, NULL, answered_cb, handing);
}
