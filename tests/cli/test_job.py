"""The main job, whole: from walk-in to signed receipt, as five people do it."""

import json
import os
import signal
import stat
import subprocess

import ctl
from ctl import Case, day, family, id_number, run, today


class Job(Case):
    def test_from_a_bare_machine_to_a_signed_receipt(self):
        db = self.path('desk.db')
        centre = ctl.Centre(db)
        year = today().year

        # The centre and its staff.
        self.assert_done(run('init', '--centre', '试点县职工服务(帮扶)中心', '--unit', '试点县总工会', '--region', '511102', '--admin', 'gly', db=db), '')
        self.assertEqual(stat.S_IMODE(os.stat(db).st_mode), 0o600)
        for login, role in [('zhang.min', 'intake'), ('li.shen', 'review'), ('zhao', 'cash')]:
            self.assertEqual(centre.ok('staff', 'add', login, '--name', '某某', '--role', role, login='gly'), '')
        centre.ok('standard', 'set', 'dibao', '1062', '--from', f'{year}-01-01', login='gly')
        self.assertEqual([(row['name'], row['value'], row['from']) for row in centre.json('standard', 'list', login='zhao')],
                         [('dibao', '1062.00', f'{year}-01-01')])

        # A walk-in is nowhere to be found: the file is opened.
        self.assertEqual(centre.json('household', 'list', '--search', '张建国', login='zhang.min'), [])
        facts = family('张建国', 11)
        number = centre.ok('household', 'add', '--json', '-', login='zhang.min', stdin=json.dumps(facts))
        self.assertRegex(number, rf'^H{year}-\d{{6}}$')
        self.assertEqual([row['number'] for row in centre.json('household', 'list', '--search', '建国', login='zhang.min')], [number])

        assessed = centre.json('household', 'assess', number, login='zhang.min')
        self.assertEqual((assessed['category'], assessed['per_capita'], assessed['line']), ('deep', '1000.00', '1062.00'))
        self.assertEqual(centre.ok('household', 'approve', number, login='li.shen'), '')
        self.assertEqual(centre.json('household', 'show', number, login='zhao')['state'], 'in-force')

        # Money.
        fund = centre.ok('fund', 'add', '--name', '中央财政专项', '--source', 'central', '--programmes', 'living,medical', '--from', f'{year}-01-01',
                         '--to', f'{year}-12-31', '--use-by', f'{year}-12-31', login='zhao')
        entry = centre.ok('fund', 'receive', fund, '100000', '--date', str(today()), '--memo', '第一批', login='zhao')
        self.assertRegex(fund + entry, r'^\d+$')

        # Help, in four steps.
        head = facts['members'][0]['id_number']
        grant = centre.ok('grant', 'add', '--household', number, '--member', '1', '--programme', 'living', '--fund', fund, '--amount', '9000',
                          '--reason', '重病', login='zhang.min')
        self.assertEqual(self.fund(centre, fund)['reserved'], '0.00')
        self.assertEqual(centre.ok('grant', 'approve', grant, login='li.shen'), '')
        self.assertEqual(self.fund(centre, fund)['reserved'], '9000.00')
        receipt = centre.ok('grant', 'pay', grant, '--method', 'cash', login='zhao')
        self.assertEqual(receipt, f'{year}-000001')

        money = self.fund(centre, fund)
        self.assertEqual([money[name] for name in ('received', 'returned', 'reserved', 'paid', 'free', 'bank', 'cash', 'goods')],
                         ['100000.00', '0.00', '0.00', '9000.00', '91000.00', '91000.00', '0.00', '0.00'])
        shown = centre.json('grant', 'show', grant, login='zhang.min')
        self.assertEqual((shown['state'], shown['receipt'], shown['amount'], shown['household'], shown['member'], shown['programme'], shown['reason']),
                         ('paid', receipt, '9000.00', number, '张建国', 'living', '重病'))

        # The paper.
        paper = self.path('receipt.pdf')
        self.assertEqual(centre.ok('receipt', 'pdf', receipt, '-o', paper, login='zhao'), '')
        self.assertEqual(stat.S_IMODE(os.stat(paper).st_mode), 0o600)
        text = ctl.subprocess.run(['pdftotext', '-layout', paper, '-'], capture_output=True, check=True).stdout.decode()
        ctl.subprocess.run(['qpdf', '--check', paper], capture_output=True, check=True)
        code = ctl.re.search(rf'NC1-{receipt}-0-[0-9A-Z]{{10}}', text).group()
        verdict = centre.run('receipt', 'verify', code, login='zhao')
        self.assert_done(verdict, f'valid\n{receipt}\n张建国\n9000.00\n{today()}')
        self.assertEqual(centre.ok('receipt', 'signed', receipt, login='zhang.min'), '')
        self.assertTrue(centre.json('receipt', 'show', receipt, login='zhao')['signed'])

        # The walk-in is found again by everything that is printed on the paper.
        for text in [receipt, number, head[-4:], '13800000011'[-4:], '建国', 'zhangjianguo', 'zjg', head]:
            with self.subTest(text):
                self.assertIn(number, [row['number'] for row in centre.json('household', 'list', '--search', text, login='zhao')])

        self.assert_journal(centre)
        self.assert_done(run('check', db=db))

    def fund(self, centre, fund):
        return next(row for row in centre.json('fund', 'list', login='zhao') if str(row['id']) == fund)


