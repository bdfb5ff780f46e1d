"""Verifies the journal of a data file on its own, from README alone: each row hashes the lines id, at, staff_id, login, action, subject,
detail and previous, joined by line breaks; previous is the hash of the row before, or 64 zeros. Prints "row N" for each bad row.

    python3 journal_verify.py FILE
"""

import hashlib
import sqlite3
import sys

WITNESSES = ['entry', 'payment', 'payment_void', 'receipt', 'finding_answer']


def problems(path):
    db = sqlite3.connect(f'file:{path}?mode=ro', uri=True)
    bad, last, previous = set(), 0, '0' * 64
    for *fields, before, stored in db.execute('SELECT id, at, staff_id, login, action, subject, detail, previous, hash FROM journal ORDER BY id'):
        lines = [str(field).replace('\\', '\\\\').replace('\n', '\\n') for field in fields + [before]]
        bad.update(range(last + 1, fields[0]))
        if hashlib.sha256('\n'.join(lines).encode()).hexdigest() != stored or (before != previous and fields[0] == last + 1):
            bad.add(fields[0])
        last, previous = fields[0], stored
    for table in WITNESSES:   # a tail cut off is missed by what it wrote about
        bad.update(row for row, in db.execute(f'SELECT journal_id FROM {table} WHERE journal_id > ?', (last,)))
    db.close()
    return sorted(bad)


if __name__ == '__main__':
    found = problems(sys.argv[1])
    print('\n'.join(f'row {row}' for row in found) or 'ok')
    sys.exit(1 if found else 0)
