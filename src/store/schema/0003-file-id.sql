-- Step 3: whose log is it? A data file and its log (-wal) belong together; after a kill and a restore over the old name a log may stand
-- beside another file, and playing it would destroy that one. See store/engine/sqlite/file-id.h. One row, written by the engine alone.
CREATE TABLE file_id (
  id       INTEGER PRIMARY KEY CHECK (id = 1),
  value    TEXT NOT NULL CHECK (length (value) = 41),      -- random: given by init, by a backup and by a restore
  log      TEXT NOT NULL CHECK (length (log) = 32),        -- random: given each time that the row is written into a log
  previous TEXT NOT NULL CHECK (length (previous) = 32)    -- the one before, which the main file may still name
) STRICT;
