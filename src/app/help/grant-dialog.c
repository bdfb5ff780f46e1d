#include "config.h"

#include "app/help/help-dialogs.h"

#include <glib/gi18n-lib.h>

#include "app/kit/desk-dialog.h"
#include "app/session/form-keeper.h"
#include "app/parts/grant-evidence.h"
#include "app/help/grant-form.h"
#include "app/kit/toast.h"
#include "model/money/grant-fields.h"

#define LOOK_DELAY_MS 120

/* Drafting a grant: the form, and under it what the caps allow and what this household was given this year. */
typedef struct {
  NuanDeskDialog *dialog;
  NuanContext    *context;
  gint64          household_id;

  NuanForm       *form;
  NuanFormKeeper *keeper;
  AdwBin         *caps;
  NuanGrantChoices *choices;   /* of what was typed at the last look; NULL: none yet */
  NuanDay         today;
  GCancellable   *looking;
  guint           generation;   /* late answers are dropped */
  guint           look_source;
} Drafting;

static char *
typed_text (gpointer form)
{
  return nuan_grant_form_is_empty (form) ? NULL : nuan_form_save (form, "grant");
}

/* As typed so far. Owned. */
static NuanGrant *
read_grant (Drafting *self)
{
  NuanGrant *grant = nuan_grant_from_fields (nuan_form_value, self->form);

  grant->household_id = self->household_id;
  return grant;
}

static void
drafting_free (gpointer data)
{
  Drafting *self = data;

  g_clear_handle_id (&self->look_source, g_source_remove);
  g_clear_pointer (&self->keeper, nuan_form_keeper_free);
  g_clear_object (&self->form);
  g_clear_pointer (&self->choices, nuan_grant_choices_free);
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  g_object_unref (self->context);
  g_free (self);
}

/* What is typed is kept when the dialog is closed, whichever way. */
static gboolean
close_cb (Drafting *self)
{
  nuan_form_keeper_flush (self->keeper);
  return FALSE;
}

typedef struct {
  NuanDeskDialog *dialog;
  guint           generation;
} Look;

static void
choices_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Look *look = data;
  g_autoptr (NuanDeskDialog) dialog = look->dialog;
  Drafting *self = nuan_desk_dialog_get_data (dialog);
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanGrantChoices) choices = nuan_grant_choices_finish (source, result, &error);
  g_autoptr (NuanGrant) grant = NULL;

  if (!nuan_desk_dialog_is_open (dialog) || look->generation != self->generation ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (choices == NULL)
    {
      nuan_desk_dialog_show_problem (dialog, error->message);
      return;
    }

  grant = read_grant (self);
  nuan_grant_form_set_funds (self->form, choices);
  adw_bin_set_child (self->caps, nuan_evidence_caps (grant->programme, choices->caps, grant->amount_fen, choices->caps_problem));
  g_clear_pointer (&self->choices, nuan_grant_choices_free);
  self->choices = g_steal_pointer (&choices);
}

/* What the fund that is chosen does not pay; the transaction asks it again. */
static void
check_more (NuanForm *form, GPtrArray *errors, gpointer data)
{
  Drafting *self = data;
  g_autoptr (NuanGrant) grant = read_grant (self);
  GError *error = NULL;

  for (guint i = 0; self->choices != NULL && i < self->choices->funds->len; i++)
    {
      const NuanFund *fund = g_ptr_array_index (self->choices->funds, i);

      if (fund->id == grant->fund_id && !nuan_fund_may_pay (fund, grant->programme, grant->amount_fen, 0, self->today, &error))
        nuan_fields_add_error (errors, error);
    }
}

