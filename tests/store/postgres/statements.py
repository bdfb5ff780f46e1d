"""The SQL that stands in the source: each literal as the compiler sees it, macros and pieces put together."""
import concurrent.futures
import json
import os
import re
import shlex
import subprocess

BEGINNING = re.compile(r'(SELECT|INSERT|UPDATE|DELETE|WITH)\b')
LITERAL = re.compile(r'"((?:\\.|[^"\\])*)"(?:\s*"((?:\\.|[^"\\])*)")*')
PIECE = re.compile(r'"((?:\\.|[^"\\])*)"')
LETTERS = re.compile(r'\s*,\s*"([itdnz]*)"')


def preprocessed(command):
    """The text of one file of the list of the build, included headers too."""
    words = [word for word in shlex.split(command['command']) if word != 'ccache']
    output = words.index('-o')
    words = [word for i, word in enumerate(words) if i not in (output, output + 1) and word not in ('-c', '-MD') and not word.startswith('-fsanitize')]
    for flag in ('-MQ', '-MF'):
        place = words.index(flag)
        del words[place:place + 2]
    return subprocess.run([*words, '-E', '-P'], cwd=command['directory'], check=True, capture_output=True, text=True, encoding='utf-8').stdout


def unescaped(text):
    return re.sub(r'\\(.)', lambda found: {'n': '\n', 't': '\t'}.get(found.group(1), found.group(1)), text)


def statements_of(text):
    """SQL → the letters of its parameters, or None where they don't stand behind it."""
    found = {}
    for literal in LITERAL.finditer(text):
        sql = unescaped(''.join(PIECE.findall(literal.group())))
        if BEGINNING.match(sql):
            letters = LETTERS.match(text, literal.end())
            found.setdefault(sql, letters.group(1) if letters else None)
    return found


def in_source(build, folder='/src/store/', but='/src/store/engine/'):
    """Of all files of FOLDER that the build compiles; what the engines say to their own database is theirs."""
    with open(os.path.join(build, 'compile_commands.json'), encoding='utf-8') as file:
        paths = [(os.path.normpath(os.path.join(command['directory'], command['file'])), command) for command in json.load(file)]
    commands = [command for path, command in paths if folder in path and but not in path]
    found = {}
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for text in pool.map(preprocessed, commands):
            for sql, letters in statements_of(text).items():
                if found.get(sql) is None:
                    found[sql] = letters
    return found
