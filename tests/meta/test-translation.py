#!/usr/bin/python3
"""The Chinese of the program: every string for people is extracted, translated and keeps what printf fills in."""

import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

ROOT = os.environ.get('NUAN_TEST_SOURCE') or os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TRANSLATION = 'po/zh_CN.po'

# As meson's i18n.gettext (preset: 'glib') extracts.
KEYWORDS = ['_', 'N_', 'C_:1c,2', 'NC_:1c,2', 'g_dcgettext:2', 'g_dngettext:2,3', 'g_dpgettext2:2c,3']

CALL = re.compile(r'\b(_|N_|C_|NC_|ngettext|g_dngettext|g_dpgettext2?)\s*\(\s*(?:GETTEXT_PACKAGE\s*,\s*)?"')
PASTED = re.compile(r'\b(?:_|N_|C_|NC_|ngettext)\s*\((?:[^()"]|"(?:\\.|[^"\\])*")*?(?<=")\s*(G_G\w+_FORMAT|PRI\w+|[A-Z_]+_FORMAT)\b')
DIRECTIVE = re.compile(r'%(?:(\d+)\$)?([-+ #0\']*(?:\*|\d+)?(?:\.(?:\*|\d+))?(?:hh|h|ll|l|j|z|t)?[diouxXeEfFgGcsp]|%)')
HAN = re.compile(r'[\u3400-\u9fff]')

# What a person reads of a widget.
READ = {'label', 'title', 'subtitle', 'tooltip-text', 'placeholder-text', 'description', 'text', 'heading', 'body', 'menu-tooltip'}
LATIN = re.compile(r'[A-Za-z]')
# A key, the name of a file kind, a unit: the same in every language.
SAME = {'Ctrl+Enter'}


def read(path):
    with open(os.path.join(ROOT, path), encoding='utf-8') as file:
        return file.read()


def without_comments(text):
    pattern = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)
    return pattern.sub(lambda match: match.group() if match.group()[0] in '"\'' else ' ', text)


def has_strings(path, text):
    if path.endswith('.ui'):
        return 'translatable="yes"' in text
    return CALL.search(without_comments(text)) is not None


def sources():
    for folder, suffixes in (('src', ('.c', '.h')), ('ui', ('.ui',))):
        for base, _, names in os.walk(os.path.join(ROOT, folder)):
            for name in sorted(names):
                if name.endswith(suffixes):
                    path = os.path.relpath(os.path.join(base, name), ROOT)
                    yield path, read(path)


def check_list(listed, files):
    for path, text in files:
        if has_strings(path, text) and path not in listed:
            yield f'{path} is missing from po/POTFILES.in'
    for path in sorted(set(listed) - {path for path, _ in files}):
        yield f'po/POTFILES.in lists {path}, which is not there'
    if listed != sorted(set(listed)):
        yield 'po/POTFILES.in is not sorted'


def check_pasted(path, text):
    """xgettext ends a string where a macro begins; the program would look for another one than the translators see."""
    code = without_comments(text)
    for match in PASTED.finditer(code):
        yield f'{path}: {match.group(1)} inside a string to translate; use %lld and a cast'


def check_widgets(path, text):
    for node in xml.fromstring(text).iter():
        if node.tag not in ('property', 'attribute', 'item', 'action'):
            continue
        reads = node.tag in ('item', 'action') or node.get('name') in READ
        words = (node.text or '').strip()
        # Ids of objects and names of icons, pages and actions stand in other properties or below other tags.
        if reads and len(node) == 0 and LATIN.search(words) and words not in SAME and node.get('translatable') != 'yes':
            yield f'{path}: “{words}” lacks translatable="yes"'


def unquote(text):
    return ''.join(re.findall(r'"((?:\\.|[^"\\])*)"', text)).replace(r'\"', '"').replace(r'\n', '\n').replace(r'\\', '\\')


