-- Written by build-aux/schema-twin.py from ../0001-first.sql: change that one, and run it again.

-- Nuanchuang's data file, SQLite. Step 1 of store/migrations.c. Amounts are fen, days ISO text ('' none), times UTC.
-- A table whose name contains entry, posting, payment, receipt or journal is append-only: triggers refuse UPDATE and DELETE, and by BEFORE
-- INSERT a taken key or a missing parent, because INSERT OR REPLACE passes a delete trigger and a shell has foreign keys off.

CREATE TABLE centre (
  id         bigint PRIMARY KEY CONSTRAINT "id = 1" CHECK (id = 1),
  name       text NOT NULL CONSTRAINT "name <> ''" CHECK (name <> ''),
  unit       text NOT NULL,
  region     text NOT NULL CONSTRAINT "length(region) = 6" CHECK (length(region) = 6),
  seal_key   bytea NOT NULL CONSTRAINT "length(seal_key) = 32" CHECK (length(seal_key) = 32),
  is_demo    bigint NOT NULL DEFAULT 0,
  created_at text NOT NULL
);
CREATE FUNCTION next_centre () RETURNS bigint LANGUAGE sql AS 'SELECT coalesce (max (id), 0) + 1 FROM centre';
ALTER TABLE centre ALTER COLUMN id SET DEFAULT next_centre ();

CREATE TABLE staff (
  id         bigint PRIMARY KEY,
  login      text NOT NULL UNIQUE,
  name       text NOT NULL CONSTRAINT "name <> ''" CHECK (name <> ''),
  roles      bigint NOT NULL CONSTRAINT "roles > 0" CHECK (roles > 0),
  password   text NOT NULL,
  disabled   bigint NOT NULL DEFAULT 0,
  failures   bigint NOT NULL DEFAULT 0,    -- wrong passwords in a row
  failed_at  bigint NOT NULL DEFAULT 0     -- unix seconds of the last one
);
CREATE FUNCTION next_staff () RETURNS bigint LANGUAGE sql AS 'SELECT coalesce (max (id), 0) + 1 FROM staff';
ALTER TABLE staff ALTER COLUMN id SET DEFAULT next_staff ();

-- Numbers given in order: 'household-2025' and the like.
CREATE TABLE counter (
  name  text PRIMARY KEY,
  value bigint NOT NULL
);

CREATE TABLE form_draft (
  staff_id bigint NOT NULL REFERENCES staff (id),
  kind     text NOT NULL,
  subject  bigint NOT NULL,
  content  text NOT NULL,
  saved_at text NOT NULL,
  PRIMARY KEY (staff_id, kind, subject)
);

-- 操作日志 ------------------------------------------------------------------------------------------------------------------------

CREATE TABLE journal (
  id       bigint PRIMARY KEY,
  at       text NOT NULL,
  staff_id bigint NOT NULL,
  login    text NOT NULL,
  action   text NOT NULL CONSTRAINT "action <> ''" CHECK (action <> ''),
  subject  text NOT NULL,
  detail   text NOT NULL,
  previous text NOT NULL CONSTRAINT "length(previous) = 64" CHECK (length(previous) = 64),
  hash     text NOT NULL CONSTRAINT "length(hash) = 64" CHECK (length(hash) = 64)
);
CREATE FUNCTION next_journal () RETURNS bigint LANGUAGE sql AS 'SELECT coalesce (max (id), 0) + 1 FROM journal';
ALTER TABLE journal ALTER COLUMN id SET DEFAULT next_journal ();
CREATE INDEX journal_subject ON journal (subject, id);

CREATE FUNCTION journal_insert () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.id <> (SELECT coalesce (max (id), 0) + 1 FROM journal) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'journal: the next number must follow the last one'; END IF;
  IF NEW.previous <> coalesce ((SELECT hash FROM journal ORDER BY id DESC LIMIT 1), repeat ('0', 64)) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'journal: a row must name the hash of the one before'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER journal_insert BEFORE INSERT ON journal FOR EACH ROW EXECUTE FUNCTION journal_insert ();
CREATE FUNCTION journal_update () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'journal: rows are never changed'; RETURN NEW;
END $$;
CREATE TRIGGER journal_update BEFORE UPDATE ON journal FOR EACH ROW EXECUTE FUNCTION journal_update ();
CREATE FUNCTION journal_delete () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'journal: rows are never deleted'; RETURN OLD;
END $$;
CREATE TRIGGER journal_delete BEFORE DELETE ON journal FOR EACH ROW EXECUTE FUNCTION journal_delete ();

-- Standards are dated rows; the newest row of a day wins -----------------------------------------------------------------------

CREATE TABLE standard (
  id         bigint PRIMARY KEY,
  name       text NOT NULL,
  value      text NOT NULL,
  from_day   text NOT NULL CONSTRAINT "length(from_day) = 10" CHECK (length(from_day) = 10),
  journal_id bigint NOT NULL REFERENCES journal (id)
);
CREATE FUNCTION next_standard () RETURNS bigint LANGUAGE sql AS 'SELECT coalesce (max (id), 0) + 1 FROM standard';
ALTER TABLE standard ALTER COLUMN id SET DEFAULT next_standard ();
CREATE INDEX standard_name ON standard (name, from_day, id);
CREATE FUNCTION standard_insert () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM standard WHERE id = NEW.id) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'standard: this key is taken'; END IF;
  IF NOT EXISTS (SELECT 1 FROM journal WHERE id = NEW.journal_id) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'standard: the journal row is missing'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER standard_insert BEFORE INSERT ON standard FOR EACH ROW EXECUTE FUNCTION standard_insert ();
CREATE FUNCTION standard_update () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'standard: rows are never changed'; RETURN NEW;
END $$;
CREATE TRIGGER standard_update BEFORE UPDATE ON standard FOR EACH ROW EXECUTE FUNCTION standard_update ();
CREATE FUNCTION standard_delete () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'standard: rows are never deleted'; RETURN OLD;
END $$;
CREATE TRIGGER standard_delete BEFORE DELETE ON standard FOR EACH ROW EXECUTE FUNCTION standard_delete ();

-- Households --------------------------------------------------------------------------------------------------------------------

CREATE TABLE unit (
  id        bigint PRIMARY KEY,
  name      text NOT NULL UNIQUE CONSTRAINT "name <> ''" CHECK (name <> ''),
  parent_id bigint REFERENCES unit (id),
  sort_key  text NOT NULL                    -- pinyin, then the name
);
CREATE FUNCTION next_unit () RETURNS bigint LANGUAGE sql AS 'SELECT coalesce (max (id), 0) + 1 FROM unit';
ALTER TABLE unit ALTER COLUMN id SET DEFAULT next_unit ();
CREATE UNIQUE INDEX unit_sort ON unit (sort_key, id);

