#include "config.h"

#include "store/journal/check-sql.h"

#include <glib/gi18n-lib.h>

#include "store/money/receipt-number.h"
#include "store/money/receipt-signed.h"

/* What follows from movements and grants alone, beside what the counters say. */
#define RECOMPUTED \
  "SELECT f.id AS fund_id, coalesce (m.received_fen, 0) AS received_fen, coalesce (m.returned_fen, 0) AS returned_fen," \
  " coalesce (m.paid_fen, 0) AS paid_fen, coalesce (m.movements, 0) AS movements," \
  " coalesce ((SELECT sum (amount_fen) FROM grants g WHERE g.fund_id = f.id AND g.state = 'approved'), 0) AS reserved_fen" \
  " FROM fund f LEFT JOIN (SELECT fund_id, " NUAN_CHECK_SUMS " FROM entry_movement GROUP BY fund_id) m ON m.fund_id = f.id"

/* The movements that an entry of its kind may have: between two holdings, or between a holding and what the kind is about. */
#define FITS_ITS_KIND \
  "CASE WHEN m.debit IN ('bank', 'cash', 'goods') AND m.credit IN ('bank', 'cash', 'goods') THEN e.kind IN ('payment', 'void')" \
  " WHEN m.debit IN ('bank', 'cash', 'goods') THEN (e.kind = 'receive' AND m.credit LIKE 'income:%')" \
  "      OR (e.kind = 'void' AND m.credit LIKE 'aid:%') OR (e.kind = 'reversal' AND m.credit IN ('returned', 'allocated'))" \
  " WHEN m.credit IN ('bank', 'cash', 'goods') THEN (e.kind = 'payment' AND m.debit LIKE 'aid:%')" \
  "      OR (e.kind = 'return' AND m.debit IN ('returned', 'allocated')) OR (e.kind = 'reversal' AND m.debit LIKE 'income:%') ELSE FALSE END"

/* In the queue of receipts to be signed stands what is neither signed nor void. */
#define NOT_SIGNED NUAN_RECEIPT_SIGNED_SQL ("r.id") " = 0"

