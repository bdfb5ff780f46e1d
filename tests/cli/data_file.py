"""Data files as they are found: killed at work, with their logs, in a folder of their own."""

import os
import shutil
import sqlite3

import ctl
from ctl import Case


def killed(centre, path):
    """The data file as a kill leaves it: with its log, in which the last payment stands alone."""
    household, head = centre.facts['numbers'][0], centre.facts['members'][0]
    holder = sqlite3.connect(centre.db)   # the last one to close would empty the log
    holder.execute('SELECT count(*) FROM payment').fetchone()
    holder.execute('PRAGMA wal_checkpoint(TRUNCATE)')
    centre.paid(household, head, '100')
    for ending in ('', '-wal'):
        shutil.copyfile(centre.db + ending, path + ending)
        os.chmod(path + ending, 0o600)
    holder.close()
    return ctl.Centre(path, centre.facts)


class DataFiles(Case):
    def beside(self, name):
        return sorted(other for other in os.listdir(self.folder) if other.startswith(name))

    def payments(self, db):
        return ctl.sqlite(db, 'SELECT count(*) FROM payment')[0][0]
