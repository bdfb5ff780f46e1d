#include "config.h"

#include "app/help/grant-form.h"

#include <glib/gi18n-lib.h>

#include "app/kit/rows.h"
#include "app/kit/wrap-layout.h"
#include "base/code-list.h"
#include "base/error.h"
#include "base/money.h"

enum { MEMBER, PROGRAMME, FUND, AMOUNT, SELF_PAID, REASON, N_ROWS };

static const char *const names[N_ROWS] = { "member", "programme", "fund", "amount", "self_paid", "reason" };

struct _NuanGrantForm
{
  GtkWidget parent_instance;

  gint64    household_id;
  guint     loading : 1;
  NuanRow  *rows[N_ROWS];
};

G_DEFINE_FINAL_TYPE (NuanGrantForm, nuan_grant_form, GTK_TYPE_WIDGET)

enum { CHANGED, LAST_SIGNAL };
static guint signals[LAST_SIGNAL];

static const char *
value_of (NuanGrantForm *self, guint row)
{
  return nuan_row_get_value (self->rows[row]);
}

static void
changed_cb (NuanGrantForm *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->rows[SELF_PAID]), strcmp (value_of (self, PROGRAMME), "medical") == 0);
  if (!self->loading)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
nuan_grant_form_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (nuan_grant_form_parent_class)->dispose (object);
}

static void
nuan_grant_form_class_init (NuanGrantFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nuan_grant_form_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (NUAN_TYPE_WRAP_BOX);
  g_type_ensure (NUAN_TYPE_CHOICE_ROW);
  g_type_ensure (NUAN_TYPE_MONEY_ROW);
  g_type_ensure (NUAN_TYPE_MEMO_ROW);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/nuanchuang/Nuanchuang/grant-form.ui");
  for (guint i = 0; i < N_ROWS; i++)
    gtk_widget_class_bind_template_child_full (widget_class, names[i], FALSE,
                                               G_STRUCT_OFFSET (NuanGrantForm, rows) + (gssize) (i * sizeof (NuanRow *)));
}

static void
nuan_grant_form_init (NuanGrantForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Grant"), -1);
  nuan_choice_row_set_list (NUAN_CHOICE_ROW (self->rows[PROGRAMME]), "programme", C_("programme", "Not chosen"));
  for (guint i = 0; i < N_ROWS; i++)
    g_signal_connect_object (self->rows[i], "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
nuan_grant_form_new (const NuanHousehold *household)
{
  NuanGrantForm *self = g_object_new (NUAN_TYPE_GRANT_FORM, NULL);
  const NuanMember *head = nuan_household_get_head (household);

  self->loading = TRUE;
  self->household_id = household->id;
  for (guint i = 0; i < household->members->len; i++)
    {
      const NuanMember *member = g_ptr_array_index (household->members, i);
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, member->id);
      g_autofree char *label = g_strdup_printf ("%s · %s", member->name, nuan_code_label ("relation", member->relation));

      nuan_choice_row_add (NUAN_CHOICE_ROW (self->rows[MEMBER]), id, label, NULL);
      if (member == head)
        nuan_row_set_value (self->rows[MEMBER], id);
    }
  nuan_choice_row_add (NUAN_CHOICE_ROW (self->rows[FUND]), "", _("Choose the programme first"), NULL);
  nuan_row_set_value (self->rows[FUND], "");
  nuan_row_set_value (self->rows[PROGRAMME], "");
  changed_cb (self);
  self->loading = FALSE;
  return GTK_WIDGET (self);
}

static char *
describe_fund (const NuanFund *fund)
{
  g_autofree char *rest = nuan_money_format (nuan_fund_get_free (fund));
  g_autofree char *use_by = nuan_day_format (fund->use_by);

  return g_strdup_printf (_("%s · free %s · use by %s"), fund->name, rest, use_by);
}

void
nuan_grant_form_set_funds (NuanGrantForm *form, const NuanGrantChoices *choices)
{
  NuanChoiceRow *row;
  g_autofree char *chosen = NULL;
  guint possible = 0;

  g_return_if_fail (NUAN_IS_GRANT_FORM (form));

  row = NUAN_CHOICE_ROW (form->rows[FUND]);
  chosen = g_strdup (value_of (form, FUND));
  form->loading = TRUE;
  nuan_choice_row_clear (row);
  nuan_choice_row_add (row, "", *value_of (form, PROGRAMME) != '\0' ? C_("fund", "Not chosen") : _("Choose the programme first"),
                       NULL);
  for (guint pass = 0; pass < 2; pass++)   /* those that may pay first */
    for (guint i = 0; i < choices->funds->len; i++)
      {
        const NuanFund *fund = g_ptr_array_index (choices->funds, i);
        const char *refused = g_ptr_array_index (choices->reasons, i);
        g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, fund->id);
        g_autofree char *label = describe_fund (fund);

        if ((refused != NULL) == (pass == 0))
          continue;
        nuan_choice_row_add (row, id, label, refused);
        possible += refused == NULL ? 1 : 0;
        if (*chosen == '\0' && possible == 1 && refused == NULL && *value_of (form, PROGRAMME) != '\0')
          {
            g_free (chosen);
            chosen = g_steal_pointer (&id);
          }
      }
  nuan_row_put_value (NUAN_ROW (row), chosen);
  form->loading = FALSE;
}

