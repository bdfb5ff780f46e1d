#include "config.h"

#include "app/help/help-dialogs.h"

#include <glib/gi18n-lib.h>

#include "app/kit/desk-dialog.h"
#include "app/parts/grant-evidence.h"
#include "app/kit/rows.h"
#include "app/kit/toast.h"

/* Approving, returning, refusing a drafted grant; voiding an approved one. */
typedef struct {
  NuanDeskDialog *dialog;
  NuanContext    *context;
  gint64          grant_id;
  NuanGrantState  asked;     /* what was pressed last */
  NuanRow        *reason;    /* NULL where this person decides nothing */
} Decision;

static void
decision_free (gpointer data)
{
  Decision *decision = data;

  g_object_unref (decision->context);
  g_free (decision);
}

static const char *
say_done (NuanGrantState state)
{
  switch (state)
    {
    case NUAN_GRANT_APPROVED:
      return _("The grant is approved; the money is reserved");
    case NUAN_GRANT_RETURNED:
      return _("The grant is returned");
    case NUAN_GRANT_REFUSED:
      return _("The grant is refused");
    case NUAN_GRANT_VOIDED:
      return _("The grant is void; the money is free again");
    case NUAN_GRANT_DRAFT:
    case NUAN_GRANT_PAID:
    case NUAN_N_GRANT_STATES:
    default:
      return "";
    }
}

static void
decided_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NuanDeskDialog) dialog = data;
  Decision *self = nuan_desk_dialog_get_data (dialog);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) warnings = nuan_grant_work_finish (source, result, &error);

  if (!nuan_desk_dialog_end_busy (dialog, error, self->reason))
    return;

  nuan_toast (GTK_WIDGET (dialog), say_done (self->asked));
  gtk_window_close (GTK_WINDOW (dialog));
}

static void
decide (Decision *self, NuanGrantState state)
{
  const char *reason = self->reason != NULL ? nuan_row_get_value (self->reason) : "";

  if (state != NUAN_GRANT_APPROVED && *reason == '\0')
    {
      nuan_row_show_problem (self->reason, _("Say why in a sentence"));
      gtk_widget_grab_focus (GTK_WIDGET (self->reason));
      return;
    }

  self->asked = state;
  nuan_desk_dialog_show_problem (self->dialog, NULL);
  nuan_desk_dialog_set_busy (self->dialog, TRUE);
  nuan_grant_decide (self->context, self->grant_id, state, reason, decided_cb, g_object_ref (self->dialog));
}

static void
approve_clicked (gpointer data)
{
  decide (data, NUAN_GRANT_APPROVED);
}

static void
return_clicked (gpointer data)
{
  decide (data, NUAN_GRANT_RETURNED);
}

static void
refuse_clicked (gpointer data)
{
  decide (data, NUAN_GRANT_REFUSED);
}

static void
void_clicked (gpointer data)
{
  decide (data, NUAN_GRANT_VOIDED);
}

static void
add_reason (Decision *self, const char *title)
{
  self->reason = g_object_new (NUAN_TYPE_MEMO_ROW, "title", title, NULL);
  nuan_desk_dialog_append (self->dialog, GTK_WIDGET (self->reason));
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

      add_reason (self, _("Reason, to return or refuse"));
      nuan_desk_dialog_add_button (self->dialog, _("Re_fuse"), "destructive-action", refuse_clicked);
      nuan_desk_dialog_add_button (self->dialog, _("_Return"), NULL, return_clicked);
      gtk_widget_set_sensitive (nuan_desk_dialog_add_button (self->dialog, _("_Approve"), "suggested-action", approve_clicked),
                                may);
      nuan_desk_dialog_show_problem (self->dialog, may ? NULL : error->message);
    }
  else if (view->grant->state == NUAN_GRANT_APPROVED && nuan_context_may (self->context, NUAN_RIGHT_VOID_GRANT))
    {
      add_reason (self, _("Reason for voiding it"));
      nuan_desk_dialog_add_button (self->dialog, _("_Void Grant"), "destructive-action", void_clicked);
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
  self->dialog = nuan_desk_dialog_new (parent, _("Decide on a Grant"), self, decision_free);
  nuan_desk_dialog_set_loading (self->dialog, TRUE);
  nuan_grant_view_read (context, grant_id, nuan_desk_dialog_get_cancellable (self->dialog), view_read_cb,
                        g_object_ref (self->dialog));
  gtk_window_present (GTK_WINDOW (self->dialog));
}
