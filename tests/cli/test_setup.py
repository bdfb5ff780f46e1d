"""The centre, its staff, its standards."""

import os
import pty
import stat
import subprocess
import termios

import ctl
from ctl import Case, PASSWORD, run, today

INIT = ['init', '--centre', '试点县帮扶中心', '--unit', '试点县总工会', '--region', '511102', '--admin', 'gly']


class Init(Case):
    def test_a_new_file_is_private_and_has_one_administrator(self):
        db = self.path('new/desk.db')
        self.assert_done(run(*INIT, db=db), '')
        self.assertEqual(stat.S_IMODE(os.stat(db).st_mode), 0o600)
        staff = ctl.Centre(db).json('staff', 'list', login='gly')
        self.assertEqual([(row['login'], row['roles'], row['disabled']) for row in staff], [('gly', ['admin'], False)])
        self.assert_done(run('check', db=db))

    def test_never_over_an_existing_file(self):
        db = self.path('there.db')
        run(*INIT, db=db)
        before = ctl.read(db)
        self.assert_fails(run(*INIT, db=db), 1, 'db')
        self.assertEqual(ctl.read(db), before)

        other = self.path('other.txt')
        with open(other, 'w', encoding='utf-8') as stream:
            stream.write('mine')
        self.assert_fails(run(*INIT, db=other), 1, 'db')
        os.symlink(self.path('nowhere'), self.path('link.db'))
        self.assert_fails(run(*INIT, db=self.path('link.db')), 1, 'db')
        self.assertEqual(ctl.read(other), b'mine')

    def test_an_empty_file_is_no_data_file(self):
        db = self.path('empty.db')
        with open(db, 'wb'):
            pass
        for words in (['fund', 'list'], ['household', 'list']):
            self.assert_fails(run(*words, db=db, login='gly'), 1, 'db')
        self.assertEqual(ctl.read(db), b'')

    def test_a_limit_on_the_size_of_files_is_told(self):
        db = self.path('limited.db')
        done = subprocess.run(['sh', '-c', 'ulimit -f 100; exec "$@"', 'sh', *ctl.command(*INIT, db=db)], capture_output=True, check=False,
                              env=ctl.environment())
        self.assert_fails(ctl.Result(done), 3)
        self.assertEqual([name for name in os.listdir(self.folder) if name.startswith('limited')], [])

    def test_a_file_that_others_may_read_is_closed_to_them(self):
        db = self.path('wide.db')
        run(*INIT, db=db)
        os.chmod(db, 0o644)
        self.assert_done(run('staff', 'add', 'jbr', '--name', '李建国', '--role', 'intake', db=db, login='gly'))
        self.assertEqual(stat.S_IMODE(os.stat(db).st_mode), 0o600)

    def test_bad_input_leaves_no_file(self):
        db = self.path('bad.db')
        for change, field in [({'--region': '51110'}, 'region'), ({'--region': 'abcdef'}, 'region'), ({'--centre': ' '}, 'centre'), ({'--unit': ''}, 'unit'),
                              ({'--admin': 'Großer Admin'}, 'admin'), ({'--admin': 'a'}, 'admin')]:
            with self.subTest(change):
                words = dict(zip(INIT[1::2], INIT[2::2]))
                words.update(change)
                self.assert_fails(run('init', *[text for pair in words.items() for text in pair], db=db), 2, field)
                self.assertFalse(os.path.exists(db))
        self.assert_fails(run(*INIT, db=db, NUAN_NEW_PASSWORD='short'), 2, 'password')
        self.assert_fails(run(*INIT, db=db, NUAN_NEW_PASSWORD=None), 2, 'password')
        self.assert_fails(run(*INIT, db=db, NUAN_NEW_PASSWORD=b'\xff' * 9), 2, 'password')
        self.assert_fails(run(*INIT, db='/proc/none/desk.db'), 3)
        self.assertFalse(os.path.exists(db))

    def test_everything_wrong_is_told_at_once(self):
        db = self.path('wrong.db')
        done = run('init', '--centre', '', '--unit', ' ', '--region', '999999', '--admin', 'A', '--roles', 'boss', db=db)
        self.assertEqual(done.code, 2, done)
        self.assertEqual([line.split(': ')[1] for line in done.lines], ['centre', 'unit', 'region', 'admin', 'roles'], done)
        done = run('init', '--centre', '', '--unit', '某会', '--region', '999999', '--admin', 'boss', db=db, NUAN_NEW_PASSWORD='short')
        self.assertEqual((done.code, sorted(line.split(': ')[1] for line in done.lines)), (2, ['centre', 'password', 'region']), done)
        self.assertFalse(os.path.exists(db))

    def test_the_default_file_lies_in_the_data_directory(self):
        home = self.path('home')
        self.assert_done(run(*INIT, XDG_DATA_HOME=home), '')
        self.assertTrue(os.path.exists(os.path.join(home, 'nuanchuang', 'nuanchuang.db')))
        self.assert_done(run('staff', 'list', login='gly', XDG_DATA_HOME=home))


