#include "config.h"

#include "store/journal/register.h"

#include <string.h>

/* # a number, #? one that may be missing, ! a text and !! a key that are told by their digest; any other is a text. In the schema's order. */
static const struct
{
  NuanShapeKind kind;
  const char   *table, *key, *link, *columns;
  gboolean      by_journal;
  int           since;
} guarded[] = {
  { NUAN_SHAPE_FACT, "assessment", "id", NULL,
    "id# household_id# version# on_day category computed income_fen# expense_fen# persons# line_fen# line_from per_capita arithmetic standards reason"
    " drafted_by# confirmed_by# journal_id#" },
  { NUAN_SHAPE_THING, "centre", "id", NULL, "id# name unit region seal_key!! is_demo# created_at" },
  { NUAN_SHAPE_THING, "counter", "1", NULL, "name value#" },   /* all of them are one thing */
  { NUAN_SHAPE_FACT, "entry", "id", NULL, "id# fund_id# on_day kind memo reverses#? journal_id#" },
  { NUAN_SHAPE_PART, "entry_movement", "id", "entry_id",
    "id# entry_id# fund_id# fund_seq# debit credit amount_fen# bank_fen# cash_fen# goods_fen# balance_fen#" },
  { NUAN_SHAPE_FACT, "finding_answer", "id", NULL, "id# finding line about reason answered_by# journal_id#" },
  { NUAN_SHAPE_THING, "fund", "id", NULL, "id# name source from_day to_day use_by journal_id#" },
  { NUAN_SHAPE_PART, "fund_programme", "programme", "fund_id", "fund_id# programme" },
  { NUAN_SHAPE_THING, "grants", "id", NULL,
    "id# household_id# member_id# programme fund_id# amount_fen# self_paid_fen# reason state drafted_by# drafted_on decided_by#? decided_on"
    " assessment_id#? standards decision_reason ended_on" },
  { NUAN_SHAPE_THING, "household", "id", NULL,
    "id# number state version# unit_id# address phone note accident# accident_reason changed_by# changed_on category" },
  { NUAN_SHAPE_PART, "household_author", "staff_id", "household_id", "household_id# staff_id#" },
  { NUAN_SHAPE_PART, "household_cause", "place", "household_id", "household_id# place# cause" },
  { NUAN_SHAPE_PART, "household_amount", "side, head", "household_id", "household_id# side head amount_fen#" },
  { NUAN_SHAPE_PART, "member", "id", "household_id",
    "id# household_id# place# name id_number relation phone card employer health counted# birth sex# removed# open#" },
  { NUAN_SHAPE_FACT, "household_reason", "journal_id", NULL, "journal_id# household_id# reason" },
  { NUAN_SHAPE_FACT, "payment", "id", NULL,
    "id# grant_id# entry_id# on_day method amount_fen# card proxy_name proxy_id proxy_relation proxy_reason paid_by# household_id# member_id# fund_id#"
    " programme category unit_id# journal_id#" },
  { NUAN_SHAPE_FACT, "payment_void", "payment_id", NULL, "payment_id# on_day reason voided_by# entry_id# journal_id#", TRUE },
  { NUAN_SHAPE_FACT, "receipt", "id", NULL,
    "id# year# seq# payment_id# layout# centre on_day household_number payee payee_id_masked unit programme fund amount_fen# amount_words method"
    " card_tail proxy_name proxy_id_masked proxy_relation proxy_reason handler reviewer cashier code journal_id#" },
  { NUAN_SHAPE_FACT, "receipt_print", "id", NULL, "id# receipt_id# copy# printed_by# journal_id#" },
  { NUAN_SHAPE_FACT, "receipt_signature", "receipt_id", NULL, "receipt_id# on_day ticked_by# journal_id#", TRUE },
  { NUAN_SHAPE_FACT, "receipt_tick", "id", NULL, "id# receipt_id# is_signed# on_day ticked_by# journal_id#", .since = 6 },
  { NUAN_SHAPE_THING, "staff", "id", NULL, "id# login name roles# password! disabled#" },
  { NUAN_SHAPE_FACT, "standard", "id", NULL, "id# name value from_day journal_id#" },
  { NUAN_SHAPE_THING, "unit", "id", NULL, "id# name parent_id#?" },
};

