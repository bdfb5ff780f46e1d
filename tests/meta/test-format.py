#!/usr/bin/python3
"""The source is written as .clang-format says: indentation and spaces. Where a line is broken, and columns that stand under each other, are
the writer's own. Each wrong line is told with what would be right."""
import concurrent.futures
import difflib
import os
import re
import subprocess
import sys

ROOT = os.environ.get('NUAN_TEST_SOURCE') or os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FORMATTER = 'clang-format-19'
MOST_TOLD = 40

# "_(" has no blank, which clang-format can't be told: it is shown something as wide that never has one.
WORDS = [('_(', '+('), ('N_(', '~+('), ('C_(', '-~('), ('NC_(', '~-~(')]


def disguised(text):
    for word, sign in reversed(WORDS):
        text = re.sub(r'(?<![\w+~-])' + re.escape(word), lambda match, sign=sign: sign, text)
    return text


def lines_of(text):
    """Columns do not count: blanks inside a line are one. Neither does what clang-format takes for C++."""
    text = re.sub(r'; (?=[;)])', ';', text).replace('] (', '](')
    return [re.match(' *', line).group() + re.sub(' +', ' ', line.strip()) for line in text.split('\n')]


def indent(line):
    return len(line) - len(line.lstrip(' '))


def is_free(path, lines, number, right):
    """In a header the names stand in columns, and what follows stands under them. A long argument hangs where the writer hung it."""
    return number > 0 and lines[number - 1].rstrip().endswith((',', '(', '=')) and (path.endswith('.h') or abs(indent(lines[number]) - indent(right)) > 8)


def wrong_lines(path, text, formatted):
    written, right = lines_of(text), lines_of(formatted)
    for kind, i, j, k, l in difflib.SequenceMatcher(None, written, right, False).get_opcodes():
        if kind != 'replace' or j - i != l - k:
            continue   # broken elsewhere: the writer's choice
        for number in range(i, j):
            one, other = written[number], right[k + number - i]
            if one.replace(' ', '') == other.replace(' ', '') and not is_free(path, written, number, other):
                yield number + 1, other


def formatted(path, text):
    done = subprocess.run([FORMATTER, '--style=file:' + os.path.join(ROOT, '.clang-format'), '--assume-filename=' + path], input=text,
                          capture_output=True, text=True, check=True)
    return done.stdout


# What is looked up in the translations is written as one word with its bracket.
SPLIT = re.compile(r'\b(?:N|C|NC)?_ \("')


def split_words(text):
    return [number for number, line in enumerate(text.split('\n'), 1) if SPLIT.search(line)]


def problems_of(path):
    with open(os.path.join(ROOT, path), encoding='utf-8') as file:
        text = file.read()
    split = [f'{path}:{number}: a blank before the bracket' for number in split_words(text)]
    text = disguised(text)
    return split + [f'{path}:{number}: should be: {line}' for number, line in wrong_lines(path, text, formatted(path, text))]


def sources():
    for folder in ('src', 'tests'):
        for base, _, names in os.walk(os.path.join(ROOT, folder)):
            for name in sorted(names):
                if name.endswith(('.c', '.h')):
                    yield os.path.relpath(os.path.join(base, name), ROOT)


PLANTED = [
    ('int\nf (void)\n{\n  return g(1);\n}\n', True),
    ('int\nf (void)\n{\n   return 1;\n}\n', True),
    ('int\nf (int a)\n{\n  if (a > 1)\n    {\n    g ();\n    }\n  return 1;\n}\n', True),
    ('int\nf (int a)\n{\n  return g (a,\n         1);\n}\n', True),
    ('int\nf (int a)\n{\n  int    b = 1;\n  gint64 c = g (_("x"),\n                2);\n\n  return a == 1\n         && b == 2;   /* so */\n}\n', False),
]


def check_planted():
    for text, wrong in PLANTED:
        found = list(wrong_lines('a.c', disguised(text), formatted('a.c', disguised(text))))
        if bool(found) != wrong:
            yield f'{"missed" if wrong else "blamed"}: {text!r} {found}'
    if split_words('a = N_ ("x");\nb = N_("x") + c_ (d);') != [1]:
        yield 'missed: N_ ("x")'


def main():
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        wrong = [problem for problems in pool.map(problems_of, sources()) for problem in problems]
    results = [('a planted fault is found and a clean line is not blamed', list(check_planted())), ('the source is written as .clang-format says', wrong)]

    print(f'1..{len(results)}')
    for number, (name, problems) in enumerate(results, 1):
        print(f'{"not ok" if problems else "ok"} {number} - {name}')
        for problem in problems[:MOST_TOLD]:
            print(f'# {problem}')
        if len(problems) > MOST_TOLD:
            print(f'# and {len(problems) - MOST_TOLD} more')
    return 1 if any(problems for _, problems in results) else 0


if __name__ == '__main__':
    sys.exit(main())
