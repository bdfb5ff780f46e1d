#pragma once

#include "base/id-number.h"

G_BEGIN_DECLS

/* Which paper an ID number stands on. Numbers of 18 signs are built alike; the first six say who gave it. */
typedef enum {
  NUAN_ID_PAPER_CITIZEN,
  NUAN_ID_PAPER_HONG_KONG_MACAO,   /* 810000, 820000 */
  NUAN_ID_PAPER_TAIWAN,            /* 830000 */
  NUAN_ID_PAPER_FOREIGNER,         /* since 2023: 9, province (2), nationality (3, GB/T 2659) */
} NuanIdPaper;

NuanIdPaper nuan_id_paper        (const NuanIdNumber *id);
const char *nuan_id_paper_name   (NuanIdPaper paper);        /* translated; borrowed */

/* Where the number comes from: "四川省乐山市市中区", "四川省重庆市渝中区（1980–1996）", "港澳居民居住证",
 * "外国人永久居留身份证 · 北京市 · 美国". Owned; NULL for a region or nationality that there never was. */
char       *nuan_id_paper_origin (const NuanIdNumber *id);

G_END_DECLS
