"""No command of ours loses a file: what -o may be pointed at, what stands in the way, and being told to end at any moment."""

import contextlib
import fcntl
import gzip
import hashlib
import os
import pty
import resource
import shutil
import signal
import socket
import sqlite3
import stat
import subprocess
import termios
import time
import zipfile

import ctl
from ctl import Case, run

SECONDS = 60        # nothing here waits for anything; a busy machine is slow
PERIOD = ['--from', str(ctl.today()), '--to', str(ctl.today())]
PROMPT = 8          # seconds in which a command that is told to end has ended; a busy data file is waited for 10

# Every command with -o: its words and the endings that it takes. `help` is held against this.
COMMANDS = {
    'ledger export': (['ledger', 'export', '--format', 'hledger'], ['']),
    'receipt pdf': (['receipt', 'pdf', '{receipt}'], ['']),
    'report': (['report', 'receipts', *PERIOD], ['.pdf', '.xlsx', '.csv', '.json']),
    'report rows': (['report', 'rows', 'receipts', *PERIOD], ['.csv', '.xlsx']),
    'backup': (['backup'], ['']),
}


def limited(*args, db, login, size):
    """A disk that is full: no file grows beyond SIZE bytes."""
    return ctl.Result(subprocess.run(ctl.command(*args, db=db, login=login), stdin=subprocess.DEVNULL, capture_output=True, check=False,
                                     env=ctl.environment(), timeout=SECONDS,
                                     preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))))


def picture(folder):
    """Every file below FOLDER: what it is and holds. Of the index of a log, which every reader writes into, only which file it is."""
    facts = {}
    for base, folders, names in os.walk(folder):
        for name in folders + names:
            path = os.path.join(base, name)
            status = os.lstat(path)
            content = None
            if stat.S_ISLNK(status.st_mode):
                content = os.readlink(path)
            elif stat.S_ISREG(status.st_mode) and not open_index(path, status):
                content = hashlib.sha256(ctl.read(path)).hexdigest()
            facts[os.path.relpath(path, folder)] = (status.st_ino, stat.S_IFMT(status.st_mode), content)
    return facts


def open_index(path, status):
    return ctl.read(path)[:8] == b'\x18\xe2\x2d\x00\0\0\0\0' and status.st_size % 32768 == 0


class Files(Case):
    def setUp(self):
        self.place = os.path.join(self.folder, self.id().rsplit('.', 1)[-1][:60])
        os.mkdir(self.place)
        self.desk = ctl.template(self.place)
        os.rename(self.desk.db, self.at('centre.db'))
        self.desk.db = self.at('centre.db')

    def at(self, name):
        return os.path.join(self.place, name)

    def paid(self):
        return self.desk.paid(self.desk.facts['numbers'][0], self.desk.facts['members'][0], '100')[1]

    def words(self, name, receipt):
        return [word.format(receipt=receipt) for word in COMMANDS[name][0]]

    def output(self, name, receipt, target, *more, **rest):
        return self.desk.run(*self.words(name, receipt), '-o', target, *more, timeout=SECONDS, **rest)

    def assert_refused_at_once(self, result, code, *texts):
        self.assert_fails(result, code, '-o')
        for text in texts:
            self.assertIn(text, result.err, result)


