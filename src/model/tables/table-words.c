#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "model/tables/table-words.h"

static const NuanTableWord payment_words[] = {
  { "programme", "帮扶项目", NUAN_CELL_TEXT, TRUE, "programme" },
  { "fund", "资金", NUAN_CELL_TEXT, TRUE, NULL },
  { "source", "资金来源", NUAN_CELL_TEXT, TRUE, "source" },
  { "unit", "单位", NUAN_CELL_TEXT, TRUE, NULL },
  { "category", "困难类别", NUAN_CELL_TEXT, TRUE, "category" },
  { "method", "发放方式", NUAN_CELL_TEXT, TRUE, "method" },
  { "cashier", "出纳", NUAN_CELL_TEXT, TRUE, NULL },
  { "month", "月份", NUAN_CELL_TEXT, TRUE, NULL },
  { "year", "年度", NUAN_CELL_TEXT, TRUE, NULL },
  { "day", "日期", NUAN_CELL_DAY, TRUE, NULL },
  { "household", "档案编号", NUAN_CELL_TEXT, TRUE, NULL },
  { "payments", "笔数", NUAN_CELL_COUNT },
  { "households", "户", NUAN_CELL_COUNT },
  { "household-times", "户次", NUAN_CELL_COUNT },
  { "persons", "人", NUAN_CELL_COUNT },
  { "person-times", "人次", NUAN_CELL_COUNT },
  { "amount", "金额（元）", NUAN_CELL_MONEY },
  { "amount-wan", "金额（万元）", NUAN_CELL_WAN },
};

static const NuanTableWord fund_words[] = {
  { "fund", "资金", NUAN_CELL_TEXT, TRUE, NULL },
  { "source", "资金来源", NUAN_CELL_TEXT, FALSE, "source" },
  { "period-from", "期间起", NUAN_CELL_DAY },
  { "period-to", "期间止", NUAN_CELL_DAY },
  { "use-by", "使用期限", NUAN_CELL_DAY },
  { "opening", "期初余额（元）", NUAN_CELL_MONEY },
  { "received", "收入（元）", NUAN_CELL_MONEY },
  { "returned", "退回（元）", NUAN_CELL_MONEY },
  { "paid", "发放（元）", NUAN_CELL_MONEY },
  { "closing", "期末余额（元）", NUAN_CELL_MONEY },
  { "reserved", "待发放（元）", NUAN_CELL_MONEY },
  { "free", "可用（元）", NUAN_CELL_MONEY },
};

static const NuanTableWord receipt_words[] = {
  { "number", "领款单号", NUAN_CELL_TEXT },
  { "date", "日期", NUAN_CELL_DAY },
  { "household", "档案编号", NUAN_CELL_TEXT },
  { "payee", "领款人", NUAN_CELL_TEXT },
  { "unit", "单位", NUAN_CELL_TEXT },
  { "programme", "帮扶项目", NUAN_CELL_TEXT, FALSE, "programme" },
  { "fund", "资金", NUAN_CELL_TEXT },
  { "amount", "金额（元）", NUAN_CELL_MONEY },
  { "method", "发放方式", NUAN_CELL_TEXT, FALSE, "method" },
  { "cashier", "出纳", NUAN_CELL_TEXT },
  { "state", "状态", NUAN_CELL_TEXT },
  { "signed", "签收", NUAN_CELL_TEXT },
};

static const NuanTableWord grant_words[] = {
  { "household", "档案编号", NUAN_CELL_TEXT },
  { "member", "帮扶对象", NUAN_CELL_TEXT },
  { "programme", "帮扶项目", NUAN_CELL_TEXT, FALSE, "programme" },
  { "fund", "资金", NUAN_CELL_TEXT },
  { "amount", "金额（元）", NUAN_CELL_MONEY },
  { "state", "状态", NUAN_CELL_TEXT, FALSE, "grant-state" },
  { "drafted", "受理日期", NUAN_CELL_DAY },
  { "decided", "审批日期", NUAN_CELL_DAY },
};

static const NuanTableWord household_words[] = {
  { "state", "档案状态", NUAN_CELL_TEXT, TRUE, "household-state" },
  { "category", "困难类别", NUAN_CELL_TEXT, TRUE, "category" },
  { "unit", "单位", NUAN_CELL_TEXT, TRUE, NULL },
  { "cause", "致困原因", NUAN_CELL_TEXT, TRUE, "cause" },
  { "households", "户", NUAN_CELL_COUNT },
  { "persons", "人", NUAN_CELL_COUNT },
};

static const NuanTableSource sources[] = {
  { "payments", payment_words, G_N_ELEMENTS (payment_words), TRUE },
  { "funds", fund_words, G_N_ELEMENTS (fund_words), FALSE },
  { "receipts", receipt_words, G_N_ELEMENTS (receipt_words), FALSE },
  { "grants", grant_words, G_N_ELEMENTS (grant_words), FALSE },
  { "households", household_words, G_N_ELEMENTS (household_words), TRUE },
};

const NuanTableSource *
nuan_table_source_find (const char *code, GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      if (g_strcmp0 (sources[i].code, code) == 0)
        return &sources[i];
      g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", sources[i].code);
    }

  nuan_error_set (error, NUAN_ERROR_INVALID, "source", _("This source is unknown; the sources are %s"), known->str);
  return NULL;
}

static gboolean
may_stand (const NuanTableSource *source, const NuanTableWord *word, NuanTablePlace place)
{
  switch (place)
    {
    case NUAN_TABLE_ROWS:
      return source->grouped ? word->dimension : word->kind == NUAN_CELL_TEXT || word->kind == NUAN_CELL_DAY;
    case NUAN_TABLE_COLUMNS:
      return !source->grouped || !word->dimension;
    case NUAN_TABLE_FILTER:
    default:
      return source->grouped ? word->dimension : word->kind == NUAN_CELL_TEXT;
    }
}

const NuanTableWord *
nuan_table_source_get_word (const NuanTableSource *source, NuanTablePlace place, const char *code, GError **error)
{
  static const char *const keys[] = { "rows", "columns", "filter" };
  g_autoptr (GString) known = g_string_new (NULL);

  for (guint i = 0; i < source->n_words; i++)
    {
      const NuanTableWord *word = &source->words[i];

      if (!may_stand (source, word, place))
        continue;
      if (g_str_equal (word->code, code))
        return word;
      g_string_append_printf (known, "%s%s", known->len > 0 ? ", " : "", word->code);
    }

  nuan_error_set (error, NUAN_ERROR_INVALID, keys[place], _("“%s” cannot stand in %s; right would be %s"), code, keys[place],
                  known->str);
  return NULL;
}
