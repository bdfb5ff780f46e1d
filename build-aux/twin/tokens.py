"""A step of the schema as words. What is rewritten is noted at the words, so that comments and lay-out stay as they were written."""
import re

PATTERN = re.compile(r"""(?P<space>\s+|--[^\n]*)
                       | (?P<text>'(?:[^']|'')*')
                       | (?P<number>\d+)
                       | (?P<name>[A-Za-z_][A-Za-z_0-9]*)
                       | (?P<sign><>|<=|>=|\|\||[-+*/%=<>(),.;])""", re.X)

# A bare column or table of these names stops PostgreSQL: https://www.postgresql.org/docs/15/sql-keywords-appendix.html
RESERVED = set("""all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create current_date
 current_role current_time current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign from
 grant group having in initially intersect into lateral leading limit localtime localtimestamp not null offset on only or order placing
 primary references returning select session_user some symmetric table then to trailing true union unique user using variadic when where
 window with""".split())


class Unknown(Exception):
    """Something that the twin has no words for."""


class Tokens:
    def __init__(self, text, path):
        self.path = path
        self.kinds, self.texts, self.lines = [], [], []
        self.before, self.after = {}, {}
        self._cut(text)
        self.source = list(self.texts)
        self.words = [i for i, kind in enumerate(self.kinds) if kind != 'space']
        self.at = 0

    def _cut(self, text):
        place, line = 0, 1
        while place < len(text):
            found = PATTERN.match(text, place)
            if not found:
                raise Unknown(f'{self.path}:{line}: {text[place:place + 20]!r} is not read')
            self.kinds.append(found.lastgroup)
            self.texts.append(found.group())
            self.lines.append(line)
            line += found.group().count('\n')
            place = found.end()

    # Reading, word by word ------------------------------------------------------------------------------------------------------

    def fail(self, why):
        line = self.lines[self.words[min(self.at, len(self.words) - 1)]] if self.words else 1
        raise Unknown(f'{self.path}:{line}: {why}')

    def done(self):
        return self.at >= len(self.words)

    def peek(self, ahead=0):
        place = self.at + ahead
        return self.texts[self.words[place]] if place < len(self.words) else ''

    def kind(self, ahead=0):
        place = self.at + ahead
        return self.kinds[self.words[place]] if place < len(self.words) else ''

    def is_next(self, *words):
        """Keywords are written in capitals, as everywhere in the schema."""
        return all(self.peek(i) == word for i, word in enumerate(words))

    def next(self):
        """The place of the next word, which is passed."""
        place = self.here()
        self.at += 1
        return place

    def here(self):
        """The place of the word that comes next."""
        if self.done():
            self.fail('the step ends in the middle of a statement')
        return self.words[self.at]

    def end(self):
        """Behind the word that was passed last."""
        return self.words[self.at - 1] + 1

    def take(self, *words):
        if not self.is_next(*words):
            return False
        self.at += len(words)
        return True

    def want(self, *words):
        for word in words:
            if not self.take(word):
                self.fail(f'{word} is wanted, not {self.peek()!r}')

    def name(self, what='a name'):
        text = self.peek()
        if self.kind() != 'name' or text.isupper():
            self.fail(f'{what} is wanted, not {text!r}')
        if text.lower() in RESERVED or len(text) > 63:
            self.fail(f'{text} can\'t be the name of anything in PostgreSQL')
        self.next()
        return text

    # Writing --------------------------------------------------------------------------------------------------------------------

    def replace(self, place, text):
        self.texts[place] = text

    def wrap(self, first, last, before, after):
        """Around the words at FIRST to LAST; a later wrap stands outside of an earlier one."""
        self.before[first] = before + self.before.get(first, '')
        self.after[last] = self.after.get(last, '') + after

    def render(self, first, last):
        """The text from FIRST to before LAST with all that stands between them."""
        return ''.join(self.before.get(i, '') + self.texts[i] + self.after.get(i, '') for i in range(first, last))
