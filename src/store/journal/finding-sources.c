#include "config.h"

#include "store/journal/finding-sources.h"

#include "store/journal/check-sql.h"

#define OF_ENTRY(column)      "(SELECT " column " FROM entry WHERE id = ?1)"
#define OF_MOVEMENT(column)   "(SELECT " column " FROM entry_movement WHERE id = ?1)"
#define OF_PAYMENT(column)    "(SELECT " column " FROM payment WHERE id = ?1)"
#define OF_RECEIPT(column)    "(SELECT " column " FROM receipt WHERE id = ?1)"
#define OF_GRANT(column)      "(SELECT " column " FROM grants WHERE id = ?1)"
#define OF_MEMBER(column)     "(SELECT " column " FROM member WHERE id = ?1)"
#define OF_HOUSEHOLD(column)  "(SELECT " column " FROM household WHERE number = ?1)"

/* Of the movement before, in the chain of its fund; none: NULL. */
#define BEFORE(column) \
  "(SELECT p." column " FROM entry_movement p JOIN entry_movement m ON m.fund_id = p.fund_id WHERE m.id = ?1 AND p.fund_seq < m.fund_seq" \
  " ORDER BY p.fund_seq DESC LIMIT 1)"

/* The receipts on both sides of each gap, and those of one number: they tell the gaps wholly, and a receipt written since changes nothing. */
#define BESIDE_A_GAP \
  "year = ?1 AND ((seq <> 1 AND NOT EXISTS (SELECT 1 FROM receipt r WHERE r.year = receipt.year AND r.seq = receipt.seq - 1))" \
  " OR (seq < (SELECT max (r.seq) FROM receipt r WHERE r.year = ?1)" \
  "     AND NOT EXISTS (SELECT 1 FROM receipt r WHERE r.year = receipt.year AND r.seq = receipt.seq + 1))" \
  " OR EXISTS (SELECT 1 FROM receipt r WHERE r.year = receipt.year AND r.seq = receipt.seq AND r.id <> receipt.id))"

/* The same person in another open file. */
#define SAME_PERSON "open = 1 AND id_number <> '' AND id_number = " OF_MEMBER ("id_number")

#define ROWS_ARE_MISSING "NOT EXISTS (SELECT 1 FROM journal j WHERE j.id BETWEEN ?1 AND ?2)"

/* Whose number the counter would give again; the counter of another year counts on without a word. */
#define COUNTER_BEHIND \
  "name = 'household-' || substr (?1, 2, 4) AND value < CASE WHEN ?1 LIKE '_____-%' THEN cast (substr (?1, 7) AS BIGINT) ELSE 0 END"

