#!/usr/bin/python3
"""Long work on 100,000 households, cancelled halfway: no partial file stays, the data is as before.   test-cancel.py NUANCTL DEMO.db"""
import glob
import hashlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

nuanctl, demo = map(os.path.abspath, sys.argv[1:3])
env = {**os.environ, "NUAN_PASSWORD": "nuanchuang", "LC_ALL": "C.UTF-8"}
TABLES = ("journal", "entry", "entry_movement", "payment", "receipt", "receipt_print", "grants", "household", "member", "fund_balance", "staff")


def fingerprint(db):
    """Rows and last key of each table that work could have touched, and the head of the journal."""
    connection = sqlite3.connect(f"file:{db}?mode=ro", uri=True)
    try:
        facts = [connection.execute(f"SELECT count (*), max (rowid) FROM {table}").fetchone() for table in TABLES]
        # A sign-in is a row of the journal by itself: what the cancelled work would have written is not.
        facts[0] = connection.execute("SELECT count (*) FROM journal WHERE action NOT LIKE 'sign-in%' AND action <> 'backup'").fetchone()
        return hashlib.sha256(repr(facts).encode()).hexdigest()
    finally:
        connection.close()


def run_cancelled(folder, delay, arguments):
    """Starts nuanctl, interrupts it after DELAY seconds; TRUE when it was cancelled rather than done."""
    process = subprocess.Popen([nuanctl, *arguments], cwd=folder, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    time.sleep(delay)   # at some moment of the work
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    if process.returncode == 0:
        return False
    assert process.returncode in (1, 130), f"exit status {process.returncode}: {said}"
    assert len(said.splitlines()) <= 1, f"said more than a line: {said}"
    return True


def cancelled_leaves_nothing(name, arguments, output):
    folder = tempfile.mkdtemp(prefix="nuan-cancel-")
    db = os.path.join(folder, "centre.db")
    shutil.copy(demo, db)
    before = fingerprint(db)
    try:
        for delay in (1.2, 0.8, 0.5, 0.35, 0.25):   # quick machines finish early: try to be quicker
            if run_cancelled(folder, delay, ["--db", db, "--as", "admin", *arguments(folder)]):
                break
            for path in glob.glob(os.path.join(folder, output)):
                os.unlink(path)
            before = fingerprint(db)
        else:
            raise AssertionError("was done before it could be cancelled")
        left = [path for path in os.listdir(folder) if path.startswith(output.split("*")[0]) or path.endswith(("part", ".part"))]
        assert not left, f"left behind: {left}"
        assert fingerprint(db) == before, "the data changed"
    finally:
        shutil.rmtree(folder)


def report(suffix, table="receipts"):
    return lambda folder: ["report", table, "--from", "2000-01-01", "--to", "2099-12-31", "-o", f"out.{suffix}"]


def receipts(folder):
    connection = sqlite3.connect(f"file:{demo}?mode=ro", uri=True)
    numbers = [row[0] for row in connection.execute("SELECT printf ('%04d-%06d', year, seq) FROM receipt LIMIT 4000")]
    connection.close()
    return ["receipt", "pdf", *numbers, "-o", "out.pdf"]


def a_demo_leaves_the_empty_file():
    folder = tempfile.mkdtemp(prefix="nuan-cancel-")
    db = os.path.join(folder, "new.db")
    try:
        assert run_cancelled(folder, 3, ["--db", db, "demo", "--households", "100000", "--years", "3", "--seed", "1"]), "the demo was done already"
        assert not os.listdir(folder) or set(os.listdir(folder)) <= {"new.db.lock"}, f"left behind: {os.listdir(folder)}"
    finally:
        shutil.rmtree(folder)


TESTS = {
    "a report as PDF": lambda: cancelled_leaves_nothing("pdf", report("pdf"), "out.*"),
    "a report as XLSX": lambda: cancelled_leaves_nothing("xlsx", report("xlsx"), "out.*"),
    "a report as CSV": lambda: cancelled_leaves_nothing("csv", report("csv"), "out.*"),
    "a batch of receipts": lambda: cancelled_leaves_nothing("receipts", receipts, "out.*"),
    "an hledger export": lambda: cancelled_leaves_nothing("hledger", lambda folder: ["ledger", "export", "--format", "hledger", "-o", "out.journal"], "out.*"),
    "a check": lambda: cancelled_leaves_nothing("check", lambda folder: ["check"], "out.*"),
    "a backup": lambda: cancelled_leaves_nothing("backup", lambda folder: ["backup", "-o", "out.db"], "out.*"),
    "a demo": a_demo_leaves_the_empty_file,
}

print(f"1..{len(TESTS)}")
failures = 0
for number, (name, test) in enumerate(TESTS.items(), 1):
    try:
        test()
        print(f"ok {number} {name}, cancelled halfway, leaves nothing behind", flush=True)
    except AssertionError as error:
        failures += 1
        print(f"not ok {number} {name}, cancelled halfway, leaves nothing behind: {error}", flush=True)
sys.exit(1 if failures else 0)