class Precious(Files):
    def test_every_command_with_an_output_is_tried_here_and_takes_force(self):
        lines = [line.strip().removeprefix('nuanctl ') for line in run('help').out.split('\n') if line.startswith('  nuanctl ')]
        with_output = [line for line in lines if ' -o ' in f' {line} ']
        self.assertTrue(all(line.endswith('[--force]') for line in with_output), with_output)
        names = {next(name for name in sorted(COMMANDS, key=len, reverse=True) if line.startswith(name + ' ')) for line in with_output}
        self.assertEqual(names, set(COMMANDS))
        self.assertEqual(len(with_output), len(COMMANDS))

    @contextlib.contextmanager
    def window(self, db):
        """Another program that has the file open (a process of its own: whoever closes a file loses the locks on it); it has written into the log.
        And the lock that a window holds."""
        program = 'import sqlite3, sys; d = sqlite3.connect(sys.argv[1]); d.execute("UPDATE centre SET name = name"); d.commit(); print(flush=True); input()'
        writer = subprocess.Popen(['python3', '-c', program, db], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        writer.stdout.readline()
        with open(db + '.lock', 'w', encoding='utf-8') as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            lock.write('anna@desk')
            lock.flush()
            yield
        writer.communicate(b'\n')

    def targets(self):
        """What must never be written over, by the names under which it is tried."""
        backup, other = self.at('kept-backup'), self.at('other.db')
        self.desk.ok('backup', '-o', backup, login='admin')
        shutil.copyfile(backup, other)
        for name, beginning in [('log', b'\x37\x7f\x06\x82'), ('log2', b'\x37\x7f\x06\x83'), ('rollback', b'\xd9\xd5\x05\xf9\x20\xa1\x63\xd7'),
                                ('sealed', b'nuanchuang sealed backup')]:
            with open(self.at(name), 'wb') as stream:
                stream.write(beginning + bytes(100))
        with open(other + '.lock', 'w', encoding='utf-8') as stream:
            stream.write('ben@desk')
        yield from (self.at(name) for name in ['centre.db', 'centre.db-wal', 'centre.db-shm', 'centre.db.lock', 'log', 'log2', 'rollback', 'sealed'])
        yield from (backup, other, other + '.lock')

    def names(self, target, ending):
        """TARGET itself where its name will do, and a link of each kind to it."""
        if ending == '':
            yield target
        kinds = {'soft': os.symlink, 'hard': os.link}
        if target.endswith('other.db.lock'):
            del kinds['hard']       # a text like any other; under its own name it stays
        for kind, link in kinds.items():
            name = f'{target}-{kind}{ending or ".csv"}'
            link(target, name)
            yield name

    def test_nothing_is_written_over_a_data_file_nor_what_belongs_to_one_nor_a_backup(self):
        receipt = self.paid()
        targets = list(self.targets())
        with self.window(self.desk.db):
            for name, (_, endings) in COMMANDS.items():
                for ending in endings:   # all targets under the first one
                    tried = [alias for target in (targets if ending == endings[0] else targets[:1]) for alias in self.names(target, ending)]
                    before = picture(self.place)
                    for alias in tried:
                        for force in [(), ('--force',)]:
                            with self.subTest(command=name, target=os.path.basename(alias), force=bool(force)):
                                result = self.output(name, receipt, alias, *force)
                                self.assert_refused_at_once(result, 1, os.path.basename(os.path.realpath(alias)) if 'soft' in alias else os.path.basename(alias))
                                self.assertEqual(picture(self.place), before)
                    for alias in tried:
                        if alias not in targets:
                            os.unlink(alias)
        self.assertEqual(self.desk.json('receipt', 'show', receipt)['prints'], 0)
        self.assert_done(run('check', db=self.desk.db))

    def test_a_data_file_may_be_called_like_a_report(self):
        receipt = self.paid()
        for ending in ['.csv', '.json', '.pdf', '.xlsx']:
            db, far = self.at(f'data{ending}'), self.at('far.db')
            shutil.copyfile(self.desk.db, far)
            os.symlink(far, db)      # and stand elsewhere
            centre = ctl.Centre(db)
            before = picture(self.place)
            for force in [(), ('--force',)]:
                for target in [db, far]:
                    if target.endswith(ending):
                        with self.subTest(target=target, force=force):
                            self.assert_refused_at_once(centre.run(*self.words('report', receipt), '-o', target, *force), 1)
            self.assertEqual({name: fact for name, fact in picture(self.place).items() if not name.endswith(('-wal', '-shm'))},
                             {name: fact for name, fact in before.items() if not name.endswith(('-wal', '-shm'))})
            os.unlink(db)

    def test_no_file_gets_the_name_of_a_log_or_a_lock(self):
        receipt = self.paid()
        self.desk.ok('backup', '-o', self.at('other.db'), login='admin')
        for name in ['ledger export', 'receipt pdf', 'backup']:
            for target in ['centre.db-wal', 'centre.db-shm', 'centre.db-journal', 'centre.db.lock', 'other.db-wal', 'other.db-shm', 'other.db-journal', 'other.db.lock']:
                existed = os.path.exists(self.at(target))
                for force in [(), ('--force',)]:
                    with self.subTest(command=name, target=target, force=force):
                        self.assert_refused_at_once(self.output(name, receipt, self.at(target), *force), 1)
                        if not existed and target.startswith('other'):
                            self.assertFalse(os.path.exists(self.at(target)))
        for target in ['other.db-wal', 'other.db-journal', 'other.db.lock']:
            with self.subTest(target=target):
                init = ['init', '--centre', '本中心', '--unit', '本总工会', '--region', '511102', '--admin', 'gly']
                for words, rest in [(init, {'db': self.at(target)}), (['demo', '--households', '1', '--years', '1', '--seed', '1'], {'db': self.at(target)}),
                                    (['restore', self.at('other.db'), '--to', self.at(target)], {})]:
                    self.assert_fails(run(*words, timeout=SECONDS, **rest), 1)
                    self.assertFalse(os.path.exists(self.at(target)))

    def test_any_other_file_stays_without_force_and_goes_with_it(self):
        receipt = self.paid()
        for name, (_, endings) in COMMANDS.items():
            for ending in endings:
                for kind in ['file', 'empty', 'link']:
                    with self.subTest(command=name, ending=ending, kind=kind):
                        target, real = self.at(f'mine{ending or ".txt"}'), self.at('real')
                        for path in (target, real):
                            if os.path.lexists(path):
                                os.unlink(path)
                        written = real if kind == 'link' else target
                        with open(written, 'w', encoding='utf-8') as stream:
                            stream.write('' if kind == 'empty' else 'mine')
                        if kind == 'link':
                            os.symlink(real, target)
                        before = picture(self.place)
                        self.assert_refused_at_once(self.output(name, receipt, target), 1, '--force')
                        self.assertEqual({k: v for k, v in picture(self.place).items() if 'centre.db' not in k}, {k: v for k, v in before.items() if 'centre.db' not in k})
                        self.assert_done(self.output(name, receipt, target, '--force'), '')
                        self.assertGreater(os.path.getsize(target), 10)
                        self.assertNotEqual(ctl.read(target), b'mine')
                        self.assertEqual(os.path.islink(target), kind == 'link')
                        self.assertEqual(stat.S_IMODE(os.stat(target).st_mode), 0o600)
                        self.assertEqual([left for left in os.listdir(self.place) if '.part' in left], [])

    def remains(self):
        """What is left of data files, backups and logs, by the names under which it is found."""
        older, backup = self.at('older'), self.at('kept-backup')
        with gzip.open(os.path.join(os.environ['NUAN_TEST_SOURCE'], 'tests', 'store', 'schema', 'frozen', 'schema-1.db.gz')) as packed:
            older = packed.read()
        self.desk.ok('backup', '-o', backup, login='admin')
        backup = ctl.read(backup)
        writer = sqlite3.connect(self.desk.db, isolation_level=None)
        writer.execute('UPDATE centre SET name = name || 1')
        log = ctl.read(self.desk.db + '-wal')
        writer.close()
        self.assertGreater(len(log), 4096)
        letters = ('Dear all,\n' * 500).encode()
        for size in (100, 512, 4096):
            yield f'older without its first {size} bytes', bytes(size) + older[size:]
            yield f'older with a text over its first {size} bytes', letters[:size] + older[size:]
            yield f'older, its first {size} bytes cut off', older[size:]
            yield f'backup, its first {size} bytes cut off', backup[size:]
            yield f'log without its first {size} bytes', bytes(size) + log[size:]
        yield 'older as a PDF', b'%PDF-1.7\n' + older[9:]
        yield 'backup in a PDF', b'%PDF-1.7\n' + bytes(range(256)) + backup + b'\n%%EOF\n'
        yield 'older as a spreadsheet', b'PK\3\4' + older[4:]
        yield 'backup without its first hundred pages', bytes(409600) + backup[409600:]
        yield 'backup, all of it zeros', bytes(len(backup))
        yield 'backup, erased at its beginning', b'\xff' * 409600 + backup[409600:]
        yield 'backup, packed', gzip.compress(backup, mtime=0)
        yield 'one zero', bytes(1)
        for kind, names in {'zip': ['8.db'], 'zip that begins as a spreadsheet': ['[Content_Types].xml', '8.db'], 'spreadsheet': ['mimetype', 'xl/8.xml']}.items():
            for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                with zipfile.ZipFile(self.at('zip'), 'w', method) as packed:
                    for name in names:
                        packed.writestr(name, backup if '8' in name else b'<Types/>')
                yield f'backup in a {kind}, {method}', ctl.read(self.at('zip'))
                os.unlink(self.at('zip'))

    def test_what_is_left_of_one_is_never_written_over(self):
        receipt = self.paid()
        for number, (what, content) in enumerate(list(self.remains())):
            for name, (_, endings) in list(COMMANDS.items())[:None if number == 0 else 1]:
                with self.subTest(what=what, command=name):
                    target = self.at(f'left{endings[0]}')
                    with open(target, 'wb') as stream:
                        stream.write(content)
                    for force in [(), ('--force',)]:
                        self.assert_refused_at_once(self.output(name, receipt, target, *force), 1, os.path.basename(target))
                        self.assertEqual(ctl.read(target), content)
                    for companion in ('-wal', '-shm', '-journal', '.lock'):
                        if endings[0] == '':
                            self.assert_refused_at_once(self.output(name, receipt, target + companion, '--force'), 1, os.path.basename(target))
                            self.assertFalse(os.path.exists(target + companion))
                    os.unlink(target)

    def test_papers_and_tables_of_others_are_replaced_with_force(self):
        receipt, sheet = self.paid(), self.at('sheet')
        with zipfile.ZipFile(sheet, 'w', zipfile.ZIP_DEFLATED) as packed:
            packed.writestr('[Content_Types].xml', b'<Types/>')
        texts = {'GB18030': '困难职工，补助'.encode('gb18030'), 'with a mark': '\ufeff困难职工\r\n'.encode(), 'Latin-1': 'caf\u00e9\n'.encode('latin-1'), 'form feed': b'a\fb\x1a'}
        for what, content in {**texts, 'PDF': b'%PDF-1.7\n' + bytes(range(256)) + b'\n%%EOF\n', 'sheet': ctl.read(sheet)}.items():
            with self.subTest(what), open(sheet, 'wb') as stream:
                stream.write(content)
                stream.flush()
                self.assert_refused_at_once(self.output('ledger export', receipt, sheet), 1, '--force')
                self.assert_done(self.output('ledger export', receipt, sheet, '--force'))
                self.assertNotEqual(ctl.read(sheet), content)
        for name, (_, endings) in COMMANDS.items():     # and our own, of each kind
            for ending in endings if name != 'backup' else []:
                with self.subTest(command=name, ending=ending):
                    own = self.at(f'own{ending or ".out"}')
                    self.assert_done(self.output(name, receipt, own), None)
                    self.assert_done(self.output(name, receipt, own, '--force'), None)
                    os.unlink(own)

    def test_what_is_no_file_is_an_error_at_once(self):
        receipt = self.paid()
        listener = socket.socket(socket.AF_UNIX)
        for name, (_, endings) in COMMANDS.items():
            for ending in endings:
                fifo, folder, link, device, sock = (self.at(f'{kind}{ending}') for kind in ['fifo', 'folder', 'link', 'device', 'socket'])
                if not os.path.exists(fifo):
                    os.mkfifo(fifo)
                    os.mkdir(folder)
                    os.symlink('/dev/zero', device)
                    os.symlink(self.at('nowhere'), link)
                    listener.close()
                    listener = socket.socket(socket.AF_UNIX)
                    listener.bind(sock)
                for target, code in [(fifo, 2), (folder, 2), (device, 2), (sock, 2), (link, 1), (self.at(f'none/x{ending}'), 3), (f'/proc/x{ending}', 3),
                                     (f'/dev/full{ending}' if ending == '' else device, 2)]:
                    for force in [(), ('--force',)]:
                        with self.subTest(command=name, target=target, force=force):
                            before = os.lstat(target) if os.path.lexists(target) else None
                            self.assert_fails(self.output(name, receipt, target, *force), code, None if target.startswith('/proc') else '-o')
                            after = os.lstat(target) if os.path.lexists(target) else None
                            self.assertEqual(before and (before.st_ino, before.st_mode), after and (after.st_ino, after.st_mode))
        listener.close()
        self.assertEqual(self.desk.json('receipt', 'show', receipt)['prints'], 0)

    def test_a_strangers_part_is_neither_waited_for_nor_touched(self):
        receipt = self.paid()
        for number, make in enumerate([os.mkfifo, os.mkdir, lambda path: os.symlink(self.desk.db, path), lambda path: open(path, 'x', encoding='utf-8').close()]):
            target = self.at(f'paper{number}.csv')
            make(target + '.part')
            before = os.lstat(target + '.part')
            self.assert_done(self.output('report', receipt, target), '')
            self.assertEqual(os.lstat(target + '.part').st_ino, before.st_ino)
        self.assert_done(run('check', db=self.desk.db))

    def test_no_file_is_called_as_a_part_is(self):
        receipt = self.paid()
        init = ['init', '--centre', '本中心', '--unit', '本总工会', '--region', '511102', '--admin', 'gly']
        demo = ['demo', '--households', '1', '--years', '1', '--seed', '1']
        self.desk.ok('backup', '-o', self.at('kept'), login='admin')
        for name in ('nuanchuang-0123456789abcdef.part', 'nuanchuang-0123456789abcdef.swap'):
            path, link = self.at(name), self.at(f'link-{name}')
            for kind in COMMANDS:      # whatever its ending
                for force in [(), ('--force',)]:
                    with self.subTest(name=name, command=kind, force=force):
                        self.assert_refused_at_once(self.output(kind, receipt, path, *force), 1, name)
                        self.assertFalse(os.path.exists(path))
            for field, words in {'db': init, ' db': demo, 'to': ['restore', self.at('kept'), '--to', path], '  db': ['restore', self.at('kept'), '--replace']}.items():
                with self.subTest(name=name, words=words):
                    self.assert_fails(run(*words, db=path, timeout=SECONDS), 1, field.strip())
                    self.assertFalse(os.path.exists(path))
            shutil.copyfile(self.at('kept'), path)
            os.symlink(path, link)
            for file in (path, link):
                for words in (['check'], ['household', 'list', '--as', 'audit'], ['backup', '-o', self.at('copy')], ['backup', '-o', self.at('copy'), '--anyway'], demo,
                              ['restore', self.at('kept'), '--replace']):
                    with self.subTest(file=file, words=words):
                        self.assert_fails(run(*words, db=file, timeout=SECONDS), 1, 'db')
                for words in (['restore', file, '--to', self.at('new.db')], ['restore', file, '--replace']):
                    with self.subTest(file=file, words=words):
                        self.assert_fails(run(*words, db=self.desk.db, timeout=SECONDS), 1, 'file')
            self.assertEqual(ctl.read(path), ctl.read(self.at('kept')))
            os.unlink(path)
            os.unlink(link)
        for name in ('nuanchuang-0123456789abcde.part', 'nuanchuang-0123456789abcdeg.part', 'nuanchuang.part', 'x-nuanchuang-0123456789abcdef.part'):
            self.assert_done(self.output('backup', receipt, self.at(name)), '')
            self.assert_done(run('check', db=self.at(name)))

    def test_inputs_that_are_no_files_are_not_waited_for(self):
        fifo, lock = self.at('fifo'), self.desk.db + '.lock'
        os.mkfifo(fifo)
        os.mkfifo(lock)
        self.assert_fails(run('check', db=fifo, timeout=SECONDS), 2, 'db')
        self.assert_fails(run('restore', fifo, '--to', self.at('new.db'), timeout=SECONDS), 2)
        self.assert_fails(run('demo', '--households', '1', '--years', '1', '--seed', '1', db=self.desk.db, login='admin', timeout=SECONDS), 1, 'db')
        self.assertNotEqual(self.desk.run('household', 'add', '--json', self.place, login='intake', timeout=SECONDS).code, 0)
        self.assertNotEqual(self.desk.run('household', 'add', '--json', '/dev/zero', login='intake', timeout=SECONDS * 5).code, 0)
        data = self.at('data')
        os.mkdir(data)
        os.mkfifo(os.path.join(data, 'papers.ini'))
        self.assertNotEqual(self.desk.run('receipt', 'pdf', self.paid(), '-o', self.at('x.pdf'), timeout=SECONDS, NUAN_DATA_DIR=data).code, 0)
        os.mkdir(os.path.join(data, 'tables'))
        os.mkfifo(os.path.join(data, 'tables', 'f.ini'))
        os.symlink('/dev/zero', os.path.join(data, 'tables', 'zero.ini'))
        listed = self.desk.run('report', 'list', login='audit', timeout=SECONDS, NUAN_DATA_DIR=data)
        self.assertEqual((listed.code, len(listed.lines)), (0, 2), listed)
        for name, line in zip(('f', 'zero'), listed.lines):
            self.assertEqual(line, f'nuanctl: warning: {name}: 数据目录中的“tables/{name}.ini”不是文件')
            self.assert_fails(self.desk.run('report', name, *PERIOD, '-o', self.at('x.csv'), login='audit', timeout=SECONDS, NUAN_DATA_DIR=data), 3, 'table')

    def test_a_pipe_with_households_is_read(self):
        fifo = self.at('fifo')
        os.mkfifo(fifo)
        process = subprocess.Popen(ctl.command('household', 'add', '--json', fifo, db=self.desk.db, login='intake'), env=ctl.environment(),
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        with open(fifo, 'w', encoding='utf-8') as stream:
            stream.write(ctl.json.dumps([ctl.family('管道人', 77)]))
        out, _ = process.communicate(timeout=SECONDS)
        self.assertEqual((process.returncode, out.decode()[:1]), (0, 'H'))


class Counted(Files):
    def prints(self, receipt):
        return (self.desk.json('receipt', 'show', receipt)['prints'], self.desk.sqlite('SELECT count (*) FROM receipt_print')[0][0])

    def test_a_print_is_counted_exactly_if_the_paper_is_there(self):
        receipt = self.paid()
        paper, mine = self.at('paper.pdf'), self.at('mine.pdf')
        with open(mine, 'w', encoding='utf-8') as stream:
            stream.write('mine')
        for target in [mine, self.desk.db, self.place, self.at('none/x.pdf'), '/proc/x.pdf', '/dev/null']:
            self.assertNotEqual(self.output('receipt pdf', receipt, target).code, 0)
            self.assertEqual(self.prints(receipt), (0, '0'), target)
        self.assert_done(self.output('receipt pdf', receipt, paper))
        size = os.path.getsize(paper)
        self.assertEqual(self.prints(receipt), (1, '1'))
        # A full disk: the paper does not fit, what a sign-in writes does.
        result = limited('receipt', 'pdf', receipt, '-o', self.at('full.pdf'), db=self.desk.db, login='cash', size=size // 2)
        self.assert_fails(result, 3)
        self.assertEqual(self.prints(receipt), (1, '1'))
        self.assertEqual(sorted(name for name in os.listdir(self.place) if 'centre.db' not in name), ['mine.pdf', 'paper.pdf'])
        self.assertEqual(ctl.read(mine), b'mine')


class Told(Files):
    """Told to end, a command ends at once, leaves nothing that is half written, and has changed nothing."""

    def start(self, *args, login='all', stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, **rest):
        return subprocess.Popen(ctl.command(*args, db=self.desk.db, login=login), env=ctl.environment(**rest), stdin=stdin, stdout=stdout,
                                stderr=subprocess.PIPE)

    def wait_for(self, thing, process=None):
        end = time.monotonic() + SECONDS
        while not thing():
            self.assertLess(time.monotonic(), end)
            self.assertTrue(process is None or process.poll() is None, 'it ended before')
            os.sched_yield()

    def has_open(self, process, ending):
        folder = f'/proc/{process.pid}/fd'
        with contextlib.suppress(OSError):
            return any(os.readlink(os.path.join(folder, name)).endswith(ending) for name in os.listdir(folder))
        return False

    def listens(self, process, number):
        """It hears that signal."""
        with contextlib.suppress(OSError), open(f'/proc/{process.pid}/status', encoding='utf-8') as status:
            caught = next(line for line in status if line.startswith('SigCgt:')).split()[1]
            return int(caught, 16) >> (number - 1) & 1 == 1
        return False

    def tell(self, process, number=signal.SIGTERM):
        began = time.monotonic()
        process.send_signal(number)
        _, err = process.communicate(timeout=SECONDS)
        self.assertLess(time.monotonic() - began, PROMPT)
        self.assertEqual((process.returncode, len(err.decode().splitlines())), (1, 1), err)
        self.assertEqual([name for name in os.listdir(self.place) if '.part' in name], [])

    @contextlib.contextmanager
    def busy(self):
        writer = sqlite3.connect(self.desk.db, isolation_level=None)
        writer.execute('BEGIN IMMEDIATE')
        yield
        writer.execute('ROLLBACK')
        writer.close()

    def test_while_the_data_file_is_busy(self):
        receipt = self.paid()
        grant = self.desk.approved(self.desk.facts['numbers'][0], self.desk.facts['members'][0], '50')
        before = ctl.content(self.desk.db)
        commands = [[*self.words(name, receipt), '-o', self.at(f'out{endings[0]}')] for name, (_, endings) in COMMANDS.items()]
        commands += [['household', 'list'], ['grant', 'pay', grant, '--method', 'cash'], ['staff', 'add', 'new', '--name', '新', '--role', 'audit'],
                     ['journal', 'list'], ['payment', 'void', receipt, '--reason', 'x']]
        with self.busy():
            for number, words in zip([signal.SIGTERM, signal.SIGINT, signal.SIGHUP] * 10, commands):
                with self.subTest(words=words, number=number):
                    process = self.start(*words)
                    self.wait_for(lambda: self.listens(process, number) and self.has_open(process, '-shm'), process)
                    self.tell(process, number)
        self.assertEqual(ctl.content(self.desk.db), before)
        self.assertEqual([name for name in os.listdir(self.place) if name.startswith('out')], [])

    def test_while_the_print_waits_to_be_counted(self):
        receipt = self.paid()
        writer = sqlite3.connect(self.desk.db, isolation_level=None)
        signed_in = writer.execute('SELECT count (*) FROM journal').fetchone()
        process = self.start('receipt', 'pdf', receipt, '-o', self.at('paper.pdf'))
        self.wait_for(lambda: writer.execute('SELECT count (*) FROM journal').fetchone() != signed_in, process)
        writer.execute('BEGIN IMMEDIATE')     # while it draws
        self.wait_for(lambda: any('.part' in name for name in os.listdir(self.place)), process)
        self.tell(process)
        writer.execute('ROLLBACK')
        writer.close()
        self.assertFalse(os.path.exists(self.at('paper.pdf')))
        self.assertEqual(self.desk.json('receipt', 'show', receipt)['prints'], 0)

    def test_while_it_reads_what_nobody_writes(self):
        fifo = self.at('fifo')
        os.mkfifo(fifo)
        for path, stdin in [('-', subprocess.PIPE), (fifo, subprocess.DEVNULL)]:
            with self.subTest(path):
                signed_in = self.desk.sqlite('SELECT count (*) FROM journal')
                process = self.start('household', 'add', '--json', path, login='intake', stdin=stdin)
                self.wait_for(lambda: self.desk.sqlite('SELECT count (*) FROM journal') != signed_in, process)
                process.send_signal(signal.SIGTERM)
                self.assertEqual(process.wait(timeout=SECONDS), 1)
                process.communicate()

    def test_whoever_types_a_change_keeps_nobody_waiting(self):
        signed_in = self.desk.sqlite('SELECT count (*) FROM journal')
        process = self.start('household', 'change', self.desk.facts['numbers'][0], '--json', '-', login='intake', stdin=subprocess.PIPE)
        self.wait_for(lambda: self.desk.sqlite('SELECT count (*) FROM journal') != signed_in, process)
        self.desk.ok('staff', 'roles', 'audit', '--role', 'audit', login='admin', timeout=SECONDS)
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(timeout=SECONDS), 1)
        process.communicate()

    def test_while_nobody_reads_what_it_writes(self):
        reader, writer = os.pipe()
        fcntl.fcntl(writer, 1031, 4096)   # F_SETPIPE_SZ
        process = self.start('journal', 'list', '--json', stdout=writer)
        os.close(writer)
        self.wait_for(lambda: int.from_bytes(fcntl.ioctl(reader, termios.FIONREAD, bytes(4)), 'little') >= 4096, process)
        self.tell(process)
        os.close(reader)

    def test_while_it_asks_for_the_password(self):
        ours, terminal = pty.openpty()
        process = subprocess.Popen(ctl.command('fund', 'list', db=self.desk.db, login='all'), env=ctl.environment(password=None), stdin=terminal,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
                                   preexec_fn=lambda: fcntl.ioctl(terminal, termios.TIOCSCTTY, 0))
        self.wait_for(lambda: not termios.tcgetattr(terminal)[3] & termios.ECHO, process)
        self.tell(process)
        self.assertTrue(termios.tcgetattr(terminal)[3] & termios.ECHO)
        os.close(ours)
        os.close(terminal)

    def test_in_the_midst_of_long_work(self):
        self.desk.db = self.at('long.db')
        process = self.start('demo', '--households', '20000', '--years', '3', '--seed', '1', login=None)
        self.wait_for(lambda: any('.part' in name for name in os.listdir(self.place)), process)
        self.tell(process)
        self.assertEqual([name for name in os.listdir(self.place) if 'long' in name], [])

    def test_while_an_older_file_is_copied_before_its_migration(self):
        old = self.at('old.db')
        with gzip.open(os.path.join(os.environ['NUAN_TEST_SOURCE'], 'tests', 'store', 'schema', 'frozen', 'schema-1.db.gz')) as packed, open(old, 'wb') as stream:
            shutil.copyfileobj(packed, stream)
        os.chmod(old, 0o600)
        large = sqlite3.connect(old)
        large.execute("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 150000)"
                      " INSERT INTO counter (name, value) SELECT 'fat-' || i || hex (randomblob (600)), i FROM n")
        large.commit()
        large.close()
        before = ctl.content(old)
        self.desk.db = old
        for number in (signal.SIGTERM, signal.SIGINT):
            process = self.start('search', 'rebuild', login=None)
            self.wait_for(lambda: any(name.endswith('.part') or 'before' in name for name in os.listdir(self.place)), process)
            self.tell(process, number)
            self.assertEqual([name for name in os.listdir(self.place) if 'before' in name], [])
            self.assertEqual(ctl.sqlite(old, 'PRAGMA user_version'), [['1']])
        self.assertEqual(ctl.content(old), before)

    def test_while_it_checks(self):
        before = ctl.content(self.desk.db)
        large = self.at('large.db')
        self.assert_done(run('demo', '--households', '600', '--years', '2', '--seed', '1', db=large), '')
        self.desk.db, small = large, self.desk.db
        sound = ctl.content(large)
        process = self.start('check', login=None)
        self.wait_for(lambda: self.listens(process, signal.SIGTERM) and self.has_open(process, 'large.db'), process)
        self.tell(process)
        self.assertEqual(ctl.content(large), sound)
        self.assert_done(run('check', db=large))
        self.assertEqual(ctl.content(small), before)

    def test_killed_it_is_in_nobodys_way(self):
        self.desk.db = self.at('long.db')
        process = self.start('demo', '--households', '20000', '--years', '3', '--seed', '1', login=None)
        self.wait_for(lambda: any('.part' in name for name in os.listdir(self.place)), process)
        process.kill()
        process.communicate()
        self.assertEqual(len([name for name in os.listdir(self.place) if name.endswith('.part')]), 1)
        self.assert_done(run('demo', '--households', '5', '--years', '1', '--seed', '1', db=self.desk.db), '')
        self.assertEqual([name for name in os.listdir(self.place) if '.part' in name], [])
        self.assert_done(run('check', db=self.desk.db))

    def test_under_nohup_it_goes_on(self):
        process = subprocess.Popen(ctl.command('household', 'add', '--json', '-', db=self.desk.db, login='intake'), env=ctl.environment(),
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
        self.wait_for(lambda: self.listens(process, signal.SIGTERM), process)
        process.send_signal(signal.SIGHUP)
        out, err = process.communicate(ctl.json.dumps(ctl.family('后台人', 78)).encode(), timeout=SECONDS)
        self.assertEqual((process.returncode, out[:1]), (0, b'H'), err)


if __name__ == '__main__':
    ctl.main()