const NuanFindingSource nuan_finding_sources[] = {
  { NULL, "fund", "fund_balance", "fund_id = ?1" },
  { NULL, "fund", "fund", "id = ?1" },

  { NULL, "movement", "entry_movement", "id = ?1" },
  { NULL, "movement", "entry_movement", "id = " BEFORE ("id"), .aside = TRUE },
  { NULL, "movement", "entry", "id = " OF_MOVEMENT ("entry_id") },
  { NULL, "movement", "entry", "fund_id = " OF_MOVEMENT ("fund_id") " AND id < " OF_MOVEMENT ("entry_id") " AND id > coalesce (" BEFORE ("entry_id") ", 0)" },
  { NULL, "movement", "payment", "entry_id = " OF_MOVEMENT ("entry_id") },

  { NULL, "entry", "entry", "id = ?1" },
  { NULL, "entry", "entry_movement", "entry_id = ?1" },
  { NULL, "entry", "journal", "id = " OF_ENTRY ("journal_id") },
  { NULL, "entry", "payment", "entry_id = ?1" },
  { NULL, "entry", "payment_void", "entry_id = ?1" },
  { NULL, "entry", "entry", "id = " OF_ENTRY ("reverses"), .aside = TRUE },
  { NULL, "entry", "entry_movement", "entry_id = " OF_ENTRY ("reverses"), .aside = TRUE },
  /* Of a gap: where it ends. */
  { "entries", "entry", "entry", "id = (SELECT min (n.id) FROM entry n WHERE n.id > ?1) AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.id = ?1)", .aside = TRUE },

  { NULL, "payment", "payment", "id = ?1" },
  { NULL, "payment", "payment_void", "payment_id = ?1" },
  { NULL, "payment", "receipt", "payment_id = ?1" },
  { NULL, "payment", "grants", "id = " OF_PAYMENT ("grant_id") },
  { NULL, "payment", "entry", "id = " OF_PAYMENT ("entry_id") },
  { NULL, "payment", "entry_movement", "entry_id = " OF_PAYMENT ("entry_id") },
  { NULL, "payment", "entry", "id = (SELECT entry_id FROM payment_void WHERE payment_id = ?1)" },
  { NULL, "payment", "journal", "id = " OF_PAYMENT ("journal_id") },
  { NULL, "payment", "fund", "id = " OF_PAYMENT ("fund_id"), .aside = TRUE },

  { NULL, "receipt row", "receipt", "id = ?1" },
  { NULL, "receipt row", "receipt_print", "receipt_id = ?1" },
  { NULL, "receipt row", "receipt_signature", "receipt_id = ?1" },
  { NULL, "receipt row", "receipt_tick", "receipt_id = ?1" },
  { NULL, "receipt row", "to_sign", "receipt_id = ?1" },
  { NULL, "receipt row", "payment", "id = " OF_RECEIPT ("payment_id") },
  { NULL, "receipt row", "payment_void", "payment_id = " OF_RECEIPT ("payment_id") },
  { NULL, "receipt row", "journal", "id = " OF_RECEIPT ("journal_id") },

  { NULL, "year", "receipt", BESIDE_A_GAP },

  { NULL, "grant", "grants", "id = ?1" },
  { NULL, "grant", "payment", "grant_id = ?1" },
  { NULL, "grant", "payment_void", "payment_id IN (SELECT id FROM payment WHERE grant_id = ?1)" },
  { NULL, "grant", "journal", "subject = 'grant:' || ?1" },
  { "purposes", "grant", "fund_programme", "fund_id = " OF_GRANT ("fund_id"), .aside = TRUE },
  { "purposes", "grant", "member", "id = " OF_GRANT ("member_id"), .aside = TRUE },

  { NULL, "assessment", "assessment", "id = ?1" },
  { NULL, "assessment", "journal", "id = (SELECT journal_id FROM assessment WHERE id = ?1)" },

  { NULL, "member", "member", "id = ?1" },
  { NULL, "member", "household", "id = " OF_MEMBER ("household_id") },
  { "persons", "member", "member", "id <> ?1 AND " SAME_PERSON },
  { "persons", "member", "household", "id <> " OF_MEMBER ("household_id") " AND id IN (SELECT household_id FROM member WHERE " SAME_PERSON ")" },

  { NULL, "standard", "standard", "id = ?1" },
  { NULL, "standard", "journal", "id = (SELECT journal_id FROM standard WHERE id = ?1)" },

  { NULL, "answer", "finding_answer", "id = ?1" },
  { NULL, "answer", "journal", "id = (SELECT journal_id FROM finding_answer WHERE id = ?1)" },

  { NULL, "reason", "household_reason", "journal_id = ?1" },
  { NULL, "reason", "journal", "id = ?1" },

  { NULL, "journal row", "journal", "id BETWEEN ?1 AND ?2" },
  { NULL, "journal row", "journal", "id = ?1 - 1 AND ?2 >= ?1", .aside = TRUE },
  { NULL, "journal row", "journal", "id = ?2 + 1 AND " ROWS_ARE_MISSING, .aside = TRUE },

  { NULL, "household", "household", "number = ?1" },
  { NULL, "household", "member", "household_id = " OF_HOUSEHOLD ("id") },
  { "lists", "household", "payment", "household_id = " OF_HOUSEHOLD ("id") },
  { "lists", "household", "assessment", "household_id = " OF_HOUSEHOLD ("id"), .aside = TRUE },
  { "lists", "household", "payment_void", "payment_id IN (SELECT id FROM payment WHERE household_id = " OF_HOUSEHOLD ("id") ")" },
  /* The file by its row, as versions know it. */
  { NULL, "household row", "household", "id = ?1" },
  { NULL, "household row", "household_author", "household_id = ?1" },
  { NULL, "household row", "household_cause", "household_id = ?1" },
  { NULL, "household row", "household_amount", "household_id = ?1" },
  { NULL, "household row", "member", "household_id = ?1" },

  { NULL, "staff", "staff", "id = ?1" },
  { NULL, "unit", "unit", "id = ?1" },
  { NULL, "centre", "centre", "id = ?1" },
  { NULL, "counter", "counter", "?1 = 1" },
  { NULL, "print", "receipt_print", "id = ?1" },
  { NULL, "tick", "receipt_tick", "id = ?1" },
  { NULL, "version", "version", "journal_id = ?1" },

  { "states", "household", "assessment", "household_id = " OF_HOUSEHOLD ("id") },
  { "persons", "household", "counter", COUNTER_BEHIND, .aside = TRUE },
};

