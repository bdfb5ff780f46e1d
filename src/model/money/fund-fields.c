#include "config.h"

#include "model/money/fund-fields.h"

#include <glib/gi18n-lib.h>

#define FUND(member) G_STRUCT_OFFSET (NuanFund, member)

/* The programmes have no place of their own: they are as many as were chosen. */
const NuanField nuan_fund_fields[] = {
  { .name = "name", .kind = NUAN_FIELD_TEXT, .title = N_("_Name"), .required = TRUE, .naming = TRUE, .help = N_("Source, purpose and year"), .place = FUND (name) },
  { .name = "source", .kind = NUAN_FIELD_CODE, .title = N_("_Source"), .list = "source", .required = TRUE, .place = FUND (source) },
  { .name = "programmes", .kind = NUAN_FIELD_CODES, .title = N_("May pay for"), .list = "programme", .required = TRUE },
  { .name = "from", .kind = NUAN_FIELD_DAY, .title = N_("_First day of the period"), .required = TRUE, .place = FUND (from) },
  { .name = "to", .kind = NUAN_FIELD_DAY, .title = N_("_Last day of the period"), .required = TRUE, .place = FUND (to) },
  { .name = "use_by", .kind = NUAN_FIELD_DAY, .title = N_("To be _used up by"), .required = TRUE, .place = FUND (use_by) },
  NUAN_FIELD_END
};

const NuanField nuan_receive_fields[] = {
  { .name = "amount", .kind = NUAN_FIELD_MONEY, .title = N_("_Amount (元)"), .required = TRUE },
  { .name = "date", .kind = NUAN_FIELD_DAY, .title = N_("_Date"), .required = TRUE, .past = TRUE },
  { .name = "account", .kind = NUAN_FIELD_CODE, .title = N_("_Kept as"), .required = TRUE },
  { .name = "memo", .kind = NUAN_FIELD_TEXT, .title = N_("_Memo: from whom, document number") },
  NUAN_FIELD_END
};

const NuanField nuan_return_fields[] = {
  { .name = "amount", .kind = NUAN_FIELD_MONEY, .title = N_("_Amount (元)"), .required = TRUE },
  { .name = "date", .kind = NUAN_FIELD_DAY, .title = N_("_Date"), .required = TRUE, .past = TRUE },
  { .name = "account", .kind = NUAN_FIELD_CODE, .title = N_("Ta_ken from"), .required = TRUE },
  { .name = "memo", .kind = NUAN_FIELD_TEXT, .title = N_("_Memo: to whom and why") },
  NUAN_FIELD_END
};

NuanFund *
nuan_fund_from_fields (NuanFieldValue value, gpointer data)
{
  NuanFund *fund = nuan_fund_new ();
  const char *programmes = value (nuan_fields_find (nuan_fund_fields, "programmes"), data);

  for (const NuanField *field = nuan_fund_fields; field->name != NULL; field++)
    if (field->place != 0)
      nuan_field_set (field, fund, value (field, data), NULL);   /* a day that can't be read is none */

  g_strfreev (fund->programmes);
  fund->programmes = g_strsplit (programmes != NULL ? programmes : "", ",", -1);
  for (guint i = 0; fund->programmes[i] != NULL; i++)
    g_strstrip (fund->programmes[i]);
  return fund;
}
