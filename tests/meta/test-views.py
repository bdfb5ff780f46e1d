#!/usr/bin/python3
"""A fault planted in each layer and room does not compile: with the flags of one of its files, as the build compiles it."""

import json
import os
import shlex
import subprocess
import sys

ROOT = os.environ['NUAN_TEST_SOURCE']
BUILD = os.environ['NUAN_TEST_BUILD']

# Where, what it may include, and what it must not.
PLANTED = [
    ('base', 'base/day.h', 'model/money/grant.h'),
    ('model', 'base/day.h', 'store/engine/connection.h'),
    ('store', 'model/money/grant.h', 'desk/table-file.h'),
    ('print', 'model/tables/table.h', 'store/engine/connection.h'),
    ('exchange', 'model/tables/table.h', 'print/table.h'),
    ('desk', 'print/table.h', 'app/session/context.h'),
    ('cli', 'desk/table-file.h', 'app/kit/state.h'),
    ('app/kit', 'store/engine/database.h', 'app/session/context.h'),
    ('app/kit', 'model/tables/table.h', 'store/money/ledger.h'),
    ('app/session', 'app/kit/page.h', 'app/parts/cap-meter.h'),
    ('app/session', 'desk/grant-work.h', 'print/receipt.h'),
    ('app/parts', 'app/session/wishes.h', 'app/help/help-dialogs.h'),
    ('app/cases', 'app/parts/cap-meter.h', 'app/help/help-dialogs.h'),
    ('app/cases', 'app/session/wishes.h', 'app/shell/window.h'),
    ('app/household', 'app/parts/cap-meter.h', 'app/cases/case-item.h'),
    ('app/help', 'desk/receipt-printout.h', 'print/receipt.h'),
    ('app/ledger', 'app/parts/fund-bar.h', 'app/office/dialogs.h'),
    ('app/office', 'app/kit/list-window.h', 'print/receipt.h'),
    ('app/ledger', 'desk/ledger-tables.h', 'print/labels.h'),
    ('app/statistics', 'desk/table-file.h', 'app/ledger/fund-card.h'),
    ('app/statistics', 'desk/table-picture.h', 'print/chart.h'),
]


def commands():
    """The first command of each folder of src, by folder."""
    with open(os.path.join(BUILD, 'compile_commands.json'), encoding='utf-8') as file:
        for entry in json.load(file):
            path = os.path.relpath(os.path.join(entry['directory'], entry['file']), ROOT)
            if path.startswith('src/') and path.endswith('.c'):
                yield path[len('src/'):], entry


def compiler_of(unit, found):
    for path, entry in found:
        if path.startswith(unit + '/'):
            words = shlex.split(entry['command'])
            keep = [word for word in words if not word.endswith(('.c', '.o', '.d'))]
            for word in ('-c', '-o', '-MD', '-MQ', '-MF'):
                while word in keep:
                    keep.remove(word)
            return keep, entry['directory']
    raise LookupError(f'nothing of {unit} is compiled')


def compile_one(unit, include, found):
    words, folder = compiler_of(unit, found)
    done = subprocess.run(words + ['-fsyntax-only', '-xc', '-'], cwd=folder, input=f'#include "{include}"\n', text=True, capture_output=True,
                          check=False, env={**os.environ, 'LC_ALL': 'C', 'LANGUAGE': ''})
    return done.returncode, done.stderr


def main():
    found = list(commands())
    failed = False
    print(f'1..{len(PLANTED)}')
    for number, (unit, may, must_not) in enumerate(PLANTED, 1):
        code, said = compile_one(unit, may, found)
        problems = [] if code == 0 else [f'"{may}" does not compile: {said.strip()[-400:]}']
        code, said = compile_one(unit, must_not, found)
        if code == 0 or f'{must_not}: No such file or directory' not in said:
            problems.append(f'"{must_not}" compiles')
        if not os.path.exists(os.path.join(ROOT, 'src', must_not)):
            problems.append(f'there is no src/{must_not}')
        failed |= bool(problems)
        print(f'{"not ok" if problems else "ok"} {number} - {unit} sees {may} and not {must_not}')
        for problem in problems:
            print('# ' + problem.replace('\n', '\n# '))
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
