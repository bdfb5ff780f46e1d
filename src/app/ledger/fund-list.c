#include "config.h"

#include "app/ledger/fund-list.h"

#include "app/ledger/fund-item.h"
#include "model/standard.h"
#include "store/money/fund-store.h"
#include "store/office/standard-store.h"

struct _NuanFundList
{
  GPtrArray    *funds;    /* NuanFund */
  NuanStandards standards;
  NuanDay       today;
};

void
nuan_fund_list_free (gpointer data)
{
  NuanFundList *list = data;

  g_clear_pointer (&list->funds, g_ptr_array_unref);
  g_free (list);
}

static gboolean
is_over (const NuanFund *fund, NuanDay today)
{
  return nuan_fund_is_past (fund, today) && fund->received_fen - fund->returned_fen - fund->paid_fen == 0;
}

/* What can still be used first, the most urgent on top; then what is over and empty, newest on top. */
static int
compare_funds (gconstpointer a, gconstpointer b, gpointer data)
{
  const NuanFund *first = *(const NuanFund *const *) a;
  const NuanFund *second = *(const NuanFund *const *) b;
  const gboolean over = is_over (first, *(NuanDay *) data);

  if (over != is_over (second, *(NuanDay *) data))
    return over ? 1 : -1;
  if (first->use_by != second->use_by)
    return (first->use_by < second->use_by) != over ? -1 : 1;
  return first->id < second->id ? -1 : first->id > second->id;
}

gpointer
nuan_fund_list_read (NuanConnection *connection, gpointer input, GCancellable *cancellable, GError **error)
{
  NuanFundList *list = g_new0 (NuanFundList, 1);

  list->today = nuan_connection_get_today (connection);
  list->funds = nuan_fund_store_list (connection, error);
  if (list->funds != NULL && nuan_standard_store_get (connection, list->today, &list->standards, error))
    {
      g_ptr_array_sort_with_data (list->funds, compare_funds, &list->today);
      return list;
    }
  nuan_fund_list_free (list);
  return NULL;
}

static gboolean
same_funds (GListModel *items, GPtrArray *funds)
{
  if (g_list_model_get_n_items (items) != funds->len)
    return FALSE;
  for (guint i = 0; i < funds->len; i++)
    {
      g_autoptr (NuanFundItem) item = g_list_model_get_item (items, i);

      if (nuan_fund_item_get_fund (item)->id != ((const NuanFund *) g_ptr_array_index (funds, i))->id)
        return FALSE;
    }
  return TRUE;
}

/* The same funds keep their cards; only the figures change under the eye. */
void
nuan_fund_list_take (const NuanFundList *list, GListStore *funds)
{
  const gboolean same = same_funds (G_LIST_MODEL (funds), list->funds);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < list->funds->len; i++)
    {
      const NuanFund *fund = g_ptr_array_index (list->funds, i);
      const NuanFundAlert alert = nuan_fund_alert (fund, &list->standards, list->today);

      if (same)
        {
          g_autoptr (NuanFundItem) item = g_list_model_get_item (G_LIST_MODEL (funds), i);

          nuan_fund_item_fill (item, fund, alert);
        }
      else
        {
          g_ptr_array_add (items, nuan_fund_item_new (fund, alert));
        }
    }
  if (!same)
    g_list_store_splice (funds, 0, g_list_model_get_n_items (G_LIST_MODEL (funds)), items->pdata, items->len);
}

void
nuan_fund_list_set_private (GListModel *funds, gboolean hide)
{
  for (guint i = 0; i < g_list_model_get_n_items (funds); i++)
    {
      g_autoptr (NuanFundItem) item = g_list_model_get_item (funds, i);

      nuan_fund_item_set_private (item, hide);
    }
}

guint
nuan_fund_list_find (GListModel *funds, gint64 fund_id)
{
  const guint n = g_list_model_get_n_items (funds);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (NuanFundItem) item = g_list_model_get_item (funds, i);

      if (nuan_fund_item_get_fund (item)->id == fund_id)
        return i;
    }
  return n > 0 ? 0 : G_MAXUINT;
}
