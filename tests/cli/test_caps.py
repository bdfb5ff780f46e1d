"""What the caps allow: counted over paid and approved grants of the calendar year."""

import json

import ctl
from ctl import Case, day, today


class Caps(Case):
    def grant(self, centre, amount, programme='living', who=0, more=()):
        return centre.grant(centre.facts['numbers'][who], centre.facts['members'][who], amount, programme=programme, more=more)

    def refuse(self, centre, field, amount, programme='living', member=None, more=()):
        return self.assert_refused(centre, 1, field, 'grant', 'add', '--household', centre.facts['numbers'][0], '--member', member or centre.facts['members'][0],
                                   '--programme', programme, '--fund', centre.facts['fund'], '--amount', amount, '--reason', '困难', *more, login='intake')

    def test_living_is_twelve_lines_a_household_and_year(self):
        centre = self.centre()
        self.refuse(centre, 'amount', '12744.01')
        self.grant(centre, '12744')   # a draft counts nowhere
        first = self.grant(centre, '9000')
        centre.ok('grant', 'approve', first, login='review', warnings=True)
        self.refuse(centre, 'amount', '3744.01')
        # The cap is the household's, not the member's.
        spouse = centre.facts['households'][0]['members'][1]['id_number']
        self.refuse(centre, 'amount', '3744.01', member=spouse)
        second = centre.grant(centre.facts['numbers'][0], spouse, '3744')
        third = self.grant(centre, '0.01')
        centre.ok('grant', 'approve', second, login='review', warnings=True)
        self.assert_refused(centre, 1, 'amount', 'grant', 'approve', third, login='review')
        centre.ok('grant', 'void', second, '--reason', '重复', login='direct')
        centre.ok('grant', 'approve', third, login='review', warnings=True)
        # Another household has a cap of its own.
        self.grant(centre, '12744', who=1)

    def test_the_line_in_force_at_the_decision_counts(self):
        centre = self.centre()
        centre.ok('standard', 'set', 'dibao', '1000', '--from', day(-1), login='direct')
        self.refuse(centre, 'amount', '12000.01')
        grant = self.grant(centre, '12000')
        centre.ok('standard', 'set', 'dibao', '500', '--from', day(0), login='direct')
        self.assert_refused(centre, 1, 'amount', 'grant', 'approve', grant, login='review')

    def test_medical_needs_the_self_paid_amount_and_stays_below_it(self):
        centre = self.centre()
        self.refuse(centre, 'self_paid', '100', programme='medical')
        self.refuse(centre, 'amount', '100.01', programme='medical', more=['--self-paid', '100'])
        self.assert_refused(centre, 2, 'self-paid', 'grant', 'add', '--household', centre.facts['numbers'][0], '--member', centre.facts['members'][0],
                            '--programme', 'medical', '--fund', centre.facts['fund'], '--amount', '1', '--reason', '困难', '--self-paid', '-1', login='intake')
        grant = self.grant(centre, '100', programme='medical', more=['--self-paid', '100'])
        self.assertEqual(centre.json('grant', 'show', grant)['self_paid'], '100.00')

    def test_study_is_ten_lines_a_pupil(self):
        centre = self.centre()
        child = centre.facts['households'][0]['members'][2]['id_number']
        self.refuse(centre, 'amount', '10620.01', programme='study', member=child)
        centre.approved(centre.facts['numbers'][0], child, '10620', programme='study')
        self.refuse(centre, 'amount', '0.01', programme='study', member=child)
        # Another pupil of the family has a cap of the own.
        centre.approved(centre.facts['numbers'][0], centre.facts['households'][0]['members'][1]['id_number'], '10620', programme='study')

    def test_warmth_warns_on_one_line_each_and_does_not_block(self):
        centre = self.centre()
        args = ['grant', 'add', '--household', centre.facts['numbers'][0], '--member', '1', '--programme', 'warmth', '--fund',
                centre.facts['fund'], '--reason', '慰问', '--amount']
        fine = centre.run(*args, '3000', login='intake')
        self.assert_done(fine)
        warned = centre.run(*args, '3000.01', login='intake')
        self.assertEqual((warned.code, len(warned.lines)), (0, 1), warned)
        self.assertTrue(warned.err.startswith('nuanctl: warning: '), warned)
        self.assertEqual(centre.run('grant', 'approve', fine.answer, login='review').code, 0)

        # Earlier help this year is said again.
        again = centre.run(*args, '100', login='intake')
        self.assertEqual(again.code, 0)
        self.assertTrue(again.err.startswith('nuanctl: warning: '), again)

    def test_a_cap_is_checked_again_at_the_payment(self):
        centre = self.centre()
        grant = self.grant(centre, '12744')
        centre.ok('grant', 'approve', grant, login='review', warnings=True)
        # The facts that the grant rests on change: no payment until somebody else confirms them.
        facts = json.loads(json.dumps(centre.facts['households'][0]))
        facts['expenses']['illness'] = 1
        centre.ok('household', 'change', centre.facts['numbers'][0], '--json', '-', login='intake', stdin=json.dumps(facts), warnings=True)
        self.assert_refused(centre, 1, None, 'grant', 'pay', grant, '--method', 'cash', login='cash')
        centre.ok('household', 'approve', centre.facts['numbers'][0], '--reason', '属实', login='review')
        centre.ok('grant', 'pay', grant, '--method', 'cash', '--date', str(today()), login='cash', warnings=True)

    def test_cash_is_drawn_from_the_bank_when_it_is_short_and_nothing_falls_below_zero(self):
        centre = self.centre()
        fund = centre.fund('现金', amount='1000')
        centre.ok('fund', 'receive', fund, '50', '--date', str(today()), '--memo', '现金', '--account', 'cash', login='cash')
        centre.paid(centre.facts['numbers'][0], centre.facts['members'][0], '80', fund=fund)
        row = next(row for row in centre.json('fund', 'list') if str(row['id']) == fund)
        self.assertEqual([row[name] for name in ('bank', 'cash', 'goods', 'free')], ['970.00', '0.00', '0.00', '970.00'])
        entries = centre.json('fund', 'entries', fund)
        self.assertEqual([(row['debit'], row['credit'], row['amount'], row['balance']) for row in entries],
                         [('bank', 'income:central', '1000.00', '1000.00'), ('cash', 'income:central', '50.00', '1050.00'),
                          ('cash', 'bank', '30.00', '1050.00'), ('aid:living', 'cash', '80.00', '970.00')])


if __name__ == '__main__':
    ctl.main()
