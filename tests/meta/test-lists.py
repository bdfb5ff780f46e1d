#!/usr/bin/python3
"""The lists of the build are the tree: each file of src, ui, data and po that is to be built stands in its list once, and nothing else does."""

import os
import re
import sys

ROOT = os.environ.get('NUAN_TEST_SOURCE') or os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

# In data/ and icons/, installed by name or read by people.
NO_RESOURCE = {'data/data.gresource.xml', 'data/meson.build', 'data/cn.nuanchuang.Nuanchuang.desktop', 'data/cn.nuanchuang.Nuanchuang.metainfo.xml'}
STRINGS = re.compile(r'\b(?:_|N_|C_|NC_|ngettext|g_dpgettext2?)\s*\(\s*"')


def read(path):
    with open(os.path.join(ROOT, path), encoding='utf-8') as stream:
        return stream.read()


def tree(folder, *suffixes):
    found = []
    for base, _, names in os.walk(os.path.join(ROOT, folder)):
        found += [os.path.relpath(os.path.join(base, name), ROOT) for name in names if name.endswith(suffixes)]
    return found


def without_comments(text):
    return re.sub(r'#.*', '', text)


def listed_sources(root_folder):
    """Each .c that a meson.build below names, with the meson.build."""
    for path in tree(root_folder, 'meson.build'):
        folder = os.path.dirname(path)
        for name in re.findall(r"'([\w./-]+\.c)'", without_comments(read(path))):
            yield os.path.normpath(os.path.join(folder, name)), path


def listed_resources(root_folder):
    for path in tree(root_folder, '.gresource.xml'):
        text = read(path)
        for prefix, body in re.findall(r'<gresource prefix="([^"]*)"[^>]*>(.*?)</gresource>', text, re.S):
            for name in re.findall(r'<file[^>]*>([^<]+)</file>', body):
                yield name, path


def differing(listed, there, what):
    """LISTED: pairs of a file and its list."""
    names = [name for name, _ in listed]
    yield from (f'{where} names {name}, which is not there' for name, where in listed if name not in there)
    yield from (f'{name} stands in no {what}' for name in sorted(there) if name not in names)
    yield from (f'{name} is listed {names.count(name)} times' for name in sorted(set(names)) if names.count(name) > 1)


def check_sources(listed=None):
    return differing(list(listed_sources('src')) if listed is None else listed, set(tree('src', '.c')), 'meson.build')


def check_headers():
    """A header is of a file beside it, or read by one."""
    texts = [read(path) for path in tree('src', '.c', '.h') + tree('tests', '.c', '.h')]
    for path in tree('src', '.h'):
        name = path[len('src/'):]
        if not any(f'"{name}"' in text for text in texts):
            yield f'{path} is included by nobody'


def resolve(folder, name, path):
    """Where the file of a resource stands: beside its list, or among the pictures."""
    beside = os.path.normpath(os.path.join(os.path.dirname(path), name))
    return beside if os.path.exists(os.path.join(ROOT, beside)) else os.path.normpath(os.path.join('icons/hicolor', name))


def check_resources(folder, *suffixes, rest=frozenset()):
    listed = [(resolve(folder, name, path), path) for name, path in listed_resources(folder)]
    there = {path for path in tree(folder, *suffixes) if path not in rest}
    pictures = {name for name, _ in listed if name.startswith('icons/') and os.path.exists(os.path.join(ROOT, name))}
    return differing(listed, there | pictures, 'gresource.xml')


def check_strings():
    listed = [line for line in read('po/POTFILES.in').split('\n') if line and not line.startswith('#')]
    speaks = {path for path in tree('src', '.c', '.h') if STRINGS.search(read(path))}
    speaks |= {path for path in tree('ui', '.ui') if 'translatable="yes"' in read(path)}
    yield from (f'po/POTFILES.in lacks {path}' for path in sorted(speaks - set(listed)))
    yield from (f'po/POTFILES.in names {path}, which is not there' for path in listed if not os.path.exists(os.path.join(ROOT, path)))
    if listed != sorted(set(listed)):
        yield 'po/POTFILES.in is not in order'


