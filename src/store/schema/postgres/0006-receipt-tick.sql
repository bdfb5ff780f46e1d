-- Written by build-aux/schema-twin.py from ../0006-receipt-tick.sql: change that one, and run it again.

-- Step 6: a receipt ticked as signed by mistake is unticked on the same day, and ticked again once it is signed. The first tick stays in
-- receipt_signature; whatever comes after it is a row here, so that nothing is taken away. What was ticked once is voided by a director alone.

CREATE TABLE receipt_tick (
  id         bigint PRIMARY KEY,
  receipt_id bigint NOT NULL REFERENCES receipt (id),
  is_signed  bigint NOT NULL CONSTRAINT "is_signed IN (0, 1)" CHECK (is_signed IN (0, 1)),             -- 0: the tick before is undone
  on_day     text NOT NULL CONSTRAINT "length(on_day) = 10" CHECK (length(on_day) = 10),
  ticked_by  bigint NOT NULL REFERENCES staff (id),
  journal_id bigint NOT NULL REFERENCES journal (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE FUNCTION next_receipt_tick () RETURNS bigint LANGUAGE sql AS 'SELECT coalesce (max (id), 0) + 1 FROM receipt_tick';
ALTER TABLE receipt_tick ALTER COLUMN id SET DEFAULT next_receipt_tick ();
CREATE INDEX receipt_tick_receipt ON receipt_tick (receipt_id, id);
CREATE INDEX receipt_tick_journal ON receipt_tick (journal_id);
CREATE FUNCTION receipt_tick_insert () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.id <> (SELECT coalesce (max (id), 0) + 1 FROM receipt_tick) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'receipt_tick: the next number must follow the last one'; END IF;
  IF NOT EXISTS (SELECT 1 FROM receipt_signature WHERE receipt_id = NEW.receipt_id)
      OR EXISTS (SELECT 1 FROM receipt r JOIN payment_void v ON v.payment_id = r.payment_id WHERE r.id = NEW.receipt_id) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'receipt_tick: the receipt was never signed, or is voided'; END IF;
  IF NEW.is_signed = coalesce ((SELECT t.is_signed FROM receipt_tick t
                                     WHERE t.id = (SELECT max (n.id) FROM receipt_tick n WHERE n.receipt_id = NEW.receipt_id)), 1) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'receipt_tick: the receipt is ticked so already'; END IF;
  IF NEW.is_signed = 0
     AND NEW.on_day <> coalesce ((SELECT t.on_day FROM receipt_tick t
                                   WHERE t.id = (SELECT max (n.id) FROM receipt_tick n WHERE n.receipt_id = NEW.receipt_id)),
                                 (SELECT s.on_day FROM receipt_signature s WHERE s.receipt_id = NEW.receipt_id)) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'receipt_tick: a tick is undone on its own day'; END IF;
  IF NEW.journal_id <> (SELECT coalesce (max (id), 0) + 1 FROM journal) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'receipt_tick: its journal row must be the next one'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER receipt_tick_insert BEFORE INSERT ON receipt_tick FOR EACH ROW EXECUTE FUNCTION receipt_tick_insert ();
CREATE FUNCTION receipt_tick_update () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'receipt_tick: rows are never changed'; RETURN NEW;
END $$;
CREATE TRIGGER receipt_tick_update BEFORE UPDATE ON receipt_tick FOR EACH ROW EXECUTE FUNCTION receipt_tick_update ();
CREATE FUNCTION receipt_tick_delete () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'receipt_tick: rows are never deleted'; RETURN OLD;
END $$;
CREATE TRIGGER receipt_tick_delete BEFORE DELETE ON receipt_tick FOR EACH ROW EXECUTE FUNCTION receipt_tick_delete ();

CREATE FUNCTION to_sign_again () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO to_sign (receipt_id) VALUES (NEW.receipt_id);
  RETURN NULL;
END $$;
CREATE TRIGGER to_sign_again AFTER INSERT ON receipt_tick FOR EACH ROW WHEN (NEW.is_signed = 0) EXECUTE FUNCTION to_sign_again ();
CREATE FUNCTION to_sign_done_again () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM to_sign WHERE receipt_id = NEW.receipt_id;
  RETURN NULL;
END $$;
CREATE TRIGGER to_sign_done_again AFTER INSERT ON receipt_tick FOR EACH ROW WHEN (NEW.is_signed = 1) EXECUTE FUNCTION to_sign_done_again ();

CREATE FUNCTION payment_void_signed () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM receipt r JOIN receipt_signature s ON s.receipt_id = r.id WHERE r.payment_id = NEW.payment_id)
     AND NOT EXISTS (SELECT 1 FROM staff WHERE id = NEW.voided_by AND roles / 4 % 2 = 1) THEN
    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'payment_void: what was ticked as signed is voided by a director alone'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payment_void_signed BEFORE INSERT ON payment_void FOR EACH ROW EXECUTE FUNCTION payment_void_signed ();
