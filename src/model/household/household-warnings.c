#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "base/phone.h"
#include "model/household/household-fields.h"

#define PARENT_AGE 14   /* fewer years between parent and child are odd */
#define MOST_SHORT 6    /* digits of a short number */

/* Relations of GB/T 4761 whose word says the sex. */
static NuanSex
sex_of_relation (int relation)
{
  static const int men[] = { 11, 28, 41, 43, 46, 47, 51, 53, 55, 57, 61, 63, 66, 71, 73, 76, 78, 81, 83, 85, 87, 89, 93, 95 };
  static const int women[] = { 12, 42, 44, 45, 48, 52, 54, 56, 58, 62, 64, 67, 72, 74, 75, 77, 82, 84, 86, 88, 90, 94, 96 };

  if (relation >= 20 && relation <= 29)   /* sons, and sons-in-law */
    return NUAN_SEX_MALE;
  if (relation >= 30 && relation <= 39)
    return NUAN_SEX_FEMALE;
  for (guint i = 0; i < G_N_ELEMENTS (men); i++)
    if (men[i] == relation)
      return NUAN_SEX_MALE;
  for (guint i = 0; i < G_N_ELEMENTS (women); i++)
    if (women[i] == relation)
      return NUAN_SEX_FEMALE;

  return NUAN_SEX_UNKNOWN;
}

/* How many full years a member of RELATION is at least older (positive) or younger (negative) than the head; 0 says nothing. */
static int
years_to_head (int relation)
{
  if (relation == 27 || relation == 28 || relation == 37 || relation == 38 || relation == 73 || relation == 77)
    return -1;   /* adopted, step and in-law children, younger siblings: younger at all */
  if (relation >= 20 && relation <= 39)
    return -PARENT_AGE;
  if (relation >= 40 && relation <= 49)
    return -2 * PARENT_AGE;
  if ((relation >= 53 && relation <= 58) || relation == 71 || relation == 75)
    return 1;
  if (relation >= 50 && relation <= 59)
    return PARENT_AGE;
  if (relation >= 60 && relation <= 69)
    return 2 * PARENT_AGE;

  return 0;
}

static gboolean
age_is_odd (NuanDay head, NuanDay member, int relation)
{
  const int years = years_to_head (relation);

  if (head == NUAN_DAY_NONE || member == NUAN_DAY_NONE || years == 0)
    return FALSE;
  if (years == 1)
    return member > head;
  if (years == -1)
    return member < head;
  if (years > 0)
    return member > head || nuan_day_age (member, head) < (guint) years;

  return member < head || nuan_day_age (head, member) < (guint) -years;
}

G_GNUC_PRINTF (4, 5)
static void
add (GPtrArray *warnings, guint index, const char *part, const char *format, ...)
{
  g_autofree char *sentence = NULL;
  va_list arguments;

  va_start (arguments, format);
  sentence = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  g_ptr_array_add (warnings, g_strdup_printf ("members[%u].%s: %s", index, part, sentence));
}

/* Of a number at home: a mobile one has 11 digits; one with its area code, which begins with 0, 11 or 12; one without 7 or 8; 400 and 800 have 10.
 * Short numbers are as they are, and of those abroad nothing is known. FORM (base/phone.h): an extension stands behind its last dash. */
static gboolean
phone_is_plausible (const char *form)
{
  const char *dash = strrchr (form, '-');
  const char *end = dash != NULL && (*form != '0' || strchr (form, '-') != dash) ? dash : NULL;
  guint n = 0;

  for (const char *c = form; *c != '\0' && c != end; c++)
    n += g_ascii_isdigit (*c) ? 1 : 0;
  if (*form == '+' || n <= MOST_SHORT)
    return TRUE;
  if (*form == '1')
    return n == 11;
  if (*form == '0')
    return n == 11 || n == 12;
  if (g_str_has_prefix (form, "400") || g_str_has_prefix (form, "800"))
    return n == 10;

  return n == 7 || n == 8;
}

static const char *
phone_sentence (const char *phone)
{
  g_autofree char *form = nuan_phone_form (phone);

  return *form != '\0' && !phone_is_plausible (form) ? _("The phone number has a digit too few or too many") : NULL;
}

