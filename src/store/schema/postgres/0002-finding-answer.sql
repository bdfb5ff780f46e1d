-- Written by build-aux/schema-twin.py from ../0002-finding-answer.sql: change that one, and run it again.

-- Findings of `check` that a director answered: append-only, named by the journal, never a way to change what was found.

CREATE TABLE finding_answer (
  id          bigint PRIMARY KEY,
  finding     text NOT NULL UNIQUE CONSTRAINT "length(finding) = 64" CHECK (length(finding) = 64),   -- digest of line, rows and their content
  line        text NOT NULL,
  about       text NOT NULL,
  reason      text NOT NULL CONSTRAINT "reason <> ''" CHECK (reason <> ''),
  answered_by bigint NOT NULL REFERENCES staff (id),
  journal_id  bigint NOT NULL REFERENCES journal (id)
);
CREATE FUNCTION next_finding_answer () RETURNS bigint LANGUAGE sql AS 'SELECT coalesce (max (id), 0) + 1 FROM finding_answer';
ALTER TABLE finding_answer ALTER COLUMN id SET DEFAULT next_finding_answer ();
CREATE FUNCTION finding_answer_insert () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.id <> (SELECT coalesce (max (id), 0) + 1 FROM finding_answer) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'finding_answer: the next number must follow the last one'; END IF;
  IF EXISTS (SELECT 1 FROM finding_answer WHERE finding = NEW.finding) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'finding_answer: this finding is answered already'; END IF;
  IF NOT EXISTS (SELECT 1 FROM journal WHERE id = NEW.journal_id AND staff_id = NEW.answered_by AND action = 'check.answer') THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'finding_answer: the journal row is missing, or somebody else''s'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER finding_answer_insert BEFORE INSERT ON finding_answer FOR EACH ROW EXECUTE FUNCTION finding_answer_insert ();
CREATE FUNCTION finding_answer_update () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'finding_answer: rows are never changed'; RETURN NEW;
END $$;
CREATE TRIGGER finding_answer_update BEFORE UPDATE ON finding_answer FOR EACH ROW EXECUTE FUNCTION finding_answer_update ();
CREATE FUNCTION finding_answer_delete () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'finding_answer: rows are never deleted'; RETURN OLD;
END $$;
CREATE TRIGGER finding_answer_delete BEFORE DELETE ON finding_answer FOR EACH ROW EXECUTE FUNCTION finding_answer_delete ();
