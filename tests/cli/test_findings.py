"""What `check` finds: each finding has a number and rows, a director answers it, and what is no fault is not found."""

import hashlib
import json
import os
import shutil
import sqlite3

import ctl
from ctl import Case, run


class Findings(Case):
    def tampered(self, centre, *statements):
        """The guards are put away and put back."""
        db = sqlite3.connect(centre.db, isolation_level=None)
        guards = db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            db.execute(f'DROP TRIGGER {name}')
        for statement in statements:
            self.assertNotEqual(db.execute(statement).rowcount, 0, statement)
        for _, sql in guards:
            db.execute(sql)
        db.close()

    def found(self, centre, code):
        """The findings of one line, and the exit code of the whole check."""
        result = run('check', '--json', db=centre.db)
        return next(line for line in json.loads(result.out) if line['code'] == code), result.code

    def number(self, centre, code):
        line, code = self.found(centre, code)
        self.assertEqual((code, line['passed'], len(line['findings'])), (1, False, 1), line)
        return line['findings'][0]['number']

    def test_a_number_stays_while_the_rows_stay_and_another_change_makes_another(self):
        centre = self.centre()
        self.tampered(centre, 'UPDATE household SET member_count = 9 WHERE id = 1')
        first = self.number(centre, 'lists')
        self.assertRegex(first, '^[0-9a-f]{16}$')
        self.assertEqual(self.number(centre, 'lists'), first)
        line, _ = self.found(centre, 'lists')
        self.assertIn('household:1', line['findings'][0]['rows'])
        self.assertIn(first, line['detail'])
        self.tampered(centre, 'UPDATE household SET member_count = 8 WHERE id = 1')
        self.assertNotEqual(self.number(centre, 'lists'), first)
        self.tampered(centre, 'UPDATE household SET member_count = 9 WHERE id = 1')
        self.assertEqual(self.number(centre, 'lists'), first)

    def test_a_director_answers_and_the_check_is_green_until_the_rows_change_again(self):
        centre = self.centre()
        self.tampered(centre, 'UPDATE household SET member_count = 9 WHERE id = 1')
        number = self.number(centre, 'lists')
        for login in ('intake', 'review', 'cash', 'admin', 'audit'):
            self.assert_refused(centre, 1, 'role', 'check', 'answer', number, '--reason', '已核', login=login)
        self.assert_refused(centre, 2, 'reason', 'check', 'answer', number, '--reason', ' ', login='direct')
        self.assert_refused(centre, 2, 'finding', 'check', 'answer', '0123456789abcdef', '--reason', '已核', login='direct')
        self.assert_refused(centre, 2, 'finding', 'check', 'answer', number[:4], '--reason', '已核', login='direct')
        self.assertEqual(centre.ok('check', 'answer', number, '--reason', '录入时多记一人，户主已确认', login='direct'), '')
        self.assert_refused(centre, 1, 'finding', 'check', 'answer', number, '--reason', '再答', login='direct')

        line, code = self.found(centre, 'lists')
        self.assertEqual((code, line['passed'], line['known']), (0, False, True))
        self.assertEqual((line['findings'][0]['reason'], line['findings'][0]['answered_by']), ('录入时多记一人，户主已确认', '王主任'))
        self.assertTrue(any(told.startswith('known lists ') for told in run('check', db=centre.db).out.splitlines()))
        told = next(row for row in centre.json('journal', 'list') if row['action'] == 'check.answer')
        self.assertEqual((told['login'], told['subject']), ('direct', 'finding:' + number))
        self.assertIn({'key': 'reason-digest', 'values': [hashlib.sha256('录入时多记一人，户主已确认'.encode()).hexdigest()]}, told['fields'])
        self.tampered(centre, 'UPDATE household SET member_count = 7 WHERE id = 1')
        self.assertEqual(self.found(centre, 'lists')[1], 1)

    def test_what_is_wrong_with_journal_and_seals_is_explained_and_stays(self):
        for code, statement in [('journal', "UPDATE journal SET detail = detail || '.' WHERE id = 5"), ('seals', "UPDATE receipt SET payee = '别人' WHERE id = 1")]:
            with self.subTest(code):
                centre = self.centre()
                centre.paid(centre.facts['numbers'][0], centre.facts['members'][0], '100')
                self.tampered(centre, statement)
                centre.ok('check', 'answer', self.number(centre, code), '--reason', '已报纪检', login='direct')
                line, exit_code = self.found(centre, code)
                self.assertEqual((exit_code, line['known'], line['findings'][0]['answered'], line['findings'][0]['ended']), (1, False, True, False))

    def test_nobody_answers_what_names_the_own_act(self):
        centre = self.centre()
        household, head = centre.facts['numbers'][0], centre.facts['members'][0]
        grant = centre.grant(household, head, '100')
        centre.ok('grant', 'approve', grant, login='direct', warnings=True)
        centre.ok('grant', 'pay', grant, '--method', 'cash', login='cash', warnings=True)
        centre.ok('staff', 'add', 'second', '--name', '副主任', '--role', 'direct', login='admin')
        self.tampered(centre, f'UPDATE payment SET household_id = household_id + 1 WHERE grant_id = {grant}')
        line, _ = self.found(centre, 'states')
        number = line['findings'][0]['number']
        self.assert_refused(centre, 1, 'finding', 'check', 'answer', number, '--reason', '已核', login='direct')
        centre.ok('check', 'answer', number, '--reason', '已核', login='second')
        # The drafter's name taken out of the row: the journal still knows it.
        self.tampered(centre, f'UPDATE grants SET decided_by = 1, drafted_by = 2, reason = reason || 1 WHERE id = {grant}')
        for finding in self.found(centre, 'four-eyes')[0]['findings']:
            self.assert_refused(centre, 1, 'finding', 'check', 'answer', finding['number'], '--reason', '已核', login='direct')

    def test_what_is_spoilt_after_the_answer_is_another_finding(self):
        """On the side that the finding does not name first."""
        cases = [('balances', 'UPDATE fund_balance SET paid_fen = paid_fen + 1', 'DELETE FROM entry_movement WHERE id = (SELECT max (id) FROM entry_movement)'),
                 ('numbers', 'DELETE FROM receipt WHERE seq = 2', 'DELETE FROM receipt WHERE seq = 4'),
                 ('dates', "UPDATE payment SET on_day = '2001-01-01' WHERE id = 1", 'UPDATE fund SET use_by = from_day'),
                 ('lists', 'UPDATE household SET help_fen = help_fen + 1 WHERE id = 1', 'UPDATE payment SET amount_fen = amount_fen + 3 WHERE id = 1')]
        centre = self.centre()
        for _ in range(5):
            centre.paid(centre.facts['numbers'][0], centre.facts['members'][0], '100')
        sound = self.path('sound.db')
        self.assert_done(run('backup', '-o', sound, db=centre.db), '')
        for code, first, then in cases:
            with self.subTest(code):
                copy = ctl.Centre(self.path(code + '.db'), centre.facts)
                self.assert_done(run('restore', sound, '--to', copy.db), '')
                self.tampered(copy, first)
                finding = self.found(copy, code)[0]['findings'][0]
                copy.ok('check', 'answer', finding['number'], '--reason', '已核', login='direct')
                self.assertTrue(self.found(copy, code)[0]['known'])
                self.tampered(copy, then)
                line, exit_code = self.found(copy, code)
                self.assertEqual((exit_code, line['known']), (1, False))
                self.assertNotIn(finding['number'], [found['number'] for found in line['findings']])

    def test_whoever_acted_on_what_is_named_does_not_answer(self):
        cases = [('chain', 'UPDATE entry_movement SET amount_fen = amount_fen + 1 WHERE id = 1'),
                 ('balances', 'UPDATE fund_balance SET paid_fen = paid_fen + 1'),
                 ('numbers', 'DELETE FROM receipt WHERE seq = 1'),
                 ('journal', 'DELETE FROM journal WHERE id IN (SELECT journal_id FROM payment UNION SELECT journal_id - 1 FROM payment)')]
        for code, statement in cases:
            with self.subTest(code):
                centre = self.centre()
                centre.paid(centre.facts['numbers'][0], centre.facts['members'][0], '100')
                centre.paid(centre.facts['numbers'][0], centre.facts['members'][0], '100')
                self.tampered(centre, statement, "UPDATE staff SET roles = roles | 4 WHERE login = 'cash'")
                finding = self.found(centre, code)[0]['findings'][0]
                self.assert_refused(centre, 1, 'finding', 'check', 'answer', finding['number'], '--reason', '已核', login='cash')
                centre.ok('check', 'answer', finding['number'], '--reason', '已核', login='direct')

    def test_an_answer_that_was_changed_or_taken_away_is_seen_and_counts_no_more(self):
        for statement in ["UPDATE finding_answer SET reason = '别的'", 'DELETE FROM finding_answer', 'UPDATE finding_answer SET answered_by = 1',
                          "UPDATE finding_answer SET finding = replace (hex (zeroblob (32)), '0', 'a')"]:
            with self.subTest(statement):
                centre = self.centre()
                self.tampered(centre, 'UPDATE household SET member_count = 9 WHERE id = 1')
                centre.ok('check', 'answer', self.number(centre, 'lists'), '--reason', '已核', login='direct')
                self.tampered(centre, statement)
                self.assertFalse(self.found(centre, 'journal')[0]['passed'])
                self.assertEqual(self.found(centre, 'lists')[0]['known'], False)

    def test_the_guards_keep_answers_from_a_raw_client(self):
        centre = self.centre()
        self.tampered(centre, 'UPDATE household SET member_count = 9 WHERE id = 1')
        centre.ok('check', 'answer', self.number(centre, 'lists'), '--reason', '已核', login='direct')
        for statement in ["UPDATE finding_answer SET reason = 'x'", 'DELETE FROM finding_answer', 'INSERT OR REPLACE INTO finding_answer SELECT * FROM finding_answer',
                          "INSERT INTO finding_answer SELECT id + 1, replace (hex (zeroblob (32)), '0', 'b'), line, about, reason, answered_by, 1 FROM finding_answer"]:
            with self.subTest(statement):
                result = ctl.subprocess.run(['sqlite3', centre.db, 'PRAGMA foreign_keys = OFF; ' + statement], capture_output=True, check=False)
                self.assertNotEqual(result.returncode, 0, statement)

    def test_an_answer_opens_no_gate(self):
        centre = self.centre()
        db = sqlite3.connect(centre.db, isolation_level=None)
        db.execute('DROP TRIGGER member_delete')
        db.close()
        centre.ok('check', 'answer', self.number(centre, 'schema'), '--reason', '已知', login='direct')
        self.assertEqual(self.found(centre, 'schema')[1], 0)
        copy = self.path('copy.db')
        shutil.copyfile(centre.db, copy)
        self.assert_fails(run('restore', copy, '--to', self.path('new.db')), 3)

    def test_classes_and_their_lines(self):
        centre = self.centre()
        self.tampered(centre, 'UPDATE household SET member_count = 9 WHERE id = 1')
        self.assertEqual(run('check', '--class', 'whole', db=centre.db).code, 0)
        self.assertEqual(run('check', '--class', 'audit', db=centre.db).code, 1)
        self.assert_fails(run('check', '--class', 'half', db=centre.db), 2, 'class')
        lines = [line['code'] for line in run('check', '--class', 'whole', '--json', db=centre.db).json]
        self.assertEqual(lines, ['integrity', 'foreign-keys', 'schema', 'chain'])


