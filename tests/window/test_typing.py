#!/usr/bin/python3
"""Keys typed as fast as a scanner or as slowly as a beginner arrive in their order while an input method runs: an ID number, a phone, an
amount, a password, and letters where Chinese is typed as well.   test_typing.py NUANCHUANG NUANCTL ibus|fcitx5"""
import os
import shutil
import subprocess
import sys
import tempfile
import time
import traceback

import pyatspi

from clerk import PASSWORD, T, Centre, id_number
from desk import Desk, LOOK_S, NotSeen, text_of

nuanchuang, nuanctl, method = sys.argv[1:4]
DELAYS_MS = (5, 30, 60, 120)
NUMBER = id_number("51110219800101001")
DAEMONS = {"ibus": ["ibus-daemon", "--panel=disable", "--config=disable", "--emoji-extension=disable", "--replace"],
           "fcitx5": ["fcitx5", "--disable=wayland,notifications,kimpanel", "--replace"]}
MODULES = {"ibus": "ibus", "fcitx5": "fcitx"}
ANSWERS = {"ibus": ["ibus", "engine", "xkb:us::eng"], "fcitx5": ["fcitx5-remote", "-s", "keyboard-us"]}


def started(daemon):
    """The daemon of the method, once it answers."""
    process = subprocess.Popen(daemon, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    end = time.monotonic() + 30
    while subprocess.run(ANSWERS[method], capture_output=True, check=False).returncode != 0:
        assert process.poll() is None, f"{daemon[0]} ended with {process.returncode}"
        assert time.monotonic() < end, f"{daemon[0]} does not answer"
        time.sleep(LOOK_S)
    return process


def own_settings(folder):
    """Nobody's settings, for what the message bus starts as well."""
    for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        os.environ[name] = folder
    subprocess.run(["dbus-update-activation-environment", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"], check=True)


def has_keyboard(node):
    return node.getState().contains(pyatspi.STATE_FOCUSED)


def tab_to(desk, node, label):
    for _ in range(80):
        if has_keyboard(node):
            return
        subprocess.run(["xdotool", "key", "Tab"], check=True)
        try:
            desk.wait(lambda: has_keyboard(node), "", patience=4 * LOOK_S)
        except NotSeen:
            pass
    raise NotSeen(f"Tab never comes to “{label}”")


def go_to(desk, label):
    """By a click, after which the keys come in their order: GTK 4.8 does not tell which entry has the keyboard. Later ones do, but tell wrong
    places."""
    node = desk.entry(label)
    desk.focus_front()
    if desk.application.toolkitVersion.startswith("4.8."):
        box = node.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
        subprocess.run(["xdotool", "mousemove", str(box.x + box.width // 2), str(box.y + box.height // 2), "click", "1"], check=True)
    else:
        tab_to(desk, node, label)
    return node


def type_at(desk, delay_ms, label, text):
    """Real keys into the entry; gives what arrived."""
    node = go_to(desk, label)
    subprocess.run(["xdotool", "key", "ctrl+a", "Delete"], check=True)
    desk.wait(lambda: text_of(node) == "", f"the empty entry “{label}”")
    subprocess.run(["xdotool", "type", "--clearmodifiers", "--delay", str(delay_ms), text], check=True)
    desk.wait(lambda: len(text_of(node)) >= len(text), f"{len(text)} signs in “{label}”")
    return text_of(node)


def a_password_signs_in(desk, delay_ms):
    type_at(desk, delay_ms, T("Login"), "anna")
    node = go_to(desk, T("Password"))
    subprocess.run(["xdotool", "type", "--delay", str(delay_ms), PASSWORD], check=True)
    desk.wait(lambda: node.queryText().characterCount == len(PASSWORD), "the whole password")
    desk.press(T("Sign in"))
    desk.sees("安娜")


def figures_arrive_in_their_order(desk, delay_ms):
    desk.key("F2")
    for label, text in ((T("ID number", "member"), NUMBER), (T("Household phone", "household"), "13908130927"), ("工资性收入", "12345678.90")):
        arrived = type_at(desk, delay_ms, label, text)
        assert arrived == text, f"“{label}” at {delay_ms} ms: {arrived!r} for {text!r}"


def letters_arrive_in_their_order(desk, delay_ms):
    arrived = type_at(desk, delay_ms, T("Name", "member"), "abcdefghijkl")
    assert arrived == "abcdefghijkl", f"the name at {delay_ms} ms: {arrived!r}"


def main():
    folder = tempfile.mkdtemp(prefix="nuan-typing-")
    own_settings(folder)
    daemon = started(DAEMONS[method])
    wrong = 0
    print(f"1..{len(DELAYS_MS)}")
    try:
        db = Centre(folder, nuanctl).db
        for number, delay_ms in enumerate(DELAYS_MS, 1):
            desk = Desk(nuanchuang, "--db", db, env={"GTK_IM_MODULE": MODULES[method]})
            try:
                for step in (a_password_signs_in, figures_arrive_in_their_order, letters_arrive_in_their_order):
                    step(desk, delay_ms)
                print(f"ok {number} - {method}, a key each {delay_ms} ms")
            except Exception:
                wrong += 1
                print(f"not ok {number} - {method}, a key each {delay_ms} ms")
                for line in traceback.format_exc().splitlines():
                    print("#", line)
            finally:
                desk.close()
    finally:
        daemon.terminate()
        daemon.wait()
        shutil.rmtree(folder, ignore_errors=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
