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

# A program, or a test of one, that needs a file, and why.
ONLY_SQLITE = {
    'backup': FILE,
    'check': 'spoils pages and rows of a file with sqlite3; what the check asks and finds is compared in test-both.c',
    'demo': 'makes a file of its own; what it writes goes through the functions of the store',
    'claim': FILE,
    'file-id': FILE,
    'frozen': FILE,
    'holder': FILE,
    'steps': FILE + '; test-postgres.c has steps of its own',
    'migrations': FILE + '; test_twin.py and test-postgres.c tell what becomes of the schema',
    '/statement/statement-left-early-ends-by-itself': 'counts what SQLite holds open; a server gives its rows whole',
    '/case-list/plain-orders-need-no-sort': PLANS,
    '/case-list/searches-need-no-sort': PLANS,
    '/earlier/voids-are-found-by-their-day': PLANS,
    '/database/file-moved-away-is-told-within-a-second': FILE,
}

# All but these tests of a program are about the file.
ON_BOTH = {
    'centre': ['unit-is-found-again-and-hangs-below-the-root', 'units-are-found-by-name-and-pinyin'],
    'connection': ['whole-transaction-or-none-of-it', 'guards-are-rules-and-the-rest-is-storage', 'cancelled-statement-stops',
                   'snapshot-sees-one-moment'],
}


def name_of(program):
    return os.path.basename(program).removeprefix('test-')


def choice_of(name):
    """What of the program NAME is run: the words that tell it, the tests that must be left out, and those that must be done."""
    out = [path for path in ONLY_SQLITE if path.startswith(f'/{name}/')]
    done = [f'/{name}/{test}' for test in ON_BOTH.get(name, [])]
    return [word for path in out for word in ('-s', path)] + [word for path in done for word in ('-p', path)], out, done


def run(program, server):
    """The lines of its tests; one that died, or a test that is named above but not there, is a line too."""
    name = name_of(program)
    words, out, done = choice_of(name)
    ended = subprocess.run([program, *words], check=False, capture_output=True, text=True, encoding='utf-8', errors='replace',
                           env={**os.environ, 'NUAN_TEST_ENGINE': 'postgresql', 'NUAN_TEST_SERVER': server.folder})
    points = [(verdict, path) for verdict, path in re.findall(r'^(ok|not ok) \d+ (/.*)$', ended.stdout, re.M) if '# SKIP' not in path]
    yield from points
    if ended.returncode != 0 or not points:
        tail = (ended.stdout + ended.stderr)[-3000:]
        yield 'not ok', f'{name} ends with {ended.returncode}\n' + '\n'.join(f'# {line}' for line in tail.splitlines())
    for path in [path for path in out if f' {path} # SKIP' not in ended.stdout] + [path for path in done if ('ok', path) not in points]:
        yield 'not ok', f'{path} is named here but not there'


def main():
    programs = [program for program in sys.argv[1:] if name_of(program) not in ONLY_SQLITE]
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
