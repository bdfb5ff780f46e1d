#!/usr/bin/python3
"""How many files a small addition touches: the patches of patches/ are applied to a copy of the tree, which is built, and does what they add.
Counted is what they touch besides po, tests and the lists of the build (test-lists.py compares those with the tree); a header made with its .c
counts as one with it, and so do the files of a new room. With NUAN_TEST_LONG alone: building the copy takes minutes."""

import filecmp
import os
import re
import shutil
import sqlite3
import subprocess
import sys

ROOT = os.environ['NUAN_TEST_SOURCE']
FOLDER = os.path.join(os.environ['NUAN_TEST_BUILD'], 'touched')
TREE, BUILD = os.path.join(FOLDER, 'tree'), os.path.join(FOLDER, 'build')
PATCHES = os.path.join(ROOT, 'tests/meta/patches')
PASSWORD = 'long-enough-12'

# What a patch adds, how many files it may touch (architecture.md), and the lines that go into files that are there: the file, the line they
# stand after (its beginning), they themselves. NEXT is the number of the next step of the schema.
ADDED = {
    'table': (1, [
        ('data/data.gresource.xml', '    <file>tables/receipts.ini', '    <file>tables/fund-short.ini</file>')]),
    'paper': (2, [
        ('data/papers.ini', 'empty=', '\n[slip]\ntitle=再来一次\ncome=请于此日再来'),
        ('src/print/meson.build', "    'series.c',", "    'slip.c',")]),
    'command': (2, [
        ('src/cli/kit/groups.h', '  GROUP (backup)', '  GROUP (slip) \\'),
        ('src/cli/meson.build', "    'commands/search.c',", "    'commands/slip.c',")]),
    'right': (2, [
        ('src/model/staff.h', '  NUAN_RIGHT_DEMO,', '  NUAN_RIGHT_SLIP,'),
        ('src/model/staff.c', '  [NUAN_RIGHT_DEMO]', '  [NUAN_RIGHT_SLIP] = NUAN_ROLE_DIRECT,')]),
    'standard': (1, [
        ('src/model/standard-list.h', '  NUMBER (study_months', '  NUMBER (slip_days, "slip-days", 7, 1, 60, N_("Days until somebody comes again")) \\')]),
    'dialog': (2, [
        ('src/app/office/room.c', '#include "app/office/dialogs.h"', '#include "app/office/greeting-dialog.h"'),
        ('src/app/office/room.c', 'static const NuanWish wishes[]', '  { .name = "greeting", .fulfil = (gpointer) greeting },'),
        ('src/app/office/meson.build', "    'check-findings.c',", "    'greeting-dialog.c',")]),
    'page': (2, [
        ('src/app/shell/rooms.c', '#include "app/cases/room.h"', '#include "app/counter/room.h"'),
        ('src/app/shell/rooms.c', '  &nuan_office_room,', '  &nuan_counter_room,'),
        ('src/app/meson.build', "subdir('cases')", "subdir('counter')"),
        ('src/app/meson.build', "app_libs = [", "            app_counter_lib,"),
        ('build-aux/layer-view.sh', 'room office', 'room counter')]),
    'step': (2, [
        ('src/store/schema/migrations.c', '  /* LAST */', '  /* NEXT */ { "NEXT-parcel.sql" },'),
        ('src/store/schema/schema.gresource.xml', '    <file>postgres/LAST-', '    <file>NEXT-parcel.sql</file>\n    <file>postgres/NEXT-parcel.sql</file>')]),
}

GREETING = '''static void
greeting (GtkWidget *window, NuanContext *context, GVariant *what)
{
  nuan_show_greeting (window, context);
}

'''

LISTS = re.compile(r'(^|/)meson\.build$|\.gresource\.xml$|^po/|^tests/|^build-aux/layer-view\.sh$|^src/store/schema/postgres/')


def left_out(folder, names):
    return [name for name in names if name.startswith(('build', '.git')) and name != 'build-aux' or name == '__pycache__'
            or os.path.relpath(os.path.join(folder, name), ROOT) == 'tests']


def copy_tree():
    """What is as it was keeps its date, so that little is built again."""
    there = set()
    for base, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in left_out(base, folders)]
        for name in names:
            path = os.path.relpath(os.path.join(base, name), ROOT)
            there.add(path)
            target = os.path.join(TREE, path)
            if not os.path.exists(target) or not filecmp.cmp(os.path.join(base, name), target, shallow=False):
                os.makedirs(os.path.dirname(target), exist_ok=True)
                shutil.copyfile(os.path.join(base, name), target)
                shutil.copymode(os.path.join(base, name), target)
    for base, _, names in os.walk(TREE):
        for name in names:
            if os.path.relpath(os.path.join(base, name), TREE) not in there:
                os.remove(os.path.join(base, name))


