# SPDX-License-Identifier: MIT
"""Measured paths: two runs in one guest agree, two boots of it nearly; a slow-down that is planted
in the probe module is found by `compare`, a planted quadratic shows in the exponent, and the
harness itself costs little. Needs the module, in a guest whose clock counts instructions (ci/vm
--accel icount): elsewhere two runs differ by more than what is looked for. CROSSFENCE_MEASURED
names the results of `run latency@*` in an earlier boot of such a guest."""

from __future__ import annotations

import json
import os
from typing import Any

from crossfence import Run, main
from probe_module import TESTS, ProbeModuleTest, set_parameters

# One path through userspace, one inside of the kernel.
WAIT = 'latency@wake_up@follows_the_signal@probe__poll_on_sync_file'
NOTHING = 'latency@floor@takes_samples_of_nothing'
CALLBACKS = 'latency@inside@has_every_part_at_every_size@callbacks'

# Of the path, in percent: how far two boots may lie apart, what is planted, what is asked for.
APART = 15
PLANTED = 20
SLOWER = 10

# Between boots what takes longer has more of that in it.
SHORT_NS = 1e6

# Of the series that are judged. How many pieces a buffer's memory comes in differs from boot to
# boot, and is work for who maps it or flushes its caches.
OF_OTHER_MEMORY = 0.005

# What the harness may cost at most, as a share of a wake-up through an eventfd.
HARNESS = 0.05


def metric(run: Run, case: str, name: str) -> dict[str, Any]:
    """A series of a case."""
    return next(found for found in run.tests[case]['metrics'] if found['name'] == name)


Series = tuple[str, str, float | None]


def short_series(run: Run) -> set[Series]:
    """By case, name and size."""
    return {(case, found['name'], found.get('size')) for case, test in run.tests.items()
            for found in test['metrics'] if found['p50'] < SHORT_NS}


def shifted(found: dict[str, Any]) -> set[Series]:
    """What a comparison lists, slower and faster."""
    return {(shift['id'], shift['name'], shift.get('size'))
            for kind in ('slower', 'faster') for shift in found[kind]}


class Measurements(ProbeModuleTest):
    """One guest, a few runs."""

    def measure(self, name: str, case: str, values: dict[str, int]) -> Run:
        """A run of one case, or several, into a directory of its own."""
        set_parameters(values)
        self.results = self.home / name
        run = self.run_cases(case, tests=TESTS)
        self.assertEqual(run.status, 0, run.out + run.err)
        return run

    def compare(self, before: str, after: str, share: int) -> tuple[int, dict[str, Any]]:
        """The comparison of two runs, by their names or paths."""
        done = self.crossfence('compare', str(self.home / before), str(self.home / after),
                               '--json', '--slower', str(share))
        return done.status, json.loads(done.out)

    def test_the_harness_costs_little(self) -> None:
        run = self.measure('nothing', NOTHING, {})
        self.assertLess(metric(run, NOTHING, 'nothing')['ratio'], HARNESS)

    def test_two_runs_agree_and_two_boots_nearly(self) -> None:
        earlier = os.environ['CROSSFENCE_MEASURED']
        short = short_series(self.measure('now', 'latency@*', {}))
        self.measure('again', 'latency@*', {})
        status, found = self.compare('now', 'again', APART)
        self.assertEqual((status, shifted(found), found['flatter'], found['few']),
                         (0, set(), [], 0), found['steeper'])
        _, found = self.compare(earlier, 'now', APART)
        judged = len(short) - found['noisy']
        self.assertGreater(judged, 1000)
        self.assertEqual((found['steeper'], found['flatter']), ([], []))
        apart = shifted(found) & short
        self.assertLess(len(apart), OF_OTHER_MEMORY * judged, apart)

    def test_a_planted_delay_is_found_and_nothing_else(self) -> None:
        before = self.measure('before', WAIT, {})
        delay = int(metric(before, WAIT, 'wake')['p50'] * PLANTED / 100)
        self.measure('again', WAIT, {})
        self.measure('delayed', WAIT, {'slow_delay_ns': delay})
        status, found = self.compare('before', 'again', SLOWER)
        self.assertEqual((status, found['slower']), (0, []))
        status, found = self.compare('before', 'delayed', SLOWER)
        self.assertEqual(status, 1, found)
        self.assertEqual({shift['name'] for shift in found['slower']}, {'wake', 'signal'}, found)

    def test_a_planted_walk_shows_in_the_exponent(self) -> None:
        self.measure('flat', CALLBACKS, {})
        self.measure('walking', CALLBACKS, {'slow_walk': 1})
        status, found = self.compare('flat', 'walking', SLOWER)
        self.assertEqual(status, 1, found)
        self.assertIn('callbacks', [growth['name'] for growth in found['steeper']])


if __name__ == '__main__':
    main()
