#!/usr/bin/python3
"""Writes data/han-readings.csv, the living readings of Han characters, from Debian's unicode-data: han-readings.py FILE [--check]

Living is what a dictionary of today reads: Unihan's kTGHZ2013 (通用规范汉字字典) and kXHC1983 (现代汉语词典), one beside the other. A character stands
in the list where they know more than one reading, tones aside, or one that is not the first of kMandarin, which is what ICU reads. The list is committed:
a build needs no unicode-data. --check writes nothing, and fails unless FILE is what would be written; where the package is missing, or is of another
version of Unicode than FILE, there is nothing to compare with (exit 77)."""
import bz2
import os
import re
import sys
import unicodedata

READINGS = '/usr/share/unicode/Unihan_Readings.txt.bz2'
DICTIONARIES = ('kTGHZ2013', 'kXHC1983')
HEAD = '''# How Han characters are read in the dictionaries of today, where there is more than one reading or another one than ICU's first: a name is found under
# each of them. Which one a name is sorted by says surname-readings.csv, name-readings.csv, else ICU. A centre may put its own file of this name in
# the data directory. Written by build-aux/han-readings.py from Unihan of Unicode {0} (kTGHZ2013 and kXHC1983), © Unicode, Inc., under
# https://www.unicode.org/license.txt: change that program, and run it again.
character,readings
'''


def without_tone(reading):
    """lǜ → lv"""
    signs = unicodedata.normalize('NFD', reading).replace('u\u0308', 'v')
    return ''.join(sign for sign in signs if not unicodedata.combining(sign))


def readings_of(field, value):
    """'0683.040:lè 1430.060:yuè', 'lè' → le, yue"""
    for entry in value.split(' '):
        for reading in entry.rpartition(':')[2].split(',') if field in DICTIONARIES else [entry]:
            yield without_tone(reading)


def read_unihan():
    """The version, and of each character the readings of the dictionaries and the first of kMandarin."""
    version, living, first = None, {}, {}
    with bz2.open(READINGS, 'rt', encoding='utf-8') as lines:
        for line in lines:
            told = re.match(r'# Unicode version: (\d+\.\d+)', line)
            if told:
                version = told[1]
            if line.startswith('#') or line.count('\t') != 2:
                continue
            code, field, value = line.rstrip('\n').split('\t')
            character = chr(int(code[2:], 16))
            if field == 'kMandarin':
                first[character] = next(readings_of(field, value))
            elif field in DICTIONARIES:
                living.setdefault(character, set()).update(readings_of(field, value))
    return version, living, first


def write_list(version, living, first):
    lines = [f'{character},{" ".join(sorted(readings))}\n' for character, readings in sorted(living.items())
             if len(readings) > 1 or first.get(character) not in readings]
    return HEAD.format(version) + ''.join(lines)


def main():
    path = sys.argv[1]
    if not os.path.exists(READINGS):
        print('unicode-data is not installed')
        sys.exit(77)
    version, living, first = read_unihan()
    text = write_list(version, living, first)
    if '--check' not in sys.argv:
        with open(path, 'w', encoding='utf-8') as file:
            file.write(text)
        return
    with open(path, encoding='utf-8') as file:
        there = file.read()
    if f'Unihan of Unicode {version} ' not in there:
        print(f'unicode-data is of Unicode {version}, and the list is of another one')
        sys.exit(77)
    if there != text:
        sys.exit(f'not current, run build-aux/han-readings.py {path}')


if __name__ == '__main__':
    main()