CREATE TABLE household (
  id              bigint PRIMARY KEY,
  number          text NOT NULL UNIQUE,
  state           text NOT NULL CHECK (state IN ('pending', 'in-force', 'changed', 'returned', 'refused', 'closed')),
  version         bigint NOT NULL DEFAULT 1,
  unit_id         bigint NOT NULL REFERENCES unit (id),
  address         text NOT NULL DEFAULT '',
  phone           text NOT NULL DEFAULT '',
  note            text NOT NULL DEFAULT '',
  accident        bigint NOT NULL DEFAULT 0,
  accident_reason text NOT NULL DEFAULT '',
  changed_by      bigint NOT NULL REFERENCES staff (id),
  changed_on      text NOT NULL,
  -- Kept up by the store for the list, never typed: head, category last computed or confirmed, last help, this year's sum.
  head_name       text NOT NULL,
  head_key        text NOT NULL,
  member_count    bigint NOT NULL,
  category        text NOT NULL DEFAULT 'none',
  last_help       text NOT NULL DEFAULT '',
  help_year       bigint NOT NULL DEFAULT 0,
  help_fen        bigint NOT NULL DEFAULT 0    -- paid in help_year
);
CREATE FUNCTION next_household () RETURNS bigint LANGUAGE sql AS 'SELECT coalesce (max (id), 0) + 1 FROM household';
ALTER TABLE household ALTER COLUMN id SET DEFAULT next_household ();
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
  household_id bigint NOT NULL REFERENCES household (id),
  staff_id     bigint NOT NULL REFERENCES staff (id),
  PRIMARY KEY (household_id, staff_id)
);

-- Why a file was approved against its figures, returned, refused or closed. Beside the journal, since it may tell of somebody's health.
CREATE TABLE household_reason (
  journal_id   bigint PRIMARY KEY REFERENCES journal (id),
  household_id bigint NOT NULL REFERENCES household (id),
  reason       text NOT NULL CONSTRAINT "reason <> ''" CHECK (reason <> '')
);

CREATE TABLE household_cause (
  household_id bigint NOT NULL REFERENCES household (id),
  place        bigint NOT NULL CONSTRAINT "place BETWEEN 0 AND 3" CHECK (place BETWEEN 0 AND 3),    -- 0 is the primary cause
  cause        text NOT NULL,
  PRIMARY KEY (household_id, place)
);
CREATE INDEX household_cause_by_cause ON household_cause (cause, household_id);

CREATE TABLE household_amount (
  household_id bigint NOT NULL REFERENCES household (id),
  side         text NOT NULL CONSTRAINT "side IN ('income', 'expense')" CHECK (side IN ('income', 'expense')),
  head         text NOT NULL,
  amount_fen   bigint NOT NULL CONSTRAINT "amount_fen > 0" CHECK (amount_fen > 0),             -- the last 12 months
  PRIMARY KEY (household_id, side, head)
);

CREATE TABLE member (
  id           bigint PRIMARY KEY,
  household_id bigint NOT NULL REFERENCES household (id),
  place        bigint NOT NULL,
  name         text NOT NULL CONSTRAINT "name <> ''" CHECK (name <> ''),
  id_number    text NOT NULL DEFAULT '',
  relation     text NOT NULL,
  phone        text NOT NULL DEFAULT '',
  card         text NOT NULL DEFAULT '',
  employer     text NOT NULL DEFAULT '',
  health       text NOT NULL DEFAULT '',
  counted      bigint NOT NULL DEFAULT 1,
  birth        text NOT NULL DEFAULT '',
  sex          bigint NOT NULL DEFAULT 0,
  removed      bigint NOT NULL DEFAULT 0,                          -- no longer of the family; grants still name the row
  open         bigint NOT NULL DEFAULT 1                           -- the file is not closed and the member not removed
);
CREATE FUNCTION next_member () RETURNS bigint LANGUAGE sql AS 'SELECT coalesce (max (id), 0) + 1 FROM member';
ALTER TABLE member ALTER COLUMN id SET DEFAULT next_member ();
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
  key          text NOT NULL,
  household_id bigint NOT NULL,
  member_id    bigint NOT NULL,
  PRIMARY KEY (key, household_id, member_id)
);

-- 认定 as confirmed: frozen with its standard.
CREATE TABLE assessment (
  id           bigint PRIMARY KEY,
  household_id bigint NOT NULL REFERENCES household (id),
  version      bigint NOT NULL,                                    -- of the file
  on_day       text NOT NULL,
  category     text NOT NULL,
  computed     text NOT NULL,
  income_fen   bigint NOT NULL,
  expense_fen  bigint NOT NULL,
  persons      bigint NOT NULL CONSTRAINT "persons > 0" CHECK (persons > 0),
  line_fen     bigint NOT NULL,
  line_from    text NOT NULL,
  per_capita   text NOT NULL,
  arithmetic   text NOT NULL,
  standards    text NOT NULL,                                       -- name=value, one a line
  reason       text NOT NULL DEFAULT '',
  drafted_by   bigint NOT NULL REFERENCES staff (id),
  confirmed_by bigint NOT NULL REFERENCES staff (id) CONSTRAINT "confirmed_by <> drafted_by" CHECK (confirmed_by <> drafted_by),
  journal_id   bigint NOT NULL REFERENCES journal (id)
);
CREATE FUNCTION next_assessment () RETURNS bigint LANGUAGE sql AS 'SELECT coalesce (max (id), 0) + 1 FROM assessment';
ALTER TABLE assessment ALTER COLUMN id SET DEFAULT next_assessment ();
CREATE INDEX assessment_household ON assessment (household_id, id);
CREATE FUNCTION assessment_insert () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM assessment WHERE id = NEW.id) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'assessment: this key is taken'; END IF;
  IF NOT EXISTS (SELECT 1 FROM household WHERE id = NEW.household_id) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'assessment: the household is missing'; END IF;
  IF NOT EXISTS (SELECT 1 FROM journal WHERE id = NEW.journal_id) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'assessment: the journal row is missing'; END IF;
  IF NEW.confirmed_by = (SELECT changed_by FROM household WHERE id = NEW.household_id)
      OR EXISTS (SELECT 1 FROM household_author WHERE household_id = NEW.household_id AND staff_id = NEW.confirmed_by) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'assessment: whoever changed the file may not approve it'; END IF;
  IF NEW.category = 'none' AND NEW.reason = '' THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'assessment: category none needs a reason'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER assessment_insert BEFORE INSERT ON assessment FOR EACH ROW EXECUTE FUNCTION assessment_insert ();
CREATE FUNCTION assessment_update () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'assessment: rows are never changed'; RETURN NEW;
END $$;
CREATE TRIGGER assessment_update BEFORE UPDATE ON assessment FOR EACH ROW EXECUTE FUNCTION assessment_update ();
CREATE FUNCTION assessment_delete () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'assessment: rows are never deleted'; RETURN OLD;
END $$;
CREATE TRIGGER assessment_delete BEFORE DELETE ON assessment FOR EACH ROW EXECUTE FUNCTION assessment_delete ();
-- In force only with a confirmed assessment of this version of the file.
CREATE FUNCTION household_in_force () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM assessment WHERE household_id = NEW.id AND version = NEW.version) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'household: no assessment of this version is confirmed'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER household_in_force BEFORE UPDATE OF state ON household FOR EACH ROW WHEN (NEW.state = 'in-force' AND OLD.state <> 'in-force') EXECUTE FUNCTION household_in_force ();
CREATE FUNCTION household_new () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'household: a new file is pending';
  RETURN NEW;
