#!/usr/bin/python3
"""Restoring over the log of a killed writer: a process that pays in a loop is killed, a backup is put in the place of its file, by hand (the new
file is moved over the old name, where the old log still stands) or by `restore --replace`. The log is never played into the new file: by hand the
next open refuses it once. Ten rounds; NUAN_TEST_LONG is set: 200."""
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

ROUNDS = 200 if os.environ.get('NUAN_TEST_LONG') else 10
GRANTS = 1200
SEED = int(os.environ.get('NUAN_TEST_SEED', random.randrange(2**32)))   # of the moments: as often as the machine lets them come again
writer, nuanctl = sys.argv[1:3]


def run(*words, db=None):
    return subprocess.run([nuanctl, *(['--db', db] if db else []), *words], capture_output=True, text=True, check=False)


def ask(db, sql):
    """Judged by SQLite alone."""
    connection = sqlite3.connect(db)
    try:
        return connection.execute(sql).fetchone()[0]
    finally:
        connection.close()


def assert_whole(db):
    checked = run('check', '--class', 'whole', db=db)
    assert checked.returncode == 0, checked
    assert ask(db, 'PRAGMA integrity_check') == 'ok'


class Rounds:
    def __init__(self, folder, template):
        self.folder = folder
        self.db = os.path.join(folder, 'centre.db')
        shutil.copy(template, self.db)
        os.chmod(self.db, 0o600)
        self.number = 0

    def path(self, name):
        return os.path.join(self.folder, name)

    def backup(self):
        """As the centre is now."""
        self.number += 1
        name = self.path(f'backup-{self.number}.db')
        done = run('backup', '-o', name, db=self.db)
        assert done.returncode == 0, done
        return name, ask(name, 'SELECT count(*) FROM payment')

    def pay_and_be_killed(self):
        process = subprocess.Popen([writer, self.db, self.path('flag')], stdout=subprocess.PIPE, text=True)
        assert process.stdout.readline() == 'ready\n', 'the writer did not start'
        assert process.stdout.readline() != '', 'the writer paid nothing'
        time.sleep(random.uniform(0, 0.030))   # at any moment
        process.send_signal(signal.SIGKILL)
        paid = 1 + len(process.stdout.read().split())
        process.wait()
        assert os.path.getsize(self.db + '-wal') > 0, 'no log was left'
        return paid

    def by_hand(self, backup):
        new = self.path('new.db')
        done = run('restore', backup, '--to', new)
        assert done.returncode == 0, done
        os.rename(new, self.db)
        with open(self.db, 'rb') as stream:
            before = stream.read()
        refused = run('check', '--class', 'whole', db=self.db)
        assert refused.returncode == 3, refused
        with open(self.db, 'rb') as stream:
            assert stream.read() == before, 'something of the old log was played'
        aside = [name for name in os.listdir(self.folder) if name.startswith('centre.db-wal.')]
        assert len(aside) == 1 and aside[0] in refused.stderr, refused
        os.remove(self.path(aside[0]))

    def replace(self, backup, paid_before, paid):
        done = run('restore', backup, '--replace', db=self.db)
        assert done.returncode == 0, done
        aside = done.stdout.strip()
        assert_whole(aside)
        kept = ask(aside, 'SELECT count(*) FROM payment')
        assert kept >= paid_before + paid, f'{kept} payments stand aside, {paid_before + paid} were acknowledged'
        for ending in ('', '-wal', '-shm'):
            if os.path.exists(aside + ending):
                os.remove(aside + ending)

    def round(self, by_hand):
        backup, paid_before = self.backup()
        paid = self.pay_and_be_killed()
        if by_hand:
            self.by_hand(backup)
        else:
            self.replace(backup, paid_before, paid)
        assert_whole(self.db)
        assert ask(self.db, 'SELECT count(*) FROM payment') == paid_before, 'the restored file is not the backup'
        os.remove(backup)


def restored_files_never_take_the_log_of_the_old_one(folder, template):
    rounds = Rounds(folder, template)
    for number in range(ROUNDS):
        rounds.round(by_hand=number % 2 == 0)
    print(f'# {ROUNDS} restores over an old log')


def main():
    print('1..1')
    print(f'# NUAN_TEST_SEED={SEED}')
    random.seed(SEED)
    folder = tempfile.mkdtemp(prefix='nuan-restore-')
    try:
        subprocess.run([writer, '--prepare', folder, str(GRANTS)], check=True)
        template = os.path.join(folder, 'centre.db')
        rounds = os.path.join(folder, 'rounds')
        os.mkdir(rounds)
        restored_files_never_take_the_log_of_the_old_one(rounds, template)
        print('ok 1 restored_files_never_take_the_log_of_the_old_one')
        return 0
    except AssertionError as error:
        print(f'not ok 1 restored_files_never_take_the_log_of_the_old_one: {error}')
        return 1
    finally:
        shutil.rmtree(folder)


sys.exit(main())