static gboolean
look_due (gpointer data)
{
  Drafting *self = data;
  g_autoptr (NuanGrant) grant = read_grant (self);
  Look *look;

  self->look_source = 0;
  if (*grant->programme == '\0' || grant->member_id == 0)
    {
      g_autoptr (GPtrArray) none = g_ptr_array_new ();

      adw_bin_set_child (self->caps, nuan_evidence_caps ("", none, 0, NULL));
      return G_SOURCE_REMOVE;
    }

  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  self->looking = g_cancellable_new ();
  look = g_new (Look, 1);
  *look = (Look) { .dialog = g_object_ref (self->dialog), .generation = ++self->generation };
  nuan_grant_choices_read (self->context, grant, self->looking, choices_read_cb, look);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (Drafting *self)
{
  nuan_desk_dialog_show_problem (self->dialog, NULL);
  g_clear_handle_id (&self->look_source, g_source_remove);
  self->look_source = g_timeout_add (LOOK_DELAY_MS, look_due, self);
  nuan_form_keeper_changed (self->keeper);
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NuanDeskDialog) dialog = data;
  Drafting *self = nuan_desk_dialog_get_data (dialog);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) warnings = nuan_grant_work_finish (source, result, &error);

  if (!nuan_desk_dialog_end_form (dialog, error, self->form))
    {
      nuan_form_keeper_rest (self->keeper, FALSE);
      return;
    }

  nuan_tell_done (GTK_WIDGET (dialog), _("The grant is drafted; review or the director decides"), warnings);
  gtk_window_close (GTK_WINDOW (dialog));
}

static void
add_clicked (gpointer data)
{
  Drafting *self = data;
  g_autoptr (NuanGrant) grant = NULL;

  if (!nuan_desk_dialog_check_form (self->dialog, self->form))
    return;

  nuan_form_keeper_rest (self->keeper, TRUE);
  grant = read_grant (self);
  nuan_desk_dialog_set_busy (self->dialog, TRUE);
  nuan_grant_add (self->context, grant, added_cb, g_object_ref (self->dialog));
}

static void
start_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NuanDeskDialog) dialog = data;
  Drafting *self = nuan_desk_dialog_get_data (dialog);
  const NuanStaff *staff = nuan_context_get_staff (self->context);
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanGrantStart) start = nuan_grant_start_finish (source, result, &error);

  if (staff == NULL || !nuan_desk_dialog_end_loading (dialog, error))
    return;

  self->form = g_object_ref_sink (nuan_grant_form_new (start->household));
  self->caps = ADW_BIN (adw_bin_new ());
  self->today = start->today;
  nuan_form_set_more (self->form, check_more, self);
  self->keeper = nuan_form_keeper_new (self->context, staff->id, "grant", self->household_id, start->draft != NULL, typed_text, self->form);
  if (start->draft != NULL && nuan_grant_form_load (self->form, start->household, start->draft))
    nuan_toast (GTK_WIDGET (dialog), _("Your half-typed grant is restored"));
  nuan_desk_dialog_append (dialog, GTK_WIDGET (self->form));
  nuan_desk_dialog_append (dialog, GTK_WIDGET (self->caps));
  nuan_desk_dialog_append (dialog, nuan_evidence_earlier (start->earlier));
  nuan_desk_dialog_add_button (dialog, _("_Draft the Grant"), "suggested-action", add_clicked);
  g_signal_connect_swapped (self->form, "changed", G_CALLBACK (changed_cb), self);
  gtk_widget_grab_focus (GTK_WIDGET (self->form));
  look_due (self);
}

void
nuan_show_grant_dialog (GtkWidget *parent, NuanContext *context, gint64 household_id)
{
  Drafting *self;

  if (nuan_context_get_staff (context) == NULL)
    return;

  self = g_new0 (Drafting, 1);
  self->context = g_object_ref (context);
  self->household_id = household_id;
  self->dialog = nuan_desk_dialog_new (parent, _("Grant Help"), self, drafting_free);
  g_signal_connect_swapped (self->dialog, "close-request", G_CALLBACK (close_cb), self);
  nuan_desk_dialog_set_loading (self->dialog, TRUE);
  nuan_grant_start_read (context, household_id, nuan_desk_dialog_get_cancellable (self->dialog), start_read_cb,
                         g_object_ref (self->dialog));
  gtk_window_present (GTK_WINDOW (self->dialog));
}
