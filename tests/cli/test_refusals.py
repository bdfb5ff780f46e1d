"""What bad input gets: the field and the reason, nothing changed, the journal intact."""

import ctl
from ctl import Case, day, family, id_number, today

TOMORROW, YESTERDAY = {'TZ': 'DAY-24'}, {'TZ': 'DAY+24'}


class Refusals(Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.desk = ctl.template(cls.folder)
        cls.household, cls.head = cls.desk.facts['numbers'][0], cls.desk.facts['members'][0]
        cls.fund = cls.desk.facts['fund']

    def tearDown(self):
        self.assert_journal(self.desk)

    def refuse_grant(self, code, field, **changes):
        options = {'household': self.household, 'member': self.head, 'programme': 'living', 'fund': self.fund, 'amount': '100', 'reason': '生活困难'}
        options.update(changes)
        words = [text for name, value in options.items() if value is not None for text in (f'--{name.replace("_", "-")}', value)]
        return self.assert_refused(self.desk, code, field, 'grant', 'add', *words, login='intake')

    def test_amounts(self):
        for amount in ['9000.505', '-1', '1e3', '92233720368547758.08', 'viel', '', '0', '0.00', '1,00,0.5.5']:
            with self.subTest(amount):
                self.refuse_grant(2, 'amount', amount=amount)
                self.assert_refused(self.desk, 2, 'amount', 'fund', 'receive', self.fund, amount, '--date', str(today()), '--memo', 'x', login='cash')
                self.assert_refused(self.desk, 2, 'amount', 'fund', 'return', self.fund, amount, '--date', str(today()), '--memo', 'x', login='cash')

    def test_an_overflow_of_the_fund_is_refused(self):
        self.assert_refused(self.desk, 2, None, 'fund', 'receive', self.fund, '92233720368547758.07', '--date', str(today()), '--memo', 'x', login='cash')
        empty = self.desk.fund('空资金', amount=None)   # nor may the sum of all funds overflow
        self.assert_refused(self.desk, 2, 'amount', 'fund', 'receive', empty, '92233720368547758.07', '--date', str(today()), '--memo', 'x', login='cash')

    def test_unknown_codes_numbers_and_people(self):
        self.refuse_grant(2, 'programme', programme='lottery')
        self.refuse_grant(2, 'programme', programme='')
        self.refuse_grant(2, None, household='H1999-000001')
        self.refuse_grant(2, None, household='')
        self.refuse_grant(2, 'member', member=self.head[:17] + ('0' if self.head[17] != '0' else '1'))
        self.refuse_grant(2, 'member', member=id_number('19800230'))
        self.refuse_grant(2, None, member=id_number('19800307', 999))
        self.refuse_grant(2, None, member=self.desk.facts['members'][1])
        self.refuse_grant(2, None, fund='999')
        for fund in ['0', '-1', 'x', '1.5', '']:
            self.refuse_grant(2, 'fund', fund=fund)
        self.refuse_grant(2, 'reason', reason='')
        self.refuse_grant(2, 'reason', reason='  ')
        self.refuse_grant(2, 'reason', reason='\u200b\u3164\u2060')   # nobody can read it
        self.refuse_grant(2, '--reason', reason=None)
        self.refuse_grant(2, 'reason', reason='长' * 5000)
        for verb in ['approve', 'show']:
            self.assert_refused(self.desk, 2, None, 'grant', verb, '999', login='review')
        self.assert_refused(self.desk, 2, None, 'grant', 'pay', '999', '--method', 'cash', login='cash')
        self.assert_refused(self.desk, 2, None, 'payment', 'void', f'{today().year}-999999', '--reason', 'x', login='cash')
        self.assert_refused(self.desk, 2, None, 'payment', 'void', 'x', '--reason', 'x', login='cash')
        self.assert_refused(self.desk, 2, 'state', 'grant', 'list', '--state', 'lost')
        self.assert_refused(self.desk, 2, None, 'grant', 'list', '--household', 'H1')
        self.assert_refused(self.desk, 2, None, 'fund', 'entries', '999')

    def test_funds(self):
        good = {'name': '市级专项', 'source': 'city', 'programmes': 'living', 'from': day(-10), 'to': day(10), 'use-by': day(10)}
        for change, field in [({'source': 'moon'}, 'source'), ({'programmes': 'living,lottery'}, None), ({'programmes': ''}, None),
                              ({'name': ''}, 'name'), ({'from': '2020-13-01'}, 'from'), ({'to': day(-11)}, None), ({'use-by': 'x'}, 'use-by'),
                              ({'use-by': day(-11)}, None)]:
            with self.subTest(change):
                words = [text for name, value in {**good, **change}.items() for text in (f'--{name}', value)]
                self.assert_refused(self.desk, 2, field, 'fund', 'add', *words, login='cash')
        self.assert_refused(self.desk, 2, None, 'fund', 'receive', '999', '1', '--date', str(today()), '--memo', 'x', login='cash')
        self.assert_refused(self.desk, 2, 'date', 'fund', 'receive', self.fund, '1', '--date', '2020-02-30', '--memo', 'x', login='cash')
        self.assert_refused(self.desk, 1, 'date', 'fund', 'receive', self.fund, '1', '--date', day(1), '--memo', 'x', login='cash')
        self.assert_refused(self.desk, 2, None, 'fund', 'receive', self.fund, '1', '--date', str(today()), '--memo', 'x', '--account', 'pocket', login='cash')
        self.assert_refused(self.desk, 1, 'amount', 'fund', 'return', self.fund, '100000.01', '--date', str(today()), '--memo', 'x', login='cash')
        self.assert_refused(self.desk, 1, 'amount', 'fund', 'return', self.fund, '1', '--date', str(today()), '--memo', 'x', '--account', 'goods', login='cash')

    def test_money_outside_the_period_of_its_fund_is_taken_and_told(self):
        early = self.desk.fund('下年专项', amount=None, from_day=day(5), to=day(50), use_by=day(50))
        late = self.desk.fund('上年专项', amount=None, from_day=day(-50), to=day(-5), use_by=day(50))
        for fund, end in [(early, day(5)), (late, day(-5))]:
            with self.subTest(fund):
                result = self.desk.run('fund', 'receive', fund, '7', '--date', day(0), '--memo', 'x', login='cash')
                self.assertEqual((result.code, len(result.lines)), (0, 1), result)
                self.assertTrue(result.err.startswith('nuanctl: warning: '), result)
                self.assertIn(end, result.err)
                self.assertRegex(result.answer, r'^\d+$')
        self.assert_done(self.desk.run('fund', 'receive', late, '7', '--date', day(-5), '--memo', 'x', login='cash'))

    def test_more_than_the_free_money_or_for_another_programme(self):
        small = self.desk.fund('小额', amount='100', programmes='living')
        self.refuse_grant(1, 'amount', fund=small, amount='100.01')
        self.refuse_grant(1, 'programme', fund=small, programme='temporary')
        self.desk.approved(self.household, self.head, '60', fund=small)
        self.refuse_grant(1, 'amount', fund=small, amount='40.01')
        self.assert_refused(self.desk, 1, 'amount', 'fund', 'return', small, '40.01', '--date', str(today()), '--memo', 'x', login='cash')
        first, second = (self.desk.grant(self.household, self.head, '30', fund=small) for _ in range(2))
        self.desk.ok('grant', 'approve', first, login='review', warnings=True)
        self.assert_refused(self.desk, 1, 'amount', 'grant', 'approve', second, login='review')

    def test_a_fund_outside_its_period_or_past_its_use_by_date(self):
        past = self.desk.fund('过期', to=day(-1), use_by=day(-1), amount=None)
        self.refuse_grant(1, None, fund=past)
        early = self.desk.fund('未到期', from_day=day(1), amount=None)
        self.refuse_grant(1, None, fund=early)

    def test_the_use_by_date_is_inclusive_and_what_is_reserved_past_it_must_be_released(self):
        last = self.desk.fund('今日到期', amount='1000', to=day(1), use_by=day(0))
        pays, stays = (self.desk.approved(self.household, self.head, '10', fund=last) for _ in range(2))
        self.desk.ok('grant', 'pay', pays, '--method', 'cash', login='cash', warnings=True)
        # Tomorrow it is too late, whatever day is written on the payment.
        for more in [(), ('--date', day(1))]:
            self.assert_refused(self.desk, 1, None, 'grant', 'pay', stays, '--method', 'cash', *more, login='cash', **TOMORROW)
        self.assertEqual([row['alert'] for row in self.desk.json('fund', 'list', **TOMORROW) if str(row['id']) == last], ['past'])
        self.desk.ok('grant', 'void', stays, '--reason', '过期释放', login='direct')

    def test_dates_of_a_payment(self):
        grant = self.desk.approved(self.household, self.head, '10')
        for text, code in [(day(1), 1), (day(-1), 1), ('2020-02-30', 2), ('heute', 2), ('', 2)]:
            with self.subTest(text):
                self.assert_refused(self.desk, code, 'date', 'grant', 'pay', grant, '--method', 'cash', '--date', text, login='cash')
        # A clock that was put back pays nothing before the approval.
        self.assert_refused(self.desk, 1, 'date', 'grant', 'pay', grant, '--method', 'cash', login='cash', **YESTERDAY)

    def test_the_way_of_a_payment(self):
        grant = self.desk.approved(self.household, self.head, '10')
        proxy = {'proxy': '张老三', 'proxy-id': id_number('19500101', 5), 'proxy-relation': '51', 'proxy-reason': '住院'}
        for method, options, code, field, *lines in [
                ('cheque', {}, 2, 'method'), ('', {}, 2, 'method'), ('card', {'card': 'abc'}, 2, 'card'),
                ('cash', {**proxy, 'proxy-id': proxy['proxy-id'][:17]}, 2, 'proxy-id'), ('cash', {**proxy, 'proxy-relation': 'xx'}, 2, 'proxy-relation'),
                ('cash', {**proxy, 'proxy-reason': ' '}, 2, 'proxy-reason'), ('cash', {'proxy': '张老三'}, 2, 'proxy-relation', 3),
                ('cash', {'proxy-reason': '住院'}, 2, 'proxy', 3), ('cash', {'proxy': ''}, 2, 'proxy', 4),
                ('cash', {'card': ctl.card_number(3)}, 2, 'card')]:
            with self.subTest((method, options)):
                words = [text for name, value in options.items() for text in (f'--{name}', value)]
                result = self.assert_refused(self.desk, code, field, 'grant', 'pay', grant, '--method', method, *words, login='cash', lines=lines[0] if lines else 1)

    def test_all_that_is_wrong_is_told_at_once_each_with_its_option(self):
        grant = self.desk.approved(self.household, self.head, '10')
        for words, fields in [
                (['grant', 'add', '--household', self.household, '--member', '0', '--programme', 'moon', '--fund', 'x', '--amount', '0', '--reason', ' ',
                  '--self-paid', '-1'], ['member', 'programme', 'fund', 'amount', 'self-paid', 'reason']),
                (['grant', 'pay', grant, '--method', 'cheque', '--date', '2020-02-30', '--card', 'abc', '--proxy-id', '123'],
                 ['method', 'date', 'card', 'proxy', 'proxy-relation', 'proxy-id', 'proxy-reason']),
                (['grant', 'pay', grant, '--method', 'cash', '--date', day(1), '--proxy', '张老三'], ['date', 'proxy-relation', 'proxy-id', 'proxy-reason']),
                (['grant', 'pay', grant, '--method', 'cash', '--date', '2020-01-01', '--card', '1'], ['date', 'card']),
                (['grant', 'add', '--household', self.household, '--member', '0', '--programme', 'living', '--fund', self.fund, '--amount', '99999999',
                  '--reason', 'x'], ['member', 'amount']),
                (['fund', 'receive', self.fund, '5万', '--date', day(1), '--memo', 'x'], ['amount', 'date']),
                (['fund', 'return', self.fund, '99999999', '--date', day(1), '--memo', 'a\ufffeb'], ['amount', 'date', 'memo']),
                (['grant', 'pay', 'x', '--method', 'cash', '--card', ctl.card_number(3)], ['grant', 'card']),
                (['fund', 'add', '--name', '', '--source', 'moon', '--programmes', 'living,lottery', '--from', day(0), '--to', day(-1), '--use-by', 'x'],
                 ['name', 'source', 'programmes', 'to', 'use-by']),
                (['fund', 'receive', 'x', '0', '--date', '', '--memo', 'x', '--account', 'pocket'], ['fund', 'amount', 'date', 'account']),
                (['fund', 'return', self.fund, '1.005', '--date', '20250101', '--memo', 'a\ufffeb'], ['amount', 'date', 'memo'])]:
            with self.subTest(words):
                result = self.assert_refused(self.desk, 2, fields[0], *words, login='intake' if words[1] == 'add' and words[0] == 'grant' else 'cash',
                                             lines=len(fields))
                self.assertEqual([line.split(': ')[1] for line in result.lines], fields, result)
        # The words of the form.
        chinese = self.desk.run('grant', 'pay', grant, '--method', 'cash', '--proxy', '张老三', login='cash', LANGUAGE='zh_CN')
        self.assertEqual(chinese.lines, ['nuanctl: proxy-relation: 请选择与受助人关系', 'nuanctl: proxy-id: 请填写代领人身份证号',
                                         'nuanctl: proxy-reason: 请填写本人未到的原因'])

    def test_a_signed_receipt_is_voided_by_a_director_alone(self):
        receipt = self.desk.paid(self.household, self.head, '12.34')[1]
        self.desk.ok('receipt', 'signed', receipt, login='intake')
        shown = self.desk.json('receipt', 'show', receipt, login='cash')
        names = {row['login']: row['name'] for row in self.desk.json('staff', 'list', login='admin')}
        self.assertEqual((shown['signed'], shown['signed_by'], shown['signed_on']), (True, names['intake'], day(0)))
        self.desk.ok('receipt', 'unsign', receipt, login='cash')
        self.assert_refused(self.desk, 1, None, 'receipt', 'unsign', receipt, login='cash')
        shown = self.desk.json('receipt', 'show', receipt, login='cash')
        self.assertEqual((shown['signed'], shown['signed_by'], shown['signed_on']), (False, '', ''))
        self.assert_refused(self.desk, 1, None, 'payment', 'void', receipt, '--reason', '发错', login='cash')
        self.desk.ok('receipt', 'signed', receipt, login='review')
        self.desk.ok('check')

        result = self.desk.run('payment', 'void', receipt, '--reason', '发错', login='cash', LANGUAGE='zh_CN')
        self.assert_fails(result, 1)
        self.assertIn(f'领款单 {receipt} 已签收：只有主任可以作废，且须先收回纸质领款单和 ¥12.34 的款物', result.err)
        self.assertFalse(self.desk.json('receipt', 'show', receipt, login='cash')['voided'])

        result = self.desk.run('payment', 'void', receipt, '--reason', '发错', login='direct', LANGUAGE='zh_CN')
        self.assertEqual((result.code, result.out), (0, ''), result)
        self.assertIn(f'领款单 {receipt} 已签收：请确认已收回纸质领款单和 ¥12.34 的款物', result.err)
        self.assertTrue(self.desk.json('receipt', 'show', receipt, login='cash')['voided'])

    def test_paying_and_voiding_twice_and_deciding_what_is_decided(self):
        grant, receipt = self.desk.paid(self.household, self.head, '10')
        self.assert_refused(self.desk, 1, None, 'grant', 'pay', grant, '--method', 'cash', login='cash')
        for verb in ['return', 'refuse', 'void']:
            self.assert_refused(self.desk, 1, None, 'grant', verb, grant, '--reason', 'x', login='direct')
        self.assert_refused(self.desk, 1, None, 'grant', 'approve', grant, login='review')
        self.assert_refused(self.desk, 2, 'reason', 'payment', 'void', receipt, '--reason', '', login='direct')
        self.desk.ok('payment', 'void', receipt, '--reason', '发错', login='direct')
        self.assert_refused(self.desk, 1, None, 'payment', 'void', receipt, '--reason', 'x', login='direct')
        self.assert_refused(self.desk, 1, None, 'grant', 'pay', grant, '--method', 'cash', login='cash')
        self.assert_refused(self.desk, 1, None, 'receipt', 'signed', receipt, login='cash')

        draft = self.desk.grant(self.household, self.head, '10')
        self.assert_refused(self.desk, 1, None, 'grant', 'pay', draft, '--method', 'cash', login='cash')
        self.assert_refused(self.desk, 1, None, 'grant', 'void', draft, '--reason', 'x', login='direct')
        self.desk.ok('grant', 'refuse', draft, '--reason', '不符合', login='review')
        self.assert_refused(self.desk, 1, None, 'grant', 'approve', draft, login='review')

    def test_reversing(self):
        fund = self.desk.fund('冲正', amount=None)
        entry = self.desk.ok('fund', 'receive', fund, '100', '--date', str(today()), '--memo', 'x', login='cash')
        self.assert_refused(self.desk, 2, '--reason', 'fund', 'reverse', entry, login='direct')
        self.assert_refused(self.desk, 2, 'reason', 'fund', 'reverse', entry, '--reason', '', login='direct')
        self.assert_refused(self.desk, 2, None, 'fund', 'reverse', '99999', '--reason', 'x', login='direct')
        grant = self.desk.approved(self.household, self.head, '1', fund=fund)
        self.assert_refused(self.desk, 1, None, 'fund', 'reverse', entry, '--reason', 'x', login='direct')
        self.desk.ok('grant', 'void', grant, '--reason', 'x', login='direct')
        back = self.desk.ok('fund', 'reverse', entry, '--reason', '记错', login='direct')
        self.assert_refused(self.desk, 1, None, 'fund', 'reverse', entry, '--reason', 'x', login='direct')
        self.assert_refused(self.desk, 1, None, 'fund', 'reverse', back, '--reason', 'x', login='direct')
        rows = self.desk.json('fund', 'entries', fund)
        self.assertEqual([(row['kind'], row['balance']) for row in rows], [('receive', '100.00'), ('reversal', '0.00')])
        self.assertEqual((str(rows[1]['reverses']), rows[0]['reversed']), (entry, True))

    def test_no_help_without_a_file_in_force(self):
        facts = family('卫一', 95)
        pending = self.desk.add_households(facts)[0]
        self.refuse_grant(1, None, household=pending, member=facts['members'][0]['id_number'])
        self.desk.ok('household', 'approve', pending, login='review')
        grant = self.desk.grant(pending, facts['members'][0]['id_number'], '1')
        self.assert_refused(self.desk, 1, None, 'household', 'close', pending, '--reason', '迁出', login='review')
        self.desk.ok('grant', 'refuse', grant, '--reason', 'x', login='review')
        self.desk.ok('household', 'close', pending, '--reason', '迁出', login='review')
        self.refuse_grant(1, None, household=pending, member=facts['members'][0]['id_number'])


if __name__ == '__main__':
    ctl.main()
