# SPDX-License-Identifier: MIT
"""Guests of ci/vm that die, fall silent or are tainted in the middle of a run, which goes on."""

from __future__ import annotations

import pathlib
import subprocess

from crossfence import PATIENCE, PROGRAMS, RUNNER, RunnerTest, Run, main

SOURCE = pathlib.Path(__file__).resolve().parents[2]
BUILD = RUNNER.parents[1]

# Far above what a case here takes; what follows the last guest's silence.
SILENCE_S = 30

VERDICTS = {
    'passes_before': 'pass',
    'panics': 'incomplete',
    'passes_between': 'pass',
    'taints': 'dmesg-warn',
    'runs_on_an_untainted_kernel': 'pass',
    'falls_silent': 'incomplete',
    'passes_after': 'pass',
}
PANIC = 'Kernel panic - not syncing: sysrq triggered crash'


class Reboots(RunnerTest):
    """One run through four guests."""

    def run_in_guests(self) -> Run:
        done = subprocess.run(
            [SOURCE / 'ci' / 'vm', '--no-build', '--build', BUILD, '--silence', str(SILENCE_S),
             '--', 'run', 'guest', '--tests', PROGRAMS / 'kernel' / 'programs',
             '-o', self.results, '--on-taint', 'reboot'],
            capture_output=True, text=True, timeout=PATIENCE, check=False, cwd=SOURCE,
            stdin=subprocess.DEVNULL)
        return Run(done.returncode, done.stdout, done.stderr, self.results)

    def test_each_case_has_its_one_verdict(self) -> None:
        run = self.run_in_guests()
        self.assertEqual(run.status, 1, run.out + run.err)
        tests = {name.rpartition('@')[2]: test for name, test in run.tests.items()}
        self.assertEqual({name: test['result'] for name, test in tests.items()}, VERDICTS)
        self.assertEqual([line for line in run.err.splitlines() if 'going on in guest' in line], [
            f'vm: the guest died: {PANIC}: going on in guest 2',
            'vm: crossfence wants a fresh boot: going on in guest 3',
            f'vm: the guest said nothing for {SILENCE_S} s: {PANIC}: going on in guest 4'])
        for name in ('panics', 'falls_silent'):
            self.assertIn('the machine went down while it ran\npanic: Kernel panic - not syncing',
                          tests[name]['reason'])
            self.assertNotIn('passes_', tests[name]['dmesg'])
        self.assertEqual(sorted(path.name for path in self.results.glob('serial-*')),
                         ['serial-1.log', 'serial-2.log', 'serial-3.log'])


if __name__ == '__main__':
    main()
