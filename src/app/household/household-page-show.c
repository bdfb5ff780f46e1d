#include "config.h"

#include "app/household/household-page-private.h"

#include <glib/gi18n-lib.h>

#include "app/kit/secret.h"
#include "app/parts/cap-meter.h"
#include "base/code-list.h"
#include "base/error.h"
#include "base/money.h"

static void
clear (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static GtkWidget *
append_label (GtkBox *box, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 44);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (box, label);
  return label;
}

static GtkWidget *
append_button (GtkBox *box, const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_box_append (box, button);
  return button;
}

static void
show_band (NuanHouseholdPage *self)
{
  const NuanHousehold *household = self->view->household;
  g_autofree char *sum = nuan_money_format (self->view->year_fen);
  g_autofree char *summary = NULL;
  g_autofree char *people = NULL;

  gtk_label_set_text (self->name, household == NULL ? _("New household") : nuan_household_get_name (household));
  gtk_label_set_text (self->number, household != NULL ? household->number : _("gets its number when it is saved"));
  gtk_widget_set_visible (GTK_WIDGET (self->state), household != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->summary), household != NULL);
  if (household == NULL)
    return;

  gtk_label_set_text (self->state, nuan_code_label ("household-state", nuan_household_state_code (household->state)));
  people = g_strdup_printf (ngettext ("%u member", "%u members", household->members->len), household->members->len);
  if (nuan_context_get_private (self->context))
    summary = g_strdup_printf ("%s · %s", people, household->unit);
  else
    summary = g_strdup_printf (_("%s · %s · this year %s 元"), people, household->unit, sum);
  gtk_label_set_text (self->summary, summary);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->summary), summary);
}

static void
show_meters (NuanHouseholdPage *self)
{
  clear (self->meters);
  append_label (self->meters, C_("section", "What the caps allow this year"), "heading");
  for (guint i = 0; i < self->view->meters->len; i++)
    {
      const NuanMeter *meter = g_ptr_array_index (self->view->meters, i);

      gtk_box_append (self->meters, nuan_cap_meter_new (meter->title, meter->cap, 0, nuan_context_get_private (self->context)));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->meters), self->view->meters->len > 0);
}

/* One sentence for where the file stands, and the button that takes it on. */
static void
show_state_step (NuanHouseholdPage *self)
{
  const gboolean decides = nuan_context_may (self->context, NUAN_RIGHT_DECIDE_HOUSEHOLD);
  const NuanHousehold *household = self->view->household;
  const char *waiting = household != NULL && household->state == NUAN_HOUSEHOLD_CHANGED
                            ? _("This change waits for its approval; until then no grant is possible.")
                            : _("This file waits for its approval.");

  if (household == NULL)
    {
      append_label (self->next, _("Fill in the form and save it with Ctrl+S; another person then approves the file."), NULL);
      return;
    }

  switch (household->state)
    {
    case NUAN_HOUSEHOLD_PENDING:
    case NUAN_HOUSEHOLD_CHANGED:
      append_label (self->next, waiting, NULL);
      if (decides && !self->view->own)
        gtk_widget_add_css_class (append_button (self->next, _("Look and Decide…"), "page.approve"), "suggested-action");
      else if (self->view->own)
        append_label (self->next, _("You wrote it: somebody else must approve it."), "dim-label");
      else
        append_label (self->next, _("Review or the director decides."), "dim-label");
      break;
    case NUAN_HOUSEHOLD_RETURNED:
      append_label (self->next, _("This file was returned: see why in the history, put it right and save it."), NULL);
      break;
    case NUAN_HOUSEHOLD_IN_FORCE:
      append_label (self->next, nuan_context_may (self->context, NUAN_RIGHT_DRAFT_GRANT)
                                  ? _("This file is in force: help can be granted (F4).") : _("This file is in force."), NULL);
      break;
    case NUAN_HOUSEHOLD_REFUSED:
      append_label (self->next, _("This file was refused; it is kept and no longer changed."), NULL);
      break;
    case NUAN_HOUSEHOLD_CLOSED:
    case NUAN_N_HOUSEHOLD_STATES:
    default:
      append_label (self->next, _("This file is closed; it is kept and no longer changed."), NULL);
      break;
    }
}

static void
add_grant_button (GtkWidget *line, const char *label, const char *action, gint64 id)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", id);
  gtk_box_append (GTK_BOX (line), button);
}

