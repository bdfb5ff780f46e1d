"""What root does on the files of others, and files that can only be read."""

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
from data_file import killed

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
import unprivileged   # noqa: E402


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
