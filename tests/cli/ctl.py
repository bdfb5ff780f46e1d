"""What the tests of nuanctl share: running it, a centre to work with, and looking into its file with the sqlite3 program."""

import datetime
import fcntl
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

BUILD = os.environ.get('NUAN_TEST_BUILD', os.getcwd())
NUANCTL = os.environ.get('NUANCTL', os.path.join(BUILD, 'src/cli/nuanctl'))
PASSWORD = 'desk-2012-test'
ROLES = ['intake', 'review', 'direct', 'cash', 'admin', 'audit']
PROGRAMMES = 'living,medical,study,training,placement,legal,warmth,counselling,temporary'


def today():
    return datetime.date.today()


def day(offset):
    return str(today() + datetime.timedelta(days=offset))


YEAR = today().year


def comma_locale(name):
    """The environment of a locale that writes 1,5; made once in the build folder, whether this machine has it or not."""
    folder = os.path.join(BUILD, 'comma-locales')
    made = os.path.join(folder, f'{name}.UTF-8')
    if not os.path.isdir(made):
        os.makedirs(folder, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder) as part:
            subprocess.run(['localedef', '--no-archive', '-i', name, '-f', 'UTF-8', os.path.join(part, 'made')], check=True)
            try:
                os.rename(os.path.join(part, 'made'), made)
            except OSError:
                assert os.path.isdir(made)   # another test was faster
    path = ':'.join(filter(None, [folder, os.environ.get('LOCPATH')]))
    said = subprocess.run(['printf', '%.1f', '1,5'], env={'LC_ALL': f'{name}.UTF-8', 'LOCPATH': path}, capture_output=True, check=True)
    assert said.stdout == b'1,5', said
    return {'LC_ALL': f'{name}.UTF-8', 'LOCPATH': path}


def id_number(birth='19800307', sequence=1, region='511102'):
    """A number that nobody has, with a right check digit."""
    digits = f'{region}{birth}{sequence:03d}'
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    return digits + '10X98765432'[sum(int(d) * w for d, w in zip(digits, weights)) % 11]


