#!/usr/bin/python3
"""What a screen reader finds on each page and in each dialog of an invented centre is what stands in tree/*.txt.
test_tree.py [--write] NUANCHUANG NUANCTL STILL-CLOCK      with --write the files are made anew
The files are of GTK 4.8: another one puts its widgets together from other parts."""
import difflib
import gettext
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import traceback

from desk import Desk, LOOK_S, name_of
from reader import FOCUSABLE, Reader, SELECTED, SENSITIVE

given = [argument for argument in sys.argv[1:] if argument != "--write"]
writes = "--write" in sys.argv[1:]
nuanchuang, nuanctl, still_clock = map(os.path.abspath, given)
words = gettext.translation("nuanchuang", os.path.join(os.environ["NUAN_TEST_BUILD"], "po"), languages=["zh_CN"], fallback=True)

TOOLKIT = "4.8."
NOON = "1795176000"      # 2026-11-20 12:00 UTC, as long as the test runs
STILL = {"LD_PRELOAD": still_clock, "NUAN_STILL_CLOCK": NOON, "TZ": "UTC"}
PASSWORD = "nuanchuang"
TREES = os.environ.get("NUAN_TREES", os.path.join(os.path.dirname(os.path.abspath(__file__)), "tree"))
ROWS = 8                 # of a list: the others are like them
PATIENCE_S, SHORT_PATIENCE_S, MANY = 20, 4, 3   # a few trees that differ are waited for; where many do, nothing is late
CALM_S = 1.5
DIFF_LINES = 80
PAGE = re.compile(r"^Nuan\w+Page$")


def EVERYWHERE(node):
    return True


def OUTSIDE_PAGES(node):
    return not PAGE.match(node.name)


def T(english, context=None):
    """What the clerk reads for it."""
    return (words.pgettext(context, english) if context else words.gettext(english)).replace("_", "")


