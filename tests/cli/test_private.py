"""What is nobody's business: no password left lying in memory, no dump."""

import os
import re
import shutil
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


if __name__ == '__main__':
    ctl.main()
