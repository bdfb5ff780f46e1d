"""For each line of `check`: a good file is broken by hand behind the guards, and exactly that line fails."""

import contextlib
import hashlib
import os
import shutil
import sqlite3

import ctl
from ctl import Case, money, run

FROZEN = ['centre', 'on_day', 'household_number', 'payee', 'payee_id_masked', 'unit', 'programme', 'fund', 'amount_fen', 'amount_words', 'method', 'card_tail',
          'proxy_name', 'proxy_id_masked', 'proxy_relation', 'proxy_reason', 'handler', 'reviewer', 'cashier']


def reseal(db, receipt):
    """Somebody who has the key too: the code fits whatever the receipt says now."""
    key, = db.execute('SELECT seal_key FROM centre').fetchone()
    year, seq, layout, *values = db.execute(f'SELECT year, seq, layout, {", ".join(FROZEN)} FROM receipt WHERE id = ?', (receipt,)).fetchone()
    names = {'on_day': 'date', 'amount_fen': 'amount'}
    lines = [f'number={year:04d}-{seq:06d}', f'layout={layout}']
    for name, value in zip(FROZEN, values):
        text = money(value) if name == 'amount_fen' else value
        lines.append(f'{names.get(name, name)}=' + text.replace('\\', '\\\\').replace('\n', '\\n').replace('\r', '\\r'))
    digest = hashlib.blake2b(''.join(line + '\n' for line in lines).encode(), digest_size=32, key=key).digest()
    bits = int.from_bytes(digest[:8], 'big')
    code = ''.join('0123456789ABCDEFGHJKMNPQRSTVWXYZ'[bits >> (59 - 5 * i) & 31] for i in range(10))
    db.execute('UPDATE receipt SET code = ? WHERE id = ?', (code, receipt))


def skip_a_number(db):
    last, = db.execute('SELECT max(id) FROM receipt').fetchone()
    db.execute('UPDATE receipt SET seq = seq + 1 WHERE id = ?', (last,))
    reseal(db, last)


def damage_an_index(path):
    """One digit inside the index of the phones, and nowhere else."""
    db = sqlite3.connect(path)
    page, = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'member_phone'").fetchone()
    size, = db.execute('PRAGMA page_size').fetchone()
    phone, = db.execute("SELECT phone FROM member WHERE phone <> '' ORDER BY phone").fetchone()
    db.close()
    with open(path, 'r+b') as stream:
        stream.seek((page - 1) * size)
        content = stream.read(size)
        at = content.index(phone.encode())
        stream.seek((page - 1) * size + at)
        stream.write(phone[:-1].encode() + b'\x30')


# What is done to the rows, by the line that must see it.
BREAKS = {
    'foreign-keys': ["INSERT INTO household_amount (household_id, side, head, amount_fen) VALUES (999999, 'income', 'wage', 1)"],
    'schema': ['CREATE TABLE extra (x)'],
    'journal': ["UPDATE journal SET detail = detail || '.' WHERE id = 5"],
    'caps': ["UPDATE standard SET value = '1.00' WHERE name = 'dibao'"],
    'seals': ["UPDATE receipt SET payee = '别人' WHERE id = 1"],
    'balances': ['UPDATE fund_balance SET received_fen = received_fen + 1'],
    'chain': ['UPDATE entry_movement SET bank_fen = bank_fen - 1, balance_fen = balance_fen - 1 WHERE id = (SELECT max(id) FROM entry_movement)'],
    'entries': ["UPDATE entry SET kind = 'return' WHERE id = (SELECT min(id) FROM entry WHERE kind = 'receive')"],
    'receipts': ["UPDATE payment SET method = 'goods' WHERE id = 1"],
    'numbers': [skip_a_number],
    'dates': ["UPDATE grants SET decided_on = date(decided_on, '+1 day') WHERE state = 'paid'"],
    'purposes': ["DELETE FROM fund_programme WHERE programme = 'living'"],
    'states': ['DELETE FROM to_sign'],
    'four-eyes': ['UPDATE payment SET paid_by = (SELECT decided_by FROM grants WHERE id = payment.grant_id) WHERE id = 1'],
    'persons': ["UPDATE member SET open = 0 WHERE id = (SELECT max(id) FROM member WHERE relation <> '02')"],
    'lists': ['UPDATE household SET help_fen = help_fen + 1 WHERE id = 1'],
}