END $$;
CREATE TRIGGER household_new BEFORE INSERT ON household FOR EACH ROW WHEN (NEW.state <> 'pending') EXECUTE FUNCTION household_new ();
CREATE FUNCTION household_delete () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'household: files are never deleted'; RETURN OLD;
END $$;
CREATE TRIGGER household_delete BEFORE DELETE ON household FOR EACH ROW EXECUTE FUNCTION household_delete ();
CREATE FUNCTION member_delete () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'member: rows are never deleted'; RETURN OLD;
END $$;
CREATE TRIGGER member_delete BEFORE DELETE ON member FOR EACH ROW EXECUTE FUNCTION member_delete ();

-- Funds and the ledger -----------------------------------------------------------------------------------------------------------

CREATE TABLE fund (
  id         bigint PRIMARY KEY,
  name       text NOT NULL UNIQUE CONSTRAINT "name <> ''" CHECK (name <> ''),
  source     text NOT NULL,
  from_day   text NOT NULL CONSTRAINT "length(from_day) = 10" CHECK (length(from_day) = 10),
  to_day     text NOT NULL CONSTRAINT "to_day >= from_day" CHECK (to_day >= from_day),
  use_by     text NOT NULL CONSTRAINT "use_by >= from_day" CHECK (use_by >= from_day),
  journal_id bigint NOT NULL REFERENCES journal (id)
);
CREATE FUNCTION next_fund () RETURNS bigint LANGUAGE sql AS 'SELECT coalesce (max (id), 0) + 1 FROM fund';
ALTER TABLE fund ALTER COLUMN id SET DEFAULT next_fund ();
CREATE TABLE fund_programme (
  fund_id   bigint NOT NULL REFERENCES fund (id),
  programme text NOT NULL,
  PRIMARY KEY (fund_id, programme)
);
CREATE FUNCTION fund_insert () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM fund WHERE id = NEW.id OR name = NEW.name) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'fund: this key is taken'; END IF;
  IF NOT EXISTS (SELECT 1 FROM journal WHERE id = NEW.journal_id) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'fund: the journal row is missing'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER fund_insert BEFORE INSERT ON fund FOR EACH ROW EXECUTE FUNCTION fund_insert ();
-- The programmes are part of the terms: given with the fund, before its first money.
CREATE FUNCTION fund_programme_insert () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM fund_programme WHERE fund_id = NEW.fund_id AND programme = NEW.programme)
      OR coalesce ((SELECT movements FROM fund_balance WHERE fund_id = NEW.fund_id), 1) > 0 THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'fund: the terms of a fund are never changed'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER fund_programme_insert BEFORE INSERT ON fund_programme FOR EACH ROW EXECUTE FUNCTION fund_programme_insert ();
CREATE FUNCTION fund_programme_update () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'fund: the terms of a fund are never changed'; RETURN NEW;
END $$;
CREATE TRIGGER fund_programme_update BEFORE UPDATE ON fund_programme FOR EACH ROW EXECUTE FUNCTION fund_programme_update ();
CREATE FUNCTION fund_programme_delete () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'fund: the terms of a fund are never changed'; RETURN OLD;
END $$;
CREATE TRIGGER fund_programme_delete BEFORE DELETE ON fund_programme FOR EACH ROW EXECUTE FUNCTION fund_programme_delete ();
CREATE FUNCTION fund_update () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'fund: the terms of a fund are never changed'; RETURN NEW;
END $$;
CREATE TRIGGER fund_update BEFORE UPDATE ON fund FOR EACH ROW EXECUTE FUNCTION fund_update ();
CREATE FUNCTION fund_delete () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'fund: funds are never deleted'; RETURN OLD;
END $$;
CREATE TRIGGER fund_delete BEFORE DELETE ON fund FOR EACH ROW EXECUTE FUNCTION fund_delete ();

-- Three figures of a fund, kept by the triggers of the ledger and of the grants; what is free can't fall below zero.
CREATE TABLE fund_balance (
  fund_id      bigint PRIMARY KEY REFERENCES fund (id),
  received_fen bigint NOT NULL DEFAULT 0 CONSTRAINT "received_fen >= 0" CHECK (received_fen >= 0),
  returned_fen bigint NOT NULL DEFAULT 0 CONSTRAINT "returned_fen >= 0" CHECK (returned_fen >= 0),
  reserved_fen bigint NOT NULL DEFAULT 0 CONSTRAINT "reserved_fen >= 0" CHECK (reserved_fen >= 0),
  paid_fen     bigint NOT NULL DEFAULT 0 CONSTRAINT "paid_fen >= 0" CHECK (paid_fen >= 0),
  movements    bigint NOT NULL DEFAULT 0,                          -- fund_seq of the last movement
  CONSTRAINT free_money CHECK (received_fen - returned_fen - reserved_fen - paid_fen >= 0)
);
CREATE FUNCTION fund_balance_new () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN INSERT INTO fund_balance (fund_id) VALUES (NEW.id); RETURN NULL;
END $$;
CREATE TRIGGER fund_balance_new AFTER INSERT ON fund FOR EACH ROW EXECUTE FUNCTION fund_balance_new ();
CREATE FUNCTION fund_balance_insert () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM fund_balance WHERE fund_id = NEW.fund_id) OR NOT EXISTS (SELECT 1 FROM fund WHERE id = NEW.fund_id)
      OR NEW.received_fen <> 0 OR NEW.returned_fen <> 0 OR NEW.reserved_fen <> 0 OR NEW.paid_fen <> 0 OR NEW.movements <> 0 THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'fund_balance: a new fund is empty'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER fund_balance_insert BEFORE INSERT ON fund_balance FOR EACH ROW EXECUTE FUNCTION fund_balance_insert ();
CREATE FUNCTION fund_balance_delete () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'fund_balance: rows are never deleted'; RETURN OLD;
END $$;
CREATE TRIGGER fund_balance_delete BEFORE DELETE ON fund_balance FOR EACH ROW EXECUTE FUNCTION fund_balance_delete ();

CREATE TABLE account (
  code text PRIMARY KEY,
  kind text NOT NULL CONSTRAINT "kind IN ('asset', 'income', 'aid', 'returned', 'allocated')" CHECK (kind IN ('asset', 'income', 'aid', 'returned', 'allocated'))
);
INSERT INTO account (code, kind) VALUES
  ('bank', 'asset'), ('cash', 'asset'), ('goods', 'asset'), ('returned', 'returned'), ('allocated', 'allocated'),
  ('income:central', 'income'), ('income:province', 'income'), ('income:city', 'income'), ('income:county', 'income'), ('income:union', 'income'),
  ('income:employer', 'income'), ('income:workers', 'income'), ('income:society', 'income'), ('income:paired', 'income'),
  ('income:interest', 'income'), ('income:other', 'income'),
  ('aid:living', 'aid'), ('aid:medical', 'aid'), ('aid:study', 'aid'), ('aid:training', 'aid'), ('aid:placement', 'aid'), ('aid:legal', 'aid'),
  ('aid:warmth', 'aid'), ('aid:counselling', 'aid'), ('aid:temporary', 'aid');

