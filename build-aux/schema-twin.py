#!/usr/bin/python3
"""Writes the twin in PostgreSQL's words of each step of the schema: schema-twin.py FOLDER [--check]

The steps (FOLDER/0001-….sql, …) are SQLite's, in a subset that both engines have; the twins are FOLDER/postgres/0001-….sql, committed
beside them. What this program does not know it does not pass on: it says where that stands, and writes nothing. --check writes nothing
either, and fails unless each twin is what would be written."""
import os
import re
import sys

sys.dont_write_bytecode = True

from twin.statement import Translator   # noqa: E402
from twin.tokens import Unknown         # noqa: E402

HEAD = '-- Written by build-aux/schema-twin.py from ../{0}: change that one, and run it again.\n\n'


def steps_of(folder):
    return sorted(name for name in os.listdir(folder) if re.fullmatch(r'\d{4}-[a-z0-9-]+\.sql', name))


def twins_of(folder):
    """The name of each step and the text of its twin."""
    translator, twins = Translator(), {}
    for name in steps_of(folder):
        with open(os.path.join(folder, name), encoding='utf-8') as step:
            twins[name] = HEAD.format(name) + translator.step(step.read(), name)
    return twins


def content(path):
    try:
        with open(path, encoding='utf-8') as file:
            return file.read()
    except FileNotFoundError:
        return None


def stale_in(folder, twins):
    """The twins that are not what they should be, and those without a step."""
    twin_folder = os.path.join(folder, 'postgres')
    there = set(os.listdir(twin_folder)) if os.path.isdir(twin_folder) else set()
    return sorted({name for name in twins if content(os.path.join(twin_folder, name)) != twins[name]} | there - set(twins))


def main():
    folder = sys.argv[1]
    try:
        twins = twins_of(folder)
    except Unknown as unknown:
        sys.exit(str(unknown))
    stale = stale_in(folder, twins)
    if '--check' in sys.argv:
        sys.exit(f'not current, run build-aux/schema-twin.py {folder}: {" ".join(stale)}' if stale else 0)
    os.makedirs(os.path.join(folder, 'postgres'), exist_ok=True)
    for name in set(stale) & set(twins):
        with open(os.path.join(folder, 'postgres', name), 'w', encoding='utf-8') as file:
            file.write(twins[name])


if __name__ == '__main__':
    main()
