#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "base/id-number.h"
#include "base/id-paper.h"
#include "base/text-sign.h"
#include "base/text.h"

#define FIRST_YEAR 1800   /* the standard's own example is of 1880 */
#define GREAT_AGE  110

char
nuan_id_number_check_character (const char digits[17])
{
  static const guint weights[17] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
  static const char characters[] = "10X98765432";
  guint sum = 0;

  for (guint i = 0; i < 17; i++)
    sum += weights[i] * (guint) (digits[i] - '0');

  return characters[sum % 11];
}

/* Full-width signs to ASCII, x large; blanks and what can't be seen out: a number copied from a page comes between marks of direction. */
char *
nuan_id_number_normalize (const char *text)
{
  g_autofree char *compatible = nuan_text_compatible (text);
  GString *normal;

  if (compatible == NULL)
    return NULL;

  normal = g_string_new (NULL);
  for (const char *at = compatible; *at != '\0'; at = g_utf8_next_char (at))
    {
      const gunichar c = g_utf8_get_char (at);

      if (!nuan_sign_is_invisible (c))
        g_string_append_unichar (normal, c == 'x' ? 'X' : c);
    }

  return g_string_free (normal, FALSE);
}

static gboolean
invalid (const char *field, const char *message, GError **error)
{
  nuan_error_set (error, NUAN_ERROR_INVALID, field, "%s", message);
  return FALSE;
}

static gboolean
check_shape (const char *number, gboolean allow_15, const char *field, GError **error)
{
  const gsize length = strlen (number);
  const gsize n_digits = strspn (number, "0123456789");

  if (length == 15 && !allow_15)
    return invalid (field, _("An ID number has 18 signs; 15 are of before 2013"), error);
  if (length != 18 && length != 15)
    return invalid (field, _("An ID number has 18 signs"), error);
  if (n_digits < length && !(length == 18 && n_digits == 17 && number[17] == 'X'))
    return invalid (field, _("An ID number has digits only, and X at its end at most"), error);

  return TRUE;
}

static guint
read_digits (const char *text, guint n)
{
  guint value = 0;

  for (guint i = 0; i < n; i++)
    value = value * 10 + (text[i] - '0');
  return value;
}

static gboolean
read_birth (const char *number, NuanDay today, const char *field, NuanDay *birth, GError **error)
{
  const guint year = read_digits (number + 6, 4);

  *birth = nuan_day_new (year, read_digits (number + 10, 2), read_digits (number + 12, 2));
  if (*birth == NUAN_DAY_NONE || year < FIRST_YEAR)
    return invalid (field, _("The birth date in the ID number is not in the calendar"), error);
  if (*birth > today)
    return invalid (field, _("The birth date in the ID number is in the future"), error);

  return TRUE;
}

gboolean
nuan_id_number_parse (const char *text, gboolean allow_15, NuanDay today, const char *field, NuanIdNumber *id, GError **error)
{
  g_autofree char *number = nuan_id_number_normalize (text);
  NuanIdNumber parsed = { .sex = NUAN_SEX_UNKNOWN };
  gboolean upgraded;

  if (!check_shape (number != NULL ? number : "", allow_15, field, error))
    return FALSE;

  upgraded = strlen (number) == 15;
  if (upgraded)   /* GB 11643-1989 had no century and no check digit */
    {
      g_autofree char *old = g_steal_pointer (&number);

      number = g_strdup_printf ("%.6s19%s?", old, old + 6);
      number[17] = nuan_id_number_check_character (number);
    }

  if (!read_birth (number, today, field, &parsed.birth, error))
    return FALSE;
  if (number[17] != nuan_id_number_check_character (number))
    return invalid (field, _("The last sign of the ID number does not match the others: one of them is mistyped"), error);

  g_strlcpy (parsed.number, number, sizeof parsed.number);
  g_strlcpy (parsed.region, number, sizeof parsed.region);
  parsed.sex = (number[16] - '0') % 2 == 1 ? NUAN_SEX_MALE : NUAN_SEX_FEMALE;
  *id = parsed;
  return TRUE;
}

char **
nuan_id_number_warnings (const NuanIdNumber *id, NuanDay today)
{
  GPtrArray *warnings = g_ptr_array_new ();
  const guint age = nuan_day_age (id->birth, today);
  g_autofree char *origin = nuan_id_paper_origin (id);

  if (origin == NULL && nuan_id_paper (id) == NUAN_ID_PAPER_FOREIGNER)
    g_ptr_array_add (warnings, g_strdup (_("The province or the nationality of the ID number is unknown")));
  else if (origin == NULL)
    g_ptr_array_add (warnings, g_strdup (_("The region of the ID number is unknown")));
  if (age > GREAT_AGE)
    g_ptr_array_add (warnings, g_strdup_printf (_("By the ID number the age is %u"), age));
  g_ptr_array_add (warnings, NULL);

  return (char **) g_ptr_array_free (warnings, FALSE);
}

gboolean
nuan_card_number_is_plausible (const char *card)
{
  const gsize length = card != NULL ? strlen (card) : 0;
  guint sum = 0;

  if (length < 16 || length > 19 || strspn (card, "0123456789") != length)
    return FALSE;

  for (gsize i = 0; i < length; i++)   /* Luhn: every second digit from the right counts twice */
    {
      guint digit = card[length - 1 - i] - '0';

      if (i % 2 == 1)
        digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
      sum += digit;
    }

  return sum % 10 == 0;
}
