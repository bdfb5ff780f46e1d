"""Household files: added, changed, shown, found, assessed, decided."""

import copy
import json
import os

import ctl
from ctl import Case, family, id_number


def assessed(income, expense=0, persons=1):
    facts = family('某某', 1)
    facts['members'] = facts['members'][:persons]
    facts['incomes'], facts['expenses'] = {'wage': income}, {'illness': expense}
    return facts


class Import(Case):
    def add(self, centre, document, **rest):
        text = document if isinstance(document, (str, bytes)) else json.dumps(document, ensure_ascii=False)
        return centre.run('household', 'add', '--json', '-', login='intake', stdin=text, **rest)

    def test_one_object_or_an_array_from_a_file_or_stdin(self):
        centre = self.centre()
        one = self.add(centre, family('李一', 21))
        self.assertEqual((one.code, one.out.count('\n')), (0, 1), one)
        path = self.path('two.json')
        with open(path, 'w', encoding='utf-8') as stream:
            json.dump([family('李二', 22), family('李三', 23)], stream)
        two = centre.run('household', 'add', '--json', path, login='intake')
        self.assertEqual(two.code, 0, two)
        numbers = [one.answer] + two.answer.split('\n')
        self.assertEqual([int(number[-6:]) for number in numbers], [4, 5, 6])
        self.assert_fails(self.add(centre, []), 1, '--json')

    def test_what_nobody_can_see_is_taken_out_with_a_warning(self):
        centre = self.centre()
        facts = family('欧阳\u200b\ue863', 51, unit='\ufeff城东纺织厂\u00ad工会', note='一\n　　二')
        facts['members'][1]['employer'] = '城东\t中学'
        facts['members'][0]['id_number'] = '\u202d' + facts['members'][0]['id_number'] + '\u202c'
        facts['members'][0]['phone'] = '\u202d13800000051\u202c'
        added = self.add(centre, facts)
        self.assertEqual(added.code, 0, added)
        self.assertEqual(sorted(line.split(': ')[2] for line in added.lines), ['members[0].name', 'members[1].employer', 'unit'], added)
        self.assertTrue(all('看不见的符号' in line or '旧字库' in line for line in added.lines), added)
        shown = centre.json('household', 'show', added.answer, '--reveal')
        self.assertEqual((shown['unit'], shown['note']), ('城东纺织厂工会', '一\n　　二'))
        self.assertEqual([member['name'] for member in shown['members']], ['欧阳䶮', '欧淑兰', '欧小宝'])
        self.assertEqual((shown['members'][0]['id_number'], shown['members'][0]['phone'], shown['members'][1]['employer']),
                         (id_number('19750307', 51), '13800000051', '城东中学'))

        added = self.add(centre, [family('李\u200e一', 52)])
        self.assertIn('[0].members[0].name', [line.split(': ')[2] for line in added.lines], added)

    def test_a_phone_is_stored_in_one_form_and_found_in_any(self):
        centre = self.centre()
        facts = family('郑一', 81)
        facts['members'][0]['phone'] = '+86 139-0000-8181'
        facts['phone'] = '0833 2123456'
        added = self.add(centre, facts)
        self.assertEqual(added.code, 0, added)
        shown = centre.json('household', 'show', added.answer)
        self.assertEqual((shown['phone'], shown['members'][0]['phone']), ('0833-2123456', '13900008181'))
        for text in ['13900008181', '+86 139 0000 8181', '8613900008181', '139-0000-8181', '8181', '+86-833-2123456', '08332123456', '2123456']:
            with self.subTest(text):
                self.assertEqual([row['number'] for row in centre.json('household', 'list', '--search', text)], [added.answer])

    def test_a_dot_typed_otherwise_or_left_out_finds(self):
        centre = self.centre()
        number = self.add(centre, family('阿依古丽·买买提', 83)).answer
        for text in ['阿依古丽·买买提', '阿依古丽.买买提', '阿依古丽．买买提', '阿依古丽买买提', '阿依古丽 买买提', '丽.买买提', '古丽•买']:
            with self.subTest(text):
                self.assertEqual([row['number'] for row in centre.json('household', 'list', '--search', text)], [number])

    def test_a_unit_written_otherwise_is_that_unit(self):
        centre = self.centre()
        unit = centre.facts['households'][0]['unit']
        n_units = centre.sqlite('SELECT count (*) FROM unit')
        for i, spelling in enumerate([f'{unit[:2]} {unit[2:]}', f'{unit[:2]}·{unit[2:]}', f'{unit[:2]}．{unit[2:]}', f'{unit}　', unit]):
            with self.subTest(spelling):
                added = self.add(centre, family(f'周{"一二三四五"[i]}', 2 * i + 61, unit=spelling))
                self.assertEqual(added.code, 0, added)
                self.assertEqual([unit in line for line in added.lines if ' unit: ' in line], [True] if i < 3 else [], added)
                self.assertEqual(centre.json('household', 'show', added.answer)['unit'], unit)
        self.assertEqual(centre.sqlite('SELECT count (*) FROM unit'), n_units)

    def test_a_name_of_nothing_or_of_digits_is_refused(self):
        centre = self.centre()
        for name in ['123', '１２３', '\u200b\u3164', '\u0378', '王\ue000', '王\ufffe', '——']:
            with self.subTest(name):
                facts = family('王一', 53)
                facts['members'][0]['name'] = name
                self.assert_fails(self.add(centre, facts), 2, 'members[0].name')
                self.assert_fails(self.add(centre, family('王一', 53, unit=name)), 2, 'unit')
                self.assert_refused(centre, 2, 'name', 'fund', 'add', '--name', name, '--source', 'county', '--programmes', 'living', '--from', '2026-01-01',
                                    '--to', '2026-12-31', '--use-by', '2026-12-31', login='cash')
                self.assert_refused(centre, 2, 'name', 'staff', 'add', 'wang', '--name', name, '--role', 'intake', login='admin', NUAN_NEW_PASSWORD=ctl.PASSWORD)
        for reason in ['\u200b', '\u0378\u2060', '\x01']:
            with self.subTest(reason):
                self.assert_refused(centre, 2, 'reason', 'household', 'close', centre.facts['numbers'][0], '--reason', reason, login='review')
        closed = centre.run('household', 'close', centre.facts['numbers'][0], '--reason', '迁\u200b出', login='review')
        self.assertEqual((closed.code, len(closed.lines)), (0, 1), closed)
        self.assertIn('--reason: ', closed.lines[0])

    def test_amounts_belong_to_their_code_in_whatever_order_the_list_stands(self):
        with open(os.path.join(os.environ['NUAN_TEST_SOURCE'], 'data/code-lists.csv'), encoding='utf-8') as stream:
            lines = stream.read().splitlines()
        heads = [line for line in lines if line.startswith(('income,', 'expense,'))]
        facts = family('钱七', 50)
        facts['incomes'] = {'wage': '100.00', 'business': '20.00', 'property': '3.00', 'transfer': '0.40', 'other': '0.05'}
        facts['expenses'] = {'illness': '1.00', 'disability': '2.00', 'education': '3.00', 'housing': '4.00', 'employment': '5.00',
                             'care': '6.00', 'other': '7.00'}
        for name, own in {'turned round': heads[::-1], 'shorter': heads[1:2] + heads[-2:]}.items():
            with self.subTest(name):
                data = self.path('data-' + name.split()[0])
                os.makedirs(data)
                with open(os.path.join(data, 'code-lists.csv'), 'w', encoding='utf-8') as stream:
                    stream.write('\n'.join([line for line in lines if line not in heads] + own) + '\n')
                centre = self.centre()
                added = self.add(centre, facts, NUAN_DATA_DIR=data)
                self.assertEqual(added.code, 0, added)
                stored = dict(centre.sqlite("SELECT head, amount_fen FROM household_amount WHERE side = 'income'"
                                            " AND household_id = (SELECT max (id) FROM household)"))
                self.assertEqual(stored, {'wage': '10000', 'business': '2000', 'property': '300', 'transfer': '40', 'other': '5'})
                shown = centre.json('household', 'show', added.answer, NUAN_DATA_DIR=data)
                self.assertEqual((shown['incomes'], shown['expenses']), (facts['incomes'], facts['expenses']))

    def test_an_amount_of_an_unknown_kind_is_told_and_never_left_out(self):
        centre = self.centre()
        number = centre.ok('household', 'list', '--limit', '1', '--json')
        number = json.loads(number)[0]['number']
        centre.sqlite(f"UPDATE household_amount SET head = 'rent' WHERE side = 'income' AND household_id ="
                      f" (SELECT id FROM household WHERE number = '{number}')")
        result = centre.run('household', 'show', number)
        self.assert_fails(result, 3, 'incomes')
        self.assertIn('rent', result.err)

    def test_it_is_all_or_nothing_and_every_bad_row_is_named(self):
        centre = self.centre()
        rows = [family('王零', 30), family('王一', 31), family('王二', 32), family('王三', 33), family('王四', 34)]
        rows[1]['members'][0]['id_number'] = rows[1]['members'][0]['id_number'][:17] + '?'
        rows[2]['incomes'] = {'wage': -1}
        rows[4]['causes'] = ['bad luck']
        before = ctl.content(centre.db)
        result = self.add(centre, rows)
        self.assert_fails(result, 2, lines=3)
        fields = [line.split(': ')[1] for line in result.lines]
        self.assertEqual(sorted(fields), ['[1].members[0].id_number', '[2].incomes.wage', '[4].causes[0]'])
        self.assertEqual(ctl.content(centre.db), before)

        # And whatever is wrong with one, for a file that is changed too.
        rows = [family('王零', 30), family('王一', 31, unit='\u200b', causes=['bad luck'])]
        rows[1]['members'][1].update(name=' \u3164', relation='xx')
        wrong = ['unit', 'members[1].name', 'members[1].relation', 'causes[0]']
        result = self.add(centre, rows)
        self.assert_fails(result, 2, lines=len(wrong))
        self.assertEqual([line.split(': ')[1] for line in result.lines], [f'[1].{field}' for field in wrong])
        result = centre.run('household', 'change', centre.facts['numbers'][0], '--json', '-', stdin=json.dumps(rows[1]))
        self.assert_fails(result, 2, lines=len(wrong))
        self.assertEqual([line.split(': ')[1] for line in result.lines], wrong)
        self.assertEqual(ctl.content(centre.db), before)

        # Twice in one import; the row that is in nobody's way is not complained about.
        rows = [family('王零', 30), family('王五', 35), family('王零', 30), family('王一', 31), family('王五', 35)]
        result = self.add(centre, rows)
        self.assert_fails(result, 1, lines=2)
        self.assertEqual([line.split(': ')[1][:3] for line in result.lines], ['[2]', '[4]'])
        self.assertIn('[0]', result.lines[0].split(': ')[2])   # the row, not a number that no file will have
        self.assertEqual(ctl.content(centre.db), before)

        # What the text alone shows does not hide what only the file knows.
        rows = [centre.facts['households'][0], family('王零', 30), family('王一', 31, unit='')]
        result = self.add(centre, rows)
        self.assert_fails(result, 2, lines=2)
        self.assertEqual(sorted(line.split(': ')[1][:3] for line in result.lines), ['[0]', '[2]'])
        self.assertEqual(ctl.content(centre.db), before)

    def test_what_is_no_household_is_malformed_and_named(self):
        good = family('赵六', 40)
        centre = self.centre()
        before = ctl.content(centre.db)

        def bad(path, value):
            facts = copy.deepcopy(good)
            node = facts
            for step in path[:-1]:
                node = node[step]
            if value is None:
                del node[path[-1]]
            else:
                node[path[-1]] = value
            return facts

        child = {'name': '赵小', 'id_number': '', 'relation': '20'}
        cases = [
            (bad(['unit'], None), 'unit'), (bad(['unit'], ' '), 'unit'), (bad(['unit'], 7), 'unit'), (bad(['members'], None), 'members'),
            (bad(['members'], []), 'members'), (bad(['members', 0, 'relation'], '12'), 'members'), (bad(['members', 1, 'relation'], '02'), 'members'),
            (bad(['members', 0, 'relation'], 'xx'), 'members[0].relation'), (bad(['members', 0, 'name'], ''), 'members[0].name'),
            (bad(['members', 0, 'id_number'], ''), 'members[0].id_number'), (bad(['members', 0, 'id_number'], '511102197503070118'), 'members[0].id_number'),
            (bad(['members', 1, 'id_number'], id_number('19990230')), 'members[1].id_number'),
            (bad(['members', 1, 'id_number'], id_number('29990101')), 'members[1].id_number'),
            (bad(['members', 1, 'id_number'], good['members'][0]['id_number']), 'members[1].id_number'),
            (bad(['members', 1, 'health'], 'nosuch'), 'members[1].health'),
            (bad(['causes'], ['illness', 'illness']), 'causes'), (bad(['causes'], ['luck']), 'causes[0]'), (bad(['causes'], 'illness'), 'causes'),
            (bad(['causes'], ['illness', 'disaster', 'schooling', 'other', 'laid-off']), 'causes'),
            (bad(['incomes', 'wage'], '9000.505'), 'incomes.wage'), (bad(['incomes', 'wage'], -1), 'incomes.wage'), (bad(['incomes', 'wage'], True), 'incomes.wage'),
            (bad(['incomes', 'wage'], '92233720368547758.08'), 'incomes.wage'), (bad(['incomes', 'lottery'], 1), 'incomes.lottery'),
            (bad(['expenses', 'illness'], 'viel'), 'expenses.illness'), (bad(['salary'], 1), 'salary'), (bad(['number'], 'H2020-000001'), 'number'),
            (bad(['members', 0, 'name'], '\u0000'), 'members[0].name'), (bad(['accident'], True), 'accident_reason'),
            (bad(['members', 0, 'name'], '赵' * 500), 'members[0].name'),
        ]
        rows = [facts for facts, _ in cases]
        result = self.add(centre, rows)
        self.assert_fails(result, 2, lines=len(result.lines))
        named = [line.split(': ')[1] for line in result.lines]
        for i, (_, field) in enumerate(cases):
            with self.subTest(i=i, field=field):
                self.assertTrue(any(name.startswith(f'[{i}].{field}') for name in named), named)
        self.assertNotEqual(child, None)

        for text in ['', '{', '[{}', 'null', '7', '{"unit": 1e}', '{"unit": "a"} x', '[' * 5000, b'{"unit": "\xff"}', '{"unit": "' + chr(92) + 'ud800"}']:
            with self.subTest(text):
                self.assert_fails(self.add(centre, text), 2)
        self.assert_fails(centre.run('household', 'add', '--json', self.path('none.json'), login='intake'), 2, '--json')
        self.assert_fails(centre.run('household', 'add', '--json', self.folder, login='intake'), 2, '--json')
        self.assertEqual(ctl.content(centre.db), before)

    def test_amounts_are_read_from_their_text_and_never_through_a_double(self):
        centre = self.centre()
        text = json.dumps(family('钱七', 41)).replace('72000', '90071992547409.93').replace('36000', '"0.29"')
        number = self.add(centre, text).answer
        shown = centre.json('household', 'show', number)
        self.assertEqual((shown['incomes']['wage'], shown['expenses']['illness']), ('90071992547409.93', '0.29'))

    def test_an_id_number_in_an_open_file_blocks_and_a_likeness_warns(self):
        centre = self.centre()
        taken = centre.facts['households'][0]
        again = family('别名', 50)
        again['members'][1]['id_number'] = taken['members'][0]['id_number']
        result = self.add(centre, again)
        self.assert_fails(result, 1, 'members[1].id_number')
        self.assertIn(centre.facts['numbers'][0], result.err)

        alike = family('别名', 51)
        alike['members'][0]['phone'] = taken['members'][0]['phone']
        result = self.add(centre, alike)
        self.assertEqual(result.code, 0, result)
        self.assertTrue(result.err.startswith('nuanctl: warning: '), result)

        centre.ok('household', 'close', centre.facts['numbers'][0], '--reason', '迁出', login='review')
        result = self.add(centre, again)
        self.assertEqual(result.code, 0, result)
        self.assertTrue(result.err.startswith('nuanctl: warning: '), result)

    def test_a_relation_at_odds_with_sex_or_age_warns(self):
        centre = self.centre()
        odd = family('孙八', 52)
        odd['members'][1]['relation'] = '30'
        odd['members'][2]['relation'] = '51'
        result = self.add(centre, odd)
        self.assertEqual(result.code, 0, result)
        self.assertGreaterEqual(len(result.lines), 2, result)
        for line in result.lines:
            self.assertTrue(line.startswith('nuanctl: warning: '), line)


