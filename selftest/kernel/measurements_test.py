# SPDX-License-Identifier: MIT
"""Measured paths: runs of one kernel agree, a slow-down that is planted in the probe module is
found by `compare`, a planted quadratic shows in the exponent, and the harness itself costs little.
Needs the module, as in a guest of ci/vm (docs/probe.md)."""

from __future__ import annotations

import json
from typing import Any

from crossfence import Run, main
from probe_module import TESTS, ProbeModuleTest, set_parameters

# One path through userspace, one inside of the kernel.
WAIT = 'latency@wake_up@follows_the_signal@probe__poll_on_sync_file'
NOTHING = 'latency@floor@takes_samples_of_nothing'
CALLBACKS = 'latency@inside@has_every_part_at_every_size@callbacks'

# Of the path, in percent: what is planted, and what is asked for. Far less is not found in an
# emulated machine, far more would be no feat.
PLANTED = 20
SLOWER = 10

# They take turns, so that what changes with time changes for all of them alike.
ROUNDS = 5

# What the harness may cost at most, as a share of a wake-up through an eventfd.
HARNESS = 0.05


def metric(run: Run, case: str, name: str) -> dict[str, Any]:
    """A series of a case."""
    return next(found for found in run.tests[case]['metrics'] if found['name'] == name)


class Measurements(ProbeModuleTest):
    """One guest, many short runs."""

    def measure(self, name: str, case: str, values: dict[str, int]) -> Run:
        """A run of one case into a directory of its own."""
        set_parameters(values)
        self.results = self.home / name
        run = self.run_cases(case, tests=TESTS)
        self.assertEqual(run.status, 0, run.out + run.err)
        return run

    def compare(self, before: str, after: str) -> tuple[int, dict[str, Any]]:
        """The comparison of two sets of runs, by their names' beginnings."""
        sides = [sorted(str(path) for path in self.home.glob(f'{name}-*'))
                 for name in (before, after)]
        done = self.crossfence('compare', *sides[0], '--with', *sides[1], '--json', '--slower',
                               str(SLOWER))
        return done.status, json.loads(done.out)

    def test_the_harness_costs_little(self) -> None:
        run = self.measure('nothing', NOTHING, {})
        self.assertLess(metric(run, NOTHING, 'nothing')['ratio'], HARNESS)

    def test_a_planted_delay_is_found_and_nothing_else(self) -> None:
        first = self.measure('warm', WAIT, {})
        delay = int(metric(first, WAIT, 'wake')['p50'] * PLANTED / 100)
        for number in range(ROUNDS):
            for name, values in (('before', {}), ('again', {}),
                                 ('delayed', {'slow_delay_ns': delay})):
                self.measure(f'{name}-{number}', WAIT, values)
        status, found = self.compare('before', 'again')
        self.assertEqual((status, found['slower']), (0, []))
        status, found = self.compare('before', 'delayed')
        self.assertEqual(status, 1, found)
        # The delay is in both; of the signal's own time it is the larger part.
        self.assertTrue({'wake', 'signal'} & {shift['name'] for shift in found['slower']}, found)

    def test_a_planted_walk_shows_in_the_exponent(self) -> None:
        for number in range(ROUNDS):
            self.measure(f'flat-{number}', CALLBACKS, {})
            self.measure(f'walking-{number}', CALLBACKS, {'slow_walk': 1})
        status, found = self.compare('flat', 'walking')
        self.assertEqual(status, 1, found)
        self.assertIn('callbacks', [growth['name'] for growth in found['steeper']])


if __name__ == '__main__':
    main()