/* A grant that waits, with what this person may do about it; anybody may look. */
static void
add_grant (NuanHouseholdPage *self, const NuanGrant *grant)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  const gboolean draft = grant->state == NUAN_GRANT_DRAFT;
  const gboolean hide = nuan_context_get_private (self->context);
  g_autofree char *amount = hide ? g_strdup (NUAN_WIDE_VEIL) : nuan_money_format (grant->amount_fen);
  g_autofree char *text = g_strdup_printf (draft ? _("%s %s for %s waits for approval") : _("%s %s for %s waits to be paid"),
                                           nuan_code_label ("programme", grant->programme), amount, grant->member_name);

  gtk_widget_set_hexpand (append_label (GTK_BOX (line), text, "numeric"), TRUE);
  if (draft)
    add_grant_button (line, nuan_context_may (self->context, NUAN_RIGHT_DECIDE_GRANT) ? _("Decide…") : _("Look…"),
                      "page.approve-grant", grant->id);
  else if (nuan_context_may (self->context, NUAN_RIGHT_PAY))
    add_grant_button (line, _("Pay…"), "page.pay-grant", grant->id);
  else
    add_grant_button (line, nuan_context_may (self->context, NUAN_RIGHT_VOID_GRANT) ? _("Void…") : _("Look…"),
                      "page.approve-grant", grant->id);
  gtk_box_append (self->next, line);
}

/* Whoever did what waited goes on with the next thing: the button that they pressed is gone. */
static void
focus_next (NuanHouseholdPage *self)
{
  GtkWidget *const ways[] = { GTK_WIDGET (self->next), self->grant, self->pay, self->receipt, self->edit };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    if (gtk_widget_get_visible (ways[i]) && gtk_widget_child_focus (ways[i], GTK_DIR_TAB_FORWARD))
      return;
}

static void
show_next (NuanHouseholdPage *self)
{
  const gboolean focused = (gtk_widget_get_state_flags (GTK_WIDGET (self->next)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;

  clear (self->next);
  append_label (self->next, C_("section", "Next step"), "heading");
  show_state_step (self);
  for (guint i = 0; self->view->grants != NULL && i < self->view->grants->len; i++)
    add_grant (self, g_ptr_array_index (self->view->grants, i));
  if (focused)
    focus_next (self);
}

/* In the head stands what holds: in force, what was confirmed; else what would be. */
static void
show_category (NuanHouseholdPage *self, const NuanAssessment *now)
{
  const NuanConfirmation *confirmed = self->view->confirmed;
  const gboolean holds = !self->dirty && confirmed != NULL && (self->view->household->state == NUAN_HOUSEHOLD_IN_FORCE
                                                               || self->view->household->state == NUAN_HOUSEHOLD_CLOSED);
  const char *code = holds ? confirmed->category : now != NULL ? nuan_category_code (now->category) : NULL;
  g_autofree char *pill = code != NULL ? nuan_category_pill (code) : NULL;

  gtk_label_set_text (self->category, pill != NULL ? pill : "");
  gtk_widget_set_visible (GTK_WIDGET (self->category), pill != NULL);
}

void
nuan_household_page_show_assessment (NuanHouseholdPage *page)
{
  g_autoptr (NuanHouseholdForm) form = nuan_household_editor_read (page->editor);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  g_autoptr (NuanHousehold) household = nuan_household_form_read (form, page->view->household, problems);
  g_autoptr (NuanAssessment) assessment = NULL;
  const gboolean untouched = page->id == 0 && !page->dirty;   /* nobody has no income */
  const char *problem = untouched ? _("Fill in the members, the income and the expenses")
                        : problems->len > 0 ? ((GError *) g_ptr_array_index (problems, 0))->message : NULL;

  nuan_assessment_pane_show (page->assessment, household, &page->view->standards, problem, page->view->confirmed);
  if (problem == NULL)
    assessment = nuan_assessment_compute (household, &page->view->standards, NULL);
  show_category (page, assessment);
}

void
nuan_household_page_show_findings (NuanHouseholdPage *page)
{
  g_autoptr (NuanHouseholdForm) form = nuan_household_editor_read (page->editor);
  g_autoptr (NuanHousehold) household = nuan_household_form_read (form, page->view->household, NULL);
  g_auto (GStrv) warnings = nuan_household_warnings (household, page->view->today);

  nuan_findings_pane_show (page->findings, page->duplicates, (const char *const *) warnings);
}

void
nuan_household_page_show (NuanHouseholdPage *page)
{
  show_band (page);
  show_next (page);
  show_meters (page);
  nuan_household_page_show_assessment (page);
  nuan_household_page_show_findings (page);
  nuan_history_section_show (page->history, page->view->history, page->view->grants,
                             nuan_context_may (page->context, NUAN_RIGHT_DECIDE_GRANT),
                             nuan_context_may (page->context, NUAN_RIGHT_PAY));
  gtk_widget_set_visible (GTK_WIDGET (page->history), page->id != 0 && !nuan_context_get_private (page->context));
}

void
nuan_household_page_show_notice (NuanHouseholdPage *page, NuanNotice kind, const char *text, const char *button)
{
  page->notice_kind = kind;
  gtk_label_set_text (page->notice_text, text != NULL ? text : "");
  gtk_button_set_label (GTK_BUTTON (page->notice_button), button != NULL ? button : _("Close"));
  gtk_widget_set_visible (page->notice, text != NULL);
}
