-- Step 6: a receipt ticked as signed by mistake is unticked on the same day, and ticked again once it is signed. The first tick stays in
-- receipt_signature; whatever comes after it is a row here, so that nothing is taken away. What was ticked once is voided by a director alone.

CREATE TABLE receipt_tick (
  id         INTEGER PRIMARY KEY,
  receipt_id INTEGER NOT NULL REFERENCES receipt (id),
  is_signed  INTEGER NOT NULL CHECK (is_signed IN (0, 1)),             -- 0: the tick before is undone
  on_day     TEXT NOT NULL CHECK (length(on_day) = 10),
  ticked_by  INTEGER NOT NULL REFERENCES staff (id),
  journal_id INTEGER NOT NULL REFERENCES journal (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX receipt_tick_receipt ON receipt_tick (receipt_id, id);
CREATE INDEX receipt_tick_journal ON receipt_tick (journal_id);
CREATE TRIGGER receipt_tick_insert BEFORE INSERT ON receipt_tick BEGIN
  SELECT RAISE (ABORT, 'receipt_tick: the next number must follow the last one')
   WHERE NEW.id <> (SELECT coalesce (max (id), 0) + 1 FROM receipt_tick);
  SELECT RAISE (ABORT, 'receipt_tick: the receipt was never signed, or is voided')
   WHERE NOT EXISTS (SELECT 1 FROM receipt_signature WHERE receipt_id = NEW.receipt_id)
      OR EXISTS (SELECT 1 FROM receipt r JOIN payment_void v ON v.payment_id = r.payment_id WHERE r.id = NEW.receipt_id);
  SELECT RAISE (ABORT, 'receipt_tick: the receipt is ticked so already')
   WHERE NEW.is_signed = coalesce ((SELECT t.is_signed FROM receipt_tick t
                                     WHERE t.id = (SELECT max (n.id) FROM receipt_tick n WHERE n.receipt_id = NEW.receipt_id)), 1);
  SELECT RAISE (ABORT, 'receipt_tick: a tick is undone on its own day')
   WHERE NEW.is_signed = 0
     AND NEW.on_day <> coalesce ((SELECT t.on_day FROM receipt_tick t
                                   WHERE t.id = (SELECT max (n.id) FROM receipt_tick n WHERE n.receipt_id = NEW.receipt_id)),
                                 (SELECT s.on_day FROM receipt_signature s WHERE s.receipt_id = NEW.receipt_id));
  SELECT RAISE (ABORT, 'receipt_tick: its journal row must be the next one')
   WHERE NEW.journal_id <> (SELECT coalesce (max (id), 0) + 1 FROM journal);
END;
CREATE TRIGGER receipt_tick_update BEFORE UPDATE ON receipt_tick BEGIN SELECT RAISE (ABORT, 'receipt_tick: rows are never changed'); END;
CREATE TRIGGER receipt_tick_delete BEFORE DELETE ON receipt_tick BEGIN SELECT RAISE (ABORT, 'receipt_tick: rows are never deleted'); END;

CREATE TRIGGER to_sign_again AFTER INSERT ON receipt_tick WHEN NEW.is_signed = 0 BEGIN
  INSERT INTO to_sign (receipt_id) VALUES (NEW.receipt_id);
END;
CREATE TRIGGER to_sign_done_again AFTER INSERT ON receipt_tick WHEN NEW.is_signed = 1 BEGIN
  DELETE FROM to_sign WHERE receipt_id = NEW.receipt_id;
END;

CREATE TRIGGER payment_void_signed BEFORE INSERT ON payment_void BEGIN
  SELECT RAISE (ABORT, 'payment_void: what was ticked as signed is voided by a director alone')
   WHERE EXISTS (SELECT 1 FROM receipt r JOIN receipt_signature s ON s.receipt_id = r.id WHERE r.payment_id = NEW.payment_id)
     AND NOT EXISTS (SELECT 1 FROM staff WHERE id = NEW.voided_by AND roles / 4 % 2 = 1);
END;
