"""Statistical tables: every cell equals plain SQL run by the sqlite3 program, and a new definition needs no new program."""

import csv
import datetime
import io
import json
import os
import re
import stat
import unicodedata
import zipfile

import ctl
from ctl import Case, money, run, sqlite

DEMO_PASSWORD = 'nuanchuang'

EARLIER = '冲减以前期间'

# Written from the words of the tables alone: a payment counts when it was made in the period and not voided by its end; one of an earlier
# period that was voided in this one is taken back.
PAID = """SELECT p.* FROM payment p LEFT JOIN payment_void v ON v.payment_id = p.id
          WHERE p.on_day BETWEEN '{0}' AND '{1}' AND (v.on_day IS NULL OR v.on_day > '{1}')"""
TAKEN = """SELECT p.* FROM payment p JOIN payment_void v ON v.payment_id = p.id
           WHERE p.on_day < '{0}' AND v.on_day BETWEEN '{0}' AND '{1}'"""
HELP_TAKEN = f'SELECT count(*), coalesce(sum(amount_fen), 0) FROM ({TAKEN})'
HELP = f"""SELECT p.programme, f.name, count(DISTINCT p.household_id), count(*), count(DISTINCT p.member_id), count(*), sum(p.amount_fen)
           FROM ({PAID}) p JOIN fund f ON f.id = p.fund_id GROUP BY p.programme, p.fund_id"""
HELP_TOTAL = f'SELECT count(DISTINCT household_id), count(*), count(DISTINCT member_id), count(*), sum(amount_fen) FROM ({PAID})'
FUNDS = """SELECT f.name, f.use_by,
  (SELECT coalesce(sum(CASE WHEN side = 'debit' THEN amount ELSE -amount END), 0) FROM half WHERE fund_id = f.id AND own AND on_day < '{0}'),
  (SELECT coalesce(sum(CASE WHEN side = 'credit' THEN amount ELSE -amount END), 0) FROM half
    WHERE fund_id = f.id AND account LIKE 'income:%' AND on_day BETWEEN '{0}' AND '{1}'),
  (SELECT coalesce(sum(CASE WHEN side = 'debit' THEN amount ELSE -amount END), 0) FROM half
    WHERE fund_id = f.id AND account = 'returned' AND on_day BETWEEN '{0}' AND '{1}'),
  (SELECT coalesce(sum(CASE WHEN side = 'debit' THEN amount ELSE -amount END), 0) FROM half
    WHERE fund_id = f.id AND account LIKE 'aid:%' AND on_day BETWEEN '{0}' AND '{1}'),
  (SELECT coalesce(sum(CASE WHEN side = 'debit' THEN amount ELSE -amount END), 0) FROM half WHERE fund_id = f.id AND own AND on_day <= '{1}'),
  (SELECT coalesce(sum(g.amount_fen), 0) FROM grants g LEFT JOIN payment p ON p.grant_id = g.id
    WHERE g.fund_id = f.id AND g.state IN ('approved', 'paid', 'voided') AND g.decided_on <= '{1}'
      AND (p.on_day IS NULL OR p.on_day > '{1}') AND (g.ended_on = '' OR g.ended_on > '{1}'))
  FROM fund f WHERE f.from_day <= '{1}' AND f.to_day >= '{0}'"""
HALVES = """CREATE TEMP VIEW half AS
  SELECT e.on_day, m.fund_id, m.debit AS account, 'debit' AS side, m.amount_fen AS amount, m.debit IN ('bank', 'cash', 'goods') AS own
    FROM entry_movement m JOIN entry e ON e.id = m.entry_id
  UNION ALL SELECT e.on_day, m.fund_id, m.credit, 'credit', m.amount_fen, m.credit IN ('bank', 'cash', 'goods')
    FROM entry_movement m JOIN entry e ON e.id = m.entry_id;"""
RECEIPTS = """SELECT printf('%04d-%06d', r.year, r.seq), r.on_day, r.household_number, r.payee, r.unit, r.fund, r.amount_fen, r.cashier
              FROM receipt r WHERE r.on_day BETWEEN '{0}' AND '{1}' ORDER BY r.year, r.seq"""


