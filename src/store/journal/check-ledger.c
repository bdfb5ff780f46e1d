#include "config.h"

#include "store/engine/engine.h"
#include "store/journal/check-private.h"

/* What the movement before left of a fund. */
typedef struct
{
  gint64 seq;
  gint64 held_fen[3];
} Chain;

static const char *const holdings[] = { "bank", "cash", "goods" };

#define SELECT_MOVEMENTS \
  "SELECT id, fund_id, fund_seq, debit, credit, amount_fen, balance_fen, bank_fen, cash_fen, goods_fen FROM entry_movement ORDER BY id"

/* What a holding must be now; FALSE: no number. */
static gboolean
follows (NuanStatement *row, const char *holding, gint64 before_fen, gint64 now_fen)
{
  const gint64 amount_fen = nuan_statement_int (row, 5);
  gint64 next_fen = before_fen;

  if (g_str_equal (nuan_statement_text (row, 3), holding))
    return !__builtin_add_overflow (before_fen, amount_fen, &next_fen) && next_fen == now_fen;
  if (g_str_equal (nuan_statement_text (row, 4), holding))
    return !__builtin_sub_overflow (before_fen, amount_fen, &next_fen) && next_fen == now_fen;

  return next_fen == now_fen;
}

static gboolean
holds (NuanStatement *row, Chain *chain)
{
  gint64 next, sum_fen = 0;
  gboolean good = !__builtin_add_overflow (chain->seq, 1, &next) && nuan_statement_int (row, 2) == next && nuan_statement_int (row, 5) > 0;

  for (guint i = 0; i < G_N_ELEMENTS (holdings); i++)
    {
      const gint64 now_fen = nuan_statement_int (row, 7 + (int) i);

      good = good && now_fen >= 0 && follows (row, holdings[i], chain->held_fen[i], now_fen) && !__builtin_add_overflow (sum_fen, now_fen, &sum_fen);
      chain->held_fen[i] = now_fen;
    }

  chain->seq = nuan_statement_int (row, 2);
  return good && sum_fen == nuan_statement_int (row, 6);
}

static void
add_movement (NuanFindings *findings, gint64 id, const Chain *before)
{
  g_autofree char *about = g_strdup_printf ("movement %" G_GINT64_FORMAT, id);
  g_autofree char *what = g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, before->seq,
                                           before->held_fen[0], before->held_fen[1], before->held_fen[2]);

  nuan_findings_add (findings, about, what, NULL);
}

/* Where the last movement of a fund is gone, the counter of its balance knows of one more. */
static gboolean
check_tails (NuanConnection *connection, GHashTable *chains, NuanFindings *findings, GError **error)
{
  g_autoptr (NuanStatement) row = nuan_statement (connection, "SELECT fund_id, movements FROM fund_balance ORDER BY fund_id", "");

  while (nuan_statement_next (row, error))
    {
      const gint64 fund_id = nuan_statement_int (row, 0), movements = nuan_statement_int (row, 1);
      const Chain *chain = g_hash_table_lookup (chains, &fund_id);
      g_autofree char *about = g_strdup_printf ("fund %" G_GINT64_FORMAT, fund_id);
      g_autofree char *what = g_strdup_printf ("movements %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, movements, chain != NULL ? chain->seq : 0);

      if (movements != (chain != NULL ? chain->seq : 0))
        nuan_findings_add (findings, about, what, NULL);
    }

  return !nuan_statement_failed (row);
}

/* An entry is its movements. */
static gboolean
check_entries (NuanConnection *connection, NuanFindings *findings, GError **error)
{
  g_autoptr (NuanStatement) row = nuan_statement (connection,
                                                  "SELECT 'entry ' || e.id FROM entry e"
                                                  " WHERE NOT EXISTS (SELECT 1 FROM entry_movement m WHERE m.entry_id = e.id) ORDER BY e.id", "");

  while (nuan_statement_next (row, error))
    nuan_findings_add (findings, nuan_statement_text (row, 0), "movement", NULL);
  return !nuan_statement_failed (row);
}

/* In the order in which they were written, which is that of each fund's chain: the guard lets no other in. One walk, whatever the number of funds. */
gboolean
nuan_check_chain (NuanConnection *connection, NuanFindings *findings, gint64 *count, GError **error)
{
  g_autoptr (GHashTable) chains = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (NuanStatement) row = nuan_statement (connection, SELECT_MOVEMENTS, "");

  while (nuan_statement_next (row, error))
    {
      const gint64 fund_id = nuan_statement_int (row, 1);
      Chain *chain = g_hash_table_lookup (chains, &fund_id), before;

      if (chain == NULL)
        {
          chain = g_new0 (Chain, 1);
          g_hash_table_insert (chains, g_memdup2 (&fund_id, sizeof fund_id), chain);
        }
      before = *chain;
      if (!holds (row, chain))
        add_movement (findings, nuan_statement_int (row, 0), &before);
    }

  return !nuan_statement_failed (row) && check_tails (connection, chains, findings, error) && check_entries (connection, findings, error);
}
