#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "base/money.h"
#include "base/text.h"
#include "model/standard.h"

#define MOST_FEN 100000000   /* 元 1,000,000: no line of any place comes near, and no sum with it overflows */

typedef enum { MONEY, NUMBER, CHOICE } Kind;

/* A line of the list. A choice is FALSE for the first word and TRUE for the second. */
typedef struct {
  const char *name;
  const char *title;
  Kind        kind;
  gsize       offset;
  gint64      preset;
  int         least, most;   /* of a number */
  const char *words[2];      /* of a choice */
  const char *said[2];       /* what they mean */
} Standard;

#define IN(member) G_STRUCT_OFFSET (NuanStandards, member)
#define MONEY_ROW(member, name, preset, title) { name, title, MONEY, IN (member), preset, 0, 0, { NULL }, { NULL } },
#define NUMBER_ROW(member, name, preset, least, most, title) { name, title, NUMBER, IN (member), preset, least, most, { NULL }, { NULL } },
#define CHOICE_ROW(member, name, title, no, said_no, yes, said_yes) \
  { name, title, CHOICE, IN (member), FALSE, 0, 0, { no, yes }, { said_no, said_yes } },

static const Standard standards_by_name[] = { NUAN_STANDARD_LIST (MONEY_ROW, NUMBER_ROW, CHOICE_ROW) };

static void
put (const Standard *standard, NuanStandards *standards, gint64 value)
{
  gpointer place = G_STRUCT_MEMBER_P (standards, standard->offset);

  if (standard->kind == MONEY)
    *(gint64 *) place = value;
  else
    *(gint *) place = (gint) value;   /* a gboolean is one */
}

void
nuan_standards_init (NuanStandards *standards, NuanDay on)
{
  *standards = (NuanStandards) { .on = on };
  for (guint i = 0; i < G_N_ELEMENTS (standards_by_name); i++)
    put (&standards_by_name[i], standards, standards_by_name[i].preset);
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
      return g_strdup (_(standard->said[i]));

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

gboolean
nuan_standard_get_choice (const char *name, const char *words[2], const char *said[2])
{
  const Standard *standard = find (name);

  if (standard == NULL || standard->kind != CHOICE)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (standard->words); i++)
    {
      words[i] = standard->words[i];
      said[i] = _(standard->said[i]);
    }
  return TRUE;
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

/* VALUE has passed nuan_standard_check(). */
static gint64
read_value (const Standard *standard, const char *value)
{
  gint64 fen = 0;

  switch (standard->kind)
    {
    case MONEY:
      nuan_money_parse (value, "value", &fen, NULL);
      return fen;
    case NUMBER:
      return g_ascii_strtoll (value, NULL, 10);
    case CHOICE:
    default:
      return g_str_equal (value, standard->words[1]);
    }
}

gboolean
nuan_standards_apply (NuanStandards *standards, const char *name, const char *value, NuanDay from, GError **error)
{
  const Standard *standard = find (name);
  g_autofree char *canonical = NULL;

  if (standard == NULL)   /* a name of a newer program */
    return TRUE;

  canonical = nuan_standard_check (name, value, NULL);
  if (canonical == NULL)
    {
      g_autofree char *hint = nuan_standard_hint (name);

      nuan_error_set (error, NUAN_ERROR_STORAGE, name, _("The data file holds a value of the standard “%s” that can't be one: it is %s"),
                      _(standard->title), hint);
      return FALSE;
    }

  put (standard, standards, read_value (standard, canonical));
  if (g_str_equal (standard->name, "dibao"))
    standards->dibao_from = from;
  return TRUE;
}

char *
nuan_standards_get (const NuanStandards *standards, const char *name)
{
  const Standard *standard = find (name);
  gconstpointer place;

  g_return_val_if_fail (standard != NULL, NULL);

  place = (const char *) standards + standard->offset;
  switch (standard->kind)
    {
    case MONEY:
      return nuan_money_format_plain (*(const gint64 *) place);
    case NUMBER:
      return g_strdup_printf ("%d", *(const gint *) place);
    case CHOICE:
    default:
      return g_strdup (standard->words[*(const gboolean *) place ? 1 : 0]);
    }
}

gboolean
nuan_standards_need_dibao (const NuanStandards *standards, GError **error)
{
  g_autofree char *on = NULL;

  if (standards->dibao_fen > 0)
    return TRUE;

  on = nuan_day_format (standards->on);
  nuan_error_set (error, NUAN_ERROR_RULE, "dibao", _("No minimum living line is in force on %s: set it with its date"), on);
  return FALSE;
}