def check_schema():
    """Each step has its twin."""
    steps = {os.path.basename(path) for path in tree('src/store/schema', '.sql') if os.path.dirname(path) == 'src/store/schema'}
    twins = {os.path.basename(path) for path in tree('src/store/schema/postgres', '.sql')}
    yield from (f'{name} stands on one side only' for name in sorted(steps ^ twins))


def check_rooms():
    """A room is a folder with room.c, a line in rooms.c, a library of the window, and a view of its own."""
    rooms = {path.split('/')[2] for path in tree('src/app', 'room.c')}
    table = set(re.findall(r'&nuan_(\w+)_room,', read('src/app/shell/rooms.c')))
    views = set(re.findall(r'^room (\w+)', read('build-aux/layer-view.sh'), re.M))
    build = read('src/app/meson.build')
    yield from (f'the room {name} stands in one of src/app and shell/rooms.c only' for name in sorted(rooms ^ table))
    yield from (f'the room {name} has no view, or a view no room' for name in sorted(rooms ^ views))
    yield from (f'src/app/meson.build does not build {name}' for name in sorted(rooms)
                if f"subdir('{name}')" not in build or f'app_{name}_lib' not in build)


def check_tests():
    """Each program of tests/ is run."""
    lists = ''.join(read(path) for path in tree('tests', 'meson.build'))
    for path in tree('tests', '.c', '.py'):
        name = re.fullmatch(r'test[-_](.+)\.(c|py)', os.path.basename(path))
        if name and f"'{name.group(1)}'" not in lists and os.path.basename(path) not in lists:
            yield f'{path} is never run'


def tables():
    """Table → its columns, as the steps of the schema make them."""
    schema = ''.join(read(path) for path in sorted(tree('src/store/schema', '.sql')) if os.path.dirname(path) == 'src/store/schema')
    for name, body in re.findall(r'^CREATE TABLE (\w+) \(\n(.*?)^\)', schema, re.M | re.S):
        yield name, re.findall(r'^ +([a-z]\w*) +(?:INTEGER|TEXT|BLOB)', body, re.M), body


# A row of the journal that is gone is found by what names it, and so is whoever wrote it.
OTHERWISE_TOLD = {
    'receipt': 'its payment names who paid, with the same row of the journal',
    'version': 'its thing is told by the subject of the row, and was written with a row that names who acted',
}


def check_journal_rows(schema=None):
    """What names a row of the journal is looked at, and leads to people."""
    schema = list(tables()) if schema is None else schema
    witnesses = set(re.findall(r'WITNESS \((\w+), \w+\)', read('src/store/journal/journal-verify.c')))
    sources, rows = read('src/store/journal/finding-sources.c'), read('src/store/journal/finding-rows.c')
    told = set(re.findall(r'FROM (\w+) WHERE journal_id BETWEEN', sources))
    acting = set(re.findall(r'"(\w+_by)"', rows))
    for table, columns, body in schema:
        if 'journal_id' in columns and table not in witnesses:
            yield f'journal-verify.c has no witness {table}'
        if 'journal_id' in columns and table not in told | set(OTHERWISE_TOLD):
            yield f'finding-sources.c does not ask {table} who wrote a row of the journal that is gone'
        for column in re.findall(r'^ +(\w+_by) .*REFERENCES staff', body, re.M):
            if column not in acting:
                yield f'finding-rows.c does not know that {column} of {table} names who acted'
    yield from (f'{table} is no table that names a row of the journal' for table in witnesses - {name for name, columns, _ in schema if 'journal_id' in columns})


