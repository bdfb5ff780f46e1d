-- Parcels, append-only.

CREATE TABLE parcel (
  id         INTEGER PRIMARY KEY,
  what       TEXT NOT NULL CHECK (what <> ''),
  journal_id INTEGER NOT NULL REFERENCES journal (id)
) STRICT;
CREATE TRIGGER parcel_update BEFORE UPDATE ON parcel BEGIN SELECT RAISE (ABORT, 'parcel: rows are never changed'); END;
CREATE TRIGGER parcel_delete BEFORE DELETE ON parcel BEGIN SELECT RAISE (ABORT, 'parcel: rows are never deleted'); END;
