"""Running a program as nobody, for what root could do and must not: writing to what can only be read, serving a database."""
import os

NOBODY = 65534

# Looking stays allowed: where the root folder itself is closed to others, as in a throw-away Debian, nobody could start anything.
MAY_LOOK = ['--securebits=+no_setuid_fixup', '--inh-caps=+dac_read_search', '--ambient-caps=+dac_read_search']


def command(words):
    """WORDS as they are run by nobody; as they are where root does not ask."""
    if os.geteuid() != 0:
        return list(words)
    return ['setpriv', f'--reuid={NOBODY}', f'--regid={NOBODY}', '--clear-groups', *MAY_LOOK, *words]


def give(folder):
    """FOLDER becomes nobody's own."""
    if os.geteuid() == 0:
        os.chown(folder, NOBODY, NOBODY)
