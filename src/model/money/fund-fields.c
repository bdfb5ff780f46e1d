#include "config.h"

#include "model/money/fund-fields.h"

#include <glib/gi18n-lib.h>

const NuanField nuan_fund_fields[] = {
  { .name = "name", .kind = NUAN_FIELD_TEXT, .title = N_("_Name"), .required = TRUE, .help = N_("Source, purpose and year") },
  { .name = "source", .kind = NUAN_FIELD_CODE, .title = N_("_Source"), .list = "source", .required = TRUE },
  { .name = "programmes", .kind = NUAN_FIELD_CODES, .title = N_("May pay for"), .list = "programme", .required = TRUE },
  { .name = "from", .kind = NUAN_FIELD_DAY, .title = N_("_First day of the period"), .required = TRUE },
  { .name = "to", .kind = NUAN_FIELD_DAY, .title = N_("_Last day of the period"), .required = TRUE },
  { .name = "use_by", .kind = NUAN_FIELD_DAY, .title = N_("To be _used up by"), .required = TRUE },
  NUAN_FIELD_END
};

const NuanField nuan_receive_fields[] = {
  { .name = "amount", .kind = NUAN_FIELD_MONEY, .title = N_("_Amount (元)"), .required = TRUE },
  { .name = "date", .kind = NUAN_FIELD_DAY, .title = N_("_Date"), .required = TRUE },
  { .name = "account", .kind = NUAN_FIELD_CODE, .title = N_("_Kept as"), .required = TRUE },
  { .name = "memo", .kind = NUAN_FIELD_TEXT, .title = N_("_Memo: from whom, document number") },
  NUAN_FIELD_END
};

const NuanField nuan_return_fields[] = {
  { .name = "amount", .kind = NUAN_FIELD_MONEY, .title = N_("_Amount (元)"), .required = TRUE },
  { .name = "date", .kind = NUAN_FIELD_DAY, .title = N_("_Date"), .required = TRUE },
  { .name = "account", .kind = NUAN_FIELD_CODE, .title = N_("Ta_ken from"), .required = TRUE },
  { .name = "memo", .kind = NUAN_FIELD_TEXT, .title = N_("_Memo: to whom and why") },
  NUAN_FIELD_END
};

static const char *
text_of (const char *name, NuanFieldValue value, gpointer data)
{
  const char *text = value (nuan_fields_find (nuan_fund_fields, name), data);

  return text != NULL ? text : "";
}

static NuanDay
day_of (const char *name, NuanFieldValue value, gpointer data)
{
  g_autofree char *text = nuan_day_tidy (text_of (name, value, data));
  NuanDay day;

  return nuan_day_parse (text, name, &day, NULL) ? day : NUAN_DAY_NONE;
}

NuanFund *
nuan_fund_from_fields (NuanFieldValue value, gpointer data)
{
  NuanFund *fund = nuan_fund_new ();
  const char *programmes = text_of ("programmes", value, data);

  g_free (fund->name);
  fund->name = g_strdup (text_of ("name", value, data));
  g_free (fund->source);
  fund->source = g_strdup (text_of ("source", value, data));
  g_strfreev (fund->programmes);
  fund->programmes = g_strsplit (programmes, ",", -1);
  for (guint i = 0; fund->programmes[i] != NULL; i++)
    g_strstrip (fund->programmes[i]);
  fund->from = day_of ("from", value, data);
  fund->to = day_of ("to", value, data);
  fund->use_by = day_of ("use_by", value, data);
  return fund;
}
