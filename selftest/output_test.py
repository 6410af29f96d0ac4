# SPDX-License-Identifier: MIT
"""Whatever a test prints, the results stay readable and say what they leave out."""

from __future__ import annotations


from crossfence import RunnerTest, main

# More than the results keep of one case, with room for JSON's own.
LARGEST_RESULTS = 20_000_000


class Output(RunnerTest):
    """crossfence.Run.results decodes the file strictly."""

    def run_volume(self, case: str) -> dict[str, object]:
        run = self.run_cases(f'output@volume@{case}')
        self.assertLess((self.results / 'results.json').stat().st_size, LARGEST_RESULTS)
        return run.tests[f'output@volume@{case}']

    def test_of_50_megabytes_is_cut_and_says_so(self) -> None:
        test = self.run_volume('of_50_megabytes')
        self.assertEqual(test['result'], 'pass')
        self.assertIn('first line', test['out'])
        self.assertRegex(test['out'], '[0-9]+ bytes')
        self.assertIn('last line', test['out'])

    def test_of_bytes_that_are_no_text_is_kept(self) -> None:
        test = self.run_volume('of_nuls_and_broken_utf8')
        self.assertEqual(test['result'], 'pass')
        for stream in ('out', 'err'):
            for letter in 'abcde':
                self.assertIn(letter, test[stream])
            self.assertNotIn('\0', test[stream])

    def test_of_broken_utf8_in_a_failure_is_kept(self) -> None:
        test = self.run_volume('of_broken_utf8_in_a_failure')
        self.assertEqual(test['result'], 'fail')
        self.assertIn('" there', test['reason'])

    def test_without_a_newline_is_kept(self) -> None:
        test = self.run_volume('without_a_newline_at_the_end')
        self.assertEqual((test['result'], test['err']), ('pass', 'no newline'))

    def test_of_a_very_long_failure_leaves_a_short_reason(self) -> None:
        test = self.run_volume('of_a_very_long_failure')
        self.assertEqual(test['result'], 'fail')
        self.assertLess(len(test['reason']), 5000)


if __name__ == '__main__':
    main()
