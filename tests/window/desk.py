"""A clerk's hands and eyes on the real window, over AT-SPI and the keyboard: start, open, type, choose, press, sees. Nothing else in the
tests touches pyatspi."""
import os
import re
import subprocess
import time

import pyatspi

# GTK 4.8 gives containers without a name the name of their type.
TYPE_NAME = re.compile(r"^(Gtk|Adw|Nuan)[A-Z]")
PATIENCE_S = float(os.environ.get("NUAN_DESK_PATIENCE", "20"))
LOOK_S = 0.05   # between two looks for what is waited for
SLOW_S = 5      # is worth a remark


class NotSeen(AssertionError):
    pass


def name_of(node):
    name = (node.name or "").replace("_", "")
    if TYPE_NAME.match(name):
        return ""
    # A button with a mnemonic is named by its label and by its content: "Approve Approve".
    half = len(name) // 2
    return name[:half] if name[:half] and name[half:] == " " + name[:half] else name


def is_showing(node):
    """GTK 4.8 tells VISIBLE of closed pages too; what was never laid out has no size."""
    try:
        if not node.getState().contains(pyatspi.STATE_VISIBLE):
            return False
        box = node.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
        return box.width > 0 and box.height > 0
    except Exception:
        return False


def text_of(node):
    """getText (0, -1) is empty on GTK 4.8: ask for the count first."""
    try:
        text = node.queryText()
        return text.getText(0, text.characterCount)
    except NotImplementedError:
        return ""


def was_never_shown(node):
    """A page that nobody opened yet has no size; neither has anything on it."""
    try:
        box = node.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
        return box.width == 0 and box.height == 0
    except Exception:
        return False


# Inside these are hundreds of nodes that no test asks for by name.
LARGE = ("tree table", "combo box")


def walk(node, depth=0, large=LARGE):
    """The nodes below, parents first."""
    if node is None or depth > 60:
        return
    yield node
    try:
        if node.getRoleName() in large or (4 < depth < 14 and was_never_shown(node)):
            return
        children = [node.getChildAtIndex(i) for i in range(min(node.childCount, 400))]
    except Exception:
        return
    for child in children:
        if child is not None:
            yield from walk(child, depth + 1, large)


# What takes the focus to be pressed, chosen or written in.
CONTROLS = ("push button", "button", "toggle button", "check box", "radio button", "combo box", "text", "entry", "password text", "spin button", "link",
            "slider", "page tab")
# Windows that GTK and libadwaita build.
FOREIGN = ("GtkShortcutsWindow", "AdwAboutWindow")


def is_control(node):
    return node.getRoleName() in CONTROLS or node.name == "GtkPaned"


def place_of(node):
    """For people: the way to a node, from the inside."""
    way = []
    while node is not None and len(way) < 8:
        way.append(f"{node.getRoleName()} “{node.name}”")
        node = node.parent
    return " < ".join(way)


