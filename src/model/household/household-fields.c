#include "config.h"

#include "model/household/household-fields.h"

#include <glib/gi18n-lib.h>

#include "model/centre-fields.h"

#define HOUSEHOLD(member) G_STRUCT_OFFSET (NuanHousehold, member)
#define MEMBER(member) G_STRUCT_OFFSET (NuanMember, member)

/* Heads of income and expense: their titles are the labels of the code lists. */
#define INCOME(code, head) \
  { .name = "incomes." code, .kind = NUAN_FIELD_MONEY, .list = "income", .secret = TRUE, .place = HOUSEHOLD (incomes_fen[head]) }
#define EXPENSE(code, head) \
  { .name = "expenses." code, .kind = NUAN_FIELD_MONEY, .list = "expense", .secret = TRUE, .place = HOUSEHOLD (expenses_fen[head]) }

/* A list that has no place of its own in the file. */
#define CAUSE(number, words) \
  { .name = "causes[" #number "]", .kind = NUAN_FIELD_CODE, .title = words, .list = "cause", .none = NC_("cause", "None") }

const NuanField nuan_household_fields[] = {
  { .name = "unit", .kind = NUAN_FIELD_TEXT, .title = NC_("household", "Unit"), .context = "household", .required = TRUE,
    .naming = TRUE, .width = 22, .most = NUAN_UNIT_NAME_MOST, .place = HOUSEHOLD (unit) },
  { .name = "address", .kind = NUAN_FIELD_TEXT, .title = NC_("household", "Address"), .context = "household", .secret = TRUE,
    .width = 26, .place = HOUSEHOLD (address) },
  { .name = "phone", .kind = NUAN_FIELD_PHONE, .title = NC_("household", "Household phone"), .context = "household",
    .secret = TRUE, .place = HOUSEHOLD (phone) },
  INCOME ("wage", NUAN_INCOME_WAGE),
  INCOME ("business", NUAN_INCOME_BUSINESS),
  INCOME ("property", NUAN_INCOME_PROPERTY),
  INCOME ("transfer", NUAN_INCOME_TRANSFER),
  INCOME ("other", NUAN_INCOME_OTHER),
  EXPENSE ("illness", NUAN_EXPENSE_ILLNESS),
  EXPENSE ("disability", NUAN_EXPENSE_DISABILITY),
  EXPENSE ("education", NUAN_EXPENSE_EDUCATION),
  EXPENSE ("housing", NUAN_EXPENSE_HOUSING),
  EXPENSE ("employment", NUAN_EXPENSE_EMPLOYMENT),
  EXPENSE ("care", NUAN_EXPENSE_CARE),
  EXPENSE ("other", NUAN_EXPENSE_OTHER),
  CAUSE (0, N_("Main cause")),
  CAUSE (1, N_("Further cause 1")),
  CAUSE (2, N_("Further cause 2")),
  CAUSE (3, N_("Further cause 3")),
  { .name = "accident", .kind = NUAN_FIELD_FLAG, .title = N_("Hardship by accident, chosen by a person with a reason"),
    .place = HOUSEHOLD (accident) },
  { .name = "accident_reason", .kind = NUAN_FIELD_MEMO, .title = NC_("household", "Reason for choosing accident"),
    .context = "household", .required = TRUE, .most = 500, .place = HOUSEHOLD (accident_reason) },
  { .name = "note", .kind = NUAN_FIELD_MEMO, .title = NC_("household", "Note"), .context = "household", .place = HOUSEHOLD (note) },
  NUAN_FIELD_END
};

const NuanField nuan_member_fields[] = {
  { .name = "name", .kind = NUAN_FIELD_TEXT, .title = NC_("member", "Name"), .context = "member", .required = TRUE, .naming = TRUE,
    .width = 18, .most = 60, .place = MEMBER (name) },
  { .name = "relation", .kind = NUAN_FIELD_CODE, .title = NC_("member", "Relation"), .context = "member", .list = "relation",
    .none = NC_("relation", "Not chosen"), .required = TRUE, .place = MEMBER (relation) },
  { .name = "id_number", .kind = NUAN_FIELD_ID_NUMBER, .title = NC_("member", "ID number"), .context = "member", .secret = TRUE,
    .place = MEMBER (id_number) },
  { .name = "phone", .kind = NUAN_FIELD_PHONE, .title = NC_("member", "Phone"), .context = "member", .secret = TRUE,
    .place = MEMBER (phone) },
  { .name = "card", .kind = NUAN_FIELD_CARD, .title = NC_("member", "Bank card"), .context = "member", .secret = TRUE,
    .place = MEMBER (card) },
  { .name = "employer", .kind = NUAN_FIELD_TEXT, .title = NC_("member", "Employer or school"), .context = "member", .width = 20,
    .most = 100, .place = MEMBER (employer) },
  { .name = "health", .kind = NUAN_FIELD_CODE, .title = NC_("member", "Health"), .context = "member", .list = "health",
    .none = NC_("health", "Unknown"), .secret = TRUE, .place = MEMBER (health) },
  { .name = "counted", .kind = NUAN_FIELD_FLAG, .title = NC_("member", "Counts as a person"), .context = "member",
    .help = N_("The assessment divides by the members that count"), .place = MEMBER (counted) },
  NUAN_FIELD_END
};

/* The causes alone have no place: they are as many as were chosen. */
static guint
cause_number (const NuanField *field)
{
  return (guint) (field->name[strlen ("causes[")] - '0');
}

char *
nuan_household_get_text (const NuanHousehold *household, const NuanField *field)
{
  const guint n_causes = household->causes != NULL ? g_strv_length (household->causes) : 0;

  if (field->place != 0)
    return nuan_field_get (field, household);

  return g_strdup (cause_number (field) < n_causes ? household->causes[cause_number (field)] : "");
}

void
nuan_household_set_texts (NuanHousehold *household, NuanFieldValue value, gpointer data, GPtrArray *errors)
{
  g_autoptr (GStrvBuilder) causes = g_strv_builder_new ();

  for (const NuanField *field = nuan_household_fields; field->name != NULL; field++)
    {
      const char *text = value (field, data);
      g_autoptr (GError) error = NULL;

      if (field->place == 0)
        {
          if (text != NULL && *text != '\0')
            g_strv_builder_add (causes, text);
          continue;
        }
      if (nuan_field_set (field, household, text, &error))
        continue;

      nuan_field_set (field, household, NULL, NULL);
      if (errors != NULL)
        nuan_fields_add_error (errors, g_steal_pointer (&error));
    }

  g_strfreev (household->causes);
  household->causes = g_strv_builder_end (causes);
}
