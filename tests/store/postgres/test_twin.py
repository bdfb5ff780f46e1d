#!/usr/bin/python3
"""The schema's twin for PostgreSQL is what the generator writes, and a server that has run it tells the same catalogue as SQLite."""
import os
import re
import shutil
import sqlite3
import sys
import tempfile

sys.dont_write_bytecode = True
ROOT = os.environ.get('NUAN_TEST_SOURCE') or os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
SCHEMA = os.path.join(ROOT, 'src/store/schema')
sys.path.insert(0, os.path.join(ROOT, 'build-aux'))

import catalogue                                     # noqa: E402
from server import Server                            # noqa: E402
from twin.statement import Translator                # noqa: E402
from twin.tokens import Unknown                      # noqa: E402

generator = __import__('schema-twin')

TABLE = 'CREATE TABLE fund (id INTEGER PRIMARY KEY, name TEXT NOT NULL, paid INTEGER NOT NULL) STRICT;\n'

# What is the same in SQLite alone, or silently another thing in PostgreSQL.
UNKNOWN = {
    'a table that is not strict': 'CREATE TABLE a (id INTEGER PRIMARY KEY);',
    'a type': 'CREATE TABLE a (id REAL) STRICT;',
    'a column without type': 'CREATE TABLE a (id) STRICT;',
    'AUTOINCREMENT': 'CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT) STRICT;',
    'a generated column': 'CREATE TABLE a (id INTEGER AS (1) STORED) STRICT;',
    'COLLATE': 'CREATE TABLE a (id TEXT COLLATE NOCASE) STRICT;',
    'ON DELETE': 'CREATE TABLE a (id INTEGER REFERENCES fund (id) ON DELETE CASCADE) STRICT;',
    'a reserved name': 'CREATE TABLE a (user TEXT) STRICT;',
    'a quoted name': 'CREATE TABLE "a" (id INTEGER) STRICT;',
    'a blob written down': "INSERT INTO fund (name) VALUES (x'00');",
    'INSERT without columns': "INSERT INTO fund VALUES (1, 'a', 2);",
    'INSERT OR REPLACE': "INSERT OR REPLACE INTO fund (name) VALUES ('a');",
    'PRAGMA': 'PRAGMA foreign_keys = OFF;',
    'a bare column in an upsert': 'INSERT INTO fund (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET paid = paid + 1;',
    'substr from the end': 'CREATE VIEW v AS SELECT substr (name, -4) AS tail FROM fund;',
    'max of two values': 'CREATE VIEW v AS SELECT max (id, paid) AS most FROM fund;',
    'printf': "CREATE VIEW v AS SELECT printf ('%d', id) AS n FROM fund;",
    'instr': "CREATE VIEW v AS SELECT instr (name, 'a') AS n FROM fund;",
    'ifnull': 'CREATE VIEW v AS SELECT ifnull (id, 0) AS n FROM fund;',
    'group_concat': 'CREATE VIEW v AS SELECT group_concat (name) AS n FROM fund;',
    'a window': 'CREATE VIEW v AS SELECT count (*) OVER (ORDER BY id) AS n FROM fund;',
    'INDEXED BY': 'CREATE VIEW v AS SELECT id FROM fund INDEXED BY x;',
    'a subquery without a name': 'CREATE VIEW v AS SELECT id FROM (SELECT id FROM fund);',
    'GLOB': "CREATE VIEW v AS SELECT id FROM fund WHERE name GLOB 'a*';",
    'LIKE with capitals': "CREATE VIEW v AS SELECT id FROM fund WHERE name LIKE 'A%';",
    'LIKE with what a column says': 'CREATE VIEW v AS SELECT id FROM fund WHERE name LIKE name;',
    'a number as condition': 'CREATE VIEW v AS SELECT id FROM fund WHERE paid;',
    'comparisons in a row': 'CREATE VIEW v AS SELECT id FROM fund WHERE id = paid = 1;',
    '|| beside +': "CREATE VIEW v AS SELECT 'a' || id + 1 AS n FROM fund;",
    '+ beside ||': "CREATE VIEW v AS SELECT 1 + id || 'a' AS n FROM fund;",
    'a trigger INSTEAD OF': 'CREATE TRIGGER g INSTEAD OF INSERT ON fund BEGIN DELETE FROM fund; END;',
    'RAISE (IGNORE)': 'CREATE TRIGGER g BEFORE DELETE ON fund BEGIN SELECT RAISE (IGNORE); END;',
    'RAISE with a table': "CREATE TRIGGER g BEFORE DELETE ON fund BEGIN SELECT RAISE (ABORT, 'a') FROM fund; END;",
    'a query that a guard makes for nothing': 'CREATE TRIGGER g BEFORE DELETE ON fund BEGIN SELECT 1; END;',
    'a guard of a table that is not there': "CREATE TRIGGER g BEFORE DELETE ON gone BEGIN SELECT RAISE (ABORT, 'a'); END;",
    'half a guard': 'CREATE TRIGGER g BEFORE DELETE ON fund BEGIN',
    'no semicolon': 'DROP TABLE fund',
}