class Show(Case):
    def test_what_was_given_is_shown_masked_unless_revealed(self):
        centre = self.centre()
        number, facts = centre.facts['numbers'][0], centre.facts['households'][0]
        shown = centre.json('household', 'show', number)
        self.assertEqual((shown['number'], shown['state'], shown['unit'], shown['category']), (number, 'in-force', facts['unit'], 'deep'))
        self.assertEqual(shown['assessment']['per_capita'], '1000.00')
        self.assertIsInstance(shown['version'], int)
        self.assertEqual([member['name'] for member in shown['members']], [member['name'] for member in facts['members']])
        full = facts['members'][0]['id_number']
        self.assertEqual(shown['members'][0]['id_number'], f'{full[:6]}********{full[-4:]}')
        self.assertEqual((shown['members'][0]['birth'], shown['members'][0]['sex']), ('1975', '1'))
        self.assertIn(shown['members'][0]['age'], [ctl.YEAR - 1975 - 1, ctl.YEAR - 1975])
        for member in facts['members']:
            self.assertNotIn(member['id_number'], json.dumps(shown))
        plain = centre.ok('household', 'show', number)   # in the words of the form
        self.assertNotIn(full, plain)
        for line in [f'户号: {number}', '单位: ' + facts['unit'], '  - 户主 ' + facts['members'][0]['name'], '主要致困原因: 患重特大疾病']:
            self.assertTrue(any(shown.startswith(line) for shown in plain.split('\n')), plain)

        before = len(centre.json('journal', 'list'))
        revealed = centre.json('household', 'show', number, '--reveal')
        self.assertEqual(revealed['members'][0]['id_number'], full)
        self.assertEqual(revealed['members'][0]['birth'], '1975-03-07')
        self.assertEqual(revealed['members'][0]['card'], facts['members'][0]['card'])
        rows = centre.json('journal', 'list')
        self.assertIn('reveal', ' '.join(row['action'] for row in rows[:len(rows) - before]))

    def test_what_was_shown_can_be_edited_and_given_back(self):
        centre = self.centre()
        number = centre.facts['numbers'][0]
        for flags in [[], ['--reveal']]:
            with self.subTest(flags):
                shown = centre.json('household', 'show', number, *flags)
                shown['phone'] = '13911112222' if flags else '13911113333'
                centre.ok('household', 'change', number, '--json', '-', login='intake', stdin=json.dumps(shown))
                again = centre.json('household', 'show', number, '--reveal')
                self.assertEqual((again['phone'], again['state'], again['version']), (shown['phone'], 'in-force', shown['version'] + 1))
                self.assertEqual(again['members'][0]['id_number'], centre.facts['members'][0])
                self.assertEqual([member['id'] for member in again['members']], [member['id'] for member in shown['members']])

        # Members are known again by their ID numbers, however these are typed.
        facts = copy.deepcopy(centre.facts['households'][0])
        facts['members'][1]['id_number'] = ' ' + facts['members'][1]['id_number'].lower()
        centre.ok('household', 'change', number, '--json', '-', login='intake', stdin=json.dumps(facts))
        kept = centre.json('household', 'show', number)
        self.assertEqual([member['id'] for member in kept['members']], [member['id'] for member in again['members']])

    def test_a_change_of_the_facts_shows_both_assessments_and_needs_another_approval(self):
        centre = self.centre()
        number, head = centre.facts['numbers'][0], centre.facts['members'][0]
        facts = copy.deepcopy(centre.facts['households'][0])
        facts['incomes']['wage'] = 48000
        told = centre.ok('household', 'change', number, '--json', '-', login='also', stdin=json.dumps(facts))
        self.assertEqual(len(told.split('\n')), 2, told)
        self.assertIn('1,000.00', told)
        self.assertEqual(centre.json('household', 'show', number)['state'], 'changed')
        self.assert_refused(centre, 1, None, 'grant', 'add', '--household', number, '--member', head, '--programme', 'living', '--fund', centre.facts['fund'],
                            '--amount', '1', '--reason', '生活困难', login='intake')
        self.assert_refused(centre, 1, None, 'household', 'approve', number, login='also')
        centre.ok('household', 'approve', number, login='review')
        self.assertEqual(centre.json('household', 'show', number)['state'], 'in-force')

    def test_a_stale_change_another_households_json_and_a_closed_file_are_refused(self):
        centre = self.centre()
        number, other = centre.facts['numbers'][:2]
        facts = copy.deepcopy(centre.facts['households'][0])
        self.assert_refused(centre, 1, None, 'household', 'change', number, '--json', '-', login='intake', stdin=json.dumps(dict(facts, version=77)))
        self.assert_refused(centre, 2, 'number', 'household', 'change', number, '--json', '-', login='intake', stdin=json.dumps(dict(facts, number=other)))
        self.assert_refused(centre, 2, '--json', 'household', 'change', number, '--json', '-', login='intake', stdin=json.dumps([facts, facts]))
        self.assert_refused(centre, 2, None, 'household', 'change', 'H1999-000001', '--json', '-', login='intake', stdin=json.dumps(facts))
        centre.ok('household', 'close', number, '--reason', '迁出', login='review')
        self.assert_refused(centre, 1, None, 'household', 'change', number, '--json', '-', login='intake', stdin=json.dumps(facts))

    def test_files_are_approved_returned_refused_and_closed_by_somebody_else(self):
        centre = self.centre()
        numbers = centre.add_households(family('周一', 61), family('周二', 62), family('周三', 63, income=900000))
        own = centre.add_households(family('周四', 64), login='all')[0]
        self.assert_refused(centre, 1, None, 'household', 'approve', own, login='all')
        self.assert_refused(centre, 2, '--reason', 'household', 'return', numbers[0], login='review')
        self.assert_refused(centre, 2, 'reason', 'household', 'return', numbers[0], '--reason', ' ', login='review')
        centre.ok('household', 'return', numbers[0], '--reason', '缺票据', login='review')
        centre.ok('household', 'refuse', numbers[1], '--reason', '不符合', login='direct')
        self.assert_refused(centre, 1, 'reason', 'household', 'approve', numbers[2], login='review')
        centre.ok('household', 'approve', numbers[2], '--reason', '突发情况', login='review')
        self.assert_refused(centre, 1, None, 'household', 'approve', numbers[2], login='direct')
        states = {row['number']: (row['state'], row['category']) for row in centre.json('household', 'list')}
        self.assertEqual([states[number] for number in numbers], [('returned', 'deep'), ('refused', 'deep'), ('in-force', 'none')])
        self.assert_refused(centre, 2, None, 'household', 'approve', 'H1999-000001', login='review')
        self.assert_journal(centre)