CREATE TABLE entry (
  id         bigint PRIMARY KEY,
  fund_id    bigint NOT NULL REFERENCES fund (id),
  on_day     text NOT NULL CONSTRAINT "length(on_day) = 10" CHECK (length(on_day) = 10),
  kind       text NOT NULL CONSTRAINT "kind IN ('receive', 'return', 'payment', 'void', 'reversal')" CHECK (kind IN ('receive', 'return', 'payment', 'void', 'reversal')),
  memo       text NOT NULL,
  reverses   bigint REFERENCES entry (id),
  journal_id bigint NOT NULL REFERENCES journal (id),
  CONSTRAINT "(reverses IS NOT NULL) = (kind IN ('void', 'reversal'))" CHECK ((reverses IS NOT NULL) = (kind IN ('void', 'reversal')))
);
CREATE FUNCTION next_entry () RETURNS bigint LANGUAGE sql AS 'SELECT coalesce (max (id), 0) + 1 FROM entry';
ALTER TABLE entry ALTER COLUMN id SET DEFAULT next_entry ();
CREATE UNIQUE INDEX entry_reverses ON entry (reverses) WHERE reverses IS NOT NULL;
CREATE INDEX entry_day ON entry (on_day, id);

CREATE FUNCTION entry_insert () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.id <> (SELECT coalesce (max (id), 0) + 1 FROM entry) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'entry: the next number must follow the last one'; END IF;
  IF EXISTS (SELECT 1 FROM entry e
                  WHERE e.id = NEW.id - 1
                    AND NOT EXISTS (SELECT 1 FROM entry_movement m
                                     WHERE m.entry_id = e.id
                                       AND (e.kind NOT IN ('payment', 'void') OR m.debit LIKE 'aid:%' OR m.credit LIKE 'aid:%'))) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'entry: the entry before is not finished'; END IF;
  IF NOT EXISTS (SELECT 1 FROM fund WHERE id = NEW.fund_id) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'entry: the fund is missing'; END IF;
  IF NOT EXISTS (SELECT 1 FROM journal WHERE id = NEW.journal_id) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'entry: the journal row is missing'; END IF;
  IF NEW.reverses IS NOT NULL
     AND (NOT EXISTS (SELECT 1 FROM entry WHERE id = NEW.reverses AND fund_id = NEW.fund_id AND reverses IS NULL)
          OR EXISTS (SELECT 1 FROM entry WHERE reverses = NEW.reverses)) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'entry: the entry to reverse is missing, of another fund, itself a reversal or already reversed'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER entry_insert BEFORE INSERT ON entry FOR EACH ROW EXECUTE FUNCTION entry_insert ();
CREATE FUNCTION entry_update () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'entry: rows are never changed, only reversed'; RETURN NEW;
END $$;
CREATE TRIGGER entry_update BEFORE UPDATE ON entry FOR EACH ROW EXECUTE FUNCTION entry_update ();
CREATE FUNCTION entry_delete () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'entry: rows are never deleted, only reversed'; RETURN OLD;
END $$;
CREATE TRIGGER entry_delete BEFORE DELETE ON entry FOR EACH ROW EXECUTE FUNCTION entry_delete ();

-- One balanced movement a row: it can't be written unbalanced. bank, cash and goods are the fund's holdings after it.
CREATE TABLE entry_movement (
  id          bigint PRIMARY KEY,
  entry_id    bigint NOT NULL REFERENCES entry (id),
  fund_id     bigint NOT NULL REFERENCES fund (id),
  fund_seq    bigint NOT NULL CONSTRAINT "fund_seq > 0" CHECK (fund_seq > 0),                -- 1…n a fund: chained to the one before
  debit       text NOT NULL REFERENCES account (code),
  credit      text NOT NULL REFERENCES account (code),
  amount_fen  bigint NOT NULL CONSTRAINT "amount_fen > 0" CHECK (amount_fen > 0),
  bank_fen    bigint NOT NULL CONSTRAINT "bank_fen >= 0" CHECK (bank_fen >= 0),
  cash_fen    bigint NOT NULL CONSTRAINT "cash_fen >= 0" CHECK (cash_fen >= 0),
  goods_fen   bigint NOT NULL CONSTRAINT "goods_fen >= 0" CHECK (goods_fen >= 0),
  balance_fen bigint NOT NULL CHECK (balance_fen >= 0 AND balance_fen = bank_fen + cash_fen + goods_fen),
  CONSTRAINT "debit <> credit" CHECK (debit <> credit)
);
CREATE FUNCTION next_entry_movement () RETURNS bigint LANGUAGE sql AS 'SELECT coalesce (max (id), 0) + 1 FROM entry_movement';
ALTER TABLE entry_movement ALTER COLUMN id SET DEFAULT next_entry_movement ();
CREATE UNIQUE INDEX entry_movement_chain ON entry_movement (fund_id, fund_seq);
CREATE INDEX entry_movement_entry ON entry_movement (entry_id, id);