static gint64
id_of (const char *text)
{
  return g_ascii_strtoll (text, NULL, 10);
}

NuanGrant *
nuan_grant_form_read (NuanGrantForm *form)
{
  NuanGrant *grant;

  g_return_val_if_fail (NUAN_IS_GRANT_FORM (form), NULL);

  grant = nuan_grant_new ();
  grant->household_id = form->household_id;
  grant->member_id = id_of (value_of (form, MEMBER));
  grant->fund_id = id_of (value_of (form, FUND));
  g_free (grant->programme);
  grant->programme = g_strdup (value_of (form, PROGRAMME));
  g_free (grant->reason);
  grant->reason = g_strdup (value_of (form, REASON));
  nuan_money_row_get_fen (NUAN_MONEY_ROW (form->rows[AMOUNT]), &grant->amount_fen);
  grant->self_paid_fen = -1;
  if (strcmp (grant->programme, "medical") == 0 && *value_of (form, SELF_PAID) != '\0' &&
      !nuan_money_row_get_fen (NUAN_MONEY_ROW (form->rows[SELF_PAID]), &grant->self_paid_fen))
    grant->self_paid_fen = -1;
  return grant;
}

static gboolean
refuse (NuanGrantForm *self, guint row, const char *problem)
{
  nuan_row_show_problem (self->rows[row], problem);
  gtk_widget_grab_focus (GTK_WIDGET (self->rows[row]));
  return FALSE;
}

gboolean
nuan_grant_form_check (NuanGrantForm *form)
{
  gint64 amount;

  g_return_val_if_fail (NUAN_IS_GRANT_FORM (form), FALSE);

  for (guint i = 0; i < N_ROWS; i++)
    nuan_row_show_problem (form->rows[i], NULL);
  if (*value_of (form, MEMBER) == '\0')
    return refuse (form, MEMBER, _("Choose who is helped"));
  if (*value_of (form, PROGRAMME) == '\0')
    return refuse (form, PROGRAMME, _("Choose the programme"));
  if (*value_of (form, FUND) == '\0')
    return refuse (form, FUND, _("Choose the fund that pays"));
  if (!nuan_money_row_get_fen (NUAN_MONEY_ROW (form->rows[AMOUNT]), &amount) || amount == 0)
    return refuse (form, AMOUNT, _("Type the amount in 元, such as 3000"));
  if (!nuan_row_get_valid (form->rows[SELF_PAID]) && gtk_widget_get_visible (GTK_WIDGET (form->rows[SELF_PAID])))
    return refuse (form, SELF_PAID, _("Type the amount in 元, such as 3000"));
  if (*value_of (form, REASON) == '\0')
    return refuse (form, REASON, _("Say why in a sentence"));

  return TRUE;
}

gboolean
nuan_grant_form_show_error (NuanGrantForm *form, const GError *error)
{
  const char *field = nuan_error_get_field (error);

  g_return_val_if_fail (NUAN_IS_GRANT_FORM (form), FALSE);

  for (guint i = 0; field != NULL && i < N_ROWS; i++)
    if (strcmp (names[i], field) == 0 && gtk_widget_get_visible (GTK_WIDGET (form->rows[i])))
      return !refuse (form, i, error->message);

  return FALSE;
}

char *
nuan_grant_form_save (NuanGrantForm *form)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_return_val_if_fail (NUAN_IS_GRANT_FORM (form), NULL);

  for (guint i = 0; i < N_ROWS; i++)
    g_key_file_set_string (file, "grant", names[i], value_of (form, i));
  return g_key_file_to_data (file, NULL, NULL);
}

gboolean
nuan_grant_form_load (NuanGrantForm *form, const char *content)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_return_val_if_fail (NUAN_IS_GRANT_FORM (form), FALSE);

  if (!g_key_file_load_from_data (file, content, (gsize) -1, G_KEY_FILE_NONE, NULL))
    return FALSE;

  form->loading = TRUE;
  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autofree char *text = g_key_file_get_string (file, "grant", names[i], NULL);

      if (text != NULL && (i != MEMBER || *text != '\0'))
        nuan_row_put_value (form->rows[i], text);
    }
  changed_cb (form);
  form->loading = FALSE;
  return TRUE;
}

gboolean
nuan_grant_form_is_empty (NuanGrantForm *form)
{
  g_return_val_if_fail (NUAN_IS_GRANT_FORM (form), TRUE);

  return *value_of (form, PROGRAMME) == '\0' && *value_of (form, AMOUNT) == '\0' && *value_of (form, REASON) == '\0';
}
