"""What every test of the window needs: the clerk's words, a centre of its own, signing in."""
import gettext
import os
import subprocess
import time

words = gettext.translation("nuanchuang", os.path.join(os.environ["NUAN_TEST_BUILD"], "po"), languages=["zh_CN"], fallback=True)
PASSWORD = "a-long-password"
W = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


gtk_words = gettext.translation("gtk40", "/usr/share/locale", languages=["zh_CN"], fallback=True)


def plain(said):
    """As it is read out: a mnemonic is "(_P)" in Chinese, of which the accessible name keeps "(P)"."""
    return said.replace("_", "")


def T(english, context=None):
    """What the clerk reads for it."""
    return plain(words.pgettext(context, english) if context else words.gettext(english))


def GTK(english):
    return plain(gtk_words.gettext(english))


def id_number(digits):
    return digits + "10X98765432"[sum(w * int(d) for w, d in zip(W, digits)) % 11]


class Centre:
    """A new centre with two members of staff and one fund."""

    def __init__(self, folder, nuanctl):
        self.nuanctl = nuanctl
        self.folder, self.db = folder, os.path.join(folder, "centre.db")
        self.today, year = time.strftime("%Y-%m-%d"), time.strftime("%Y")
        self.ctl(None, "init", "--centre", "试点县职工服务中心", "--unit", "试点县总工会", "--region", "511102", "--admin", "chief")
        self.ctl("chief", "staff", "add", "anna", "--name", "安娜", "--role", "intake,cash")
        self.ctl("chief", "staff", "add", "ben", "--name", "本杰", "--role", "review,direct")
        self.ctl("ben", "standard", "set", "dibao", "1062", "--from", f"{year}-01-01")
        self.ctl("anna", "fund", "add", "--name", "县级帮扶资金", "--source", "county", "--programmes", "living", "--from", f"{year}-01-01",
                 "--to", f"{year}-12-31", "--use-by", f"{year}-12-31")
        self.ctl("anna", "fund", "receive", "1", "50000", "--date", self.today, "--memo", "拨款")

    def ctl(self, who, *arguments):
        env = {**os.environ, "NUAN_PASSWORD": PASSWORD, "NUAN_NEW_PASSWORD": PASSWORD}
        done = subprocess.run([self.nuanctl, "--db", self.db, *(["--as", who] if who else []), *arguments], env=env, capture_output=True, text=True)
        assert done.returncode == 0, f"nuanctl {' '.join(arguments)}: {done.stderr}"
        return done.stdout.strip()

    def ask(self, sql):
        return subprocess.run(["sqlite3", self.db, sql], check=True, capture_output=True, text=True).stdout.strip()


def sign_in(desk, who):
    """The password is forgotten once it was looked at."""
    desk.type(T("Login"), who)
    password = desk.type(T("Password"), PASSWORD)
    desk.press(T("Sign in"))
    desk.wait(lambda: password.queryText().characterCount == 0, "the password to be taken")


def switch_to(desk, who, name):
    """The window is locked for another person once nobody's login stands there. GTK 4.8 tells the entry of the page behind as well."""
    desk.key("ctrl+shift+l")
    desk.wait(lambda: desk.find_entry(T("Login")).queryText().characterCount == 0 and len(desk.windows()) == 1, "the locked window")
    sign_in(desk, who)
    desk.sees(name)