CREATE FUNCTION entry_movement_insert () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.id <> (SELECT coalesce (max (id), 0) + 1 FROM entry_movement) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'entry_movement: the next number must follow the last one'; END IF;
  IF NOT EXISTS (SELECT 1 FROM entry WHERE id = NEW.entry_id AND fund_id = NEW.fund_id AND id = (SELECT max (id) FROM entry)) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'entry_movement: only the newest entry, and of the same fund, takes movements'; END IF;
  IF (SELECT count (*) FROM account WHERE code IN (NEW.debit, NEW.credit)) <> 2 THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'entry_movement: unknown account'; END IF;
  IF NEW.fund_seq <> (SELECT coalesce (max (fund_seq), 0) + 1 FROM entry_movement WHERE fund_id = NEW.fund_id) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'entry_movement: not chained to the movement before'; END IF;
  IF NEW.bank_fen  <> coalesce ((SELECT bank_fen FROM entry_movement WHERE fund_id = NEW.fund_id AND fund_seq = NEW.fund_seq - 1), 0)
                          + cast ((NEW.debit = 'bank') AS integer) * NEW.amount_fen - cast ((NEW.credit = 'bank') AS integer) * NEW.amount_fen
      OR NEW.cash_fen  <> coalesce ((SELECT cash_fen FROM entry_movement WHERE fund_id = NEW.fund_id AND fund_seq = NEW.fund_seq - 1), 0)
                          + cast ((NEW.debit = 'cash') AS integer) * NEW.amount_fen - cast ((NEW.credit = 'cash') AS integer) * NEW.amount_fen
      OR NEW.goods_fen <> coalesce ((SELECT goods_fen FROM entry_movement WHERE fund_id = NEW.fund_id AND fund_seq = NEW.fund_seq - 1), 0)
                          + cast ((NEW.debit = 'goods') AS integer) * NEW.amount_fen - cast ((NEW.credit = 'goods') AS integer) * NEW.amount_fen THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'entry_movement: the holdings after it do not follow from those before'; END IF;
  -- Between two holdings, or between a holding and the one account that the kind of the entry is about.
  IF NOT EXISTS (SELECT 1 FROM entry
                      WHERE id = NEW.entry_id
                        AND CASE WHEN NEW.debit IN ('bank', 'cash', 'goods') AND NEW.credit IN ('bank', 'cash', 'goods') THEN kind IN ('payment', 'void')
                                 WHEN NEW.debit IN ('bank', 'cash', 'goods') THEN (kind = 'receive' AND NEW.credit LIKE 'income:%')
                                      OR (kind = 'void' AND NEW.credit LIKE 'aid:%') OR (kind = 'reversal' AND NEW.credit IN ('returned', 'allocated'))
                                 WHEN NEW.credit IN ('bank', 'cash', 'goods') THEN (kind = 'payment' AND NEW.debit LIKE 'aid:%')
                                      OR (kind = 'return' AND NEW.debit IN ('returned', 'allocated')) OR (kind = 'reversal' AND NEW.debit LIKE 'income:%')
                                 ELSE FALSE END) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'entry_movement: not a movement of this kind of entry'; END IF;
  -- Aid leaves the ledger only as the entry of a payment, and comes back only as its void.
  IF NEW.debit LIKE 'aid:%'
     AND NOT EXISTS (SELECT 1 FROM payment WHERE entry_id = NEW.entry_id AND amount_fen = NEW.amount_fen AND 'aid:' || programme = NEW.debit) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'entry_movement: aid needs its payment'; END IF;
  IF NEW.credit LIKE 'aid:%' AND NOT EXISTS (SELECT 1 FROM payment_void WHERE entry_id = NEW.entry_id) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'entry_movement: aid comes back only with its void'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER entry_movement_insert BEFORE INSERT ON entry_movement FOR EACH ROW EXECUTE FUNCTION entry_movement_insert ();
-- What a reversal moves is what its entry moved, backwards; nothing moves twice.
CREATE FUNCTION entry_movement_mirror () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM entry_movement WHERE entry_id = NEW.entry_id AND debit = NEW.debit AND credit = NEW.credit) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'entry_movement: this entry has moved that already'; END IF;
  IF EXISTS (SELECT 1 FROM entry e
                  WHERE e.id = NEW.entry_id AND e.reverses IS NOT NULL
                    AND NOT EXISTS (SELECT 1 FROM entry_movement m
                                     WHERE m.entry_id = e.reverses AND m.debit = NEW.credit AND m.credit = NEW.debit
                                       AND m.amount_fen = NEW.amount_fen)) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'entry_movement: not what the reversed entry moved'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER entry_movement_mirror BEFORE INSERT ON entry_movement FOR EACH ROW EXECUTE FUNCTION entry_movement_mirror ();
-- The three figures follow the chain: what was received and neither returned nor paid is what the fund holds.
CREATE FUNCTION fund_balance_update () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.fund_id <> OLD.fund_id
      OR NEW.received_fen - NEW.returned_fen - NEW.paid_fen
         <> coalesce ((SELECT balance_fen FROM entry_movement WHERE fund_id = NEW.fund_id AND fund_seq = NEW.movements), 0)
      OR EXISTS (SELECT 1 FROM entry_movement WHERE fund_id = NEW.fund_id AND fund_seq > NEW.movements) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'fund_balance: not what the movements add up to'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER fund_balance_update BEFORE UPDATE ON fund_balance FOR EACH ROW EXECUTE FUNCTION fund_balance_update ();
CREATE FUNCTION entry_movement_sum () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE fund_balance
     SET received_fen = received_fen + CASE WHEN NEW.credit LIKE 'income:%' THEN NEW.amount_fen WHEN NEW.debit LIKE 'income:%' THEN -NEW.amount_fen ELSE 0 END,
         returned_fen = returned_fen + CASE WHEN NEW.debit IN ('returned', 'allocated') THEN NEW.amount_fen
                                            WHEN NEW.credit IN ('returned', 'allocated') THEN -NEW.amount_fen ELSE 0 END,
         paid_fen     = paid_fen + CASE WHEN NEW.debit LIKE 'aid:%' THEN NEW.amount_fen WHEN NEW.credit LIKE 'aid:%' THEN -NEW.amount_fen ELSE 0 END,
         movements    = NEW.fund_seq
   WHERE fund_id = NEW.fund_id;
  RETURN NULL;
END $$;
CREATE TRIGGER entry_movement_sum AFTER INSERT ON entry_movement FOR EACH ROW EXECUTE FUNCTION entry_movement_sum ();
CREATE FUNCTION entry_movement_update () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'entry_movement: rows are never changed'; RETURN NEW;
END $$;
CREATE TRIGGER entry_movement_update BEFORE UPDATE ON entry_movement FOR EACH ROW EXECUTE FUNCTION entry_movement_update ();
CREATE FUNCTION entry_movement_delete () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'entry_movement: rows are never deleted'; RETURN OLD;
END $$;
CREATE TRIGGER entry_movement_delete BEFORE DELETE ON entry_movement FOR EACH ROW EXECUTE FUNCTION entry_movement_delete ();

-- Postings: the two signed halves of each movement.
CREATE VIEW posting AS
  SELECT m.id AS movement_id, m.entry_id, e.on_day, m.fund_id, m.debit AS account, m.amount_fen AS amount_fen
    FROM entry_movement m JOIN entry e ON e.id = m.entry_id
  UNION ALL
  SELECT m.id, m.entry_id, e.on_day, m.fund_id, m.credit, -m.amount_fen
    FROM entry_movement m JOIN entry e ON e.id = m.entry_id;

