"""Expressions and queries. SQLite's conditions are numbers, PostgreSQL's are not: each expression is known as a condition, a number
written down, NULL, or another value, and rewritten where it stands in the wrong place."""
import re

CONDITION, NUMBER, NULL, VALUE = 'condition', 'number', 'NULL', 'value'
COMPARISONS = ('=', '<>', '<', '<=', '>', '>=')
FUNCTIONS = {'coalesce', 'max', 'min', 'sum', 'count', 'length', 'substr', 'abs'}
TYPES = {'INTEGER': 'bigint', 'BIGINT': 'bigint', 'TEXT': 'text', 'BLOB': 'bytea'}


class Part:
    """From the word FIRST to the word LAST (places in the tokens)."""

    def __init__(self, kind, first, last):
        self.kind, self.first, self.last = kind, first, last


class Expressions:
    def __init__(self, tokens, qualified=False):
        self.t = tokens
        self.qualified = qualified   # in an upsert a bare column would be two things

    def _part(self, kind, start):
        return Part(kind, self.t.words[start], self.t.words[self.t.at - 1])

    # Coercion -------------------------------------------------------------------------------------------------------------------

    def as_condition(self, part):
        if part.kind == NUMBER and self.t.texts[part.first] in ('0', '1'):
            self.t.replace(part.first, 'FALSE' if self.t.texts[part.first] == '0' else 'TRUE')
        elif part.kind not in (CONDITION, NULL):
            self.t.fail('a value stands where a condition is wanted: write = 1 or <> 0')

    def as_value(self, part):
        if part.kind == CONDITION:
            self.t.wrap(part.first, part.last, 'cast (', ' AS integer)')

    def condition(self):
        self.as_condition(self.expression())

    def value(self):
        self.as_value(self.expression())

    # Expressions, the loosest operator first ------------------------------------------------------------------------------------

    def expression(self):
        return self._joined('OR', lambda: self._joined('AND', self._negation))

    def _joined(self, word, operand):
        start = self.t.at
        part = operand()
        while self.t.take(word):
            self.as_condition(part)
            self.as_condition(operand())
            part = self._part(CONDITION, start)
        return part

    def _negation(self):
        start = self.t.at
        if not self.t.take('NOT'):
            return self._comparison()
        self.as_condition(self._negation())
        return self._part(CONDITION, start)

    def _comparison(self):
        start = self.t.at
        left = self._sum()
        if self.t.peek() in COMPARISONS:
            self.t.next()
            right = self._sum()
            if left.kind != CONDITION or right.kind != CONDITION:
                self.as_value(left)
                self.as_value(right)
        elif self.t.take('IS'):
            self._is(left)
        elif self.t.is_next('NOT') or self.t.peek() in ('IN', 'LIKE', 'BETWEEN'):
            self.t.take('NOT')
            self.as_value(left)
            self._membership()
        else:
            return left
        if self.t.peek() in COMPARISONS + ('IS', 'IN', 'LIKE', 'BETWEEN'):
            self.t.fail('comparisons in a row bind otherwise in PostgreSQL: write parentheses')
        return self._part(CONDITION, start)

    def _is(self, left):
        """a IS b of two values is IS NOT DISTINCT FROM."""
        place = self.t.words[self.t.at - 1]
        negative = self.t.take('NOT')
        if self.t.take('NULL'):
            return
        if self.t.take('DISTINCT', 'FROM'):
            pass
        elif negative:
            self.t.replace(self.t.words[self.t.at - 1], 'DISTINCT FROM')
        else:
            self.t.replace(place, 'IS NOT DISTINCT FROM')
        self.as_value(left)
        self.as_value(self._sum())

    def _membership(self):
        if self.t.take('LIKE'):
            pattern = self.t.peek()
            if self.t.kind() != 'text' or pattern != pattern.lower():
                self.t.fail('LIKE knows capitals from small letters in PostgreSQL: a pattern in small letters is wanted')
            self.t.next()
        elif self.t.take('BETWEEN'):
            self.as_value(self._sum())
            self.t.want('AND')
            self.as_value(self._sum())
        elif self.t.take('IN', '('):
            self.select() if self.t.is_next('SELECT') else self._list()
            self.t.want(')')
        else:
            self.t.fail(f'{self.t.peek()!r} after NOT is not known')

    def _list(self):
        self.value()
        while self.t.take(','):
            self.value()

    def _arithmetic(self, signs, operand):
        start = self.t.at
        part = operand()
        while self.t.peek() in signs:
            self.t.next()
            self.as_value(part)
            self.as_value(operand())
            part = self._part(VALUE, start)
        return part

    def _sum(self):
        return self._arithmetic('+-', lambda: self._arithmetic('*/%', self._concatenation))

    def _concatenation(self):
        """|| binds tighter than + in SQLite and looser in PostgreSQL: its neighbours must be plain."""
        start = self.t.at
        part = self._primary()
        if self.t.peek() != '||':
            return part
        if start and self.t.texts[self.t.words[start - 1]] in '+-*/%':
            self.t.fail('|| beside arithmetic wants parentheses')
        while self.t.take('||'):
            self.as_value(part)
            self.as_value(self._primary())
            part = self._part(VALUE, start)
        if self.t.peek() in ('+', '-', '*', '/', '%'):
            self.t.fail('|| beside arithmetic wants parentheses')
        return part

    def _primary(self):
        start = self.t.at
        if self.t.take('-'):
            self.as_value(self._primary())
            return self._part(VALUE, start)
        if self.t.take('('):
            kind = self._query() if self.t.is_next('SELECT') else self.expression().kind
            self.t.want(')')
            return self._part(VALUE if kind == NUMBER else kind, start)
        if self.t.take('EXISTS', '('):
            self.select()
            self.t.want(')')
            return self._part(CONDITION, start)
        if self.t.take('CASE'):
            return self._part(self._case(), start)
        if self.t.kind() in ('number', 'text'):
            kind = NUMBER if self.t.kind() == 'number' else VALUE
            self.t.next()
            return self._part(kind, start)
        if self.t.take('NULL'):
            return self._part(NULL, start)
        if self.t.take('TRUE') or self.t.take('FALSE'):
            return self._part(CONDITION, start)
        if self.t.peek(1) == '(' or self.t.is_next('cast'):
            self._call()
        else:
            self._column()
        return self._part(VALUE, start)

    def _query(self):
        self.select()
        return VALUE

    def _case(self):
        branches = []
        if not self.t.is_next('WHEN'):
            compared = self.value
            self.value()
        else:
            compared = self.condition
        while self.t.take('WHEN'):
            compared()
            self.t.want('THEN')
            branches.append(self.expression())
        if self.t.take('ELSE'):
            branches.append(self.expression())
        self.t.want('END')
        if any(branch.kind == CONDITION for branch in branches):
            for branch in branches:
                self.as_condition(branch)
            return CONDITION
        return VALUE

    def _column(self):
        first = self.t.peek()
        if first in ('NEW', 'OLD'):
            self.t.next()
            self.t.want('.')
            self.t.name('a column')
        else:
            self.t.name('a column')
            if self.t.take('.'):
                self.t.name('a column')
            elif self.qualified:
                self.t.fail(f'{first} wants its table before it: in an upsert PostgreSQL takes it for two things')

    def _call(self):
        function = self.t.peek()
        place = self.t.next()
        self.t.want('(')
        if function == 'cast':
            self.value()
            self.t.want('AS')
            self.type()
        elif function == 'printf':
            self._zeros(place)
        elif function == 'count' and (self.t.take('*') or self.t.take('DISTINCT')):
            if not self.t.is_next(')'):
                self.value()
        elif function in FUNCTIONS:
            self._arguments(function)
        else:
            self.t.fail(f'the function {function} is not known to give the same in both')
        self.t.want(')')
        if self.t.is_next('OVER') or self.t.is_next('FILTER'):
            self.t.fail(f'{self.t.peek()} is not known')

    def _arguments(self, function):
        self.value()
        if function in ('max', 'min', 'sum', 'count', 'length', 'abs') and self.t.is_next(','):
            self.t.fail(f'{function} of several values is another function in PostgreSQL: write CASE')
        while self.t.take(','):
            if function == 'substr' and self.t.is_next('-'):
                self.t.fail('substr from the end is silently another thing in PostgreSQL')
            self.value()

    def _zeros(self, place):
        """printf ('%064d', 0) is repeat ('0', 64); no other printf is known."""
        width = re.fullmatch(r"'%0(\d+)d'", self.t.peek())
        if not width or self.t.peek(1) != ',' or self.t.peek(2) != '0' or self.t.peek(3) != ')':
            self.t.fail('only printf (\'%0…d\', 0) is known')
        self.t.replace(place, 'repeat')
        self.t.replace(self.t.next(), "'0'")
        self.t.next()
        self.t.replace(self.t.next(), width.group(1))

    def type(self):
        word = self.t.peek()
        if word not in TYPES:
            self.t.fail(f'the type {word} is not known')
        self.t.replace(self.t.next(), TYPES[word])
        return word

    # Queries --------------------------------------------------------------------------------------------------------------------

    def select(self):
        self._one_select()
        while self.t.take('UNION', 'ALL') or self.t.take('UNION'):
            self._one_select()
        if self.t.take('ORDER', 'BY'):
            self._order()
        if self.t.take('LIMIT'):
            self.value()
            if self.t.take('OFFSET'):
                self.value()

    def _order(self):
        while True:
            self.value()
            self.t.take('DESC') or self.t.take('ASC')
            if not self.t.take(','):
                return

    def _one_select(self):
        self.t.want('SELECT')
        self.t.take('DISTINCT')
        while True:
            self.value()
            if self.t.take('AS'):
                self.t.name('the name of a column')
            if not self.t.take(','):
                break
        if self.t.take('FROM'):
            self._sources()
        if self.t.take('WHERE'):
            self.condition()
        if self.t.take('GROUP', 'BY'):
            self._list()
            if self.t.take('HAVING'):
                self.condition()

    def _sources(self):
        self._source()
        while True:
            if self.t.take(',') or self.t.take('CROSS', 'JOIN'):
                self._source()
            elif self.t.take('LEFT', 'JOIN') or self.t.take('JOIN'):
                self._source()
                self.t.want('ON')
                self.condition()
            else:
                return

    def _source(self):
        if self.t.take('('):
            self.select()
            self.t.want(')')
            self.t.take('AS')
            self.t.name('the name of a subquery')
            return
        self.t.name('a table')
        self.t.take('AS')
        if self.t.kind() == 'name' and not self.t.peek().isupper():
            self.t.name('another name of the table')
