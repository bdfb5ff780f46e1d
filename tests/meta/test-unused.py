#!/usr/bin/python3
"""What a header of src offers is used: no public function that only its own file calls, or only tests. A function that its own file calls may be
public for a test of it alone; one that nothing in src calls may not, but for the few below."""

import os
import re
import sys

ROOT = os.environ.get('NUAN_TEST_SOURCE') or os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

# Called by nothing in src, and why it stands there.
KEPT = {
    'nuan_centre_found': 'begins a centre in an open database: of the second engine, which the tests alone open as yet',
    'nuan_engine_register': 'the second engine, which the tests alone open as yet',
    'nuan_table_rebuild': 'a verb for the steps of the schema; no step has needed it yet',
    'nuan_migrations_step': 'a test gives a step of its own; the program runs all of its steps as one transaction',
    'nuan_day_add_working': 'counts down a notice (公示) by the working days that holidays.csv names',
    'nuan_mask_name': 'of the masks of domain.md §8.9, which stand together: a name on a notice',
    'nuan_fonts_family': 'a test draws the same character beside the paper',
    'nuan_restoring_start': 'a test has no file chooser, which belongs to the desktop',
    'nuan_rows_pane_set_most': 'a test has no 20,000 rows',
    'nuan_window_set_clock': 'a test does not wait for the idle lock',
}
# The ground that keys of persons, recovery sheets and sealed backups stand on.
KEPT.update(dict.fromkeys([
    'nuan_recovery_sheet_print', 'nuan_recovery_words_new', 'nuan_recovery_words_read', 'nuan_recovery_words_sign_key', 'nuan_sealed_file_get_sheet',
    'nuan_sealed_file_is', 'nuan_sealed_file_open', 'nuan_sealed_file_seal', 'nuan_sign_key_check_wrapped', 'nuan_sign_key_get_public', 'nuan_sign_key_new',
    'nuan_sign_key_sign', 'nuan_sign_key_unwrap', 'nuan_sign_key_verify', 'nuan_sign_key_wrap',
], 'the first step of these: the store has none of them yet'))
# Each type has its own, whoever comes to hold one.
OF_A_TYPE = re.compile(r'_(get_type|free|clear|quark)$')

DECLARED = re.compile(r'\b(nuan_\w+)\s*\(')
WORD = re.compile(r'\bnuan_\w+')
COMMENT = re.compile(r'/\*.*?\*/', re.S)


def read(path):
    with open(path, encoding='utf-8') as stream:
        text = stream.read()
    return COMMENT.sub(' ', text) if path.endswith(('.c', '.h')) else text


def tree(*folders):
    found = {}
    for folder in folders:
        for base, _, names in os.walk(os.path.join(ROOT, folder)):
            for name in names:
                if name.endswith(('.c', '.h', '.ui')):
                    path = os.path.join(base, name)
                    found[os.path.relpath(path, ROOT)] = read(path)
    return found


def unused(files, tests):
    """(name, problem) of each function that a header of FILES declares and no other of them uses."""
    users = {}
    for path, text in files.items():
        for word in set(WORD.findall(text)):
            users.setdefault(word, set()).add(path)
    tested = {word for text in tests.values() for word in WORD.findall(text)}
    for header, text in sorted(files.items()):
        if not header.endswith('.h'):
            continue
        for name in sorted(set(DECLARED.findall(text))):
            if OF_A_TYPE.search(name) or len(re.findall(rf'\b{name}\b', text)) > 1:   # a macro, an inline or a cleanup of the header calls it
                continue
            homes = {path for path in users[name] if path.endswith('.c') and re.search(rf'^{name} \(', files[path], re.M)}
            if users[name] - homes - {header}:
                continue
            if sum(len(re.findall(rf'\b{name}\b', files[path])) for path in homes) <= len(homes):
                yield name, f'{header} declares {name}, which nothing in src calls'
            elif name not in tested:
                yield name, f'{header} declares {name}, which its own file alone calls: make it static'


FAULTS = {
    'a/one.h': 'void nuan_used (void);\nvoid nuan_idle (void);\nint nuan_own (int);\nint nuan_tested (int);\nvoid nuan_one_free (One *one);\n'
               '#define NUAN_ONE (nuan_macro ())\nint nuan_macro (void);\n',
    'a/one.c': 'void\nnuan_used (void)\n{\n}\n\nvoid\nnuan_idle (void)\n{\n}\n\nint\nnuan_own (int n)\n{\n  return n > 0 ? nuan_own (n - 1) : nuan_tested (n);\n}\n'
               '\nint\nnuan_tested (int n)\n{\n  return n;\n}\n\nint\nnuan_macro (void)\n{\n  return 1;\n}\n',
    'a/two.c': 'void\ngo (void)\n{\n  nuan_used ();\n}\n',
}


def check_faults():
    found = {name for name, _ in unused(FAULTS, {'t.c': 'nuan_tested (1); nuan_idle ();'})}
    if found != {'nuan_idle', 'nuan_own'}:
        yield f'of the planted faults it finds {sorted(found)}'


def check_tree():
    found = dict(unused(tree('src', 'ui'), tree('tests')))
    yield from (problem for name, problem in found.items() if name not in KEPT)
    yield from (f'{name} is kept, but is used or gone: take it out of the list' for name in KEPT if name not in found)


def main():
    checks = [('planted functions that nobody calls are found', check_faults()), ('each public function has a caller', check_tree())]
    failed = False
    print(f'1..{len(checks)}')
    for number, (name, problems) in enumerate(checks, 1):
        problems = list(problems)
        failed |= bool(problems)
        print(f'{"not ok" if problems else "ok"} {number} - {name}')
        for problem in problems:
            print('#', problem)
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
