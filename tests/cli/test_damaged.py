"""Damaged files and backups, copied and restored anyway."""

import os
import sqlite3

import ctl
from ctl import read, run
from data_file import DataFiles, killed


class Damaged(DataFiles):
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

    def test_whatever_version_it_tells_it_is_copied_anyway(self):
        """Also one that is really of a newer program, and one whose number of the application is spoilt."""
        centre = self.centre()
        path, copy = self.path('version.db'), self.path('version.backup')
        for at, number, code in ((60, 99, 1), (60, 0x5a5a5a5a, 1), (60, 0xffffffff, 3), (60, 0x80000000, 3), (68, 0x5a5a5a5a, 1)):
            with self.subTest(at=at, number=number):
                self.assert_done(run('backup', '-o', path, db=centre.db), '')
                with open(path, 'r+b') as stream:
                    stream.seek(at)
                    stream.write(number.to_bytes(4, 'big'))
                file = read(path)
                self.assert_fails(run('backup', '-o', copy, db=path), code, 'db')
                self.assert_fails(run('check', db=path), code, 'db')
                self.assertFalse(os.path.exists(copy))
                result = run('backup', '-o', copy, '--anyway', db=path)
                self.assertEqual((result.code, result.out, len(result.lines)), (0, '', 1), result)
                self.assertRegex(result.err, '^nuanctl: warning: 此备份未经验证：')
                self.assertEqual((read(copy), read(path), os.path.exists(copy + '-wal')), (file, file, False))
                os.unlink(path)
                os.unlink(copy)

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


if __name__ == '__main__':
    ctl.main()
