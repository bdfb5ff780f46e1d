"""A program may be started with its standard streams closed: what it opens must not get their numbers."""

import itertools
import os
import subprocess

import ctl
from ctl import Case, read, run

COMBINATIONS = [closed for n in (1, 2, 3) for closed in itertools.combinations((0, 1, 2), n)]


def run_closed(closed, *args, db, login=None):
    """Without the streams CLOSED, which are numbers."""
    def close():
        for stream in closed:
            os.close(stream)
    return ctl.Result(subprocess.run(ctl.command(*args, db=db, login=login), stdin=subprocess.DEVNULL, capture_output=True, check=False,
                                     env=ctl.environment(), preexec_fn=close))


class Streams(Case):
    def assert_whole(self, db):
        for ending in ('', '-wal'):
            if os.path.exists(db + ending):
                self.assertNotIn(b'nuanctl', read(db + ending))
        self.assertEqual(read(db)[:16], b'SQLite format 3\0')
        self.assert_done(run('check', db=db))

    def assert_told(self, result, closed, code, field):
        """FIELD: the beginning of what is told, None: nothing."""
        self.assertEqual(result.code, code, result)
        if 2 in closed or field is None:
            self.assertEqual(result.err, '', result)
        else:
            self.assertRegex(result.err, f'^nuanctl: {field}: ')

    def test_what_shows_something_fails_where_nothing_can_be_shown(self):
        centre = self.centre()
        before = ctl.content(centre.db)
        shown = centre.ok('household', 'list', login='audit')
        for closed in COMBINATIONS:
            with self.subTest(closed):
                result = run_closed(closed, 'household', 'list', db=centre.db, login='audit')
                self.assert_told(result, closed, *((3, 'output') if 1 in closed else (0, None)))
                self.assertEqual(result.answer, '' if 1 in closed else shown)
                self.assert_whole(centre.db)
        self.assertEqual(ctl.content(centre.db), before)

    def test_what_was_done_is_done(self):
        centre = self.centre()
        words = ['fund', 'receive', centre.facts['fund'], '5', '--date', str(ctl.today()), '--memo', 'memo']
        for n, closed in enumerate(COMBINATIONS):
            with self.subTest(closed):
                result = run_closed(closed, *words, db=centre.db, login='cash')
                self.assert_told(result, closed, *((3, 'output') if 1 in closed else (0, None)))
                self.assert_whole(centre.db)
                self.assertEqual(centre.sqlite("SELECT count(*) FROM entry WHERE memo = 'memo'"), [[str(n + 1)]])

    def test_what_is_refused_is_told_nowhere_else(self):
        centre = self.centre()
        before = ctl.content(centre.db)
        for closed in COMBINATIONS:
            with self.subTest(closed):
                self.assert_told(run_closed(closed, 'household', 'show', 'H9999-1', db=centre.db, login='audit'), closed, 2, 'household')
                self.assert_told(run_closed(closed, 'household', 'list', db=centre.db, login='nobody'), closed, 1, 'password')
                self.assert_whole(centre.db)
        self.assertEqual(ctl.content(centre.db), before)

    def test_what_can_not_be_read_is_not_taken_for_nothing(self):
        centre = self.centre()
        before = ctl.content(centre.db)
        for closed in COMBINATIONS:
            if 0 in closed:
                with self.subTest(closed):
                    self.assert_told(run_closed(closed, 'household', 'add', '--json', '-', db=centre.db, login='intake'), closed, 3, '--json')
                    self.assert_whole(centre.db)
        self.assertEqual(ctl.content(centre.db), before)

    def test_what_is_made_is_whole(self):
        centre = self.centre()
        for closed in COMBINATIONS:
            with self.subTest(closed):
                copy = self.path('copy-' + ''.join(map(str, closed)))
                self.assertEqual(run_closed(closed, 'backup', '-o', copy, db=centre.db).code, 0)
                self.assert_whole(copy)


if __name__ == '__main__':
    ctl.main()
