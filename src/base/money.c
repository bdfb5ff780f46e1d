#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "base/text.h"
#include "base/money.h"

#define MINUS "\xe2\x88\x92"   /* U+2212 */

static gboolean
too_large (const char *field, GError **error)
{
  nuan_error_set (error, NUAN_ERROR_INVALID, field, _("The amount is too large"));
  return FALSE;
}

static gboolean
malformed (const char *field, GError **error)
{
  nuan_error_set (error, NUAN_ERROR_INVALID, field, _("An amount is written in digits like 9000 or 9000.50"));
  return FALSE;
}

/* Are the commas of the whole part where thousands end, or nowhere? "9,5" is a slip for 9.5 and must not become 95. */
static gboolean
commas_are_right (const char *whole, gsize length)
{
  const char *first = memchr (whole, ',', length);

  if (first == NULL)
    return TRUE;
  if (first == whole || first - whole > 3)
    return FALSE;

  for (gsize i = first - whole; i < length; i++)
    {
      gboolean due = (length - i) % 4 == 0;

      if ((whole[i] == ',') != due)
        return FALSE;
    }

  return TRUE;
}

static gboolean
append_digit (gint64 *value, int digit)
{
  return !__builtin_mul_overflow (*value, (gint64) 10, value) && !__builtin_add_overflow (*value, (gint64) digit, value);
}

static gboolean
parse_unsigned (const char *text, const char *field, gint64 *fen, GError **error)
{
  const gsize whole_length = strspn (text, "0123456789,");
  const char *fraction = text + whole_length;
  gsize n_decimals = 0;
  gint64 value = 0;

  if (whole_length == 0 || !commas_are_right (text, whole_length))
    return malformed (field, error);

  if (*fraction == '.')
    {
      fraction++;
      n_decimals = strspn (fraction, "0123456789");
      if (n_decimals == 0)
        return malformed (field, error);
    }
  if (fraction[n_decimals] != '\0')
    return malformed (field, error);
  if (n_decimals > 2)
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, field, _("An amount has at most two decimals"));
      return FALSE;
    }

  for (gsize i = 0; i < whole_length; i++)
    if (text[i] != ',' && !append_digit (&value, text[i] - '0'))
      return too_large (field, error);
  for (gsize i = 0; i < 2; i++)
    if (!append_digit (&value, i < n_decimals ? fraction[i] - '0' : 0))
      return too_large (field, error);

  *fen = value;
  return TRUE;
}

gboolean
nuan_money_parse (const char *text, const char *field, gint64 *fen, GError **error)
{
  g_autofree char *normal = nuan_text_compatible (text);   /* full width → ASCII */

  if (normal == NULL)
    return malformed (field, error);

  g_strstrip (normal);
  if (g_str_has_prefix (normal, "-") || g_str_has_prefix (normal, MINUS))
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, field, _("An amount is not negative"));
      return FALSE;
    }

  return parse_unsigned (normal, field, fen, error);
}

/* |fen| as unsigned: the smallest gint64 has no positive twin. */
static guint64
magnitude (gint64 fen)
{
  return fen < 0 ? -(guint64) fen : (guint64) fen;
}

static char *
format_hundredths (guint64 hundredths, gboolean negative)
{
  char buffer[48];
  char *at = buffer + sizeof buffer;
  guint64 whole = hundredths / 100;
  guint n_digits = 0;

  *--at = '\0';
  *--at = '0' + hundredths % 10;
  *--at = '0' + hundredths / 10 % 10;
  *--at = '.';
  do
    {
      if (n_digits > 0 && n_digits % 3 == 0)
        *--at = ',';
      *--at = '0' + whole % 10;
      whole /= 10;
      n_digits++;
    }
  while (whole > 0);

  return g_strconcat (negative ? MINUS : "", at, NULL);
}

gboolean
nuan_money_need (gint64 fen, const char *field, GError **error)
{
  if (fen > 0)
    return TRUE;

  nuan_error_set (error, NUAN_ERROR_INVALID, field, _("The amount must be more than 0.00"));
  return FALSE;
}

char *
nuan_money_format (gint64 fen)
{
  return format_hundredths (magnitude (fen), fen < 0);
}

char *
nuan_money_format_plain (gint64 fen)
{
  const guint64 value = magnitude (fen);

  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%02u", fen < 0 ? "-" : "", value / 100, (guint) (value % 100));
}

char *
nuan_money_format_wan (gint64 fen)
{
  const guint64 value = magnitude (fen);
  const guint64 hundredths = value / 10000 + (value % 10000 >= 5000 ? 1 : 0);   /* 0.01 万元 is 100 元 is 10,000 fen */

  return format_hundredths (hundredths, fen < 0 && hundredths > 0);
}

