#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/money.h"
#include "base/text.h"
#include "model/standard.h"

#define MOST_FEN 100000000   /* 元 1,000,000: no line of any place comes near, and no sum with it overflows */

typedef enum { MONEY, NUMBER, CHOICE } Kind;

/* One name a centre may set. A choice is FALSE for the first word and TRUE for the second. */
typedef struct {
  const char *name;
  const char *title;
  Kind        kind;
  gsize       offset;
  int         least, most;   /* of a number */
  const char *words[2];      /* of a choice */
  const char *said[2];       /* what they mean */
} Standard;

#define IN(member) G_STRUCT_OFFSET (NuanStandards, member)

static const Standard standards_by_name[] = {
  { "dibao", N_("Minimum living line, 元 a person and month"), MONEY, IN (dibao_fen) },
  { "deep-operator", N_("Deep hardship: below the line, or up to it"), CHOICE, IN (deep_inclusive), .words = { "lt", "le" },
    .said = { N_("below the line"), N_("up to the line") } },
  { "relative-operator", N_("Relative hardship: below its line, or up to it"), CHOICE, IN (relative_inclusive), .words = { "lt", "le" },
    .said = { N_("below the line"), N_("up to the line") } },
  { "relative-multiple", N_("Relative hardship: times the minimum living line"), NUMBER, IN (relative_multiple), 1, 10 },
  { "income-months", N_("Months over which income and expenses are counted"), NUMBER, IN (income_months), 1, 36 },
  { "living-months", N_("Living help: months of the line a year"), NUMBER, IN (living_months), 0, 60 },
  { "living-per", N_("Living help: the cap is for a household or for each member"), CHOICE, IN (living_per_member),
    .words = { "household", "member" }, .said = { N_("a household"), N_("each member") } },
  { "medical-percent", N_("Medical help: percent of the self-paid amount"), NUMBER, IN (medical_percent), 0, 100 },
  { "study-months", N_("Study help: months of the line a pupil and year"), NUMBER, IN (study_months), 0, 60 },
  { "warmth-each", N_("Warmth: 元 each time, warns above"), MONEY, IN (warmth_each_fen) },
  { "warmth-year", N_("Warmth: 元 a person and year, warns above"), MONEY, IN (warmth_year_fen) },
  { "use-by-warning-days", N_("Days before a fund's use-by date from which it warns"), NUMBER, IN (use_by_warning_days), 0, 366 },
  { "fund-low-percent", N_("Percent of a fund's money below which it warns"), NUMBER, IN (fund_low_percent), 0, 100 },
};

void
nuan_standards_init (NuanStandards *standards, NuanDay on)
{
  *standards = (NuanStandards) {
    .on = on,
    .relative_multiple = 2,
    .income_months = 12,
    .living_months = 12,
    .medical_percent = 100,
    .study_months = 10,
    .warmth_each_fen = 300000,
    .warmth_year_fen = 600000,
    .use_by_warning_days = 30,
    .fund_low_percent = 10,
  };
}

const char *const *
nuan_standard_names (void)
{
  static const char *names[G_N_ELEMENTS (standards_by_name) + 1];
  static gsize filled = 0;

  if (g_once_init_enter (&filled))
    {
      for (guint i = 0; i < G_N_ELEMENTS (standards_by_name); i++)
        names[i] = standards_by_name[i].name;
      g_once_init_leave (&filled, 1);
    }

  return names;
}

static const Standard *
find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (standards_by_name); i++)
    if (g_strcmp0 (standards_by_name[i].name, name) == 0)
      return &standards_by_name[i];

  return NULL;
}

const char *
nuan_standard_title (const char *name)
{
  const Standard *standard = find (name);

  return standard != NULL ? _(standard->title) : name;
}

char *
nuan_standard_show (const char *name, const char *value)
{
  const Standard *standard = find (name);
  gint64 fen;

  if (standard != NULL && standard->kind == MONEY && nuan_money_parse (value, "value", &fen, NULL))
    return nuan_money_format (fen);
  for (guint i = 0; standard != NULL && standard->kind == CHOICE && i < G_N_ELEMENTS (standard->words); i++)
    if (g_str_equal (value, standard->words[i]))
      return g_strdup_printf (_("%s (%s)"), _(standard->said[i]), value);

  return g_strdup (value);
}

char *
nuan_standard_hint (const char *name)
{
  const Standard *standard = find (name);

  g_return_val_if_fail (standard != NULL, NULL);

  switch (standard->kind)
    {
    case MONEY:
      return g_strdup (_("元, with up to two decimals"));
    case NUMBER:
      return g_strdup_printf (_("a whole number from %d to %d"), standard->least, standard->most);
    case CHOICE:
    default:
      return g_strdup_printf (_("%s: %s; %s: %s"), standard->words[0], _(standard->said[0]), standard->words[1], _(standard->said[1]));
    }
}

static char *
check_money (const char *value, GError **error)
{
  gint64 fen;

  if (!nuan_money_parse (value, "value", &fen, error))
    return NULL;
  if (fen == 0)
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, "value", _("This standard is more than 0.00"));
      return NULL;
    }

  if (fen > MOST_FEN)
    {
      g_autofree char *most = nuan_money_format (MOST_FEN);

      nuan_error_set (error, NUAN_ERROR_INVALID, "value", _("This standard is at most %s"), most);
      return NULL;
    }

  return nuan_money_format_plain (fen);
}

static char *
check_number (const Standard *standard, const char *value, GError **error)
{
  guint64 number;

  if (!g_ascii_string_to_unsigned (value, 10, standard->least, standard->most, &number, NULL))
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, "value", _("This standard is a whole number from %d to %d"),
                      standard->least, standard->most);
      return NULL;
    }

  return g_strdup_printf ("%" G_GUINT64_FORMAT, number);
}

static char *
check_choice (const Standard *standard, const char *value, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (standard->words); i++)
    if (g_str_equal (value, standard->words[i]))
      return g_strdup (value);

  nuan_error_set (error, NUAN_ERROR_INVALID, "value", _("This standard is “%s” or “%s”"), standard->words[0], standard->words[1]);
  return NULL;
}

char *
nuan_standard_check (const char *name, const char *value, GError **error)
{
  const Standard *standard = find (name);
  g_autofree char *normal = nuan_text_compatible (value);

  if (standard == NULL)
    {
      g_autofree char *names = g_strjoinv (", ", (char **) nuan_standard_names ());

      nuan_error_set (error, NUAN_ERROR_INVALID, "name", _("This standard is unknown; the names are %s"), names);
      return NULL;
    }
  if (normal == NULL)
    normal = g_strdup ("");
  g_strstrip (normal);

  switch (standard->kind)
    {
    case MONEY:
      return check_money (normal, error);
    case NUMBER:
      return check_number (standard, normal, error);
    case CHOICE:
    default:
      return check_choice (standard, normal, error);
    }
}

void
nuan_standards_apply (NuanStandards *standards, const char *name, const char *value, NuanDay from)
{
  const Standard *standard = find (name);
  gpointer place;

  if (standard == NULL)   /* a name of a newer program */
    return;

  place = G_STRUCT_MEMBER_P (standards, standard->offset);
  switch (standard->kind)
    {
    case MONEY:
      nuan_money_parse (value, "value", place, NULL);
      break;
    case NUMBER:
      *(int *) place = atoi (value);
      break;
    case CHOICE:
      *(gboolean *) place = g_str_equal (value, standard->words[1]);
      break;
    default:
      break;
    }

  if (g_str_equal (standard->name, "dibao"))
    standards->dibao_from = from;
}