def card_number(sequence):
    """Nineteen digits, the last one after Luhn."""
    digits = f'62220202{sequence:010d}'
    total = sum(d if i % 2 else d // 5 + d * 2 % 10 for i, d in enumerate(map(int, reversed(digits))))
    return digits + str(-total % 10)


def family(name, sequence, income=72000, illness=36000, unit='城东纺织厂工会', **changes):
    """A household of three; 72,000 and 36,000 make 1,000.00 a head and month."""
    facts = {
        'unit': unit, 'phone': f'138{sequence:08d}', 'address': '试点路 1 号', 'causes': ['illness'],
        'members': [
            {'name': name, 'id_number': id_number('19750307', sequence), 'relation': '02', 'phone': f'138{sequence:08d}',
             'card': card_number(sequence)},
            {'name': name[0] + '淑兰', 'id_number': id_number('19760512', (sequence * 2) % 1000), 'relation': '12'},
            {'name': name[0] + '小宝', 'id_number': id_number('20050901', (sequence * 2 + 1) % 1000), 'relation': '20'},
        ],
        'incomes': {'wage': income}, 'expenses': {'illness': illness},
    }
    facts.update(changes)
    return facts


class Result:
    def __init__(self, process):
        self.code = process.returncode
        self.out = process.stdout.decode('utf-8')
        self.err = process.stderr.decode('utf-8')
        self.lines = self.err.splitlines()

    @property
    def answer(self):
        return self.out.rstrip('\n')

    @property
    def json(self):
        return json.loads(self.out)

    def __repr__(self):
        return f'code {self.code}\n--- out\n{self.out}--- err\n{self.err}'


def command(*args, db=None, login=None):
    words = [NUANCTL]
    if db is not None:
        words += ['--db', db]
    if login is not None:
        words += ['--as', login]
    return words + list(args)


def environment(password=PASSWORD, **changes):
    env = dict(os.environ, NUAN_PASSWORD=password, NUAN_NEW_PASSWORD=PASSWORD)
    env.update(changes)
    return {name: value for name, value in env.items() if value is not None}


def wait_for(there, process, what, seconds=60):
    """Until THERE, while PROCESS goes on."""
    end = time.monotonic() + seconds
    while not there():
        assert process.poll() is None, f'{what}: the process ended with {process.returncode} before'
        assert time.monotonic() < end, f'not seen: {what}'
        time.sleep(0.005)   # between two looks


def run(*args, db=None, login=None, stdin='', password=PASSWORD, timeout=None, cwd=None, **env):
    """stdin may be text or bytes; further keywords are environment variables, None takes one away."""
    data = stdin if isinstance(stdin, bytes) else stdin.encode('utf-8')
    return Result(subprocess.run(command(*args, db=db, login=login), input=data, capture_output=True, check=False, start_new_session=True,
                                 timeout=timeout, cwd=cwd, env=environment(password, **env)))


def sqlite(db, sql):
    """What the sqlite3 program answers, a list of strings a row."""
    text = subprocess.run(['sqlite3', '-batch', '-ascii', db, sql], capture_output=True, check=True).stdout.decode('utf-8')
    return [row.split('\x1f') for row in text.split('\x1e')[:-1]]


def read(path):
    with open(path, 'rb') as stream:
        return stream.read()


def money(fen):
    fen = int(fen)
    sign = '-' if fen < 0 else ''
    return f'{sign}{abs(fen) // 100}.{abs(fen) % 100:02d}'


def content(db):
    """The file as the sqlite3 program dumps it, without the sign-ins, which every command writes, and without the id that goes into the log with them."""
    text = subprocess.run(['sqlite3', '-batch', db, '.dump'], capture_output=True, check=True).stdout.decode('utf-8')
    return [line for line in text.split('\n') if not re.match(r"INSERT INTO file_id|INSERT INTO journal VALUES\(\d+,'[^']*',\d+,'[^']*','sign-in", line)]


class Centre:
    """A data file. Each role has a member of staff of the same login; "all" holds every role; so does "also"."""

    def __init__(self, db, facts=None):
        self.db = db
        self.facts = facts or {}

    def run(self, *args, login='all', **rest):
        return run(*args, db=self.db, login=login, **rest)

    def ok(self, *args, login='all', warnings=False, **rest):
        result = self.run(*args, login=login, **rest)
        if result.code != 0 or (result.err and not warnings):
            raise AssertionError(f'nuanctl {" ".join(args)}\n{result}')
        return result.answer

    def json(self, *args, login='all', **rest):
        return json.loads(self.ok(*args, '--json', login=login, **rest))

    def sqlite(self, sql):
        return sqlite(self.db, sql)

    def add_households(self, *households, login='intake'):
        return self.ok('household', 'add', '--json', '-', login=login, stdin=json.dumps(list(households)), warnings=True).split('\n')

    def in_force(self, *households):
        numbers = self.add_households(*households)
        for number in numbers:
            self.ok('household', 'approve', number, '--reason', '情况属实', login='review')
        return numbers

    def fund(self, name, amount='100000', programmes=PROGRAMMES, use_by=None, source='central', **days):
        fund = self.ok('fund', 'add', '--name', name, '--source', source, '--programmes', programmes,
                       '--from', days.get('from_day', f'{YEAR - 1}-01-01'), '--to', days.get('to', f'{YEAR + 1}-12-31'),
                       '--use-by', use_by or f'{YEAR + 1}-12-31', login='cash')
        if amount is not None:
            self.ok('fund', 'receive', fund, amount, '--date', str(today()), '--memo', '拨款', login='cash')
        return fund

    def grant(self, household, member, amount, programme='living', fund=None, login='intake', more=(), warnings=True):
        """MEMBER: an ID number, or the row in the household."""
        return self.ok('grant', 'add', '--household', household, '--member', '-', '--programme', programme,
                       '--fund', fund or self.facts['fund'], '--amount', amount, '--reason', '生活困难', *more, login=login, warnings=warnings,
                       stdin=member)

    def approved(self, *args, **rest):
        grant = self.grant(*args, **rest)
        self.ok('grant', 'approve', grant, login='review', warnings=True)
        return grant

    def pay(self, grant, warnings=True, **facts):
        return self.ok('grant', 'pay', grant, '--json', '-', login='cash', warnings=warnings, stdin=json.dumps(facts))

    def paid(self, *args, method='cash', **rest):
        grant = self.approved(*args, **rest)
        return grant, self.ok('grant', 'pay', grant, '--method', method, login='cash', warnings=True)


def build(db):
    """The centre that most tests begin with. Returns its facts."""
    centre = Centre(db)
    result = run('init', '--centre', '试点县职工服务(帮扶)中心', '--unit', '试点县总工会', '--region', '511102', '--admin', 'admin',
                 '--admin-name', '管理员', db=db)
    if result.code != 0:
        raise AssertionError(result)
    names = {'intake': '张敏', 'review': '李审', 'direct': '王主任', 'cash': '赵出纳', 'audit': '钱审计'}
    for role, name in names.items():
        centre.ok('staff', 'add', role, '--name', name, '--role', role, login='admin')
    for login in ('all', 'also'):
        centre.ok('staff', 'add', login, '--name', f'全岗 {login}', '--role', ','.join(ROLES), login='admin')
    centre.ok('standard', 'set', 'dibao', '1062', '--from', '2015-01-01', login='admin')

    facts = {'households': [family('张建国', 11), family('单雄信', 12, income=120000, illness=0, unit='城西机械厂工会'), family('阿不都热合曼·买买提江', 13)]}
    facts['numbers'] = centre.in_force(*facts['households'])
    facts['members'] = [household['members'][0]['id_number'] for household in facts['households']]
    facts['fund'] = centre.fund('中央财政专项')
    return facts


def template(directory):
    """A copy of that centre, built once for all test files as long as the program stays the same."""
    state = os.stat(NUANCTL)
    shared = os.environ.get('NUAN_TEST_BUILD') or directory
    base = os.path.join(shared, f'cli-centre-{today()}-{state.st_mtime_ns}')
    with open(os.path.join(shared, 'cli-centre.lock'), 'w', encoding='utf-8') as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not os.path.exists(base + '.json'):
            for old in os.listdir(shared):
                if old.startswith('cli-centre-'):
                    os.remove(os.path.join(shared, old))
            facts = build(base + '.db')
            with open(base + '.json', 'w', encoding='utf-8') as stream:
                json.dump(facts, stream)
        with open(base + '.json', encoding='utf-8') as stream:
            facts = json.load(stream)
        db = tempfile.mktemp(dir=directory, suffix='.db')
        shutil.copyfile(base + '.db', db)
        os.chmod(db, 0o600)
    return Centre(db, facts)


class Case(unittest.TestCase):
    """A folder of its own for each test class, and the sentences that the tests speak."""

    maxDiff = 2000

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix='nuanctl-')
        cls.addClassCleanup(shutil.rmtree, cls.folder)

    def path(self, name):
        return os.path.join(self.folder, name)

    def centre(self):
        return template(self.folder)

    def assert_done(self, result, answer=None):
        self.assertEqual(result.code, 0, result)
        self.assertEqual(result.err, '', result)
        if answer is not None:
            self.assertEqual(result.answer, answer)

    def assert_fails(self, result, code, field=None, lines=1):
        """The exit code, exactly one line on stderr, nothing on stdout, no ID number anywhere."""
        self.assertEqual(result.code, code, result)
        self.assertEqual(result.out, '', result)
        self.assertEqual(len(result.lines), lines, result)
        for line in result.lines:
            self.assertRegex(line, r'^nuanctl: .')
            self.assertFalse(line.startswith('nuanctl: warning: '), line)
            self.assertNotRegex(line, r'\d{17}[\dXx]')
        if field is not None:
            self.assertRegex(result.lines[0], '^nuanctl: ' + re.escape(field) + ': ', result)

    def assert_refused(self, centre, code, field, *args, lines=1, **rest):
        """Refused, in so many LINES, and nothing in the file has changed."""
        before = content(centre.db)
        result = centre.run(*args, **rest)
        self.assert_fails(result, code, field, lines)
        self.assertEqual(content(centre.db), before, f'{args} was refused but changed the file')
        return result

    def assert_journal(self, centre):
        result = run('journal', 'verify', db=centre.db)
        self.assertEqual(result.code, 0, result)


def main():
    os.environ.setdefault('LC_ALL', 'C.UTF-8')
    unittest.main(verbosity=2)
