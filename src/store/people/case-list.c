#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/code-list.h"
#include "base/name-form.h"
#include "base/pinyin.h"
#include "store/people/case-list-private.h"

void
nuan_case_row_free (NuanCaseRow *row)
{
  if (row == NULL)
    return;

  g_free (row->number);
  g_free (row->head);
  g_free (row->unit);
  g_free (row->category);
  g_free (row->state);
  g_free (row->hit);
  g_free (row);
}

/* NULL without ERROR: the household is not there. */
static NuanCaseRow *
read_row (NuanConnection *connection, gint64 id, GError **error)
{
  const gint64 year = nuan_day_year (nuan_connection_get_today (connection));
  NuanCaseRow *row;
  g_autoptr (NuanStatement) statement = nuan_statement (connection,
    "SELECT h.number, h.head_name, u.name, h.category, h.state, h.member_count, h.last_help,"
    " CASE WHEN h.help_year = ? THEN h.help_fen ELSE 0 END"
    "  FROM household h JOIN unit u ON u.id = h.unit_id WHERE h.id = ?", "ii", year, id);

  if (!nuan_statement_next (statement, error))
    return NULL;

  row = g_new0 (NuanCaseRow, 1);
  row->id = id;
  row->number = nuan_statement_dup (statement, 0);
  row->head = nuan_statement_dup (statement, 1);
  row->unit = nuan_statement_dup (statement, 2);
  row->category = nuan_statement_dup (statement, 3);
  row->state = nuan_statement_dup (statement, 4);
  row->members = (gint) nuan_statement_int (statement, 5);
  row->last_help = nuan_statement_day (statement, 6);
  row->year_fen = nuan_statement_int (statement, 7);
  row->hit = g_strdup ("");
  return row;
}

