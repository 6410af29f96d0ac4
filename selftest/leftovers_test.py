# SPDX-License-Identifier: MIT
"""Nothing of a case is left when it has ended, been killed, or lost its runner."""

from __future__ import annotations

import signal

from crossfence import Run, RunnerTest, main, offspring, pids_in, wait_for_deaths

HANGS = 'process@hangs'


class Leftovers(RunnerTest):
    """The programs print a pid for each of their processes, however well hidden."""

    def check(self, isolation: str) -> None:
        run = self.run_cases(HANGS, '--timeout', '3', '--isolate', isolation)
        self.assertEqual(run.status, 1, run.err)
        expected = {
            'for_ever': ('timeout', 'longer than 3 s', 1),
            'deaf_to_sigterm_and_with_children': ('timeout', 'longer than 3 s', 3),
            'not_but_leaves_a_daemon': ('fail', 'left processes behind: ', 1),
            'not_but_leaves_a_child': ('fail', 'left processes behind: ', 1),
        }
        self.assertEqual(set(run.tests), {f'{HANGS}@{case}' for case in expected})
        for case, (outcome, reason, processes) in expected.items():
            name = f'{HANGS}@{case}'
            with self.subTest(name):
                self.assertEqual(run.tests[name]['result'], outcome, run.tests[name])
                self.assertIn(reason, run.tests[name]['reason'])
                self.assertEqual(len(pids_in(run.tests[name]['out'])), processes)
        self.assertEqual(offspring(self.home), [])

    def test_with_a_fork_for_each_case(self) -> None:
        self.check('fork')

    def test_with_a_process_for_each_case(self) -> None:
        self.check('exec')


class Stopped(RunnerTest):
    """The runner itself is stopped while a case hangs."""

    def check_stop(self, number: signal.Signals, isolation: str) -> None:
        runner = self.start_hanging(f'{HANGS}@for_ever', 'verdict@outcomes@passes',
                                         '--isolate', isolation)
        runner.send_signal(number)
        out, err = runner.communicate(timeout=60)
        self.assertEqual(runner.returncode, 3, err)
        self.assertEqual(offspring(self.home), [])
        run = Run(3, out.decode(), err.decode(), self.results)
        self.assertEqual(run.counts(), {'incomplete': 1, 'notrun': 1})
        self.assertIn(number.name, run.tests[f'{HANGS}@for_ever']['reason'])

    def test_by_sigint(self) -> None:
        self.check_stop(signal.SIGINT, 'fork')

    def test_by_sigterm(self) -> None:
        self.check_stop(signal.SIGTERM, 'exec')

    def test_by_sigkill(self) -> None:
        for isolation in ('fork', 'exec'):
            with self.subTest(isolation):
                self.results = self.home / isolation
                runner = self.start_hanging(f'{HANGS}@for_ever', '--isolate', isolation)
                runner.kill()
                runner.communicate()
                self.assertTrue(wait_for_deaths(self.home), 'the case outlives its runner')


if __name__ == '__main__':
    main()