-- Grants (the word "grant" is SQL's own) ------------------------------------------------------------------------------------------

CREATE TABLE grants (
  id              bigint PRIMARY KEY,
  household_id    bigint NOT NULL REFERENCES household (id),
  member_id       bigint NOT NULL REFERENCES member (id),
  programme       text NOT NULL,
  fund_id         bigint NOT NULL REFERENCES fund (id),
  amount_fen      bigint NOT NULL CONSTRAINT "amount_fen > 0" CHECK (amount_fen > 0),
  self_paid_fen   bigint NOT NULL DEFAULT -1,                      -- -1: not given
  reason          text NOT NULL,
  state           text NOT NULL CHECK (state IN ('draft', 'approved', 'paid', 'refused', 'returned', 'voided')),
  drafted_by      bigint NOT NULL REFERENCES staff (id),
  drafted_on      text NOT NULL,
  decided_by      bigint REFERENCES staff (id),
  decided_on      text NOT NULL DEFAULT '',
  assessment_id   bigint REFERENCES assessment (id),               -- in force at the decision
  standards       text NOT NULL DEFAULT '',                         -- in force at the decision: name=value, one a line
  decision_reason text NOT NULL DEFAULT '',
  ended_on        text NOT NULL DEFAULT '',                         -- day an approved grant was voided unpaid
  CHECK (decided_by IS NULL OR state NOT IN ('approved', 'paid') OR decided_by <> drafted_by)
);
CREATE FUNCTION next_grants () RETURNS bigint LANGUAGE sql AS 'SELECT coalesce (max (id), 0) + 1 FROM grants';
ALTER TABLE grants ALTER COLUMN id SET DEFAULT next_grants ();
CREATE INDEX grants_household ON grants (household_id, state);
CREATE INDEX grants_state ON grants (state, id);
CREATE INDEX grants_draft ON grants (id) WHERE state = 'draft';
CREATE INDEX grants_approved ON grants (id, fund_id) WHERE state = 'approved';
CREATE INDEX grants_fund ON grants (fund_id, decided_on, ended_on, amount_fen);

CREATE FUNCTION grants_insert () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM grants WHERE id = NEW.id) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'grants: this key is taken'; END IF;
  IF NEW.state <> 'draft' OR NEW.decided_by IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'grants: a new grant is a draft'; END IF;
  IF NOT EXISTS (SELECT 1 FROM household WHERE id = NEW.household_id AND state = 'in-force') THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'grants: the file is not in force'; END IF;
  IF NOT EXISTS (SELECT 1 FROM member WHERE id = NEW.member_id AND household_id = NEW.household_id AND removed = 0) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'grants: not a member of this household'; END IF;
  IF NOT EXISTS (SELECT 1 FROM fund_programme WHERE fund_id = NEW.fund_id AND programme = NEW.programme) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'grants: the fund does not allow this programme'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grants_insert BEFORE INSERT ON grants FOR EACH ROW EXECUTE FUNCTION grants_insert ();
CREATE FUNCTION grants_change () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.id <> OLD.id OR NEW.household_id <> OLD.household_id OR NEW.member_id <> OLD.member_id OR NEW.programme <> OLD.programme
      OR NEW.fund_id <> OLD.fund_id OR NEW.amount_fen <> OLD.amount_fen OR NEW.self_paid_fen <> OLD.self_paid_fen
      OR NEW.drafted_by <> OLD.drafted_by OR NEW.drafted_on <> OLD.drafted_on OR NEW.reason <> OLD.reason THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'grants: a decision can''t be rewritten'; END IF;
  IF NOT ((OLD.state = 'draft' AND NEW.state IN ('approved', 'refused', 'returned'))
           OR (OLD.state = 'approved' AND NEW.state IN ('paid', 'voided'))
           OR (OLD.state = 'paid' AND NEW.state = 'voided')) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'grants: this step is not possible'; END IF;
  IF NEW.state = 'approved' AND NEW.decided_by IS NOT DISTINCT FROM NEW.drafted_by THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'grants: whoever drafted never approves'; END IF;
  IF OLD.state = 'draft' AND (NEW.decided_by IS NULL OR length (NEW.decided_on) <> 10) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'grants: a decision has its person and its day'; END IF;
  IF OLD.state IN ('approved', 'paid') AND (NEW.decided_by IS DISTINCT FROM OLD.decided_by OR NEW.decided_on <> OLD.decided_on
                                             OR NEW.assessment_id IS DISTINCT FROM OLD.assessment_id OR NEW.standards <> OLD.standards) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'grants: whoever approved stays on record'; END IF;
  IF NEW.state = 'approved' AND NOT EXISTS (SELECT 1 FROM household WHERE id = NEW.household_id AND state = 'in-force') THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'grants: the file is not in force'; END IF;
  IF NEW.state = 'paid' AND NOT EXISTS (SELECT 1 FROM payment WHERE grant_id = NEW.id) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'grants: paid needs its payment'; END IF;
  IF OLD.state = 'paid' AND NOT EXISTS (SELECT 1 FROM payment p JOIN payment_void v ON v.payment_id = p.id WHERE p.grant_id = NEW.id) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'grants: a paid grant is voided with its payment'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grants_change BEFORE UPDATE ON grants FOR EACH ROW EXECUTE FUNCTION grants_change ();
CREATE FUNCTION grants_delete () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'grants: rows are never deleted'; RETURN OLD;
END $$;
CREATE TRIGGER grants_delete BEFORE DELETE ON grants FOR EACH ROW EXECUTE FUNCTION grants_delete ();
-- Approved unpaid grants are reserved; drafts are not.
CREATE FUNCTION grants_reserve () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE fund_balance SET reserved_fen = reserved_fen + NEW.amount_fen WHERE fund_id = NEW.fund_id;
  RETURN NULL;
END $$;
CREATE TRIGGER grants_reserve AFTER UPDATE OF state ON grants FOR EACH ROW WHEN (NEW.state = 'approved') EXECUTE FUNCTION grants_reserve ();
CREATE FUNCTION grants_release () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE fund_balance SET reserved_fen = reserved_fen - NEW.amount_fen WHERE fund_id = NEW.fund_id;
  RETURN NULL;
END $$;
CREATE TRIGGER grants_release AFTER UPDATE OF state ON grants FOR EACH ROW WHEN (OLD.state = 'approved') EXECUTE FUNCTION grants_release ();

-- Payments, voids, receipts -------------------------------------------------------------------------------------------------------

CREATE TABLE payment (
  id             bigint PRIMARY KEY,
  grant_id       bigint NOT NULL UNIQUE REFERENCES grants (id),
  entry_id       bigint NOT NULL UNIQUE REFERENCES entry (id),
  on_day         text NOT NULL CONSTRAINT "length(on_day) = 10" CHECK (length(on_day) = 10),
  method         text NOT NULL CONSTRAINT "method IN ('cash', 'card', 'goods')" CHECK (method IN ('cash', 'card', 'goods')),
  amount_fen     bigint NOT NULL CONSTRAINT "amount_fen > 0" CHECK (amount_fen > 0),
  card           text NOT NULL DEFAULT '',
  proxy_name     text NOT NULL DEFAULT '',
  proxy_id       text NOT NULL DEFAULT '',
  proxy_relation text NOT NULL DEFAULT '',
  proxy_reason   text NOT NULL DEFAULT '',
  paid_by        bigint NOT NULL REFERENCES staff (id),
  -- As at the payment, for the statistical tables.
  household_id   bigint NOT NULL REFERENCES household (id),
  member_id      bigint NOT NULL REFERENCES member (id),
  fund_id        bigint NOT NULL REFERENCES fund (id),
  programme      text NOT NULL,
  category       text NOT NULL,
  unit_id        bigint NOT NULL REFERENCES unit (id),
  journal_id     bigint NOT NULL REFERENCES journal (id),
  CONSTRAINT "(method = 'card') = (card <> '')" CHECK ((method = 'card') = (card <> '')),
  CHECK ((proxy_name = '') = (proxy_id = '') AND (proxy_name = '') = (proxy_relation = '') AND (proxy_name = '') = (proxy_reason = ''))
);
CREATE FUNCTION next_payment () RETURNS bigint LANGUAGE sql AS 'SELECT coalesce (max (id), 0) + 1 FROM payment';
ALTER TABLE payment ALTER COLUMN id SET DEFAULT next_payment ();
CREATE INDEX payment_day ON payment (on_day, programme, fund_id, household_id, member_id, amount_fen);
CREATE INDEX payment_household ON payment (household_id, on_day);

