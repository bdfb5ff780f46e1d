"""What a database says of itself, in words that are the same for SQLite and PostgreSQL: a dictionary from the name of a thing to what it is."""
import json
import re

PARTS = re.compile(r"'(?:[^']|'')*'|\w+|<>|<=|>=|\|\||[-+*/%=<>.]")
KINDS = {'INTEGER': 'bigint', 'TEXT': 'text', 'BLOB': 'bytea'}


def plain(expression):
    """The words of an expression as both write it: without parentheses, casts and commas, lists and ranges spelt out."""
    text = re.sub(r"::\w+(\[\])?|\bpublic\.", '', expression or '')
    text = re.sub(r"'(-\d+)'", r'\1', re.sub(r'\b(new|old)\.', lambda found: found.group().upper(), text))
    text = re.sub(r"\b(\w+) BETWEEN (\w+) AND (\w+)", r'\1 >= \2 AND \1 <= \3', text)
    text = re.sub(r'= ANY \(+ARRAY\[(.*?)\]\)+', r'IN (\1)', text, flags=re.S)
    text = re.sub(r'<> ALL \(+ARRAY\[(.*?)\]\)+', r'NOT IN (\1)', text, flags=re.S)
    text = re.sub(r'IS NOT DISTINCT FROM', 'IS', re.sub(r'IS DISTINCT FROM', 'IS NOT', text))
    return ' '.join(PARTS.findall(re.sub(r'--[^\n]*', '', text)))


def in_parentheses(text, start):
    """What stands between the parenthesis at START and its end."""
    depth = 0
    for found in re.finditer(r"'(?:[^']|'')*'|[()]", text[start:]):
        depth += {'(': 1, ')': -1}.get(found.group(), 0)
        if depth == 0:
            return text[start + 1:start + found.start()]
    raise ValueError(text)


def words_of(body):
    """What a guard says, in its order."""
    return re.findall(r"(?:RAISE \(ABORT, |MESSAGE = )('(?:[^']|'')*')", body)


# SQLite ---------------------------------------------------------------------------------------------------------------------------

def of_sqlite(connection):
    things = {}
    for kind, name, table, sql in connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'").fetchall():
        if kind == 'table':
            sqlite_table(connection, things, name, re.sub(r'--[^\n]*', '', sql))
        elif kind == 'index':
            items = sql[sql.index('ON'):]
            unique = 'unique ' if sql.startswith('CREATE UNIQUE') else ''
            things['index ' + name] = unique + plain(items.replace('WHERE', ' WHERE '))
        elif kind == 'trigger':
            head, body = re.split(r'\bBEGIN\b', re.sub(r'--[^\n]*', '', sql), maxsplit=1)
            things['guard ' + name] = [plain(re.sub(r'CREATE TRIGGER|FOR EACH ROW', '', head)), words_of(body)]
        else:
            columns = [row[1] for row in connection.execute(f'PRAGMA table_info ({name})')]
            things['view ' + name] = columns
    return things


def sqlite_table(connection, things, table, sql):
    keys, info = {}, connection.execute(f'PRAGMA table_info ({table})').fetchall()
    alone = sum(row[5] > 0 for row in info) == 1
    for _, column, kind, not_null, default, key in info:
        default = f"next_{table}" if column == 'id' and key and alone and default is None and not refers(connection, table, column) else default
        things[f'column {table}.{column}'] = [KINDS[kind], bool(not_null or key), plain(default)]
        if key:
            keys[key] = column
    things[f'keys of {table}'] = sorted([('p', [keys[place] for place in sorted(keys)]), *sqlite_unique(connection, table)])
    things[f'references of {table}'] = sorted([row[3], row[2], row[4]] for row in connection.execute(f'PRAGMA foreign_key_list ({table})'))
    things[f'checks of {table}'] = sorted(plain(in_parentheses(sql, found.end() - 1)) for found in re.finditer(r'\bCHECK \(', sql))


def refers(connection, table, column):
    return any(row[3] == column for row in connection.execute(f'PRAGMA foreign_key_list ({table})'))


