#include "config.h"

#include "app/parts/entry-item.h"

#include <glib/gi18n-lib.h>

#include "app/kit/secret.h"
#include "app/session/context.h"
#include "base/money.h"
#include "model/money/entry.h"

struct _NuanEntryItem
{
  GObject      parent_instance;

  NuanEntryRow row;        /* owned copy of the record */
  char        *texts[8];   /* the properties */
};

G_DEFINE_FINAL_TYPE (NuanEntryItem, nuan_entry_item, G_TYPE_OBJECT)

enum { PROP_0, PROP_DAY, PROP_KIND, PROP_MEMO, PROP_DEBIT, PROP_CREDIT, PROP_CHANGE, PROP_BALANCE, PROP_RECEIPT, LAST_PROP };
static GParamSpec *properties[LAST_PROP];

G_STATIC_ASSERT (LAST_PROP - 1 == G_N_ELEMENTS (((NuanEntryItem *) NULL)->texts));

static void
set_text (NuanEntryItem *self, guint property, char *text /* taken */)
{
  char **place = &self->texts[property - 1];

  if (g_strcmp0 (*place, text) == 0)
    {
      g_free (text);
      return;
    }
  g_free (*place);
  *place = text;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* "+9,000.00", "−9,000.00"; nothing for a movement inside the fund. */
static char *
format_change (gint64 change_fen)
{
  g_autofree char *text = nuan_money_format (change_fen);

  return change_fen == 0 ? g_strdup ("") : g_strconcat (change_fen > 0 ? "+" : "", text, NULL);
}

static char *
format_memo (const NuanEntryRow *row)
{
  if (row->reversed)
    return g_strdup_printf (_("%s (reversed)"), row->memo);
  if (row->reverses != 0)
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, row->reverses);

      return g_strdup_printf (_("%s (reverses entry %s)"), row->memo, number);
    }
  return g_strdup (row->memo);
}

static void
clear_row (NuanEntryItem *self)
{
  g_free (self->row.kind);
  g_free (self->row.memo);
  g_free (self->row.debit);
  g_free (self->row.credit);
  g_free (self->row.receipt_number);
  self->row = (NuanEntryRow) { 0 };
}

static void
copy_row (NuanEntryItem *self, const NuanEntryRow *row)
{
  self->row = *row;
  self->row.kind = g_strdup (row->kind);
  self->row.memo = g_strdup (row->memo);
  self->row.debit = g_strdup (row->debit);
  self->row.credit = g_strdup (row->credit);
  self->row.receipt_number = g_strdup (row->receipt_number);
}

static void
fill (GObject *object, gpointer record, gpointer data)
{
  NuanEntryItem *self = NUAN_ENTRY_ITEM (object);
  const NuanEntryRow *row = record;
  const gboolean hide = nuan_context_get_private (data);

  clear_row (self);
  if (row == NULL)
    {
      for (guint i = PROP_DAY; i < LAST_PROP; i++)
        set_text (self, i, g_strdup (""));
      return;
    }

  copy_row (self, row);
  set_text (self, PROP_DAY, nuan_day_format (row->day));
  set_text (self, PROP_KIND, g_strdup (nuan_entry_kind_label (row->kind, row->debit)));
  set_text (self, PROP_MEMO, hide ? g_strdup (NUAN_VEIL) : format_memo (row));
  set_text (self, PROP_DEBIT, nuan_account_label (row->debit));
  set_text (self, PROP_CREDIT, nuan_account_label (row->credit));
  set_text (self, PROP_CHANGE, hide ? g_strdup (NUAN_VEIL) : format_change (row->change_fen));
  set_text (self, PROP_BALANCE, hide ? g_strdup (NUAN_VEIL) : nuan_money_format (row->balance_fen));
  set_text (self, PROP_RECEIPT, g_strdup (row->receipt_number));
}

static GPtrArray *
read_entries (NuanConnection *connection, gconstpointer query, gint64 offset, guint limit, gint64 n_total, GError **error)
{
  return nuan_ledger_entries (connection, *(const gint64 *) query, offset, limit, TRUE, error);
}

static gboolean
count_entries (NuanConnection *connection, gconstpointer query, gint64 *n, GError **error)
{
  return nuan_ledger_count (connection, *(const gint64 *) query, n, error);
}

static gpointer
copy_query (gpointer query)
{
  return g_memdup2 (query, sizeof (gint64));
}

static void
nuan_entry_item_get_property (GObject *object, guint property, GValue *value, GParamSpec *pspec)
{
  NuanEntryItem *self = NUAN_ENTRY_ITEM (object);

  if (property > PROP_0 && property < LAST_PROP)
    g_value_set_string (value, self->texts[property - 1]);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
}

static void
nuan_entry_item_finalize (GObject *object)
{
  NuanEntryItem *self = NUAN_ENTRY_ITEM (object);

  clear_row (self);
  for (guint i = 0; i < G_N_ELEMENTS (self->texts); i++)
    g_free (self->texts[i]);

  G_OBJECT_CLASS (nuan_entry_item_parent_class)->finalize (object);
}

static void
nuan_entry_item_class_init (NuanEntryItemClass *klass)
{
  static const char *const names[LAST_PROP] = { NULL, "day", "kind", "memo", "debit", "credit", "change", "balance", "receipt" };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = nuan_entry_item_get_property;
  object_class->finalize = nuan_entry_item_finalize;

  for (guint i = PROP_DAY; i < LAST_PROP; i++)
    properties[i] = g_param_spec_string (names[i], NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, LAST_PROP, properties);
}

static void
nuan_entry_item_init (NuanEntryItem *self)
{
}

const NuanEntryRow *
nuan_entry_item_get_row (NuanEntryItem *item)
{
  g_return_val_if_fail (NUAN_IS_ENTRY_ITEM (item), NULL);

  return &item->row;
}

/* The type is known only at run time: filled in by the first user. */
const NuanPagedSource *
nuan_entry_source (void)
{
  static NuanPagedSource source = {
    .read = read_entries, .count = count_entries, .fill = fill, .copy_query = copy_query, .free_query = g_free,
  };

  source.row_type = NUAN_TYPE_ENTRY_ITEM;
  return &source;
}
