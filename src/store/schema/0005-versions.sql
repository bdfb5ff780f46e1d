-- Step 5: what is written stays known. A thing that can change is also written as a version, the whole text of its guarded columns as one act left
-- it; each row of the journal covers, with one digest, the rows that name it and the versions written with it. A row of the journal is the last
-- that its act writes, since it covers the others: they name the number that it will have (store/journal/baseline.c says so to guards and references).

ALTER TABLE journal ADD COLUMN day TEXT NOT NULL DEFAULT '';           -- of the centre; '' before this step
ALTER TABLE journal ADD COLUMN digest TEXT NOT NULL DEFAULT '';        -- of what the row covers; '' before this step
ALTER TABLE journal ADD COLUMN key_id INTEGER NOT NULL DEFAULT 0;      -- of whoever acted; 0: no act, or nobody's
CREATE TRIGGER journal_insert_form BEFORE INSERT ON journal BEGIN
  SELECT RAISE (ABORT, 'journal: a row tells its day and the digest of what it covers') WHERE length (NEW.day) <> 10 OR length (NEW.digest) <> 64;
END;

CREATE TABLE version (
  journal_id INTEGER NOT NULL REFERENCES journal (id),
  thing      TEXT NOT NULL,                                            -- the table of its head
  id         INTEGER NOT NULL,
  content    TEXT NOT NULL CHECK (content <> ''),                      -- see store/journal/content.h
  PRIMARY KEY (journal_id, thing, id)
) STRICT;
CREATE UNIQUE INDEX version_thing ON version (thing, id, journal_id);
CREATE TRIGGER version_insert BEFORE INSERT ON version BEGIN
  SELECT RAISE (ABORT, 'version: this key is taken')
   WHERE EXISTS (SELECT 1 FROM version WHERE journal_id = NEW.journal_id AND thing = NEW.thing AND id = NEW.id);
  SELECT RAISE (ABORT, 'version: the journal row is missing') WHERE NOT EXISTS (SELECT 1 FROM journal WHERE id = NEW.journal_id);
END;
CREATE TRIGGER version_update BEFORE UPDATE ON version BEGIN SELECT RAISE (ABORT, 'version: rows are never changed'); END;
CREATE TRIGGER version_delete BEFORE DELETE ON version BEGIN SELECT RAISE (ABORT, 'version: rows are never deleted'); END;

CREATE TRIGGER household_reason_insert BEFORE INSERT ON household_reason BEGIN
  SELECT RAISE (ABORT, 'household_reason: this key is taken') WHERE EXISTS (SELECT 1 FROM household_reason WHERE journal_id = NEW.journal_id);
  SELECT RAISE (ABORT, 'household_reason: the household is missing') WHERE NOT EXISTS (SELECT 1 FROM household WHERE id = NEW.household_id);
  SELECT RAISE (ABORT, 'household_reason: the journal row is missing') WHERE NOT EXISTS (SELECT 1 FROM journal WHERE id = NEW.journal_id);
END;
CREATE TRIGGER household_reason_update BEFORE UPDATE ON household_reason BEGIN SELECT RAISE (ABORT, 'household_reason: rows are never changed'); END;
CREATE TRIGGER household_reason_delete BEFORE DELETE ON household_reason BEGIN SELECT RAISE (ABORT, 'household_reason: rows are never deleted'); END;

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