CREATE FUNCTION payment_insert () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.id <> (SELECT coalesce (max (id), 0) + 1 FROM payment) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'payment: the next number must follow the last one'; END IF;
  IF NEW.id > 1 AND NOT EXISTS (SELECT 1 FROM receipt WHERE payment_id = NEW.id - 1) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'payment: the payment before has no receipt yet'; END IF;
  IF EXISTS (SELECT 1 FROM payment WHERE grant_id = NEW.grant_id) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'payment: this grant is already paid'; END IF;
  IF NOT EXISTS (SELECT 1 FROM entry WHERE id = NEW.entry_id AND kind = 'payment' AND fund_id = NEW.fund_id AND on_day = NEW.on_day)
      OR EXISTS (SELECT 1 FROM payment WHERE entry_id = NEW.entry_id) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'payment: the entry is missing or taken'; END IF;
  IF NOT EXISTS (SELECT 1 FROM grants WHERE id = NEW.grant_id AND state = 'approved' AND amount_fen = NEW.amount_fen AND fund_id = NEW.fund_id
                        AND programme = NEW.programme AND household_id = NEW.household_id AND member_id = NEW.member_id) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'payment: not what was approved'; END IF;
  IF NEW.paid_by = (SELECT decided_by FROM grants WHERE id = NEW.grant_id) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'payment: whoever approved never pays'; END IF;
  IF NEW.on_day < (SELECT decided_on FROM grants WHERE id = NEW.grant_id) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'payment: before the approval'; END IF;
  IF NOT EXISTS (SELECT 1 FROM fund WHERE id = NEW.fund_id AND NEW.on_day BETWEEN from_day AND to_day AND NEW.on_day <= use_by) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'payment: outside the period of the fund or past its use-by date'; END IF;
  IF NOT EXISTS (SELECT 1 FROM household WHERE id = NEW.household_id AND state = 'in-force') THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'payment: the file is not in force'; END IF;
  IF NOT EXISTS (SELECT 1 FROM journal WHERE id = NEW.journal_id) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'payment: the journal row is missing'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payment_insert BEFORE INSERT ON payment FOR EACH ROW EXECUTE FUNCTION payment_insert ();
CREATE FUNCTION payment_done () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN UPDATE grants SET state = 'paid' WHERE id = NEW.grant_id; RETURN NULL;
END $$;
CREATE TRIGGER payment_done AFTER INSERT ON payment FOR EACH ROW EXECUTE FUNCTION payment_done ();
CREATE FUNCTION payment_update () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'payment: rows are never changed, only voided'; RETURN NEW;
END $$;
CREATE TRIGGER payment_update BEFORE UPDATE ON payment FOR EACH ROW EXECUTE FUNCTION payment_update ();
CREATE FUNCTION payment_delete () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'payment: rows are never deleted, only voided'; RETURN OLD;
END $$;
CREATE TRIGGER payment_delete BEFORE DELETE ON payment FOR EACH ROW EXECUTE FUNCTION payment_delete ();

CREATE TABLE payment_void (
  payment_id bigint PRIMARY KEY REFERENCES payment (id),
  on_day     text NOT NULL CONSTRAINT "length(on_day) = 10" CHECK (length(on_day) = 10),
  reason     text NOT NULL CONSTRAINT "reason <> ''" CHECK (reason <> ''),
  voided_by  bigint NOT NULL REFERENCES staff (id),
  entry_id   bigint NOT NULL UNIQUE REFERENCES entry (id),
  journal_id bigint NOT NULL REFERENCES journal (id)
);
CREATE INDEX payment_void_day ON payment_void (on_day, payment_id);
CREATE FUNCTION payment_void_insert () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM payment WHERE id = NEW.payment_id) OR EXISTS (SELECT 1 FROM payment_void WHERE payment_id = NEW.payment_id) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'payment_void: this payment is missing or already voided'; END IF;
  IF NOT EXISTS (SELECT 1 FROM entry e JOIN payment p ON p.entry_id = e.reverses
                      WHERE e.id = NEW.entry_id AND p.id = NEW.payment_id AND e.kind = 'void' AND e.on_day = NEW.on_day)
      OR EXISTS (SELECT 1 FROM payment_void WHERE entry_id = NEW.entry_id) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'payment_void: the entry does not reverse this payment'; END IF;
  IF NEW.on_day < (SELECT on_day FROM payment WHERE id = NEW.payment_id) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'payment_void: before the payment'; END IF;
  IF NOT EXISTS (SELECT 1 FROM journal WHERE id = NEW.journal_id) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'payment_void: the journal row is missing'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payment_void_insert BEFORE INSERT ON payment_void FOR EACH ROW EXECUTE FUNCTION payment_void_insert ();
CREATE FUNCTION payment_void_done () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE grants SET state = 'voided', decision_reason = NEW.reason, ended_on = NEW.on_day
   WHERE id = (SELECT grant_id FROM payment WHERE id = NEW.payment_id);
  DELETE FROM to_sign WHERE receipt_id = (SELECT id FROM receipt WHERE payment_id = NEW.payment_id);
  RETURN NULL;
END $$;
CREATE TRIGGER payment_void_done AFTER INSERT ON payment_void FOR EACH ROW EXECUTE FUNCTION payment_void_done ();
CREATE FUNCTION payment_void_update () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'payment_void: rows are never changed'; RETURN NEW;
END $$;
CREATE TRIGGER payment_void_update BEFORE UPDATE ON payment_void FOR EACH ROW EXECUTE FUNCTION payment_void_update ();
CREATE FUNCTION payment_void_delete () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'payment_void: rows are never deleted'; RETURN OLD;
END $$;
CREATE TRIGGER payment_void_delete BEFORE DELETE ON payment_void FOR EACH ROW EXECUTE FUNCTION payment_void_delete ();