class NoFault(Case):
    """Before, each of these was red for ever."""

    def failing(self, db, **env):
        result = run('check', db=db, **env)
        return [line.split(' ')[1] for line in result.out.splitlines() if line.startswith('FAIL')], result.code, result.out

    def test_a_child_that_left_after_the_help_by_heads(self):
        centre = self.centre()
        household, head = centre.facts['numbers'][0], centre.facts['members'][0]
        centre.ok('standard', 'set', 'living-per', 'member', '--from', '2015-01-01', login='direct')
        grant = centre.paid(household, head, '38232')[0]   # 12 × 1,062.00 × 3, to the fen
        facts = centre.json('household', 'show', household, '--reveal', login='intake')
        facts['members'] = [member for member in facts['members'] if member['relation'] != '20']
        centre.ok('household', 'change', household, '--json', '-', login='intake', stdin=json.dumps(facts), warnings=True)
        centre.ok('household', 'approve', household, login='review', warnings=True)
        self.assertEqual(self.failing(centre.db)[:2], ([], 0))

        # One fen more is a true fault, and so is a decision that names another family's heads, or none.
        for statement in [f'UPDATE grants SET amount_fen = amount_fen + 1 WHERE id = {grant}', f'UPDATE grants SET assessment_id = NULL WHERE id = {grant}',
                          f'UPDATE grants SET assessment_id = (SELECT max (id) FROM assessment WHERE household_id = 2) WHERE id = {grant}']:
            with self.subTest(statement):
                broken = self.path('broken.db')
                shutil.copyfile(centre.db, broken)
                os.chmod(broken, 0o600)
                db = sqlite3.connect(broken, isolation_level=None)
                guard, = db.execute("SELECT sql FROM sqlite_schema WHERE name = 'grants_change'").fetchone()
                db.execute('DROP TRIGGER grants_change')
                db.execute(statement)
                db.execute(guard)
                db.close()
                self.assertIn('caps', self.failing(broken)[0])

    def test_other_readings_of_names(self):
        centre = self.centre()
        data = self.path('data')
        os.makedirs(data, exist_ok=True)
        with open(os.path.join(data, 'name-readings.csv'), 'w', encoding='utf-8') as stream:
            stream.write('character,reading\n国,guox\n')
        here = {'NUAN_DATA_DIR': data}
        failing, code, out = self.failing(centre.db, **here)
        self.assertEqual((failing, code), ([], 0), out)
        self.assertIn('search rebuild', out)
        self.assert_done(run('search', 'rebuild', db=centre.db, **here), '')
        self.assertNotIn('search rebuild', self.failing(centre.db, **here)[2])
        copy, new = self.path('copy.db'), self.path('new.db')
        self.assert_done(run('search', 'rebuild', db=centre.db), '')
        self.assert_done(run('backup', '-o', copy, db=centre.db), '')
        self.assert_done(run('restore', copy, '--to', new, **here), '')
        self.assertNotIn('search rebuild', self.failing(new, **here)[2])
        self.assert_done(run('search', 'rebuild', db=centre.db, **here), '')
        self.assertEqual(centre.sqlite("SELECT count(*) > 0 FROM search_key WHERE key LIKE '%guox'"), [['1']])
        self.assert_done(run('search', 'rebuild', db=centre.db), '')
        self.assertNotIn('search rebuild', self.failing(centre.db)[2])

    def test_the_largest_number_paid_in_cash_and_void(self):
        centre = self.centre()
        household, head = centre.facts['numbers'][0], centre.facts['members'][0]
        fund = centre.fund('特大专款', amount='60000000000000000', programmes='warmth')
        paid = centre.paid(household, head, '50000000000000000', programme='warmth', fund=fund)[1]
        self.assertEqual(self.failing(centre.db)[:2], ([], 0))
        centre.ok('payment', 'void', paid, '--reason', '金额录错', login='direct')
        self.assertEqual(self.failing(centre.db)[:2], ([], 0))
        # A void that brings back less than was paid is still seen.
        db = sqlite3.connect(centre.db, isolation_level=None)
        guard, = db.execute("SELECT sql FROM sqlite_schema WHERE name = 'entry_movement_update'").fetchone()
        db.execute('DROP TRIGGER entry_movement_update')
        db.execute('UPDATE entry_movement SET amount_fen = amount_fen - 1 WHERE id = (SELECT max (id) FROM entry_movement)')
        db.execute(guard)
        db.close()
        self.assertIn('entries', self.failing(centre.db)[0])


if __name__ == '__main__':
    ctl.main()
