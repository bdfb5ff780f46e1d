#pragma once

#include "base/day.h"

G_BEGIN_DECLS

/* What a row of the journal says beside its action and subject: fields in one line of text, which is hashed as it stands. README ("Journal")
 * tells the grammar, version 2: "/2 fund=3 amount=200.00 parts=members,unit category=relative>deep". Only here is it written, only here read. */
typedef struct _NuanDetail NuanDetail;

NuanDetail *nuan_detail_new        (void);
void        nuan_detail_free       (NuanDetail *detail);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanDetail, nuan_detail_free)

/* KEY: small letters, digits and dashes. Each returns DETAIL, so that a row is one expression. */
NuanDetail *nuan_detail_add        (NuanDetail *detail, const char *key, const char *text);
NuanDetail *nuan_detail_add_number (NuanDetail *detail, const char *key, gint64 number);
NuanDetail *nuan_detail_add_money  (NuanDetail *detail, const char *key, gint64 fen);
NuanDetail *nuan_detail_add_day    (NuanDetail *detail, const char *key, NuanDay day);
NuanDetail *nuan_detail_add_list   (NuanDetail *detail, const char *key, const char *const *items);
NuanDetail *nuan_detail_add_step   (NuanDetail *detail, const char *key, const char *before, const char *after);

const char *nuan_detail_get_text   (NuanDetail *detail);   /* "" without fields; borrowed */

/* Read: ITEMS of a list (at least one), or what was before and after a step. */
typedef struct {
  char    *key;      /* "": a word of version 1 that stands alone */
  GStrv    items;
  gboolean is_step;
} NuanDetailField;

/* NuanDetailField, in their order; both versions: what ACTION said in version 1 decides how its text is taken apart. */
GPtrArray  *nuan_detail_read       (const char *action, const char *detail);
/* The first item of KEY; NULL without. */
const char *nuan_detail_find       (GPtrArray *fields, const char *key);

/* Is VALUE the one value of KEY? Nothing is copied: for those who ask a million rows. Keys whose values have no space in version 1 alone. */
gboolean    nuan_detail_says (const char *detail, const char *key, const char *value);

G_END_DECLS
