#!/usr/bin/python3
"""The tests themselves: nothing sleeps that waits for a thing, and each test has an assertion."""

import ast
import os
import re
import sys

ROOT = os.environ.get('NUAN_TEST_SOURCE') or os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

# A wait looks for its thing again and again; or a sleep is what the test is about. Each line that may sleep, and why.
LOOKS = 'between two looks of a wait'
MOMENT = 'the moment of a blow is left to chance'
TIME = 'that nothing comes of it in this time is what is asserted'
GTK = 'frames and animations of GTK tell nobody that they are over'
DELAY = 'longer than the form waits after a key, which it tells nobody'
ALLOWED = {
    ('tests/window/desk.py', 'time.sleep(LOOK_S)'): LOOKS,
    ('tests/window/test_typing.py', 'time.sleep(LOOK_S)'): LOOKS,
    ('tests/window/test_tree.py', 'time.sleep(LOOK_S)'): LOOKS,
    ('tests/cli/ctl.py', 'time.sleep(0.005)'): LOOKS,
    ('tests/crash/test-kill.py', 'time.sleep(random.uniform(0.001, 0.040))'): MOMENT,
    ('tests/crash/test-restore.py', 'time.sleep(random.uniform(0, 0.030))'): MOMENT,
    ('tests/large/test-cancel.py', 'time.sleep(delay)'): MOMENT,
    ('tests/store/engine/test-connection.c', 'g_usleep (30000)'): MOMENT,
    ('tests/large/test-main-loop.py', 'time.sleep(PACE_S)'): 'the pace of a clerk who does not wait',
    ('tests/app/display.c', 'while (g_get_monotonic_time () < end)'): GTK,
    ('tests/bench/bench-window.c', 'return g_get_monotonic_time () >= *(gint64 *) end;'): 'the pace of what is measured',
    ('tests/bench/bench-window.c', 'return g_get_monotonic_time () > *(gint64 *) data;'): 'the pace of what is measured',
    ('tests/app/help/test-help-dialogs.c', 'return g_get_monotonic_time () > *(gint64 *) data;'): DELAY,
    ('tests/app/household/test-household-page.c', 'return g_get_monotonic_time () > *(gint64 *) data;'): DELAY,
    ('tests/app/session/test-context.c', 'return g_get_monotonic_time () >= *(gint64 *) end;'): TIME,
    ('tests/app/shell/test-window.c', 'return g_get_monotonic_time () >= *(gint64 *) end;'): 'the window looks for idleness every five seconds',
    ('tests/app/kit/test-paged-list.c', 'g_usleep ((gulong) query->slow_ms * 1000)'): 'a slow database is played',
    ('tests/app/kit/test-paged-list.c', 'g_usleep ((gulong) query->slow_count_ms * 1000)'): 'a slow database is played',
}

SLEEP = {
    '.py': re.compile(r'\b(?:time\.|asyncio\.)?sleep\s*\((?:[^()]|\([^()]*\))*\)'),
    # A loop or a condition that looks at the clock alone sleeps too.
    '.c': re.compile(r'\b(?:g_usleep|usleep|sleep|nanosleep)\s*\((?:[^()]|\([^()]*\))*\)'
                     r'|while \(g_get_monotonic_time \(\) < \w+\)|return g_get_monotonic_time \(\) >=? [^;&|]+;'),
    '.sh': re.compile(r'^\s*sleep\s+\S+', re.M),
}

PLANTED = [
    ('tests/a.py', 'time.sleep(1)\n', True),
    ('tests/a.py', 'from time import sleep\nsleep (0.1)\n', True),
    ('tests/a.c', 'g_usleep (10 * 1000);', True),
    ('tests/a.c', 'sleep (1);', True),
    ('tests/a.c', '  while (g_get_monotonic_time () < end)\n    turn ();', True),
    ('tests/a.c', '  return g_get_monotonic_time () > *(gint64 *) data;', True),
    ('tests/a.c', '  while (!told && g_get_monotonic_time () < end)\n    turn ();', False),
    ('tests/a.sh', 'start &\n  sleep 1\n', True),
    ('tests/a.c', 'parse ("asleep"); wait_until (told);', False),
    ('tests/window/desk.py', '            time.sleep(LOOK_S)\n', False),
]

MOCK_C = '''
static gpointer
helper (gpointer unused)
{
  g_assert_true (x);
  return NULL;
}

static void
good (Fixture *fixture, gconstpointer unused)
{
  g_thread_join (g_thread_new ("helper", helper, NULL));
}

static void
bad (Fixture *fixture, gconstpointer unused)
{
  run ();
}

static const struct { const char *name; void (*test) (Fixture *, gconstpointer); } tests[] = { { "good", good }, { "bad", bad } };
'''


def sleeps(path, text):
    pattern = SLEEP.get(os.path.splitext(path)[1])
    for match in pattern.finditer(text) if pattern else ():
        yield text.count('\n', 0, match.start()) + 1, match.group().strip()


def check_sleeps(files):
    for path, text in files:
        if path == 'tests/meta/test-tests.py':
            continue
        for line, found in sleeps(path, text):
            if (path, found) not in ALLOWED:
                yield f'{path}:{line}: {found}: wait for what is to come'


