-- Written by build-aux/schema-twin.py from ../0004-search-keys.sql: change that one, and run it again.

-- Step 4: people are found under every living reading of their names (data/han-readings.csv). No table changes: what the step does beside this file
-- writes all rows of search_key anew, and household.head_key and unit.sort_key where they are others now. See store/people/search-rebuild.c.
