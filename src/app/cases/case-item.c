#include "config.h"

#include "app/cases/case-item.h"

#include <string.h>

#include "app/kit/secret.h"
#include "app/session/context.h"
#include "base/code-list.h"
#include "base/money.h"

enum {
  PROP_0,
  PROP_LOADING,
  PROP_NUMBER,
  PROP_NAME,
  PROP_MEMBERS,
  PROP_UNIT,
  PROP_CATEGORY,
  PROP_STATE,
  PROP_STATE_LABEL,
  PROP_LAST_HELP,
  PROP_YEAR_SUM,
  LAST_PROP
};

struct _NuanCaseItem
{
  GObject  parent_instance;

  gint64   id;
  gboolean loading;
  char    *texts[LAST_PROP];   /* of the text properties */
};

static GParamSpec *properties[LAST_PROP];

G_DEFINE_FINAL_TYPE (NuanCaseItem, nuan_case_item, G_TYPE_OBJECT)

const char *
nuan_category_sign (const char *category)
{
  static const struct { const char *code, *sign; } signs[] = { { "deep", "●" }, { "relative", "◐" }, { "accident", "◆" } };

  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_strcmp0 (category, signs[i].code) == 0)
      return signs[i].sign;

  return "○";
}

static void
take_text (NuanCaseItem *self, guint property, char *text)
{
  g_autofree char *taken = text;

  if (g_strcmp0 (self->texts[property], taken) == 0)
    return;

  g_free (self->texts[property]);
  self->texts[property] = g_steal_pointer (&taken);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* The head's name as markup: the characters that matched stand out by weight and line, not by colour alone; what matched
 * elsewhere follows. */
static char *
name_markup (const NuanCaseRow *row, gboolean hide)
{
  g_autoptr (GString) markup = g_string_new (NULL);
  glong length = g_utf8_strlen (row->head, -1);
  const char *from = g_utf8_offset_to_pointer (row->head, CLAMP (row->hit_start, 0, length));
  const char *to = g_utf8_offset_to_pointer (row->head, CLAMP (row->hit_start + row->hit_length, 0, length));
  g_autofree char *before = g_markup_escape_text (row->head, from - row->head);
  g_autofree char *hit = g_markup_escape_text (from, MAX (0, to - from));
  g_autofree char *after = g_markup_escape_text (to, -1);

  if (row->hit_length > 0)
    g_string_append_printf (markup, "%s<span weight=\"bold\" underline=\"single\">%s</span>%s", before, hit, after);
  else
    g_string_append_printf (markup, "%s%s%s", before, hit, after);

  if (row->hit != NULL && *row->hit != '\0')
    {
      g_autofree char *where = g_markup_escape_text (row->hit, -1);

      g_string_append_printf (markup, "  <span size=\"smaller\" alpha=\"75%%\">%s</span>", hide ? NUAN_VEIL : where);
    }

  return g_string_free (g_steal_pointer (&markup), FALSE);
}

static void
set_loading (NuanCaseItem *self, gboolean loading)
{
  if (self->loading == loading)
    return;

  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

void
nuan_case_item_set (NuanCaseItem *item, const NuanCaseRow *row, gboolean hide)
{
  g_return_if_fail (NUAN_IS_CASE_ITEM (item));

  if (row == NULL)
    {
      item->id = 0;
      set_loading (item, TRUE);
      return;
    }

  item->id = row->id;
  take_text (item, PROP_NUMBER, g_strdup (row->number));
  take_text (item, PROP_NAME, name_markup (row, hide));
  take_text (item, PROP_MEMBERS, g_strdup_printf ("%d", row->members));
  take_text (item, PROP_UNIT, g_strdup (row->unit));
  take_text (item, PROP_CATEGORY, *row->category != '\0' ? g_strconcat (nuan_category_sign (row->category), " ",
                                                                        nuan_code_label ("category", row->category), NULL)
                                                          : g_strdup ("—"));
  take_text (item, PROP_STATE, g_strdup (row->state));
  take_text (item, PROP_STATE_LABEL, g_strdup (nuan_code_label ("household-state", row->state)));
  take_text (item, PROP_LAST_HELP, row->last_help != NUAN_DAY_NONE ? nuan_day_format (row->last_help) : g_strdup ("—"));
  take_text (item, PROP_YEAR_SUM,
             row->year_fen == 0 ? g_strdup ("—") : hide ? g_strdup (NUAN_VEIL) : nuan_money_format (row->year_fen));
  set_loading (item, FALSE);
}

gint64
nuan_case_item_get_id (NuanCaseItem *item)
{
  g_return_val_if_fail (NUAN_IS_CASE_ITEM (item), 0);

  return item->id;
}

static void
nuan_case_item_finalize (GObject *object)
{
  NuanCaseItem *self = NUAN_CASE_ITEM (object);

  for (guint i = 0; i < LAST_PROP; i++)
    g_free (self->texts[i]);

  G_OBJECT_CLASS (nuan_case_item_parent_class)->finalize (object);
}

static void
nuan_case_item_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  NuanCaseItem *self = NUAN_CASE_ITEM (object);

  if (property_id == PROP_LOADING)
    g_value_set_boolean (value, self->loading);
  else if (property_id < LAST_PROP)
    g_value_set_string (value, self->texts[property_id]);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
nuan_case_item_class_init (NuanCaseItemClass *klass)
{
  static const struct { guint property; const char *name; } names[] = {
    { PROP_NUMBER, "number" }, { PROP_NAME, "name" }, { PROP_MEMBERS, "members" }, { PROP_UNIT, "unit" },
    { PROP_CATEGORY, "category" }, { PROP_STATE, "state" }, { PROP_STATE_LABEL, "state-label" },
    { PROP_LAST_HELP, "last-help" }, { PROP_YEAR_SUM, "year-sum" },
  };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = nuan_case_item_finalize;
  object_class->get_property = nuan_case_item_get_property;

  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    properties[names[i].property] = g_param_spec_string (names[i].name, NULL, NULL, NULL,
                                                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, LAST_PROP, properties);
}

static void
nuan_case_item_init (NuanCaseItem *self)
{
}

static GPtrArray *
read_rows (NuanConnection *connection, gconstpointer query, gint64 offset, guint limit, gint64 n_total, GError **error)
{
  return nuan_case_list_window (connection, query, offset, limit, n_total, error);
}

static gboolean
count_rows (NuanConnection *connection, gconstpointer query, gint64 *n, GError **error)
{
  return nuan_case_list_count (connection, query, n, error);
}

static gpointer
copy_query (gpointer query)
{
  return nuan_case_query_copy (query);
}

static void
free_query (gpointer query)
{
  nuan_case_query_free (query);
}

static gboolean
same_rows (gconstpointer a, gconstpointer b)
{
  g_autoptr (NuanCaseQuery) sorted_alike = nuan_case_query_copy (a);

  sorted_alike->order = ((const NuanCaseQuery *) b)->order;
  sorted_alike->descending = ((const NuanCaseQuery *) b)->descending;
  return nuan_case_query_equal (sorted_alike, b);
}

static void
fill_row (GObject *row, gpointer record, gpointer context)
{
  nuan_case_item_set (NUAN_CASE_ITEM (row), record, nuan_context_get_private (context));
}

/* The type is known only at run time: filled in by the first user. */
const NuanPagedSource *
nuan_case_source (void)
{
  static NuanPagedSource source = {
    .read = read_rows, .count = count_rows, .fill = fill_row, .copy_query = copy_query, .free_query = free_query, .same_rows = same_rows,
  };

  source.row_type = NUAN_TYPE_CASE_ITEM;
  return &source;
}