def entries(text):
    """(context, id) → (plural, [translations], flags) of a .po or .pot."""
    found = {}
    for block in re.split(r'\n\s*\n', text):
        lines = [line for line in block.split('\n') if not line.startswith('#')]
        flags = {flag.strip() for line in block.split('\n') if line.startswith('#,') for flag in line[2:].split(',')}
        parts = {}
        for match in re.finditer(r'^(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)((?:[ \t]*"(?:\\.|[^"\\\n])*"\n?)+)',
                                 '\n'.join(lines), re.M):
            parts[match.group(1)] = unquote(match.group(2))
        if parts.get('msgid'):
            translations = [value for key, value in sorted(parts.items()) if key.startswith('msgstr')]
            found[(parts.get('msgctxt', ''), parts['msgid'])] = (parts.get('msgid_plural'), translations, flags)
    return found


def extract(listed):
    with tempfile.TemporaryDirectory() as folder:
        template = os.path.join(folder, 'nuanchuang.pot')
        files = os.path.join(folder, 'POTFILES')
        with open(files, 'w', encoding='utf-8') as file:
            file.write('\n'.join(path for path in listed if os.path.exists(os.path.join(ROOT, path))) + '\n')
        done = subprocess.run(['xgettext', '--from-code=UTF-8', '--add-comments', '--files-from', files, '--directory', ROOT, '--output', template]
                              + [f'--keyword={keyword}' for keyword in KEYWORDS], capture_output=True, text=True)
        if done.returncode != 0:
            return {}, done.stderr.splitlines()
        with open(template, encoding='utf-8') as file:
            return entries(file.read()), []


def shown(key):
    return f'{key[0]}|{key[1]}' if key[0] else key[1]


def check_complete(wanted, translated):
    for key in wanted:
        _, translations, flags = translated.get(key, (None, [], set()))
        if 'fuzzy' in flags:
            yield f'fuzzy: {shown(key)}'
        elif not translations or '' in translations:
            yield f'untranslated: {shown(key)}'


def directives(text):
    """What printf fills in, by place."""
    filled = {}
    place = 0
    for match in DIRECTIVE.finditer(text):
        if match.group(2) == '%':
            continue
        place += 1
        filled[int(match.group(1) or place)] = match.group(2)
    return filled


def check_directives(wanted, translated):
    for key in wanted:
        plural, translations, _ = translated.get(key, (None, [], set()))
        for text in translations:
            if text and directives(text) != directives(plural or key[1]):
                yield f'printf finds another order in: {shown(key)} → {text}'


def check_punctuation(wanted, translated):
    """A Chinese sentence has Chinese marks."""
    for key in wanted:
        for text in translated.get(key, (None, [], set()))[1]:
            if re.search(r'[\u3400-\u9fff][,;:!?]|[\u3400-\u9fff]\.(?![A-Za-z])', text):
                yield f'half-width mark in: {text}'


def check_mnemonics(wanted, translated):
    """A key that opens a button in English opens it in Chinese."""
    for key in wanted:
        before = re.findall(r'(?<![A-Za-z0-9_])[A-Za-z]*_([A-Za-z])', key[1])
        for text in translated.get(key, (None, [], set()))[1]:
            after = re.findall(r'\(_([A-Za-z])\)', text)
            if len(before) == 1 and after == [] and re.fullmatch(r'[A-Z_a-z0-9 ,.:…()元、]+', key[1]):
                yield f'no (_{before[0].upper()}) in: {shown(key)} → {text}'


def check_msgfmt():
    done = subprocess.run(['msgfmt', '--check', '--output-file', os.devnull, os.path.join(ROOT, TRANSLATION)], capture_output=True, text=True)
    return done.stderr.splitlines() if done.returncode != 0 else []


