"""The statements that a step of the schema is made of. What stands here is the whole subset: anything else is an error."""
from .expression import Expressions
from .tokens import Tokens

GUARD = "RAISE EXCEPTION USING ERRCODE = 'NU001', MESSAGE = "


class Translator:
    """Reads the steps in their order, for it must know which guards a table has when it is dropped."""

    def __init__(self):
        self.guards = {}     # of a table: its triggers
        self.checks = set()  # table and words of those that have a name

    def step(self, text, path):
        """The twin of one step."""
        self.t = Tokens(text, path)
        self.e = Expressions(self.t)
        parts, written = [], 0
        while not self.t.done():
            first = self.t.here()
            parts.append(self.t.render(written, first))
            twin = self._statement()
            self.t.want(';')
            last = self.t.words[self.t.at - 1]
            parts.append(self.t.render(first, last) + ';' if twin is None else twin)
            written = last + 1
        return ''.join(parts) + self.t.render(written, len(self.t.texts))

    def _statement(self):
        """None: as written, but for what was noted at its words. Else the text with its semicolons."""
        start = self.t.at
        if self.t.take('CREATE'):
            if self.t.take('TABLE'):
                return self._table(start)
            if self.t.take('TRIGGER'):
                return self._trigger()
            if self.t.take('VIEW'):
                self.t.name('the name of a view')
                self.t.want('AS')
                return self.e.select()
            self.t.take('UNIQUE')
            self.t.want('INDEX')
            return self._index()
        if self.t.take('ALTER', 'TABLE'):
            return self._alter()
        if self.t.take('DROP'):
            return self._drop(start)
        return self._change()

    # Tables ---------------------------------------------------------------------------------------------------------------------

    def _table(self, start):
        table = self.t.name('the name of a table')
        self.t.want('(')
        numbered = False
        while True:
            numbered |= not self._table_constraint(table) and self._column(table)
            if not self.t.take(','):
                break
        self.t.want(')')
        end = self.t.end()
        self.t.want('STRICT')
        if self.t.take(','):
            self.t.want('WITHOUT', 'ROWID')
        self.guards[table] = []
        twin = self.t.render(self.t.words[start], end) + ';'
        return twin + self._numbers(table) if numbered else twin

    @staticmethod
    def _numbers(table):
        """A key that is not given is the next one, as SQLite's row numbers are: without the gaps of a sequence."""
        return (f'\nCREATE FUNCTION next_{table} () RETURNS bigint LANGUAGE sql AS'
                f" 'SELECT coalesce (max (id), 0) + 1 FROM {table}';\n"
                f'ALTER TABLE {table} ALTER COLUMN id SET DEFAULT next_{table} ();')

    def _names(self):
        self.t.want('(')
        self.t.name('a column')
        while self.t.take(','):
            self.t.name('a column')
        self.t.want(')')

    def _table_constraint(self, table):
        if named := self.t.take('CONSTRAINT'):
            self.t.name('the name of a constraint')
        if self.t.take('CHECK'):
            self._check(None if named else table)
        elif self.t.take('PRIMARY', 'KEY') or self.t.take('UNIQUE'):
            self._names()
        elif self.t.take('FOREIGN', 'KEY'):
            self._names()
            self.t.want('REFERENCES')
            self.t.name('a table')
            self._names()
        elif named:
            self.t.fail(f'{self.t.peek()} after CONSTRAINT is not known')
        else:
            return False
        return True

    def _check(self, table):
        """SQLite says of a broken one what it asks; PostgreSQL says its name, so that is its name where it is short enough."""
        place = self.t.words[self.t.at - 1]
        self.t.want('(')
        start = self.t.here()
        self.e.condition()
        words = ''.join(self.t.source[start:self.t.end()])
        self.t.want(')')
        if table and len(words.encode()) <= 63 and '\n' not in words and (table, words) not in self.checks:
            self.checks.add((table, words))
            self.t.wrap(place, place, f'CONSTRAINT "{words}" ', '')

    def _column(self, table):
        """TRUE: a key that is a row number of its own."""
        column = self.t.name('a column')
        kind = self.e.type()
        key = refers = False
        while not self.t.peek() in (',', ')', ';'):
            if self.t.take('PRIMARY', 'KEY'):
                key = True
            elif self.t.take('REFERENCES'):
                refers = True
                self.t.name('a table')
                self._names()
                self.t.take('DEFERRABLE', 'INITIALLY', 'DEFERRED')
            elif self.t.take('CHECK'):
                self._check(table)
            elif self.t.take('DEFAULT'):
                self._default()
            elif not self.t.take('NOT', 'NULL') and not self.t.take('UNIQUE'):
                self.t.fail(f'{self.t.peek()} is not known of a column')
        return column == 'id' and kind == 'INTEGER' and key and not refers

    def _default(self):
        self.t.take('-')
        if self.t.kind() not in ('number', 'text'):
            self.t.fail('a default is a number or a text')
        self.t.next()

    def _index(self):
        self.t.name('the name of an index')
        self.t.want('ON')
        self.t.name('a table')
        self.t.want('(')
        self.e._order()
        self.t.want(')')
        if self.t.take('WHERE'):
            self.e.condition()

    def _alter(self):
        table = self.t.name('a table')
        if self.t.take('ADD', 'COLUMN'):
            if self._column(table):
                self.t.fail('a key can\'t be added')
        elif self.t.take('RENAME', 'TO'):
            self.guards[self.t.name('the name of a table')] = self.guards.pop(table, [])
        elif self.t.take('RENAME', 'COLUMN'):
            self.t.name('a column')
            self.t.want('TO')
            self.t.name('the name of a column')
        else:
            self.t.fail(f'ALTER TABLE … {self.t.peek()} is not known')

    def _drop(self, start):
        if self.t.take('TRIGGER'):
            name = self.t.name('a trigger')
            for guards in self.guards.values():
                if name in guards:
                    guards.remove(name)
            return self._without([name])
        if self.t.take('TABLE'):
            table = self.t.name('a table')
            guards = self.guards.pop(table, [])
            self.checks = {check for check in self.checks if check[0] != table}
            return ''.join([self._without(guards) + '\n' if guards else '', self.t.render(self.t.words[start], self.t.end()), ';'])
        if not self.t.take('INDEX') and not self.t.take('VIEW'):
            self.t.fail(f'DROP {self.t.peek()} is not known')
        self.t.name()
        return None

    @staticmethod
    def _without(guards):
        """A trigger goes with its function."""
        return '\n'.join(f'DROP FUNCTION {guard} () CASCADE;' for guard in guards)

    # Guards ---------------------------------------------------------------------------------------------------------------------

    def _trigger(self):
        name = self.t.name('the name of a trigger')
        if not (when := self.t.peek()) in ('BEFORE', 'AFTER'):
            self.t.fail(f'{when} is not known of a trigger')
        self.t.next()
        event = self._event()
        self.t.want('ON')
        table = self.t.name('a table')
        self.t.take('FOR', 'EACH', 'ROW')
        condition = self._condition()
        self.t.want('BEGIN')
        body = self._body()
        if table not in self.guards:
            self.t.fail(f'there is no table {table}')
        self.guards[table].append(name)
        back = 'NULL' if when == 'AFTER' else 'OLD' if event == 'DELETE' else 'NEW'
        body += '  ' if body.endswith('\n') else ''
        return (f'CREATE FUNCTION {name} () RETURNS trigger LANGUAGE plpgsql AS $$\nBEGIN{body}RETURN {back};\nEND $$;\n'
                f'CREATE TRIGGER {name} {when} {event} ON {table} FOR EACH ROW{condition} EXECUTE FUNCTION {name} ();')

    def _event(self):
        start = self.t.at
        if self.t.take('INSERT') or self.t.take('DELETE'):
            pass
        elif self.t.take('UPDATE'):
            if self.t.take('OF'):
                self.t.name('a column')
                while self.t.take(','):
                    self.t.name('a column')
        else:
            self.t.fail(f'{self.t.peek()} is not an event')
        return self.t.render(self.t.words[start], self.t.end())

    def _condition(self):
        if not self.t.take('WHEN'):
            return ''
        start = self.t.here()
        self.e.condition()
        return f' WHEN ({self.t.render(start, self.t.end())})'

    def _body(self):
        """Its statements, with what stands between them."""
        parts, written = [], self.t.end()
        while not self.t.take('END'):
            first = self.t.here()
            parts.append(self.t.render(written, first))
            if self.t.take('SELECT', 'RAISE'):
                parts.append(self._raise())
            else:
                self._change()
                parts.append(self.t.render(first, self.t.end()) + ';')
            self.t.want(';')
            written = self.t.end()
        parts.append(self.t.render(written, self.t.words[self.t.at - 1]))
        return ''.join(parts)

    def _raise(self):
        self.t.want('(', 'ABORT', ',')
        if self.t.kind() != 'text':
            self.t.fail('a guard says a text')
        words = self.t.texts[self.t.next()]
        self.t.want(')')
        if not self.t.take('WHERE'):
            return f'{GUARD}{words};'
        start = self.t.here()
        self.e.condition()
        return f'IF {self.t.render(start, self.t.end())} THEN\n    {GUARD}{words}; END IF;'

    # Rows -----------------------------------------------------------------------------------------------------------------------

    def _change(self):
        if self.t.take('INSERT', 'INTO'):
            self._insert()
        elif self.t.take('UPDATE'):
            self.t.name('a table')
            self.t.want('SET')
            self._assignments(self.e)
            self._where()
        elif self.t.take('DELETE', 'FROM'):
            self.t.name('a table')
            self._where()
        else:
            self.t.fail(f'{self.t.peek()} … is not known in a step')

    def _where(self):
        if self.t.take('WHERE'):
            self.e.condition()

    def _assignments(self, expressions):
        while True:
            self.t.name('a column')
            self.t.want('=')
            expressions.value()
            if not self.t.take(','):
                return

    def _insert(self):
        self.t.name('a table')
        self._names()
        if self.t.take('VALUES'):
            while True:
                self.t.want('(')
                self.e._list()
                self.t.want(')')
                if not self.t.take(','):
                    break
        else:
            self.e.select()
        if self.t.take('ON', 'CONFLICT'):
            self._names()
            self.t.want('DO')
            if not self.t.take('NOTHING'):
                self.t.want('UPDATE', 'SET')
                self._assignments(Expressions(self.t, qualified=True))
