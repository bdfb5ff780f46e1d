"""The way to a data file, and how long it may be."""

import os
import shutil

import ctl
from ctl import Case, read, run


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


if __name__ == '__main__':
    ctl.main()
