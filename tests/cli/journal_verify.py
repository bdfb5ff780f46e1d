"""Verifies the journal of a data file on its own, from README ("Journal") alone: the hash of each row and its place in the chain, the digest of what
each row covers, and the newest version of each thing. Prints a line for each that does not hold.

    python3 journal_verify.py FILE
"""

import hashlib
import sqlite3
import sys

# What README lists: append-only tables by the rows of the journal that they name, and things by their tables.
FACTS = {'assessment': 'id', 'entry': 'id', 'finding_answer': 'id', 'household_reason': 'journal_id', 'payment': 'id', 'payment_void': 'payment_id',
         'receipt': 'id', 'receipt_print': 'id', 'receipt_signature': 'receipt_id', 'receipt_tick': 'id', 'standard': 'id'}
THINGS = ['centre', 'counter', 'fund', 'grants', 'household', 'staff', 'unit']
PARTS = {'entry': [('entry_movement', 'entry_id', 'id')], 'fund': [('fund_programme', 'fund_id', 'programme')],
         'household': [('household_author', 'household_id', 'staff_id'), ('household_cause', 'household_id', 'place'),
                       ('household_amount', 'household_id', 'side, head'), ('member', 'household_id', 'id')]}
LEFT_OUT = {'household': 'head_name head_key member_count last_help help_year help_fen', 'staff': 'failures failed_at', 'unit': 'sort_key'}
SECRET = {('staff', 'password'), ('centre', 'seal_key')}


def escaped(text):
    return text.replace('\\', '\\\\').replace('\n', '\\n')


class Rows:
    """The canonical text of rows."""

    def __init__(self, db):
        self.db, self.columns = db, {}

    def known(self, table):
        """(name, may be NULL) of the columns that are covered."""
        if table not in self.columns:
            left = LEFT_OUT.get(table, '').split()
            info = self.db.execute(f'SELECT name, type, "notnull", pk FROM pragma_table_info(\'{table}\')').fetchall()
            self.columns[table] = [(name, not (notnull or pk)) for name, _, notnull, pk in info if name not in left]
        return self.columns[table]

    def line(self, table, values):
        words = [table]
        for (name, nullable), value in zip(self.known(table), values):
            if value is None and nullable:
                words.append(name)
            elif (table, name) in SECRET:
                words.append(f'{name}={hashlib.sha256(value if isinstance(value, bytes) else value.encode()).hexdigest()}')
            elif value not in (0, '') or (value == 0 and nullable):
                words.append(f'{name}={escaped(str(value))}'.replace('\t', '\\t'))
        return '\t'.join(words) + '\n'

    def select(self, table, rest, *arguments):
        names = ', '.join(name for name, _ in self.known(table))
        return self.db.execute(f'SELECT {names} FROM {table} {rest}', arguments)

    def text(self, table, rest, key, *arguments):
        text = ''.join(self.line(table, row) for row in self.select(table, rest, *arguments))
        for part, link, order in PARTS.get(table, []):
            text += ''.join(self.line(part, row) for row in self.select(part, f'WHERE {link} = ? ORDER BY {order}', key))
        return text


def chain_problems(db):
    bad, last, previous = set(), 0, '0' * 64
    for number, at, day, staff, login, action, subject, detail, digest, key, before, stored in db.execute(
            'SELECT id, at, day, staff_id, login, action, subject, detail, digest, key_id, previous, hash FROM journal ORDER BY id'):
        if digest:
            fields = [2, number, at, day, staff, login, action, subject, detail, digest, key, before]
        else:
            fields = [number, at, staff, login, action, subject, detail, before]
        bad.update(range(last + 1, number))
        if hashlib.sha256('\n'.join(escaped(str(field)) for field in fields).encode()).hexdigest() != stored or (
                before != previous and number == last + 1):
            bad.add(number)
        last, previous = number, stored
    for table in [*FACTS, 'version']:   # a tail cut off is missed by what it wrote about
        bad.update(row for row, in db.execute(f'SELECT journal_id FROM {table} WHERE journal_id > ?', (last,)))
    return sorted(bad)


def version_line(rows, journal_id, thing, key, content):
    quoted = escaped(content).replace('\t', '\\t')
    return f'version\tjournal_id={journal_id}\tthing={thing}\tid={key}\tcontent={quoted}\n'


def covered_by(db):
    """The text that each row of the journal should cover; those of before the first digest belong to the row that has it."""
    rows, texts = Rows(db), {}
    first, = db.execute("SELECT min (id) FROM journal WHERE digest <> ''").fetchone()
    for table in sorted(FACTS):
        key = FACTS[table]
        for number, journal_id in db.execute(f'SELECT {key}, journal_id FROM {table} ORDER BY journal_id, {key}').fetchall():
            texts.setdefault(max(journal_id, first), []).append(rows.text(table, f'WHERE {key} = ?', number, number))
    for version in db.execute('SELECT journal_id, thing, id, content FROM version ORDER BY journal_id, thing, id'):
        texts.setdefault(version[0], []).append(version_line(rows, *version))
    return {number: ''.join(parts) for number, parts in texts.items()}


def digest_problems(db):
    texts = covered_by(db)
    return [number for number, digest in db.execute("SELECT id, digest FROM journal WHERE digest <> '' ORDER BY id")
            if hashlib.sha256(texts.get(number, '').encode()).hexdigest() != digest]


def version_problems(db):
    rows, bad = Rows(db), []
    for thing in THINGS:
        newest = dict(db.execute('SELECT id, content FROM version WHERE thing = ? ORDER BY id, journal_id', (thing,)).fetchall())
        if thing == 'counter':
            found = {1: rows.text('counter', 'ORDER BY name', 1)}
            found = {key: text for key, text in found.items() if text}
        else:
            found = {key: rows.text(thing, 'WHERE id = ?', key, key) for key, in db.execute(f'SELECT id FROM {thing}').fetchall()}
        bad += [f'{thing} {key}' for key in sorted(newest.keys() | found.keys()) if newest.get(key) != found.get(key)]
    return bad


def problems(path):
    """Of the chain alone: the rows that are not as they were written."""
    db = sqlite3.connect(f'file:{path}?mode=ro', uri=True)
    bad = chain_problems(db)
    db.close()
    return bad


def all_problems(path):
    db = sqlite3.connect(f'file:{path}?mode=ro', uri=True)
    bad = [f'row {row}' for row in chain_problems(db)] + [f'digest of row {row}' for row in digest_problems(db)] + version_problems(db)
    db.close()
    return bad


if __name__ == '__main__':
    found = all_problems(sys.argv[1])
    print('\n'.join(found) or 'ok')
    sys.exit(1 if found else 0)
