#pragma once

#include <yajl/yajl_gen.h>

#include "base/day.h"

G_BEGIN_DECLS

/* yajl_gen with C strings. */
yajl_gen nuan_json_begin  (void);             /* indented by two, UTF-8 as it is */

void     nuan_json_key    (yajl_gen gen, const char *key);
void     nuan_json_text   (yajl_gen gen, const char *text);   /* NULL is "" */
void     nuan_json_number (yajl_gen gen, gint64 number);
void     nuan_json_money  (yajl_gen gen, gint64 fen);         /* a string in 元: "9000.00" */
void     nuan_json_day    (yajl_gen gen, NuanDay day);        /* "2025-11-20", null for none */

G_END_DECLS
