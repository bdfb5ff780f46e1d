"""What is nobody's business: no password left lying in memory, no dump, nothing kept that need not be, nothing secret among the arguments."""

import json
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


class Arguments(Case):
    """No ID, card or proxy number need stand among the arguments, where everybody on the machine reads them."""

    def add(self, centre, member, stdin='', login='intake', household=0, **changes):
        words = {'programme': 'living', 'fund': centre.facts['fund'], 'amount': '10', 'reason': '难', **changes}
        return centre.run('grant', 'add', '--household', centre.facts['numbers'][household], '--member', member,
                          *[text for name, value in words.items() for text in ('--' + name, value)], login=login, stdin=stdin)

    def pay(self, centre, grant, text, *words):
        return centre.run('grant', 'pay', grant, '--json', '-', *words, login='cash', stdin=text if isinstance(text, str) else json.dumps(text))

    def test_help_shows_the_new_ones_only(self):
        shown = ctl.run('help', 'grant').out
        for word in ('--member ROW|-', '--json FILE|-'):
            self.assertIn(word, shown)
        for word in ('ID_NUMBER', '--card', '--proxy'):
            self.assertNotIn(word, shown)

    def test_a_member_is_named_by_the_row_or_on_the_standard_input(self):
        centre = self.centre()
        number, members = centre.facts['numbers'][0], [member['id_number'] for member in centre.facts['households'][0]['members']]
        self.assertEqual([member['row'] for member in centre.json('household', 'show', number)['members']], [1, 2, 3])
        for given, stdin, who in (('1', '', 0), ('003', '', 2), ('-', members[1] + '\n', 1), ('-', ' 2 \n', 1), ('-', members[0], 0)):
            with self.subTest((given, stdin)):
                done = self.add(centre, given, stdin)
                self.assertEqual((done.code, [line for line in done.lines if '--member' in line]), (0, []), done)
                self.assertEqual(centre.sqlite(f'SELECT m.id_number FROM grants g JOIN member m ON m.id = g.member_id WHERE g.id = {done.answer}'),
                                 [[members[who]]])
        old = self.add(centre, members[1])
        self.assertEqual(old.code, 0, old)
        self.assertEqual(len([line for line in old.lines if line.startswith('nuanctl: warning: --member')]), 1, old)
        self.assertNotIn(members[1], old.err)

    def test_what_is_no_member_changes_nothing(self):
        centre = self.centre()
        other = centre.facts['households'][1]['members'][0]['id_number']
        before = ctl.content(centre.db)
        for given, stdin, field in (('0', '', 'member'), ('4', '', 'member'), ('-', '', '--member'), ('-', '\n', '--member'), ('-', 'x', 'member'),
                                    ('-', other, 'member'), ('1x', '', 'member'), ('', '', 'member'), ('-', b'\xff\n', '--member')):
            with self.subTest((given, stdin)):
                self.assert_fails(self.add(centre, given, stdin), 2, field)
        self.assertEqual(ctl.content(centre.db), before)

    def test_a_payment_is_told_as_json(self):
        centre = self.centre()
        number, head = centre.facts['numbers'][0], centre.facts['members'][0]
        proxy = {'name': '张老三', 'id_number': ctl.id_number('19500101', 5), 'relation': '51', 'reason': '本人住院'}
        done = self.pay(centre, centre.approved(number, head, '10'), {'method': 'cash', 'date': ctl.day(0), 'proxy': proxy})
        self.assertEqual((done.code, [line for line in done.lines if '--' in line]), (0, []), done)
        shown = centre.json('receipt', 'show', done.answer)
        self.assertEqual((shown['method'], shown['proxy'], shown['proxy_relation'], shown['proxy_reason']), ('cash', '张老三', '51', '本人住院'))

        path = self.path('payment.json')
        with open(path, 'w', encoding='utf-8') as stream:
            json.dump({'proxy': proxy}, stream)
        done = centre.run('grant', 'pay', centre.approved(number, head, '20'), '--method', 'cash', '--json', path, login='cash')
        self.assertEqual(done.code, 0, done)
        done = self.pay(centre, centre.approved(number, head, '30'), {'method': 'card', 'card': ctl.card_number(77)})
        self.assertEqual(centre.json('receipt', 'show', done.answer)['card_tail'], ctl.card_number(77)[-4:])

        grant = centre.approved(number, head, '40')
        old = centre.run('grant', 'pay', grant, '--method', 'cash', '--proxy', '张老三', '--proxy-id', proxy['id_number'], '--proxy-relation', '51',
                         '--proxy-reason', '住院', login='cash')
        self.assertEqual(old.code, 0, old)
        self.assertEqual(len([line for line in old.lines if line.startswith('nuanctl: warning: --proxy')]), 4, old)
        self.assertNotIn(proxy['id_number'], old.err)
        self.assert_journal(centre)

    def test_all_that_is_wrong_with_a_payment_is_told_at_once_each_at_its_field(self):
        centre = self.centre()
        grant = centre.approved(centre.facts['numbers'][0], centre.facts['members'][0], '10')
        before = ctl.content(centre.db)
        for text, fields in (
                ({'method': 'cheque', 'date': '2020-02-30', 'proxy': {'id_number': '123', 'colour': 'red'}},
                 ['method', 'date', 'proxy.name', 'proxy.relation', 'proxy.id_number', 'proxy.reason', 'proxy.colour']),
                ({'method': 'cash', 'proxy': {}}, ['proxy.name', 'proxy.relation', 'proxy.id_number', 'proxy.reason']),
                ({'method': 'cash', 'proxy': True}, ['proxy']), ({'method': 'cash', 'proxy': '张老三'}, ['proxy']),
                ({'method': 5, 'card': 6222}, ['method', 'card']), ({}, ['method']), ({'method': None}, ['method']),
                ({'method': 'cash', 'proxy_id': '1'}, ['proxy_id']), ('{"method": "cash", "method": "cash"}', ['method']),
                ({'method': 'cash', 'card': ctl.card_number(3)}, ['card']), ({'method': 'cash', 'date': 20261128}, ['date'])):
            with self.subTest(text):
                done = self.pay(centre, grant, text)
                self.assertEqual(done.code, 2, done)
                self.assertEqual(sorted(line.split(': ')[1] for line in done.lines), sorted(fields), done)
                self.assertNotRegex(done.err, r'\d{17}')
        for text in ('', '[]', '[{"method": "cash"}]', '5', '{"method": "cash"', '{"method": "cash"} {}', b'{"method": "\xff"}'):
            with self.subTest(text):
                done = centre.run('grant', 'pay', grant, '--json', '-', login='cash', stdin=text)
                self.assert_fails(done, 2)
        done = self.pay(centre, grant, {'method': 'cash'}, '--method', 'cash')
        self.assert_fails(done, 2, 'method')
        self.assert_fails(centre.run('grant', 'pay', grant, login='cash'), 2, '--method')
        self.assert_fails(centre.run('grant', 'pay', grant, '--json', self.path('nowhere.json'), login='cash'), 2, '--json')
        self.assertEqual(ctl.content(centre.db), before)

    def test_a_rule_names_the_fact_and_pays_nothing(self):
        centre = self.centre()
        grant = centre.approved(centre.facts['numbers'][0], centre.facts['members'][0], '10')
        before = ctl.content(centre.db)
        self.assert_fails(self.pay(centre, grant, {'method': 'cash', 'date': ctl.day(1)}), 1, 'date')
        self.assertEqual(ctl.content(centre.db), before)

    def test_an_id_number_is_read_and_searched_for_on_the_standard_input(self):
        centre = self.centre()
        head = centre.facts['members'][0]
        self.assertEqual(ctl.run('id', '-', stdin=head + '\n').out, ctl.run('id', head).out)
        self.assert_fails(ctl.run('id', '-'), 2, 'id_number')
        rows = json.loads(centre.ok('household', 'list', '--search', '-', '--json', stdin=head + '\n'))
        self.assertEqual([row['number'] for row in rows], centre.facts['numbers'][:1])


if __name__ == '__main__':
    ctl.main()
