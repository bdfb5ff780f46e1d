"""What a screen reader is told, read whole: of a window, or of a page of it, each node's role, name, text, description and states, and how they
nest. Every call is sent before the first is answered: a page of 2,000 nodes is read in a second."""
from gi.repository import Gio, GLib

ACCESSIBLE, TEXT = "org.a11y.atspi.Accessible", "org.a11y.atspi.Text"
ROOT = "/org/a11y/atspi/accessible/root"
PROPERTIES = "org.freedesktop.DBus.Properties"
LISTS = ("list", "list box", "tree", "table", "tree table")
LETTERED = ("text box", "search box", "spin button", "password text", "text", "entry")

# The states that matter, by their number in AT-SPI. Focus and activity come and go without a window manager; of geometry the tree tells nothing.
STATES = {4: "checked", 9: "expandable", 10: "expanded", 11: "focusable", 16: "modal", 17: "multi-line", 20: "pressed", 23: "selected",
          32: "indeterminate", 33: "required", 36: "invalid", 43: "read-only"}
FOCUSABLE, SELECTED, SENSITIVE, VISIBLE = 11, 23, 24, 30


def one_line(text):
    return text.replace("\n", "⏎").strip()


class Node:
    def __init__(self, path):
        self.path, self.role, self.name, self.description, self.text, self.states, self.children = path, "", "", "", "", 0, []

    def has(self, state):
        return bool(self.states >> state & 1)

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()

    def line(self):
        said = [f"{self.role} “{one_line(self.name)}”" if self.name else self.role]
        said += [f"= “{one_line(self.text)}”"] if self.text and self.text != self.name else []
        said += [f"— {one_line(self.description)}"] if self.description and self.description != self.name else []
        words = [word for state, word in STATES.items() if self.has(state)]
        words += ([] if self.has(SENSITIVE) else ["insensitive"]) + ([] if self.has(VISIBLE) else ["hidden"])
        said += [f"[{', '.join(words)}]"] if words else []
        return " ".join(said)

    def lines(self, depth=0):
        """A box that says nothing has no line: who listens is not told of it either."""
        line = self.line()
        if line != "group":
            yield "  " * depth + line
        for child in self.children:
            yield from child.lines(depth if line == "group" else depth + 1)


class Reader:
    """Over a connection of its own to the accessibility bus."""

    def __init__(self, process_id):
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        address = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None, 0, -1).unpack()[0]
        self.bus = Gio.DBusConnection.new_for_address_sync(address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
                                                           | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
        self.process_id, self.waiting, self.loop = process_id, 0, GLib.MainLoop()
        self.name = next(name for name in self.of_bus("ListNames") if name.startswith(":") and self.is_ours(name))

    def of_bus(self, method, *arguments):
        given = GLib.Variant("(s)", arguments) if arguments else None
        return self.bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", method, given, None, 0, -1).unpack()[0]

    def is_ours(self, name):
        try:
            return self.of_bus("GetConnectionUnixProcessID", name) == self.process_id
        except GLib.Error:   # gone since
            return False

    def call(self, path, interface, method, arguments=None):
        return self.bus.call_sync(self.name, path, interface, method, arguments, None, 0, 60000).unpack()

    def get(self, path, interface, name):
        return self.call(path, PROPERTIES, "Get", GLib.Variant("(ss)", (interface, name)))[0]

    def ask(self, path, interface, method, arguments, told):
        """TOLD gets the answer, or None when the node is gone."""
        def answered(bus, result):
            try:
                told(bus.call_finish(result).unpack())
            except GLib.Error:
                told(None)
            self.waiting -= 1
            if self.waiting == 0:
                self.loop.quit()
        self.waiting += 1
        self.bus.call(self.name, path, interface, method, arguments, None, 0, 60000, None, answered)

    def visit(self, node, enters, most):
        def states(answer):
            node.states = answer[0][0] | answer[0][1] << 32 if answer else 0

        def role(answer):
            node.role = answer[0] if answer else "gone"
            if node.role in LETTERED:
                self.ask(node.path, PROPERTIES, "Get", GLib.Variant("(ss)", (TEXT, "CharacterCount")), count)

        def count(answer):   # GetText (0, -1) is empty on GTK 4.8
            if answer and answer[0] > 0:
                self.ask(node.path, TEXT, "GetText", GLib.Variant("(ii)", (0, answer[0])), text)

        def text(answer):
            node.text = answer[0] if answer else ""

        def properties(answer):
            told = answer[0] if answer else {}
            node.name, node.description = told.get("Name", ""), told.get("Description", "")
            if told.get("ChildCount", 1) != 0 and enters(node):
                self.ask(node.path, ACCESSIBLE, "GetChildren", None, children)

        def children(answer):
            paths = [path for _, path in (answer[0] if answer else [])]
            node.children = [Node(path) for path in (paths[:most] if node.role in LISTS else paths)]
            for child in node.children:
                self.visit(child, enters, most)

        self.ask(node.path, ACCESSIBLE, "GetState", None, states)
        self.ask(node.path, ACCESSIBLE, "GetRoleName", None, role)
        self.ask(node.path, PROPERTIES, "GetAll", GLib.Variant("(s)", (ACCESSIBLE,)), properties)

    def read(self, path, enters=lambda node: True, most=None):
        """The node at PATH and all below those that ENTERS lets in; of a list the first MOST rows."""
        root = Node(path)
        self.visit(root, enters, most)
        self.loop.run()
        return root

    def windows(self):
        return [path for _, path in self.call(ROOT, ACCESSIBLE, "GetChildren")[0]]

    def press(self, path):
        self.call(path, "org.a11y.atspi.Action", "DoAction", GLib.Variant("(i)", (0,)))

    def place(self, path):
        """x, y, width and height in the window."""
        return self.call(path, "org.a11y.atspi.Component", "GetExtents", GLib.Variant("(u)", (1,)))[0]

    def type(self, path, text):
        self.call(path, "org.a11y.atspi.EditableText", "SetTextContents", GLib.Variant("(s)", (text,)))

    def toolkit(self):
        return self.get(ROOT, "org.a11y.atspi.Application", "Version")
