#!/usr/bin/python3
"""Each statement of the store that SQLite takes is prepared on PostgreSQL too: those that stand in the source as one literal, here; those that
are put together at run time when they run, in test_suite.py.   test_statements.py PREPARE"""
import os
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True

import statements               # noqa: E402
from server import Server       # noqa: E402

BUILD = os.environ['NUAN_TEST_BUILD']

# Prepared by SQLite alone, for there it lacks nothing: GROUP BY comes behind it.
BEGINNINGS = ('SELECT h.number, h.head_name, u.name, count (*), sum (p.amount_fen), h.id, 0, 0   FROM payment p',
              'SELECT h.number, m.name, count (*), sum (p.amount_fen), h.id, 0, 0   FROM payment p')

# Parameters that say nothing of their kind, and whose letters do not stand beside the statement.
LETTERS = [(re.compile(r"'receipt:' \|\| \?1 .*r\.year = \?1", re.S), 'i'), (re.compile(r'FROM grants WHERE .*\?4', re.S), 'tiii'), (re.compile(r'^SELECT count \(\*\) FROM grants WHERE .*\?2'), 'ti')]

# What PostgreSQL does not take, or takes for a number of another width; and what both take.
PLANTED = {
    'SELECT max (id, 1) FROM unit': False,
    'SELECT id FROM unit WHERE name GLOB \'a*\'': False,
    'SELECT ifnull (parent_id, 0) FROM unit': False,
    'SELECT printf (\'%d\', id) FROM unit': False,
    'SELECT id FROM unit WHERE parent_id IS id': False,
    'SELECT name FROM unit GROUP BY id HAVING id': False,
    'SELECT rowid FROM unit': False,
    'INSERT OR REPLACE INTO unit (id, name, sort_key) VALUES (?, ?, ?)': False,
    'SELECT cast (name AS INTEGER) FROM unit': False,
    'SELECT cast (name AS BIGINT) FROM unit': True,
    'SELECT id FROM unit INDEXED BY unit_sort WHERE sort_key = ? AND name <> \'?\'': True,
    'SELECT id FROM unit WHERE': True,
}


def letters_of(sql, letters):
    """One for each parameter; a question mark where its kind is not known."""
    bare = re.sub(r"'[^']*'", '', sql)
    numbers = [int(number) for number in re.findall(r'\?(\d+)', bare)]
    count = max(numbers) if numbers else bare.count('?')
    for pattern, known in LETTERS:
        if pattern.search(sql):
            letters = known
    return letters if letters is not None and len(letters) == count else '?' * count


def escaped(text):
    return ''.join(character if ' ' <= character < '\x7f' and character not in '\\"'
                   else ''.join(f'\\{byte:03o}' for byte in character.encode()) for character in text)


def refused(prepare, server, database, found):
    """Lines "engine, words, SQL" of what an engine does not take."""
    server.create(database)
    with tempfile.TemporaryDirectory() as folder:
        list_path = os.path.join(folder, 'list')
        with open(list_path, 'w', encoding='utf-8') as file:
            file.writelines(f'{letters_of(sql, letters)}\t{escaped(sql)}\n' for sql, letters in found.items())
        done = subprocess.run([prepare, os.path.join(folder, 'centre.db'), f'postgresql:///{database}?host={server.folder}&user=nuan', list_path],
                              check=False, capture_output=True, text=True)
    if done.returncode != 0:
        return [f'postgresql\t{done.stderr}\t']
    return done.stdout.splitlines()


def problems_of(prepare, server, database, found):
    problems = [line for line in refused(prepare, server, database, found) if line.startswith('postgresql\t')]
    return problems + [f'postgresql\tINTEGER is a narrow number there: write BIGINT\t{sql}' for sql in found if re.search(r'\bAS INTEGER\b', sql)]


def problems_of_planted(prepare, server):
    problems = problems_of(prepare, server, 'planted', {sql: None for sql in PLANTED})
    for sql, right in PLANTED.items():
        told = any(line.endswith('\t' + escaped(sql)) or line.endswith('\t' + sql) for line in problems)
        if told == right:
            yield f'{sql}: {"blamed" if right else "not told"}'


def problems_of_reading():
    text = 'f (c, "SELECT ? \\"" "\\n" "FROM x", "ti", 1, a); g ("SELECTED"); h (c, d ? "UPDATE a SET b = 1" : "DELETE FROM a");'
    wanted = {'SELECT ? "\nFROM x': 'ti', 'UPDATE a SET b = 1': None, 'DELETE FROM a': None}
    if statements.statements_of(text) != wanted:
        yield f'{statements.statements_of(text)}'


def main():
    prepare = sys.argv[1]
    found = {sql: letters for sql, letters in statements.in_source(BUILD).items() if not sql.startswith(BEGINNINGS)}
    with Server() as server:
        results = [
            ('literals are read from the source', list(problems_of_reading())),
            ('the statements of the store were found', [] if len(found) > 200 else [f'only {len(found)}']),
            ('each statement of the store and of check is prepared on both', problems_of(prepare, server, 'statements', found)),
            ('a planted statement of SQLite alone is told', list(problems_of_planted(prepare, server))),
        ]
    print(f'1..{len(results)}')
    for number, (name, problems) in enumerate(results, 1):
        print(f'{"not ok" if problems else "ok"} {number} - {name}')
        for problem in problems:
            print(f'# {problem}')
    return 1 if any(problems for _, problems in results) else 0


if __name__ == '__main__':
    sys.exit(main())