class List(Case):
    def test_all_that_is_wrong_with_a_row_is_told_at_once(self):
        centre = self.centre()
        text = '[{"unit":"a","causes":["no-cause"],"address":7,"members":[{"name":"","id_number":"1","relation":"x"}]}]'
        result = centre.run('household', 'add', '--json', '-', login='intake', stdin=text)
        self.assertEqual(result.code, 2, result)
        told = [line.split(': ')[1] for line in result.lines]
        self.assertEqual(told[0], '[0].address', result)
        for field in ('causes[0]', 'members[0].name', 'members[0].id_number', 'members[0].relation'):
            self.assertEqual(told.count(f'[0].{field}'), 1, result)

        result = centre.run('household', 'add', '--json', '-', login='intake', stdin='[{"unit":"a","causes":7,"address":"b","members":[7]}]')
        self.assertEqual((result.code, sorted(line.split(': ')[1] for line in result.lines)), (2, ['[0].causes', '[0].members[0]']), result)

    def test_search_finds_by_everything_that_is_on_a_card(self):
        centre = self.centre()
        numbers, households = centre.facts['numbers'], centre.facts['households']
        for text, expected in [('建国', numbers[:1]), ('国', numbers[:1]), ('zhangjianguo', numbers[:1]), ('jianguo', numbers[:1]), ('ZJG', numbers[:1]), ('shanxiongxin', numbers[1:2]),
                               ('danxiongxin', numbers[1:2]), ('买买提江', numbers[2:]), ('热合', numbers[2:]), ('淑兰', numbers),
                               (households[1]['members'][0]['id_number'], numbers[1:2]), (households[1]['members'][0]['id_number'][-4:], numbers[1:2]),
                               (households[1]['members'][0]['id_number'][-6:], []),
                               (households[2]['phone'][-4:], numbers[2:]), (numbers[1], numbers[1:2]), ('没有此人', [])]:
            with self.subTest(text):
                self.assertEqual(sorted(row['number'] for row in centre.json('household', 'list', '--search', text)), sorted(expected))

    def test_filters_limits_and_forms(self):
        centre = self.centre()
        numbers = centre.facts['numbers']
        pending = centre.add_households(family('吴一', 71))
        self.assertEqual([row['number'] for row in centre.json('household', 'list', '--state', 'pending')], pending)
        self.assertEqual(len(centre.json('household', 'list')), 4)
        self.assertEqual([row['number'] for row in centre.json('household', 'list', '--limit', '2', '--offset', '1')],
                         [row['number'] for row in centre.json('household', 'list')][1:3])
        self.assertEqual(centre.json('household', 'list', '--limit', '0'), [])
        self.assertEqual([row['number'] for row in centre.json('household', 'list', '--unit', '城西机械厂工会')], numbers[1:2])
        self.assertEqual(len(centre.json('household', 'list', '--cause', 'illness', '--category', 'deep')), 3)
        for option, value in [('--state', 'alive'), ('--limit', '-1'), ('--limit', 'x'), ('--category', 'rich'), ('--cause', 'luck')]:
            with self.subTest(option):
                self.assert_fails(centre.run('household', 'list', option, value), 2, option[2:])

        table = centre.ok('household', 'list')
        lines = table.split('\n')
        self.assertEqual(len(lines), 5)
        self.assertEqual([line for line in lines if line != line.rstrip()], [])
        self.assertEqual(len({self.column_of(line, number) for line, number in zip(lines[1:], [line[:12] for line in lines[1:]])}), 1)
        wide = {self.width(line[:line.index('城')]) for line in lines[1:] if '城' in line}
        self.assertEqual(len(wide), 1, table)
        self.assertEqual(centre.run('household', 'list', '--search', '没有此人').out, '')

    def column_of(self, line, text):
        return line.index(text)

    def width(self, text):
        return sum(2 if ctl.re.match('[\u2e80-\u9fff\uff00-\uffef]', c) else 1 for c in text)


