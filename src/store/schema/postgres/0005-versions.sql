-- Written by build-aux/schema-twin.py from ../0005-versions.sql: change that one, and run it again.

-- Step 5: what is written stays known. A thing that can change is also written as a version, the whole text of its guarded columns as one act left
-- it; each row of the journal covers, with one digest, the rows that name it and the versions written with it. A row of the journal is the last
-- that its act writes, since it covers the others: they name the number that it will have (store/journal/baseline.c says so to guards and references).

ALTER TABLE journal ADD COLUMN day text NOT NULL DEFAULT '';           -- of the centre; '' before this step
ALTER TABLE journal ADD COLUMN digest text NOT NULL DEFAULT '';        -- of what the row covers; '' before this step
ALTER TABLE journal ADD COLUMN key_id bigint NOT NULL DEFAULT 0;      -- of whoever acted; 0: no act, or nobody's
CREATE FUNCTION journal_insert_form () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF length (NEW.day) <> 10 OR length (NEW.digest) <> 64 THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'journal: a row tells its day and the digest of what it covers'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER journal_insert_form BEFORE INSERT ON journal FOR EACH ROW EXECUTE FUNCTION journal_insert_form ();

CREATE TABLE version (
  journal_id bigint NOT NULL REFERENCES journal (id),
  thing      text NOT NULL,                                            -- the table of its head
  id         bigint NOT NULL,
  content    text NOT NULL CONSTRAINT "content <> ''" CHECK (content <> ''),                      -- see store/journal/content.h
  PRIMARY KEY (journal_id, thing, id)
);
CREATE UNIQUE INDEX version_thing ON version (thing, id, journal_id);
CREATE FUNCTION version_insert () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM version WHERE journal_id = NEW.journal_id AND thing = NEW.thing AND id = NEW.id) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'version: this key is taken'; END IF;
  IF NOT EXISTS (SELECT 1 FROM journal WHERE id = NEW.journal_id) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'version: the journal row is missing'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER version_insert BEFORE INSERT ON version FOR EACH ROW EXECUTE FUNCTION version_insert ();
CREATE FUNCTION version_update () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'version: rows are never changed'; RETURN NEW;
END $$;
CREATE TRIGGER version_update BEFORE UPDATE ON version FOR EACH ROW EXECUTE FUNCTION version_update ();
CREATE FUNCTION version_delete () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'version: rows are never deleted'; RETURN OLD;
END $$;
CREATE TRIGGER version_delete BEFORE DELETE ON version FOR EACH ROW EXECUTE FUNCTION version_delete ();

CREATE FUNCTION household_reason_insert () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM household_reason WHERE journal_id = NEW.journal_id) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'household_reason: this key is taken'; END IF;
  IF NOT EXISTS (SELECT 1 FROM household WHERE id = NEW.household_id) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'household_reason: the household is missing'; END IF;
  IF NOT EXISTS (SELECT 1 FROM journal WHERE id = NEW.journal_id) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'household_reason: the journal row is missing'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER household_reason_insert BEFORE INSERT ON household_reason FOR EACH ROW EXECUTE FUNCTION household_reason_insert ();
CREATE FUNCTION household_reason_update () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'household_reason: rows are never changed'; RETURN NEW;
END $$;
CREATE TRIGGER household_reason_update BEFORE UPDATE ON household_reason FOR EACH ROW EXECUTE FUNCTION household_reason_update ();
CREATE FUNCTION household_reason_delete () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'household_reason: rows are never deleted'; RETURN OLD;
END $$;
CREATE TRIGGER household_reason_delete BEFORE DELETE ON household_reason FOR EACH ROW EXECUTE FUNCTION household_reason_delete ();

-- What names a row of the journal is looked for when that row is written, and when one is gone; a digest takes rows in the order of the journal.
CREATE INDEX assessment_journal ON assessment (journal_id);
CREATE INDEX entry_journal ON entry (journal_id);
CREATE INDEX finding_answer_journal ON finding_answer (journal_id);
CREATE INDEX fund_journal ON fund (journal_id);
CREATE INDEX payment_journal ON payment (journal_id);
CREATE INDEX payment_void_journal ON payment_void (journal_id, payment_id);
CREATE INDEX receipt_journal ON receipt (journal_id);
CREATE INDEX receipt_print_journal ON receipt_print (journal_id);
CREATE INDEX receipt_signature_journal ON receipt_signature (journal_id, receipt_id);
CREATE INDEX standard_journal ON standard (journal_id);