-- Frozen as printed: see NuanReceipt.
CREATE TABLE receipt (
  id               bigint PRIMARY KEY,
  year             bigint NOT NULL,
  seq              bigint NOT NULL CONSTRAINT "seq > 0" CHECK (seq > 0),
  payment_id       bigint NOT NULL UNIQUE REFERENCES payment (id),
  layout           bigint NOT NULL,
  centre           text NOT NULL,
  on_day           text NOT NULL,
  household_number text NOT NULL,
  payee            text NOT NULL,
  payee_id_masked  text NOT NULL,
  unit             text NOT NULL,
  programme        text NOT NULL,
  fund             text NOT NULL,
  amount_fen       bigint NOT NULL,
  amount_words     text NOT NULL,
  method           text NOT NULL,
  card_tail        text NOT NULL,
  proxy_name       text NOT NULL,
  proxy_id_masked  text NOT NULL,
  proxy_relation   text NOT NULL,
  proxy_reason     text NOT NULL,
  handler          text NOT NULL,
  reviewer         text NOT NULL,
  cashier          text NOT NULL,
  code             text NOT NULL CONSTRAINT "length(code) = 10" CHECK (length(code) = 10),
  journal_id       bigint NOT NULL REFERENCES journal (id)
);
CREATE FUNCTION next_receipt () RETURNS bigint LANGUAGE sql AS 'SELECT coalesce (max (id), 0) + 1 FROM receipt';
ALTER TABLE receipt ALTER COLUMN id SET DEFAULT next_receipt ();
CREATE UNIQUE INDEX receipt_number ON receipt (year, seq);
CREATE FUNCTION receipt_insert () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.id <> (SELECT coalesce (max (id), 0) + 1 FROM receipt) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'receipt: the next row must follow the last one'; END IF;
  IF NEW.seq <> (SELECT coalesce (max (seq), 0) + 1 FROM receipt WHERE year = NEW.year) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'receipt: the next number of the year must follow the last one'; END IF;
  IF EXISTS (SELECT 1 FROM receipt WHERE year > NEW.year) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'receipt: a later year has begun'; END IF;
  IF NOT EXISTS (SELECT 1 FROM payment WHERE id = NEW.payment_id AND amount_fen = NEW.amount_fen AND on_day = NEW.on_day
                        AND cast (substr (on_day, 1, 4) AS bigint) = NEW.year)
      OR EXISTS (SELECT 1 FROM receipt WHERE payment_id = NEW.payment_id) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'receipt: not the receipt of this payment'; END IF;
  IF NOT EXISTS (SELECT 1 FROM journal WHERE id = NEW.journal_id) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'receipt: the journal row is missing'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER receipt_insert BEFORE INSERT ON receipt FOR EACH ROW EXECUTE FUNCTION receipt_insert ();
CREATE FUNCTION receipt_update () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'receipt: what was printed is frozen'; RETURN NEW;
END $$;
CREATE TRIGGER receipt_update BEFORE UPDATE ON receipt FOR EACH ROW EXECUTE FUNCTION receipt_update ();
CREATE FUNCTION receipt_delete () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'receipt: rows are never deleted'; RETURN OLD;
END $$;
CREATE TRIGGER receipt_delete BEFORE DELETE ON receipt FOR EACH ROW EXECUTE FUNCTION receipt_delete ();

CREATE TABLE receipt_print (
  id         bigint PRIMARY KEY,
  receipt_id bigint NOT NULL REFERENCES receipt (id),
  copy       bigint NOT NULL CONSTRAINT "copy >= 0" CHECK (copy >= 0),                    -- 0 the first print, n the nth reprint
  printed_by bigint NOT NULL REFERENCES staff (id),
  journal_id bigint NOT NULL REFERENCES journal (id)
);
CREATE FUNCTION next_receipt_print () RETURNS bigint LANGUAGE sql AS 'SELECT coalesce (max (id), 0) + 1 FROM receipt_print';
ALTER TABLE receipt_print ALTER COLUMN id SET DEFAULT next_receipt_print ();
CREATE UNIQUE INDEX receipt_print_copy ON receipt_print (receipt_id, copy);
CREATE FUNCTION receipt_print_insert () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM receipt_print WHERE id = NEW.id) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'receipt_print: this key is taken'; END IF;
  IF NOT EXISTS (SELECT 1 FROM receipt WHERE id = NEW.receipt_id) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'receipt_print: the receipt is missing'; END IF;
  IF NEW.copy <> (SELECT coalesce (max (copy) + 1, 0) FROM receipt_print WHERE receipt_id = NEW.receipt_id) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'receipt_print: the next copy must follow the last one'; END IF;
  IF NOT EXISTS (SELECT 1 FROM journal WHERE id = NEW.journal_id) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'receipt_print: the journal row is missing'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER receipt_print_insert BEFORE INSERT ON receipt_print FOR EACH ROW EXECUTE FUNCTION receipt_print_insert ();
CREATE FUNCTION receipt_print_update () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'receipt_print: rows are never changed'; RETURN NEW;
END $$;
CREATE TRIGGER receipt_print_update BEFORE UPDATE ON receipt_print FOR EACH ROW EXECUTE FUNCTION receipt_print_update ();
CREATE FUNCTION receipt_print_delete () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'receipt_print: rows are never deleted'; RETURN OLD;
END $$;
CREATE TRIGGER receipt_print_delete BEFORE DELETE ON receipt_print FOR EACH ROW EXECUTE FUNCTION receipt_print_delete ();

CREATE TABLE receipt_signature (
  receipt_id bigint PRIMARY KEY REFERENCES receipt (id),
  on_day     text NOT NULL,
  ticked_by  bigint NOT NULL REFERENCES staff (id),
  journal_id bigint NOT NULL REFERENCES journal (id)
);
CREATE FUNCTION receipt_signature_insert () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM receipt WHERE id = NEW.receipt_id)
      OR EXISTS (SELECT 1 FROM receipt_signature WHERE receipt_id = NEW.receipt_id)
      OR EXISTS (SELECT 1 FROM receipt r JOIN payment_void v ON v.payment_id = r.payment_id WHERE r.id = NEW.receipt_id) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'receipt_signature: the receipt is missing, signed or voided'; END IF;
  IF NOT EXISTS (SELECT 1 FROM journal WHERE id = NEW.journal_id) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'receipt_signature: the journal row is missing'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER receipt_signature_insert BEFORE INSERT ON receipt_signature FOR EACH ROW EXECUTE FUNCTION receipt_signature_insert ();
CREATE FUNCTION receipt_signature_update () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'receipt_signature: rows are never changed'; RETURN NEW;
END $$;
CREATE TRIGGER receipt_signature_update BEFORE UPDATE ON receipt_signature FOR EACH ROW EXECUTE FUNCTION receipt_signature_update ();
CREATE FUNCTION receipt_signature_delete () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'receipt_signature: rows are never deleted'; RETURN OLD;
END $$;
CREATE TRIGGER receipt_signature_delete BEFORE DELETE ON receipt_signature FOR EACH ROW EXECUTE FUNCTION receipt_signature_delete ();

-- The queue of receipts still to be signed: kept by triggers, so that its count costs nothing.
CREATE TABLE to_sign (receipt_id bigint PRIMARY KEY);
CREATE FUNCTION to_sign_add () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN INSERT INTO to_sign (receipt_id) VALUES (NEW.id); RETURN NULL;
END $$;
CREATE TRIGGER to_sign_add AFTER INSERT ON receipt FOR EACH ROW EXECUTE FUNCTION to_sign_add ();
CREATE FUNCTION to_sign_done () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN DELETE FROM to_sign WHERE receipt_id = NEW.receipt_id; RETURN NULL;
END $$;
CREATE TRIGGER to_sign_done AFTER INSERT ON receipt_signature FOR EACH ROW EXECUTE FUNCTION to_sign_done ();