static NuanColumnKind
take_kind (char *word)
{
  static const struct { const char *mark; NuanColumnKind kind; } marks[] = {
    { "#?", NUAN_COLUMN_NULLABLE }, { "#", NUAN_COLUMN_NUMBER }, { "!!", NUAN_COLUMN_SECRET_KEY }, { "!", NUAN_COLUMN_SECRET },
  };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (g_str_has_suffix (word, marks[i].mark))
      {
        word[strlen (word) - strlen (marks[i].mark)] = '\0';
        return marks[i].kind;
      }

  return NUAN_COLUMN_TEXT;
}

static void
split_columns (NuanShape *shape, const char *columns)
{
  shape->names = g_strsplit (columns, " ", -1);
  shape->n_columns = g_strv_length (shape->names);
  shape->kinds = g_new (NuanColumnKind, shape->n_columns);
  for (guint i = 0; i < shape->n_columns; i++)
    shape->kinds[i] = take_kind (shape->names[i]);
}

static const char *
keep (char *sql)
{
  const char *kept = g_intern_string (sql);

  g_free (sql);
  return kept;
}

/* The statements, whose addresses a connection keeps. */
static void
word_statements (NuanShape *shape)
{
  g_autofree char *columns = g_strjoinv (", ", shape->names);
  const gboolean is_one = g_str_equal (shape->key, "1");
  const char *order = is_one ? "name" : shape->key;

  if (shape->kind == NUAN_SHAPE_PART)
    {
      shape->one = keep (g_strdup_printf ("SELECT %s FROM %s WHERE %s = ? ORDER BY %s", columns, shape->table, shape->link, shape->key));
      shape->range = keep (g_strdup_printf ("SELECT %s, %s FROM %s WHERE %s > ? AND %s <= ? ORDER BY %s, %s", shape->link, columns, shape->table,
                                            shape->link, shape->link, shape->link, shape->key));
      return;
    }

  shape->one = keep (g_strdup_printf ("SELECT %s FROM %s WHERE %s = ? ORDER BY %s", columns, shape->table, shape->key, order));
  if (shape->by_journal)
    shape->window = keep (g_strdup_printf ("SELECT %s, journal_id, %s FROM %s WHERE (journal_id, %s) > (?, ?) ORDER BY journal_id, %s LIMIT ?",
                                           shape->key, columns, shape->table, shape->key, shape->key));
  else
    shape->window = keep (g_strdup_printf ("SELECT %s, %s, %s FROM %s WHERE %s > ? ORDER BY %s LIMIT ?", shape->key,
                                           shape->kind == NUAN_SHAPE_FACT ? "journal_id" : "0", columns, shape->table, shape->key, order));
}

static gpointer
make_shapes (gpointer unused)
{
  NuanShape *shapes = g_new0 (NuanShape, G_N_ELEMENTS (guarded));
  const NuanShape *head = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (guarded); i++)
    {
      shapes[i].kind = guarded[i].kind;
      shapes[i].table = guarded[i].table;
      shapes[i].key = guarded[i].key;
      shapes[i].link = guarded[i].link;
      shapes[i].by_journal = guarded[i].by_journal;
      shapes[i].since = guarded[i].since;
      if (shapes[i].kind == NUAN_SHAPE_PART)
        shapes[i].head = head;
      else
        head = &shapes[i];
      split_columns (&shapes[i], guarded[i].columns);
      word_statements (&shapes[i]);
    }

  return shapes;
}

const NuanShape *
nuan_shapes (guint *n)
{
  static GOnce once = G_ONCE_INIT;

  if (n != NULL)
    *n = G_N_ELEMENTS (guarded);
  return g_once (&once, make_shapes, NULL);
}

const NuanShape *
nuan_shape_find (const char *table)
{
  const NuanShape *shapes = nuan_shapes (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (guarded); i++)
    if (shapes[i].kind != NUAN_SHAPE_PART && g_str_equal (shapes[i].table, table))
      return &shapes[i];

  g_error ("no guarded table %s", table);
}
