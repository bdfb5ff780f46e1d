-- Findings of `check` that a director answered: append-only, named by the journal, never a way to change what was found.

CREATE TABLE finding_answer (
  id          INTEGER PRIMARY KEY,
  finding     TEXT NOT NULL UNIQUE CHECK (length(finding) = 64),   -- digest of line, rows and their content
  line        TEXT NOT NULL,
  about       TEXT NOT NULL,
  reason      TEXT NOT NULL CHECK (reason <> ''),
  answered_by INTEGER NOT NULL REFERENCES staff (id),
  journal_id  INTEGER NOT NULL REFERENCES journal (id)
) STRICT;
CREATE TRIGGER finding_answer_insert BEFORE INSERT ON finding_answer BEGIN
  SELECT RAISE (ABORT, 'finding_answer: the next number must follow the last one')
   WHERE NEW.id <> (SELECT coalesce (max (id), 0) + 1 FROM finding_answer);
  SELECT RAISE (ABORT, 'finding_answer: this finding is answered already') WHERE EXISTS (SELECT 1 FROM finding_answer WHERE finding = NEW.finding);
  SELECT RAISE (ABORT, 'finding_answer: the journal row is missing, or somebody else''s')
   WHERE NOT EXISTS (SELECT 1 FROM journal WHERE id = NEW.journal_id AND staff_id = NEW.answered_by AND action = 'check.answer');
END;
CREATE TRIGGER finding_answer_update BEFORE UPDATE ON finding_answer BEGIN SELECT RAISE (ABORT, 'finding_answer: rows are never changed'); END;
CREATE TRIGGER finding_answer_delete BEFORE DELETE ON finding_answer BEGIN SELECT RAISE (ABORT, 'finding_answer: rows are never deleted'); END;