class Desk:
    def __init__(self, program, *arguments, env=None):
        # A list under the pointer follows it: the pointer waits in the corner.
        subprocess.run(["xdotool", "mousemove", "1365", "767"], check=False)
        self.log = open(os.environ.get("NUAN_DESK_LOG", "/dev/null"), "ab")
        self.process = subprocess.Popen([program, *arguments], env={**os.environ, **(env or {})}, stderr=self.log)
        self.application = self.wait(self.find_application, "the program on the accessibility bus")

    # Waiting ------------------------------------------------------------------------------------------------------------------------

    def wait(self, look, what, patience=None):
        began = time.monotonic()
        end = began + (patience or PATIENCE_S)
        while True:
            try:
                found = look()
            except Exception:   # a node that went away while it was looked at
                found = None
            if found:
                if time.monotonic() - began > SLOW_S:
                    print(f"# {what}: seen after {time.monotonic() - began:.0f} s", flush=True)
                return found
            if self.process.poll() is not None:
                raise NotSeen(f"the program ended with {self.process.returncode} while waiting for {what}")
            if time.monotonic() > end:
                raise NotSeen(f"not seen: {what} ({self.in_front()})")
            time.sleep(LOOK_S)

    def until(self, act, look, what):
        """ACT, and again where LOOK does not see what it brings about: what comes while a window is only just being filled may be lost, and a clerk
        does it again. ACT must do no harm when it was only slow."""
        for patience in (PATIENCE_S / 4, PATIENCE_S / 4, None):
            act()
            try:
                return self.wait(look, what, patience)
            except NotSeen:
                if patience is None:
                    raise
                print(f"# {what}: not seen, once more ({self.in_front()})", flush=True)

    def find_application(self):
        for application in pyatspi.Registry.getDesktop(0):
            if application is not None and application.get_process_id() == self.process.pid:
                return application
        return None

    # Finding ------------------------------------------------------------------------------------------------------------------------

    def nodes(self):
        yield from walk(self.application)

    def find(self, name, *roles):
        """The last match wins: a dialog stands behind the page in the tree."""
        found = [node for node in self.nodes() if name_of(node) == name and (not roles or node.getRoleName() in roles) and is_showing(node)]
        return found[-1] if found else None

    def has_focus(self, name, role, inner):
        """A node of the role INNER in the node called NAME has the keyboard, or could take it by a key more."""
        return any(node.getRoleName() == inner and node.getState().contains(pyatspi.STATE_FOCUSED) for node in walk(self.find(name, role), 0, ()))

    def nameless(self):
        """Shown controls of which a screen reader could only say the kind."""
        found = []
        for window in self.application:
            if window is None or window.name in FOREIGN:
                continue
            for node in walk(window):
                try:
                    if is_control(node) and node.getState().contains(pyatspi.STATE_FOCUSABLE) and not name_of(node) and is_showing(node):
                        found.append(place_of(node))
                except Exception:   # went away while it was looked at
                    pass
        return found

    # Verbs --------------------------------------------------------------------------------------------------------------------------

    def sees(self, text, patience=None):
        """Some shown label, name or entry contains TEXT."""
        def look():
            for node in self.nodes():
                if (text in name_of(node) or text in text_of(node)) and is_showing(node):
                    return node
        return self.wait(look, f"“{text}”", patience)

    def shows(self, text):
        return any((text in name_of(node) or text in text_of(node)) and is_showing(node) for node in self.nodes())

    def sees_not(self, text):
        if self.shows(text):
            raise NotSeen(f"still seen: “{text}”")

    def press(self, name, *roles):
        roles = roles or ("push button", "toggle button", "button", "menu item", "radio button", "check box", "tab", "page tab", "link", "list item")
        node = self.wait(lambda: self.find(name, *roles), f"the button “{name}”")
        def act():
            states = node.getState()
            if not states.contains(pyatspi.STATE_SENSITIVE):
                return False
            node.queryAction().doAction(0)
            return True
        self.wait(act, f"the button “{name}” to be of use")

    def open(self, tab):
        self.press(tab)

    def find_entry(self, label, place=-1):
        """The entry called LABEL, or None; PLACE tells which where there are several."""
        roles = ("text", "entry", "password text", "spin button")
        found = [node for node in self.nodes() if name_of(node) == label and node.getRoleName() in roles and is_showing(node)]
        return found[place] if len(found) > (place if place >= 0 else 0) else None

    def entry(self, label, place=-1):
        return self.wait(lambda: self.find_entry(label, place), f"the entry “{label}”")

    def type(self, label, text, place=-1):
        """Puts TEXT into that entry."""
        node = self.entry(label, place)
        entry = node.queryEditableText()
        self.wait(lambda: entry.setTextContents(text), f"the entry “{label}” to take text")
        return node

    # Windows and keys ---------------------------------------------------------------------------------------------------------------

    def windows(self):
        """The X numbers of all windows of the program on the screen, lists and menus that drop down as well; the newest comes last."""
        found = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)], capture_output=True, text=True, check=False)
        return sorted(map(int, found.stdout.split()))

    def in_front(self):
        """For people: which windows are open, that with the keyboard marked."""
        try:
            return ", ".join(f"“{window.name}”" + "*" * window.getState().contains(pyatspi.STATE_ACTIVE) for window in self.application if window)
        except Exception as trouble:   # the program hangs, or is gone
            return str(trouble)

    def focus(self, window):
        """No window manager runs here: a window gets the keyboard from us. FALSE: it went away."""
        return subprocess.run(["xdotool", "windowfocus", str(window)], capture_output=True, check=False).returncode == 0

    def focus_front(self):
        for window in reversed(self.windows()):
            if self.focus(window):
                return

    def key(self, *keys):
        """Real key strokes into the newest window; they arrive in their order. What they bring about, above all another window, is waited for by
        whoever presses them."""
        self.focus_front()
        subprocess.run(["xdotool", "key", "--clearmodifiers", *keys], check=True)

    def write(self, text):
        """Like key()."""
        self.focus_front()
        subprocess.run(["xdotool", "type", "--delay", "15", text], check=True)

    def opens(self, act, what):
        """ACT, which brings up a window, a menu or a list over those that are there."""
        before = set(self.windows())
        return self.until(act, lambda: set(self.windows()) - before, what)

    def closes(self, act, what):
        """ACT, at which the newest window goes away: it gives it up, or decides."""
        front = self.windows()[-1]
        self.until(lambda: front in self.windows() and act(front), lambda: front not in self.windows(), what)

    def close_dialog(self):
        """By Escape into the newest window, and into no other, until that is gone."""
        def escape(front):
            if self.focus(front):
                subprocess.run(["xdotool", "key", "--clearmodifiers", "Escape"], check=True)
        self.closes(escape, "the newest window to close")

    def picture(self, path):
        subprocess.run(["import", "-window", "root", path], check=False)

    def tree(self):
        """For people who write tests: what a screen reader would find."""
        def lines(node, depth):
            try:
                text = text_of(node)
                yield "  " * depth + f"{node.getRoleName()} “{name_of(node)}”" + (f" = {text!r}" if text else "") + ("" if is_showing(node) else " (hidden)")
                for i in range(min(node.childCount, 200)):
                    child = node.getChildAtIndex(i)
                    if child is not None:
                        yield from lines(child, depth + 1)
            except Exception as trouble:
                yield "  " * depth + f"({trouble})"
        return "\n".join(lines(self.application, 0))

    def close(self):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        return self.process.returncode