def sqlite_unique(connection, table):
    for row in connection.execute(f'PRAGMA index_list ({table})').fetchall():
        if row[3] == 'u':
            yield 'u', [column[2] for column in connection.execute(f'PRAGMA index_info ({row[1]})')]


# PostgreSQL -----------------------------------------------------------------------------------------------------------------------

COLUMNS = """
SELECT c.relname, a.attname, format_type (a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr (d.adbin, d.adrelid)
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
 WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace ORDER BY a.attnum"""
CONSTRAINTS = """
SELECT c.relname, o.contype, (SELECT array_agg (a.attname ORDER BY p.place) FROM unnest (o.conkey) WITH ORDINALITY p (number, place)
         JOIN pg_attribute a ON a.attrelid = o.conrelid AND a.attnum = p.number), f.relname,
       (SELECT array_agg (a.attname) FROM pg_attribute a WHERE a.attrelid = o.confrelid AND a.attnum = ANY (o.confkey)),
       pg_get_constraintdef (o.oid)
  FROM pg_constraint o JOIN pg_class c ON c.oid = o.conrelid LEFT JOIN pg_class f ON f.oid = o.confrelid
 WHERE o.connamespace = 'public'::regnamespace AND o.contype IN ('p', 'u', 'f', 'c')"""
INDEXES = """
SELECT c.relname, pg_get_indexdef (c.oid) FROM pg_class c JOIN pg_index i ON i.indexrelid = c.oid
 WHERE c.relnamespace = 'public'::regnamespace AND NOT EXISTS (SELECT 1 FROM pg_constraint o WHERE o.conindid = c.oid AND o.contype IN ('p', 'u'))"""
GUARDS = """
SELECT t.tgname, pg_get_triggerdef (t.oid), p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid WHERE NOT t.tgisinternal"""
VIEWS = """
SELECT c.relname, array_agg (a.attname ORDER BY a.attnum) FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
 WHERE c.relkind = 'v' AND c.relnamespace = 'public'::regnamespace GROUP BY c.relname"""


def of_postgres(server, database):
    def rows(query):
        return [list(json.loads(line).values()) for line in server.psql(database, f'SELECT row_to_json (q) FROM ({named (query)}) q').stdout.splitlines()]

    things = {}
    for table, column, kind, not_null, default in rows(COLUMNS):
        things[f'column {table}.{column}'] = [kind, not_null, plain(default)]
        for what in ('keys', 'references', 'checks'):
            things.setdefault(f'{what} of {table}', [])
    for table, kind, columns, other, other_columns, definition in rows(CONSTRAINTS):
        if kind in 'pu':
            things[f'keys of {table}'].append((kind, columns))
        elif kind == 'f':
            things[f'references of {table}'].append([columns[0], other, other_columns[0]])
        else:
            things[f'checks of {table}'].append(plain(in_parentheses(definition, definition.index('('))))
    for name in things:
        if ' of ' in name:
            things[name].sort()
    for name, definition in rows(INDEXES):
        unique = 'unique ' if definition.startswith('CREATE UNIQUE') else ''
        things['index ' + name] = unique + plain(definition[definition.index(' ON '):].replace('USING btree', ''))
    for name, definition, body in rows(GUARDS):
        head = re.sub(r'EXECUTE FUNCTION .*|CREATE TRIGGER|FOR EACH ROW', '', definition)
        things['guard ' + name] = [plain(head), words_of(body)]
    for name, columns in rows(VIEWS):
        things['view ' + name] = columns
    return things


def named(query):
    """row_to_json wants a name for each column; two of the same would be one."""
    width = {COLUMNS: 5, CONSTRAINTS: 6, INDEXES: 2, GUARDS: 3, VIEWS: 2}[query]
    return f"SELECT * FROM ({query}) q ({', '.join(f'c{i}' for i in range(width))})"


# Both -----------------------------------------------------------------------------------------------------------------------------

def differences(left, right):
    return [f'{name}: {left.get(name)} and {right.get(name)}' for name in sorted(set(left) | set(right)) if left.get(name) != right.get(name)]
