# SPDX-License-Identifier: MIT
"""What the kernel logs while a case runs belongs to that case, and changes its verdict."""

from __future__ import annotations


from crossfence import RunnerTest, main

PROGRAM = 'output@kernel_log'


class KernelLog(RunnerTest):
    """Each case that writes to the log has a silent one after it."""

    def check(self, isolation: str) -> None:
        run = self.run_cases(PROGRAM, '--isolate', isolation)
        if 'kernel log not watched' in run.err:
            self.skipTest('needs the right to read and write /dev/kmsg')
        tests = {name.rpartition('@')[2]: test for name, test in run.tests.items()}
        self.assertEqual({name: test['result'] for name, test in tests.items()},
                         {'warning': 'dmesg-warn', 'notice': 'pass',
                          'warning_and_failure': 'dmesg-fail', 'silence': 'pass'})
        self.assertIn('a warning on purpose', tests['warning']['reason'])
        self.assertIn('an error on purpose', tests['warning_and_failure']['reason'])
        self.assertIn('failed on purpose', tests['warning_and_failure']['reason'])
        self.assertIn('nothing to worry about', tests['notice']['dmesg'])
        said = [name for name, test in tests.items() if 'on purpose' in test['dmesg']]
        self.assertEqual(sorted(said), ['warning', 'warning_and_failure'])
        self.assertEqual(run.status, 1)

    def test_with_a_fork_for_each_case(self) -> None:
        self.check('fork')

    def test_with_a_process_for_each_case(self) -> None:
        self.check('exec')


if __name__ == '__main__':
    main()
