"""A data file from which somebody with a shell took or renamed a table: each command says so and ends with 3, and none falls down."""

import json
import os
import sqlite3

import ctl
from ctl import Case, YEAR, day, run

FROM, TO = f'{YEAR}-01-01', f'{YEAR}-12-31'


def drop(db, table):
    db.execute(f'DROP TABLE {table}')


def rename(db, table):
    """As a person would: the guards that name it elsewhere are left behind."""
    db.execute('PRAGMA legacy_alter_table = ON')
    db.execute(f'ALTER TABLE {table} RENAME TO {table}_of_old')


def lose_a_column(db, table):
    columns = {'household': 'number', 'grants': 'state', 'payment': 'on_day', 'receipt': 'seq', 'fund_balance': 'movements', 'journal': 'subject',
               'standard': 'value', 'member': 'name', 'fund': 'name', 'entry': 'kind', 'staff': 'roles', 'centre': 'name', 'entry_movement': 'fund_seq',
               'unit': 'name', 'payment_void': 'on_day', 'receipt_signature': 'on_day', 'household_cause': 'cause'}
    db.execute('PRAGMA legacy_alter_table = ON')
    db.execute('PRAGMA writable_schema = ON')
    db.execute("UPDATE sqlite_schema SET sql = replace (sql, ?, ?) WHERE type = 'table' AND name = ?",
               (f'  {columns[table]} ', f'  {columns[table]}_of_old ', table))


def spoil(path, how, table):
    db = sqlite3.connect(path)
    db.execute('PRAGMA foreign_keys = OFF')
    how(db, table)
    db.commit()
    db.close()


def commands(facts, folder):
    """Each command that reads or writes the file, and a table that it can't do without."""
    number, member, fund = facts['numbers'][0], facts['members'][0], facts['fund']
    out = iter(range(1000))

    def path(ending):
        return os.path.join(folder, f'out-{next(out)}.{ending}')
    return [
        ('staff', ['staff', 'add', 'new', '--name', '新', '--role', 'intake']),
        ('staff', ['staff', 'list']),
        ('staff', ['staff', 'password']),
        ('staff', ['staff', 'reset', 'audit']),
        ('staff', ['staff', 'roles', 'audit', '--role', 'audit']),
        ('staff', ['staff', 'disable', 'audit']),
        ('staff', ['staff', 'enable', 'audit']),
        ('standard', ['standard', 'set', 'dibao', '1100', '--from', day(0)]),
        ('standard', ['standard', 'list']),
        ('household', ['household', 'add', '--json', '-']),
        ('household', ['household', 'change', number, '--json', '-']),
        ('household', ['household', 'show', number]),
        ('household', ['household', 'show', number, '--json', '--reveal']),
        ('household', ['household', 'list']),
        ('member', ['household', 'list', '--search', member[-4:]]),
        ('unit', ['household', 'list', '--unit', '城东纺织厂工会']),
        ('household_cause', ['household', 'list', '--cause', 'illness']),
        ('standard', ['household', 'assess', number]),
        ('household', ['household', 'approve', number]),
        ('household', ['household', 'return', number, '--reason', '缺']),
        ('household', ['household', 'refuse', number, '--reason', '缺']),
        ('household', ['household', 'close', number, '--reason', '缺']),
        ('fund', ['fund', 'add', '--name', '新', '--source', 'county', '--programmes', 'living', '--from', FROM, '--to', TO, '--use-by', TO]),
        ('fund_balance', ['fund', 'list']),
        ('entry', ['fund', 'entries', fund]),
        ('entry_movement', ['fund', 'receive', fund, '1', '--date', day(0), '--memo', '款']),
        ('fund_balance', ['fund', 'return', fund, '1', '--date', day(0), '--memo', '款']),
        ('entry', ['fund', 'reverse', '1', '--reason', '错']),
        ('grants', ['grant', 'add', '--household', number, '--member', member, '--programme', 'living', '--fund', fund, '--amount', '1', '--reason', '难']),
        ('grants', ['grant', 'list']),
        ('grants', ['grant', 'show', '1']),
        ('grants', ['grant', 'approve', '2']),
        ('grants', ['grant', 'return', '2', '--reason', '缺']),
        ('grants', ['grant', 'refuse', '2', '--reason', '缺']),
        ('grants', ['grant', 'void', '3', '--reason', '缺']),
        ('payment', ['grant', 'pay', '3', '--method', 'cash']),
        ('receipt', ['grant', 'pay', '3', '--method', 'cash']),
        ('payment', ['payment', 'void', f'{YEAR}-000001', '--reason', '错']),
        ('payment_void', ['payment', 'day']),
        ('receipt', ['receipt', 'pdf', f'{YEAR}-000001', '-o', path('pdf')]),
        ('receipt', ['receipt', 'verify', f'NC1-{YEAR}-000001-0-7KQ2M9XW4T']),
        ('receipt_signature', ['receipt', 'signed', f'{YEAR}-000001']),
        ('receipt', ['receipt', 'show', f'{YEAR}-000001']),
        ('payment', ['receipt', 'list', '--from', FROM, '--to', TO]),
        ('payment', ['report', 'help-by-programme-fund', '--from', FROM, '--to', TO, '-o', path('csv')]),
        ('payment', ['report', 'rows', 'help-by-programme-fund', '--from', FROM, '--to', TO, '-o', path('csv')]),
        ('entry_movement', ['ledger', 'export', '--format', 'hledger', '-o', path('journal')]),
        ('journal', ['journal', 'verify']),
        ('journal', ['journal', 'list']),
        ('centre', ['report', 'help-by-programme-fund', '--from', FROM, '--to', TO, '-o', path('csv')]),
    ]


