#include "config.h"

#include "app/help/help-dialogs.h"

#include <glib/gi18n-lib.h>

#include "app/kit/decision-dialog.h"
#include "app/parts/grant-evidence.h"

/* Approving, returning, refusing a drafted grant; voiding an approved one. */
typedef struct {
  NuanDeskDialog *dialog;
  NuanContext    *context;
  gint64          grant_id;
} Decision;

static void
decision_free (gpointer data)
{
  Decision *decision = data;

  g_object_unref (decision->context);
  g_free (decision);
}

static void
decided_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NuanDeskDialog) dialog = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) warnings = nuan_grant_work_finish (source, result, &error);

  nuan_decision_dialog_end (dialog, warnings, error);
}

static void
decide (gpointer data, int state, const char *reason)
{
  Decision *self = data;

  nuan_grant_decide (self->context, self->grant_id, (NuanGrantState) state, reason, decided_cb, g_object_ref (self->dialog));
}

static GtkWidget *
add_way (Decision *self, NuanGrantState state, const char *label, const char *style, const char *done)
{
  const NuanDecisionWay way = {
    .way = (int) state, .label = label, .style = style, .done = done, .needs_reason = state != NUAN_GRANT_APPROVED
  };

  return nuan_decision_dialog_add_way (self->dialog, &way);
}

/* The buttons that this person has here; why not, otherwise. */
static void
add_buttons (Decision *self, const NuanGrantView *view)
{
  const NuanStaff *staff = nuan_context_get_staff (self->context);
  g_autoptr (GError) error = NULL;

  if (view->grant->state == NUAN_GRANT_DRAFT && nuan_context_may (self->context, NUAN_RIGHT_DECIDE_GRANT))
    {
      const gboolean may = nuan_grant_may_become (view->grant, NUAN_GRANT_APPROVED, staff->id, &error);

      nuan_decision_dialog_add_reason (self->dialog, _("Reason, to return or refuse"));
      add_way (self, NUAN_GRANT_REFUSED, _("Re_fuse"), "destructive-action", _("The grant is refused"));
      add_way (self, NUAN_GRANT_RETURNED, _("_Return"), NULL, _("The grant is returned"));
      gtk_widget_set_sensitive (add_way (self, NUAN_GRANT_APPROVED, _("_Approve"), "suggested-action",
                                         _("The grant is approved; the money is reserved")),
                                may);
      nuan_desk_dialog_show_problem (self->dialog, may ? NULL : error->message);
    }
  else if (view->grant->state == NUAN_GRANT_APPROVED && nuan_context_may (self->context, NUAN_RIGHT_VOID_GRANT))
    {
      nuan_decision_dialog_add_reason (self->dialog, _("Reason for voiding it"));
      add_way (self, NUAN_GRANT_VOIDED, _("_Void Grant"), "destructive-action", _("The grant is void; the money is free again"));
    }
  else if (view->grant->state == NUAN_GRANT_DRAFT)
    {
      nuan_desk_dialog_show_problem (self->dialog, _("Review or the director decides on this grant."));
    }
}

static void
view_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NuanDeskDialog) dialog = data;
  Decision *self = nuan_desk_dialog_get_data (dialog);
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanGrantView) view = nuan_grant_view_finish (source, result, &error);

  if (!nuan_desk_dialog_end_loading (dialog, error))
    return;

  nuan_desk_dialog_append (dialog, nuan_evidence_grant (view));
  nuan_desk_dialog_append (dialog, nuan_evidence_file (view->household, view->confirmed));
  nuan_desk_dialog_append (dialog, nuan_evidence_earlier (view->earlier));
  nuan_desk_dialog_append (dialog, nuan_evidence_caps (view->grant->programme, view->caps, view->grant->amount_fen,
                                                       view->caps_problem));
  nuan_desk_dialog_append (dialog, nuan_evidence_fund (view));
  add_buttons (self, view);
}

void
nuan_show_grant_decision (GtkWidget *parent, NuanContext *context, gint64 grant_id)
{
  Decision *self = g_new0 (Decision, 1);

  self->context = g_object_ref (context);
  self->grant_id = grant_id;
  self->dialog = nuan_decision_dialog_new (parent, _("Decide on a Grant"), decide, self, decision_free);
  nuan_desk_dialog_set_loading (self->dialog, TRUE);
  nuan_grant_view_read (context, grant_id, nuan_desk_dialog_get_cancellable (self->dialog), view_read_cb,
                        g_object_ref (self->dialog));
  gtk_window_present (GTK_WINDOW (self->dialog));
}
