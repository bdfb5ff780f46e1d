#include "config.h"

#include "base/base32.h"

#include <string.h>

#define FULL_WIDTH  0xff01   /* of the sign "!", 0x21; all of ASCII stands there in its order */
#define CODE_SIGNS  10

gint
nuan_base32_value (gunichar sign)
{
  const char *found;

  if (sign > FULL_WIDTH && sign < FULL_WIDTH + 0x5e)
    sign = sign - FULL_WIDTH + 0x21;
  if (sign == 0 || sign > 0x7f)
    return -1;

  sign = (gunichar) g_ascii_toupper ((char) sign);
  if (sign == 'I' || sign == 'L')
    return 1;
  if (sign == 'O')
    return 0;

  found = strchr (NUAN_BASE32_SIGNS, (int) sign);
  return found != NULL ? (gint) (found - NUAN_BASE32_SIGNS) : -1;
}

char *
nuan_base32_code (const guint8 *bytes)
{
  char code[CODE_SIGNS + 1] = "";
  guint64 bits = 0;

  for (guint i = 0; i < 7; i++)
    bits = bits << 8 | bytes[i];
  for (guint i = 0; i < CODE_SIGNS; i++)
    code[i] = NUAN_BASE32_SIGNS[bits >> (51 - 5 * i) & 31];

  return g_strdup (code);
}