static const NuanCheckQuestion questions[] = {
  { NUAN_CHECK_AUDIT, "balances", N_("Balances of the funds, recomputed"),
    "SELECT count (*) FROM fund",
    "SELECT 'fund ' || r.fund_id FROM (" RECOMPUTED ") r LEFT JOIN fund_balance b ON b.fund_id = r.fund_id"
    " WHERE b.fund_id IS NULL OR b.received_fen <> r.received_fen OR b.returned_fen <> r.returned_fen OR b.paid_fen <> r.paid_fen"
    " OR b.reserved_fen <> r.reserved_fen OR b.movements <> r.movements"
    " OR b.received_fen - b.returned_fen - b.reserved_fen - b.paid_fen < 0" },

  { NUAN_CHECK_WHOLE, "chain", N_("Movements, each chained to the one before"),
    "SELECT count (*) FROM entry_movement",
    NULL, nuan_check_chain },

  { NUAN_CHECK_AUDIT, "entries", N_("Entries, numbered without gap, each with its movements"),
    "SELECT count (*) FROM entry",
    "SELECT 'entry ' || e.id FROM entry e LEFT JOIN journal j ON j.id = e.journal_id"
    " WHERE EXISTS (SELECT 1 FROM entry_movement m WHERE m.entry_id = e.id AND m.fund_id <> e.fund_id) OR j.action <> CASE e.kind"
    " WHEN 'receive' THEN 'fund.receive' WHEN 'return' THEN 'fund.return' WHEN 'reversal' THEN 'fund.reverse'"
    " WHEN 'payment' THEN 'payment.pay' ELSE 'payment.void' END"
    " UNION ALL SELECT 'entry ' || (id + 1) FROM entry e WHERE id < (SELECT max (id) FROM entry)"
    " AND NOT EXISTS (SELECT 1 FROM entry n WHERE n.id = e.id + 1)"
    " UNION ALL SELECT 'entry ' || e.id FROM entry e JOIN entry o ON o.id = e.reverses WHERE"
    " (SELECT count (*) FROM entry_movement m WHERE m.entry_id = e.id) <> (SELECT count (*) FROM entry_movement m WHERE m.entry_id = o.id)"
    " OR EXISTS (SELECT 1 FROM entry_movement m WHERE m.entry_id = e.id AND NOT EXISTS (SELECT 1 FROM entry_movement n"
    "             WHERE n.entry_id = o.id AND n.debit = m.credit AND n.credit = m.debit AND n.amount_fen = m.amount_fen))"
    " UNION ALL SELECT 'entry ' || e.id FROM entry_movement m JOIN entry e ON e.id = m.entry_id WHERE NOT " FITS_ITS_KIND,
    nuan_check_receive_words },

  { NUAN_CHECK_AUDIT, "receipts", N_("Receipts, payments and the ledger say the same"),
    "SELECT count (*) FROM payment",
    "SELECT 'entry ' || e.id FROM entry e WHERE e.kind = 'payment' AND NOT EXISTS (SELECT 1 FROM payment p WHERE p.entry_id = e.id)"
    " UNION ALL SELECT 'receipt ' || r.year || '-' || r.seq FROM receipt r WHERE NOT EXISTS (SELECT 1 FROM payment p WHERE p.id = r.payment_id)"
    " UNION ALL SELECT 'void of payment ' || v.payment_id FROM payment_void v JOIN payment p ON p.id = v.payment_id LEFT JOIN entry e ON e.id = v.entry_id"
    " WHERE e.id IS NULL OR e.reverses IS DISTINCT FROM p.entry_id OR e.on_day <> v.on_day"
    " UNION ALL SELECT 'entry ' || e.id FROM entry e WHERE e.kind = 'void' AND NOT EXISTS (SELECT 1 FROM payment_void v WHERE v.entry_id = e.id)"
    " UNION ALL SELECT 'receipt row ' || receipt_id FROM receipt_print GROUP BY receipt_id HAVING min (copy) <> 0 OR max (copy) <> count (*) - 1",
    nuan_check_payment_words },

  { NUAN_CHECK_AUDIT, "numbers", N_("Receipt numbers 1…n of each year, without gap or double"),
    "SELECT count (*) FROM receipt",
    "SELECT 'year ' || year FROM receipt GROUP BY year HAVING min (seq) <> 1 OR max (seq) <> count (*) OR count (DISTINCT seq) <> count (*)"
    " UNION ALL SELECT 'receipt ' || r.year || '-' || r.seq FROM receipt r LEFT JOIN journal j ON j.id = r.journal_id"
    " WHERE substr (r.on_day, 1, 4) <> cast (r.year AS TEXT) OR j.subject <> 'receipt:' || " NUAN_RECEIPT_NUMBER_SQL },

  { NUAN_CHECK_AUDIT, "dates", N_("Payments inside the period of their fund, not before the approval"),
    "SELECT count (*) FROM payment",
    "SELECT 'payment ' || p.id FROM payment p JOIN fund f ON f.id = p.fund_id JOIN grants g ON g.id = p.grant_id"
    " WHERE p.on_day < f.from_day OR p.on_day > f.to_day OR p.on_day > f.use_by OR p.on_day < g.decided_on" },

  { NUAN_CHECK_AUDIT, "purposes", N_("Grants for programmes that their fund allows, to members of their household"),
    "SELECT count (*) FROM grants",
    "SELECT 'grant ' || g.id FROM grants g WHERE NOT EXISTS (SELECT 1 FROM fund_programme p WHERE p.fund_id = g.fund_id AND p.programme = g.programme)"
    " OR NOT EXISTS (SELECT 1 FROM member m WHERE m.id = g.member_id AND m.household_id = g.household_id)" },

  { NUAN_CHECK_AUDIT, "states", N_("States of files, grants and payments fit together"),
    "SELECT (SELECT count (*) FROM grants) + (SELECT count (*) FROM household)",
    "SELECT 'grant ' || g.id FROM grants g LEFT JOIN payment p ON p.grant_id = g.id LEFT JOIN payment_void v ON v.payment_id = p.id"
    " WHERE g.state <> CASE WHEN v.payment_id IS NOT NULL THEN 'voided' WHEN p.id IS NOT NULL THEN 'paid' ELSE g.state END"
    " OR (g.state = 'paid' AND p.id IS NULL) OR (g.state IN ('approved', 'paid') AND g.decided_by IS NULL)"
    " OR (p.id IS NOT NULL AND (p.amount_fen <> g.amount_fen OR p.fund_id <> g.fund_id OR p.programme <> g.programme"
    "                           OR p.member_id <> g.member_id OR p.household_id <> g.household_id))"
    " UNION ALL SELECT 'household ' || h.number FROM household h WHERE h.state IN ('in-force', 'changed')"
    " AND NOT EXISTS (SELECT 1 FROM assessment a WHERE a.household_id = h.id)"
    " UNION ALL SELECT 'receipt ' || r.year || '-' || r.seq FROM receipt r WHERE"
    " EXISTS (SELECT 1 FROM to_sign t WHERE t.receipt_id = r.id) <> (" NOT_SIGNED
    " AND NOT EXISTS (SELECT 1 FROM payment_void v WHERE v.payment_id = r.payment_id))"
    " UNION ALL SELECT 'receipt row ' || t.receipt_id FROM to_sign t WHERE NOT EXISTS (SELECT 1 FROM receipt r WHERE r.id = t.receipt_id)",
    nuan_check_grant_rows },

  { NUAN_CHECK_AUDIT, "four-eyes", N_("Nobody approved the own draft or paid the own approval"),
    "SELECT (SELECT count (*) FROM grants) + (SELECT count (*) FROM payment) + (SELECT count (*) FROM assessment)",
    "SELECT 'grant ' || id FROM grants WHERE decided_by = drafted_by AND state IN ('approved', 'paid', 'voided')"
    " UNION ALL SELECT 'payment ' || p.id FROM payment p LEFT JOIN grants g ON g.id = p.grant_id LEFT JOIN journal j ON j.id = p.journal_id"
    " WHERE p.paid_by = g.decided_by OR j.staff_id <> p.paid_by"
    " UNION ALL SELECT 'assessment ' || a.id FROM assessment a LEFT JOIN journal j ON j.id = a.journal_id"
    " WHERE a.confirmed_by = a.drafted_by OR j.staff_id <> a.confirmed_by",
    nuan_check_grant_people },

  { NUAN_CHECK_AUDIT, "persons", N_("One household one file, one person in one file"),
    "SELECT count (*) FROM member",
    "SELECT 'household ' || h.number FROM household h WHERE (SELECT count (*) FROM member m WHERE m.household_id = h.id AND m.removed = 0 AND m.relation = '02') <> 1"
    " UNION ALL SELECT 'member ' || m.id FROM member m JOIN household h ON h.id = m.household_id"
    " WHERE m.open <> CASE WHEN m.removed = 0 AND h.state NOT IN ('refused', 'closed') THEN 1 ELSE 0 END"
    " UNION ALL SELECT 'member ' || max (id) FROM member WHERE open = 1 AND id_number <> '' GROUP BY id_number HAVING count (*) > 1"
    " UNION ALL SELECT 'household ' || h.number FROM household h LEFT JOIN counter c ON c.name = 'household-' || substr (h.number, 2, 4)"
    " WHERE c.value IS NULL OR CASE WHEN h.number LIKE '_____-%' THEN cast (substr (h.number, 7) AS BIGINT) ELSE 0 END > c.value" },

  { NUAN_CHECK_AUDIT, "lists", N_("What the list shows agrees with the files"),
    "SELECT count (*) FROM household",
    "SELECT 'household ' || h.number FROM household h WHERE h.member_count <> (SELECT count (*) FROM member m WHERE m.household_id = h.id AND m.removed = 0)"
    " UNION ALL SELECT 'household ' || h.number FROM household h JOIN member m ON m.household_id = h.id AND m.removed = 0 AND m.relation = '02'"
    " WHERE m.name <> h.head_name"
    " UNION ALL SELECT 'household ' || h.number FROM household h WHERE h.state = 'in-force'"
    " AND h.category <> coalesce ((SELECT a.category FROM assessment a WHERE a.household_id = h.id ORDER BY a.id DESC LIMIT 1), '')"
    " UNION ALL SELECT 'household ' || h.number FROM household h WHERE h.last_help <> coalesce ((SELECT max (p.on_day) FROM payment p"
    " WHERE p.household_id = h.id AND NOT EXISTS (SELECT 1 FROM payment_void v WHERE v.payment_id = p.id)), '')"
    " UNION ALL SELECT 'household ' || h.number FROM household h WHERE h.help_fen <> coalesce ((SELECT sum (p.amount_fen) FROM payment p"
    " WHERE p.household_id = h.id AND substr (p.on_day, 1, 4) = cast (h.help_year AS TEXT)"
    " AND NOT EXISTS (SELECT 1 FROM payment_void v WHERE v.payment_id = p.id)), 0)" },
};

const NuanCheckQuestion *
nuan_check_questions (guint *n_questions)
{
  *n_questions = G_N_ELEMENTS (questions);
  return questions;
}