def check_allowed(files):
    """What is allowed is there."""
    found = {(path, line) for path, text in files for _, line in sleeps(path, text)}
    yield from (f'{path}: there is no {line} any more' for path, line in ALLOWED if (path, line) not in found)


def check_planted():
    for path, text, wrong in PLANTED:
        if bool(list(check_sleeps([(path, text)]))) != wrong:
            yield f'{"missed" if wrong else "blamed"}: {text!r}'
    if [said.split(':')[1].strip() for said in check_c('tests/a.c', MOCK_C, set())] != ['bad']:
        yield 'a test in C without an assertion is missed'
    if [said.split(':')[1].strip() for said in check_python('tests/test_a.py', 'class A:\n  def test_x(self):\n    run()\n', set())] != ['test_x']:
        yield 'a test in Python without an assertion is missed'


# In C: whatever is handed to GLib as a test ends in an assertion, its own or that of a function it names. ---------------------------

ASSERTS = re.compile(r'\bg_(assert|error|test_trap_assert|test_expect_message)\w*\s*\(|\b\w*assert\w*\s*\(|\bcheck_error\s*\(')
FUNCTION = re.compile(r'^(\w+) \(([^;{}]*)\)\n\{', re.M)
TEST = re.compile(r'^static void\n(\w+) \((?:void|\w+ \*\w+, gconstpointer \w+|gconstpointer \w+)\)\n\{', re.M)
FEWEST = 900   # tests in C: fewer found is a fault of this reader


def functions(text):
    """Name to body, of a file that is formatted as ours are: a body ends with a brace in the first column."""
    return {match.group(1): text[match.end():text.find('\n}', match.end())] for match in FUNCTION.finditer(text)}


def tests_of(text):
    """What is named without being called, and has the shape of a test."""
    return [name for name in TEST.findall(text) if name not in ('set_up', 'tear_down') and re.search(rf'\b{name}\b(?! \()', text)]


def asserting(bodies, known):
    found = {name for name, body in bodies.items() if ASSERTS.search(body)} | known
    while True:
        more = {name for name, body in bodies.items() if name not in found and set(re.findall(r'\b\w+\b', body)) & found}
        if not more:
            return found
        found |= more


def check_c(path, text, shared):
    good = asserting(functions(text), shared)
    yield from (f'{path}: {name}: asserts nothing' for name in tests_of(text) if name not in good)


# In Python: each test of a class of unittest, and each step of a walk. --------------------------------------------------------------

def named_calls(function):
    for node in ast.walk(function):
        if isinstance(node, ast.Call):
            yield node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, 'id', '')


def asserts(function):
    return any(isinstance(node, (ast.Assert, ast.Raise)) for node in ast.walk(function)) or any(
        name.startswith(('assert', 'fail')) for name in named_calls(function))


def python_functions(text):
    return [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]


def asserting_python(files):
    everything = [function for path, text in files if path.endswith('.py') for function in python_functions(text)]
    found = {function.name for function in everything if asserts(function)}
    while True:
        more = {function.name for function in everything if function.name not in found and set(named_calls(function)) & found}
        if not more:
            return found
        found |= more


def check_python(path, text, shared):
    for function in python_functions(text):
        if function.name.startswith('test_') and not asserts(function) and not set(named_calls(function)) & shared:
            yield f'{path}: {function.name}: asserts nothing'


def sources():
    for base, _, names in os.walk(os.path.join(ROOT, 'tests')):
        for name in sorted(names):
            if name.endswith(('.c', '.py', '.sh')):
                with open(os.path.join(base, name), encoding='utf-8') as stream:
                    yield os.path.relpath(os.path.join(base, name), ROOT), stream.read()


def main():
    files = list(sources())
    helpers = {name: body for path, text in files if path.endswith('.c') and not os.path.basename(path).startswith('test-')
               for name, body in functions(text).items()}
    in_c = asserting(helpers, set())
    in_python = asserting_python(files)
    tests = [(path, text) for path, text in files if re.fullmatch(r'test[-_].*', os.path.basename(path))]
    n_c = sum(len(tests_of(text)) for path, text in tests if path.endswith('.c'))
    results = [
        ('planted faults are found', list(check_planted())),
        ('the tests were found', [] if n_c >= FEWEST else [f'only {n_c} in C']),
        ('nothing sleeps that waits for a thing', list(check_sleeps(files))),
        ('what may sleep is there', list(check_allowed(files))),
        ('each test in C asserts something', [said for path, text in tests if path.endswith('.c') for said in check_c(path, text, in_c)]),
        ('each test in Python asserts something', [said for path, text in tests if path.endswith('.py') for said in check_python(path, text, in_python)]),
    ]

    print(f'1..{len(results)}')
    for number, (name, problems) in enumerate(results, 1):
        print(f'{"not ok" if problems else "ok"} {number} - {name}')
        for problem in problems:
            print(f'# {problem}')
    return 1 if any(problems for _, problems in results) else 0


if __name__ == '__main__':
    sys.exit(main())