TWINS = {
    'a condition counted as a number': (
        "CREATE VIEW v AS SELECT (name = 'a') * paid AS n FROM fund;", "CREATE VIEW v AS SELECT cast ((name = 'a') AS integer) * paid AS n FROM fund;"),
    'a condition compared with a column': (
        'CREATE VIEW v AS SELECT id FROM fund WHERE paid <> (id > 1);', 'CREATE VIEW v AS SELECT id FROM fund WHERE paid <> cast ((id > 1) AS integer);'),
    'a CASE that is a condition': (
        "CREATE VIEW v AS SELECT id FROM fund WHERE CASE WHEN id = 1 THEN name = 'a' ELSE 0 END;",
        "CREATE VIEW v AS SELECT id FROM fund WHERE CASE WHEN id = 1 THEN name = 'a' ELSE FALSE END;"),
    'IS between columns': ('CREATE VIEW v AS SELECT id FROM fund WHERE id IS paid;', 'CREATE VIEW v AS SELECT id FROM fund WHERE id IS NOT DISTINCT FROM paid;'),
    'IS NOT between columns': (
        'CREATE VIEW v AS SELECT id FROM fund WHERE id IS NOT paid;', 'CREATE VIEW v AS SELECT id FROM fund WHERE id IS DISTINCT FROM paid;'),
    'IS NOT NULL': ('CREATE VIEW v AS SELECT id FROM fund WHERE id IS NOT NULL;', 'CREATE VIEW v AS SELECT id FROM fund WHERE id IS NOT NULL;'),
    'a cast': ('CREATE VIEW v AS SELECT cast (name AS INTEGER) AS n FROM fund;', 'CREATE VIEW v AS SELECT cast (name AS bigint) AS n FROM fund;'),
    'a comment': ('DROP VIEW v; -- "why" isn\'t read\n', 'DROP VIEW v; -- "why" isn\'t read\n'),
    'a new column': ("ALTER TABLE fund ADD COLUMN terms TEXT NOT NULL DEFAULT '';", "ALTER TABLE fund ADD COLUMN terms text NOT NULL DEFAULT '';"),
    'a check that says what it asks': (
        "ALTER TABLE fund ADD COLUMN a INTEGER CHECK (a > (name = 'b'));",
        "ALTER TABLE fund ADD COLUMN a bigint CONSTRAINT \"a > (name = 'b')\" CHECK (a > cast ((name = 'b') AS integer));"),
    'a guard that goes': (
        "CREATE TRIGGER g BEFORE DELETE ON fund WHEN OLD.paid > 0 BEGIN SELECT RAISE (ABORT, 'fund: can''t go') WHERE OLD.id = 1; END; DROP TRIGGER g;",
        "CREATE FUNCTION g () RETURNS trigger LANGUAGE plpgsql AS $$\nBEGIN IF OLD.id = 1 THEN\n"
        "    RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = 'fund: can''t go'; END IF; RETURN OLD;\nEND $$;\n"
        'CREATE TRIGGER g BEFORE DELETE ON fund FOR EACH ROW WHEN (OLD.paid > 0) EXECUTE FUNCTION g (); DROP FUNCTION g () CASCADE;'),
    'a reference that is looked at when the transaction ends': (
        'CREATE TABLE a (fund_id INTEGER REFERENCES fund (id) DEFERRABLE INITIALLY DEFERRED) STRICT;',
        'CREATE TABLE a (fund_id bigint REFERENCES fund (id) DEFERRABLE INITIALLY DEFERRED);'),
    'a table that goes with its guards': (
        "CREATE TRIGGER g AFTER INSERT ON fund BEGIN DELETE FROM fund WHERE id = 0; END; DROP TABLE fund;",
        'CREATE FUNCTION g () RETURNS trigger LANGUAGE plpgsql AS $$\nBEGIN DELETE FROM fund WHERE id = 0; RETURN NULL;\nEND $$;\n'
        'CREATE TRIGGER g AFTER INSERT ON fund FOR EACH ROW EXECUTE FUNCTION g (); DROP FUNCTION g () CASCADE;\nDROP TABLE fund;'),
}

