"""Backups proven by a restore, restoring in place, a log of another file, places where nothing can be written."""

import gzip
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import unittest

import ctl
from ctl import Case, read, run

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
import unprivileged   # noqa: E402


def killed(centre, path):
    """The data file as a kill leaves it: with its log, in which the last payment stands alone."""
    household, head = centre.facts['numbers'][0], centre.facts['members'][0]
    holder = sqlite3.connect(centre.db)   # the last one to close would empty the log
    holder.execute('SELECT count(*) FROM payment').fetchone()
    holder.execute('PRAGMA wal_checkpoint(TRUNCATE)')
    centre.paid(household, head, '100')
    for ending in ('', '-wal'):
        shutil.copyfile(centre.db + ending, path + ending)
        os.chmod(path + ending, 0o600)
    holder.close()
    return ctl.Centre(path, centre.facts)


DEMO = ['demo', '--households', '1', '--years', '1', '--seed', '1']


class Restore(Case):
    def beside(self, name):
        return sorted(other for other in os.listdir(self.folder) if other.startswith(name))

    def payments(self, db):
        return ctl.sqlite(db, 'SELECT count(*) FROM payment')[0][0]

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

    def test_the_folder_of_the_usual_data_file_is_made(self):
        centre = self.centre()
        copy, home = self.path('usual.backup'), self.path('usual/home')
        self.assert_done(run('backup', '-o', copy, db=centre.db), '')
        self.assert_done(run('restore', copy, '--replace', XDG_DATA_HOME=home), '')
        self.assertEqual(stat.S_IMODE(os.stat(f'{home}/nuanchuang').st_mode), 0o700)
        self.assert_done(run('check', XDG_DATA_HOME=home))
        with open(self.path('stands-there'), 'w', encoding='utf-8'):
            self.assert_fails(run('restore', copy, '--replace', XDG_DATA_HOME=self.path('stands-there')), 3, 'db')

    def test_nothing_is_written_over_the_usual_data_file_whatever_became_of_it(self):
        centre = self.centre()
        home = self.path('own')
        usual = f'{home}/nuanchuang/nuanchuang.db'
        os.makedirs(os.path.dirname(usual))
        with open(usual, 'w', encoding='utf-8') as stream:
            stream.write('destroyed')
        self.assert_fails(centre.run('backup', '-o', usual, '--force', login=None, XDG_DATA_HOME=home), 1)
        self.assertEqual(read(usual), b'destroyed')

        broken = self.path('broken.db')   # the first page is gone
        self.assert_done(run('backup', '-o', broken, db=centre.db), '')
        with open(broken, 'r+b') as stream:
            stream.write(bytes(4096))
        self.assert_fails(run('backup', '-o', broken, '--force', db=centre.db), 1)
        self.assertEqual(read(broken)[:4096], bytes(4096))

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

    def test_replace_puts_the_old_file_aside_with_its_log(self):
        centre = self.centre()
        copy = self.path('three.backup')
        self.assert_done(run('backup', '-o', copy, db=centre.db), '')
        desk = killed(centre, self.path('three.db'))

        result = run('restore', copy, '--replace', db=desk.db)
        self.assert_done(result)
        aside = result.answer
        self.assertEqual(os.path.dirname(aside), self.folder)
        self.assertEqual(stat.S_IMODE(os.stat(desk.db).st_mode), 0o600)
        self.assert_done(run('check', db=desk.db))
        self.assertEqual(self.payments(desk.db), '0')
        self.assert_done(run('check', db=aside))
        self.assertEqual(self.payments(aside), '1')
        self.assertEqual([name for name in os.listdir(self.folder) if '.part' in name], [])

    def test_one_place_is_named_and_no_more(self):
        centre = self.centre()
        copy = self.path('four.backup')
        self.assert_done(run('backup', '-o', copy, db=centre.db), '')
        before = read(centre.db)
        self.assert_fails(run('restore', copy, db=centre.db), 2, '--to')
        self.assert_fails(run('restore', copy, '--replace', '--to', self.path('four.new'), db=centre.db), 2, '--to')
        with open(centre.db + '.lock', 'w', encoding='utf-8') as lock:
            ctl.fcntl.flock(lock, ctl.fcntl.LOCK_EX)
            self.assert_fails(run('restore', copy, '--replace', db=centre.db), 1, 'db')
        with open(copy, 'r+b') as stream:
            stream.truncate(os.path.getsize(copy) // 2)
        self.assert_fails(run('restore', copy, '--replace', db=centre.db), 3)
        self.assertEqual(read(centre.db), before)
        self.assertEqual(self.beside(os.path.basename(centre.db) + '.2'), [])

    def test_a_backup_needs_no_login_and_with_one_it_is_journalled(self):
        centre = self.centre()
        backups = "SELECT count(*) FROM journal WHERE action = 'backup'"
        self.assert_done(run('backup', '-o', self.path('five.one'), db=centre.db), '')
        self.assertEqual(centre.sqlite(backups), [['0']])
        centre.ok('backup', '-o', self.path('five.two'), login='admin')
        self.assertEqual(centre.sqlite(backups), [['1']])
        self.assert_fails(centre.run('backup', '-o', self.path('five.three'), login='cash'), 1)
        self.assertFalse(os.path.exists(self.path('five.three')))
        self.assertEqual(stat.S_IMODE(os.stat(self.path('five.one')).st_mode), 0o600)
        for name in ('five.one', 'five.two'):
            self.assert_done(run('check', db=self.path(name)))

    def damage(self, path, table):
        db = sqlite3.connect(f'file:{path}?immutable=1', uri=True)   # which leaves the log alone
        page, = db.execute('SELECT rootpage FROM sqlite_schema WHERE name = ?', (table,)).fetchone()
        db.close()
        with open(path, 'r+b') as stream:
            stream.seek((page - 1) * 4096)
            stream.write(b'\x5a' * 4096)

    def test_a_damaged_file_is_backed_up_anyway_and_said_not_to_be_proven(self):
        centre = self.centre()
        desk = killed(centre, self.path('six.db'))
        self.damage(self.path('six.db'), 'household_amount')   # which the log does not hold
        file, log = read(desk.db), read(desk.db + '-wal')
        copy = self.path('six.backup')
        self.assert_fails(run('backup', '-o', copy, db=desk.db), 3)
        self.assertFalse(os.path.exists(copy))

        result = run('backup', '-o', copy, '--anyway', db=desk.db)
        self.assertEqual((result.code, result.out, len(result.lines)), (0, '', 1), result)
        self.assertTrue(result.lines[0].startswith('nuanctl: warning: '), result)
        self.assertEqual((read(copy), read(copy + '-wal')), (file, log))

        text, link = self.path('six.text'), self.path('six.link')
        for target in (text, link):
            with self.subTest(target):
                for name in (text, text + '-wal'):
                    if os.path.exists(name):
                        os.unlink(name)
                with open(text, 'w', encoding='utf-8') as stream:
                    stream.write('mine')
                if target == link:
                    os.symlink(text, link)
                self.assert_fails(run('backup', '-o', target, '--anyway', db=desk.db), 1, '-o')
                self.assertEqual((read(text), os.path.exists(text + '-wal')), (b'mine', False))
                self.assertEqual(run('backup', '-o', target, '--anyway', '--force', db=desk.db).code, 0)
                self.assertEqual((read(text), read(text + '-wal'), os.path.islink(target), self.beside('six.link')),
                                 (file, log, target == link, ['six.link'] if target == link else []))

    def test_a_damaged_backup_is_restored_anyway_and_its_findings_are_told(self):
        centre = self.centre()
        copy, new = self.path('seven.backup'), self.path('seven.new')
        self.assert_done(run('backup', '-o', copy, db=centre.db), '')
        self.damage(copy, 'search_key')
        self.assert_fails(run('restore', copy, '--to', new), 3)
        result = run('restore', copy, '--to', new, '--anyway')
        self.assertEqual((result.code, result.out), (0, ''), result)
        self.assertGreater(len(result.lines), 0)
        self.assertTrue(all(line.startswith('nuanctl: warning: ') for line in result.lines), result)
        self.assertEqual(ctl.sqlite(new, 'SELECT count(*) FROM household'), [['3']])

    def test_a_backup_that_was_cut_off_is_restored_anyway(self):
        centre = self.centre()
        copy, new = self.path('cut.backup'), self.path('cut.new')
        self.assert_done(run('backup', '-o', copy, db=centre.db), '')
        for kept in (os.path.getsize(copy) - 4096, os.path.getsize(copy) // 2):
            with self.subTest(kept):
                os.truncate(copy, kept)
                self.assert_fails(run('restore', copy, '--to', new), 3)
                result = run('restore', copy, '--to', new, '--anyway')
                self.assertEqual((result.code, result.out), (0, ''), result)
                self.assertGreater(len(result.lines), 0)
                self.assertGreaterEqual(os.path.getsize(new), kept)
                os.unlink(new)

    def without_guards(self, path, sql):
        file = sqlite3.connect(path)
        for trigger, in file.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            file.execute(f'DROP TRIGGER "{trigger}"')
        file.executescript(sql)
        file.close()

    def test_what_holds_no_centre_replaces_nothing(self):
        centre = self.centre()
        before = read(centre.db)
        for name, sql in (('nothing', None), ('bare', 'CREATE TABLE t (a); DROP TABLE t'), ('founderless', 'DELETE FROM centre')):
            path = self.path(name)
            if sql is None:
                open(path, 'wb').close()
            else:
                if name == 'founderless':
                    shutil.copyfile(centre.db, path)
                self.without_guards(path, sql)
            for words in (['--to', self.path('new')], ['--replace'], ['--replace', '--anyway']):
                with self.subTest(name=name, words=words):
                    result = run('restore', path, *words, db=centre.db)
                    self.assertIn(result.code, (1, 3), result)
                    self.assertFalse(os.path.exists(self.path('new')))
                    self.assertEqual(read(centre.db), before)

    def test_a_file_with_a_second_name_is_not_replaced_under_one_of_them(self):
        centre = self.centre()
        name, other = self.path('name.db'), self.path('other.db')
        shutil.copyfile(centre.db, name)
        os.link(name, other)
        for path in (name, other):
            self.assert_fails(run('restore', centre.db, '--replace', db=path), 1, 'db')
        self.assertEqual(read(name), read(centre.db))
        os.unlink(other)
        self.assertEqual(run('restore', centre.db, '--replace', db=name).code, 0)

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

    def test_no_data_file_is_named_by_nothing(self):
        centre = self.centre()
        os.mkdir(self.path('here'))
        for words in (['restore', centre.db, '--replace'], ['restore', centre.db, '--to', self.path('none.new')], ['check'], DEMO,
                      ['backup', '-o', self.path('none.backup')], ['fund', 'list', '--as', 'audit'], ['init', '--centre', '甲', '--unit', '乙', '--region', '511102', '--admin', 'a1']):
            with self.subTest(words):
                self.assert_fails(run('--db', '', *words, cwd=self.path('here'), NUAN_NEW_PASSWORD='long-enough-1'), 2, '--db')
                self.assertEqual(os.listdir(self.path('here')), [])
        self.assertFalse(os.path.exists(self.path('none.new')))

    def test_what_is_no_file_is_not_replaced_and_gets_nothing_beside_it(self):
        centre = self.centre()
        folder = self.path('strange')
        os.mkdir(folder)
        os.symlink('nowhere', f'{folder}/link.db')
        os.mkdir(f'{folder}/folder.db')
        os.mkfifo(f'{folder}/pipe.db')
        before = sorted((name, os.lstat(f'{folder}/{name}').st_ino) for name in os.listdir(folder))
        for name in os.listdir(folder):
            path = f'{folder}/{name}'
            for db, words in ((path, ['restore', centre.db, '--replace']), (centre.db, ['restore', centre.db, '--to', path]), (path, DEMO),
                              (path, ['init', '--centre', '甲', '--unit', '乙', '--region', '511102', '--admin', 'a1'])):
                with self.subTest(name=name, words=words):
                    result = run(*words, db=db, timeout=20, NUAN_NEW_PASSWORD='long-enough-1')
                    self.assertIn(result.code, (1, 2, 3), result)
                    self.assertEqual((result.out, len(result.lines)), ('', 1), result)
                    self.assertIn(name, result.lines[0])
                    self.assertEqual(sorted((name, os.lstat(f'{folder}/{name}').st_ino) for name in os.listdir(folder)), before)

    def test_what_was_never_a_data_file_is_not_restored_whatever_is_said(self):
        centre = self.centre()
        text = self.path('script.sh')
        with open(text, 'w', encoding='utf-8') as stream:
            stream.write('#!/bin/sh\necho nothing\n' * 400)
        self.assert_fails(run('restore', text, '--to', self.path('script.new'), '--anyway'), 3)
        self.assert_fails(run('restore', text, '--replace', '--anyway', db=centre.db), 3)
        self.assertFalse(os.path.exists(self.path('script.new')))

    def test_what_goes_aside_is_its_owners_alone(self):
        centre = self.centre()
        desk = killed(centre, self.path('mode.db'))
        for ending in ('', '-wal'):
            os.chmod(desk.db + ending, 0o644)
        result = run('restore', centre.db, '--replace', db=desk.db)
        self.assert_done(result)
        self.assertEqual([stat.S_IMODE(os.stat(name).st_mode) for name in (result.answer, result.answer + '-wal', desk.db)], [0o600, 0o600, 0o600])

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

    def test_a_damaged_log_is_told_and_copied_as_it_is(self):
        centre = self.centre()
        desk = killed(centre, self.path('eleven.db'))
        copy = self.path('eleven.copy')
        with open(desk.db + '-wal', 'r+b') as stream:
            stream.write(bytes(32))
        file, log = read(desk.db), read(desk.db + '-wal')
        self.assert_fails(run('backup', '-o', copy, db=desk.db), 3, 'db')
        self.assertEqual(run('backup', '--anyway', '-o', copy, db=desk.db).code, 0)
        self.assertEqual((read(copy), read(copy + '-wal')), (file, log))
        self.assertEqual((read(desk.db), read(desk.db + '-wal')), (file, log))

        self.assert_fails(run('check', db=desk.db), 3, 'db')
        aside, = self.beside('eleven.db-wal')
        self.assertEqual((read(desk.db), read(self.path(aside))), (file, log))
        self.assert_done(run('check', db=desk.db))

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

    def test_names_are_plain_names(self):
        centre = self.centre()
        copy = self.path('eight.backup')
        self.assert_done(run('backup', '-o', copy, db=centre.db), '')
        for name in ('file:eight.db', 'eight?mode=ro#x%41 y.db', '暖窗 八.db', ':memory:'):
            with self.subTest(name):
                shutil.copyfile(copy, self.path(name))
                self.assertEqual(self.inside(name, 'fund', 'list', '--json', login='audit').code, 0)
                self.assertEqual(self.inside(name, 'backup', '-o', name + '.copy').code, 0)
                self.assert_done(run('check', db=self.path(name + '.copy')))

    def inside(self, name, *args, login=None):
        return ctl.Result(subprocess.run(ctl.command(*args, db=name, login=login), cwd=self.folder, env=ctl.environment(), capture_output=True, check=False))


class Links(Case):
    def test_the_folder_above_a_link_is_the_systems(self):
        """near/link leads to far/deep: near/link/../x.db is far/x.db, whichever command asks."""
        near, far, copy = self.path('near'), self.path('far'), self.path('links.backup')
        os.makedirs(os.path.join(far, 'deep'))
        os.mkdir(near)
        os.symlink(os.path.join(far, 'deep'), os.path.join(near, 'link'))
        through = os.path.join(near, 'link', '..', 'x.db')
        self.assert_done(run('init', '--centre', '远处中心', '--unit', '县总工会', '--region', '511102', '--admin', 'admin', db=through))
        self.assertEqual(sorted(os.listdir(near)), ['link'])
        self.assertIn('x.db', os.listdir(far))

        shutil.copyfile(self.centre().db, os.path.join(near, 'x.db'))
        os.chmod(os.path.join(near, 'x.db'), 0o600)
        before = read(os.path.join(near, 'x.db'))
        self.assertEqual(len(ctl.Centre(through).json('staff', 'list', login='admin')), 1)
        self.assert_done(run('check', db=through))
        self.assert_done(run('backup', '-o', copy, db=through), '')
        self.assertEqual(ctl.sqlite(copy, 'SELECT name FROM centre'), [['远处中心']])
        self.assert_done(run('restore', copy, '--to', os.path.join(near, 'link', '..', 'y.db')), '')
        self.assertEqual(sorted(os.listdir(near)), ['link', 'x.db'])
        self.assertEqual(ctl.sqlite(os.path.join(far, 'y.db'), 'SELECT name FROM centre'), [['远处中心']])

        replaced = os.stat(os.path.join(far, 'x.db')).st_ino
        aside = run('restore', copy, '--replace', db=through)
        self.assertEqual((aside.code, os.path.dirname(aside.answer)), (0, far), aside)
        self.assertEqual(os.stat(aside.answer).st_ino, replaced)
        self.assertEqual(sorted(os.listdir(near)), ['link', 'x.db'])
        self.assertEqual(read(os.path.join(near, 'x.db')), before)


@unittest.skipIf(os.geteuid() != 0, 'only root can give files away')
class Root(Case):
    """What root does on the clerk's file keeps the clerk in."""

    def assert_owner(self, path, owner, group, mode):
        status = os.stat(path)
        self.assertEqual((status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode)), (owner, group, mode), path)

    def hand_over(self, name, group, mode):
        centre, home = self.centre(), self.path(name)
        os.mkdir(home)
        os.chmod(self.folder, 0o755)
        db = os.path.join(home, 'b.db')
        shutil.copyfile(centre.db, db)
        os.chown(home, unprivileged.NOBODY, group)
        os.chown(db, unprivileged.NOBODY, group)
        os.chmod(db, mode)
        return centre, db

    def test_a_file_put_in_place_and_its_lock_are_the_clerks(self):
        for group, mode, kept in ((unprivileged.NOBODY, 0o600, 0o600), (4711, 0o660, 0o660), (4711, 0o640, 0o640), (4711, 0o664, 0o600)):
            with self.subTest(mode=oct(mode)):
                centre, db = self.hand_over(f'home-{mode:o}', group, mode)
                aside = run('restore', centre.db, '--replace', db=db)
                self.assertEqual((aside.code, aside.err), (0, ''), aside)
                self.assert_owner(db, unprivileged.NOBODY, group, kept)
                self.assert_owner(db + '.lock', unprivileged.NOBODY, group, kept)
                self.assert_owner(aside.answer, unprivileged.NOBODY, group, 0o600)
                clerk = subprocess.run(unprivileged.command(ctl.command('staff', 'list', db=db, login='admin')), env=ctl.environment(),
                                       capture_output=True, check=False)
                self.assertEqual((clerk.returncode, clerk.stderr), (0, b''))

    def test_a_table_that_is_replaced_stays_the_clerks(self):
        centre, db = self.hand_over('table', unprivileged.NOBODY, 0o600)
        table = os.path.join(os.path.dirname(db), 'staff.csv')
        words = ['report', 'receipts', '--from', '2026-01-01', '--to', '2026-12-31', '-o', table]
        centre.ok(*words)
        os.chown(table, unprivileged.NOBODY, unprivileged.NOBODY)
        centre.ok(*words, '--force')
        self.assert_owner(table, unprivileged.NOBODY, unprivileged.NOBODY, 0o600)

    def test_the_copy_of_an_older_file_is_the_clerks(self):
        _, db = self.hand_over('older', unprivileged.NOBODY, 0o600)
        with gzip.open(os.path.join(os.environ['NUAN_TEST_SOURCE'], 'tests', 'store', 'schema', 'frozen', 'schema-1.db.gz')) as packed, open(db, 'wb') as old:
            shutil.copyfileobj(packed, old)
        self.assertEqual(run('search', 'rebuild', db=db).code, 0)
        self.assert_owner(db + '.before-2', unprivileged.NOBODY, unprivileged.NOBODY, 0o600)

    def test_what_is_refused_leaves_no_lock(self):
        centre, db = self.hand_over('refused', unprivileged.NOBODY, 0o600)
        with open(self.path('refused.txt'), 'w', encoding='utf-8') as stream:
            stream.write('no backup\n' * 500)
        before = sorted(os.listdir(os.path.dirname(db)))
        self.assert_fails(run('restore', self.path('refused.txt'), '--replace', db=db), 3)
        self.assertEqual(sorted(os.listdir(os.path.dirname(db))), before)


class Long(Case):
    WORDS = ['init', '--centre', '甲', '--unit', '乙', '--region', '511102', '--admin', 'admin']

    def test_a_path_that_sqlite_does_not_open_is_called_too_long(self):
        centre = self.centre()
        folder = self.path('/'.join(['f' * 100] * 6))
        os.makedirs(folder)
        db = os.path.join(folder, 'x.db')
        for words, at, field in ((self.WORDS, db, 'db'), (['backup', '-o', db], centre.db, 'output'), (['restore', centre.db, '--to', db], None, 'to'),
                                 (['restore', centre.db, '--replace'], db, 'db')):
            with self.subTest(words):
                result = run(*words, db=at)
                self.assert_fails(result, 2, field)
                self.assertIn(str(len(os.path.realpath(db).encode())), result.err)
                self.assertEqual(os.listdir(folder), [])
        shutil.copyfile(centre.db, db)
        os.chmod(db, 0o600)
        result = run('check', db=db)
        self.assert_fails(result, 2, 'db')
        self.assertIn('504', result.err)

    def test_a_folder_has_room_for_what_is_written_first(self):
        """A name of one letter is shorter than that of the part which becomes it."""
        most = 504 - len('/nuanchuang-0123456789abcdef.part')
        folder = os.path.realpath(self.folder)
        while len(folder) < most:
            rest = most - len(folder) - 1
            folder = os.path.join(folder, 'g' * (rest if rest <= 200 else min(150, rest - 2)))
        os.makedirs(folder + 'h')
        os.makedirs(folder)
        self.assert_done(run(*self.WORDS, db=f'{folder}/x'))
        self.assert_done(run('check', db=f'{folder}/x'))
        self.assert_fails(run(*self.WORDS, db=f'{folder}h/x'), 2, 'db')
        self.assertEqual(os.listdir(folder + 'h'), [])

    def test_a_name_has_room_for_what_stands_beside_it(self):
        centre = self.centre()
        for letters, code in (('a' * 227, 0), ('a' * 228, 2), ('库' * 75, 0), ('库' * 76, 2), ('a' * 255, 2)):
            with self.subTest(letters=len(letters.encode())):
                db = self.path(letters)
                result = run(*self.WORDS, db=db)
                self.assertEqual(result.code, code, result)
                if code == 0:
                    self.assert_done(run('check', db=db))
                    self.assertEqual(run('restore', centre.db, '--replace', db=db).code, 0)
                    self.assert_done(run('check', db=db))
                else:
                    self.assertEqual([name for name in os.listdir(self.folder) if name.startswith(letters)], [])
                    self.assertIn('227', result.err)
                    self.assert_fails(run('restore', centre.db, '--to', db), 2, 'to')
                    self.assert_fails(run('backup', '-o', db, db=centre.db), 2, 'output')

    def test_a_long_name_goes_aside_under_a_shorter_one(self):
        centre = self.centre()
        for name in ('b' * 246, '文' * 82):
            with self.subTest(name):
                db = self.path(name)
                shutil.copyfile(centre.db, db)
                os.chmod(db, 0o600)
                old = os.stat(db).st_ino
                result = run('restore', centre.db, '--replace', db=db)
                self.assertEqual((result.code, result.err), (0, ''), result)
                self.assertRegex(os.path.basename(result.answer), rf'^{name[0]}+\.[0-9]{{8}}-[0-9]{{6}}$')
                self.assertEqual(os.stat(result.answer).st_ino, old)
                self.assert_done(run('check', db=db))


class ReadOnly(Case):
    """A folder that nobody can write to, and a program without the rights of root."""

    def setUp(self):
        self.medium = os.path.join(self.folder, self._testMethodName)
        os.mkdir(self.medium)
        os.chmod(self.folder, 0o755)
        self.addCleanup(os.chmod, self.medium, 0o700)

    def freeze(self, *names):
        for name in names:
            os.chmod(os.path.join(self.medium, name), 0o444)
        os.chmod(self.medium, 0o555)

    def read_only(self, name, *args, login=None):
        words = unprivileged.command(ctl.command(*args, db=os.path.join(self.medium, name), login=login))
        return ctl.Result(subprocess.run(words, cwd='/', env=ctl.environment(HOME='/nonexistent'), capture_output=True, check=False))

    def assert_told(self, result):
        self.assertEqual((result.code, len(result.lines)), (0, 1), result)
        self.assertTrue(result.lines[0].startswith('nuanctl: warning: '), result)

    def frozen_centre(self, name, copy):
        centre = self.centre()
        copy(centre.db, os.path.join(self.medium, name))
        self.freeze(name)
        return read(os.path.join(self.medium, name))

    def test_an_auditor_reads_a_copy_and_is_told_that_nothing_is_journalled(self):
        before = self.frozen_centre('copy.db', shutil.copyfile)
        self.assert_told(self.read_only('copy.db', 'fund', 'list', login='audit'))
        self.assert_told(self.read_only('copy.db', 'household', 'list', login='audit'))
        self.assert_fails(self.read_only('copy.db', 'fund', 'list', login='nobody'), 1)
        self.assertEqual(self.read_only('copy.db', 'check').code, 1)   # others may read it: the line "file"
        self.assertEqual(read(os.path.join(self.medium, 'copy.db')), before)
        self.assertEqual(os.listdir(self.medium), ['copy.db'])

    def test_a_backup_on_it_is_read_too(self):
        self.frozen_centre('backup.db', lambda db, to: self.assert_done(run('backup', '-o', to, db=db), ''))
        self.assert_told(self.read_only('backup.db', 'fund', 'list', login='audit'))

    def test_the_check_sees_there_what_it_sees_elsewhere(self):
        """Rows that break a rule of their table: in the file, and in a log that can be read beside a file that can't be written."""
        desk = self.centre()
        in_log = os.path.join(self.medium, 'log.db')
        broken = sqlite3.connect(desk.db, isolation_level=None)
        broken.executescript("PRAGMA ignore_check_constraints = ON; DROP TRIGGER IF EXISTS fund_update; UPDATE fund SET to_day = '2000-01-01'")
        for ending in ('', '-wal'):
            shutil.copyfile(desk.db + ending, in_log + ending)
        broken.execute('PRAGMA wal_checkpoint (TRUNCATE)')
        failed = self.integrity(run('check', db=desk.db))
        self.assertEqual(len(failed), 1)
        self.assertIn('CHECK', failed[0])
        copy = os.path.join(self.medium, 'broken.db')
        shutil.copyfile(desk.db, copy)
        broken.close()
        before = read(copy)
        self.freeze('broken.db')
        self.assertEqual(self.integrity(self.read_only('broken.db', 'check')), failed)
        self.assertNotEqual(self.read_only('broken.db', 'backup', '-o', '/dev/shm/none').code, 0)
        self.assertEqual(sorted(os.listdir(self.medium)), ['broken.db', 'log.db', 'log.db-wal'])
        os.chmod(self.medium, 0o777)
        for name in ('broken.db', 'log.db'):
            self.freeze(name)
            os.chmod(self.medium, 0o777)
            self.assertEqual(self.integrity(self.read_only(name, 'check')), failed)
        self.assertEqual(read(copy), before)

    def integrity(self, result):
        self.assertEqual(result.code, 1, result)
        return [line.split(': ', 1)[-1] for line in result.out.splitlines() if line.startswith('FAIL integrity')]

    def test_nothing_is_written_there(self):
        before = self.frozen_centre('copy.db', shutil.copyfile)
        result = self.read_only('copy.db', 'standard', 'set', 'dibao', '1100', '--from', '2026-01-01', login='admin')
        self.assertEqual((result.code, result.out, len(result.lines)), (3, '', 2), result)
        self.assertEqual(read(os.path.join(self.medium, 'copy.db')), before)

    def test_a_log_that_lies_there_without_its_index_asks_for_a_copy(self):
        desk = killed(self.centre(), os.path.join(self.medium, 'killed.db'))
        self.freeze('killed.db', 'killed.db-wal')
        self.assert_fails(self.read_only('killed.db', 'check'), 3, 'db')
        self.assertEqual(sorted(os.listdir(self.medium)), ['killed.db', 'killed.db-wal'])
        del desk

    def test_an_older_file_is_refused_with_copy_it_first(self):

        source = os.path.join(os.environ.get('NUAN_TEST_SOURCE', os.getcwd()), 'tests/store/schema/frozen/schema-1.db.gz')
        with gzip.open(source) as packed, open(os.path.join(self.medium, 'old.db'), 'wb') as out:
            shutil.copyfileobj(packed, out)
        self.freeze('old.db')
        self.assert_fails(self.read_only('old.db', 'fund', 'list', login='carl'), 1, 'db')
        self.assertEqual(os.listdir(self.medium), ['old.db'])


if __name__ == '__main__':
    ctl.main()
