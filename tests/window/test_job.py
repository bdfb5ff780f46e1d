#!/usr/bin/python3
"""The main job in the real window, with two members of staff: a walk-in is registered, approved, helped, paid; the receipt is printed to a
file and read back.   test_job.py NUANCHUANG NUANCTL"""
import glob
import os
import shutil
import subprocess
import sys
import tempfile
import time
import traceback

from clerk import GTK, T, Centre, id_number, sign_in, switch_to, words
from desk import Desk, NotSeen, text_of

nuanchuang, nuanctl = sys.argv[1:3]


def an_administrator_is_led_to_the_staff(desk, centre):
    sign_in(desk, "chief")
    desk.sees(T("Here stand the files of all families that the centre helps. Staff with the role intake open them."))
    desk.opens(lambda: desk.press(T("Staff"), "push button", "button"), "the staff")
    desk.sees("本杰")
    desk.close_dialog()


def a_walk_in_becomes_a_file(desk, centre):
    switch_to(desk, "anna", "安娜")
    desk.sees(T("Here stand the files of all families that the centre helps. Begin with the first one."))
    desk.key("F2")
    desk.type(T("Name", "member"), "阿不都热合曼·买买提江")
    desk.type(T("ID number", "member"), id_number("51110219700215001"))
    desk.type(T("Unit", "household"), "城东纺织厂工会")
    desk.type("工资性收入", "24000")
    desk.type("因病支出", "20000")
    desk.sees("333.33 < 1,062.00")
    desk.key("ctrl+s")
    desk.wait(lambda: centre.ask("SELECT state FROM household") == "pending", "the saved file")


def open_household(desk):
    """As a clerk would who knows the name, without looking up: what follows is waited for."""
    desk.key("ctrl+1", "F3", "ctrl+a")
    desk.write("abdrhm")
    desk.key("Return")


def somebody_else_puts_it_in_force(desk, centre):
    switch_to(desk, "ben", "本杰")
    open_household(desk)
    desk.press(T("Look and Decide…"))
    desk.sees("333.33 < 1,062.00")
    desk.press(T("_Approve"))
    desk.wait(lambda: centre.ask("SELECT state FROM household") == "in-force", "the file in force")


def open_grant_dialog(desk):
    desk.opens(lambda: desk.key("F4"), "the grant dialog")
    desk.sees(T("Grant Help"))


def choose_first(desk, label):
    """Of the list that the next field drops down, once its rows have the keyboard."""
    desk.key("Tab")
    desk.opens(lambda: desk.key("space"), f"the list of “{label}”")
    drop_down = desk.windows()[-1]
    desk.wait(lambda: desk.has_focus(label, "combo box", "list item"), f"the rows of “{label}”")
    desk.key("Down", "Return")
    desk.wait(lambda: drop_down not in desk.windows(), f"“{label}” to be chosen")


def help_is_drafted(desk, centre):
    switch_to(desk, "anna", "安娜")
    open_household(desk)
    open_grant_dialog(desk)
    choose_first(desk, T("Programme"))               # 生活救助
    choose_first(desk, T("Fund"))
    desk.type(T("Amount (元)", "grant"), "20000")
    desk.type(T("Reason", "grant"), "患病住院，生活困难")
    desk.press(T("_Draft the Grant"))
    desk.sees("12,744.00")                           # refused: over the cap, with the figure
    assert centre.ask("SELECT count (*) FROM grants") == "0"
    desk.type(T("Amount (元)", "grant"), "3000")
    desk.key("ctrl+l")                               # called away: the dialog goes, what was typed comes back
    desk.wait(lambda: len(desk.windows()) == 1, "the dialog to go")
    sign_in(desk, "anna")
    desk.sees("安娜")
    open_household(desk)
    open_grant_dialog(desk)
    amount = desk.entry(T("Amount (元)", "grant"))
    desk.wait(lambda: text_of(amount).replace(",", "").startswith("3000"), "what was typed")
    desk.press(T("_Draft the Grant"))
    desk.wait(lambda: centre.ask("SELECT state FROM grants") == "draft", "the draft")


def somebody_else_approves_it(desk, centre):
    switch_to(desk, "ben", "本杰")
    open_household(desk)
    desk.press(T("Decide…"))
    desk.sees("3,000.00")
    desk.press(T("_Approve"))
    desk.wait(lambda: centre.ask("SELECT state FROM grants") == "approved", "the approved grant")
    assert centre.ask("SELECT reserved_fen FROM fund_balance") == "300000"


