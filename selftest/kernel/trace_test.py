# SPDX-License-Identifier: MIT
"""`run --trace`: the steps of a known fence are in what is left for Perfetto, instances do not
outlive their runs for long, and a machine that can't trace says so. Needs a guest, for the most."""

from __future__ import annotations

import json
import os
import pathlib
import shutil
import subprocess
from typing import Any

from crossfence import PATIENCE, PROGRAMS, RUNNER, Run, RunnerTest, main

TESTS = PROGRAMS.parent / 'tests'
INSTANCES = pathlib.Path('/sys/kernel/tracing/instances')
VGEM = pathlib.Path('/sys/module/vgem')
CASE = 'latency@wake_up@follows_the_signal@vgem__poll_on_sync_file'
SAMPLES = 30  # of it at the least, however slow it is
QUICK = 'verdict@outcomes@passes'
QUICK_PROGRAM = 'suite/verdict/outcomes'


def instances() -> set[str]:
    """Those of runs."""
    return {path.name for path in INSTANCES.iterdir() if path.name.startswith('crossfence-')}


def load(run: Run, case: str) -> list[dict[str, Any]]:
    """The events that Perfetto gets of a case."""
    path = run.directory / run.tests[case]['trace']['perfetto']
    return json.loads(path.read_bytes().decode('utf-8'))['traceEvents']


class Traced(RunnerTest):
    """Where tracing works."""

    def test_known_fence_is_there_from_step_to_step(self) -> None:
        if not VGEM.is_dir():
            self.skipTest('needs vgem (CONFIG_DRM_VGEM)')
        run = self.run_cases(CASE, '--trace', tests=TESTS)
        self.assertEqual(run.status, 0, run.out + run.err)
        trace = run.tests[CASE]['trace']
        self.assertEqual((trace['lost'], trace['unreadable']), (0, 0))
        summary = (run.directory / trace['summary']).read_text(encoding='utf-8')
        self.assertIn('vgem unbound', summary)
        self.assertIn(summary, run.out)
        events = load(run, CASE)
        steps = {name: {event['args']['context']: event for event in events
                        if event['name'] == name and event['args']['driver'] == 'vgem'}
                 for name in ('dma_fence_init', 'dma_fence_signaled')}
        made, signaled = steps.values()
        self.assertGreaterEqual(len(made), SAMPLES)
        self.assertEqual(set(made), set(signaled))
        for context, event in signaled.items():
            self.assertEqual(event['args']['timeline'], 'unbound')
            self.assertLess(made[context]['ts'], event['ts'])
        self.check_wakes(events, set(made))

    def check_wakes(self, events: list[dict[str, Any]], fences: set[int]) -> None:
        """Each fence wakes the waiter, and hardly anybody else; arrows lead there."""
        wakes = [event for event in events if event['name'].startswith('woken by vgem unbound ')]
        woken_by = {event['name'] for event in wakes}
        self.assertGreater(len(woken_by), 0.9 * len(fences))
        self.assertLess(len(wakes), 1.1 * len(fences))
        starts, ends = ([event for event in events if event['ph'] == phase] for phase in 'sf')
        self.assertEqual(len(starts), len(ends))
        self.assertGreaterEqual(len(ends), len(wakes))
        for start, end in zip(starts, ends):
            self.assertEqual(start['id'], end['id'])
            self.assertLessEqual(start['ts'], end['ts'])
            self.assertNotEqual(start['tid'], end['tid'])

    def test_each_attempt_has_files_of_its_own(self) -> None:
        run = self.run_cases(QUICK, '--trace', '--repeat', '2')
        if run.status == 2:
            self.skipTest(run.err)
        self.assertEqual(run.status, 0, run.out + run.err)
        self.assertEqual({path.name for path in (run.directory / 'trace').iterdir()},
                         {f'{QUICK}{number}.{ending}' for number in ('', '.2')
                          for ending in ('json', 'trace', 'txt')})

    def test_nothing_is_left_of_a_run_when_the_next_ends(self) -> None:
        if not INSTANCES.is_dir():
            self.skipTest('needs tracefs in /sys/kernel/tracing, and root')
        runner = self.start_hanging('process@hangs@for_ever', '--trace')
        alive = instances()
        self.assertEqual(len(alive), 2)
        self.results = self.home / 'beside'
        self.assertEqual(self.run_cases(QUICK, '--trace').status, 0)
        self.assertEqual(instances(), alive)
        runner.kill()
        runner.wait()
        self.results = self.home / 'next'
        self.assertEqual(self.run_cases(QUICK, '--trace').status, 0)
        self.assertEqual(instances(), set())

    def test_untraced_run_has_no_trace(self) -> None:
        run = self.run_cases(QUICK)
        self.assertNotIn('trace', run.tests[QUICK])
        self.assertFalse((run.directory / 'trace').exists())


class Untraced(RunnerTest):
    """Where it does not: nobody may trace."""

    def test_says_so_before_the_run(self) -> None:
        self.home.chmod(0o755)
        tests = self.home / 'tests' / 'verdict'
        tests.mkdir(parents=True)
        shutil.copy(PROGRAMS / QUICK_PROGRAM, tests)
        runner = shutil.copy(RUNNER, self.home)
        self.results.mkdir()
        self.results.chmod(0o777)
        user = {'user': 65534, 'group': 65534, 'extra_groups': []} if os.geteuid() == 0 else {}
        done = subprocess.run(
            [runner, 'run', QUICK, '--trace', '--tests', tests.parent, '-o', self.results],
            capture_output=True, timeout=PATIENCE, check=False, cwd='/', **user)
        line = done.stderr.decode().splitlines()[-1]
        self.assertEqual(done.returncode, 2, line)
        self.assertTrue(line.startswith('crossfence: --trace: '), line)
        self.assertIn('root', line)
        self.assertEqual(done.stdout, b'')
        self.assertEqual(list(self.results.iterdir()), [])


if __name__ == '__main__':
    main()
