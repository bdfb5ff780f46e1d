"""Amounts in words, ID numbers, and how the program reads its arguments."""

import os

import ctl
from ctl import Case, id_number, run


class Words(Case):
    def test_amounts_are_written_as_on_a_bank_form(self):
        for amount, words in {'9000': '人民币玖仟元整', '9000.5': '人民币玖仟元零伍角', '0.05': '人民币伍分', '107000.53': '人民币壹拾万柒仟元零伍角叁分',
                              '10': '人民币壹拾元整', '1409.50': '人民币壹仟肆佰零玖元伍角', '6007.14': '人民币陆仟零柒元壹角肆分',
                              '9,000': '人民币玖仟元整', '９０００': '人民币玖仟元整'}.items():
            with self.subTest(amount):
                self.assert_done(run('words', amount), words)

    def test_the_largest_amount_is_read_and_one_fen_more_is_not(self):
        self.assert_done(run('words', '92233720368547758.07'))
        self.assert_fails(run('words', '92233720368547758.08'), 2, 'amount')

    def test_what_is_no_amount_is_malformed(self):
        for amount in ['9000.505', '-1', '-0.01', '1e3', '', ' ', 'abc', '1.2.3', '0x10', '1 2', '٣', '+5', 'nan', 'inf', '9' * 400]:
            with self.subTest(amount):
                self.assert_fails(run('words', amount), 2, 'amount')

    def test_neither_file_nor_login_is_needed(self):
        self.assert_done(run('words', '1', db='/nonexistent/file'), '人民币壹元整')


class Ids(Case):
    def test_birth_sex_and_region_are_told(self):
        number = id_number('19800307', 2)
        result = run('id', number)
        self.assert_done(result)
        self.assertEqual(result.out.count('\n'), 1)
        self.assertTrue(result.answer.startswith('1980-03-07, 女, 511102 四川省'), result)

        told = run('id', number, '--json').json
        self.assertEqual((told['birth'], told['sex'], told['region']), ('1980-03-07', '女', '511102'))

    def test_the_paper_is_called_by_its_name(self):
        for region, told in [('511102', '四川省乐山市市中区'), ('510202', '四川省重庆市渝中区（1980–1996 年）'), ('810000', '港澳居民居住证'), ('820000', '港澳居民居住证'),
                             ('830000', '台湾居民居住证'), ('951840', '外国人永久居留身份证 · 四川省 · 美国')]:
            with self.subTest(region):
                number = id_number('19800307', 1, region)
                result = run('id', f'\u202d{number}\u202c')
                self.assert_done(result, f'1980-03-07, 男, {region} {told}')
                self.assertEqual(result.err, '')
        shown = run('id', id_number('19800307', 1, '510202'), '--json').json
        self.assertEqual((shown['paper'], shown['region_name'], shown['region_from'], shown['region_to']), ('居民身份证', '四川省重庆市渝中区', 1980, 1996))
        shown = run('id', id_number('19800307', 1, '951840'), '--json').json
        self.assertEqual((shown['paper'], 'region_from' in shown), ('外国人永久居留身份证', False))

    def test_a_small_x_and_full_width_digits_are_put_right(self):
        number = next(n for n in (id_number('19800307', i) for i in range(1, 60)) if n.endswith('X'))
        self.assertEqual(run('id', number.lower()).answer, run('id', number).answer)
        wide = ''.join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in number)
        self.assertEqual(run('id', wide).answer, run('id', number).answer)

    def test_a_bad_number_is_malformed_and_never_repeated(self):
        good = id_number()
        wrong = good[:17] + ('0' if good[17] != '0' else '1')
        future = id_number(f'{ctl.YEAR + 1}0101')
        for number in [wrong, id_number('19800230'), id_number('19801301'), future, good[:-1], good + '1', '', 'abcdefghijklmnopqr', good[:5] + 'A' + good[6:]]:
            with self.subTest(number):
                result = run('id', number)
                self.assert_fails(result, 2, 'id_number')
                if len(number) > 3:
                    self.assertNotIn(number, result.err)

    def test_an_unknown_region_or_a_great_age_warns(self):
        for number in [id_number(region='990000'), id_number('18900101')]:
            with self.subTest(number):
                result = run('id', number)
                self.assertEqual(result.code, 0, result)
                self.assertEqual(len(result.lines), 1, result)
                self.assertTrue(result.err.startswith('nuanctl: warning: '), result)
                self.assertNotIn(number, result.err)

    def test_a_number_in_the_wrong_place_is_not_repeated(self):
        number = id_number()
        for args in [[number], ['words', number, number], ['help', number], ['id', number, '--' + number], ['id', number, number], ['household', number]]:
            with self.subTest(args):
                result = run(*args)
                self.assert_fails(result, 2)
                self.assertNotIn(number, result.err)