static void
add_relation_warnings (GPtrArray *warnings, guint index, const NuanMember *member, const NuanMember *head)
{
  const int relation = member->relation != NULL ? atoi (member->relation) : 0;
  const NuanSex sex = nuan_member_get_sex (member);
  const NuanSex said = sex_of_relation (relation);

  if (sex != NUAN_SEX_UNKNOWN && said != NUAN_SEX_UNKNOWN && sex != said)
    add (warnings, index, "relation", "%s", _("The relation does not fit the sex in the ID number"));
  if (head == NULL || head == member)
    return;

  if (relation >= 10 && relation <= 12 && sex != NUAN_SEX_UNKNOWN && sex == nuan_member_get_sex (head))
    add (warnings, index, "relation", "%s", _("By the ID numbers the spouses are of one sex"));
  if (age_is_odd (nuan_member_get_birth (head), nuan_member_get_birth (member), relation))
    add (warnings, index, "relation", "%s", _("The relation does not fit the ages in the ID numbers"));
}

static void
add_id_number_warnings (GPtrArray *warnings, guint index, const NuanMember *member, NuanDay today)
{
  g_auto (GStrv) sentences = NULL;
  NuanIdNumber id;

  if (member->id_number == NULL || *member->id_number == '\0' ||
      !nuan_id_number_parse (member->id_number, FALSE, today, NULL, &id, NULL))
    return;   /* a half-typed number is an error, and told as one */

  sentences = nuan_id_number_warnings (&id, today);
  for (guint i = 0; sentences[i] != NULL; i++)
    add (warnings, index, "id_number", "%s", sentences[i]);
}

static void
note_fields (GPtrArray *notices, const NuanField *fields, gconstpointer thing, const char *prefix)
{
  for (const NuanField *field = fields; field->name != NULL; field++)
    {
      g_autofree char *text = field->place != 0 && (field->kind == NUAN_FIELD_TEXT || field->kind == NUAN_FIELD_MEMO) ? nuan_field_get (field, thing) : NULL;
      const char *notice = text != NULL ? nuan_field_notice (field, text) : NULL;
      g_autofree char *line = notice != NULL ? g_strdup_printf ("%s%s: %s", prefix, field->name, notice) : NULL;

      if (line != NULL && !g_ptr_array_find_with_equal_func (notices, line, g_str_equal, NULL))
        g_ptr_array_add (notices, g_steal_pointer (&line));
    }
}

static void
note_signs (GPtrArray *notices, const NuanHousehold *household)
{
  note_fields (notices, nuan_household_fields, household, "");
  for (guint i = 0; i < household->members->len; i++)
    {
      g_autofree char *prefix = g_strdup_printf ("members[%u].", i);

      note_fields (notices, nuan_member_fields, g_ptr_array_index (household->members, i), prefix);
    }
}

void
nuan_household_note_signs (NuanHousehold *household)
{
  if (household->notices == NULL)
    household->notices = g_ptr_array_new_with_free_func (g_free);
  note_signs (household->notices, household);
}

char **
nuan_household_warnings (const NuanHousehold *household, NuanDay today)
{
  GPtrArray *warnings = g_ptr_array_new ();
  const NuanMember *head = nuan_household_get_head (household);

  for (guint i = 0; household->notices != NULL && i < household->notices->len; i++)
    g_ptr_array_add (warnings, g_strdup (g_ptr_array_index (household->notices, i)));
  note_signs (warnings, household);
  if (phone_sentence (household->phone) != NULL)
    g_ptr_array_add (warnings, g_strdup_printf ("phone: %s", phone_sentence (household->phone)));
  for (guint i = 0; i < household->members->len; i++)
    {
      const NuanMember *member = g_ptr_array_index (household->members, i);

      add_id_number_warnings (warnings, i, member, today);
      add_relation_warnings (warnings, i, member, head);
      if (member->card != NULL && *member->card != '\0' && !nuan_card_number_is_plausible (member->card))
        add (warnings, i, "card", "%s", _("The card number fails its own check: a digit may be mistyped"));
      if (phone_sentence (member->phone) != NULL)
        add (warnings, i, "phone", "%s", phone_sentence (member->phone));
    }
  g_ptr_array_add (warnings, NULL);

  return (char **) g_ptr_array_free (warnings, FALSE);
}