class Steps(Case):
    def test_a_transfer_goods_and_a_proxy_are_paid(self):
        centre = self.centre()
        household, head = centre.facts['numbers'][0], centre.facts['members'][0]

        grant = centre.approved(household, head, '100')
        by_card = centre.ok('grant', 'pay', grant, '--method', 'card', login='cash', warnings=True)
        shown = centre.json('receipt', 'show', by_card)
        self.assertEqual((shown['method'], shown['card_tail']), ('card', centre.facts['households'][0]['members'][0]['card'][-4:]))

        grant = centre.approved(household, head, '200')
        other = ctl.card_number(77)
        by_card = centre.pay(grant, method='card', card=other)
        self.assertEqual(centre.json('receipt', 'show', by_card)['card_tail'], other[-4:])

        centre.ok('fund', 'receive', centre.facts['fund'], '500', '--date', str(today()), '--memo', '米面油', '--account', 'goods', login='cash')
        grant = centre.approved(household, head, '300')
        goods = centre.ok('grant', 'pay', grant, '--method', 'goods', login='cash', warnings=True)
        self.assertEqual(centre.json('receipt', 'show', goods)['method'], 'goods')

        grant = centre.approved(household, head, '400')
        proxy = id_number('19500101', 5)
        number = centre.pay(grant, method='cash', date=str(today()), proxy={'name': '张老三', 'id_number': proxy, 'relation': '51', 'reason': '本人住院'})
        shown = centre.json('receipt', 'show', number)
        self.assertEqual((shown['proxy'], shown['proxy_id'], shown['proxy_relation'], shown['proxy_reason']),
                         ('张老三', f'{proxy[:6]}********{proxy[-4:]}', '51', '本人住院'))
        self.assertEqual([shown['handler'], shown['reviewer'], shown['cashier']], ['张敏', '李审', '赵出纳'])

        grant = centre.approved(household, head, '500')
        by_child = ['grant', 'pay', grant, '--method', 'cash', '--proxy', '张\u200b小宝', '--proxy-relation', '20', '--proxy-reason', '本人住院', '--proxy-id']
        self.assert_refused(centre, 1, 'proxy_id', *by_child, id_number(f'{ctl.YEAR - 7}0101', 6), login='cash')
        by_minor = centre.run(*by_child, id_number(f'{ctl.YEAR - 16}0101', 6), login='cash')
        self.assertEqual(by_minor.code, 0, by_minor)
        self.assertTrue(any('不满 18 周岁' in line for line in by_minor.lines), by_minor)
        self.assertTrue(any('代领人姓名: 看不见的符号' in line for line in by_minor.lines), by_minor)
        self.assertEqual(centre.json('receipt', 'show', by_minor.answer)['proxy'], '张小宝')

        totals = {row['method']: (row['payments'], row['amount']) for row in centre.json('payment', 'day')}
        self.assertEqual(totals, {'cash': (2, '900.00'), 'card': (2, '300.00'), 'goods': (1, '300.00')})
        self.assert_journal(centre)

    def test_what_no_receipt_can_show_is_not_paid(self):
        centre = self.centre()
        number = centre.in_force(family('𠀀' * 3, 41, unit='城' * 30))[0]   # a character that no font of the packages has
        grant = centre.approved(number, family('𠀀' * 3, 41)['members'][0]['id_number'], '100')
        self.assert_refused(centre, 2, 'payee', 'grant', 'pay', grant, '--method', 'cash', login='cash')
        self.assertEqual(centre.json('grant', 'show', grant)['state'], 'approved')

    def test_paid_is_paid_when_the_answer_can_not_be_written(self):
        centre = self.centre()
        grant = centre.approved(centre.facts['numbers'][0], centre.facts['members'][0], '100')
        with open('/dev/full', 'wb') as full:
            done = subprocess.run(ctl.command('grant', 'pay', grant, '--method', 'cash', db=centre.db, login='cash'), stdout=full,
                                  stderr=subprocess.PIPE, check=False, env=ctl.environment())
        self.assertEqual(done.returncode, 3)
        self.assertRegex(done.stderr.decode('utf-8'), '^nuanctl: output: 命令已执行')
        self.assertEqual(centre.json('grant', 'show', grant)['state'], 'paid')

    def run_unread(self, *args, **rest):
        """Into a pipe that nobody reads any more, as after `| true`."""
        reader, writer = os.pipe()
        os.close(reader)
        done = subprocess.run(ctl.command(*args, **rest), stdout=writer, stderr=subprocess.PIPE, check=False, env=ctl.environment())
        os.close(writer)
        return done

    def test_paid_is_paid_and_told_when_nobody_reads_the_answer(self):
        centre = self.centre()
        household = centre.facts['numbers'][0]
        grant = centre.approved(household, centre.facts['members'][0], '100')
        done = self.run_unread('grant', 'pay', grant, '--method', 'cash', db=centre.db, login='cash')
        self.assertEqual(done.returncode, 3)
        self.assertRegex(done.stderr.decode('utf-8'), '^nuanctl: output: 命令已执行')
        self.assertEqual(done.stderr.count(b'\n'), 1)
        self.assertEqual(centre.json('grant', 'show', grant)['state'], 'paid')

        copy = self.path('unread.db')
        done = self.run_unread('backup', '-o', copy, db=centre.db)
        self.assertEqual((done.returncode, done.stderr), (0, b''))   # it has no answer
        done = self.run_unread('restore', copy, '--replace', db=centre.db)
        self.assertEqual(done.returncode, 3)
        self.assertRegex(done.stderr.decode('utf-8'), '^nuanctl: output: 命令已执行')

        # What only shows something is ended as other tools are: `| head -1` is no mistake.
        for words in [['grant', 'list'], ['household', 'show', household], ['fund', 'list', '--json'], ['receipt', 'list'], ['journal', 'list']]:
            with self.subTest(words):
                done = self.run_unread(*words, db=centre.db, login='all')
                self.assertEqual((done.returncode, done.stderr), (-signal.SIGPIPE, b''))
        for words in [['check'], ['journal', 'verify'], ['words', '1'], ['help']]:
            with self.subTest(words):
                done = self.run_unread(*words, db=centre.db if words != ['help'] else None)
                self.assertEqual((done.returncode, done.stderr), (-signal.SIGPIPE, b''))

    def test_a_grant_is_returned_refused_or_voided_with_a_reason(self):
        centre = self.centre()
        household, head, fund = centre.facts['numbers'][0], centre.facts['members'][0], centre.facts['fund']
        for verb, login, state in [('return', 'review', 'returned'), ('refuse', 'direct', 'refused')]:
            grant = centre.grant(household, head, '100')
            self.assert_refused(centre, 2, '--reason', 'grant', verb, grant, login=login)
            centre.ok('grant', verb, grant, '--reason', '材料不全', login=login)
            shown = centre.json('grant', 'show', grant)
            self.assertEqual((shown['state'], shown['decision_reason']), (state, '材料不全'))

        grant = centre.approved(household, head, '100')
        self.assertEqual(self.free(centre, fund), '99900.00')
        centre.ok('grant', 'void', grant, '--reason', '重复', login='direct')
        self.assertEqual(self.free(centre, fund), '100000.00')
        self.assertEqual([row['state'] for row in centre.json('grant', 'list', '--household', household)], ['voided', 'refused', 'returned'])
        self.assertEqual(len(centre.json('grant', 'list', '--state', 'voided')), 1)
        self.assertEqual(centre.json('grant', 'list', '--state', 'draft'), [])

    def free(self, centre, fund):
        return next(row for row in centre.json('fund', 'list') if str(row['id']) == fund)['free']

    def test_a_voided_payment_gives_the_money_back_and_frees_the_cap(self):
        centre = self.centre()
        household, head, fund = centre.facts['numbers'][0], centre.facts['members'][0], centre.facts['fund']
        _, receipt = centre.paid(household, head, '12744')
        self.assert_refused(centre, 1, 'amount', 'grant', 'add', '--household', household, '--member', head, '--programme', 'living', '--fund', fund,
                            '--amount', '0.01', '--reason', '生活困难', login='intake')
        self.assertEqual(centre.ok('payment', 'void', receipt, '--reason', '发错人', login='cash'), '')
        self.assertEqual(self.free(centre, fund), '100000.00')
        self.assertEqual(centre.json('grant', 'list', '--household', household)[0]['state'], 'voided')

        _, again = centre.paid(household, head, '12744')
        self.assertEqual((int(receipt[-6:]), int(again[-6:])), (1, 2))
        code, out = self.verify(centre, receipt)
        self.assertEqual((code, out[0]), (1, 'void'))
        self.assert_done(run('check', db=centre.db))

    def verify(self, centre, receipt):
        paper = self.path('void.pdf')
        centre.ok('receipt', 'pdf', receipt, '-o', paper, '--force')
        text = ctl.subprocess.run(['pdftotext', '-layout', paper, '-'], capture_output=True, check=True).stdout.decode()
        result = centre.run('receipt', 'verify', ctl.re.search(rf'NC1-{receipt}-\w-[0-9A-Z]{{10}}', text).group())
        return result.code, result.answer.split('\n')