def steps():
    return sorted(name for name in os.listdir(os.path.join(TREE, 'src/store/schema')) if re.fullmatch(r'\d{4}-.*\.sql', name))


class Patch:
    def __init__(self, name):
        self.name, (self.most, self.lines) = name, ADDED[name]
        self.made, self.changed = set(), set()
        self.last = steps()[-1][:4]
        self.next = f'{int(self.last) + 1:04d}'

    def named(self, text):
        return text.replace('/* NEXT */', f'/* {int(self.next)} */').replace('/* LAST */', f'/* {int(self.last)} */').replace('NEXT', self.next).replace(
            'LAST', self.last)

    def place_files(self):
        top = os.path.join(PATCHES, self.name)
        for base, _, names in os.walk(top):
            for name in names:
                path = self.named(os.path.relpath(os.path.join(base, name), top))
                assert not os.path.exists(os.path.join(TREE, path)), f'{path} is there'
                os.makedirs(os.path.dirname(os.path.join(TREE, path)), exist_ok=True)
                shutil.copyfile(os.path.join(base, name), os.path.join(TREE, path))
                self.made.add(path)

    def place_lines(self):
        for path, after, line in self.lines:
            after, line = self.named(after), self.named(line)
            with open(os.path.join(TREE, path), encoding='utf-8') as stream:
                lines = stream.read().split('\n')
            at = [number for number, there in enumerate(lines) if there.startswith(after)]
            assert len(at) == 1, f'{path} has {len(at)} lines that begin {after!r}'
            if after == 'app_libs = [':   # the library of a room stands before those that it uses
                lines[at[0]] = lines[at[0]].replace('[', '[' + line.strip() + ' ')
            else:
                lines.insert(at[0] + 1, line)
            with open(os.path.join(TREE, path), 'w', encoding='utf-8') as stream:
                stream.write('\n'.join(lines))
            self.changed.add(path)

    def apply(self):
        self.place_files()
        self.place_lines()
        if self.name == 'dialog':
            self.wire_dialog()

    def wire_dialog(self):
        """The function that a wish calls, and its key: in the same file."""
        path = os.path.join(TREE, 'src/app/office/room.c')
        with open(path, encoding='utf-8') as stream:
            text = stream.read()
        for old, new in (('(gpointer) greeting', 'greeting'), ('"<Control>comma", NULL', '"<Control>comma", "win.greeting", "F7", NULL'),
                         ('static const NuanWish wishes[]', GREETING + 'static const NuanWish wishes[]')):
            assert text.count(old) == 1, f'{path}: {text.count(old)} times {old}'
            text = text.replace(old, new)
        with open(path, 'w', encoding='utf-8') as stream:
            stream.write(text)

    def touched(self):
        """One a file; a new folder of src/app is one, a new header goes with its .c."""
        rooms = {os.path.dirname(path) for path in self.made if os.path.basename(path) == 'room.c'}
        found = set()
        for path in self.made | self.changed:
            if os.path.dirname(path) in rooms:
                found.add(os.path.dirname(path) + '/')
            elif not LISTS.search(path) and not (path.endswith('.h') and path in self.made and path[:-1] + 'c' in self.made):
                found.add(path)
        return found


def run(*words, **options):
    done = subprocess.run(words, capture_output=True, text=True, check=False, **options)
    assert done.returncode == 0, f'{" ".join(words)}\n{done.stdout[-3000:]}{done.stderr[-3000:]}'
    return done.stdout


def build():
    if not os.path.exists(os.path.join(BUILD, 'build.ninja')):
        run('meson', 'setup', BUILD, TREE, '-Dtests=false', '-Dpostgres=disabled', '--buildtype=debug', '-Doptimization=0', '--werror')
    run('ninja', '-C', BUILD)


class Centre:
    """A demo that the patched program makes, and what it says."""

    def __init__(self):
        self.db = os.path.join(FOLDER, 'patched.db')
        for name in os.listdir(FOLDER):
            if name.startswith(('patched.db', 'out.')):
                os.remove(os.path.join(FOLDER, name))
        self.ctl(None, 'demo', '--households', '12', '--years', '1', '--seed', '7')

    def ctl(self, who, *words, code=0):
        env = {**os.environ, 'NUAN_PASSWORD': 'nuanchuang', 'LC_ALL': 'C.UTF-8'}
        done = subprocess.run([os.path.join(BUILD, 'src/cli/nuanctl'), '--db', self.db, *(['--as', who] if who else []), *words], env=env,
                              capture_output=True, text=True, check=False)
        assert done.returncode == code, f'nuanctl {" ".join(words)}: {done.returncode}: {done.stderr}'
        return done.stdout

    def out(self, name):
        return os.path.join(FOLDER, 'out.' + name)


