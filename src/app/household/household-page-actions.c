#include "config.h"

#include "app/household/household-page-private.h"

#include <glib/gi18n-lib.h>

#include "app/household/household-decision.h"
#include "app/kit/toast.h"
#include "app/session/next-step.h"
#include "app/session/wishes.h"

static NuanHouseholdState
state_of (NuanHouseholdPage *self)
{
  return self->view != NULL && self->view->household != NULL ? self->view->household->state : NUAN_N_HOUSEHOLD_STATES;
}

/* Says why a key does nothing here. */
static gboolean
has_file (NuanHouseholdPage *self)
{
  if (self->view != NULL && self->id != 0)
    return TRUE;

  nuan_toast (GTK_WIDGET (self), self->view != NULL ? _("Save the file first (Ctrl+S)") : _("Choose a household first"));
  return FALSE;
}

/* What STEP would take up; NULL: it can't be taken, and why is said. */
static NuanNextSteps *
prepare_step (NuanHouseholdPage *self, NuanStep step)
{
  g_autoptr (NuanNextSteps) steps = NULL;
  const char *reason;

  if (!has_file (self))
    return NULL;

  steps = nuan_next_steps_new (state_of (self), self->view->grants, self->view->receipts);
  reason = nuan_step_why_not (self->context, step, steps);
  if (reason == NULL)
    return g_steal_pointer (&steps);

  nuan_toast (GTK_WIDGET (self), reason);
  return NULL;
}

static void
grant_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NuanHouseholdPage *self = NUAN_HOUSEHOLD_PAGE (widget);
  g_autoptr (NuanNextSteps) steps = prepare_step (self, NUAN_STEP_GRANT);

  if (steps != NULL)
    nuan_wish_grant (widget, self->id);
}

static void
pay_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (NuanNextSteps) steps = prepare_step (NUAN_HOUSEHOLD_PAGE (widget), NUAN_STEP_PAY);

  if (steps != NULL)
    nuan_wish_payment (widget, steps->grant_id);
}

static void
pay_grant_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *reason = nuan_step_why_not (NUAN_HOUSEHOLD_PAGE (widget)->context, NUAN_STEP_PAY, NULL);

  if (reason == NULL)
    nuan_wish_payment (widget, g_variant_get_int64 (parameter));
  else
    nuan_toast (widget, reason);
}

/* Whoever may not decide still sees what is to be decided, without the buttons. */
static void
approve_grant_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nuan_wish_decision (widget, g_variant_get_int64 (parameter));
}

static void
open_receipt_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nuan_wish_receipt (widget, NUAN_HOUSEHOLD_PAGE (widget)->id, g_variant_get_string (parameter, NULL));
}

static void
receipt_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NuanHouseholdPage *self = NUAN_HOUSEHOLD_PAGE (widget);
  g_autoptr (NuanNextSteps) steps = prepare_step (self, NUAN_STEP_RECEIPT);

  if (steps != NULL)
    nuan_wish_receipt (widget, self->id, steps->receipt);
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (NuanNextSteps) steps = prepare_step (NUAN_HOUSEHOLD_PAGE (widget), NUAN_STEP_PRINT);

  if (steps != NULL)
    nuan_wish_print_receipts (widget, steps->to_print);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nuan_household_page_save (NUAN_HOUSEHOLD_PAGE (widget));
}

static void
discard_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nuan_household_page_discard (NUAN_HOUSEHOLD_PAGE (widget));
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NuanHouseholdPage *self = NUAN_HOUSEHOLD_PAGE (widget);

  nuan_household_page_set_editing (self, TRUE);
  nuan_household_editor_focus_first (self->editor);
}

static void
decide_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NuanHouseholdPage *self = NUAN_HOUSEHOLD_PAGE (widget);
  const struct { const char *name; NuanDecision decision; } decisions[] = {
    { "page.approve", NUAN_DECIDE_APPROVE }, { "page.return", NUAN_DECIDE_RETURN },
    { "page.refuse", NUAN_DECIDE_REFUSE },   { "page.close", NUAN_DECIDE_CLOSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (decisions); i++)
    if (strcmp (name, decisions[i].name) == 0)
      nuan_show_household_decision (widget, self->context, self->id, decisions[i].decision);
}

void
nuan_household_page_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "page.grant", NULL, grant_action);
  gtk_widget_class_install_action (widget_class, "page.pay", NULL, pay_action);
  gtk_widget_class_install_action (widget_class, "page.receipt", NULL, receipt_action);
  gtk_widget_class_install_action (widget_class, "page.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "page.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "page.discard", NULL, discard_action);
  gtk_widget_class_install_action (widget_class, "page.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "page.approve", NULL, decide_action);
  gtk_widget_class_install_action (widget_class, "page.return", NULL, decide_action);
  gtk_widget_class_install_action (widget_class, "page.refuse", NULL, decide_action);
  gtk_widget_class_install_action (widget_class, "page.close", NULL, decide_action);
  gtk_widget_class_install_action (widget_class, "page.approve-grant", "x", approve_grant_action);
  gtk_widget_class_install_action (widget_class, "page.pay-grant", "x", pay_grant_action);
  gtk_widget_class_install_action (widget_class, "page.open-receipt", "s", open_receipt_action);
}

/* Only what is saved is decided on. */
static gboolean
may_decide (NuanHouseholdPage *page, NuanHouseholdState to)
{
  const NuanHouseholdState state = state_of (page);

  return page->context != NULL && nuan_context_may (page->context, NUAN_RIGHT_DECIDE_HOUSEHOLD) && !page->dirty
         && state < NUAN_N_HOUSEHOLD_STATES && nuan_household_may_become (state, to, NULL);
}

void
nuan_household_page_update_actions (NuanHouseholdPage *page)
{
  GtkWidget *widget = GTK_WIDGET (page);
  const gboolean edits = page->context != NULL && nuan_household_page_may_edit (page);
  const gboolean saved = page->view != NULL && page->id != 0;
  g_autoptr (NuanNextSteps) steps = saved ? nuan_next_steps_new (state_of (page), page->view->grants, page->view->receipts) : NULL;

  gtk_widget_action_set_enabled (widget, "page.save", page->editing && edits && page->dirty && !page->saving);
  gtk_widget_action_set_enabled (widget, "page.discard", page->editing && (page->dirty || page->id != 0) && !page->saving);
  gtk_widget_action_set_enabled (widget, "page.edit", edits && !page->editing && saved);
  gtk_widget_action_set_enabled (widget, "page.approve", may_decide (page, NUAN_HOUSEHOLD_IN_FORCE));
  gtk_widget_action_set_enabled (widget, "page.return", may_decide (page, NUAN_HOUSEHOLD_RETURNED));
  gtk_widget_action_set_enabled (widget, "page.refuse", may_decide (page, NUAN_HOUSEHOLD_REFUSED));
  gtk_widget_action_set_enabled (widget, "page.close", may_decide (page, NUAN_HOUSEHOLD_CLOSED));

  gtk_widget_set_visible (page->save, page->editing);
  gtk_widget_set_visible (page->discard, page->editing);
  gtk_widget_set_visible (page->edit, !page->editing && edits && saved);
  gtk_widget_set_visible (page->grant, saved && !page->editing && page->context != NULL &&
                          nuan_context_may (page->context, NUAN_RIGHT_DRAFT_GRANT));
  gtk_widget_set_visible (page->pay, saved && !page->editing && page->context != NULL &&
                          nuan_context_may (page->context, NUAN_RIGHT_PAY) && steps->grant_id != 0);
  gtk_widget_set_visible (page->receipt, saved && !page->editing);
}
