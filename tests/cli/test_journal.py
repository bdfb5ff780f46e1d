"""The journal: what is written, and that nothing in it can be changed, removed or swapped unseen."""

import os
import shutil
import sqlite3

import ctl
from ctl import Case, run
from journal_verify import all_problems, problems


class Journal(Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.good = ctl.template(cls.folder)
        household, head = cls.good.facts['numbers'][0], cls.good.facts['members'][0]
        cls.good.ok('standard', 'set', 'living-months', '12', '--from', '2020-01-01', login='direct')
        grant, cls.receipt = cls.good.paid(household, head, '1')
        cls.good.ok('payment', 'void', cls.receipt, '--reason', '反\\斜\\n线', login='cash')
        cls.good.paid(household, head, '2')

    def broken(self, *statements):
        path = self.path('broken.db')
        shutil.copyfile(self.good.db, path)
        os.chmod(path, 0o600)
        db = sqlite3.connect(path, isolation_level=None)
        for name, in db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'journal'").fetchall():
            db.execute(f'DROP TRIGGER {name}')
        db.execute('PRAGMA ignore_check_constraints = ON')
        for statement in statements:
            db.execute(statement)
        db.close()
        return path

    def reported(self, path):
        """The rows that journal verify names."""
        result = run('journal', 'verify', db=path)
        rows = set()
        for line in result.out.splitlines()[:-1]:
            numbers = [int(number) for number in ctl.re.findall(r'\d+', ctl.re.split('[:：]', line)[0])]
            rows.update(range(numbers[0], numbers[-1] + 1))
        self.assertEqual(result.code, 1 if rows else 0, result)
        if rows:
            self.assertEqual(len(result.lines), 1, result)
            self.assertIn('FAIL journal', result.out)
        return sorted(rows)

    def assert_both_report(self, path, rows):
        self.assertEqual(problems(path), rows)
        self.assertEqual(self.reported(path), rows)

    def test_a_good_journal_passes_both_verifiers(self):
        self.assert_both_report(self.good.db, [])
        result = run('journal', 'verify', '--json', db=self.good.db).json
        self.assertEqual((result['rows'] > 20, result['problems']), (True, []))

    def test_any_change_of_a_row_is_reported_by_row(self):
        for change in ["at = '2020-01-01T00:00:00Z'", 'staff_id = staff_id + 1', "login = 'nobody'", "action = 'x'", "subject = 'x'", "detail = detail || ' '",
                       "previous = replace(hex(zeroblob(32)), '0', 'a')"]:
            with self.subTest(change):
                self.assert_both_report(self.broken(f'UPDATE journal SET {change} WHERE id = 7'), [7])
        self.assert_both_report(self.broken("UPDATE journal SET hash = replace(hex(zeroblob(32)), '0', 'a') WHERE id = 7"), [7, 8])

    def test_a_removed_row_a_gap_and_a_cut_tail_are_reported(self):
        self.assert_both_report(self.broken('DELETE FROM journal WHERE id = 7'), [7])
        self.assert_both_report(self.broken('DELETE FROM journal WHERE id BETWEEN 7 AND 9'), [7, 8, 9])
        self.assert_both_report(self.broken('DELETE FROM journal WHERE id = 1'), [1])
        last = self.good.sqlite('SELECT max(journal_id) FROM receipt')[0][0]
        self.assertIn(int(last), self.reported(self.broken(f'DELETE FROM journal WHERE id >= {last}')))
        self.assertIn(int(last), problems(self.path('broken.db')))
        self.assertNotEqual(self.reported(self.broken('DELETE FROM journal')), [])

    def test_swapped_rows_are_reported(self):
        path = self.broken('UPDATE journal SET id = -7 WHERE id = 7', 'UPDATE journal SET id = 7 WHERE id = 8', 'UPDATE journal SET id = 8 WHERE id = -7')
        rows = self.reported(path)
        self.assertEqual(problems(path), rows)
        self.assertTrue({7, 8} <= set(rows), rows)

    def test_the_guards_refuse_a_raw_client(self):
        for statement in ["UPDATE journal SET detail = 'x' WHERE id = 3", 'DELETE FROM journal WHERE id = 3', 'DELETE FROM journal',
                          "INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE id = 3",
                          "INSERT INTO journal SELECT id, at, staff_id, login, action, subject, 'x', previous, hash FROM journal WHERE id = 3 "
                          "ON CONFLICT (id) DO UPDATE SET detail = 'x'",
                          "INSERT INTO journal SELECT id + 900, at, staff_id, login, action, subject, 'x', previous, hash FROM journal WHERE id = 3"]:
            with self.subTest(statement):
                path = self.path('guarded.db')
                shutil.copyfile(self.good.db, path)
                result = ctl.subprocess.run(['sqlite3', path, 'PRAGMA foreign_keys = OFF; ' + statement], capture_output=True, check=False)
                self.assertNotEqual(result.returncode, 0, statement)
                self.assertEqual(self.reported_quietly(path), [])

    def seen(self, path):
        """The lines of check about what the journal covers that do not pass."""
        lines = run('check', '--json', db=path).json
        return [line['code'] for line in lines if line['code'] in ('journal', 'digests', 'versions') and not line['passed']]

    def test_what_the_journal_covers_is_proven_by_both_verifiers(self):
        self.assertEqual((all_problems(self.good.db), self.seen(self.good.db)), ([], []))
        for table, change, line in [('payment', "UPDATE payment SET proxy_reason = 'x' WHERE id = 1", 'digests'),
                                    ('entry_movement', 'UPDATE entry_movement SET fund_seq = 77 WHERE id = 2', 'digests'),
                                    ('receipt', 'DELETE FROM receipt WHERE id = 2', 'digests'),
                                    ('member', 'UPDATE member SET health = 1 WHERE id = 1', 'versions'),
                                    ('staff', 'UPDATE staff SET roles = roles | 8', 'versions'),
                                    ('version', 'DELETE FROM version WHERE journal_id = (SELECT max (journal_id) FROM version)', 'digests')]:
            with self.subTest(table):
                path = self.broken_table(table, change)
                self.assertIn(line, self.seen(path))
                self.assertNotEqual(all_problems(path), [])

    def broken_table(self, table, statement):
        path = self.broken()
        db = sqlite3.connect(path, isolation_level=None)
        guards = db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?", (table,)).fetchall()
        for name, _ in guards:
            db.execute(f'DROP TRIGGER {name}')
        db.execute('PRAGMA ignore_check_constraints = ON')
        db.execute(statement)
        for _, sql in guards:
            db.execute(sql)
        db.close()
        return path

    def reported_quietly(self, path):
        os.chmod(path, 0o600)
        return self.reported(path)

    def test_every_change_names_its_person_and_holds_no_id_number(self):
        rows = self.good.json('journal', 'list')
        self.assertEqual([row['id'] for row in rows], list(range(len(rows), 0, -1)))
        text = '\n'.join(' '.join(str(value) for value in row.values()) for row in rows)
        for household in self.good.facts['households']:
            for member in household['members']:
                self.assertNotIn(member['id_number'], text)
        paid = next(row for row in rows if self.receipt in row['subject'] and 'pay' in row['action'])
        self.assertEqual((paid['login'], paid['name']), ('cash', '赵出纳'))
        self.assertIn({'key': 'amount', 'values': ['1.00']}, paid['fields'])
        self.assertTrue(paid['detail'].startswith('/2 '), paid)
        some = self.good.json('journal', 'list', '--subject', paid['subject'])
        self.assertTrue(all(row['subject'] == paid['subject'] for row in some))
        self.assertEqual(len(self.good.json('journal', 'list', '--limit', '3')), 3)


if __name__ == '__main__':
    ctl.main()