class Centre:
    """The invented centre and what the places need besides: a file that waits for its approval, one with a draft, an approved grant and receipts,
    and a member of staff who may do all but draft."""

    def __init__(self, folder):
        self.db = os.path.join(folder, "centre.db")
        self.ctl(None, "demo", "--households", "24", "--years", "2", "--seed", "7")
        self.ctl("admin", "staff", "add", "gu", "--name", "顾全", "--role", "review,direct,cash,admin,audit")
        family = {"unit": "城东纺织厂工会", "address": "城东街 1 号", "phone": "13900001234", "causes": ["illness"], "incomes": {"wage": "24000"},
                  "expenses": {"illness": "20000"},
                  "members": [{"name": "何秀英", "id_number": "511102197002150012", "relation": "02", "phone": "13900001234"},
                              {"name": "何小宝", "relation": "20"}]}
        path = os.path.join(folder, "family.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(family, file)
        self.pending = self.ctl("intake", "household", "add", "--json", path)
        self.household, member = self.ask("SELECT h.number, m.id_number FROM household h JOIN member m ON m.household_id = h.id AND m.place = 0"
                                          " WHERE h.state = 'in-force' AND EXISTS (SELECT 1 FROM receipt r WHERE r.household_number = h.number)"
                                          " AND NOT EXISTS (SELECT 1 FROM grants g WHERE g.household_id = h.id AND g.state IN ('draft', 'approved'))"
                                          " ORDER BY h.id LIMIT 1")
        fund, = self.ask("SELECT id FROM fund WHERE name = '2026年省级财政帮扶资金'")
        for state in ("approved", "draft"):
            grant = self.ctl("intake", "grant", "add", "--household", self.household, "--member", member, "--programme", "living", "--fund", fund,
                             "--amount", "300", "--reason", "生活困难")
            if state == "approved":
                self.ctl("review", "grant", "approve", grant)

    def ctl(self, who, *said):
        env = {**os.environ, **STILL, "NUAN_PASSWORD": PASSWORD, "NUAN_NEW_PASSWORD": PASSWORD}
        done = subprocess.run([nuanctl, "--db", self.db, *(["--as", who] if who else []), *said], env=env, capture_output=True, text=True)
        assert done.returncode == 0, f"nuanctl {' '.join(said)}: {done.stderr}"
        return done.stdout.strip()

    def ask(self, sql):
        return subprocess.run(["sqlite3", self.db, sql], check=True, capture_output=True, text=True).stdout.strip().split("|")


class Visit:
    """One run of the window: a clerk's way from place to place, by keys, buttons and rows."""

    def __init__(self, db):
        folder = os.path.dirname(db)
        self.db = db
        self.pages, self.front = {}, None      # the front is the dialog that was opened last
        self.desk = Desk(nuanchuang, "--db", db, env={**STILL, "XDG_CONFIG_HOME": os.path.join(folder, "config"), "HOME": folder})
        self.reader = Reader(self.desk.process.pid)
        self.window = self.desk.wait(self.reader.windows, "the window")[0]

    def page(self, name):
        """The page of that type, wherever it stands in the window."""
        def look():
            return next((node.path for node in self.read(self.window) if node.name == name), None)
        if name not in self.pages:
            self.pages[name] = self.desk.wait(look, name)
        return self.pages[name]

    def read(self, root):
        """All nodes from ROOT down; of the window not those of its pages."""
        return self.reader.read(root, OUTSIDE_PAGES if root == self.window else EVERYWHERE).walk()

    def find(self, root, wanted, what):
        """The node that WANTED accepts, as soon as it is there and of use."""
        return self.desk.wait(lambda: next((node for node in self.read(root) if wanted(node) and node.has(SENSITIVE)), None), what)

    def press(self, root, name):
        roles = ("button", "toggle button", "menu item", "tab")
        def wanted(node):   # a menu button is told twice: the inner one takes the focus
            named = name_of(node) == name or node.name.startswith(name + " ")
            return named and node.role in roles and (node.has(FOCUSABLE) or node.role != "button")
        node = self.find(root, wanted, f"“{name}”")
        self.reader.press(node.path)

    def press_figure(self, root, beginning):
        self.click(self.find(root, lambda node: node.role == "button" and node.name.startswith(beginning), f"the figure “{beginning}”").path)

    def choose(self, root, beginning):
        """The row of a list whose name begins so."""
        self.click(self.find(root, lambda node: node.role == "list item" and node.name.startswith(beginning), f"the row “{beginning}”").path)

    def choose_cell(self, root, text):
        self.click(self.find(root, lambda node: node.role == "label" and node.name == text, f"the cell “{text}”").path)

    def click(self, path):
        """What offers no action. The window stands in the corner of the screen."""
        x, y, width, height = self.reader.place(path)
        subprocess.run(["xdotool", "mousemove", str(x + width // 2), str(y + height // 2), "click", "1", "mousemove", "1365", "767"], check=True)

    def type(self, root, label, text):
        self.reader.type(self.find(root, lambda node: node.role == "text box" and name_of(node) == label, f"the entry “{label}”").path, text)

    def opens(self, act, what):
        before = set(self.reader.windows())
        self.front = self.desk.until(act, lambda: [path for path in self.reader.windows() if path not in before], what)[-1]
        return self.front

    def key_opens(self, key):
        return self.opens(lambda: self.desk.key(key), key)

    def button_opens(self, root, name):
        return self.opens(lambda: self.press(root, name), name)

    def menu_opens(self, item):
        """By the letter of its mnemonic."""
        said = words.gettext(item)
        def act():
            self.desk.opens(lambda: self.desk.key("F10"), "the menu")
            self.desk.key(said[said.index("_") + 1].lower())
        return self.opens(act, item)

    def close(self):
        """Back to the window alone."""
        while self.reader.windows() != [self.window]:
            self.desk.close_dialog()

    def lock(self):
        """For another person: nobody's login stands there then."""
        page = self.page("NuanSignInPage")
        self.desk.key("ctrl+shift+l")
        self.desk.wait(lambda: not any(node.text for node in self.read(page) if node.role == "text box"), "the locked window")

    def sign_in(self, who, name):
        """NAME stands at the right of the window once WHO is in."""
        page = self.page("NuanSignInPage")
        self.type(page, T("Login"), who)
        self.type(page, T("Password"), PASSWORD)
        self.press(page, T("Sign in"))
        self.find(self.window, lambda node: node.role == "label" and node.name.startswith(name + "（"), name)

    def tab(self, number, page):
        """By its key; that tab is the chosen one then."""
        def chosen():
            tabs = [node for node in self.read(self.window) if node.role == "tab"]
            return len(tabs) >= number and tabs[number - 1].has(SELECTED)
        self.desk.until(lambda: self.desk.key(f"ctrl+{number}"), chosen, f"tab {number}")
        return self.page(page)

    def open_household(self, number):
        def alone():
            return {node.name for node in self.read(cases) if re.fullmatch(r"H\d{4}-\d{6}", node.name)} == {number}
        cases, page = self.tab(1, "NuanCasesPage"), self.page("NuanHouseholdPage")
        self.desk.key("F3", "ctrl+a")
        self.desk.write(number)
        self.desk.wait(alone, f"{number} alone in the list")
        self.desk.key("Return")
        self.find(page, lambda node: node.name == number, f"the file {number}")
        return page


# The places in the order of a walk. Each tells how to get there from the one before, and what is read: all below the node that it returns. --------

def assistant(visit, centre):
    return visit.page("NuanAssistantPage")


def start(visit, centre):
    return visit.page(T("The data file is damaged"))   # the page is named by what it tells


def sign_in(visit, centre):
    return visit.page("NuanSignInPage")


def cases(visit, centre):
    visit.sign_in("intake", "张敏")
    return visit.page("NuanCasesPage")


def keep_filter(visit, centre):
    page = visit.page("NuanCasesPage")
    visit.press(page, T("Filter by state"))
    visit.find(page, lambda node: node.role == "label" and node.name == "注销", "the states to choose from")
    states = visit.desk.windows()[-1]
    visit.desk.key("Down", "Return")
    visit.desk.wait(lambda: states not in visit.desk.windows(), "the state to be chosen")
    return visit.button_opens(page, T("Keep this filter"))


def main_view(visit, centre):
    return visit.window


def household_view(visit, centre):
    visit.press(visit.page("NuanCasesPage"), T("Clear the filters"))
    return visit.open_household(centre.household)


def grant(visit, centre):
    return visit.key_opens("F4")


def household_edit(visit, centre):
    visit.press(visit.page("NuanHouseholdPage"), T("Edit"))
    return visit.page("NuanHouseholdPage")


def household_new(visit, centre):
    visit.press(visit.page("NuanHouseholdPage"), T("Discard"))
    visit.desk.key("F2")
    return visit.page("NuanHouseholdPage")


def cases_of_reviewer(visit, centre):
    visit.lock()
    visit.sign_in("gu", "顾全")
    return visit.tab(1, "NuanCasesPage")


def waiting(visit, centre):
    page = visit.page("NuanCasesPage")
    visit.choose(page, T("Grants to approve", "list"))
    visit.find(page, lambda node: node.role == "button" and name_of(node) == T("Decide…", "waiting"), "the grants that wait")
    return page


def household_pending(visit, centre):
    return visit.open_household(centre.pending)


def decision(item):
    def decide(visit, centre):
        page = visit.page("NuanHouseholdPage")
        visit.press(page, T("Decide about this file"))
        return visit.button_opens(page, T(item))
    return decide


def household_reviewed(visit, centre):
    return visit.open_household(centre.household)


def grant_decision(visit, centre):
    return visit.button_opens(visit.page("NuanHouseholdPage"), T("Decide…"))


def payment(visit, centre):
    return visit.key_opens("F5")


def receipt(visit, centre):
    return visit.key_opens("F6")


def void(visit, centre):
    visit.press(visit.front, T("_Void Payment…"))
    return visit.front


def ledger(visit, centre):
    return visit.tab(3, "NuanLedgerPage")


def add_fund(visit, centre):
    return visit.button_opens(visit.page("NuanLedgerPage"), T("Add a fund"))


def receive(visit, centre):
    return visit.button_opens(visit.page("NuanLedgerPage"), T("_Receive…"))


def give_back(visit, centre):
    return visit.button_opens(visit.page("NuanLedgerPage"), T("Re_turn…"))


def reversal(visit, centre):
    visit.choose_cell(visit.page("NuanLedgerPage"), "年度拨款到账")
    return visit.button_opens(visit.page("NuanLedgerPage"), T("Re_verse…"))


def day(visit, centre):
    visit.press(visit.page("NuanLedgerPage"), T("Payments of a Day", "ledger"))
    def day_before():
        return next((node for node in visit.read(visit.page("NuanLedgerPage")) if node.text == "2026-11-19"), None)
    visit.desk.until(lambda: visit.press(visit.page("NuanLedgerPage"), T("The day before")), day_before, "the day before")
    return visit.page("NuanLedgerPage")


def statistics(visit, centre):
    return visit.tab(4, "NuanStatisticsPage")


def rows(visit, centre):
    visit.choose(visit.page("NuanStatisticsPage"), "帮扶情况统计表")
    visit.press_figure(visit.page("NuanStatisticsPage"), "户次 ")
    return visit.page("NuanStatisticsPage")


def from_menu(item):
    return lambda visit, centre: visit.menu_opens(item)


def from_front(button):
    return lambda visit, centre: visit.button_opens(visit.front, T(button))


def password(visit, centre):
    visit.press(visit.window, T("%s (%s…)") % ("顾全", "审核"))
    return visit.button_opens(visit.window, T("Change _Password…"))


def shortcuts(visit, centre):
    return visit.key_opens("F1")


# A dialog is closed again before the next place, unless that one opens out of it.
FIRST_START = [("assistant", assistant)]
NO_START = [("start", start)]
WALK = [
    ("sign-in", sign_in),
    ("cases", cases),
    ("window", main_view),
    ("keep-filter", keep_filter),
    ("household", household_view),
    ("grant", grant),
    ("household-edit", household_edit),
    ("household-new", household_new),
    ("cases-reviewer", cases_of_reviewer),
    ("waiting", waiting),
    ("household-pending", household_pending),
    ("approve-file", decision("_Approve…")),
    ("return-file", decision("Re_turn…")),
    ("refuse-file", decision("Re_fuse…")),
    ("close-file", decision("_Close File…")),
    ("household-reviewer", household_reviewed),
    ("grant-decision", grant_decision),
    ("payment", payment),
    ("receipt", receipt),
    ("void", void),
    ("ledger", ledger),
    ("add-fund", add_fund),
    ("receive", receive),
    ("return-money", give_back),
    ("reversal", reversal),
    ("day", day),
    ("statistics", statistics),
    ("rows", rows),
    ("standards", from_menu("_Standards")),
    ("new-standard", from_front("_Set…")),
    ("staff", from_menu("S_taff")),
    ("new-staff", from_front("_Add…")),
    ("journal", from_menu("_Journal")),
    ("check", from_menu("_Check Data")),
    ("preferences", from_menu("P_references")),
    ("backup", from_menu("_Back Up…")),
    ("about", from_menu("_About Nuanchuang")),
    ("shortcuts", shortcuts),
    ("password", password),
]
OUT_OF = {"void": "receipt", "new-standard": "standards", "new-staff": "staff"}
# The whole window less its pages, which have places of their own; GTK's file chooser is not ours but for its title.
ENTERS = {"window": OUTSIDE_PAGES, "backup": lambda node: False}


def told(visit, place, root):
    """The lines of the tree, without what is drawn by lot or counts the parts of the file."""
    text = "\n".join(visit.reader.read(root, ENTERS.get(place, EVERYWHERE), ROWS).lines()) + "\n"
    for pattern, plain in ((re.escape(os.path.dirname(visit.db)), "FOLDER"), (r"“(?=[0-9A-Z]*[A-Z])[0-9A-Z]{10}”", "“CODE”"),
                           (r"已查 [\d,]+ 项", "已查 … 项")):
        text = re.sub(pattern, plain, text)
    return text


def looked_at(visit, place, root, expected, patience):
    """What is told once it is as EXPECTED, or has not changed for a while."""
    began = changed = time.monotonic()
    text = told(visit, place, root)
    while text != expected:
        now = time.monotonic()
        if now - changed > CALM_S and (expected is None or now - began > patience):
            break
        time.sleep(LOOK_S)
        newer = told(visit, place, root)
        if newer != text:
            text, changed = newer, time.monotonic()
    return text


def differing(expected, text, place):
    """For people: a box around everything moves all lines, and is one line to be told."""
    def compared(*lists):
        return list(difflib.unified_diff(*lists, f"tree/{place}.txt", "now", lineterm=""))
    old, new = expected.splitlines(), text.splitlines()
    plain = compared([line.strip() for line in old], [line.strip() for line in new])
    return plain or compared(old, new)


class Trees:
    """What stands in the files, and whether it is told."""

    def __init__(self):
        self.number, self.failed = 0, 0

    def point(self, good, place, remarks=()):
        self.number += 1
        self.failed += not good
        print(f"{'ok' if good else 'not ok'} {self.number} the tree of {place} is as written down", flush=True)
        for remark in remarks:
            print("#", remark)

    def compare(self, visit, place, root):
        path = os.path.join(TREES, place + ".txt")
        expected = None
        if not writes and os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                expected = file.read()
        if expected is None and not writes:
            self.point(False, place, ["nothing is written down; make the files anew"])
            return
        text = looked_at(visit, place, root, expected, PATIENCE_S if self.failed < MANY else SHORT_PATIENCE_S)
        if writes:
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
        elif text != expected:
            difference = differing(expected, text, place)
            self.point(False, place, difference[:DIFF_LINES] + ["…"] * (len(difference) > DIFF_LINES))
            return
        self.point(True, place)

    def walk(self, visit, places, centre=None):
        before = None
        for place, reach in places:
            try:
                if OUT_OF.get(place) is None or OUT_OF[place] != before:
                    visit.close()
                self.compare(visit, place, reach(visit, centre))
            except Exception as trouble:
                self.point(False, place, [str(trouble), *traceback.format_exc().splitlines()])
                if os.environ.get("NUAN_DESK_PICTURES"):
                    visit.desk.picture(os.path.join(os.environ["NUAN_DESK_PICTURES"], place + ".png"))
                visit.desk.key("Escape")   # a list that is still open takes every key
            before = place
        visit.desk.close()


def main():
    folder = tempfile.mkdtemp(prefix="nuan-tree-")
    trees = Trees()
    try:
        visit = Visit(os.path.join(folder, "first.db"))
        toolkit = visit.reader.toolkit()
        if not toolkit.startswith(TOOLKIT):
            visit.desk.close()
            print(f"1..0 # SKIP the files are of GTK {TOOLKIT}x, not of {toolkit}")
            return 0
        print(f"1..{len(FIRST_START + NO_START + WALK)}", flush=True)
        if writes:
            shutil.rmtree(TREES, ignore_errors=True)
            os.makedirs(TREES)
        trees.walk(visit, FIRST_START)

        torn = os.path.join(folder, "torn.db")
        with open(torn, "w", encoding="ascii") as file:
            file.write("this is no data file\n" * 100)
        trees.walk(Visit(torn), NO_START)

        centre = Centre(folder)
        trees.walk(Visit(centre.db), WALK, centre)
    finally:
        shutil.rmtree(folder)
    return 1 if trees.failed else 0


sys.exit(main())
