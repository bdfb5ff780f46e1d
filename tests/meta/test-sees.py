#!/usr/bin/python3
"""What the compiler saw: a database's own header reaches the objects of its back end and no others, however it is included.

The dependencies are those that the build noted (ninja -t deps); of a file that is not built they are asked for (cc -M)."""

import json
import os
import re
import shlex
import subprocess
import sys
import tempfile

SOURCE = os.environ.get('NUAN_TEST_SOURCE') or os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILD = os.environ.get('NUAN_TEST_BUILD', os.getcwd())

# Header, and the folder whose objects alone may see it.
HEADERS = {'sqlite3.h': 'src/store/engine/sqlite/', 'libpq-fe.h': 'src/store/engine/postgres/'}


def commands():
    """Each compile command of src: source file to its entry."""
    with open(os.path.join(BUILD, 'compile_commands.json'), encoding='utf-8') as stream:
        entries = json.load(stream)
    found = {}
    for entry in entries:
        path = os.path.relpath(os.path.join(entry['directory'], entry['file']), SOURCE)
        if path.startswith('src/') and path.endswith('.c'):
            found.setdefault(path, entry)
    return found


def noted():
    """Object to the files that the compiler read for it."""
    text = subprocess.run(['ninja', '-C', BUILD, '-t', 'deps'], capture_output=True, check=True, text=True).stdout
    objects = {}
    for line in text.split('\n'):
        head = re.match(r'(\S+): #deps', line)
        if head:
            current = objects.setdefault(head.group(1), [])
        elif line.startswith('    '):
            current.append(line.strip())
    return objects


def ask(entry, source=None):
    """cc -M with the words of ENTRY."""
    words = shlex.split(entry['command'])
    skip = {'-o', '-MF', '-MQ'}
    kept = [word for at, word in enumerate(words) if word not in skip and words[at - 1] not in skip and word not in ('-c', '-MD', entry['file'])]
    made = subprocess.run(kept + ['-M', source or entry['file']], cwd=entry['directory'], capture_output=True, check=True, text=True).stdout
    return made.split(':', 1)[1].replace('\\\n', ' ').split()


def seen_by(path, files):
    for header, folder in HEADERS.items():
        if any(os.path.basename(name) == header for name in files) and not path.startswith(folder):
            yield f'{path} sees {header}'


def check_all(entries):
    objects = noted()
    for path, entry in sorted(entries.items()):
        yield from seen_by(path, objects.get(entry['output']) or ask(entry))


def check_back_end(entries):
    """The search finds what is there."""
    if not any(list(seen_by('src/app/a.c', ask(entry))) for path, entry in entries.items() if path.startswith('src/store/engine/sqlite/')):
        yield 'no file of the back end sees sqlite3.h'


def check_planted(entries):
    """A header of the back end, two includes away."""
    entry = entries['src/store/money/fund-store.c']
    with tempfile.NamedTemporaryFile('w', suffix='.c') as planted:
        planted.write('#include "config.h"\n#include "store/engine/sqlite/sqlite-private.h"\n')
        planted.flush()
        if not list(seen_by('src/store/money/a.c', ask(entry, planted.name))):
            yield 'a planted include is not found'


def check_meson():
    """The library is given to the back end alone."""
    for base, _, names in os.walk(os.path.join(SOURCE, 'src')):
        for name in names:
            if name == 'meson.build':
                with open(os.path.join(base, name), encoding='utf-8') as stream:
                    text = stream.read()
                for target in re.split(r'\n(?=\S)', text):
                    if 'sqlite_dep' in target and not target.startswith(('sqlite_engine_lib = ', '#')):
                        yield f'{os.path.relpath(os.path.join(base, name), SOURCE)}: {target.split(chr(10))[0]} is given sqlite_dep'


def main():
    entries = commands()
    results = [
        ('the source was found', [] if len(entries) > 40 else [f'only {len(entries)} files']),
        ('a planted include is found', list(check_planted(entries))),
        ('the back end itself sees its database', list(check_back_end(entries))),
        ('nothing else sees a database', list(check_all(entries))),
        ('the library is given to the back end alone', list(check_meson())),
    ]

    print(f'1..{len(results)}')
    for number, (name, problems) in enumerate(results, 1):
        print(f'{"not ok" if problems else "ok"} {number} - {name}')
        for problem in problems:
            print(f'# {problem}')
    return 1 if any(problems for _, problems in results) else 0


if __name__ == '__main__':
    sys.exit(main())
