#include "config.h"

#include "app/household/household-page-private.h"

#include <glib/gi18n-lib.h>

#include "app/household/household-decision.h"
#include "app/kit/toast.h"
#include "app/session/wishes.h"
#include "model/money/receipt.h"

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

static void
grant_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NuanHouseholdPage *self = NUAN_HOUSEHOLD_PAGE (widget);

  if (!has_file (self))
    return;
  if (!nuan_context_may (self->context, NUAN_RIGHT_DRAFT_GRANT))
    nuan_toast (widget, _("Grants are drafted by intake"));
  else if (state_of (self) != NUAN_HOUSEHOLD_IN_FORCE)
    nuan_toast (widget, _("The file is not in force: it must be approved before help is granted"));
  else
    nuan_wish_grant (widget, self->id);
}

static const NuanGrant *
first_grant (NuanHouseholdPage *self, NuanGrantState state)
{
  for (guint i = 0; i < self->view->grants->len; i++)
    {
      const NuanGrant *grant = g_ptr_array_index (self->view->grants, i);

      if (grant->state == state)
        return grant;
    }

  return NULL;
}

static void
pay_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NuanHouseholdPage *self = NUAN_HOUSEHOLD_PAGE (widget);
  const NuanGrant *grant;

  if (!has_file (self))
    return;

  grant = first_grant (self, NUAN_GRANT_APPROVED);
  if (!nuan_context_may (self->context, NUAN_RIGHT_PAY))
    nuan_toast (widget, _("Grants are paid by the cashier"));
  else if (grant == NULL)
    nuan_toast (widget, first_grant (self, NUAN_GRANT_DRAFT) != NULL
                ? _("The grant waits for its approval") : _("No approved grant waits to be paid"));
  else
    nuan_wish_payment (widget, grant->id);
}

static void
pay_grant_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NuanHouseholdPage *self = NUAN_HOUSEHOLD_PAGE (widget);

  if (nuan_context_may (self->context, NUAN_RIGHT_PAY))
    nuan_wish_payment (widget, g_variant_get_int64 (parameter));
  else
    nuan_toast (widget, _("Grants are paid by the cashier"));
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

  if (!has_file (self))
    return;
  if (self->view->receipts->len == 0)
    nuan_toast (widget, _("This household has no receipt yet"));
  else
    nuan_wish_receipt (widget, self->id, ((NuanReceipt *) g_ptr_array_index (self->view->receipts, 0))->number);
}

/* Receipts that were never on paper. */
static GPtrArray *
unprinted (NuanHouseholdPage *self)
{
  GPtrArray *numbers = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; self->view != NULL && self->view->receipts != NULL && i < self->view->receipts->len; i++)
    {
      const NuanReceipt *receipt = g_ptr_array_index (self->view->receipts, i);

      if (receipt->prints == 0 && !receipt->voided)
        g_ptr_array_add (numbers, g_strdup (receipt->number));
    }

  return numbers;
}

/* Or else the newest one that holds, once more. */
static GPtrArray *
to_print (NuanHouseholdPage *self)
{
  GPtrArray *numbers = unprinted (self);

  for (guint i = 0; numbers->len == 0 && i < self->view->receipts->len; i++)
    {
      const NuanReceipt *receipt = g_ptr_array_index (self->view->receipts, i);

      if (!receipt->voided)
        g_ptr_array_add (numbers, g_strdup (receipt->number));
    }

  return numbers;
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NuanHouseholdPage *self = NUAN_HOUSEHOLD_PAGE (widget);
  g_autoptr (GPtrArray) numbers = NULL;

  if (!has_file (self))
    return;

  numbers = to_print (self);
  if (numbers->len > 0)
    nuan_wish_print_receipts (widget, numbers);
  else
    nuan_toast (widget, _("This household has no receipt yet"));
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
                          nuan_context_may (page->context, NUAN_RIGHT_PAY) && first_grant (page, NUAN_GRANT_APPROVED) != NULL);
  gtk_widget_set_visible (page->receipt, saved && !page->editing);
}