class Papers(Case):
    def scan(self, paper):
        text = ctl.subprocess.run(['pdftotext', '-layout', paper, '-'], capture_output=True, check=True).stdout.decode()
        return ctl.re.findall(r'NC1-\d{4}-\d{6}-\w+-[0-9A-Z]{10}', text)

    def test_prints_are_counted_all_or_nothing_and_verified(self):
        centre = self.centre()
        pairs = list(zip(centre.facts['numbers'], centre.facts['members']))
        receipts = [centre.paid(household, head, '500')[1] for household, head in pairs]
        paper, batch = self.path('one.pdf'), self.path('batch.pdf')

        centre.ok('receipt', 'pdf', receipts[0], '-o', paper, login='cash')
        first = self.scan(paper)[0]
        self.assertEqual(centre.run('receipt', 'verify', first).answer.split('\n')[0], 'valid')

        # A batch is one file; what is asked for twice or is not there spoils all of it.
        for bad, code, field in [((receipts[0], receipts[0]), 2, 'number'), ((receipts[1], '2000-000001'), 2, None), ((receipts[1], 'x'), 2, None)]:
            self.assert_refused(centre, code, field, 'receipt', 'pdf', *bad, '-o', batch, login='cash')
            self.assertFalse(os.path.exists(batch))
        self.assert_refused(centre, 2, '-o', 'receipt', 'pdf', receipts[1], '-o', self.folder, login='cash')
        self.assertNotEqual(centre.run('receipt', 'pdf', receipts[1], '-o', self.path('none/x.pdf'), login='cash').code, 0)
        self.assertEqual(centre.json('receipt', 'show', receipts[1])['prints'], 0)

        centre.ok('receipt', 'pdf', *receipts, '-o', batch, login='cash')
        self.assertEqual([centre.json('receipt', 'show', receipt)['prints'] for receipt in receipts], [2, 1, 1])
        info = ctl.subprocess.run(['pdfinfo', batch], capture_output=True, check=True).stdout.decode()
        self.assertRegex(info, r'Pages: +3\n')
        again = next(code for code in self.scan(batch) if receipts[0] in code)
        self.assertEqual(centre.run('receipt', 'verify', again).answer.split('\n')[0], 'reprint')

        # Audit's copy is marked and not counted.
        centre.ok('receipt', 'pdf', receipts[0], '-o', paper, '--force', login='audit')
        self.assertEqual(centre.json('receipt', 'show', receipts[0])['prints'], 2)
        self.assertEqual(centre.run('receipt', 'verify', self.scan(paper)[0]).answer.split('\n')[0], 'audit')

        # Any sign changed, another receipt's code, another copy's code: altered; another number: unknown.
        number, copy, code = first[4:15], first[16], first[18:]
        other = code[:-1] + ('0' if code[-1] != '0' else '1')
        for text, verdict, exit_code in [(f'NC1-{number}-{copy}-{other}', 'altered', 1), (f'NC1-{number}-1-{code}', 'altered', 1),
                                         (f'NC1-{receipts[1]}-0-{code}', 'altered', 1), (f'NC1-2000-000001-0-{code}', 'unknown', 2)]:
            with self.subTest(text):
                result = centre.run('receipt', 'verify', text)
                self.assertEqual((result.code, result.answer.split('\n')[0], len(result.lines)), (exit_code, verdict, 1), result)
        self.assertEqual(centre.run('receipt', 'verify', '').code, 2)
        self.assertEqual(centre.run('receipt', 'verify', first.rjust(64)).answer.split('\n')[0], 'valid')
        for long in [first.rjust(65), '1' * 20000, '１' * 65, '20250000010' + '0123456789' * 2000]:
            result = centre.run('receipt', 'verify', long)
            self.assert_fails(result, 2, 'code')
            self.assertEqual(result.out, '')
            self.assertIn('64', result.err)
        told = centre.run('receipt', 'verify', first, '--json').json
        self.assertEqual(told, {'verdict': 'valid', 'number': number, 'payee': '张建国', 'amount': '500.00', 'date': str(today())})

        self.assertEqual(centre.ok('receipt', 'list', '--from', day(0), '--to', day(0)).split('\n'), receipts)
        self.assertEqual(centre.ok('receipt', 'list').split('\n'), receipts)   # this year's
        self.assertEqual([receipt['number'] for receipt in centre.json('receipt', 'list', '--from', day(0))], receipts)
        self.assertEqual([receipt['number'] for receipt in centre.json('receipt', 'list', '--to', day(0))], receipts)
        self.assertEqual(centre.json('receipt', 'list', '--to', f'{ctl.YEAR - 1}-06-30'), [])   # of that year
        self.assertEqual(centre.json('receipt', 'list', '--from', '2001-01-01', '--to', '2001-12-31'), [])
        self.assert_refused(centre, 2, 'to', 'receipt', 'list', '--from', '2999-01-01')
        self.assert_refused(centre, 2, None, 'receipt', 'signed', '2000-000001', login='cash')
        centre.ok('receipt', 'signed', receipts[2], login='cash')
        self.assert_refused(centre, 1, None, 'receipt', 'signed', receipts[2], login='cash')
        self.assert_journal(centre)
        self.assertEqual([name for name in os.listdir(self.folder) if name.endswith('.part')], [])


if __name__ == '__main__':
    ctl.main()