class Assess(Case):
    def test_the_category_is_compared_exactly_and_shown_rounded(self):
        centre = self.centre()
        line = 106200
        cases = [(line * 12 - 1, 'deep'), (line * 12, 'relative'), (line * 24 - 1, 'relative'), (line * 24, 'none'), (0, 'deep')]
        numbers = []
        for i, (fen, _) in enumerate(cases):
            facts = family('郑一', 80 + i)
            facts['members'] = facts['members'][:1]
            facts['incomes'], facts['expenses'] = {'wage': ctl.money(fen)}, {}
            numbers += centre.add_households(facts)
        for number, (fen, category) in zip(numbers, cases):
            with self.subTest(fen):
                told = centre.json('household', 'assess', number)
                self.assertEqual((told['category'], told['income'], told['net']), (category, ctl.money(fen), ctl.money(fen)))
        told = centre.json('household', 'assess', numbers[0])
        self.assertEqual((told['per_capita'], told['per_capita_exact']), ('1062.00', '1061.9992'))
        self.assertIn('1,061.9992 < 1,062.00', told['arithmetic'])

        facts = family('郑九', 89, income=10000, illness=46000)
        told = centre.json('household', 'assess', centre.add_households(facts)[0])
        self.assertEqual((told['category'], told['per_capita'], told['net'], told['persons']), ('deep', '-1000.00', '-36000.00', 3))

    def test_an_accident_is_chosen_by_a_person_and_members_may_not_count(self):
        centre = self.centre()
        facts = family('冯一', 90, income=900000, accident=True, accident_reason='火灾')
        facts['members'][2]['counted'] = False
        told = centre.json('household', 'assess', centre.add_households(facts)[0])
        self.assertEqual((told['category'], told['computed'], told['persons']), ('accident', 'none', 2))

    def test_a_wrong_day_is_malformed(self):
        centre = self.centre()
        for text in ['yesterday', '2020-02-30', '20200101', '']:
            self.assert_fails(centre.run('household', 'assess', centre.facts['numbers'][0], '--on', text), 2, 'on')


if __name__ == '__main__':
    ctl.main()