def wan(fen):
    """万元 with two decimals, half away from zero."""
    return money((abs(fen) + 5000) // 10000 * (1 if fen >= 0 else -1))


class Reports(Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.db = os.path.join(cls.folder, 'demo.db')
        made = run('demo', '--households', '60', '--years', '2', '--seed', '7', db=cls.db)
        assert made.code == 0 and made.err == '', made
        cls.desk = ctl.Centre(cls.db)
        years = [int(row[0]) for row in sqlite(cls.db, 'SELECT DISTINCT year FROM receipt ORDER BY year')]
        last = sqlite(cls.db, 'SELECT max(on_day) FROM payment')[0][0]
        # A void counts from its own day on.
        receipt = sqlite(cls.db, "SELECT printf('%04d-%06d', year, seq) FROM receipt ORDER BY id DESC LIMIT 1")[0][0]
        cls.ok('payment', 'void', receipt, '--reason', '发错', login='direct')
        cls.paid_on, cls.voided_on = last, str(ctl.today())
        cls.after = (str(datetime.date.fromisoformat(last) + datetime.timedelta(days=1)), cls.voided_on)
        assert cls.after[0] <= cls.after[1], cls.after
        cls.periods = [(f'{years[-1]}-01-01', f'{years[-1]}-12-31'), (f'{years[0]}-01-01', last), (f'{years[0]}-03-07', f'{years[0]}-09-30'),
                       ('1999-01-01', '1999-12-31'), cls.after]

    @classmethod
    def ok(cls, *args, login='audit', **rest):
        return cls.desk.ok(*args, login=login, password=DEMO_PASSWORD, **rest)

    def report(self, table, period, *more, suffix='json', **rest):
        path = self.path(f'{table}.{suffix}')
        self.ok('report', *more, table, '--from', period[0], '--to', period[1], '-o', path, '--force', **rest) if not more else \
            self.ok('report', more[0], table, '--from', period[0], '--to', period[1], *more[1:], '-o', path, '--force', **rest)
        self.assertEqual(stat.S_IMODE(os.stat(path).st_mode), 0o600)
        return path

    def table(self, *args, **rest):
        with open(self.report(*args, **rest), encoding='utf-8') as stream:
            return json.load(stream)

    def labels(self, name):
        with open(os.path.join(os.environ.get('NUAN_TEST_SOURCE', os.path.join(os.path.dirname(__file__), '../..')), 'data/code-lists.csv'), encoding='utf-8') as stream:
            return {row[1]: row[2] for row in csv.reader(stream) if row[:1] == [name]}

    def test_help_by_programme_and_fund(self):
        programmes = self.labels('programme')
        for period in self.periods:
            with self.subTest(period):
                table = self.table('help-by-programme-fund', period)
                cells = ('programme', 'fund', 'households', 'household-times', 'persons', 'person-times', 'amount', 'amount-wan')
                rows = [tuple(row[code] for code in cells) for row in table['rows']]
                taken, fen = map(int, sqlite(self.db, HELP_TAKEN.format(*period))[0])
                if taken:
                    self.assertEqual(rows.pop(), (EARLIER, '', None, -taken, None, -taken, money(-fen), wan(-fen)))
                plain = [(programmes[row[0]], row[1], *map(int, row[2:6]), money(row[6]), wan(int(row[6]))) for row in sqlite(self.db, HELP.format(*period))]
                self.assertEqual(sorted(rows), sorted(plain))
                total = sqlite(self.db, HELP_TOTAL.format(*period))[0]
                self.assertEqual([table['total'][code] for code in ('households', 'household-times', 'persons', 'person-times', 'amount')],
                                 [int(total[0]), int(total[1]) - taken, int(total[2]), int(total[3]) - taken, money(int(total[4] or 0) - fen)])

    def test_the_state_of_funds(self):
        for period in self.periods:
            with self.subTest(period):
                table = self.table('fund-state', period)
                rows = {row['fund']: tuple(row[code] for code in ('use-by', 'opening', 'received', 'returned', 'paid', 'closing', 'reserved', 'free'))
                        for row in table['rows']}
                plain = {}
                for name, use_by, *fen in sqlite(self.db, HALVES + FUNDS.format(*period)):
                    fen = [int(value) for value in fen]
                    plain[name] = (use_by, *map(money, fen), money(fen[4] - fen[5]))
                self.assertEqual({name: row for name, row in rows.items() if name in plain}, plain)
                for name in rows.keys() - plain.keys():   # its period is over, but it still moved or holds something
                    self.assertNotEqual(set(rows[name][1:]), {'0.00'}, name)

    def test_the_register_of_receipts(self):
        for period in self.periods:
            with self.subTest(period):
                table = self.table('receipts', period)
                codes = ('number', 'date', 'household', 'payee', 'unit', 'fund', 'amount', 'cashier')
                plain = sqlite(self.db, RECEIPTS.format(*period))
                taken, fen = map(int, sqlite(self.db, HELP_TAKEN.format(*period))[0])
                if taken:
                    row = table['rows'].pop()
                    self.assertEqual((row['number'], row['amount'], row['state']), (EARLIER, money(-fen), f'作废 {taken} 笔'))
                self.assertEqual([[row[code] for code in codes] for row in table['rows']], [row[:6] + [money(row[6])] + row[7:] for row in plain])

    def test_the_register_speaks_chinese_in_any_locale(self):
        centre = self.centre()
        household, head = centre.facts['numbers'][0], centre.facts['members'][0]
        centre.ok('payment', 'void', centre.paid(household, head, '10')[1], '--reason', '填错', login='cash')
        centre.ok('receipt', 'signed', centre.paid(household, head, '20')[1], login='cash')
        period = ['--from', str(ctl.today()), '--to', str(ctl.today())]
        path = self.path('register.csv')
        centre.ok('report', 'receipts', *period, '-o', path)
        with open(path, encoding='utf-8-sig') as stream:
            self.assertEqual([row[-2:] for row in list(csv.reader(stream))[1:3]], [['作废', '未签收'], ['有效', '已签收']])

    def test_what_the_funds_may_receive_at_most_can_be_reported(self):
        centre = self.centre()
        received = sum(round(float(fund['received']) * 100) for fund in centre.json('fund', 'list'))
        centre.fund('大额', amount=money(2 ** 63 - 1 - received))
        centre.ok('report', 'fund-state', '--from', str(ctl.today()), '--to', str(ctl.today()), '-o', self.path('funds.csv'))
        with open(self.path('funds.csv'), encoding='utf-8-sig') as stream:
            self.assertIn('92233720368547758.07', list(csv.reader(stream))[-1])

    def test_the_rows_behind_a_figure_add_up_to_it(self):
        period = self.periods[0]
        table = self.table('help-by-programme-fund', period)
        for number, row in list(enumerate(table['rows'], 1))[:3]:
            behind = self.table('help-by-programme-fund', period, 'rows', '--row', str(number), '--column', 'amount')
            self.assertEqual(len(behind['rows']), row['person-times'])
            self.assertEqual(sum(round(float(one['amount']) * 100) for one in behind['rows']), round(float(row['amount']) * 100))
            self.assertEqual({one['fund'] for one in behind['rows']}, {row['fund']})
        everything = self.table('help-by-programme-fund', period, 'rows', '--column', 'amount')
        self.assertEqual(len(everything['rows']), table['total']['person-times'])
        households = self.table('help-by-programme-fund', period, 'rows', '--column', 'households')
        self.assertGreaterEqual(len(households['rows']), table['total']['households'])

    def hledger_paid(self, first, last):
        """What hledger says was paid less what was taken back, from the first day to the last."""
        path = self.path('ledger.journal')
        self.ok('ledger', 'export', '--format', 'hledger', '-o', path, '--force')
        end = str(datetime.date.fromisoformat(last) + datetime.timedelta(days=1))
        out = ctl.subprocess.run(['hledger', '-f', path, 'balance', 'Expenses:Aid', '-b', first, '-e', end, '--depth', '2', '-N', '-O', 'csv'],
                                 check=True, capture_output=True).stdout.decode()
        return sum(round(float(row[1].replace(' CNY', '').replace(',', '')) * 100) for row in list(csv.reader(io.StringIO(out)))[1:])

    def test_periods_add_up_to_what_hledger_says(self):
        """The last payment is voided today: it is of its own day until then, and taken back today."""
        whole = (self.paid_on, self.voided_on)
        fen = {}
        for period in [(self.paid_on, self.paid_on), self.after, whole]:
            help_table, register, funds = (self.table(name, period) for name in ('help-by-programme-fund', 'receipts', 'fund-state'))
            fen[period] = round(float(help_table['total']['amount']) * 100)
            self.assertEqual(fen[period], self.hledger_paid(*period), period)
            self.assertEqual([help_table['total']['amount']] * 2, [register['total']['amount'], funds['total']['paid']], period)
        self.assertEqual(fen[(self.paid_on, self.paid_on)] + fen[self.after], fen[whole])
        self.assertLess(fen[self.after], 0)

    def test_behind_what_is_taken_back_stand_the_voids(self):
        receipt = sqlite(self.db, "SELECT printf('%04d-%06d', r.year, r.seq) FROM receipt r JOIN payment_void v USING (payment_id) "
                                  f"WHERE v.on_day = '{self.voided_on}'")[0][0]
        for name in ('help-by-programme-fund', 'receipts'):
            table = self.table(name, self.after)
            row = str([one['key'] for one in table['rows']].index('earlier') + 1)
            for words in (('--row', row), ('--key', 'earlier')):
                behind = self.table(name, self.after, 'rows', *words, '--column', 'amount')
                self.assertEqual([one['number'] for one in behind['rows']], [receipt])
                self.assertEqual(behind['rows'][0]['amount'], table['rows'][int(row) - 1]['amount'])
                self.assertEqual((behind['rows'][0]['date'], behind['rows'][0]['voided']), (self.paid_on, self.voided_on))
            total = self.table(name, self.after, 'rows', '--column', 'amount')
            self.assertEqual(sum(round(float(one['amount']) * 100) for one in total['rows']), round(float(table['total']['amount']) * 100))

    def test_each_form_holds_the_same_figures(self):
        for name in ['help-by-programme-fund', 'fund-state', 'receipts']:
            for period in (self.periods[0], self.after):
                self.assert_each_form(name, period)

    def assert_each_form(self, name, period):
        with self.subTest(name):
            table = self.table(name, period)
            texts = [['' if row[column['code']] is None else str(row[column['code']]) for column in table['columns']] for row in table['rows']]
            with open(self.report(name, period, suffix='csv'), encoding='utf-8-sig', newline='') as stream:
                lines = list(csv.reader(stream))
            self.assertEqual(lines[0], [column['title'] for column in table['columns']])
            self.assertEqual(lines[1:1 + len(texts)], texts)

            with zipfile.ZipFile(self.report(name, period, suffix='xlsx')) as book:
                self.assertIsNone(book.testzip())
                strings = book.read('xl/sharedStrings.xml').decode() if 'xl/sharedStrings.xml' in book.namelist() else ''
                sheet = book.read('xl/worksheets/sheet1.xml').decode()
                self.assertIn(table['title'], strings + sheet)

            pdf = self.report(name, period, suffix='pdf')
            ctl.subprocess.run(['qpdf', '--check', pdf], capture_output=True, check=True)
            text = unicodedata.normalize('NFKC', ctl.subprocess.run(['pdftotext', '-layout', pdf, '-'], capture_output=True, check=True).stdout.decode())
            for row in table['rows'][:3]:
                for column in table['columns']:
                    if column['kind'] in ('money', 'wan'):
                        self.assertIn(f'{float(row[column["code"]]):,.2f}'.replace('-', '−'), text)
            if any(row['key'] == 'earlier' for row in table['rows']):
                self.assertIn(EARLIER, strings + sheet)
                self.assertIn(EARLIER, re.sub(r'\s', '', text))
        self.assertEqual([name for name in os.listdir(self.folder) if name.endswith('.part')], [])

    def test_numbers_are_the_same_where_they_are_written_with_a_comma(self):
        name, period = 'help-by-programme-fund', self.periods[0]
        for locale, suffix in [('kk_KZ', 'xlsx'), ('kk_KZ', 'csv'), ('kk_KZ', 'json'), ('kk_KZ', 'pdf'), ('de_DE', 'xlsx')]:
            with self.subTest(locale=locale, suffix=suffix):
                plain = self.parts(self.report(name, period, suffix=suffix))
                comma = self.parts(self.report(name, period, suffix=suffix, **ctl.comma_locale(locale)))
                self.assertEqual(comma, plain)
                if suffix == 'xlsx':
                    sheet = comma['xl/worksheets/sheet1.xml'].decode()
                    self.assertRegex(sheet, r'<v>\d+\.\d+</v>')
                    self.assertNotRegex(sheet, r'<v>[^<]*,|="\d+,\d+"')

    def parts(self, path):
        """What is in a file; of a spreadsheet, in its parts but the one with the time it was made."""
        if not path.endswith('.xlsx'):
            with open(path, 'rb') as stream:
                return stream.read()
        with zipfile.ZipFile(path) as book:
            return {name: book.read(name) for name in book.namelist() if name != 'docProps/core.xml'}

    def test_a_definition_dropped_into_the_data_directory_is_one_more_table(self):
        data = self.path('data')
        os.makedirs(os.path.join(data, 'tables'), exist_ok=True)
        with open(os.path.join(data, 'tables', 'help-by-unit.ini'), 'w', encoding='utf-8') as stream:
            stream.write('[table]\nid=help-by-unit\ntitle=各单位帮扶情况\nmeasure=单位：户、元\nsource=payments\nrows=unit;method\n'
                         'columns=households;amount\ntotal=true\n[titles]\nunit=工会\n[filter]\nmethod=card;cash\n')
        here = {'NUAN_DATA_DIR': data}
        self.assertIn('help-by-unit', [row['id'] for row in json.loads(self.ok('report', 'list', '--json', **here))])
        self.assertNotIn('help-by-unit', self.ok('report', 'list'))

        period, methods = self.periods[0], self.labels('method')
        table = self.table('help-by-unit', period, **here)
        plain = sqlite(self.db, f"""SELECT u.name, p.method, count(DISTINCT p.household_id), sum(p.amount_fen) FROM ({PAID.format(*period)}) p
                                    JOIN unit u ON u.id = p.unit_id WHERE p.method <> 'goods' GROUP BY u.name, p.method""")
        self.assertEqual(sorted((row['unit'], row['method'], row['households'], row['amount']) for row in table['rows']),
                         sorted((row[0], methods[row[1]], int(row[2]), money(row[3])) for row in plain))
        self.assertEqual(table['columns'][0]['title'], '工会')
        for suffix in ['pdf', 'xlsx', 'csv']:
            self.assertGreater(os.path.getsize(self.report('help-by-unit', period, suffix=suffix, **here)), 100)
        behind = self.table('help-by-unit', period, 'rows', '--row', '1', **here)
        self.assertGreater(len(behind['rows']), 0)

        # One that can't be read is named, and the others stay.
        with open(os.path.join(data, 'tables', 'broken.ini'), 'w', encoding='utf-8') as stream:
            stream.write('[table]\nid=broken\ntitle=x\nsource=gold\ncolumns=amount\n')
        result = self.desk.run('report', 'list', '--json', login='audit', password=DEMO_PASSWORD, **here)
        self.assertEqual((result.code, len(result.lines)), (0, 1), result)
        self.assertIn('broken', result.err)
        self.assertIn('help-by-unit', result.out)

    def test_wrong_reports_are_refused_and_leave_no_file(self):
        period = self.periods[0]

        def refuse(code, field, table, from_day, to, name, *more):
            result = self.desk.run('report', *more[:1], table, '--from', from_day, '--to', to, *more[1:], '-o', self.path(name), login='audit', password=DEMO_PASSWORD)
            self.assert_fails(result, code, field)
            self.assertFalse(os.path.exists(self.path(name)))

        refuse(2, '-o', 'receipts', *period, 'out.doc')
        refuse(2, '-o', 'receipts', *period, 'pdf')
        refuse(2, None, 'nosuch', *period, 'out.json')
        refuse(2, None, '../../etc/passwd', *period, 'out.json')
        refuse(2, 'from', 'receipts', '2020-02-30', period[1], 'out.json')
        refuse(2, 'to', 'receipts', period[1], period[0], 'out.json')
        refuse(2, 'row', 'receipts', *period, 'out.json', 'rows', '--row', '999999')
        refuse(2, 'row', 'receipts', *period, 'out.json', 'rows', '--row', '0')
        refuse(2, 'column', 'receipts', *period, 'out.json', 'rows', '--column', 'nosuch')
        refuse(3, None, 'receipts', *period, 'none/out.json')

    def test_an_interrupted_report_leaves_no_file(self):
        path = self.path('long.pdf')
        process = ctl.subprocess.Popen(ctl.command('report', 'receipts', '--from', '1999-01-01', '--to', ctl.day(0), '-o', path, db=self.db, login='audit'),
                                       env=ctl.environment(DEMO_PASSWORD), stdout=ctl.subprocess.PIPE, stderr=ctl.subprocess.PIPE)
        while process.poll() is None and not os.path.exists(path) and not any('.part' in name for name in os.listdir(self.folder)):
            pass
        process.send_signal(ctl.signal.SIGINT)
        out, err = process.communicate()
        if process.returncode in (0, -ctl.signal.SIGINT):   # too late: it was told and about to end
            with open(path, 'rb') as file:
                self.assertTrue(file.read().rstrip().endswith(b'%%EOF'))
        else:
            self.assertEqual((process.returncode, out, len(err.splitlines())), (1, b'', 1), err)
            self.assertFalse(os.path.exists(path))
        self.assertEqual([name for name in os.listdir(self.folder) if '.part' in name], [])


class Ledger(Case):
    def test_hledger_reads_the_export_and_its_balances_are_the_funds(self):
        centre = self.centre()
        household, head, fund = centre.facts['numbers'][0], centre.facts['members'][0], centre.facts['fund']
        other = centre.fund('市级; 资金:二', source='city', amount='1234.56')
        centre.ok('fund', 'return', other, '34.56', '--date', ctl.day(0), '--memo', '退回; 多余', login='cash')
        for name, amount in [('县:专项', '3'), ('县;专项', '5'), ('县：专项 #3', '7'), ('捐助 一', '11'), ('捐助一 二', '13')]:
            centre.fund(name, source='city', amount=amount)
        wrong = centre.ok('fund', 'receive', other, '7', '--date', ctl.day(0), '--memo', '记错', login='cash')
        centre.ok('fund', 'reverse', wrong, '--reason', '记错', login='direct')
        centre.paid(household, head, '100')
        centre.paid(household, head, '0.01', fund=other, method='card')
        receipt = centre.paid(household, head, '50', method='goods')[1]
        centre.ok('payment', 'void', receipt, '--reason', '发错', login='direct')

        path = self.path('ledger.journal')
        centre.ok('ledger', 'export', '--format', 'hledger', '-o', path, login='audit')
        self.assertEqual(stat.S_IMODE(os.stat(path).st_mode), 0o600)
        text = ctl.read(path).decode()
        self.assertNotRegex(text, r'\d,\d{3}')
        self.assertIn(' CNY', text)
        ctl.subprocess.run(['hledger', '-f', path, 'check', '--strict'], check=True, capture_output=True)
        balances = ctl.subprocess.run(['hledger', '-f', path, 'balance', '--flat', '--no-total', '-E', '-O', 'csv'], check=True, capture_output=True).stdout.decode()
        held = {row[0]: row[1].replace(' CNY', '').replace(',', '') for row in csv.reader(io.StringIO(balances))}
        funds = {row['id']: row for row in centre.json('fund', 'list')}
        for number, row in funds.items():
            name = re.sub(' +', ' ', row['name'].replace(';', '；').replace(':', '：'))
            if name != row['name'] or re.search(r'(^| )#\d+$', name):
                name += f' #{number}'
            for account, code in [('Bank', 'bank'), ('Cash', 'cash'), ('Goods', 'goods')]:
                self.assertEqual(float(held.get(f'Assets:{account}:{name}', '0')), float(row[code]), (number, account))
        self.assertEqual(sum(float(row['bank']) + float(row['cash']) + float(row['goods']) for row in funds.values()),
                         sum(float(amount) for account, amount in held.items() if account.startswith('Assets:')))
        self.assertEqual(funds[int(fund)]['paid'], '100.00')

        self.assert_fails(centre.run('ledger', 'export', '--format', 'gnucash', '-o', self.path('x')), 2, 'format')
        self.assertFalse(os.path.exists(self.path('x')))


if __name__ == '__main__':
    ctl.main()
