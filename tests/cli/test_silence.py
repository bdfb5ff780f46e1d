"""A command that fails and tells nothing does not look as if it were done."""

import subprocess
import sys
import unittest

import ctl

silent = sys.argv.pop(1)


class Silence(unittest.TestCase):
    def run_it(self, verb):
        return ctl.Result(subprocess.run([silent, 'words', verb], env=ctl.environment(), capture_output=True, check=False))

    def test_a_command_that_fails_without_a_word_is_told_and_exits_3(self):
        result = self.run_it('silent')
        self.assertEqual((result.code, result.out, len(result.lines)), (3, '', 1), result)
        self.assertIn('没有说明原因', result.err)

    def test_what_was_told_before_is_told_once(self):
        result = self.run_it('complaining')
        self.assertEqual((result.code, result.out, len(result.lines)), (1, '', 1), result)
        self.assertIn('row', result.err)


if __name__ == '__main__':
    ctl.main()
