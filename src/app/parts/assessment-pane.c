#include "config.h"

#include "app/parts/assessment-pane.h"

#include <glib/gi18n-lib.h>

#include "app/kit/secret.h"
#include "app/kit/wrap-layout.h"
#include "base/code-list.h"
#include "base/money.h"

struct _NuanAssessmentPane
{
  GtkWidget parent_instance;

  guint     hide : 1;

  GtkLabel *category, *standard, *arithmetic, *terms, *confirmed;
};

G_DEFINE_FINAL_TYPE (NuanAssessmentPane, nuan_assessment_pane, GTK_TYPE_WIDGET)

char *
nuan_category_pill (const char *code)
{
  static const char *const signs[NUAN_N_CATEGORIES] = { "○", "●", "◐", "◆" };
  NuanCategory category;

  return g_strdup_printf ("%s %s", nuan_category_parse (code, &category) ? signs[category] : "○",
                          nuan_code_label ("category", code));
}

static void
show_standard (NuanAssessmentPane *self, const NuanStandards *standards)
{
  g_autofree char *line = nuan_money_format (standards->dibao_fen);
  g_autofree char *from = nuan_day_format (standards->dibao_from);
  g_autofree char *text = standards->dibao_fen > 0 ? g_strdup_printf (_("Line %s a person and month, from %s"), line,
                                                                      from) : NULL;

  gtk_label_set_text (self->standard, text != NULL ? text : _("No minimum living line is in force"));
}

static void
show_terms (NuanAssessmentPane *self, const NuanAssessment *assessment)
{
  g_autofree char *income = nuan_money_format (assessment->income_fen);
  g_autofree char *expense = nuan_money_format (assessment->expense_fen);
  g_autofree char *net = nuan_money_format (assessment->net_fen);
  g_autofree char *persons = g_strdup_printf (ngettext ("%d person counts", "%d persons count", (gulong) assessment->persons),
                                              assessment->persons);
  g_autofree char *text = g_strdup_printf (_("Income %s, rigid expenses %s, net %s a year; %s"), income, expense, net, persons);

  gtk_label_set_text (self->terms, self->hide ? "" : text);
  gtk_widget_set_visible (GTK_WIDGET (self->terms), !self->hide);
}

/* Before → after, where something was confirmed before. */
static void
show_confirmed (NuanAssessmentPane *self, const NuanConfirmation *confirmed, const NuanAssessment *now)
{
  g_autofree char *on = NULL;
  g_autofree char *text = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->confirmed), confirmed != NULL && !self->hide);
  if (confirmed == NULL)
    return;

  on = nuan_day_format (confirmed->on);
  before = nuan_category_pill (confirmed->category);
  after = now != NULL ? nuan_category_pill (nuan_category_code (now->category)) : NULL;
  if (now != NULL && strcmp (now->arithmetic, confirmed->arithmetic) != 0)
    text = g_strdup_printf (_("Confirmed %s by %s: %s\n%s\nNow: %s"), on, confirmed->confirmed_by, before, confirmed->arithmetic,
                            after);
  else
    text = g_strdup_printf (_("Confirmed %s by %s: %s"), on, confirmed->confirmed_by, before);
  if (*confirmed->reason != '\0')
    {
      g_autofree char *with_reason = g_strdup_printf (_("%s — reason: %s"), text, confirmed->reason);

      gtk_label_set_text (self->confirmed, with_reason);
      return;
    }
  gtk_label_set_text (self->confirmed, text);
}

void
nuan_assessment_pane_show (NuanAssessmentPane *pane, const NuanHousehold *household, const NuanStandards *standards,
                           const char *problem,
                           const NuanConfirmation *confirmed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanAssessment) assessment = NULL;
  g_autofree char *pill = NULL;

  g_return_if_fail (NUAN_IS_ASSESSMENT_PANE (pane));

  show_standard (pane, standards);
  if (problem == NULL)
    assessment = nuan_assessment_compute (household, standards, &error);
  show_confirmed (pane, confirmed, assessment);
  if (assessment == NULL)
    {
      gtk_label_set_text (pane->category, "—");
      gtk_label_set_text (pane->arithmetic, problem != NULL ? problem : error->message);
      gtk_widget_set_visible (GTK_WIDGET (pane->terms), FALSE);
      return;
    }

  pill = nuan_category_pill (nuan_category_code (assessment->category));
  gtk_label_set_text (pane->category, pill);
  gtk_label_set_text (pane->arithmetic, pane->hide ? NUAN_WIDE_VEIL : assessment->arithmetic);
  show_terms (pane, assessment);
}

void
nuan_assessment_pane_set_private (NuanAssessmentPane *pane, gboolean hide)
{
  g_return_if_fail (NUAN_IS_ASSESSMENT_PANE (pane));

  pane->hide = hide;
}

static void
nuan_assessment_pane_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (nuan_assessment_pane_parent_class)->dispose (object);
}

static void
nuan_assessment_pane_class_init (NuanAssessmentPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nuan_assessment_pane_dispose;

  g_type_ensure (NUAN_TYPE_WRAP_BOX);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/nuanchuang/Nuanchuang/assessment-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, NuanAssessmentPane, category);
  gtk_widget_class_bind_template_child (widget_class, NuanAssessmentPane, standard);
  gtk_widget_class_bind_template_child (widget_class, NuanAssessmentPane, arithmetic);
  gtk_widget_class_bind_template_child (widget_class, NuanAssessmentPane, terms);
  gtk_widget_class_bind_template_child (widget_class, NuanAssessmentPane, confirmed);
}

static void
nuan_assessment_pane_init (NuanAssessmentPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Assessment"), -1);
}
