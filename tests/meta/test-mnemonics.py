#!/usr/bin/python3
"""No two things that a person sees together have the same letter with Alt, in Chinese or in English: read from the trees of the window
(tests/window/tree), which are in Chinese, and from the translation, which tells what they are called in English."""

import collections
import glob
import os
import re
import sys

ROOT = os.environ.get('NUAN_TEST_SOURCE') or os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FOREIGN = {'about'}   # built by libadwaita, with its own words

ENTRY = re.compile(r'^msgid ((?:".*"\n)+)msgstr ((?:".*"\n)+)', re.M)
NAME = re.compile(r'“([^”]*)”')
CHINESE = re.compile(r'^(.*)\(_?([A-Z])\)(.*)$')


def joined(lines):
    return ''.join(re.findall(r'"(.*)"', lines))


def english_letters(translation):
    """By what is read in Chinese: the letters of what it translates."""
    letters = collections.defaultdict(set)
    for english, chinese in ENTRY.findall(translation):
        letter = re.search(r'_(\w)', joined(english))
        if letter and '(_' in joined(chinese):
            letters[joined(chinese).replace('_', '')].add(letter.group(1).upper())
    return letters


def names_of(tree):
    """What has a letter, once each."""
    found = set()
    for name in NAME.findall(tree):
        for word in name.split(' '):
            if CHINESE.match(word) and '_' not in word:
                match = CHINESE.match(word)
                found.add(f'{match.group(1)}({match.group(2)})')
    return found


def doubles(tree, letters):
    by_letter = collections.defaultdict(set)
    for name in sorted(names_of(tree)):
        by_letter['Chinese', CHINESE.match(name).group(2)].add(name)
        if len(letters[name]) == 1:
            by_letter['English', next(iter(letters[name]))].add(name)
    return [f'{language}: Alt+{letter} is of {", ".join(sorted(names))}' for (language, letter), names in sorted(by_letter.items()) if len(names) > 1]


def main():
    with open(os.path.join(ROOT, 'po/zh_CN.po'), encoding='utf-8') as stream:
        letters = english_letters(stream.read())
    planted = doubles('button “取消(C) 取消(C)”\nbutton “关闭(C)”\nlabel “选择(X)”', collections.defaultdict(set, {'取消(C)': {'C'}, '选择(X)': {'C'}}))
    assert planted == ['Chinese: Alt+C is of 关闭(C), 取消(C)', 'English: Alt+C is of 取消(C), 选择(X)'], planted

    wrong, seen = [], 0
    for path in sorted(glob.glob(os.path.join(ROOT, 'tests/window/tree/*.txt'))):
        name = os.path.splitext(os.path.basename(path))[0]
        if name in FOREIGN:
            continue
        with open(path, encoding='utf-8') as stream:
            tree = stream.read()
        seen += len(names_of(tree))
        wrong += [f'{name}: {double}' for double in doubles(tree, letters)]

    print('1..2')
    print('ok 1 - a planted double is found in both languages')
    print(('not ok' if wrong or seen < 20 else 'ok') + f' 2 - no two of {seen} letters are the same in one window')
    for line in wrong:
        print('#', line)
    return 1 if wrong or seen < 20 else 0


if __name__ == '__main__':
    sys.exit(main())