def the_cashier_pays(desk, centre):
    switch_to(desk, "anna", "安娜")
    open_household(desk)
    desk.opens(lambda: desk.key("F5"), "the payment dialog")
    desk.press(T("_Pay and Make the Receipt"))
    desk.wait(lambda: centre.ask("SELECT state FROM grants") == "paid", "the payment")


def the_receipt_is_printed_to_a_file(desk, centre):
    desk.sees("人民币叁仟元整")
    desk.opens(lambda: desk.press(T("_Print…")), "the print dialog")
    desk.close_dialog()                              # thought better of it: nothing was printed, nothing is counted
    desk.sees(T("not printed yet"))
    assert centre.ask("SELECT count (*) FROM receipt_print") == "0"
    desk.opens(lambda: desk.press(T("_Print…")), "the print dialog")
    desk.closes(lambda front: desk.press(GTK("_Print")), "the print dialog to close")   # "print to file" is always there
    paper = desk.wait(lambda: glob.glob(os.path.join(centre.folder, "**", "*2026-000001*.pdf".replace("2026", time.strftime("%Y"))), recursive=True),
                      "the printed file")[0]
    desk.wait(lambda: subprocess.run(["qpdf", "--check", paper], capture_output=True).returncode == 0, "a whole PDF")
    text = subprocess.run(["pdftotext", "-layout", paper, "-"], capture_output=True, text=True, check=True).stdout
    for expected in (f"{time.strftime('%Y')}-000001", "阿不都热合曼·买买提江", "人民币叁仟元整", "3,000.00", "511102********", "城东纺织厂工会", "生活救助"):
        assert text.count(expected) >= 3, f"“{expected}” is not on all three parts"
    desk.wait(lambda: centre.ask("SELECT count (*) FROM receipt_print") == "1", "the print to be counted")


def a_file_that_is_there_is_replaced_when_asked_alone(desk, centre):
    paper, = glob.glob(os.path.join(centre.folder, "**", "*-000001*.pdf"), recursive=True)
    before = os.stat(paper)
    desk.opens(lambda: desk.press(T("_Print…")), "the print dialog")
    desk.opens(lambda: desk.press(GTK("_Print")), "the question")
    desk.close_dialog()
    now = os.stat(paper)
    assert (now.st_ino, now.st_mtime_ns, now.st_size) == (before.st_ino, before.st_mtime_ns, before.st_size), "the file was touched"
    assert centre.ask("SELECT count (*) FROM receipt_print") == "1"
    desk.opens(lambda: desk.press(GTK("_Print")), "the question")
    desk.sees(T("Replace the file?"))
    desk.press(T("_Replace"))
    desk.wait(lambda: len(desk.windows()) == 2, "the dialogs to close")
    desk.wait(lambda: centre.ask("SELECT count (*) FROM receipt_print") == "2", "the reprint to be counted")
    desk.wait(lambda: os.stat(paper).st_ino != before.st_ino, "the new file")
    desk.wait(lambda: subprocess.run(["qpdf", "--check", paper], capture_output=True, check=False).returncode == 0, "a whole PDF")


def it_is_ticked_as_signed(desk, centre):
    desk.press(T("Tick as S_igned"))
    desk.wait(lambda: centre.ask("SELECT count (*) FROM receipt_signature") == "1", "the signature")
    assert centre.ctl("ben", "check"), "check"


def choose_from_menu(desk, item):
    """By the letter of its mnemonic: GTK 4.18 gives the items of a menu no names."""
    said = words.gettext(item)
    desk.opens(lambda: desk.press(T("Menu")), "the menu")
    menu = desk.windows()[-1]
    desk.key(said[said.index("_") + 1].lower())
    desk.wait(lambda: menu not in desk.windows() and len(desk.windows()) == 2, f"what “{item}” opens")


