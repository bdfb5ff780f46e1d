#include "config.h"

#include "app/cases/case-card.h"

#include <glib/gi18n-lib.h>

#include "app/cases/case-handing.h"
#include "app/cases/case-item.h"
#include "app/cases/case-summary.h"
#include "app/kit/secret.h"
#include "app/kit/toast.h"
#include "app/session/wishes.h"
#include "base/code-list.h"
#include "base/mask.h"
#include "base/money.h"
#include "model/money/grant.h"

struct _NuanCaseCard
{
  AdwBin           parent_instance;

  NuanContext     *context;
  gint64           id;            /* 0: nobody */
  NuanCaseSummary *summary;       /* as shown; NULL before */
  GCancellable    *reading;

  GtkStack        *stack;
  GtkLabel        *name, *number, *category, *state, *facts, *phone, *help, *next;
  GtkGrid         *caps;
};

G_DEFINE_FINAL_TYPE (NuanCaseCard, nuan_case_card, ADW_TYPE_BIN)

static void
show_band (NuanCaseCard *self)
{
  const NuanHousehold *household = self->summary->household;
  const NuanConfirmation *confirmation = self->summary->confirmation;
  const char *code = nuan_household_state_code (household->state);
  g_autofree char *of_state = g_strconcat ("state-", code, NULL);
  const char *classes[] = { "state-pill", of_state, NULL };

  gtk_label_set_text (self->name, nuan_household_get_name (household));
  gtk_label_set_text (self->number, household->number);
  gtk_label_set_text (self->state, nuan_code_label ("household-state", code));
  gtk_widget_set_css_classes (GTK_WIDGET (self->state), classes);

  if (confirmation != NULL)
    {
      g_autofree char *category = g_strdup_printf ("%s %s", nuan_category_sign (confirmation->category),
                                                   nuan_code_label ("category", confirmation->category));

      gtk_label_set_text (self->category, category);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->category), confirmation != NULL);
}

static void
show_facts (NuanCaseCard *self)
{
  const NuanHousehold *household = self->summary->household;
  g_autoptr (GString) facts = g_string_new (NULL);
  gboolean hide = nuan_context_get_private (self->context);

  g_string_append_printf (facts, ngettext ("%u person", "%u persons", household->members->len), household->members->len);
  for (char **cause = household->causes; cause != NULL && *cause != NULL; cause++)
    g_string_append_printf (facts, " · %s", hide ? NUAN_VEIL : nuan_code_label ("cause", *cause));
  if (*household->unit != '\0')
    g_string_append_printf (facts, "\n%s", household->unit);
  gtk_label_set_text (self->facts, facts->str);

  if (hide)
    {
      g_autofree char *masked = nuan_mask_phone (household->phone);

      gtk_label_set_text (self->phone, masked);
    }
  else
    {
      gtk_label_set_text (self->phone, household->phone);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->phone), *household->phone != '\0');
}

static void
show_help (NuanCaseCard *self)
{
  GPtrArray *earlier = self->summary->earlier;
  gboolean hide = nuan_context_get_private (self->context);
  g_autofree char *sum = hide ? g_strdup (NUAN_VEIL) : nuan_money_format (self->summary->year_fen);
  g_autoptr (GString) text = g_string_new (NULL);

  /* Translators: %s is an amount. */
  g_string_append_printf (text, _("This year: %s"), sum);
  for (guint i = 0; i < MIN (earlier->len, 3); i++)
    {
      const NuanGrant *grant = g_ptr_array_index (earlier, i);
      g_autofree char *day = nuan_day_format (nuan_grant_get_day (grant));
      g_autofree char *amount = hide ? g_strdup (NUAN_VEIL) : nuan_money_format (grant->amount_fen);

      g_string_append_printf (text, _("\n%s %s %s (%s)"), day, nuan_code_label ("programme", grant->programme), amount,
                              nuan_code_label ("grant-state", nuan_grant_state_code (grant->state)));
    }
  gtk_label_set_text (self->help, text->str);
}

static void
show_caps (NuanCaseCard *self)
{
  GtkWidget *child;
  gboolean hide = nuan_context_get_private (self->context);
  int row = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->caps))) != NULL)
    gtk_grid_remove (self->caps, child);

  if (self->summary->caps->len > 0)
    {
      GtkWidget *title = gtk_label_new (_("Still possible"));

      gtk_label_set_xalign (GTK_LABEL (title), 0);
      gtk_widget_add_css_class (title, "dim-label");
      gtk_grid_attach (self->caps, title, 0, row++, 2, 1);
    }

  for (guint i = 0; i < self->summary->caps->len; i++)
    {
      g_auto (GStrv) parts = g_strsplit (g_ptr_array_index (self->summary->caps, i), "\t", 2);
      GtkWidget *programme = gtk_label_new (parts[0]);
      GtkWidget *remaining = gtk_label_new (hide ? NUAN_VEIL : parts[1]);

      gtk_label_set_xalign (GTK_LABEL (programme), 0);
      gtk_label_set_xalign (GTK_LABEL (remaining), 1);
      gtk_widget_set_hexpand (remaining, TRUE);
      gtk_widget_add_css_class (remaining, "numeric");
      gtk_grid_attach (self->caps, programme, 0, row, 1, 1);
      gtk_grid_attach (self->caps, remaining, 1, row++, 1, 1);
    }
}