const NuanFindingFigures nuan_finding_figures[] = {
  { "balances", "fund", "SELECT m.movements || ' ' || m.received_fen || ' ' || m.returned_fen || ' ' || m.paid_fen"
                        " FROM (SELECT fund_id, " NUAN_CHECK_SUMS " FROM entry_movement WHERE fund_id = ?1 GROUP BY fund_id) m" },
  { "balances", "fund", "SELECT coalesce (sum (amount_fen), 0) FROM grants WHERE fund_id = ?1 AND state = 'approved'" },
};

const NuanFindingPeople nuan_finding_people[] = {
  { "fund", "SELECT staff_id FROM journal WHERE subject = 'fund:' || ?1" },
  { "fund", "SELECT DISTINCT j.staff_id FROM entry e JOIN journal j ON j.id = e.journal_id WHERE e.fund_id = ?1" },
  { "fund", "SELECT DISTINCT coalesce (decided_by, 0) FROM grants WHERE fund_id = ?1" },

  /* Without its entry: whoever acted on the fund. */
  { "movement", "SELECT staff_id FROM journal WHERE subject = 'fund:' || (SELECT m.fund_id FROM entry_movement m WHERE m.id = ?1"
                " AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.id = m.entry_id))" },

  /* A row of the journal that is gone, or the entry itself: then whoever moved money between its neighbours. */
  { "entry", "SELECT staff_id FROM journal WHERE subject = 'fund:' || (SELECT e.fund_id FROM entry e WHERE e.id = ?1"
             " AND NOT EXISTS (SELECT 1 FROM journal j WHERE j.id = e.journal_id))" },
  { "entry", "SELECT DISTINCT staff_id FROM journal WHERE action IN ('fund.receive', 'fund.return', 'fund.reverse', 'payment.pay', 'payment.void')"
             " AND id > coalesce ((SELECT journal_id FROM entry WHERE id < ?1 ORDER BY id DESC LIMIT 1), 0)"
             " AND id < (SELECT journal_id FROM entry WHERE id > ?1 ORDER BY id LIMIT 1) AND NOT EXISTS (SELECT 1 FROM entry WHERE id = ?1)" },

  /* Numbers of the year that the journal alone knows. */
  { "year", "SELECT DISTINCT staff_id FROM journal WHERE subject >= 'receipt:' || ?1 || '-' AND subject < 'receipt:' || ?1 || '.'"
            " AND NOT EXISTS (SELECT 1 FROM receipt r WHERE r.year = ?1 AND r.seq = cast (substr (journal.subject, length ('receipt:' || ?1) + 2) AS BIGINT))" },

  { "reason", "SELECT staff_id FROM journal WHERE subject = 'household:' || (SELECT r.household_id FROM household_reason r WHERE r.journal_id = ?1"
              " AND NOT EXISTS (SELECT 1 FROM journal j WHERE j.id = r.journal_id)) AND action <> 'household.reveal'" },

  { "member", "SELECT staff_id FROM journal WHERE subject = 'household:' || " OF_MEMBER ("household_id") " AND action <> 'household.reveal'" },

  { "staff", "SELECT ?1" },
  { "staff", "SELECT staff_id FROM journal WHERE subject = 'staff:' || ?1" },
  { "centre", "SELECT staff_id FROM journal WHERE subject = 'centre:1'" },

  { "standard", "SELECT staff_id FROM journal WHERE subject = 'standard:' || (SELECT s.name FROM standard s WHERE s.id = ?1"
                " AND NOT EXISTS (SELECT 1 FROM journal j WHERE j.id = s.journal_id))" },

  /* What stands in the row may have been changed, or it is gone: its login, what was written with it, its neighbours. */
  { "journal row", "SELECT s.id FROM staff s JOIN journal j ON j.login = s.login WHERE j.id BETWEEN ?1 AND ?2" },
  { "journal row", "SELECT staff_id FROM journal WHERE id IN (?1 - 1, ?2 + 1) AND " ROWS_ARE_MISSING },
  { "journal row", "SELECT paid_by FROM payment WHERE journal_id BETWEEN ?1 AND ?2"
                   " UNION SELECT voided_by FROM payment_void WHERE journal_id BETWEEN ?1 AND ?2"
                   " UNION SELECT printed_by FROM receipt_print WHERE journal_id BETWEEN ?1 AND ?2"
                   " UNION SELECT ticked_by FROM receipt_signature WHERE journal_id BETWEEN ?1 AND ?2"
                   " UNION SELECT ticked_by FROM receipt_tick WHERE journal_id BETWEEN ?1 AND ?2"
                   " UNION SELECT confirmed_by FROM assessment WHERE journal_id BETWEEN ?1 AND ?2"
                   " UNION SELECT answered_by FROM finding_answer WHERE journal_id BETWEEN ?1 AND ?2" },
  { "journal row", "SELECT DISTINCT staff_id FROM journal WHERE " ROWS_ARE_MISSING " AND subject IN ("
                   "SELECT 'fund:' || fund_id FROM entry WHERE journal_id BETWEEN ?1 AND ?2"
                   " UNION SELECT 'fund:' || id FROM fund WHERE journal_id BETWEEN ?1 AND ?2"
                   " UNION SELECT 'standard:' || name FROM standard WHERE journal_id BETWEEN ?1 AND ?2"
                   " UNION SELECT 'household:' || household_id FROM household_reason WHERE journal_id BETWEEN ?1 AND ?2)" },
};

const guint nuan_finding_n_sources = G_N_ELEMENTS (nuan_finding_sources);
const guint nuan_finding_n_figures = G_N_ELEMENTS (nuan_finding_figures);
const guint nuan_finding_n_people = G_N_ELEMENTS (nuan_finding_people);

static const struct { const char *table, *word; } words[] = {
  { "fund", "fund" }, { "entry_movement", "movement" }, { "entry", "entry" }, { "payment", "payment" }, { "payment_void", "payment" },
  { "receipt", "receipt row" }, { "receipt_signature", "receipt row" }, { "grants", "grant" }, { "assessment", "assessment" },
  { "member", "member" }, { "standard", "standard" }, { "finding_answer", "answer" },
  { "household_reason", "reason" }, { "household", "household row" }, { "staff", "staff" }, { "unit", "unit" }, { "centre", "centre" },
  { "counter", "counter" }, { "receipt_print", "print" }, { "receipt_tick", "tick" }, { "version", "version" },
};

const char *
nuan_finding_word_of_table (const char *table)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].table, table))
      return words[i].word;

  return NULL;
}
