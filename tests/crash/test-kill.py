#!/usr/bin/python3
"""kill -9 at any moment: 10 kills of a process that pays in a loop, 200 with NUAN_TEST_LONG, at least half of them inside a transaction. What
it printed after COMMIT is there, numbers run without gap or double. A payment split into two transactions is caught by the same test."""
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

KILLS = 200 if os.environ.get('NUAN_TEST_LONG') else 10
INSIDE = KILLS // 2
GRANTS = 6000
MOST_SPLIT_KILLS = 60
SEED = int(os.environ.get('NUAN_TEST_SEED', random.randrange(2**32)))   # of the moments: as often as the machine lets them come again
victim = sys.argv[1]


def kill_once(db, flag, *options):
    """Runs the victim for a random while; returns the numbers it printed and whether a transaction was open."""
    process = subprocess.Popen([victim, db, flag, *options], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "ready\n", "the victim did not start"
    time.sleep(random.uniform(0.001, 0.040))
    process.send_signal(signal.SIGKILL)
    printed = process.stdout.read().split()
    process.wait()
    assert process.returncode in (-signal.SIGKILL, 0), f"the victim ended with {process.returncode}"
    with open(flag, "rb") as state:
        return printed, state.read(1) == b"\1"


def problem(db, acknowledged):
    """What is wrong in the file, judged by SQLite alone; '' when nothing is."""
    connection = sqlite3.connect(db)
    ask = lambda sql: connection.execute(sql).fetchone()[0]
    try:
        if ask("PRAGMA quick_check") != "ok":
            return "the file is damaged"
        numbers = {row[0] for row in connection.execute("SELECT printf ('%04d-%06d', year, seq) FROM receipt")}
        if not acknowledged <= numbers:
            return f"acknowledged and lost: {sorted(acknowledged - numbers)}"
        if ask("SELECT count (*) FROM receipt") != ask("SELECT coalesce (max (seq), 0) FROM receipt"):
            return "a number is missing or doubled"
        counts = [ask(f"SELECT count (*) FROM {what}") for what in ("receipt", "payment", "entry WHERE kind = 'payment'", "grants WHERE state = 'paid'")]
        if len(set(counts)) != 1:
            return f"receipts, payments, entries, paid grants: {counts}"
        if ask("SELECT sum (paid_fen) FROM fund_balance") != ask("SELECT coalesce (sum (amount_fen), 0) FROM payment"):
            return "the fund does not show what was paid"
        return ""
    finally:
        connection.close()


def nothing_acknowledged_is_lost(folder):
    db, flag = os.path.join(folder, "centre.db"), os.path.join(folder, "flag")
    acknowledged, inside, kills = set(), 0, 0
    while kills < KILLS or (inside < INSIDE and kills < 3 * KILLS):
        printed, open_transaction = kill_once(db, flag)
        doubled = acknowledged & set(printed)
        assert not doubled, f"given twice: {doubled}"
        acknowledged |= set(printed)
        inside += open_transaction
        kills += 1
        wrong = problem(db, acknowledged)
        assert not wrong, f"kill {kills}: {wrong}"
    print(f"# {kills} kills, {inside} inside a transaction, {len(acknowledged)} payments acknowledged")
    assert inside >= INSIDE, f"only {inside} kills fell into a transaction"


def split_payment_is_caught(folder):
    db, flag = os.path.join(folder, "centre.db"), os.path.join(folder, "flag")
    for kill in range(MOST_SPLIT_KILLS):
        printed, _ = kill_once(db, flag, "--split")
        wrong = problem(db, set(printed))
        if wrong:
            print(f"# kill {kill + 1}: {wrong}")
            return
    raise AssertionError("no kill showed that the payment was two transactions")


def main():
    tests = [nothing_acknowledged_is_lost, split_payment_is_caught]
    print(f"1..{len(tests)}")
    print(f"# NUAN_TEST_SEED={SEED}")
    random.seed(SEED)
    failed = 0
    template = tempfile.mkdtemp(prefix="nuan-kill-")
    subprocess.run([victim, "--prepare", template, str(GRANTS)], check=True)
    for number, test in enumerate(tests, 1):
        folder = tempfile.mkdtemp(prefix="nuan-kill-")
        shutil.copy(os.path.join(template, "centre.db"), folder)
        try:
            test(folder)
            print(f"ok {number} {test.__name__}")
        except AssertionError as error:
            failed += 1
            print(f"not ok {number} {test.__name__}: {error}")
        shutil.rmtree(folder)
    shutil.rmtree(template)
    return failed


sys.exit(main())
