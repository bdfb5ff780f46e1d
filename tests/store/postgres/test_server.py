#!/usr/bin/python3
"""The server of a test goes with the test, however that ends, and nobody else can reach it meanwhile."""
import os
import re
import signal
import stat
import subprocess
import sys

sys.dont_write_bytecode = True

from server import Server, psql   # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))

# Tells where its server is, then waits until its input ends.
TELL = 'import os, sys; print(os.environ["NUAN_TEST_SERVER"], flush=True); sys.stdin.read()'


def left_by(folder):
    """Processes that name the folder in their arguments, and the folder."""
    for pid in filter(str.isdigit, os.listdir('/proc')):
        try:
            with open(f'/proc/{pid}/cmdline', 'rb') as file:
                if folder.encode() in file.read():
                    yield f'process {pid} is left'
        except OSError:
            continue
    if os.path.exists(folder):
        yield f'{folder} is left'


def problems_of_end(number):
    """Its output is closed by the last of them that lives: the keeper of the server."""
    test = subprocess.Popen([sys.executable, '-B', os.path.join(HERE, 'server.py'), sys.executable, '-c', TELL],
                            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    folder = test.stdout.readline().strip()
    if not re.search('/nuan-pg-', folder) or not os.path.isdir(folder):
        yield f'no server: {folder!r}'
    if number is not None:
        test.send_signal(number)
    test.stdin.close()
    test.stdout.read()
    status = test.wait()
    if status != (0 if number is None else -number):
        yield f'ended with {status}'
    yield from left_by(folder)


def problems_of_reach():
    with Server() as server:
        told = psql(server.folder, 'postgres', 'SHOW listen_addresses; SHOW server_encoding; SELECT datcollate FROM pg_database WHERE datname = current_database (); SELECT count (*) FROM pg_roles '
                    "WHERE rolcanlogin AND rolname <> 'nuan'").stdout.split('\n')
        if told[:4] != ['', 'UTF8', 'C', '0']:
            yield f'{told}'
        if os.geteuid() == 0 and os.stat(os.path.join(server.folder, 'data')).st_uid == 0:
            yield 'it runs as root'
        if stat.S_IMODE(os.stat(os.path.join(server.folder, 'data')).st_mode) & 0o077:
            yield 'others can read its data'
        folder = server.folder
    yield from left_by(folder)


def main():
    results = [
        ('a server is reached by its socket alone, and by nobody else', list(problems_of_reach())),
        ('it goes when the test is done', list(problems_of_end(None))),
        ('it goes when the test is told to end', list(problems_of_end(signal.SIGTERM))),
        ('it goes when the test is killed', list(problems_of_end(signal.SIGKILL))),
    ]
    print(f'1..{len(results)}')
    for number, (name, problems) in enumerate(results, 1):
        print(f'{"not ok" if problems else "ok"} {number} - {name}')
        for problem in problems:
            print(f'# {problem}')
    return 1 if any(problems for _, problems in results) else 0


if __name__ == '__main__':
    sys.exit(main())