char *
nuan_money_format_quotient (gint64 fen, gint64 divisor, guint decimals)
{
  const guint64 value = magnitude (fen);
  guint64 by, whole, rest, fraction = 0, scale = 1;
  gboolean negative;

  g_return_val_if_fail (divisor > 0 && divisor <= G_MAXINT64 / 1000, NULL);
  g_return_val_if_fail (decimals >= 2 && decimals <= 6, NULL);

  by = (guint64) divisor * 100;
  whole = value / by;
  rest = value % by;
  for (guint i = 0; i < decimals; i++)   /* long division: rest < by, so rest × 10 fits */
    {
      rest *= 10;
      fraction = fraction * 10 + rest / by;
      rest %= by;
      scale *= 10;
    }
  if (rest >= by - rest)   /* half or more: away from zero */
    fraction++;
  if (fraction == scale)
    {
      fraction = 0;
      whole++;
    }

  negative = fen < 0 && (whole > 0 || fraction > 0);
  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%0*" G_GUINT64_FORMAT, negative ? "-" : "", whole, (int) decimals, fraction);
}

static const char *const figures[] = { "零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖" };

/* A group of four digits. */
static void
append_group (GString *words, guint group)
{
  static const char *const places[] = { "仟", "佰", "拾", "" };
  static const guint powers[] = { 1000, 100, 10, 1 };
  gboolean zero_due = FALSE;

  for (guint i = 0; i < 4; i++)
    {
      const guint digit = group / powers[i] % 10;

      if (digit == 0)
        {
          zero_due = group >= powers[i];   /* only after a digit of this group; several make one */
          continue;
        }
      if (zero_due)
        g_string_append (words, figures[0]);
      zero_due = FALSE;
      g_string_append (words, figures[digit]);
      g_string_append (words, places[i]);
    }
}

/* Whole 元 > 0. A group whose first digit is 0 takes 零 after what stands before; a 0 at the end of a group is not said
 * (107000 is 壹拾万柒仟), unless whole groups are empty in between: 壹亿零伍仟. */
static void
append_whole (GString *words, guint64 whole)
{
  const guint64 yi = whole / 100000000;
  const guint wan = whole / 10000 % 10000;
  const guint rest = whole % 10000;

  if (yi > 0)   /* a number of its own: 玖亿贰仟万亿 */
    {
      append_whole (words, yi);
      g_string_append (words, "亿");
    }
  if (wan > 0)
    {
      if (yi > 0 && wan < 1000)
        g_string_append (words, figures[0]);
      append_group (words, wan);
      g_string_append (words, "万");
    }
  if (rest > 0)
    {
      if ((yi > 0 && wan == 0) || (wan > 0 && rest < 1000))
        g_string_append (words, figures[0]);
      append_group (words, rest);
    }
}

char *
nuan_money_words (gint64 fen, gboolean zheng_after_jiao, GError **error)
{
  const gint64 whole = fen / 100;
  const guint jiao = fen / 10 % 10;
  const guint cent = fen % 10;
  GString *words;

  if (fen < 0)
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, "amount", _("An amount in words is not negative"));
      return NULL;
    }

  words = g_string_new ("人民币");
  if (whole > 0)
    {
      append_whole (words, whole);
      g_string_append (words, "元");
    }
  else if (fen == 0)
    g_string_append (words, "零元");

  if (whole > 0 && (jiao > 0 ? whole % 10 == 0 : cent > 0))
    g_string_append (words, figures[0]);
  if (jiao > 0)
    g_string_append_printf (words, "%s角", figures[jiao]);
  if (cent > 0)
    g_string_append_printf (words, "%s分", figures[cent]);
  if (cent == 0 && (jiao == 0 || zheng_after_jiao))
    g_string_append (words, "整");

  return g_string_free (words, FALSE);
}

gboolean
nuan_money_add (gint64 a, gint64 b, const char *field, gint64 *sum, GError **error)
{
  gint64 result;

  if (__builtin_add_overflow (a, b, &result))
    return too_large (field, error);

  *sum = result;
  return TRUE;
}

gboolean
nuan_money_subtract (gint64 a, gint64 b, const char *field, gint64 *difference, GError **error)
{
  gint64 result;

  if (__builtin_sub_overflow (a, b, &result))
    return too_large (field, error);

  *difference = result;
  return TRUE;
}

gint64
nuan_money_add_clamped (gint64 a, gint64 b)
{
  gint64 sum;

  return __builtin_add_overflow (a, b, &sum) ? (a > 0 ? G_MAXINT64 : G_MININT64) : sum;
}

gint64
nuan_money_subtract_clamped (gint64 a, gint64 b)
{
  gint64 difference;

  return __builtin_sub_overflow (a, b, &difference) ? (b < 0 ? G_MAXINT64 : G_MININT64) : difference;
}

gboolean
nuan_money_multiply (gint64 a, gint64 factor, const char *field, gint64 *product, GError **error)
{
  gint64 result;

  if (__builtin_mul_overflow (a, factor, &result))
    return too_large (field, error);

  *product = result;
  return TRUE;
}