static gboolean
add_row (NuanConnection *connection, GPtrArray *rows, gint64 id, GError **error)
{
  g_autoptr (GError) local = NULL;
  NuanCaseRow *row = read_row (connection, id, &local);

  if (row != NULL)
    g_ptr_array_add (rows, row);
  if (local == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* What matched --------------------------------------------------------------------------------------------------------------- */

/* Marks N folded characters from START on in HEAD, which may hold blanks and dots that the search does not know. */
static void
mark (NuanCaseRow *row, glong start, glong n)
{
  glong folded_at = 0, at = 0;
  gint first = -1, last = -1;

  for (const char *c = row->head; *c != '\0'; c = g_utf8_next_char (c), at++)
    {
      g_autofree char *one = g_strndup (c, g_utf8_next_char (c) - c);
      g_autofree char *folded = nuan_name_form (one);
      const glong length = g_utf8_strlen (folded, -1);

      if (length > 0 && folded_at + length > start && folded_at < start + n)
        {
          first = first < 0 ? (gint) at : first;
          last = (gint) at;
        }
      folded_at += length;
    }

  row->hit_start = MAX (first, 0);
  row->hit_length = first < 0 ? 0 : last - first + 1;
}

/* A part of the name itself; or initials, one a character; or the full pinyin, which stands for the whole name. */
static void
mark_head (NuanCaseRow *row, const char *key, const char *search)
{
  g_autofree char *folded = nuan_name_form (row->head);
  const glong n_head = g_utf8_strlen (folded, -1), n_key = g_utf8_strlen (key, -1);
  const glong n_search = g_utf8_strlen (search, -1);

  if (g_str_has_suffix (folded, key))
    mark (row, n_head - n_key, n_search);
  else
    mark (row, 0, n_key == n_head ? n_search : n_head);
}

static void
tell_member (NuanCaseRow *row, const NuanHit *hit, const char *name, const char *relation, const char *search)
{
  const gboolean is_head = g_str_equal (relation, "02");
  const gsize n_key = strlen (hit->key);
  g_autofree char *end = NULL, *of_head = NULL;

  /* Of several who are meant the head, by whom the family is called. */
  if (hit->kind == NUAN_HIT_NAME)
    {
      of_head = is_head ? g_strdup (hit->key) : nuan_search_find_key (row->head, search);
      if (of_head != NULL)
        mark_head (row, of_head, search);
      else
        {
          g_free (row->hit);
          row->hit = g_strdup_printf ("%s — %s", name, nuan_code_label ("relation", relation));
        }
      return;
    }

  /* Four digits tell which number it was and give nothing away; the key of a tail runs backwards. */
  if (hit->kind == NUAN_HIT_TAIL)
    end = g_strreverse (g_strndup (hit->key + 1, 4));
  else
    end = g_strdup (hit->key + (n_key > 4 ? n_key - 4 : 0));
  g_free (row->hit);
  row->hit = is_head ? g_strconcat ("…", end, NULL) : g_strconcat (name, " …", end, NULL);
}

static gboolean
tell_hit (NuanConnection *connection, NuanCaseRow *row, const NuanHit *hit, const char *search, GError **error)
{
  g_autoptr (NuanStatement) member = NULL;

  if (hit->kind == NUAN_HIT_NUMBER)
    return TRUE;
  if (hit->kind == NUAN_HIT_RECEIPT)
    {
      g_free (row->hit);
      row->hit = g_strdup (hit->key);
      return TRUE;
    }

  member = nuan_statement (connection, "SELECT name, relation FROM member WHERE id = ?", "i", hit->member_id);
  if (nuan_statement_next (member, error))
    {
      tell_member (row, hit, nuan_statement_text (member, 0), nuan_statement_text (member, 1), search);
    }

  return !nuan_statement_failed (member);
}

/* Windows -------------------------------------------------------------------------------------------------------------------- */

static gboolean
has_search (const NuanCaseQuery *query)
{
  g_autofree char *folded = nuan_name_form (query->search);

  return *folded != '\0';
}

static gboolean
search_window (NuanConnection *connection, const NuanCaseQuery *query, gint64 offset, guint limit, GPtrArray *rows,
               GError **error)
{
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func ((GDestroyNotify) nuan_hit_free);
  g_autofree char *search = nuan_name_form (query->search);

  if (!nuan_case_search (connection, query, offset, limit, hits, NULL, error))
    return FALSE;

  for (guint i = 0; i < hits->len; i++)
    {
      const NuanHit *hit = g_ptr_array_index (hits, i);
      const guint n_before = rows->len;

      if (!add_row (connection, rows, hit->household_id, error))
        return FALSE;
      if (rows->len > n_before && !tell_hit (connection, g_ptr_array_index (rows, n_before), hit, search, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
order_window (NuanConnection *connection, const NuanCaseQuery *query, gint64 offset, guint limit, gint64 n_total,
              GPtrArray *rows, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!nuan_case_order_window (connection, query, offset, limit, n_total, ids, error))
    return FALSE;

  for (guint i = 0; i < ids->len; i++)
    if (!add_row (connection, rows, g_array_index (ids, gint64, i), error))
      return FALSE;

  return TRUE;
}

GPtrArray *
nuan_case_list_window (NuanConnection *connection, const NuanCaseQuery *query, gint64 offset, guint limit, gint64 n_total,
                       GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) nuan_case_row_free);

  g_return_val_if_fail (query->order < NUAN_N_CASE_ORDERS && offset >= 0, NULL);

  if (!(has_search (query) ? search_window (connection, query, offset, limit, rows, error)
                           : order_window (connection, query, offset, limit, n_total, rows, error)))
    return NULL;

  return g_steal_pointer (&rows);
}

gboolean
nuan_case_list_count (NuanConnection *connection, const NuanCaseQuery *query, gint64 *n, GError **error)
{
  if (has_search (query))
    return nuan_case_search (connection, query, 0, 0, NULL, n, error);

  return nuan_case_order_count (connection, query, n, error);
}
