#!/usr/bin/python3
"""The window never waits: with 100,000 households no iteration of its main loop takes over 50 ms while a report runs and a clerk searches.
test-main-loop.py NUANCHUANG DEMO.db"""
import gettext
import os
import shutil
import subprocess
import sys
import tempfile
import time

import pyatspi

from desk import Desk

nuanchuang, demo = map(os.path.abspath, sys.argv[1:3])
SIGN_IN = "review"
PACE_S = 0.2
ATTEMPTS = 4   # a virtual machine that is taken away for a moment is not the window's fault; what the window does wrong it does each time
words = gettext.translation("nuanchuang", os.path.join(os.environ["NUAN_TEST_BUILD"], "po"), languages=["zh_CN"], fallback=True)


def too_long(probe, since):
    """(moment, ms, ms of its own work, times preempted) of each iteration after SINCE that kept the window deaf by its own fault: it worked, or
    waited for something, for over 50 ms. One that other programs kept from the processor tells nothing."""
    with open(probe, encoding="ascii") as lines:
        found = [tuple(map(int, line.split())) for line in lines]
    return [(moment / 1e6, ms, own, taken) for moment, ms, own, taken in found if moment / 1e6 > since and (own > 50 or taken == 0)]


def choose(desk, table):
    """A click on its row: the window stands in the corner of the screen. The table that is still shown bears its name too, as a title: which of the
    two comes first in the tree is each libadwaita's own matter."""
    row = desk.wait(lambda: desk.find(table, "list item"), f"the row “{table}”")
    box = row.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
    subprocess.run(["xdotool", "mousemove", str(box.x + box.width // 2), str(box.y + box.height // 2), "click", "1",
                    "mousemove", "1365", "767"], check=True)
    desk.wait(lambda: row.getState().contains(pyatspi.STATE_SELECTED), f"the row “{table}” to be chosen")


def keys(desk, *pressed):
    """At a clerk's pace: what one key asks for is being read when the next one comes."""
    for key in pressed:
        desk.key(key)
        time.sleep(PACE_S)


def work(desk, folder):
    """A report over all receipts on the statistics page, and a clerk who does not wait for it. Escape goes back to that page each time, where the
    report is seen in the end."""
    keys(desk, "ctrl+4")
    choose(desk, "帮扶情况统计表")
    choose(desk, "领款单登记表")   # the longest of the tables
    for search in ("jianguo", "wang", "0111", "zjg"):
        keys(desk, "ctrl+1", "F3", "ctrl+a")
        desk.write(search)
        time.sleep(PACE_S)
        keys(desk, "Down", "Down", "Escape")
    look_at_long_table(desk, folder)


def chosen_table(folder):
    with open(os.path.join(folder, "config", "nuanchuang", "state.ini"), encoding="utf-8") as state:
        return state.read()


def look_at_long_table(desk, folder):
    """Keys that went elsewhere would measure an idle window. What was chosen is remembered a moment later."""
    desk.key("ctrl+4")
    desk.sees("作废的领款单保留编号", 60)   # the note under the register, once it was read
    desk.wait(lambda: "table=receipts\n" in chosen_table(folder), "the register among what is remembered")


def main():
    folder = tempfile.mkdtemp(prefix="nuan-loop-")
    db, probe = os.path.join(folder, "centre.db"), os.path.join(folder, "probe")
    shutil.copy(demo, db)
    print("1..1", flush=True)
    desk = Desk(nuanchuang, "--db", db, env={"NUAN_PROBE": probe, "XDG_CONFIG_HOME": os.path.join(folder, "config"), "HOME": folder})
    try:
        desk.type(words.gettext("Login"), SIGN_IN)
        password = desk.type(words.gettext("Password"), "nuanchuang")
        desk.press(words.gettext("Sign in"))
        desk.wait(lambda: password.queryText().characterCount == 0, "the password to be taken")   # the page names all staff of a demo
        work(desk, folder)          # pages are laid out once; then, for the measure, the long table is there to be left and come back to

        for attempt in range(ATTEMPTS):
            began = time.time()
            work(desk, folder)
            long = too_long(probe, began)
            for moment, ms, own, taken in long:
                print(f"# attempt {attempt + 1}: {ms} ms, {own} ms of them its own work, {taken} times preempted, after {moment - began:.1f} s", flush=True)
            if not long:
                break
        verdict = "not ok" if long else "ok"
        print(f"{verdict} 1 no iteration of the main loop takes over 50 ms while a report runs", flush=True)
        return 1 if long else 0
    finally:
        desk.close()
        shutil.rmtree(folder)


sys.exit(main())
