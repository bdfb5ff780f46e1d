"""Each role does its own and nothing else; four eyes hold whoever holds what."""

import json

import ctl
from ctl import Case, ROLES, family, today


class Roles(Case):
    def test_each_role_may_what_its_desk_may_and_nothing_else(self):
        centre = self.centre()
        household, head, fund = centre.facts['numbers'][0], centre.facts['members'][0], centre.facts['fund']
        pending = centre.add_households(*[family(f'韩{name}', 100 + i) for i, name in enumerate('甲乙丙')])
        drafts = [centre.grant(household, head, '1') for _ in range(3)]
        approved = centre.approved(household, head, '1')
        receipt = centre.paid(household, head, '1')[1]
        entry = centre.ok('fund', 'receive', fund, '1', '--date', str(today()), '--memo', 'x', login='cash')
        date, why = ['--date', str(today())], ['--reason', '原因']
        document = json.dumps(family('杨新', 120))

        # What nobody else may; those who may are tried out elsewhere.
        acts = [
            ('intake', ['household', 'add', '--json', '-']), ('intake', ['household', 'change', household, '--json', '-']),
            ('intake', ['grant', 'add', '--household', household, '--member', head, '--programme', 'living', '--fund', fund, '--amount', '1', *why]),
            ('review direct', ['household', 'approve', pending[0]]), ('review direct', ['household', 'return', pending[1], *why]),
            ('review direct', ['household', 'refuse', pending[2], *why]), ('review direct', ['household', 'close', household, *why]),
            ('review direct', ['grant', 'approve', drafts[0]]), ('review direct', ['grant', 'return', drafts[1], *why]),
            ('review direct', ['grant', 'refuse', drafts[2], *why]), ('direct', ['grant', 'void', approved, *why]),
            ('cash', ['grant', 'pay', approved, '--method', 'cash']), ('direct cash', ['payment', 'void', receipt, *why]),
            ('direct cash', ['fund', 'add', '--name', '某', '--source', 'city', '--programmes', 'living', '--from', str(today()), '--to', str(today()),
                             '--use-by', str(today())]),
            ('direct cash', ['fund', 'receive', fund, '1', *date, '--memo', 'x']), ('direct cash', ['fund', 'return', fund, '1', *date, '--memo', 'x']),
            ('direct', ['fund', 'reverse', entry, *why]), ('direct admin', ['standard', 'set', 'dibao', '1', '--from', str(today())]),
            ('admin', ['staff', 'add', 'neu', '--name', '新', '--role', 'cash']), ('admin', ['staff', 'reset', 'cash']), ('admin', ['staff', 'disable', 'cash']),
            ('admin', ['staff', 'roles', 'cash', '--role', 'cash']), ('admin', ['backup', '-o', self.path('copy.db')]),
            ('admin', ['demo', '--households', '1', '--years', '1', '--seed', '1']),
            ('intake review direct cash', ['receipt', 'signed', receipt]), ('intake review direct cash', ['receipt', 'unsign', receipt]),
        ]
        before = ctl.content(centre.db)
        for may, args in acts:
            for role in ROLES:
                if role in may.split():
                    continue
                with self.subTest(role=role, args=args):
                    self.assert_fails(centre.run(*args, login=role, stdin=document), 1)
        self.assertEqual(ctl.content(centre.db), before)
        self.assert_journal(centre)

    def test_everyone_reads_and_prints(self):
        centre = self.centre()
        number = centre.facts['numbers'][0]
        receipt = centre.paid(number, centre.facts['members'][0], '1')[1]
        for role in ROLES:
            with self.subTest(role):
                for args in [['household', 'show', number], ['fund', 'list'], ['receipt', 'pdf', receipt, '-o', self.path('x.pdf'), '--force'], ['journal', 'list']]:
                    self.assertEqual(centre.run(*args, login=role).code, 0, args)

    def test_whoever_drafted_never_approves_and_whoever_approved_never_pays(self):
        centre = self.centre()
        household, head = centre.facts['numbers'][0], centre.facts['members'][0]
        grant = centre.grant(household, head, '1', login='all')
        self.assert_refused(centre, 1, None, 'grant', 'approve', grant, login='all')
        centre.ok('grant', 'approve', grant, login='also', warnings=True)
        self.assert_refused(centre, 1, None, 'grant', 'pay', grant, '--method', 'cash', login='also')
        # Who drafted may pay: somebody else approved.
        centre.ok('grant', 'pay', grant, '--method', 'cash', login='all', warnings=True)

        new = centre.add_households(family('朱一', 130), login='all')[0]
        self.assert_refused(centre, 1, None, 'household', 'approve', new, login='all')
        centre.ok('household', 'approve', new, login='also')
        facts = family('朱一', 130, income=60000)
        centre.ok('household', 'change', new, '--json', '-', login='also', stdin=json.dumps(facts), warnings=True)
        self.assert_refused(centre, 1, None, 'household', 'approve', new, login='also')
        centre.ok('household', 'approve', new, login='all')
        self.assert_done(ctl.run('check', db=centre.db))

    def test_the_cashier_voids_the_own_payments_of_the_same_day_only(self):
        centre = self.centre()
        household, head = centre.facts['numbers'][0], centre.facts['members'][0]
        centre.ok('staff', 'add', 'cash2', '--name', '孙出纳', '--role', 'cash', login='admin')
        own, other = (centre.paid(household, head, '1')[1] for _ in range(2))
        self.assert_refused(centre, 1, None, 'payment', 'void', own, '--reason', 'x', login='cash2')
        self.assert_refused(centre, 1, None, 'payment', 'void', own, '--reason', 'x', login='cash', TZ='DAY-24')
        centre.ok('payment', 'void', own, '--reason', '发错', login='cash')
        centre.ok('payment', 'void', other, '--reason', '发错', login='direct', TZ='DAY-24')


if __name__ == '__main__':
    ctl.main()
