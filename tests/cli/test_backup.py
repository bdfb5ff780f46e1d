"""Backups, restoring them, the demo."""

import os
import shutil
import sqlite3
import stat

import ctl
from ctl import Case, content, run

DEMO_PASSWORD = 'nuanchuang'
DEMO = ['demo', '--households', '25', '--years', '2']


class Backup(Case):
    def test_a_backup_is_restored_and_checked(self):
        centre = self.centre()
        household, head = centre.facts['numbers'][0], centre.facts['members'][0]
        centre.paid(household, head, '100')
        copy, new = self.path('backup.db'), self.path('new/restored.db')

        # While another connection holds the file open, as a window does.
        other = sqlite3.connect(centre.db)
        other.execute('SELECT count(*) FROM payment').fetchone()
        self.assertEqual(centre.ok('backup', '-o', copy, login='admin'), '')
        other.close()
        self.assertEqual(stat.S_IMODE(os.stat(copy).st_mode), 0o600)
        centre.paid(household, head, '200')

        self.assert_done(run('restore', copy, '--to', new), '')
        self.assertEqual(stat.S_IMODE(os.stat(new).st_mode), 0o600)
        self.assert_done(run('check', db=new))
        self.assertEqual(len(ctl.Centre(new).json('grant', 'list', '--state', 'paid', login='audit')), 1)
        ctl.Centre(new, centre.facts).paid(household, head, '300')
        self.assert_done(run('check', db=new))

    def test_neither_goes_over_a_file_and_a_bad_backup_is_refused(self):
        centre = self.centre()
        copy, there = self.path('b.db'), self.path('there')
        with open(there, 'w', encoding='utf-8') as stream:
            stream.write('mine')
        self.assert_refused(centre, 1, None, 'backup', '-o', there, login='admin')
        self.assert_refused(centre, 1, None, 'backup', '-o', centre.db, login='admin')
        self.assertNotEqual(centre.run('backup', '-o', self.path('none/b.db'), login='admin').code, 0)
        centre.ok('backup', '-o', copy, login='admin')
        self.assert_fails(run('restore', copy, '--to', there), 1)
        self.assert_fails(run('restore', copy, '--to', centre.db), 1)
        self.assertEqual(ctl.read(there), b'mine')

        new = self.path('new.db')
        self.assert_fails(run('restore', self.path('none.db'), '--to', new), 2)
        self.assertNotEqual(run('restore', there, '--to', new).code, 0)
        size = os.path.getsize(copy)
        with open(copy, 'r+b') as stream:
            stream.truncate(size // 2)
        self.assert_fails(run('restore', copy, '--to', new), 3)
        shutil.copyfile(centre.db, copy)
        db = sqlite3.connect(copy, isolation_level=None)
        db.execute('DROP TRIGGER payment_delete')
        db.close()
        self.assert_fails(run('restore', copy, '--to', new), 3)
        self.assertFalse(os.path.exists(new))
        self.assertEqual([name for name in os.listdir(self.folder) if '.part' in name], [])


class Demo(Case):
    def test_the_same_seed_and_date_make_the_same_lists_and_reports(self):
        dbs = [self.path(f'{name}.db') for name in ('one', 'two', 'other')]
        until = f'{ctl.YEAR - 1}-11-20'
        for db, seed in zip(dbs, ['7', '7', '8']):
            self.assert_done(run(*DEMO, '--seed', seed, '--until', until, db=db), '')
        lists, reports = [], []
        for db in dbs:
            desk = ctl.Centre(db)
            lists.append(desk.ok('household', 'list', '--json', login='audit', password=DEMO_PASSWORD))
            path = self.path('report.json')
            desk.ok('report', 'receipts', '--from', '2000-01-01', '--to', ctl.day(0), '-o', path, '--force', login='audit', password=DEMO_PASSWORD)
            reports.append(ctl.read(path))
        self.assertEqual(lists[0], lists[1])
        self.assertEqual(reports[0], reports[1])
        self.assertNotEqual(lists[0], lists[2])

        self.assertEqual(ctl.sqlite(dbs[0], 'SELECT count(*) FROM household'), [['25']])
        self.assertEqual(ctl.sqlite(dbs[0], 'SELECT household_id FROM payment GROUP BY household_id HAVING count(*) < 3'), [])
        self.assertEqual(ctl.sqlite(dbs[0], 'SELECT count(DISTINCT household_id) FROM payment'), [['25']])
        self.assertLessEqual(ctl.sqlite(dbs[0], 'SELECT max(on_day) FROM payment')[0][0], until)
        self.assert_done(run('check', db=dbs[0]))
        self.assert_done(run('journal', 'verify', db=dbs[0]))
        for role in ctl.ROLES:
            self.assert_done(ctl.Centre(dbs[0]).run('fund', 'list', login=role, password=DEMO_PASSWORD))

    def test_it_fills_an_empty_file_for_an_administrator_and_no_other(self):
        empty = ctl.Centre(self.path('empty.db'))
        self.assert_done(run('init', '--centre', '本中心', '--unit', '本总工会', '--region', '511102', '--admin', 'gly', db=empty.db), '')
        self.assert_fails(run(*DEMO, '--seed', '1', db=empty.db), 2, '--as')
        self.assert_fails(run(*DEMO, '--seed', '1', db=empty.db, login='gly', password='wrong-password'), 1, 'password')
        self.assertEqual(ctl.sqlite(empty.db, 'SELECT count(*) FROM household'), [['0']])
        self.assertEqual(empty.ok(*DEMO, '--seed', '1', login='gly'), '')
        self.assertEqual(ctl.sqlite(empty.db, 'SELECT count(*) FROM household'), [['25']])
        self.assertEqual(ctl.sqlite(empty.db, 'SELECT name FROM centre'), [['本中心']])
        self.assert_done(run('check', db=empty.db))

        centre = self.centre()
        self.assert_refused(centre, 1, None, *DEMO, '--seed', '1', login='admin')

    def test_a_window_that_holds_the_file_keeps_the_demo_out(self):
        db = self.path('held.db')
        self.assert_done(run('init', '--centre', '本中心', '--unit', '本总工会', '--region', '511102', '--admin', 'gly', db=db), '')
        with open(db + '.lock', 'w', encoding='utf-8') as lock:
            ctl.fcntl.flock(lock, ctl.fcntl.LOCK_EX)
            self.assert_fails(run(*DEMO, '--seed', '1', db=db, login='gly'), 1, 'db')

    def test_wrong_sizes_are_refused_and_leave_no_file(self):
        db = self.path('none.db')
        for options, field in [(['--households', '0', '--years', '1', '--seed', '1'], 'households'), (['--households', 'x', '--years', '1', '--seed', '1'], 'households'),
                               (['--households', '1', '--years', '0', '--seed', '1'], 'years'), (['--households', '1', '--years', '999', '--seed', '1'], 'years'),
                               (['--households', '1', '--years', '1', '--seed', '-1'], 'seed'),
                               (['--households', '1', '--years', '1', '--seed', '1', '--until', ctl.day(1)], 'until'),
                               (['--households', '1', '--years', '1', '--seed', '1', '--until', 'x'], 'until'), (['--years', '1', '--seed', '1'], '--households')]:
            with self.subTest(options):
                self.assert_fails(run('demo', *options, db=db), 2, field)
                self.assertFalse(os.path.exists(db))

    def test_all_that_is_wrong_is_told_at_once(self):
        failed = run('demo', '--households', '0', '--years', 'x', '--seed', '-1', '--until', ctl.day(1), db=self.path('none.db'))
        self.assertEqual(failed.code, 2)
        self.assertEqual([line.split(': ')[1] for line in failed.err.splitlines()], ['households', 'years', 'seed', 'until'])

    def test_a_file_without_a_byte_is_filled_and_private(self):
        db = self.path('touched.db')
        open(db, 'w').close()
        os.chmod(db, 0o644)
        self.assert_done(run(*DEMO, '--seed', '1', db=db), '')
        self.assertEqual(os.stat(db).st_mode & 0o777, 0o600)
        self.assertEqual(run('check', db=db).code, 0)

    def test_an_interrupted_demo_leaves_no_file(self):
        db = self.path('long.db')
        process = ctl.subprocess.Popen(ctl.command('demo', '--households', '20000', '--years', '3', '--seed', '1', db=db), env=ctl.environment(),
                                       stdout=ctl.subprocess.PIPE, stderr=ctl.subprocess.PIPE)
        ctl.wait_for(lambda: any('.part' in name and os.path.getsize(self.path(name)) > 100000 for name in os.listdir(self.folder)), process,
                     'a part that is being filled')
        process.send_signal(ctl.signal.SIGINT)
        out, err = process.communicate(timeout=60)
        self.assertEqual((process.returncode, out, len(err.splitlines())), (1, b'', 1), err)
        self.assertEqual([name for name in os.listdir(self.folder) if name.startswith('long.db') or '.part' in name], [])


class Together(Case):
    def test_two_processes_that_pay_at_once_never_double_or_skip_a_number(self):
        centre = self.centre()
        household, head = centre.facts['numbers'][0], centre.facts['members'][0]
        grants = [centre.grant(household, head, '10') for _ in range(6)]
        for grant in grants:
            centre.ok('grant', 'approve', grant, login='review', warnings=True)
        # Each grant is asked for twice, by two people, all at once: one of the two is refused.
        processes = [ctl.subprocess.Popen(ctl.command('grant', 'pay', grant, '--method', 'cash', db=centre.db, login=login), env=ctl.environment(),
                                          stdout=ctl.subprocess.PIPE, stderr=ctl.subprocess.PIPE, stdin=ctl.subprocess.DEVNULL)
                     for grant in grants for login in ('cash', 'all')]
        results = [(process.communicate()[0].decode().strip(), process.returncode) for process in processes]
        paid = sorted(number for number, code in results if code == 0)
        self.assertEqual(paid, [f'{ctl.YEAR}-{i:06d}' for i in range(1, 7)])
        self.assertEqual([code for number, code in results if number == ''], [1] * 6)
        self.assertEqual(centre.json('fund', 'list')[0]['paid'], '60.00')
        self.assert_done(run('check', db=centre.db))
        self.assertTrue(content(centre.db))


if __name__ == '__main__':
    ctl.main()