# Every row that is changed by hand is no longer what the journal covers, or what was last written: these two see it, too.
BESIDE = {'digests', 'versions'}
BREAKS['digests'] = ["UPDATE assessment SET reason = reason || 'x' WHERE id = 1"]
BREAKS['versions'] = ["UPDATE staff SET roles = roles | 1"]
BREAKS['names'] = ["INSERT INTO unit (id, name, sort_key) SELECT max (id) + 1, '  ' || name, sort_key FROM unit"]


class Break(Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.good = ctl.template(cls.folder)
        household, head = cls.good.facts['numbers'][0], cls.good.facts['members'][0]
        cls.number = cls.good.paid(household, head, '100')[1]
        voided = cls.good.paid(household, head, '200')[1]
        cls.good.ok('payment', 'void', voided, '--reason', '发错', login='cash')
        cls.good.paid(household, head, '300')

    def copy(self):
        path = self.path('broken.db')
        shutil.copyfile(self.good.db, path)
        os.chmod(path, 0o600)
        return path

    def broken(self, steps):
        """The guards are put away and put back, as somebody would who wants not to be seen."""
        path = self.copy()
        db = sqlite3.connect(path, isolation_level=None)
        guards = db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        db.execute('PRAGMA ignore_check_constraints = ON')
        for name, _ in guards:
            db.execute(f'DROP TRIGGER {name}')
        for step in steps:
            if callable(step):
                step(db)
            else:
                self.assertNotEqual(db.execute(step).rowcount, 0, step)
        for _, sql in guards:
            db.execute(sql)
        db.close()
        return path

    def failing(self, path):
        result = run('check', db=path)
        lines = [line.split(' ', 3) for line in result.out.splitlines()]
        failed = [line[1] for line in lines if line[0] == 'FAIL']
        self.assertTrue(all(line[0] in ('ok', 'FAIL') and line[2].isdigit() for line in lines), result)
        self.assertEqual((result.code, len(result.lines)), (1, 1) if failed else (0, 0), result)
        return failed, [line[1] for line in lines], result.out

    def test_a_good_file_passes_every_line_and_each_line_has_its_break(self):
        failed, codes, out = self.failing(self.copy())
        self.assertEqual(failed, [], out)
        self.assertEqual(sorted(codes), sorted([*BREAKS, 'integrity', 'file', 'search']))
        told = run('check', '--json', db=self.good.db).json
        self.assertEqual([line['code'] for line in told], codes)
        self.assertTrue(all(line['passed'] and line['detail'] == '' and line['count'] > 0 for line in told), told)

    def test_exactly_the_line_fails_whose_rows_were_broken(self):
        for code, steps in BREAKS.items():
            with self.subTest(code):
                failed, _, out = self.failing(self.broken(steps))
                self.assertEqual([line for line in failed if line == code or line not in BESIDE], [code], out)

    def test_what_the_chain_lost_at_its_end_is_no_whole_file_and_no_backup(self):
        for step, lines in [('DELETE FROM entry_movement WHERE id = (SELECT max(id) FROM entry_movement)', ['chain']),
                            ("INSERT INTO entry (id, fund_id, on_day, kind, memo, journal_id) SELECT max(id) + 1, 1, max(on_day), 'receive', '', 1 FROM entry",
                             ['chain']),
                            ('UPDATE fund_balance SET movements = movements + 1', ['chain']),
                            ('DELETE FROM centre', ['schema'])]:
            with self.subTest(step):
                path = self.broken([step])
                result = run('check', '--class', 'whole', db=path)
                self.assertEqual((result.code, [line.split(' ')[1] for line in result.out.splitlines() if line.startswith('FAIL')]), (1, lines), result)
                backup = run('backup', '-o', self.path('broken.backup'), db=path)
                self.assertIn(backup.code, (1, 3), backup)
                self.assertFalse(os.path.exists(self.path('broken.backup')))

    def test_a_damaged_index_a_public_file_and_a_missing_guard_are_seen(self):
        path = self.copy()
        damage_an_index(path)
        failed, _, out = self.failing(path)
        self.assertEqual(failed, ['integrity'], out)

        path = self.copy()
        os.chmod(path, 0o644)
        self.assertEqual(self.failing(path)[0], ['file'])

        for statement in ['DROP TRIGGER payment_delete', 'DROP INDEX payment_day', 'CREATE TRIGGER own AFTER INSERT ON payment BEGIN SELECT 1; END',
                          "UPDATE sqlite_schema SET sql = replace(sql, 'RAISE (ABORT', 'max (1') WHERE name = 'journal_update'"]:
            with self.subTest(statement):
                path = self.copy()
                db = sqlite3.connect(path, isolation_level=None)
                db.execute('PRAGMA writable_schema = ON')
                db.execute(statement)
                db.close()
                self.assertEqual(self.failing(path)[0], ['schema'])

    def test_what_a_raw_client_tries_is_refused_by_the_file_itself(self):
        for statement in ['UPDATE payment SET amount_fen = 1', 'DELETE FROM payment', "UPDATE receipt SET payee = 'x'", 'DELETE FROM receipt', 'UPDATE entry SET memo = 1',
                          'DELETE FROM entry_movement', 'UPDATE entry_movement SET amount_fen = amount_fen + 1', 'DELETE FROM payment_void',
                          'INSERT OR REPLACE INTO payment SELECT * FROM payment', 'INSERT OR REPLACE INTO receipt SELECT * FROM receipt',
                          'INSERT OR REPLACE INTO entry SELECT * FROM entry', 'INSERT OR REPLACE INTO entry_movement SELECT * FROM entry_movement',
                          'INSERT INTO receipt SELECT * FROM receipt WHERE 1 ON CONFLICT (id) DO UPDATE SET payee = 1',
                          "UPDATE fund SET use_by = '2999-01-01'", 'UPDATE fund_balance SET paid_fen = 0', "UPDATE grants SET amount_fen = 1",
                          "UPDATE grants SET state = 'approved' WHERE state = 'paid'", 'DELETE FROM grants', 'DELETE FROM household', 'DELETE FROM member',
                          "UPDATE standard SET value = '1'", 'DELETE FROM assessment']:
            with self.subTest(statement):
                path = self.copy()
                result = ctl.subprocess.run(['sqlite3', path, 'PRAGMA foreign_keys = OFF; PRAGMA recursive_triggers = OFF; ' + statement], capture_output=True, check=False)
                self.assertNotEqual(result.returncode, 0, statement)
        self.assertEqual(self.failing(path)[0], [])

    def booked(self, path):
        with contextlib.closing(sqlite3.connect(path)) as db:
            return db.execute('SELECT (SELECT count(*) FROM payment_void), (SELECT count(*) FROM entry)').fetchone()

    def test_what_is_not_carried_out_is_never_told_as_done(self):
        for step, command, login in [
                ('DELETE FROM entry WHERE id = (SELECT min(entry_id) FROM payment)', ['payment', 'void', self.number, '--reason', '发错'], 'cash'),
                ('DELETE FROM entry_movement WHERE entry_id = (SELECT min(entry_id) FROM payment)', ['payment', 'void', self.number, '--reason', '发错'], 'cash'),
                ("DELETE FROM entry_movement WHERE entry_id = (SELECT min(id) FROM entry WHERE kind = 'receive')", ['fund', 'reverse', '1', '--reason', '录错'], 'direct')]:
            with self.subTest(step):
                path = self.broken([step])
                before = self.booked(path)
                result = run(*command, db=path, login=login)
                self.assertEqual((result.code, result.out, len(result.lines)), (3, '', 1), result)
                self.assertEqual(self.booked(path), before)

    def test_a_standard_that_is_none_is_named_and_mended_by_a_newer_one(self):
        household = self.good.facts['numbers'][0]
        for value in ['zz', '0', '']:
            with self.subTest(value):
                path = self.broken(['INSERT INTO standard (id, name, value, from_day, journal_id)'
                                    f" SELECT max(id) + 1, 'income-months', '{value}', '2015-01-01', 1 FROM standard"])
                result = run('household', 'assess', household, db=path, login='all')
                self.assertEqual((result.code, result.out, len(result.lines)), (3, '', 1), result)
                self.assertIn('income-months', result.err)
                self.assert_done(run('standard', 'set', 'income-months', '12', '--from', '2015-01-01', db=path, login='admin'))
                self.assert_done(run('household', 'assess', household, db=path, login='all'))

    def test_a_standard_set_later_does_not_make_an_earlier_decision_wrong(self):
        centre = self.centre()
        centre.paid(centre.facts['numbers'][0], centre.facts['members'][0], '12744')
        centre.ok('standard', 'set', 'dibao', '500', '--from', str(ctl.today()), login='admin')
        self.assert_done(run('check', db=centre.db))


if __name__ == '__main__':
    ctl.main()
