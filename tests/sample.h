#pragma once

#include "base/id-number.h"
#include "model/household/household.h"

#define TODAY nuan_day_new (2025, 11, 20)

static inline void
sample_set (char **text, const char *value)
{
  g_free (*text);
  *text = g_strdup (value);
}

/* An ID number of nobody: region 511102, the check character computed. SEQUENCE is odd for a man. */
static inline char *
sample_id_number (const char *birth, guint sequence)
{
  g_autofree char *body = g_strdup_printf ("511102%s%03u", birth, sequence);

  return g_strdup_printf ("%s%c", body, nuan_id_number_check_character (body));
}

static inline NuanMember *
sample_member (const char *name, const char *relation, const char *birth, guint sequence)
{
  NuanMember *member = nuan_member_new ();

  sample_set (&member->name, name);
  sample_set (&member->relation, relation);
  g_free (member->id_number);
  member->id_number = birth != NULL ? sample_id_number (birth, sequence) : g_strdup ("");
  return member;
}

/* A family of three that passes every check. */
static inline NuanHousehold *
sample_household (void)
{
  NuanHousehold *household = nuan_household_new ();

  g_ptr_array_set_size (household->members, 0);
  g_ptr_array_add (household->members, sample_member ("张建国", "02", "19750615", 11));
  g_ptr_array_add (household->members, sample_member ("李秀英", "12", "19770203", 22));
  g_ptr_array_add (household->members, sample_member ("张晓雯", "31", "20040229", 24));
  sample_set (&household->unit, "试点县机械厂工会");
  return household;
}

static inline NuanMember *
sample_get (NuanHousehold *household, guint index)
{
  return g_ptr_array_index (household->members, index);
}