def a_file_chooser_that_shows_the_data_file_costs_nothing(desk, centre):
    """It opens what it shows, in our process: the locks on the data file must outlive that."""
    desk.close_dialog()
    switch_to(desk, "chief", "chief")
    log = os.stat(centre.db + "-wal").st_ino
    choose_from_menu(desk, "_Back Up…")
    desk.key("ctrl+a")
    desk.write(os.path.dirname(centre.db) + "/")
    desk.key("Return")
    desk.sees(os.path.basename(os.path.dirname(centre.db)))
    desk.close_dialog()
    assert centre.ctl("ben", "receipt", "list"), "receipt list"
    assert os.stat(centre.db + "-wal").st_ino == log, "the log was taken away under the window"
    switch_to(desk, "anna", "安娜")
    assert centre.ask("SELECT count (*) FROM journal j JOIN staff s ON s.id = j.staff_id WHERE s.login = 'anna' AND j.action = 'sign-in'"
                      " AND j.id = (SELECT max (id) FROM journal)") == "1", "the sign-in"


def look_at_names(desk, where):
    nameless = []

    def look():   # what is only just being built has its name a moment later
        nameless[:] = desk.nameless()
        return not nameless
    try:
        desk.wait(look, "names", 5)
    except NotSeen:
        raise AssertionError(f"{where}: without a name: " + "; ".join(nameless)) from None


def what_takes_the_focus_has_a_name(desk, centre):
    for tab, sign in (("4", T("Period")), ("3", "县级帮扶资金"), ("2", "阿不都热合曼·买买提江"), ("1", T("All households", "list"))):
        desk.key("ctrl+" + tab)
        desk.sees(sign)
        look_at_names(desk, f"tab {tab}")
    desk.key("F2")
    desk.sees(T("gets its number when it is saved"))
    look_at_names(desk, "a new file")
    switch_to(desk, "chief", "chief")
    for item, sign in (("_Standards", "1,062.00"), ("S_taff", "本杰"), ("_Journal", T("Receipt signed", "journal")),
                       ("_Check Data", T("Everything is in order.")), ("P_references", T("Lock after"))):
        choose_from_menu(desk, item)
        desk.sees(sign)
        if item == "_Journal":
            desk.sees("3,000.00 元")
            desk.key("F8")
            desk.wait(lambda: not desk.shows("3,000.00 元"), "hidden amounts")
            desk.key("F8")
            desk.sees("3,000.00 元")
            desk.key("Escape")                       # the dialog's, whether or not a toast is still shown
            desk.wait(lambda: len(desk.windows()) == 1, "the journal to close")
            choose_from_menu(desk, item)
            desk.sees(sign)
        look_at_names(desk, item)
        desk.close_dialog()


STEPS = [an_administrator_is_led_to_the_staff, a_walk_in_becomes_a_file, somebody_else_puts_it_in_force, help_is_drafted,
         somebody_else_approves_it, the_cashier_pays, the_receipt_is_printed_to_a_file,
         a_file_that_is_there_is_replaced_when_asked_alone, it_is_ticked_as_signed,
         a_file_chooser_that_shows_the_data_file_costs_nothing, what_takes_the_focus_has_a_name]


def main():
    folder = tempfile.mkdtemp(prefix="nuan-desk-")
    centre = Centre(folder, nuanctl)
    desk = Desk(nuanchuang, "--db", centre.db, env={"XDG_CONFIG_HOME": os.path.join(folder, "config"), "HOME": folder})
    failed = False
    print(f"1..{len(STEPS)}", flush=True)
    for number, step in enumerate(STEPS, 1):
        name = step.__name__.replace("_", " ")
        if failed:
            print(f"not ok {number} {name}: the step before failed", flush=True)
            continue
        began = time.monotonic()
        try:
            step(desk, centre)
            look_at_names(desk, name)
            print(f"ok {number} {name} ({time.monotonic() - began:.1f} s)", flush=True)
        except Exception as trouble:
            failed = True
            print(f"not ok {number} {name}: {trouble}", flush=True)
            for line in traceback.format_exc().splitlines():
                print("#", line)
            pictures = os.environ.get("NUAN_DESK_PICTURES")
            if pictures:
                desk.picture(os.path.join(pictures, "failed.png"))
                with open(os.path.join(pictures, "failed.txt"), "w", encoding="utf-8") as tree:
                    tree.write(desk.tree())
        if os.environ.get("NUAN_DESK_PICTURES"):
            desk.picture(os.path.join(os.environ["NUAN_DESK_PICTURES"], f"step-{number}.png"))
    if os.environ.get("NUAN_DESK_TREE"):
        with open(os.environ["NUAN_DESK_TREE"], "w", encoding="utf-8") as tree:
            tree.write(desk.tree())
    desk.close()
    shutil.rmtree(folder)
    return failed


sys.exit(main())
