#include "config.h"

#include "app/cases/waiting-item.h"

#include <glib/gi18n-lib.h>

#include "app/kit/secret.h"
#include "base/money.h"

struct _NuanWaitingItem
{
  GObject         parent_instance;

  NuanWaitingRow *row;
  char           *amount;
};

enum {
  PROP_0,
  PROP_TITLE,
  PROP_SUBTITLE,
  PROP_AMOUNT,
  PROP_ACT,
  PROP_CAN_ACT,
  LAST_PROP
};

static GParamSpec *properties[LAST_PROP];

G_DEFINE_FINAL_TYPE (NuanWaitingItem, nuan_waiting_item, G_TYPE_OBJECT)

/* What is done about it, as the button says. */
static const char *
act_label (const NuanWaitingRow *row)
{
  if (row == NULL)
    return NULL;

  switch (row->list)
    {
    case NUAN_WAITING_TO_APPROVE:
    case NUAN_WAITING_RESERVATIONS_PAST:
      return C_("waiting", "Decide…");
    case NUAN_WAITING_TO_PAY:
      return C_("waiting", "Pay…");
    case NUAN_WAITING_TO_SIGN:
      return C_("waiting", "Signed");
    case NUAN_WAITING_FUNDS_NEAR:
    default:
      return NULL;
    }
}

static void
nuan_waiting_item_finalize (GObject *object)
{
  NuanWaitingItem *self = NUAN_WAITING_ITEM (object);

  g_clear_pointer (&self->row, nuan_waiting_row_free);
  g_free (self->amount);

  G_OBJECT_CLASS (nuan_waiting_item_parent_class)->finalize (object);
}

static void
nuan_waiting_item_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  NuanWaitingItem *self = NUAN_WAITING_ITEM (object);

  switch (property_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->row != NULL ? self->row->title : "");
      break;
    case PROP_SUBTITLE:
      g_value_set_string (value, self->row != NULL ? self->row->subtitle : "");
      break;
    case PROP_AMOUNT:
      g_value_set_string (value, self->amount);
      break;
    case PROP_ACT:
      g_value_set_string (value, act_label (self->row));
      break;
    case PROP_CAN_ACT:
      g_value_set_boolean (value, act_label (self->row) != NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
nuan_waiting_item_class_init (NuanWaitingItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = nuan_waiting_item_finalize;
  object_class->get_property = nuan_waiting_item_get_property;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, NULL, flags);
  properties[PROP_AMOUNT] = g_param_spec_string ("amount", NULL, NULL, NULL, flags);
  properties[PROP_ACT] = g_param_spec_string ("act", NULL, NULL, NULL, flags);
  properties[PROP_CAN_ACT] = g_param_spec_boolean ("can-act", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, LAST_PROP, properties);
}

static void
nuan_waiting_item_init (NuanWaitingItem *self)
{
}

void
nuan_waiting_item_set (NuanWaitingItem *item, const NuanWaitingRow *row, gboolean hide)
{
  g_return_if_fail (NUAN_IS_WAITING_ITEM (item));

  g_clear_pointer (&item->row, nuan_waiting_row_free);
  g_free (item->amount);
  item->row = row != NULL ? nuan_waiting_row_copy (row) : NULL;
  item->amount = row == NULL ? g_strdup ("") : hide ? g_strdup (NUAN_VEIL) : nuan_money_format (row->amount_fen);
  for (guint property = PROP_0 + 1; property < LAST_PROP; property++)
    g_object_notify_by_pspec (G_OBJECT (item), properties[property]);
}

const NuanWaitingRow *
nuan_waiting_item_get_row (NuanWaitingItem *item)
{
  g_return_val_if_fail (NUAN_IS_WAITING_ITEM (item), NULL);

  return item->row;
}
