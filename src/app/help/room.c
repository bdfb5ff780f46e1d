#include "config.h"

#include "app/help/room.h"

#include <glib/gi18n-lib.h>

#include "app/help/help-dialogs.h"
#include "app/kit/toast.h"
#include "app/session/finding.h"
#include "app/session/wishes.h"

static void
draft_grant (GtkWidget *window, NuanContext *context, GVariant *what)
{
  nuan_show_grant_dialog (window, context, g_variant_get_int64 (what));
}

static void
decide_grant (GtkWidget *window, NuanContext *context, GVariant *what)
{
  nuan_show_grant_decision (window, context, g_variant_get_int64 (what));
}

static void
pay_grant (GtkWidget *window, NuanContext *context, GVariant *what)
{
  nuan_show_payment_dialog (window, context, g_variant_get_int64 (what));
}

/* A receipt that was read off a paper or a table: whose it is is still to be found. */
typedef struct {
  GtkWidget   *window;
  NuanContext *context;
} Looking;

static void
receipt_found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Looking *looking = data;
  g_autoptr (GtkWidget) window = looking->window;
  g_autoptr (NuanContext) context = looking->context;
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanFinding) finding = nuan_finding_finish (source, result, &error);

  if (finding == NULL)
    nuan_show_error (window, _("The receipt could not be opened"), error);
  else if (finding->household_id == 0)
    nuan_toast (window, _("There is no such receipt"));
  else if (finding->receipt_number == NULL || *finding->receipt_number == '\0')
    nuan_wish_household (window, finding->household_id);
  else
    nuan_wish_receipt (window, finding->household_id, finding->receipt_number);
}

static void
open_receipt (GtkWidget *window, NuanContext *context, GVariant *what)
{
  gint64 household_id;
  const char *number;
  Looking *looking;

  g_variant_get (what, "(x&s)", &household_id, &number);
  if (household_id != 0)
    {
      nuan_wish_household (window, household_id);
      nuan_show_receipt_dialog (window, context, number, NULL);
      return;
    }

  looking = g_new (Looking, 1);
  *looking = (Looking) { .window = g_object_ref (window), .context = g_object_ref (context) };
  nuan_finding_read (context, number, receipt_found_cb, looking);
}

static void
print_receipts (GtkWidget *window, NuanContext *context, GVariant *what)
{
  g_autofree const char **numbers = g_variant_get_strv (what, NULL);
  g_autoptr (GPtrArray) list = g_ptr_array_new ();

  for (guint i = 0; numbers[i] != NULL; i++)
    g_ptr_array_add (list, (gpointer) numbers[i]);
  nuan_draw_receipts (window, context, list, NUAN_RECEIPTS_PRINT);
}

static const NuanWish wishes[] = {
  { .name = "draft-grant", .type = "x", .fulfil = draft_grant },
  { .name = "decide-grant", .type = "x", .fulfil = decide_grant },
  { .name = "pay-grant", .type = "x", .fulfil = pay_grant },
  { .name = "open-receipt", .type = "(xs)", .fulfil = open_receipt },
  { .name = "print-receipts", .type = "as", .fulfil = print_receipts },
  { NULL }
};

/* What they are about, the shown page knows. */
static const char *const accels[] = { "page.grant", "F4", "page.pay", "F5", "page.receipt", "F6", NULL };

const NuanRoom nuan_help_room = {
  .name = "help",
  .wishes = wishes,
  .accels = accels,
};
