"""Backups proven by a restore, and restoring in place."""

import os
import shutil
import sqlite3
import stat
import subprocess

import ctl
from ctl import read, run
from data_file import DataFiles, killed


DEMO = ['demo', '--households', '1', '--years', '1', '--seed', '1']


class Restore(DataFiles):
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

    def test_the_data_file_is_no_backup_of_itself(self):
        centre = self.centre()
        soft, folder = self.path('soft.db'), self.path('folder')
        os.symlink(centre.db, soft)
        os.symlink(self.folder, folder)
        before, files = read(centre.db), sorted(os.listdir(self.folder))
        names = [centre.db, soft, os.path.join(folder, os.path.basename(centre.db))]
        for db in names:
            for file in names:
                for more in ([], ['--anyway']):
                    with self.subTest(db=db, file=file, more=more):
                        result = run('restore', file, '--replace', *more, db=db)
                        self.assert_fails(result, 1, 'file')
                        self.assertIn('--to', result.err)
                        self.assertEqual((read(centre.db), sorted(os.listdir(self.folder))), (before, files))
        self.assert_done(run('restore', centre.db, '--to', self.path('itself.new'), db=centre.db), '')
        self.assert_done(run('restore', self.path('itself.new'), '--replace', db=soft))

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

    def inside(self, name, *args, login=None):
        return ctl.Result(subprocess.run(ctl.command(*args, db=name, login=login), cwd=self.folder, env=ctl.environment(), capture_output=True, check=False))

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


if __name__ == '__main__':
    ctl.main()