static void
show_summary (NuanCaseCard *self)
{
  if (self->summary == NULL)
    return;

  show_band (self);
  show_facts (self);
  show_help (self);
  show_caps (self);
  gtk_label_set_text (self->next, nuan_case_summary_next (self->summary));
  gtk_stack_set_visible_child_name (self->stack, "card");
}

static gpointer
read_summary (NuanConnection *connection, gpointer input, GCancellable *cancellable, GError **error)
{
  return nuan_case_summary_read (connection, *(gint64 *) input, error);
}

static void
summary_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NuanCaseCard) self = user_data;
  g_autoptr (GError) error = NULL;
  NuanCaseSummary *summary = nuan_database_finish (NUAN_DATABASE (source), result, &error);

  if (summary == NULL)
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return;
      gtk_stack_set_visible_child_name (self->stack, "nobody");
      nuan_show_error (GTK_WIDGET (self), _("The household could not be read"), error);
      return;
    }

  g_clear_pointer (&self->summary, nuan_case_summary_free);
  self->summary = summary;
  show_summary (self);
}

static void
open_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  NuanCaseCard *self = NUAN_CASE_CARD (widget);

  if (self->id != 0)
    nuan_wish_household (widget, self->id);
}

static void
hand_on_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  NuanCaseCard *self = NUAN_CASE_CARD (widget);

  nuan_case_hand_on (widget, self->context, self->id, g_str_equal (action, "card.grant") ? NUAN_STEP_GRANT : NUAN_STEP_RECEIPT);
}

static void
nuan_case_card_dispose (GObject *object)
{
  NuanCaseCard *self = NUAN_CASE_CARD (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->summary, nuan_case_summary_free);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (nuan_case_card_parent_class)->dispose (object);
}

static void
nuan_case_card_class_init (NuanCaseCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nuan_case_card_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/cn/nuanchuang/Nuanchuang/case-card.ui");
  gtk_widget_class_bind_template_child (widget_class, NuanCaseCard, stack);
  gtk_widget_class_bind_template_child (widget_class, NuanCaseCard, name);
  gtk_widget_class_bind_template_child (widget_class, NuanCaseCard, number);
  gtk_widget_class_bind_template_child (widget_class, NuanCaseCard, category);
  gtk_widget_class_bind_template_child (widget_class, NuanCaseCard, state);
  gtk_widget_class_bind_template_child (widget_class, NuanCaseCard, facts);
  gtk_widget_class_bind_template_child (widget_class, NuanCaseCard, phone);
  gtk_widget_class_bind_template_child (widget_class, NuanCaseCard, help);
  gtk_widget_class_bind_template_child (widget_class, NuanCaseCard, next);
  gtk_widget_class_bind_template_child (widget_class, NuanCaseCard, caps);
  gtk_widget_class_install_action (widget_class, "card.open", NULL, open_cb);
  gtk_widget_class_install_action (widget_class, "card.grant", NULL, hand_on_cb);
  gtk_widget_class_install_action (widget_class, "card.receipt", NULL, hand_on_cb);
}

static void
nuan_case_card_init (NuanCaseCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
nuan_case_card_set_context (NuanCaseCard *card, NuanContext *context)
{
  g_return_if_fail (NUAN_IS_CASE_CARD (card));

  g_set_object (&card->context, context);
  g_signal_connect_object (context, "notify::private", G_CALLBACK (show_summary), card, G_CONNECT_SWAPPED);
}

/* Moving quickly through the list reads only the household where the selection stays: a newer question cancels the older one. */
void
nuan_case_card_show (NuanCaseCard *card, gint64 household_id)
{
  g_return_if_fail (NUAN_IS_CASE_CARD (card));

  if (card->id == household_id)
    return;

  card->id = household_id;
  nuan_case_card_reload (card);
}

void
nuan_case_card_reload (NuanCaseCard *card)
{
  g_return_if_fail (NUAN_IS_CASE_CARD (card));

  g_cancellable_cancel (card->reading);
  g_clear_object (&card->reading);
  if (card->id == 0)
    {
      g_clear_pointer (&card->summary, nuan_case_summary_free);
      gtk_stack_set_visible_child_name (card->stack, "nobody");
      return;
    }

  card->reading = g_cancellable_new ();
  nuan_database_read (nuan_context_get_database (card->context), NUAN_READ_QUICK, read_summary,
                      g_memdup2 (&card->id, sizeof card->id), g_free,
                      (GDestroyNotify) nuan_case_summary_free, card->reading, summary_read_cb, g_object_ref (card));
}
