"""Whose a log is: a file under the name of another one, under a new name, under two."""

import os
import shutil
import sqlite3
import subprocess

import ctl
from ctl import read, run
from data_file import DataFiles, killed


class Log(DataFiles):
    def test_a_restored_file_under_the_old_name_refuses_the_old_log_once(self):
        centre = self.centre()
        copy, new = self.path('one.backup'), self.path('one.new')
        self.assert_done(run('backup', '-o', copy, db=centre.db), '')
        desk = killed(centre, self.path('one.db'))
        self.assert_done(run('restore', copy, '--to', new), '')
        before, log = read(new), read(desk.db + '-wal')
        os.rename(new, desk.db)

        result = run('check', db=desk.db)
        self.assert_fails(result, 3, 'db')
        aside, = self.beside('one.db-wal')
        self.assertIn(aside, result.err)
        self.assertEqual(read(self.path(aside)), log)
        self.assertEqual(read(desk.db), before)
        self.assert_done(run('check', db=desk.db))
        self.assertEqual(self.payments(desk.db), '0')
        desk.paid(desk.facts['numbers'][0], desk.facts['members'][0], '7')
        self.assert_done(run('check', db=desk.db))

    def test_a_backup_puts_a_log_of_another_file_aside_and_is_made(self):
        centre = self.centre()
        copy = self.path('night.copy')
        self.assert_done(run('backup', '-o', copy, db=centre.db), '')
        for name, login in [('night-1', None), ('night-2', 'admin')]:
            with self.subTest(login):
                desk = killed(centre, self.path(f'{name}.db'))
                log, new, backup = read(desk.db + '-wal'), self.path(f'{name}.new'), self.path(f'{name}.backup')
                self.assert_done(run('restore', copy, '--to', new), '')
                os.rename(new, desk.db)

                result = run('backup', '-o', backup, db=desk.db, login=login)
                self.assertEqual((result.code, result.out, len(result.lines)), (0, '', 1), result)
                self.assertTrue(result.err.startswith('nuanctl: warning: '), result)
                aside, = [other for other in self.beside(f'{name}.db-wal') if other != f'{name}.db-wal']
                self.assertIn(aside, result.err)
                self.assertEqual(read(self.path(aside)), log)
                self.assert_done(run('check', db=backup))
                self.assertEqual(self.payments(backup), '0')
                self.assert_done(run('check', db=desk.db))

    def test_a_copy_with_or_without_its_log_opens(self):
        centre = self.centre()
        desk = killed(centre, self.path('two.db'))
        alone = self.path('two-alone.db')
        shutil.copyfile(desk.db, alone)
        os.chmod(alone, 0o600)
        self.assert_done(run('check', db=alone))
        self.assertEqual(self.payments(alone), '0')
        self.assert_done(run('check', db=desk.db))
        self.assertEqual(self.payments(desk.db), '1')

    def test_a_file_without_a_byte_keeps_its_log(self):
        centre = self.centre()
        desk = killed(centre, self.path('ten.db'))
        log = read(desk.db + '-wal')
        os.truncate(desk.db, 0)
        for words in (['check'], ['backup', '-o', self.path('ten.copy')], ['backup', '--anyway', '-o', self.path('ten.copy')]):
            with self.subTest(words):
                self.assert_fails(run(*words, db=desk.db), 1, 'db')
                self.assertEqual(read(desk.db + '-wal'), log)
        for words in (['--to', self.path('ten.new')], ['--to', self.path('ten.new'), '--anyway']):
            with self.subTest(words):
                self.assert_fails(run('restore', desk.db, *words), 1, 'db')
                self.assertEqual(read(desk.db + '-wal'), log)

    def test_what_stands_in_the_place_of_a_journal_is_not_waited_for(self):
        centre = self.centre()
        copy = self.path('pipe.backup')
        self.assert_done(run('backup', '-o', copy, db=centre.db), '')
        for ending in ('-journal', '-wal', '-shm'):
            with self.subTest(ending):
                path = self.path('pipe' + ending[1:] + '.db')
                shutil.copyfile(copy, path)
                os.mkfifo(path + ending)
                self.assert_fails(run('check', db=path, timeout=20), 1, 'db')
                self.assert_fails(run('restore', copy, '--replace', db=path, timeout=20), 1, 'db')

    def leave_journal(self, path):
        """A rollback journal of another file beside PATH, as a kill leaves it."""
        other = sqlite3.connect(self.path('foreign'), isolation_level=None)
        other.executescript('PRAGMA cache_size = 2; CREATE TABLE t (x); INSERT INTO t WITH n AS (SELECT 1 i UNION ALL SELECT i + 1 FROM n WHERE i < 200)'
                            ' SELECT zeroblob (2000) FROM n; BEGIN; UPDATE t SET x = randomblob (2000);')
        shutil.copyfile(self.path('foreign-journal'), path + '-journal')
        other.close()
        os.unlink(self.path('foreign'))

    def test_a_journal_of_another_file_is_put_aside_and_not_played(self):
        centre = self.centre()
        copy = self.path('nine.backup')
        self.assert_done(run('backup', '-o', copy, db=centre.db), '')
        for number, words in enumerate((['check'], ['backup', '-o', self.path('nine.copy')], ['restore', copy, '--replace'])):
            with self.subTest(words):
                new = self.path(f'nine-{number}.db')
                self.assert_done(run('restore', copy, '--to', new), '')
                self.leave_journal(new)
                before, journal = read(new), read(new + '-journal')
                result = run(*words, db=new)
                self.assertEqual(result.code, 3 if words[0] == 'check' else 0, result)
                self.assertFalse(os.path.exists(new + '-journal'))
                aside, = [name for name in self.beside(f'nine-{number}.db') if '-journal' in name]
                self.assertEqual(read(self.path(aside)), journal)
                if words[0] == 'restore':
                    self.assertEqual(read(result.answer), before)
                else:
                    self.assertEqual(read(new), before)
                    self.assertIn(aside, result.err)
                self.assert_done(run('check', db=new))

    def test_a_second_name_is_refused_while_the_first_is_in_use(self):
        centre = self.centre()
        folder = self.path('elsewhere')
        link = os.path.join(folder, 'second-name.db')
        os.mkdir(folder)
        os.link(centre.db, link)
        self.assert_done(run('check', db=link))   # two names alone are no fault
        before = sorted(os.listdir(folder))
        signed_in = centre.sqlite('SELECT count (*) FROM journal')
        with subprocess.Popen(ctl.command('household', 'add', '--json', '-', db=centre.db, login='intake'), env=ctl.environment(), stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE) as other:
            ctl.wait_for(lambda: centre.sqlite('SELECT count (*) FROM journal') != signed_in, other, 'a program that has the file open')
            for words in (['check'], ['backup', '-o', self.path('second-name.backup')], ['backup', '--anyway', '-o', self.path('second-name.backup')]):
                with self.subTest(words):
                    result = run(*words, db=link)
                    self.assert_fails(result, 3, 'db')
                    self.assertIn(link, result.err)
            self.assertEqual(sorted(os.listdir(folder)), before)
            _, err = other.communicate(ctl.json.dumps(ctl.family('王新', 77)).encode())
            self.assertEqual(other.returncode, 0, err)
        self.assert_done(run('check', db=link))
        self.assertIn('王新', str(ctl.Centre(link).json('household', 'list')))

    def test_a_renamed_file_asks_for_its_log(self):
        centre = self.centre()
        desk = killed(centre, self.path('twelve.db'))
        new = self.path('thirteen.db')
        os.rename(desk.db, new)
        result = run('check', db=new)
        self.assert_fails(result, 3, 'db')
        self.assertIn(desk.db + '-wal', result.err)
        os.rename(desk.db + '-wal', new + '-wal')
        self.assert_done(run('check', db=new))
        self.assertEqual(self.payments(new), '1')

    def really_killed(self, name):
        """A program that wrote, and was killed: the log stands beside the name under which it had the file open."""
        centre = self.centre()
        db = os.path.join(self.path('one'), name)
        for folder in ('one', 'two'):
            shutil.rmtree(self.path(folder), ignore_errors=True)
            os.mkdir(self.path(folder))
        shutil.copyfile(centre.db, db)
        signed_in = ctl.sqlite(db, 'SELECT count (*) FROM journal')
        with subprocess.Popen(ctl.command('household', 'add', '--json', '-', db=db, login='intake'), env=ctl.environment(), stdin=subprocess.PIPE) as other:
            ctl.wait_for(lambda: ctl.sqlite(db, 'SELECT count (*) FROM journal') != signed_in, other, 'a sign-in that is written')
            other.kill()
        self.assertGreater(os.path.getsize(db + '-wal'), 4096)
        try:
            os.setxattr(db, 'user.test', b'1')
        except OSError:
            self.skipTest('this file system keeps no attributes: nothing can remember the name')
        return db

    def test_a_name_elsewhere_asks_for_the_log_beside_the_other(self):
        for make in (os.link, os.rename):
            with self.subTest(make.__name__):
                db = self.really_killed('fourteen.db')
                other = os.path.join(self.path('two'), 'fifteen.db')
                make(db, other)
                before = read(other), read(db + '-wal')
                for words, login in ((['check'], None), (['backup', '-o', self.path('none')], None), (['fund', 'list'], 'audit')):
                    result = run(*words, db=other, login=login)
                    self.assert_fails(result, 3, 'db')
                    self.assertIn(db, result.err)
                self.assertEqual((read(other), read(db + '-wal')), before)
                self.assertEqual([name for name in os.listdir(self.path('two')) if os.path.getsize(os.path.join(self.path('two'), name)) and name.endswith('-wal')], [])
                # A copy is a file of its own, with the attributes or without; and the log is not lost.
                subprocess.run(['cp', '-a', other, self.path('copy.db')], check=True)
                self.assert_done(run('check', db=self.path('copy.db')))
                if make is os.rename:
                    os.rename(other, db)
                self.assert_done(run('check', db=db))
                self.assert_done(run('staff', 'add', 'new', '--name', '新', '--role', 'audit', db=db, login='admin'))
                if make is os.link:
                    self.assert_done(run('check', db=other))
                    self.assertEqual(ctl.sqlite(other, "SELECT count (*) FROM staff WHERE login = 'new'"), [['1']])

    def test_another_file_under_the_earlier_name_has_a_log_of_its_own(self):
        db = self.really_killed('sixteen.db')
        self.assert_done(run('check', db=db))
        other = os.path.join(self.path('two'), 'seventeen.db')
        os.rename(db, other)
        desk = ctl.Centre(db, self.centre().facts)
        shutil.copyfile(other, db)
        holder = sqlite3.connect(db)
        holder.execute('SELECT count (*) FROM payment').fetchone()
        self.assert_done(run('staff', 'add', 'new', '--name', '新', '--role', 'audit', db=desk.db, login='admin'))
        self.assertGreater(os.path.getsize(db + '-wal'), 4096)
        self.assert_done(run('check', db=other))
        holder.close()


if __name__ == '__main__':
    ctl.main()