class Staff(Case):
    def test_staff_are_added_reset_and_disabled(self):
        centre = self.centre()
        admin = {'login': 'admin'}
        self.assertEqual(centre.ok('staff', 'add', 'new', '--name', '新人', '--role', 'intake,cash', NUAN_NEW_PASSWORD='first-password', **admin), '')
        self.assertEqual(next(row['roles'] for row in centre.json('staff', 'list') if row['login'] == 'new'), ['intake', 'cash'])
        self.assert_done(centre.run('fund', 'list', login='new', password='first-password'))

        centre.ok('staff', 'password', login='new', password='first-password', NUAN_NEW_PASSWORD='second-password')
        self.assert_fails(centre.run('fund', 'list', login='new', password='first-password'), 1, 'password')
        centre.ok('staff', 'reset', 'new', NUAN_NEW_PASSWORD='third-password', **admin)
        self.assert_done(centre.run('fund', 'list', login='new', password='third-password'))

        centre.ok('staff', 'roles', 'new', '--role', 'audit', **admin)
        self.assertEqual(next(row['roles'] for row in centre.json('staff', 'list') if row['login'] == 'new'), ['audit'])
        centre.ok('staff', 'disable', 'new', **admin)
        self.assert_fails(centre.run('fund', 'list', login='new', password='third-password'), 1)
        centre.ok('staff', 'enable', 'new', **admin)
        self.assert_done(centre.run('fund', 'list', login='new', password='third-password'))
        self.assert_journal(centre)

    def test_wrong_staff_are_refused(self):
        centre = self.centre()
        for args, code, field in [(['add', 'cash', '--name', '重', '--role', 'cash'], 1, 'login'), (['add', 'X y', '--name', '重', '--role', 'cash'], 2, 'login'),
                                  (['add', 'neu', '--name', ' ', '--role', 'cash'], 2, 'name'), (['add', 'neu', '--name', '新', '--role', 'boss'], 2, 'role'),
                                  (['add', 'neu', '--name', '新', '--role', ''], 2, 'role'), (['disable', 'nobody'], 2, 'login'),
                                  (['reset', 'nobody'], 2, 'login')]:
            with self.subTest(args):
                self.assert_refused(centre, code, field, 'staff', *args, login='admin')
        self.assert_refused(centre, 2, 'password', 'staff', 'add', 'neu', '--name', '新', '--role', 'cash', login='admin', NUAN_NEW_PASSWORD='1234567')
        self.assert_refused(centre, 2, 'password', 'staff', 'password', login='cash', NUAN_NEW_PASSWORD='')
        for login in ('all', 'also'):
            centre.ok('staff', 'disable', login, login='admin')
        self.assert_refused(centre, 1, None, 'staff', 'disable', 'admin', login='admin')
        self.assert_refused(centre, 1, None, 'staff', 'roles', 'admin', '--role', 'audit', login='admin')

    def test_signing_in_fails_alike_for_a_wrong_password_and_an_unknown_login(self):
        centre = self.centre()
        wrong = centre.run('fund', 'list', login='cash', password='wrong-password')
        unknown = centre.run('fund', 'list', login='nobody', password='wrong-password')
        self.assert_fails(wrong, 1, 'password')
        self.assertEqual(wrong.err, unknown.err)
        self.assert_fails(centre.run('fund', 'list', login='cash', password=''), 1, 'password')
        self.assert_fails(centre.run('fund', 'list', login='cash', password=None), 1, 'password')
        self.assert_fails(centre.run('fund', 'list', login="' OR 1=1 --"), 1, 'password')

    def test_after_six_wrong_passwords_it_gets_slower(self):
        centre = self.centre()
        for _ in range(6):
            self.assert_fails(centre.run('fund', 'list', login='audit', password='wrong-password'), 1, 'password')
        self.assert_fails(centre.run('fund', 'list', login='audit', password=PASSWORD), 1, 'password')
        self.assert_done(centre.run('fund', 'list', login='cash'))