class Gone(Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.whole = ctl.template(cls.folder)
        number, member = cls.whole.facts['numbers'][1], cls.whole.facts['members'][1]
        cls.whole.paid(number, member, '10')
        cls.whole.grant(number, member, '10')
        cls.whole.approved(number, member, '10')

    def spoilt(self, how, table):
        path = self.path(f'{how.__name__}-{table}.db')
        if not os.path.exists(path):
            with open(path, 'wb') as copy:
                copy.write(ctl.read(self.whole.db))
            os.chmod(path, 0o600)
            spoil(path, how, table)
        return path

    def assert_told(self, how, pick):
        for index, (table, words) in enumerate(commands(self.whole.facts, self.folder)):
            if index % 3 != pick and how is not drop:
                continue
            with self.subTest(table=table, words=words):
                stdin = json.dumps(ctl.family('新来', 77)) if '-' in words else ''
                login = None if words[:2] == ['journal', 'verify'] else 'all'
                result = run(*words, db=self.spoilt(how, table), login=login, stdin=stdin)
                self.assert_fails(result, 3)
                self.assertRegex(result.err, r'no such (table|column)|has no column named', result)

    def test_commands_say_which_table_was_dropped(self):
        self.assert_told(drop, 0)

    def test_commands_say_which_table_was_renamed(self):
        self.assert_told(rename, 1)

    def test_commands_say_which_column_was_renamed(self):
        self.assert_told(lose_a_column, 2)

    def test_check_tells_of_it_and_does_not_fall_down(self):
        for table in ('household', 'journal', 'centre', 'entry_movement'):
            for how in (drop, rename):
                with self.subTest(table=table, how=how.__name__):
                    result = run('check', db=self.spoilt(how, table))
                    self.assertEqual(result.code, 1, result)
                    self.assertIn('FAIL schema ', result.out)

    def test_backup_of_it_is_refused(self):
        target = self.path('backup.db')
        result = run('backup', '-o', target, db=self.spoilt(drop, 'grants'), login='all')
        self.assert_fails(result, 3)
        self.assertFalse(os.path.exists(target))


if __name__ == '__main__':
    ctl.main()