class Arguments(Case):
    def test_wrong_arguments_are_named(self):
        for args, field in [([], 'command'), (['nosuch'], 'command'), (['household'], 'household'), (['household', 'nosuch'], 'household'),
                            (['words'], 'arguments'), (['words', '1', '2'], 'arguments'), (['words', '1', '--foo'], '--foo'),
                            (['words', '1', '-x'], '-x'), (['--foo', 'words', '1'], '--foo'), (['words', '1', '--db'], '--db'),
                            (['household', 'list'], '--as'), (['household', 'list', '--as'], '--as'),
                            (['household', 'add', '--as', 'x'], '--json'), (['household', 'list', '--as', 'x', '--state'], '--state'),
                            (['household', 'list', '--as', 'x', '--state', '--json'], '--state'),
                            (['household', 'list', '--as', 'x', '--json=1'], '--json'),
                            (['household', 'list', '--as', 'x', '--limit', '1', '--limit', '2'], '--limit'),
                            (['backup', '--as', 'x'], '-o'), (['help', 'nosuch'], 'help')]:
            with self.subTest(args):
                self.assert_fails(run(*args, db=None), 2, field)

    def test_everything_that_is_missing_is_told_at_once(self):
        for args, fields in [(['fund', 'add', '--name', 'x'], ['--source', '--programmes', '--from', '--to', '--use-by', '--as']),
                             (['fund', 'receive', '1'], ['--date', '--memo', '--as', 'arguments']), (['household', 'change'], ['--json', '--as', 'arguments']),
                             (['demo'], ['--households', '--years', '--seed'])]:
            with self.subTest(args):
                result = run(*args, db=None)
                self.assert_fails(result, 2, lines=len(fields))
                self.assertEqual([line.split(': ')[1] for line in result.lines], fields)

    def test_a_missing_file_is_not_found(self):
        self.assert_fails(run('household', 'list', db=self.path('none.db'), login='all'), 2, 'db')
        self.assert_fails(run('check', db=self.path('none.db')), 2, 'db')
        self.assertFalse(os.path.exists(self.path('none.db')))

    def test_a_file_that_is_none_of_ours_is_refused_and_left_alone(self):
        path = self.path('text.db')
        with open(path, 'w', encoding='utf-8') as stream:
            stream.write('not a data file\n' * 1000)
        result = run('household', 'list', db=path, login='all')
        self.assertEqual(result.code, 3, result)
        self.assertEqual(len(result.lines), 1, result)
        self.assertEqual(ctl.read(path), b'not a data file\n' * 1000)

    def test_bytes_that_are_no_utf8_are_malformed(self):
        for args in [[b'words', b'\xff'], [b'household', b'list', b'--search', b'\xd5\xc5'], [b'\xc0\x80']]:
            with self.subTest(args):
                self.assert_fails(run(*args), 2)

    def test_arguments_are_utf8_in_every_locale(self):
        for locale in ['C', 'POSIX', 'C.UTF-8', 'zh_CN.GB18030', 'nosuch']:
            with self.subTest(locale):
                self.assert_done(run('words', '９', LC_ALL=locale), '人民币玖元整')
                self.assertEqual(run('help', LC_ALL=locale).code, 0)

    def test_global_options_stand_before_and_behind(self):
        for args in [['words', '1', '--db', 'x'], ['words', '--db=x', '1'], ['words', '1', '--as', 'x'], ['words', '--', '1']]:
            with self.subTest(args):
                self.assert_done(run(*args), '人民币壹元整')

    def test_help_and_version(self):
        for args in [['help'], ['--help'], ['help', 'household'], ['--db', 'nosuch.db', 'help', 'household'], ['household', '--help'], ['household', 'list', '--help'], ['grant', 'pay', '--help']]:
            with self.subTest(args):
                result = run(*args)
                self.assert_done(result)
                self.assertIn('nuanctl', result.out)
        self.assertRegex(run('--version').answer, r'^nuanctl \d+\.\d+\.\d+$')
        for group in ['words', 'id', 'init', 'staff', 'standard', 'household', 'fund', 'grant', 'payment', 'receipt', 'report', 'ledger', 'journal',
                      'check', 'backup', 'restore', 'demo']:
            self.assertIn(f'nuanctl {group}', run('help').out)

    def test_every_list_can_be_read_by_a_program(self):
        usages = [line for line in run('help').out.splitlines() if ' list' in line and 'nuanctl' in line]
        self.assertGreater(len(usages), 6)
        for usage in usages:
            self.assertIn('--json', usage)

    def test_a_full_disk_is_a_storage_error(self):
        with open('/dev/full', 'w', encoding='utf-8') as full:
            process = ctl.subprocess.run(ctl.command('help'), stdout=full, stderr=ctl.subprocess.PIPE, check=False, env=ctl.environment())
        self.assertEqual(process.returncode, 3)
        self.assertEqual(len(process.stderr.decode().splitlines()), 1)


if __name__ == '__main__':
    ctl.main()
