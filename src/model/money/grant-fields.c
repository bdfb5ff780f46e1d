#include "config.h"

#include "model/money/grant-fields.h"

#include <glib/gi18n-lib.h>

#include "base/money.h"

#define GRANT(member) G_STRUCT_OFFSET (NuanGrant, member)

/* Member and fund are known by their ids, and self-paid cost may be none: they are no places. */
const NuanField nuan_grant_fields[] = {
  { .name = "member", .kind = NUAN_FIELD_CODE, .title = NC_("grant", "Member"), .context = "grant", .required = TRUE, .width = 16 },
  { .name = "programme", .kind = NUAN_FIELD_CODE, .title = NC_("grant", "Programme"), .context = "grant", .list = "programme",
    .none = NC_("programme", "Not chosen"), .required = TRUE, .width = 10, .place = GRANT (programme) },
  { .name = "fund", .kind = NUAN_FIELD_CODE, .title = NC_("grant", "Fund"), .context = "grant", .required = TRUE, .width = NUAN_FIELD_LINE },
  { .name = "amount", .kind = NUAN_FIELD_MONEY, .title = NC_("grant", "Amount (元)"), .context = "grant", .required = TRUE,
    .place = GRANT (amount_fen) },
  { .name = "self_paid", .kind = NUAN_FIELD_MONEY, .title = NC_("grant", "Self-paid medical cost (元)"), .context = "grant" },
  { .name = "reason", .kind = NUAN_FIELD_MEMO, .title = NC_("grant", "Reason"), .context = "grant", .required = TRUE, .most = 200,
    .place = GRANT (reason) },
  NUAN_FIELD_END
};

gboolean
nuan_grant_asks_self_paid (const char *programme)
{
  return g_strcmp0 (programme, "medical") == 0;
}

static const char *
text_of (const char *name, NuanFieldValue value, gpointer data)
{
  const char *text = value (nuan_fields_find (nuan_grant_fields, name), data);

  return text != NULL ? text : "";
}

NuanGrant *
nuan_grant_from_fields (NuanFieldValue value, gpointer data)
{
  NuanGrant *grant = nuan_grant_new ();
  const char *self_paid = text_of ("self_paid", value, data);

  grant->member_id = g_ascii_strtoll (text_of ("member", value, data), NULL, 10);
  grant->fund_id = g_ascii_strtoll (text_of ("fund", value, data), NULL, 10);
  for (const NuanField *field = nuan_grant_fields; field->name != NULL; field++)
    if (field->place != 0)
      nuan_field_set (field, grant, value (field, data), NULL);   /* an amount that can't be read is none */
  if (*self_paid == '\0' || !nuan_money_parse (self_paid, "self_paid", &grant->self_paid_fen, NULL))
    grant->self_paid_fen = -1;
  return grant;
}
