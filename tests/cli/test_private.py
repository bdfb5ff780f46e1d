"""What is nobody's business: no password left lying in memory, no dump, nothing kept that need not be, nothing secret among the arguments."""

import os
import re
import shutil
import stat
import subprocess
import sys

import ctl
from ctl import Case, PASSWORD

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

import unprivileged   # noqa: E402


class Memory(Case):
    """nuanctl that has signed somebody in and waits for its standard input."""

    def waiting(self, folder, words=lambda words: words):
        db = os.path.join(folder, 'desk.db')
        shutil.copyfile(self.centre().db, db)
        unprivileged.give(folder)
        unprivileged.give(db)
        before = ctl.sqlite(db, 'SELECT count(*) FROM journal')
        process = subprocess.Popen(words(ctl.command('household', 'add', '--json', '-', db=db, login='intake')), env=ctl.environment(NUAN_NEW_PASSWORD=None),
                                   stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(process.communicate)
        ctl.wait_for(lambda: ctl.sqlite(db, 'SELECT count(*) FROM journal') != before, process, 'somebody is signed in')
        return process

    def folder_of(self, name):
        os.mkdir(self.path(name))
        os.chmod(self.folder, 0o755)
        return self.path(name)

    def test_no_password_stays_in_its_memory(self):
        process = self.waiting(self.folder_of('memory'))
        found = []
        with open(f'/proc/{process.pid}/maps', encoding='utf-8') as maps, open(f'/proc/{process.pid}/mem', 'rb', buffering=0) as memory:
            for line in maps:
                start, end = (int(side, 16) for side in line.split(' ', 1)[0].split('-'))
                if not re.match(r'\S+ rw', line) or end - start > 1 << 30:   # those are the sanitizer's shadow
                    continue
                memory.seek(start)
                if PASSWORD.encode() in memory.read(end - start).replace(b'NUAN_PASSWORD=' + PASSWORD.encode(), b''):   # the sanitizer's copy
                    found.append(line)
        self.assertEqual(found, [])
        with open(f'/proc/{process.pid}/environ', 'rb') as environment:
            self.assertNotIn(PASSWORD.encode(), environment.read())

    def test_it_is_never_dumped(self):
        process = self.waiting(self.folder_of('dump'), unprivileged.command)
        with open(f'/proc/{process.pid}/limits', encoding='utf-8') as limits:
            core = next(line for line in limits if line.startswith('Max core file size'))
        self.assertEqual(core.split()[4:6], ['0', '0'])
        self.assertEqual(os.stat(f'/proc/{process.pid}/status').st_uid, 0)   # who can't be dumped belongs to root, whoever runs it


class SignIn(Case):
    def test_an_unknown_login_is_written_nowhere(self):
        centre = self.centre()
        for login in ('woaini1314', 'Geheim 1!'):
            done = centre.run('fund', 'list', login=login)
            self.assert_fails(done, 1, 'password')
            self.assertNotIn(login, done.err)
        self.assertEqual(centre.sqlite("SELECT login, subject, detail FROM journal WHERE action = 'sign-in.fail'"), [['?', '', '/2 cause=login']] * 2)
        self.assertNotIn('woaini1314', '\n'.join(ctl.content(centre.db)))

    def test_what_is_tried_first_is_no_new_password(self):
        centre = self.centre()
        add = ['staff', 'add', 'neu', '--name', '李建国', '--role', 'cash']
        for password in ('short', ' ' * 9, '12345678', 'woaini1314', 'neu20262026', 'LiJianGuo1', '试点县职工服务(帮扶)中心', '19860312'):
            with self.subTest(password):
                done = centre.run(*add, login='admin', NUAN_NEW_PASSWORD=password)
                self.assert_fails(done, 2, 'password')
                self.assertNotIn(password, done.err)
        self.assert_done(centre.run(*add, login='admin', NUAN_NEW_PASSWORD='k7-weiqi-mQ'))
        db = self.path('init.db')
        self.assert_fails(ctl.run('init', '--centre', '试点县帮扶中心', '--unit', '试点县总工会', '--region', '511102', '--admin', 'gly', db=db,
                                  NUAN_NEW_PASSWORD='shidianxianzonggonghui'), 2, 'password')
        self.assertFalse(os.path.exists(db))

    def test_from_the_sixth_wrong_password_on_one_waits(self):
        centre = self.centre()
        home = self.path('nobody-signed-in')
        for left in range(5, 0, -1):
            self.assert_fails(centre.run('fund', 'list', login='cash', password='wrong', XDG_STATE_HOME=home), 1, 'password')
        done = centre.run('fund', 'list', login='cash', password='wrong', XDG_STATE_HOME=home)
        self.assert_fails(done, 1, 'password')
        self.assertIn('2', done.err)
        ctl.sqlite(centre.db, "UPDATE staff SET failures = 100, failed_at = strftime('%s', 'now') WHERE login = 'cash'")
        done = centre.run('fund', 'list', login='cash', XDG_STATE_HOME=home)
        self.assert_fails(done, 1, 'password')
        self.assertGreater(int(re.search(r'[0-9]+', done.err).group()), 5)

    def test_who_signed_in_here_today_waits_five_seconds_at_most(self):
        centre = self.centre()
        home = self.path('signed-in')
        self.assert_done(centre.run('fund', 'list', login='cash', XDG_STATE_HOME=home))
        ctl.sqlite(centre.db, "UPDATE staff SET failures = 100, failed_at = strftime('%s', 'now') WHERE login = 'cash'")
        done = centre.run('fund', 'list', login='cash', XDG_STATE_HOME=home)
        self.assert_fails(done, 1, 'password')
        self.assertLessEqual(int(re.search(r'[0-9]+', done.err).group()), 5)
        kept = os.path.join(home, 'nuanchuang', 'signed-in')
        self.assertEqual(stat.S_IMODE(os.stat(kept).st_mode), 0o600)
        self.assertNotIn(b'cash', ctl.read(kept))
        self.assertNotIn(PASSWORD.encode(), ctl.read(kept))

    def test_half_typed_forms_of_last_month_go_when_the_file_is_opened_for_writing(self):
        centre = self.centre()
        for subject, day in ((1, ctl.day(0)), (2, ctl.day(-29)), (3, ctl.day(-32))):
            ctl.sqlite(centre.db, f"INSERT INTO form_draft VALUES (1, 'household', {subject}, 'half', '{day}T08:00:00Z')")
        self.assert_done(centre.run('journal', 'verify', login=None))
        self.assertEqual(len(centre.sqlite('SELECT * FROM form_draft')), 3)
        self.assert_fails(centre.run('fund', 'list', login='cash', password='wrong'), 1)   # the file was opened, nobody signed in
        self.assertEqual(centre.sqlite('SELECT subject FROM form_draft ORDER BY subject'), [['1'], ['2']])


if __name__ == '__main__':
    ctl.main()
