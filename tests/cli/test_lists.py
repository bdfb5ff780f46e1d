"""The data files that a centre may have of its own, as editors and spreadsheets save them."""

import os
import subprocess

import ctl
from ctl import Case, id_number, run

SOURCE = os.environ.get('NUAN_TEST_SOURCE', os.path.join(os.path.dirname(__file__), '../..'))
MARK = '\ufeff'


def shipped(name):
    with open(os.path.join(SOURCE, 'data', name), encoding='utf-8') as stream:
        return stream.read()


class Lists(Case):
    def data(self, folder, files):
        """The environment with a data directory of these."""
        data = self.path(folder)
        for name, content in files.items():
            path = os.path.join(data, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, 'wb') as stream:
                stream.write(content)
        return {'NUAN_DATA_DIR': data}

    def assert_told(self, result, *lines):
        """So many warnings, and for each of LINES one with all of its words."""
        self.assertEqual(len(result.lines), len(lines), result)
        for line in result.lines:
            self.assertRegex(line, '^nuanctl: warning: ')
        for words in lines:
            self.assertEqual(len([line for line in result.lines if all(word in line for word in words)]), 1, (words, result))

    def test_a_list_that_is_not_utf8_is_told_and_the_programs_own_is_used(self):
        centre = self.centre()
        plain = run('id', id_number())
        funds = centre.ok('fund', 'list')
        self.assertIn('男' if int(id_number()[16]) % 2 else '女', plain.out)
        codes, regions = shipped('code-lists.csv'), shipped('regions.csv')
        for encoding in ['gb18030', 'gbk', 'utf-16', 'utf-16-le', 'utf-16-be']:
            with self.subTest(encoding):
                here = self.data(encoding, {'code-lists.csv': codes.encode(encoding, 'ignore'), 'regions.csv': regions.encode(encoding, 'ignore')})
                result = run('id', id_number(), **here)
                self.assertEqual((result.code, result.out), (0, plain.out), result)
                self.assert_told(result, ['code-lists.csv', '不是 UTF-8 文字', '自带'], ['regions.csv', '不是 UTF-8 文字', '自带'])
                result = centre.run('fund', 'list', **here)
                self.assertEqual((result.code, result.answer), (0, funds), result)
                self.assert_told(result, ['code-lists.csv'])
        result = centre.run('fund', 'add', '--name', '甲', '--source', 'nosuch', '--programmes', 'living', '--from', '2025-01-01', '--to', '2025-12-31',
                            '--use-by', '2025-12-31', login='cash', **here)
        self.assertEqual(result.code, 2, result)
        self.assertIn('central', result.err)

    def test_a_mark_and_line_ends_of_any_system_are_no_part_of_a_list(self):
        text = 'sex,1,男性\nsex,2,女性\nsource,central,中央\n'
        regions = '510000,川\n511100,乐山\n511102,市中\n'
        for name, ends in {'unix': '\n', 'windows': '\r\n', 'old mac': '\r'}.items():
            for mark in ['', MARK]:
                for head in ['', 'head']:   # without it, the mark stands before the first code
                    with self.subTest(ends=name, mark=mark, head=head):
                        here = self.data(f'{name}{len(mark)}{head}', {
                            'code-lists.csv': (mark + ('list,code,label\n' if head else '') + text).replace('\n', ends).encode(),
                            'regions.csv': (mark + ('code,name\n' if head else '') + regions).replace('\n', ends).encode()})
                        self.assert_done(run('id', id_number(), **here), '1980-03-07, 男性, 511102 川乐山市中')

    def test_a_line_of_no_use_is_named(self):
        lines = ['list,code,label', '# 说明', 'sex,1,男性', 'sex', 'sex,2,']
        here = self.data('lines', {'code-lists.csv': '\n'.join(lines).encode(), 'regions.csv': '511102;市中\n51110,x\n511102,市中\n511103,'.encode()})
        result = run('id', id_number(), **here)
        self.assertEqual((result.code, result.answer), (0, '1980-03-07, 男性, 511102 市中'), result)
        self.assert_told(result, ['code-lists.csv', '第 4 行', 'list,code,label'], ['code-lists.csv', '第 5 行'], ['regions.csv', '第 1 行', 'code,name'],
                         ['regions.csv', '第 2 行'], ['regions.csv', '第 4 行'])
        here = self.data('many', {'code-lists.csv': '\n'.join(f'sex;{i};x' for i in range(500)).encode()})
        result = run('id', id_number(), **here)
        self.assertEqual(result.code, 0, result)
        self.assert_told(result, *[['code-lists.csv', f'第 {i} 行'] for i in range(1, 6)], ['code-lists.csv', '其余'])

    def test_a_list_that_is_no_file_is_told(self):
        os.makedirs(os.path.join(self.path('folder'), 'code-lists.csv'))
        result = run('id', id_number(), NUAN_DATA_DIR=self.path('folder'))
        self.assertEqual((result.code, result.out), (0, run('id', id_number()).out), result)
        self.assert_told(result, ['code-lists.csv', '自带'])

    def paper(self, centre, receipt, here):
        path = self.path('paper.pdf')
        result = centre.run('receipt', 'pdf', receipt, '-o', path, '--force', login='cash', **here)
        return result, subprocess.run(['pdftotext', path, '-'], capture_output=True, check=False).stdout.decode() if result.code == 0 else ''

    def test_the_words_of_papers_are_read_as_notepad_saves_them(self):
        centre = self.centre()
        receipt = centre.paid(centre.facts['numbers'][0], centre.facts['members'][0], '100')[1]
        words = shipped('papers.ini').replace('payee=领款人', 'payee=本人领取')
        for ends in ['\n', '\r\n']:
            for mark in ['', MARK]:
                with self.subTest(ends=ends, mark=mark):
                    here = self.data(f'papers{len(ends)}{len(mark)}', {'papers.ini': (mark + words).replace('\n', ends).encode()})
                    result, text = self.paper(centre, receipt, here)
                    self.assertEqual((result.code, result.err), (0, ''), result)
                    self.assertIn('本人领取', text)

        for content, told in [('gbk', ['不是 UTF-8 文字']), ('[receipt-1]\r\ntitle=x\r\n说明\r\n', ['第 3 行', '说明']), ('title=x\n', ['第 1 行', 'title=x']),
                              ('[receipt-1\ntitle=x\n', ['第 1 行']), ('[receipt-1]\n=x\n', ['第 2 行'])]:
            with self.subTest(content):
                bad = words.encode('gbk', 'ignore') if content == 'gbk' else content.encode()
                result, _ = self.paper(centre, receipt, self.data('bad', {'papers.ini': bad}))
                self.assertNotEqual(result.code, 0, result)
                for word in ['papers.ini', *told]:
                    self.assertIn(word, result.err)

    def test_a_table_is_read_as_notepad_saves_it(self):
        centre = self.centre()
        text = '[table]\nid=own\ntitle=本中心的表\nsource=payments\nrows=unit\ncolumns=households;amount\n'
        for ends in ['\n', '\r\n']:
            for mark in ['', MARK]:
                with self.subTest(ends=ends, mark=mark):
                    here = self.data(f'tables{len(ends)}{len(mark)}', {'tables/own.ini': (mark + text).replace('\n', ends).encode()})
                    self.assertIn({'id': 'own', 'title': '本中心的表'}, [{key: row[key] for key in ('id', 'title')} for row in centre.json('report', 'list', **here)])
        here = self.data('bad table', {'tables/own.ini': text.encode() + b'title\n'})
        result = centre.run('report', 'list', **here)
        self.assertEqual(result.code, 0, result)
        self.assertIn('tables/own.ini', result.err)
        self.assertIn('第 7 行', result.err)


if __name__ == '__main__':
    ctl.main()
