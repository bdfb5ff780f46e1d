#include "config.h"

#include "exchange/json.h"

#include <string.h>

#include "base/money.h"

yajl_gen
nuan_json_begin (void)
{
  yajl_gen gen = yajl_gen_alloc (NULL);

  yajl_gen_config (gen, yajl_gen_beautify, 1);
  yajl_gen_config (gen, yajl_gen_indent_string, "  ");
  return gen;
}

void
nuan_json_key (yajl_gen gen, const char *key)
{
  nuan_json_text (gen, key);
}

void
nuan_json_text (yajl_gen gen, const char *text)
{
  if (text == NULL)
    text = "";
  yajl_gen_string (gen, (const unsigned char *) text, strlen (text));
}

void
nuan_json_number (yajl_gen gen, gint64 number)
{
  yajl_gen_integer (gen, number);
}

void
nuan_json_money (yajl_gen gen, gint64 fen)
{
  g_autofree char *text = nuan_money_format_plain (fen);

  nuan_json_text (gen, text);
}

void
nuan_json_day (yajl_gen gen, NuanDay day)
{
  g_autofree char *text = nuan_day_format (day);

  if (day == NUAN_DAY_NONE)
    yajl_gen_null (gen);
  else
    nuan_json_text (gen, text);
}