def planted():
    """Each check against a line that it must blame and one that it must not."""
    one = {('', '%s of %d'): (None, [], set())}
    cases = [
        (check_list([], [('src/a.c', 'say (_("Hello"));')]), True),
        (check_list([], [('src/a.c', 'say (ngettext ("%d row", "%d rows", n));')]), True),
        (check_list([], [('ui/a.ui', '<property name="label" translatable="yes">A</property>')]), True),
        (check_list([], [('src/a.c', '/* _("Hello") */ say ("Hello");')]), False),
        (check_list(['src/b.c'], []), True),
        (check_list(['b', 'a'], [('a', ''), ('b', '')]), True),
        (check_pasted('a.c', 'x (_("No %" G_GINT64_FORMAT), id);'), True),
        (check_pasted('a.c', 'x (_("No %lld"), "%" G_GINT64_FORMAT);'), False),
        (check_widgets('a.ui', '<interface><property name="label">Save</property></interface>'), True),
        (check_widgets('a.ui', '<interface><property name="label" translatable="yes">Save</property></interface>'), False),
        (check_widgets('a.ui', '<interface><property name="icon-name">save</property></interface>'), False),
        (check_widgets('a.ui', '<interface><property name="label">–</property></interface>'), False),
        (check_complete(one, {}), True),
        (check_complete(one, {('', '%s of %d'): (None, [''], set())}), True),
        (check_complete(one, {('', '%s of %d'): (None, ['%2$d 的 %1$s'], {'fuzzy'})}), True),
        (check_complete(one, {('', '%s of %d'): (None, ['%2$d 的 %1$s'], set())}), False),
        (check_directives(one, {('', '%s of %d'): (None, ['%2$d 的 %1$s'], set())}), False),
        (check_directives(one, {('', '%s of %d'): (None, ['%d 的 %s'], set())}), True),
        (check_directives(one, {('', '%s of %d'): (None, ['%s'], set())}), True),
        (check_directives({('', '%d %%'): ()}, {('', '%d %%'): (None, ['百分之 %d'], set())}), False),
        (check_mnemonics({('', '_Save'): ()}, {('', '_Save'): (None, ['保存'], set())}), True),
        (check_mnemonics({('', '_Save'): ()}, {('', '_Save'): (None, ['保存(_S)'], set())}), False),
        (check_punctuation(one, {('', '%s of %d'): (None, ['共,%d'], set())}), True),
        (check_punctuation(one, {('', '%s of %d'): (None, ['共，%d'], set())}), False),
    ]
    for number, (problems, wrong) in enumerate(cases, 1):
        if bool(list(problems)) != wrong:
            yield f'planted case {number} is {"missed" if wrong else "blamed"}'
    sample = entries('#, fuzzy, c-format\nmsgctxt "a"\nmsgid "b"\n"c"\nmsgstr "d\\n"\n\n#~ msgid "old"\n#~ msgstr "x"\n')
    if sample != {('a', 'bc'): (None, ['d\n'], {'fuzzy', 'c-format'})}:
        yield f'an entry is read as {sample}'


def main():
    files = list(sources())
    listed = read('po/POTFILES.in').split()
    wanted, complaints = extract(listed)
    translated = entries(read(TRANSLATION))
    results = [
        ('a planted fault is found and a right line is not blamed', list(planted())),
        ('every file with strings for people is in POTFILES.in', list(check_list(listed, files))),
        ('a string to translate is one literal', [p for path, text in files if not path.endswith('.ui') for p in check_pasted(path, text)]),
        ('what a widget says can be translated', [p for path, text in files if path.endswith('.ui') for p in check_widgets(path, text)]),
        ('xgettext reads every file', complaints or ([] if len(wanted) > 500 else [f'only {len(wanted)} strings found'])),
        ('msgfmt accepts the Chinese', check_msgfmt()),
        ('every string has its Chinese', list(check_complete(wanted, translated))),
        ('the Chinese fills in the same values', list(check_directives(wanted, translated))),
        ('the Chinese keeps the keys of buttons and menus', list(check_mnemonics(wanted, translated))),
        ('Chinese sentences have Chinese marks', list(check_punctuation(wanted, translated))),
        ('the Chinese is Chinese', [f'no Han in: {shown(key)}' for key in wanted if re.search('[A-Za-z]{4}', key[1].replace('%', ''))
                                    and key[1] not in SAME and not any(map(HAN.search, translated.get(key, (None, ['有'], set()))[1]))]),
    ]

    print(f'1..{len(results)}')
    for number, (name, problems) in enumerate(results, 1):
        print(f'{"not ok" if problems else "ok"} {number} - {name}')
        for problem in problems:
            print(f'# {problem}'.replace('\n', '⏎'))
    return 1 if any(problems for _, problems in results) else 0


if __name__ == '__main__':
    sys.exit(main())
