-- Written by build-aux/schema-twin.py from ../0003-file-id.sql: change that one, and run it again.

-- Step 3: whose log is it? A data file and its log (-wal) belong together; after a kill and a restore over the old name a log may stand
-- beside another file, and playing it would destroy that one. See store/engine/sqlite/file-id.h. One row, written by the engine alone.
CREATE TABLE file_id (
  id       bigint PRIMARY KEY CONSTRAINT "id = 1" CHECK (id = 1),
  value    text NOT NULL CONSTRAINT "length (value) = 41" CHECK (length (value) = 41),      -- random: given by init, by a backup and by a restore
  log      text NOT NULL CONSTRAINT "length (log) = 32" CHECK (length (log) = 32),        -- random: given each time that the row is written into a log
  previous text NOT NULL CONSTRAINT "length (previous) = 32" CHECK (length (previous) = 32)    -- the one before, which the main file may still name
);
CREATE FUNCTION next_file_id () RETURNS bigint LANGUAGE sql AS 'SELECT coalesce (max (id), 0) + 1 FROM file_id';
ALTER TABLE file_id ALTER COLUMN id SET DEFAULT next_file_id ();