class Terminal(Case):
    def ask(self, answers, *args, db):
        """Runs nuanctl on a terminal of its own and types ANSWERS. Returns the exit code and all that was seen."""
        env = ctl.environment(None, NUAN_NEW_PASSWORD=None)
        child, terminal = pty.fork()
        if child == 0:
            os.execve(ctl.NUANCTL, ctl.command(*args, db=db, login='cash'), env)
        seen = b''
        while True:
            try:
                piece = os.read(terminal, 4096)
            except OSError:
                break
            if piece == b'':
                break
            seen += piece
            if seen.rstrip(b' ').endswith(b':') and answers and not termios.tcgetattr(terminal)[3] & termios.ECHO:
                answer = answers.pop(0).encode()
                os.write(terminal, answer if answer == b'\x03' else answer + b'\n')
                seen += b'|'
        os.close(terminal)
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), seen.decode()

    def test_a_password_is_asked_for_without_echo(self):
        centre = self.centre()
        code, seen = self.ask([PASSWORD], 'fund', 'list', db=centre.db)
        self.assertEqual(code, 0, seen)
        self.assertNotIn(PASSWORD, seen)
        self.assertIn('中央财政专项', seen)

        code, seen = self.ask([PASSWORD, 'a-new-password', 'a-new-password'], 'staff', 'password', db=centre.db)
        self.assertEqual(code, 0, seen)
        self.assertNotIn('a-new-password', seen)
        self.assert_done(centre.run('fund', 'list', login='cash', password='a-new-password'))
        code, seen = self.ask(['a-new-password', 'one-password', 'two-password'], 'staff', 'password', db=centre.db)
        self.assertEqual(code, 2, seen)
        code, seen = self.ask(['\x03'], 'fund', 'list', db=centre.db)
        self.assertEqual(code, 1, seen)


class Standards(Case):
    def test_the_newest_row_of_a_day_wins_and_others_are_kept(self):
        centre = self.centre()
        number = centre.facts['numbers'][0]
        centre.ok('standard', 'set', 'dibao', '1000', '--from', f'{today().year}-01-01', login='direct')
        self.assertEqual(centre.json('household', 'assess', number)['category'], 'relative')
        centre.ok('standard', 'set', 'dibao', '1000.01', '--from', f'{today().year}-01-01', login='direct')
        self.assertEqual(centre.json('household', 'assess', number)['category'], 'deep')
        self.assertEqual(centre.json('household', 'assess', number, '--on', f'{today().year - 1}-12-31')['line'], '1062.00')
        self.assertEqual([row['value'] for row in centre.json('standard', 'list') if row['name'] == 'dibao'].__len__(), 3)
        presets = {row['name']: row['value'] for row in centre.json('standard', 'list', '--presets') if row['from'] == ''}
        self.assertEqual((presets.get('living-months'), presets.get('study-months'), 'dibao' in presets), ('12', '10', False))
        self.assert_refused(centre, 1, 'dibao', 'household', 'assess', number, '--on', '2014-12-31')

    def test_wrong_standards_are_refused(self):
        centre = self.centre()
        for name, value, from_day, field in [('nosuch', '1', '2020-01-01', 'name'), ('dibao', '-1', '2020-01-01', 'value'), ('dibao', '1.005', '2020-01-01', 'value'),
                                             ('dibao', '92233720368547758.07', '2020-01-01', 'value'), ('dibao', '1000000.01', '2020-01-01', 'value'),
                                             ('dibao', 'viel', '2020-01-01', 'value'), ('deep-operator', 'gt', '2020-01-01', 'value'),
                                             ('living-months', '1.5', '2020-01-01', 'value'), ('dibao', '1', '2020-02-30', 'from'),
                                             ('dibao', '1', '1.1.2020', 'from'), ('dibao', '1', '', 'from')]:
            with self.subTest((name, value, from_day)):
                self.assert_refused(centre, 2, field, 'standard', 'set', name, value, '--from', from_day, login='admin')


if __name__ == '__main__':
    ctl.main()