def check_finding_words():
    """Each word of a finding can be said."""
    sources, words = read('src/store/journal/finding-sources.c'), read('src/store/journal/finding-words.c')
    said = set(re.findall(r'NC_\("finding", "([^"]+)"\)', words))
    used = set(re.findall(r'\{ (?:NULL|"[\w-]+"), "([a-z ]+)", "\w+",', sources)) | set(re.findall(r'\{ "\w+", "([a-z ]+)" \}', sources))
    yield from (f'finding-words.c lacks "{word}"' for word in sorted(used - said))
    if len(used) < 10:
        yield 'the words of the findings are not found'


def calls(name):
    """The arguments, as they stand, of each call of a function whose name begins with NAME."""
    for path in tree('src/store', '.c'):
        text = read(path)
        for match in re.finditer(r'\b' + name + r'\w* \(', text):
            arguments, depth, at = [''], 0, match.end()
            while depth >= 0:
                depth += {'(': 1, ')': -1}.get(text[at], 0)
                if text[at] == ',' and depth == 0:
                    arguments.append('')
                elif depth >= 0:
                    arguments[-1] += text[at]
                at += 1
            yield [argument.strip() for argument in arguments]


def literal(arguments, at):
    return re.findall(r'"([^"]+)"', arguments[at]) if len(arguments) > at and not re.search(r'\w \(', arguments[at]) else []


def check_journal_words():
    """What the journal says has words, and its pages know when to look again."""
    words = set(re.findall(r'^  \{ "([a-z-]+)", [A-Z_]+, ', read('src/app/office/journal-detail.c'), re.M))
    keys = {key for arguments in calls('nuan_detail_add') for key in literal(arguments, 1)}
    yield from (f'journal-detail.c has no words for "{key}"' for key in sorted(keys - words))

    themes = re.findall(r'\{ "([a-z.-]+)", NUAN_THEME', read('src/model/theme.c'))
    everything = {'centre.init', 'centre.demo'}   # a new file: every page looks
    actions = {action for name in ('nuan_journal_write', 'nuan_journal_open') for arguments in calls(name) for action in literal(arguments, 2)}
    yield from (f'theme.c does not know "{action}"' for action in sorted(actions - everything) if not action.startswith(tuple(themes)))
    if len(keys) < 20 or len(actions) < 15:
        yield 'what is written into the journal is not found'


def check_planted_tables():
    parcel = ('parcel', ['id', 'journal_id'], '  weighed_by INTEGER REFERENCES staff (id),\n')
    seen = ' '.join(check_journal_rows([*tables(), parcel]))
    for wanted in ('witness parcel', 'ask parcel', 'weighed_by of parcel'):
        if wanted not in seen:
            yield f'a table that stands in no list is not seen: {wanted}'


def check_planted():
    real = list(listed_sources('src'))
    if not list(check_sources(real + [('src/base/nosuch.c', 'x')])) or not list(check_sources(real[1:])) or not list(check_sources(real + real[:1])):
        yield 'a wrong list is not seen'


def main():
    results = [
        ('a planted fault is found', list(check_planted())),
        ('the sources', list(check_sources())),
        ('the headers', list(check_headers())),
        ('the resources of ui', list(check_resources('ui', '.ui', '.css'))),
        ('the data', list(check_resources('data', '.csv', '.ini', '.txt', '.xml', rest=NO_RESOURCE))),
        ('the steps of the schema', list(check_resources('src/store/schema', '.sql'))),
        ('the twins of the steps', list(check_schema())),
        ('what is translated', list(check_strings())),
        ('a planted table is found', list(check_planted_tables())),
        ('what names a row of the journal', list(check_journal_rows())),
        ('the words of the findings', list(check_finding_words())),
        ('the words and themes of the journal', list(check_journal_words())),
        ('the rooms', list(check_rooms())),
        ('the tests', list(check_tests())),
    ]

    print(f'1..{len(results)}')
    for number, (name, problems) in enumerate(results, 1):
        print(f'{"not ok" if problems else "ok"} {number} - {name}')
        for problem in problems:
            print(f'# {problem}')
    return 1 if any(problems for _, problems in results) else 0


if __name__ == '__main__':
    sys.exit(main())