def table_is_drawn(centre):
    centre.ctl('audit', 'report', 'fund-short', '--from', '2000-01-01', '--to', '2099-12-31', '-o', centre.out('csv'))
    with open(centre.out('csv'), encoding='utf-8-sig') as stream:
        assert '专项资金简表' in stream.read()


def paper_is_printed(centre):
    assert centre.ctl('direct', 'slip', '王秀兰', '-o', centre.out('pdf')) == '王秀兰\n'
    text = run('pdftotext', centre.out('pdf'), '-')
    assert '再来一次' in text and '王秀兰' in text, text


def command_is_in_the_manual(centre):
    assert 'nuanctl slip NAME' in run(os.path.join(BUILD, 'src/cli/nuanctl'), 'help', 'slip')


def right_is_asked_for(centre):
    centre.ctl('intake', 'slip', '王秀兰', '-o', centre.out('refused.pdf'), code=1)
    assert not os.path.exists(centre.out('refused.pdf'))


def standard_is_set(centre):
    centre.ctl('direct', 'standard', 'set', 'slip-days', '7', '--from', '2099-01-01')
    centre.ctl('direct', 'standard', 'set', 'slip-days', '61', '--from', '2099-01-02', code=2)
    assert 'slip-days' in centre.ctl('direct', 'standard', 'list')


def step_makes_a_guarded_table(centre):
    connection = sqlite3.connect(centre.db)
    connection.execute("INSERT INTO parcel (what, journal_id) VALUES ('米', 1)")
    try:
        connection.execute("UPDATE parcel SET what = '油'")
        raise AssertionError('a row was changed')
    except sqlite3.IntegrityError as trouble:
        assert 'never changed' in str(trouble), trouble
    finally:
        connection.rollback()
        connection.close()
    centre.ctl(None, 'check', '--class', 'whole')
    assert os.path.exists(os.path.join(TREE, 'src/store/schema/postgres', steps()[-1])), 'the step has no twin'


def window_shows(what):
    def look(centre):
        session = os.path.join(ROOT, 'tests/window/session')
        env = {**os.environ, 'PYTHONPATH': os.path.join(ROOT, 'tests/window'), 'NUAN_TEST_BUILD': BUILD, 'GSK_RENDERER': 'cairo', 'LC_ALL': 'C.UTF-8',
               'HOME': FOLDER, 'XDG_CONFIG_HOME': os.path.join(FOLDER, 'config'), 'GSETTINGS_BACKEND': 'memory', 'NUAN_DESK_PATIENCE': '60',
               'G_DEBUG': 'fatal-criticals'}   # as the other tests at the desk: the accessibility bus of a moment ago may be missing a word
        run(session, '/usr/bin/python3', '-B', os.path.join(ROOT, 'tests/meta/patched_window.py'), os.path.join(BUILD, 'src/app/nuanchuang'), centre.db,
            what, env=env)
    return look


DOES = {
    'table': table_is_drawn,
    'paper': paper_is_printed,
    'command': command_is_in_the_manual,
    'right': right_is_asked_for,
    'standard': standard_is_set,
    'dialog': window_shows('dialog'),
    'page': window_shows('page'),
    'step': step_makes_a_guarded_table,
}


def tell(number, name, problem):
    print(f'{"not ok" if problem else "ok"} {number} - {name}', flush=True)
    for line in (problem or '').split('\n'):
        if line:
            print('#', line)
    return bool(problem)


def main():
    if not os.environ.get('NUAN_TEST_LONG'):
        print('1..0 # SKIP with NUAN_TEST_LONG alone: a copy of the tree is built')
        return 0

    print(f'1..{len(ADDED) + 1}', flush=True)
    os.makedirs(TREE, exist_ok=True)
    copy_tree()
    patches = [Patch(name) for name in ADDED]
    for patch in patches:
        patch.apply()
    run(sys.executable, os.path.join(TREE, 'build-aux/schema-twin.py'), os.path.join(TREE, 'src/store/schema'))
    try:
        build()
    except AssertionError as trouble:
        tell(1, 'the patched tree is built', str(trouble))
        return 1
    failed = tell(1, 'the patched tree is built', None)

    centre = Centre()
    for number, patch in enumerate(patches, 2):
        touched = patch.touched()
        problem = None if len(touched) == patch.most else f'{len(touched)} files, not {patch.most}: {", ".join(sorted(touched))}'
        try:
            DOES[patch.name](centre)
        except AssertionError as trouble:
            problem = '\n'.join(filter(None, [problem, str(trouble)]))
        failed |= tell(number, f'a {patch.name} touches {patch.most} and does its work', problem)
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
