#!/usr/bin/python3
"""The tests of the store on PostgreSQL: the same programs, each test with a database of its own on one server.   test_suite.py PROGRAM…

What runs on SQLite alone stands here with its reason; whatever else there is, or comes, runs on both."""
import os
import re
import subprocess
import sys

sys.dont_write_bytecode = True

from server import Server   # noqa: E402

PLANS = 'looks at plans of SQLite'
FILE = 'about the file itself: its log, its mode, its bytes or its copies'

# A program or a test of one → why it needs a file.
ONLY_SQLITE = {
    'backup': FILE,
    'check': 'spoils pages and rows of a file with sqlite3; what the check asks is compared in test-both.c',
    'demo': 'makes a file of its own; what it writes goes through the functions of the store',
    'holder': FILE,
    'migrations': FILE + '; test_twin.py and test-postgres.c tell what becomes of the schema',
    '/case-list/plain-orders-need-no-sort': PLANS,
    '/case-list/searches-need-no-sort': PLANS,
    '/centre/existing-file-is-never-overwritten': FILE,
    '/centre/log-of-an-older-file-is-not-played-into-the-new-one': FILE,
    '/centre/left-over-part-is-taken-over': FILE,
    '/centre/new-file-is-private-and-whole': FILE,
    '/centre/refused-input-leaves-no-file': FILE,
    '/connection/refused-file-stays-byte-for-byte': FILE,
    '/connection/files-that-others-may-read-are-closed-to-them': FILE,
    '/connection/an-empty-file-becomes-a-private-one': FILE,
    '/connection/file-of-another-program-keeps-its-mode': FILE,
    '/connection/older-file-is-copied-before-its-migration': FILE,
    '/connection/failed-migration-leaves-the-file-as-it-was': FILE,
    '/connection/file-with-a-broken-schema-is-refused': FILE,
    '/connection/log-of-an-earlier-file-is-not-played-into-a-new-one': FILE,
}


def skipped(name):
    """The tests of the program NAME that it leaves out."""
    return [path for path in ONLY_SQLITE if path.startswith(f'/{name}/')]


def run(program, server):
    """The lines of its tests; one that died, or that tells of a test to be left out that is not there, is a line too."""
    name = os.path.basename(program).removeprefix('test-')
    leave = [word for path in skipped(name) for word in ('-s', path)]
    done = subprocess.run([program, *leave], check=False, capture_output=True, text=True, encoding='utf-8', errors='replace',
                          env={**os.environ, 'NUAN_TEST_ENGINE': 'postgresql', 'NUAN_TEST_SERVER': server.folder})
    points = [(verdict, path) for verdict, path in re.findall(r'^(ok|not ok) \d+ (/.*)$', done.stdout, re.M) if '# SKIP' not in path]
    yield from points
    if done.returncode != 0 or not points:
        tail = (done.stdout + done.stderr)[-3000:]
        yield 'not ok', f'{name} ends with {done.returncode}\n' + '\n'.join(f'# {line}' for line in tail.splitlines())
    for path in skipped(name):
        if f' {path} # SKIP' not in done.stdout:
            yield 'not ok', f'{path} is to be left out but is not there'


def main():
    programs = [program for program in sys.argv[1:] if os.path.basename(program).removeprefix('test-') not in ONLY_SQLITE]
    number = 0
    failed = False
    with Server() as server:
        for program in programs:
            for verdict, path in run(program, server):
                number += 1
                failed |= verdict != 'ok'
                print(f'{verdict} {number} {path}', flush=True)
    print(f'1..{number}')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