# Each takes something out of the twin that a reader of the catalogue must miss.
DRIFT = {
    'a CHECK': (' CONSTRAINT "name <> \'\'" CHECK \\(name <> \'\'\\)', ''),
    'NOT NULL': (' NOT NULL', ''),
    'a default': (' DEFAULT 0', ''),
    'a type': ('bigint NOT NULL', 'integer NOT NULL'),
    'a foreign key': (' REFERENCES staff \\(id\\)', ''),
    'a unique key': (' UNIQUE', ''),
    'the columns of an index': (', id\\)', ')'),
    'the condition of an index': (" WHERE relation = '02' AND removed = 0", " WHERE relation = '02'"),
    'a word of a guard': ('rows are never changed', 'rows are seldom changed'),
    'the moment of a guard': ('BEFORE INSERT', 'AFTER INSERT'),
    'the number of rows of its own': ('ALTER TABLE staff ALTER COLUMN id SET DEFAULT next_staff \\(\\);', ''),
    'a guard': ('CREATE TRIGGER journal_delete [^;]*;', ''),
}


def problems_of_unknown():
    for what, sql in UNKNOWN.items():
        translator = Translator()
        translator.step(TABLE, 'table')
        try:
            yield f'{what}: {translator.step(sql, "step")}'
        except Unknown:
            continue


def problems_of_twins():
    for what, (sql, wanted) in TWINS.items():
        translator = Translator()
        translator.step(TABLE, 'table')
        twin = translator.step(sql, 'step')
        if twin != wanted:
            yield f'{what}: {twin}'


def problems_of_staleness():
    """Of a changed step, a changed twin, one too few and one too many."""
    with tempfile.TemporaryDirectory() as folder:
        schema = os.path.join(folder, 'schema')
        shutil.copytree(SCHEMA, schema)
        first = generator.steps_of(schema)[0]
        faults = [(os.path.join(schema, first), 'DROP TABLE staff;\n'), (os.path.join(schema, 'postgres', first), ' '),
                  (os.path.join(schema, '9999-last.sql'), TABLE.replace('fund', 'last_of_all')),
                  (os.path.join(schema, 'postgres/9999-last.sql'), '')]
        for path, more in faults:
            before = generator.content(path)
            with open(path, 'a', encoding='utf-8') as file:
                file.write(more)
            if not generator.stale_in(schema, generator.twins_of(schema)):
                yield f'{path} with {more!r}'
            if before is None:
                os.remove(path)
            else:
                with open(path, 'w', encoding='utf-8') as file:
                    file.write(before)


def of_sqlite():
    connection = sqlite3.connect(':memory:')
    for name in generator.steps_of(SCHEMA):
        connection.executescript(generator.content(os.path.join(SCHEMA, name)))
    return catalogue.of_sqlite(connection)


def of_postgres(server, database, change=lambda text: text):
    server.create(database)
    for name in generator.steps_of(SCHEMA):
        script = generator.content(os.path.join(SCHEMA, 'postgres', name))
        changed = change(script)
        done = server.psql(database, changed, check=False)
        if changed != script:
            change = str   # one change in one step
        if done.returncode != 0:
            return {'error': done.stderr}
    return catalogue.of_postgres(server, database)


def problems_of_drift(server, sqlite):
    for number, (what, (pattern, instead)) in enumerate(DRIFT.items()):
        twin = of_postgres(server, f'drift_{number}', lambda text: re.sub(pattern, instead, text, count=1))
        if 'error' in twin:
            yield f'{what}: {twin["error"]}'
        elif len(catalogue.differences(sqlite, twin)) != 1:
            yield f'{what}: {catalogue.differences(sqlite, twin)}'


def main():
    sqlite = of_sqlite()
    with Server() as server:
        results = [
            ('what is SQLite\'s alone is named and not translated', list(problems_of_unknown())),
            ('what PostgreSQL says in other words is translated', list(problems_of_twins())),
            ('each step has its current twin', generator.stale_in(SCHEMA, generator.twins_of(SCHEMA))),
            ('a twin that is not current is told', list(problems_of_staleness())),
            ('the catalogue of SQLite has tables, guards and indexes', [] if len(sqlite) > 300 else [f'only {len(sqlite)} things']),
            ('PostgreSQL tells the same catalogue', catalogue.differences(sqlite, of_postgres(server, 'whole'))),
            ('a catalogue that differs in one thing is told', list(problems_of_drift(server, sqlite))),
        ]
    print(f'1..{len(results)}')
    for number, (name, problems) in enumerate(results, 1):
        print(f'{"not ok" if problems else "ok"} {number} - {name}')
        for problem in problems:
            print(f'# {problem}')
    return 1 if any(problems for _, problems in results) else 0


if __name__ == '__main__':
    sys.exit(main())
