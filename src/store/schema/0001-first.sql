-- Nuanchuang's data file, SQLite. Step 1 of store/migrations.c. Amounts are fen, days ISO text ('' none), times UTC.
-- A table whose name contains entry, posting, payment, receipt or journal is append-only: triggers refuse UPDATE and DELETE, and by BEFORE
-- INSERT a taken key or a missing parent, because INSERT OR REPLACE passes a delete trigger and a shell has foreign keys off.

CREATE TABLE centre (
  id         INTEGER PRIMARY KEY CHECK (id = 1),
  name       TEXT NOT NULL CHECK (name <> ''),
  unit       TEXT NOT NULL,
  region     TEXT NOT NULL CHECK (length(region) = 6),
  seal_key   BLOB NOT NULL CHECK (length(seal_key) = 32),
  is_demo    INTEGER NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE staff (
  id         INTEGER PRIMARY KEY,
  login      TEXT NOT NULL UNIQUE,
  name       TEXT NOT NULL CHECK (name <> ''),
  roles      INTEGER NOT NULL CHECK (roles > 0),
  password   TEXT NOT NULL,
  disabled   INTEGER NOT NULL DEFAULT 0,
  failures   INTEGER NOT NULL DEFAULT 0,    -- wrong passwords in a row
  failed_at  INTEGER NOT NULL DEFAULT 0     -- unix seconds of the last one
) STRICT;

-- Numbers given in order: 'household-2025' and the like.
CREATE TABLE counter (
  name  TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE form_draft (
  staff_id INTEGER NOT NULL REFERENCES staff (id),
  kind     TEXT NOT NULL,
  subject  INTEGER NOT NULL,
  content  TEXT NOT NULL,
  saved_at TEXT NOT NULL,
  PRIMARY KEY (staff_id, kind, subject)
) STRICT, WITHOUT ROWID;

-- 操作日志 ------------------------------------------------------------------------------------------------------------------------

CREATE TABLE journal (
  id       INTEGER PRIMARY KEY,
  at       TEXT NOT NULL,
  staff_id INTEGER NOT NULL,
  login    TEXT NOT NULL,
  action   TEXT NOT NULL CHECK (action <> ''),
  subject  TEXT NOT NULL,
  detail   TEXT NOT NULL,
  previous TEXT NOT NULL CHECK (length(previous) = 64),
  hash     TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT;
CREATE INDEX journal_subject ON journal (subject, id);

CREATE TRIGGER journal_insert BEFORE INSERT ON journal BEGIN
  SELECT RAISE (ABORT, 'journal: the next number must follow the last one')
   WHERE NEW.id <> (SELECT coalesce (max (id), 0) + 1 FROM journal);
  SELECT RAISE (ABORT, 'journal: a row must name the hash of the one before')
   WHERE NEW.previous <> coalesce ((SELECT hash FROM journal ORDER BY id DESC LIMIT 1), printf ('%064d', 0));
END;
CREATE TRIGGER journal_update BEFORE UPDATE ON journal BEGIN SELECT RAISE (ABORT, 'journal: rows are never changed'); END;
CREATE TRIGGER journal_delete BEFORE DELETE ON journal BEGIN SELECT RAISE (ABORT, 'journal: rows are never deleted'); END;

-- Standards are dated rows; the newest row of a day wins -----------------------------------------------------------------------

CREATE TABLE standard (
  id         INTEGER PRIMARY KEY,
  name       TEXT NOT NULL,
  value      TEXT NOT NULL,
  from_day   TEXT NOT NULL CHECK (length(from_day) = 10),
  journal_id INTEGER NOT NULL REFERENCES journal (id)
) STRICT;
CREATE INDEX standard_name ON standard (name, from_day, id);
CREATE TRIGGER standard_insert BEFORE INSERT ON standard BEGIN
  SELECT RAISE (ABORT, 'standard: this key is taken') WHERE EXISTS (SELECT 1 FROM standard WHERE id = NEW.id);
  SELECT RAISE (ABORT, 'standard: the journal row is missing') WHERE NOT EXISTS (SELECT 1 FROM journal WHERE id = NEW.journal_id);
END;
CREATE TRIGGER standard_update BEFORE UPDATE ON standard BEGIN SELECT RAISE (ABORT, 'standard: rows are never changed'); END;
CREATE TRIGGER standard_delete BEFORE DELETE ON standard BEGIN SELECT RAISE (ABORT, 'standard: rows are never deleted'); END;

-- Households --------------------------------------------------------------------------------------------------------------------

CREATE TABLE unit (
  id        INTEGER PRIMARY KEY,
  name      TEXT NOT NULL UNIQUE CHECK (name <> ''),
  parent_id INTEGER REFERENCES unit (id),
  sort_key  TEXT NOT NULL                    -- pinyin, then the name
) STRICT;
CREATE UNIQUE INDEX unit_sort ON unit (sort_key, id);

CREATE TABLE household (
  id              INTEGER PRIMARY KEY,
  number          TEXT NOT NULL UNIQUE,
  state           TEXT NOT NULL CHECK (state IN ('pending', 'in-force', 'changed', 'returned', 'refused', 'closed')),
  version         INTEGER NOT NULL DEFAULT 1,
  unit_id         INTEGER NOT NULL REFERENCES unit (id),
  address         TEXT NOT NULL DEFAULT '',
  phone           TEXT NOT NULL DEFAULT '',
  note            TEXT NOT NULL DEFAULT '',
  accident        INTEGER NOT NULL DEFAULT 0,
  accident_reason TEXT NOT NULL DEFAULT '',
  changed_by      INTEGER NOT NULL REFERENCES staff (id),
  changed_on      TEXT NOT NULL,
  -- Kept up by the store for the list, never typed: head, category last computed or confirmed, last help, this year's sum.
  head_name       TEXT NOT NULL,
  head_key        TEXT NOT NULL,
  member_count    INTEGER NOT NULL,
  category        TEXT NOT NULL DEFAULT 'none',
  last_help       TEXT NOT NULL DEFAULT '',
  help_year       INTEGER NOT NULL DEFAULT 0,
  help_fen        INTEGER NOT NULL DEFAULT 0    -- paid in help_year
) STRICT;
-- One index an order of the list; the filters' columns ride along so that skipping rows does not touch the table. Categories and states
-- stand in the order of the work, not of the alphabet.
CREATE INDEX household_by_number   ON household (number, id, state, category, unit_id);
CREATE INDEX household_by_head     ON household (head_key, id, state, category, unit_id);
CREATE INDEX household_by_members  ON household (member_count, id, state, category, unit_id);
CREATE INDEX household_by_unit     ON household (unit_id, id, state, category);
CREATE INDEX household_by_category ON household (
  (CASE category WHEN 'deep' THEN 0 WHEN 'relative' THEN 1 WHEN 'accident' THEN 2 ELSE 3 END), id, state, category, unit_id);
CREATE INDEX household_by_state    ON household (
  (CASE state WHEN 'pending' THEN 0 WHEN 'changed' THEN 1 WHEN 'returned' THEN 2 WHEN 'in-force' THEN 3 WHEN 'refused' THEN 4 ELSE 5 END),
  id, state, category, unit_id);
CREATE INDEX household_by_help     ON household (last_help, id, state, category, unit_id);
CREATE INDEX household_by_sum      ON household (help_year, help_fen, id, state, category, unit_id);

CREATE INDEX household_phone ON household (phone) WHERE phone <> '';

-- Whoever wrote what the next approval will confirm: none of them may approve. Emptied by the approval.
CREATE TABLE household_author (
  household_id INTEGER NOT NULL REFERENCES household (id),
  staff_id     INTEGER NOT NULL REFERENCES staff (id),
  PRIMARY KEY (household_id, staff_id)
) STRICT, WITHOUT ROWID;

-- Why a file was approved against its figures, returned, refused or closed. Beside the journal, since it may tell of somebody's health.
CREATE TABLE household_reason (
  journal_id   INTEGER PRIMARY KEY REFERENCES journal (id),
  household_id INTEGER NOT NULL REFERENCES household (id),
  reason       TEXT NOT NULL CHECK (reason <> '')
) STRICT;

CREATE TABLE household_cause (
  household_id INTEGER NOT NULL REFERENCES household (id),
  place        INTEGER NOT NULL CHECK (place BETWEEN 0 AND 3),    -- 0 is the primary cause
  cause        TEXT NOT NULL,
  PRIMARY KEY (household_id, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX household_cause_by_cause ON household_cause (cause, household_id);

CREATE TABLE household_amount (
  household_id INTEGER NOT NULL REFERENCES household (id),
  side         TEXT NOT NULL CHECK (side IN ('income', 'expense')),
  head         TEXT NOT NULL,
  amount_fen   INTEGER NOT NULL CHECK (amount_fen > 0),             -- the last 12 months
  PRIMARY KEY (household_id, side, head)
) STRICT, WITHOUT ROWID;

CREATE TABLE member (
  id           INTEGER PRIMARY KEY,
  household_id INTEGER NOT NULL REFERENCES household (id),
  place        INTEGER NOT NULL,
  name         TEXT NOT NULL CHECK (name <> ''),
  id_number    TEXT NOT NULL DEFAULT '',
  relation     TEXT NOT NULL,
  phone        TEXT NOT NULL DEFAULT '',
  card         TEXT NOT NULL DEFAULT '',
  employer     TEXT NOT NULL DEFAULT '',
  health       TEXT NOT NULL DEFAULT '',
  counted      INTEGER NOT NULL DEFAULT 1,
  birth        TEXT NOT NULL DEFAULT '',
  sex          INTEGER NOT NULL DEFAULT 0,
  removed      INTEGER NOT NULL DEFAULT 0,                          -- no longer of the family; grants still name the row
  open         INTEGER NOT NULL DEFAULT 1                           -- the file is not closed and the member not removed
) STRICT;
CREATE INDEX member_household ON member (household_id, place);
-- One person in one open file, whatever the code above does.
CREATE UNIQUE INDEX member_person ON member (id_number) WHERE open = 1 AND id_number <> '';
CREATE UNIQUE INDEX member_head ON member (household_id) WHERE relation = '02' AND removed = 0;
CREATE INDEX member_id_number ON member (id_number, household_id) WHERE id_number <> '';   -- a search by the front of a number reads this alone
CREATE INDEX member_name_birth ON member (name, birth) WHERE birth <> '';
CREATE INDEX member_phone ON member (phone) WHERE phone <> '';
CREATE INDEX member_card ON member (card) WHERE card <> '';

-- Every key under which a person is found by a prefix read: suffixes of the name, pinyin, initials; '#' and the reversed ID number or phone.
CREATE TABLE search_key (
  key          TEXT NOT NULL,
  household_id INTEGER NOT NULL,
  member_id    INTEGER NOT NULL,
  PRIMARY KEY (key, household_id, member_id)
) STRICT, WITHOUT ROWID;

-- 认定 as confirmed: frozen with its standard.
CREATE TABLE assessment (
  id           INTEGER PRIMARY KEY,
  household_id INTEGER NOT NULL REFERENCES household (id),
  version      INTEGER NOT NULL,                                    -- of the file
  on_day       TEXT NOT NULL,
  category     TEXT NOT NULL,
  computed     TEXT NOT NULL,
  income_fen   INTEGER NOT NULL,
  expense_fen  INTEGER NOT NULL,
  persons      INTEGER NOT NULL CHECK (persons > 0),
  line_fen     INTEGER NOT NULL,
  line_from    TEXT NOT NULL,
  per_capita   TEXT NOT NULL,
  arithmetic   TEXT NOT NULL,
  standards    TEXT NOT NULL,                                       -- name=value, one a line
  reason       TEXT NOT NULL DEFAULT '',
  drafted_by   INTEGER NOT NULL REFERENCES staff (id),
  confirmed_by INTEGER NOT NULL REFERENCES staff (id) CHECK (confirmed_by <> drafted_by),
  journal_id   INTEGER NOT NULL REFERENCES journal (id)
) STRICT;
CREATE INDEX assessment_household ON assessment (household_id, id);
CREATE TRIGGER assessment_insert BEFORE INSERT ON assessment BEGIN
  SELECT RAISE (ABORT, 'assessment: this key is taken') WHERE EXISTS (SELECT 1 FROM assessment WHERE id = NEW.id);
  SELECT RAISE (ABORT, 'assessment: the household is missing') WHERE NOT EXISTS (SELECT 1 FROM household WHERE id = NEW.household_id);
  SELECT RAISE (ABORT, 'assessment: the journal row is missing') WHERE NOT EXISTS (SELECT 1 FROM journal WHERE id = NEW.journal_id);
  SELECT RAISE (ABORT, 'assessment: whoever changed the file may not approve it')
   WHERE NEW.confirmed_by = (SELECT changed_by FROM household WHERE id = NEW.household_id)
      OR EXISTS (SELECT 1 FROM household_author WHERE household_id = NEW.household_id AND staff_id = NEW.confirmed_by);
  SELECT RAISE (ABORT, 'assessment: category none needs a reason') WHERE NEW.category = 'none' AND NEW.reason = '';
END;
CREATE TRIGGER assessment_update BEFORE UPDATE ON assessment BEGIN SELECT RAISE (ABORT, 'assessment: rows are never changed'); END;
CREATE TRIGGER assessment_delete BEFORE DELETE ON assessment BEGIN SELECT RAISE (ABORT, 'assessment: rows are never deleted'); END;
-- In force only with a confirmed assessment of this version of the file.
CREATE TRIGGER household_in_force BEFORE UPDATE OF state ON household WHEN NEW.state = 'in-force' AND OLD.state <> 'in-force' BEGIN
  SELECT RAISE (ABORT, 'household: no assessment of this version is confirmed')
   WHERE NOT EXISTS (SELECT 1 FROM assessment WHERE household_id = NEW.id AND version = NEW.version);
END;
CREATE TRIGGER household_new BEFORE INSERT ON household WHEN NEW.state <> 'pending' BEGIN
  SELECT RAISE (ABORT, 'household: a new file is pending');
END;
CREATE TRIGGER household_delete BEFORE DELETE ON household BEGIN SELECT RAISE (ABORT, 'household: files are never deleted'); END;
CREATE TRIGGER member_delete BEFORE DELETE ON member BEGIN SELECT RAISE (ABORT, 'member: rows are never deleted'); END;

-- Funds and the ledger -----------------------------------------------------------------------------------------------------------

CREATE TABLE fund (
  id         INTEGER PRIMARY KEY,
  name       TEXT NOT NULL UNIQUE CHECK (name <> ''),
  source     TEXT NOT NULL,
  from_day   TEXT NOT NULL CHECK (length(from_day) = 10),
  to_day     TEXT NOT NULL CHECK (to_day >= from_day),
  use_by     TEXT NOT NULL CHECK (use_by >= from_day),
  journal_id INTEGER NOT NULL REFERENCES journal (id)
) STRICT;
CREATE TABLE fund_programme (
  fund_id   INTEGER NOT NULL REFERENCES fund (id),
  programme TEXT NOT NULL,
  PRIMARY KEY (fund_id, programme)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER fund_insert BEFORE INSERT ON fund BEGIN
  SELECT RAISE (ABORT, 'fund: this key is taken') WHERE EXISTS (SELECT 1 FROM fund WHERE id = NEW.id OR name = NEW.name);
  SELECT RAISE (ABORT, 'fund: the journal row is missing') WHERE NOT EXISTS (SELECT 1 FROM journal WHERE id = NEW.journal_id);
END;
-- The programmes are part of the terms: given with the fund, before its first money.
CREATE TRIGGER fund_programme_insert BEFORE INSERT ON fund_programme BEGIN
  SELECT RAISE (ABORT, 'fund: the terms of a fund are never changed')
   WHERE EXISTS (SELECT 1 FROM fund_programme WHERE fund_id = NEW.fund_id AND programme = NEW.programme)
      OR coalesce ((SELECT movements FROM fund_balance WHERE fund_id = NEW.fund_id), 1) > 0;
END;
CREATE TRIGGER fund_programme_update BEFORE UPDATE ON fund_programme BEGIN SELECT RAISE (ABORT, 'fund: the terms of a fund are never changed'); END;
CREATE TRIGGER fund_programme_delete BEFORE DELETE ON fund_programme BEGIN SELECT RAISE (ABORT, 'fund: the terms of a fund are never changed'); END;
CREATE TRIGGER fund_update BEFORE UPDATE ON fund BEGIN SELECT RAISE (ABORT, 'fund: the terms of a fund are never changed'); END;
CREATE TRIGGER fund_delete BEFORE DELETE ON fund BEGIN SELECT RAISE (ABORT, 'fund: funds are never deleted'); END;

-- Three figures of a fund, kept by the triggers of the ledger and of the grants; what is free can't fall below zero.
CREATE TABLE fund_balance (
  fund_id      INTEGER PRIMARY KEY REFERENCES fund (id),
  received_fen INTEGER NOT NULL DEFAULT 0 CHECK (received_fen >= 0),
  returned_fen INTEGER NOT NULL DEFAULT 0 CHECK (returned_fen >= 0),
  reserved_fen INTEGER NOT NULL DEFAULT 0 CHECK (reserved_fen >= 0),
  paid_fen     INTEGER NOT NULL DEFAULT 0 CHECK (paid_fen >= 0),
  movements    INTEGER NOT NULL DEFAULT 0,                          -- fund_seq of the last movement
  CONSTRAINT free_money CHECK (received_fen - returned_fen - reserved_fen - paid_fen >= 0)
) STRICT;
CREATE TRIGGER fund_balance_new AFTER INSERT ON fund BEGIN INSERT INTO fund_balance (fund_id) VALUES (NEW.id); END;
CREATE TRIGGER fund_balance_insert BEFORE INSERT ON fund_balance BEGIN
  SELECT RAISE (ABORT, 'fund_balance: a new fund is empty')
   WHERE EXISTS (SELECT 1 FROM fund_balance WHERE fund_id = NEW.fund_id) OR NOT EXISTS (SELECT 1 FROM fund WHERE id = NEW.fund_id)
      OR NEW.received_fen <> 0 OR NEW.returned_fen <> 0 OR NEW.reserved_fen <> 0 OR NEW.paid_fen <> 0 OR NEW.movements <> 0;
END;
CREATE TRIGGER fund_balance_delete BEFORE DELETE ON fund_balance BEGIN SELECT RAISE (ABORT, 'fund_balance: rows are never deleted'); END;

CREATE TABLE account (
  code TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('asset', 'income', 'aid', 'returned', 'allocated'))
) STRICT, WITHOUT ROWID;
INSERT INTO account (code, kind) VALUES
  ('bank', 'asset'), ('cash', 'asset'), ('goods', 'asset'), ('returned', 'returned'), ('allocated', 'allocated'),
  ('income:central', 'income'), ('income:province', 'income'), ('income:city', 'income'), ('income:county', 'income'), ('income:union', 'income'),
  ('income:employer', 'income'), ('income:workers', 'income'), ('income:society', 'income'), ('income:paired', 'income'),
  ('income:interest', 'income'), ('income:other', 'income'),
  ('aid:living', 'aid'), ('aid:medical', 'aid'), ('aid:study', 'aid'), ('aid:training', 'aid'), ('aid:placement', 'aid'), ('aid:legal', 'aid'),
  ('aid:warmth', 'aid'), ('aid:counselling', 'aid'), ('aid:temporary', 'aid');

CREATE TABLE entry (
  id         INTEGER PRIMARY KEY,
  fund_id    INTEGER NOT NULL REFERENCES fund (id),
  on_day     TEXT NOT NULL CHECK (length(on_day) = 10),
  kind       TEXT NOT NULL CHECK (kind IN ('receive', 'return', 'payment', 'void', 'reversal')),
  memo       TEXT NOT NULL,
  reverses   INTEGER REFERENCES entry (id),
  journal_id INTEGER NOT NULL REFERENCES journal (id),
  CHECK ((reverses IS NOT NULL) = (kind IN ('void', 'reversal')))
) STRICT;
CREATE UNIQUE INDEX entry_reverses ON entry (reverses) WHERE reverses IS NOT NULL;
CREATE INDEX entry_day ON entry (on_day, id);

CREATE TRIGGER entry_insert BEFORE INSERT ON entry BEGIN
  SELECT RAISE (ABORT, 'entry: the next number must follow the last one') WHERE NEW.id <> (SELECT coalesce (max (id), 0) + 1 FROM entry);
  SELECT RAISE (ABORT, 'entry: the entry before is not finished')
   WHERE EXISTS (SELECT 1 FROM entry e
                  WHERE e.id = NEW.id - 1
                    AND NOT EXISTS (SELECT 1 FROM entry_movement m
                                     WHERE m.entry_id = e.id
                                       AND (e.kind NOT IN ('payment', 'void') OR m.debit LIKE 'aid:%' OR m.credit LIKE 'aid:%')));
  SELECT RAISE (ABORT, 'entry: the fund is missing') WHERE NOT EXISTS (SELECT 1 FROM fund WHERE id = NEW.fund_id);
  SELECT RAISE (ABORT, 'entry: the journal row is missing') WHERE NOT EXISTS (SELECT 1 FROM journal WHERE id = NEW.journal_id);
  SELECT RAISE (ABORT, 'entry: the entry to reverse is missing, of another fund, itself a reversal or already reversed')
   WHERE NEW.reverses IS NOT NULL
     AND (NOT EXISTS (SELECT 1 FROM entry WHERE id = NEW.reverses AND fund_id = NEW.fund_id AND reverses IS NULL)
          OR EXISTS (SELECT 1 FROM entry WHERE reverses = NEW.reverses));
END;
CREATE TRIGGER entry_update BEFORE UPDATE ON entry BEGIN SELECT RAISE (ABORT, 'entry: rows are never changed, only reversed'); END;
CREATE TRIGGER entry_delete BEFORE DELETE ON entry BEGIN SELECT RAISE (ABORT, 'entry: rows are never deleted, only reversed'); END;

-- One balanced movement a row: it can't be written unbalanced. bank, cash and goods are the fund's holdings after it.
CREATE TABLE entry_movement (
  id          INTEGER PRIMARY KEY,
  entry_id    INTEGER NOT NULL REFERENCES entry (id),
  fund_id     INTEGER NOT NULL REFERENCES fund (id),
  fund_seq    INTEGER NOT NULL CHECK (fund_seq > 0),                -- 1…n a fund: chained to the one before
  debit       TEXT NOT NULL REFERENCES account (code),
  credit      TEXT NOT NULL REFERENCES account (code),
  amount_fen  INTEGER NOT NULL CHECK (amount_fen > 0),
  bank_fen    INTEGER NOT NULL CHECK (bank_fen >= 0),
  cash_fen    INTEGER NOT NULL CHECK (cash_fen >= 0),
  goods_fen   INTEGER NOT NULL CHECK (goods_fen >= 0),
  balance_fen INTEGER NOT NULL CHECK (balance_fen >= 0 AND balance_fen = bank_fen + cash_fen + goods_fen),
  CHECK (debit <> credit)
) STRICT;
CREATE UNIQUE INDEX entry_movement_chain ON entry_movement (fund_id, fund_seq);
CREATE INDEX entry_movement_entry ON entry_movement (entry_id, id);

CREATE TRIGGER entry_movement_insert BEFORE INSERT ON entry_movement BEGIN
  SELECT RAISE (ABORT, 'entry_movement: the next number must follow the last one')
   WHERE NEW.id <> (SELECT coalesce (max (id), 0) + 1 FROM entry_movement);
  SELECT RAISE (ABORT, 'entry_movement: only the newest entry, and of the same fund, takes movements')
   WHERE NOT EXISTS (SELECT 1 FROM entry WHERE id = NEW.entry_id AND fund_id = NEW.fund_id AND id = (SELECT max (id) FROM entry));
  SELECT RAISE (ABORT, 'entry_movement: unknown account')
   WHERE (SELECT count (*) FROM account WHERE code IN (NEW.debit, NEW.credit)) <> 2;
  SELECT RAISE (ABORT, 'entry_movement: not chained to the movement before')
   WHERE NEW.fund_seq <> (SELECT coalesce (max (fund_seq), 0) + 1 FROM entry_movement WHERE fund_id = NEW.fund_id);
  SELECT RAISE (ABORT, 'entry_movement: the holdings after it do not follow from those before')
   WHERE NEW.bank_fen  <> coalesce ((SELECT bank_fen FROM entry_movement WHERE fund_id = NEW.fund_id AND fund_seq = NEW.fund_seq - 1), 0)
                          + (NEW.debit = 'bank') * NEW.amount_fen - (NEW.credit = 'bank') * NEW.amount_fen
      OR NEW.cash_fen  <> coalesce ((SELECT cash_fen FROM entry_movement WHERE fund_id = NEW.fund_id AND fund_seq = NEW.fund_seq - 1), 0)
                          + (NEW.debit = 'cash') * NEW.amount_fen - (NEW.credit = 'cash') * NEW.amount_fen
      OR NEW.goods_fen <> coalesce ((SELECT goods_fen FROM entry_movement WHERE fund_id = NEW.fund_id AND fund_seq = NEW.fund_seq - 1), 0)
                          + (NEW.debit = 'goods') * NEW.amount_fen - (NEW.credit = 'goods') * NEW.amount_fen;
  -- Between two holdings, or between a holding and the one account that the kind of the entry is about.
  SELECT RAISE (ABORT, 'entry_movement: not a movement of this kind of entry')
   WHERE NOT EXISTS (SELECT 1 FROM entry
                      WHERE id = NEW.entry_id
                        AND CASE WHEN NEW.debit IN ('bank', 'cash', 'goods') AND NEW.credit IN ('bank', 'cash', 'goods') THEN kind IN ('payment', 'void')
                                 WHEN NEW.debit IN ('bank', 'cash', 'goods') THEN (kind = 'receive' AND NEW.credit LIKE 'income:%')
                                      OR (kind = 'void' AND NEW.credit LIKE 'aid:%') OR (kind = 'reversal' AND NEW.credit IN ('returned', 'allocated'))
                                 WHEN NEW.credit IN ('bank', 'cash', 'goods') THEN (kind = 'payment' AND NEW.debit LIKE 'aid:%')
                                      OR (kind = 'return' AND NEW.debit IN ('returned', 'allocated')) OR (kind = 'reversal' AND NEW.debit LIKE 'income:%')
                                 ELSE 0 END);
  -- Aid leaves the ledger only as the entry of a payment, and comes back only as its void.
  SELECT RAISE (ABORT, 'entry_movement: aid needs its payment')
   WHERE NEW.debit LIKE 'aid:%'
     AND NOT EXISTS (SELECT 1 FROM payment WHERE entry_id = NEW.entry_id AND amount_fen = NEW.amount_fen AND 'aid:' || programme = NEW.debit);
  SELECT RAISE (ABORT, 'entry_movement: aid comes back only with its void')
   WHERE NEW.credit LIKE 'aid:%' AND NOT EXISTS (SELECT 1 FROM payment_void WHERE entry_id = NEW.entry_id);
END;
-- What a reversal moves is what its entry moved, backwards; nothing moves twice.
CREATE TRIGGER entry_movement_mirror BEFORE INSERT ON entry_movement BEGIN
  SELECT RAISE (ABORT, 'entry_movement: this entry has moved that already')
   WHERE EXISTS (SELECT 1 FROM entry_movement WHERE entry_id = NEW.entry_id AND debit = NEW.debit AND credit = NEW.credit);
  SELECT RAISE (ABORT, 'entry_movement: not what the reversed entry moved')
   WHERE EXISTS (SELECT 1 FROM entry e
                  WHERE e.id = NEW.entry_id AND e.reverses IS NOT NULL
                    AND NOT EXISTS (SELECT 1 FROM entry_movement m
                                     WHERE m.entry_id = e.reverses AND m.debit = NEW.credit AND m.credit = NEW.debit
                                       AND m.amount_fen = NEW.amount_fen));
END;
-- The three figures follow the chain: what was received and neither returned nor paid is what the fund holds.
CREATE TRIGGER fund_balance_update BEFORE UPDATE ON fund_balance BEGIN
  SELECT RAISE (ABORT, 'fund_balance: not what the movements add up to')
   WHERE NEW.fund_id <> OLD.fund_id
      OR NEW.received_fen - NEW.returned_fen - NEW.paid_fen
         <> coalesce ((SELECT balance_fen FROM entry_movement WHERE fund_id = NEW.fund_id AND fund_seq = NEW.movements), 0)
      OR EXISTS (SELECT 1 FROM entry_movement WHERE fund_id = NEW.fund_id AND fund_seq > NEW.movements);
END;
CREATE TRIGGER entry_movement_sum AFTER INSERT ON entry_movement BEGIN
  UPDATE fund_balance
     SET received_fen = received_fen + CASE WHEN NEW.credit LIKE 'income:%' THEN NEW.amount_fen WHEN NEW.debit LIKE 'income:%' THEN -NEW.amount_fen ELSE 0 END,
         returned_fen = returned_fen + CASE WHEN NEW.debit IN ('returned', 'allocated') THEN NEW.amount_fen
                                            WHEN NEW.credit IN ('returned', 'allocated') THEN -NEW.amount_fen ELSE 0 END,
         paid_fen     = paid_fen + CASE WHEN NEW.debit LIKE 'aid:%' THEN NEW.amount_fen WHEN NEW.credit LIKE 'aid:%' THEN -NEW.amount_fen ELSE 0 END,
         movements    = NEW.fund_seq
   WHERE fund_id = NEW.fund_id;
END;
CREATE TRIGGER entry_movement_update BEFORE UPDATE ON entry_movement BEGIN SELECT RAISE (ABORT, 'entry_movement: rows are never changed'); END;
CREATE TRIGGER entry_movement_delete BEFORE DELETE ON entry_movement BEGIN SELECT RAISE (ABORT, 'entry_movement: rows are never deleted'); END;

-- Postings: the two signed halves of each movement.
CREATE VIEW posting AS
  SELECT m.id AS movement_id, m.entry_id, e.on_day, m.fund_id, m.debit AS account, m.amount_fen AS amount_fen
    FROM entry_movement m JOIN entry e ON e.id = m.entry_id
  UNION ALL
  SELECT m.id, m.entry_id, e.on_day, m.fund_id, m.credit, -m.amount_fen
    FROM entry_movement m JOIN entry e ON e.id = m.entry_id;

-- Grants (the word "grant" is SQL's own) ------------------------------------------------------------------------------------------

CREATE TABLE grants (
  id              INTEGER PRIMARY KEY,
  household_id    INTEGER NOT NULL REFERENCES household (id),
  member_id       INTEGER NOT NULL REFERENCES member (id),
  programme       TEXT NOT NULL,
  fund_id         INTEGER NOT NULL REFERENCES fund (id),
  amount_fen      INTEGER NOT NULL CHECK (amount_fen > 0),
  self_paid_fen   INTEGER NOT NULL DEFAULT -1,                      -- -1: not given
  reason          TEXT NOT NULL,
  state           TEXT NOT NULL CHECK (state IN ('draft', 'approved', 'paid', 'refused', 'returned', 'voided')),
  drafted_by      INTEGER NOT NULL REFERENCES staff (id),
  drafted_on      TEXT NOT NULL,
  decided_by      INTEGER REFERENCES staff (id),
  decided_on      TEXT NOT NULL DEFAULT '',
  assessment_id   INTEGER REFERENCES assessment (id),               -- in force at the decision
  standards       TEXT NOT NULL DEFAULT '',                         -- in force at the decision: name=value, one a line
  decision_reason TEXT NOT NULL DEFAULT '',
  ended_on        TEXT NOT NULL DEFAULT '',                         -- day an approved grant was voided unpaid
  CHECK (decided_by IS NULL OR state NOT IN ('approved', 'paid') OR decided_by <> drafted_by)
) STRICT;
CREATE INDEX grants_household ON grants (household_id, state);
CREATE INDEX grants_state ON grants (state, id);
CREATE INDEX grants_draft ON grants (id) WHERE state = 'draft';
CREATE INDEX grants_approved ON grants (id, fund_id) WHERE state = 'approved';
CREATE INDEX grants_fund ON grants (fund_id, decided_on, ended_on, amount_fen);

CREATE TRIGGER grants_insert BEFORE INSERT ON grants BEGIN
  SELECT RAISE (ABORT, 'grants: this key is taken') WHERE EXISTS (SELECT 1 FROM grants WHERE id = NEW.id);
  SELECT RAISE (ABORT, 'grants: a new grant is a draft') WHERE NEW.state <> 'draft' OR NEW.decided_by IS NOT NULL;
  SELECT RAISE (ABORT, 'grants: the file is not in force')
   WHERE NOT EXISTS (SELECT 1 FROM household WHERE id = NEW.household_id AND state = 'in-force');
  SELECT RAISE (ABORT, 'grants: not a member of this household')
   WHERE NOT EXISTS (SELECT 1 FROM member WHERE id = NEW.member_id AND household_id = NEW.household_id AND removed = 0);
  SELECT RAISE (ABORT, 'grants: the fund does not allow this programme')
   WHERE NOT EXISTS (SELECT 1 FROM fund_programme WHERE fund_id = NEW.fund_id AND programme = NEW.programme);
END;
CREATE TRIGGER grants_change BEFORE UPDATE ON grants BEGIN
  SELECT RAISE (ABORT, 'grants: a decision can''t be rewritten')
   WHERE NEW.id <> OLD.id OR NEW.household_id <> OLD.household_id OR NEW.member_id <> OLD.member_id OR NEW.programme <> OLD.programme
      OR NEW.fund_id <> OLD.fund_id OR NEW.amount_fen <> OLD.amount_fen OR NEW.self_paid_fen <> OLD.self_paid_fen
      OR NEW.drafted_by <> OLD.drafted_by OR NEW.drafted_on <> OLD.drafted_on OR NEW.reason <> OLD.reason;
  SELECT RAISE (ABORT, 'grants: this step is not possible')
   WHERE NOT ((OLD.state = 'draft' AND NEW.state IN ('approved', 'refused', 'returned'))
           OR (OLD.state = 'approved' AND NEW.state IN ('paid', 'voided'))
           OR (OLD.state = 'paid' AND NEW.state = 'voided'));
  SELECT RAISE (ABORT, 'grants: whoever drafted never approves') WHERE NEW.state = 'approved' AND NEW.decided_by IS NEW.drafted_by;
  SELECT RAISE (ABORT, 'grants: a decision has its person and its day')
   WHERE OLD.state = 'draft' AND (NEW.decided_by IS NULL OR length (NEW.decided_on) <> 10);
  SELECT RAISE (ABORT, 'grants: whoever approved stays on record')
   WHERE OLD.state IN ('approved', 'paid') AND (NEW.decided_by IS NOT OLD.decided_by OR NEW.decided_on <> OLD.decided_on
                                             OR NEW.assessment_id IS NOT OLD.assessment_id OR NEW.standards <> OLD.standards);
  SELECT RAISE (ABORT, 'grants: the file is not in force')
   WHERE NEW.state = 'approved' AND NOT EXISTS (SELECT 1 FROM household WHERE id = NEW.household_id AND state = 'in-force');
  SELECT RAISE (ABORT, 'grants: paid needs its payment') WHERE NEW.state = 'paid' AND NOT EXISTS (SELECT 1 FROM payment WHERE grant_id = NEW.id);
  SELECT RAISE (ABORT, 'grants: a paid grant is voided with its payment')
   WHERE OLD.state = 'paid' AND NOT EXISTS (SELECT 1 FROM payment p JOIN payment_void v ON v.payment_id = p.id WHERE p.grant_id = NEW.id);
END;
CREATE TRIGGER grants_delete BEFORE DELETE ON grants BEGIN SELECT RAISE (ABORT, 'grants: rows are never deleted'); END;
-- Approved unpaid grants are reserved; drafts are not.
CREATE TRIGGER grants_reserve AFTER UPDATE OF state ON grants WHEN NEW.state = 'approved' BEGIN
  UPDATE fund_balance SET reserved_fen = reserved_fen + NEW.amount_fen WHERE fund_id = NEW.fund_id;
END;
CREATE TRIGGER grants_release AFTER UPDATE OF state ON grants WHEN OLD.state = 'approved' BEGIN
  UPDATE fund_balance SET reserved_fen = reserved_fen - NEW.amount_fen WHERE fund_id = NEW.fund_id;
END;

-- Payments, voids, receipts -------------------------------------------------------------------------------------------------------

CREATE TABLE payment (
  id             INTEGER PRIMARY KEY,
  grant_id       INTEGER NOT NULL UNIQUE REFERENCES grants (id),
  entry_id       INTEGER NOT NULL UNIQUE REFERENCES entry (id),
  on_day         TEXT NOT NULL CHECK (length(on_day) = 10),
  method         TEXT NOT NULL CHECK (method IN ('cash', 'card', 'goods')),
  amount_fen     INTEGER NOT NULL CHECK (amount_fen > 0),
  card           TEXT NOT NULL DEFAULT '',
  proxy_name     TEXT NOT NULL DEFAULT '',
  proxy_id       TEXT NOT NULL DEFAULT '',
  proxy_relation TEXT NOT NULL DEFAULT '',
  proxy_reason   TEXT NOT NULL DEFAULT '',
  paid_by        INTEGER NOT NULL REFERENCES staff (id),
  -- As at the payment, for the statistical tables.
  household_id   INTEGER NOT NULL REFERENCES household (id),
  member_id      INTEGER NOT NULL REFERENCES member (id),
  fund_id        INTEGER NOT NULL REFERENCES fund (id),
  programme      TEXT NOT NULL,
  category       TEXT NOT NULL,
  unit_id        INTEGER NOT NULL REFERENCES unit (id),
  journal_id     INTEGER NOT NULL REFERENCES journal (id),
  CHECK ((method = 'card') = (card <> '')),
  CHECK ((proxy_name = '') = (proxy_id = '') AND (proxy_name = '') = (proxy_relation = '') AND (proxy_name = '') = (proxy_reason = ''))
) STRICT;
CREATE INDEX payment_day ON payment (on_day, programme, fund_id, household_id, member_id, amount_fen);
CREATE INDEX payment_household ON payment (household_id, on_day);

CREATE TRIGGER payment_insert BEFORE INSERT ON payment BEGIN
  SELECT RAISE (ABORT, 'payment: the next number must follow the last one') WHERE NEW.id <> (SELECT coalesce (max (id), 0) + 1 FROM payment);
  SELECT RAISE (ABORT, 'payment: the payment before has no receipt yet')
   WHERE NEW.id > 1 AND NOT EXISTS (SELECT 1 FROM receipt WHERE payment_id = NEW.id - 1);
  SELECT RAISE (ABORT, 'payment: this grant is already paid') WHERE EXISTS (SELECT 1 FROM payment WHERE grant_id = NEW.grant_id);
  SELECT RAISE (ABORT, 'payment: the entry is missing or taken')
   WHERE NOT EXISTS (SELECT 1 FROM entry WHERE id = NEW.entry_id AND kind = 'payment' AND fund_id = NEW.fund_id AND on_day = NEW.on_day)
      OR EXISTS (SELECT 1 FROM payment WHERE entry_id = NEW.entry_id);
  SELECT RAISE (ABORT, 'payment: not what was approved')
   WHERE NOT EXISTS (SELECT 1 FROM grants WHERE id = NEW.grant_id AND state = 'approved' AND amount_fen = NEW.amount_fen AND fund_id = NEW.fund_id
                        AND programme = NEW.programme AND household_id = NEW.household_id AND member_id = NEW.member_id);
  SELECT RAISE (ABORT, 'payment: whoever approved never pays') WHERE NEW.paid_by = (SELECT decided_by FROM grants WHERE id = NEW.grant_id);
  SELECT RAISE (ABORT, 'payment: before the approval') WHERE NEW.on_day < (SELECT decided_on FROM grants WHERE id = NEW.grant_id);
  SELECT RAISE (ABORT, 'payment: outside the period of the fund or past its use-by date')
   WHERE NOT EXISTS (SELECT 1 FROM fund WHERE id = NEW.fund_id AND NEW.on_day BETWEEN from_day AND to_day AND NEW.on_day <= use_by);
  SELECT RAISE (ABORT, 'payment: the file is not in force')
   WHERE NOT EXISTS (SELECT 1 FROM household WHERE id = NEW.household_id AND state = 'in-force');
  SELECT RAISE (ABORT, 'payment: the journal row is missing') WHERE NOT EXISTS (SELECT 1 FROM journal WHERE id = NEW.journal_id);
END;
CREATE TRIGGER payment_done AFTER INSERT ON payment BEGIN UPDATE grants SET state = 'paid' WHERE id = NEW.grant_id; END;
CREATE TRIGGER payment_update BEFORE UPDATE ON payment BEGIN SELECT RAISE (ABORT, 'payment: rows are never changed, only voided'); END;
CREATE TRIGGER payment_delete BEFORE DELETE ON payment BEGIN SELECT RAISE (ABORT, 'payment: rows are never deleted, only voided'); END;

CREATE TABLE payment_void (
  payment_id INTEGER PRIMARY KEY REFERENCES payment (id),
  on_day     TEXT NOT NULL CHECK (length(on_day) = 10),
  reason     TEXT NOT NULL CHECK (reason <> ''),
  voided_by  INTEGER NOT NULL REFERENCES staff (id),
  entry_id   INTEGER NOT NULL UNIQUE REFERENCES entry (id),
  journal_id INTEGER NOT NULL REFERENCES journal (id)
) STRICT;
CREATE INDEX payment_void_day ON payment_void (on_day, payment_id);
CREATE TRIGGER payment_void_insert BEFORE INSERT ON payment_void BEGIN
  SELECT RAISE (ABORT, 'payment_void: this payment is missing or already voided')
   WHERE NOT EXISTS (SELECT 1 FROM payment WHERE id = NEW.payment_id) OR EXISTS (SELECT 1 FROM payment_void WHERE payment_id = NEW.payment_id);
  SELECT RAISE (ABORT, 'payment_void: the entry does not reverse this payment')
   WHERE NOT EXISTS (SELECT 1 FROM entry e JOIN payment p ON p.entry_id = e.reverses
                      WHERE e.id = NEW.entry_id AND p.id = NEW.payment_id AND e.kind = 'void' AND e.on_day = NEW.on_day)
      OR EXISTS (SELECT 1 FROM payment_void WHERE entry_id = NEW.entry_id);
  SELECT RAISE (ABORT, 'payment_void: before the payment') WHERE NEW.on_day < (SELECT on_day FROM payment WHERE id = NEW.payment_id);
  SELECT RAISE (ABORT, 'payment_void: the journal row is missing') WHERE NOT EXISTS (SELECT 1 FROM journal WHERE id = NEW.journal_id);
END;
CREATE TRIGGER payment_void_done AFTER INSERT ON payment_void BEGIN
  UPDATE grants SET state = 'voided', decision_reason = NEW.reason, ended_on = NEW.on_day
   WHERE id = (SELECT grant_id FROM payment WHERE id = NEW.payment_id);
  DELETE FROM to_sign WHERE receipt_id = (SELECT id FROM receipt WHERE payment_id = NEW.payment_id);
END;
CREATE TRIGGER payment_void_update BEFORE UPDATE ON payment_void BEGIN SELECT RAISE (ABORT, 'payment_void: rows are never changed'); END;
CREATE TRIGGER payment_void_delete BEFORE DELETE ON payment_void BEGIN SELECT RAISE (ABORT, 'payment_void: rows are never deleted'); END;

-- Frozen as printed: see NuanReceipt.
CREATE TABLE receipt (
  id               INTEGER PRIMARY KEY,
  year             INTEGER NOT NULL,
  seq              INTEGER NOT NULL CHECK (seq > 0),
  payment_id       INTEGER NOT NULL UNIQUE REFERENCES payment (id),
  layout           INTEGER NOT NULL,
  centre           TEXT NOT NULL,
  on_day           TEXT NOT NULL,
  household_number TEXT NOT NULL,
  payee            TEXT NOT NULL,
  payee_id_masked  TEXT NOT NULL,
  unit             TEXT NOT NULL,
  programme        TEXT NOT NULL,
  fund             TEXT NOT NULL,
  amount_fen       INTEGER NOT NULL,
  amount_words     TEXT NOT NULL,
  method           TEXT NOT NULL,
  card_tail        TEXT NOT NULL,
  proxy_name       TEXT NOT NULL,
  proxy_id_masked  TEXT NOT NULL,
  proxy_relation   TEXT NOT NULL,
  proxy_reason     TEXT NOT NULL,
  handler          TEXT NOT NULL,
  reviewer         TEXT NOT NULL,
  cashier          TEXT NOT NULL,
  code             TEXT NOT NULL CHECK (length(code) = 10),
  journal_id       INTEGER NOT NULL REFERENCES journal (id)
) STRICT;
CREATE UNIQUE INDEX receipt_number ON receipt (year, seq);
CREATE TRIGGER receipt_insert BEFORE INSERT ON receipt BEGIN
  SELECT RAISE (ABORT, 'receipt: the next row must follow the last one') WHERE NEW.id <> (SELECT coalesce (max (id), 0) + 1 FROM receipt);
  SELECT RAISE (ABORT, 'receipt: the next number of the year must follow the last one')
   WHERE NEW.seq <> (SELECT coalesce (max (seq), 0) + 1 FROM receipt WHERE year = NEW.year);
  SELECT RAISE (ABORT, 'receipt: a later year has begun') WHERE EXISTS (SELECT 1 FROM receipt WHERE year > NEW.year);
  SELECT RAISE (ABORT, 'receipt: not the receipt of this payment')
   WHERE NOT EXISTS (SELECT 1 FROM payment WHERE id = NEW.payment_id AND amount_fen = NEW.amount_fen AND on_day = NEW.on_day
                        AND cast (substr (on_day, 1, 4) AS INTEGER) = NEW.year)
      OR EXISTS (SELECT 1 FROM receipt WHERE payment_id = NEW.payment_id);
  SELECT RAISE (ABORT, 'receipt: the journal row is missing') WHERE NOT EXISTS (SELECT 1 FROM journal WHERE id = NEW.journal_id);
END;
CREATE TRIGGER receipt_update BEFORE UPDATE ON receipt BEGIN SELECT RAISE (ABORT, 'receipt: what was printed is frozen'); END;
CREATE TRIGGER receipt_delete BEFORE DELETE ON receipt BEGIN SELECT RAISE (ABORT, 'receipt: rows are never deleted'); END;

CREATE TABLE receipt_print (
  id         INTEGER PRIMARY KEY,
  receipt_id INTEGER NOT NULL REFERENCES receipt (id),
  copy       INTEGER NOT NULL CHECK (copy >= 0),                    -- 0 the first print, n the nth reprint
  printed_by INTEGER NOT NULL REFERENCES staff (id),
  journal_id INTEGER NOT NULL REFERENCES journal (id)
) STRICT;
CREATE UNIQUE INDEX receipt_print_copy ON receipt_print (receipt_id, copy);
CREATE TRIGGER receipt_print_insert BEFORE INSERT ON receipt_print BEGIN
  SELECT RAISE (ABORT, 'receipt_print: this key is taken') WHERE EXISTS (SELECT 1 FROM receipt_print WHERE id = NEW.id);
  SELECT RAISE (ABORT, 'receipt_print: the receipt is missing') WHERE NOT EXISTS (SELECT 1 FROM receipt WHERE id = NEW.receipt_id);
  SELECT RAISE (ABORT, 'receipt_print: the next copy must follow the last one')
   WHERE NEW.copy <> (SELECT coalesce (max (copy) + 1, 0) FROM receipt_print WHERE receipt_id = NEW.receipt_id);
  SELECT RAISE (ABORT, 'receipt_print: the journal row is missing') WHERE NOT EXISTS (SELECT 1 FROM journal WHERE id = NEW.journal_id);
END;
CREATE TRIGGER receipt_print_update BEFORE UPDATE ON receipt_print BEGIN SELECT RAISE (ABORT, 'receipt_print: rows are never changed'); END;
CREATE TRIGGER receipt_print_delete BEFORE DELETE ON receipt_print BEGIN SELECT RAISE (ABORT, 'receipt_print: rows are never deleted'); END;

CREATE TABLE receipt_signature (
  receipt_id INTEGER PRIMARY KEY REFERENCES receipt (id),
  on_day     TEXT NOT NULL,
  ticked_by  INTEGER NOT NULL REFERENCES staff (id),
  journal_id INTEGER NOT NULL REFERENCES journal (id)
) STRICT;
CREATE TRIGGER receipt_signature_insert BEFORE INSERT ON receipt_signature BEGIN
  SELECT RAISE (ABORT, 'receipt_signature: the receipt is missing, signed or voided')
   WHERE NOT EXISTS (SELECT 1 FROM receipt WHERE id = NEW.receipt_id)
      OR EXISTS (SELECT 1 FROM receipt_signature WHERE receipt_id = NEW.receipt_id)
      OR EXISTS (SELECT 1 FROM receipt r JOIN payment_void v ON v.payment_id = r.payment_id WHERE r.id = NEW.receipt_id);
  SELECT RAISE (ABORT, 'receipt_signature: the journal row is missing') WHERE NOT EXISTS (SELECT 1 FROM journal WHERE id = NEW.journal_id);
END;
CREATE TRIGGER receipt_signature_update BEFORE UPDATE ON receipt_signature BEGIN SELECT RAISE (ABORT, 'receipt_signature: rows are never changed'); END;
CREATE TRIGGER receipt_signature_delete BEFORE DELETE ON receipt_signature BEGIN SELECT RAISE (ABORT, 'receipt_signature: rows are never deleted'); END;

-- The queue of receipts still to be signed: kept by triggers, so that its count costs nothing.
CREATE TABLE to_sign (receipt_id INTEGER PRIMARY KEY) STRICT;
CREATE TRIGGER to_sign_add AFTER INSERT ON receipt BEGIN INSERT INTO to_sign (receipt_id) VALUES (NEW.id); END;
CREATE TRIGGER to_sign_done AFTER INSERT ON receipt_signature BEGIN DELETE FROM to_sign WHERE receipt_id = NEW.receipt_id; END;
