# SPDX-License-Identifier: MIT
"""Reports in the kernel log: told apart, announced, known as harmless, and reasons to stop."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import Any

from crossfence import Run, RunnerTest, main

PROGRAM = 'output@splats'

# The gaps before and behind the only case are short: in one run nothing may be said there.
RUNS_TO_MEET_A_GAP = 200

HARMLESS = """
[[harmless]]
pattern = "a driver is noisy, [0-9]+ times"
kinds = ["error"]
reason = "selftest noise"
"""

LEFT_OUT = """
[[expect]]
ids = ["output@splats@hangs"]
skip = true
reason = "would stop the run"

[[expect]]
ids = ["output@splats@announced_in_vain"]
outcome = "fail"
reason = "as announced"
"""


class KernelReports(RunnerTest):
    """Each case writes reports as a kernel would."""

    def cases(self, *arguments: str) -> Run:
        run = self.run_cases(PROGRAM, *arguments)
        if 'kernel log not watched' in run.err:
            self.skipTest('needs the right to read and write /dev/kmsg')
        return run

    def by_case(self, run: Run) -> dict[str, dict[str, Any]]:
        return {name.rpartition('@')[2]: test for name, test in run.tests.items()}

    def test_are_told_apart_and_count_unless_announced(self) -> None:
        tests = self.by_case(self.cases('--on-hung-task', 'continue'))
        self.assertEqual({name: test['result'] for name, test in tests.items()},
                         {'announced': 'pass', 'announced_by_family': 'pass',
                          'announced_in_vain': 'fail', 'announced_and_another': 'dmesg-warn',
                          'unannounced': 'dmesg-warn', 'known_to_be_harmless': 'dmesg-warn',
                          'hangs': 'dmesg-warn'})
        self.assertEqual(tests['announced_in_vain']['reason'],
                         'the kernel did not make the announced kasan report')
        self.assertEqual(tests['unannounced']['reason'],
                         'kernel: lockdep-recursive: WARNING: possible recursive locking '
                         'detected in made_up_function')
        self.assertIn('something else', tests['announced_and_another']['reason'])
        report, = tests['unannounced']['kernel_reports']
        self.assertEqual(report['last_seq'] - report['first_seq'], 7)
        self.assertEqual(tests['announced']['kernel_reports'][0]['announced'], True)
        self.assertEqual(tests['announced_in_vain']['kernel_reports'], [])

    def test_known_as_harmless_do_not_count_but_are_kept(self) -> None:
        path = self.home / 'harmless.toml'
        path.write_text(HARMLESS, encoding='utf-8')
        run = self.cases('--on-hung-task', 'continue', '--expect', str(path))
        test = self.by_case(run)['known_to_be_harmless']
        self.assertEqual(test['result'], 'pass')
        self.assertEqual(test['kernel_reports'][0]['harmless'], 'selftest noise')
        self.assertIn('selftest noise', test['notes'][0])
        self.assertIn('noisy', test['dmesg'])

    def test_while_no_case_runs_count_against_the_run(self) -> None:
        for number in range(RUNS_TO_MEET_A_GAP):
            self.results = self.home / f'run-{number}'
            run = self.amid_complaints('verdict@outcomes@passes')
            self.assertEqual(run.status, 1)
            if reports := run.results['kernel_reports']:
                self.assertEqual(reports[0]['title'], 'selftest: a driver fails')
                self.assertRegex(
                    run.out, 'no case ran, before the (start of verdict@outcomes@passes|end)')
                return
        self.fail(f'{RUNS_TO_MEET_A_GAP} runs amid complaints, and all fell into the case')

    def amid_complaints(self, case: str) -> Run:
        """A run during which the kernel never keeps quiet for long."""
        over = threading.Event()

        def complain() -> None:
            while not over.wait(0.0002):
                Path('/dev/kmsg').write_text('<3>selftest: a driver fails\n', encoding='utf-8')

        if not os.access('/dev/kmsg', os.W_OK):
            self.skipTest('needs the right to write /dev/kmsg')
        driver = threading.Thread(target=complain)
        driver.start()
        try:
            run = self.run_cases(case)
        finally:
            over.set()
            driver.join()
        if 'kernel log not watched' in run.err:
            self.skipTest('needs the right to read /dev/kmsg')
        return run

    def test_of_a_hang_stop_the_run_or_ask_for_a_reboot(self) -> None:
        for policy in ('stop', 'reboot'):
            with self.subTest(policy):
                self.results = self.home / policy
                run = self.cases('--on-hung-task', policy)
                self.assertEqual(run.status, 3)
                self.assertIn('hung-task: INFO: task selftest:1', run.out)
                self.assertEqual((self.results / 'reboot-wanted').exists(), policy == 'reboot')

    def test_entries_leave_cases_out(self) -> None:
        path = self.home / 'known.toml'
        path.write_text(LEFT_OUT, encoding='utf-8')
        tests = self.by_case(self.cases('--expect', str(path)))
        self.assertEqual(tests['hangs']['result'], 'skip')
        self.assertIn('would stop the run', tests['hangs']['reason'])
        self.assertEqual(tests['announced_in_vain']['expected']['met'], True)

    def test_entries_of_line_files_are_read_too(self) -> None:
        fails, skips = self.home / 'here-fails.txt', self.home / 'here-skips.txt'
        fails.write_text(f'# as announced\n{PROGRAM}@announced_in_vain,Fail\n', encoding='utf-8')
        skips.write_text('.*hangs$\n', encoding='utf-8')
        tests = self.by_case(self.cases('--expect', str(fails), '--expect', str(skips)))
        self.assertEqual(tests['hangs']['reason'],
                         f'left out by an expectation file: no reason given in {skips}:1')
        self.assertEqual(tests['announced_in_vain']['expected'],
                         {'outcome': 'fail', 'reason': 'as announced', 'met': True})

    def test_a_role_that_a_file_requires_must_be_there(self) -> None:
        path = self.home / 'required.toml'
        path.write_text('require = ["no_such_device"]\n', encoding='utf-8')
        run = self.run_cases('output@kernel_log@silence', '--expect', str(path))
        self.assertEqual(run.tests['require@no_such_device']['result'], 'fail')
        self.assertEqual(run.status, 1)


if __name__ == '__main__':
    main()
