#include "config.h"

#include "exchange/household-json-private.h"

#include <string.h>

#include "exchange/json.h"

/* The order in which they are written, which is older than that of the form. */
static const char *const household_order[] = { "unit", "address", "phone", "note", "causes", "members", "incomes", "expenses", "accident",
                                               "accident_reason", NULL };
static const char *const member_order[] = { "name", "id_number", "relation", "phone", "card", "employer", "health", "counted", NULL };

static void
write_text (yajl_gen gen, const char *key, const char *text)
{
  nuan_json_key (gen, key);
  nuan_json_text (gen, text);
}

static void
write_value (yajl_gen gen, const NuanField *field, gconstpointer thing, gboolean masked)
{
  const char *point = strchr (field->name, '.');
  gconstpointer place = (const char *) thing + field->place;

  nuan_json_key (gen, point != NULL ? point + 1 : field->name);
  if (field->kind == NUAN_FIELD_MONEY)
    {
      nuan_json_money (gen, *(const gint64 *) place);
    }
  else if (field->kind == NUAN_FIELD_FLAG)
    {
      yajl_gen_bool (gen, *(const gboolean *) place);
    }
  else
    {
      const char *text = *(char *const *) place;
      g_autofree char *shown = masked ? nuan_field_mask (field, text) : NULL;

      nuan_json_text (gen, shown != NULL ? shown : text);
    }
}

/* The day of birth is half of an ID number: where that is masked, its year and the age stand for it. */
static void
write_birth (yajl_gen gen, NuanDay birth, gboolean masked, NuanDay today)
{
  g_autofree char *year = NULL;

  nuan_json_key (gen, "birth");
  if (!masked || birth == NUAN_DAY_NONE)
    {
      nuan_json_day (gen, birth);
      return;
    }

  year = g_strdup_printf ("%u", nuan_day_year (birth));
  nuan_json_text (gen, year);
  nuan_json_key (gen, "age");
  nuan_json_number (gen, nuan_day_age (birth, today));
}

static void
write_member (yajl_gen gen, const NuanMember *member, guint row, gboolean masked, NuanDay today)
{
  static const char *const sexes[] = { [NUAN_SEX_UNKNOWN] = "0", [NUAN_SEX_MALE] = "1", [NUAN_SEX_FEMALE] = "2" };

  yajl_gen_map_open (gen);
  nuan_json_key (gen, "row");
  nuan_json_number (gen, row);
  if (member->id > 0)
    {
      nuan_json_key (gen, "id");
      nuan_json_number (gen, member->id);
    }
  for (guint i = 0; member_order[i] != NULL; i++)
    write_value (gen, nuan_fields_find (nuan_member_fields, member_order[i]), member, masked);
  write_text (gen, "sex", sexes[nuan_member_get_sex (member)]);
  write_birth (gen, nuan_member_get_birth (member), masked, today);
  yajl_gen_map_close (gen);
}

static void
write_members (yajl_gen gen, const NuanHousehold *household, gboolean masked, NuanDay today)
{
  yajl_gen_array_open (gen);
  for (guint i = 0; i < household->members->len; i++)
    write_member (gen, g_ptr_array_index (household->members, i), i + 1, masked, today);
  yajl_gen_array_close (gen);
}

static void
write_causes (yajl_gen gen, const NuanHousehold *household)
{
  yajl_gen_array_open (gen);
  for (char **cause = household->causes; cause != NULL && *cause != NULL; cause++)
    nuan_json_text (gen, *cause);
  yajl_gen_array_close (gen);
}

static void
write_group (yajl_gen gen, const char *name, const NuanHousehold *household, gboolean masked)
{
  g_autofree char *start = g_strconcat (name, ".", NULL);

  yajl_gen_map_open (gen);
  for (const NuanField *field = nuan_household_fields; field->name != NULL; field++)
    if (g_str_has_prefix (field->name, start))
      write_value (gen, field, household, masked);
  yajl_gen_map_close (gen);
}

void
nuan_household_json_generate (yajl_gen gen, const NuanHousehold *household, gboolean masked, NuanDay today)
{
  write_text (gen, "number", household->number);
  write_text (gen, "state", nuan_household_state_code (household->state));
  nuan_json_key (gen, "version");
  nuan_json_number (gen, household->version);

  for (guint i = 0; household_order[i] != NULL; i++)
    {
      const char *name = household_order[i];
      const NuanField *field = nuan_household_json_field (nuan_household_fields, name);

      if (field != NULL)
        {
          write_value (gen, field, household, masked);
          continue;
        }
      nuan_json_key (gen, name);
      if (strcmp (name, "members") == 0)
        write_members (gen, household, masked, today);
      else if (nuan_household_json_group (name, "[") != NULL)
        write_causes (gen, household);
      else
        write_group (gen, name, household, masked);
    }
}
