# SPDX-License-Identifier: MIT
"""Tests that have the probe module misbehave, by its parameters (docs/probe.md)."""

from __future__ import annotations

import pathlib

from crossfence import PROGRAMS, RunnerTest

TESTS = PROGRAMS.parent / 'tests'
PARAMETERS = pathlib.Path('/sys/module/crossfence_probe/parameters')
ALL_RIGHT = {'wrong_moves': 0, 'wrong_revokes': 0, 'wrong_reaction': -1, 'wrong_access': 0,
             'wrong_fences': 0, 'wrong_samples': 0, 'wrong_answers': 0, 'wrong_memory': 0,
             'limit_ms': 10000, 'slow_delay_ns': 0, 'slow_walk': 0}


def set_parameters(values: dict[str, int]) -> None:
    """What is not given is right."""
    for name, value in {**ALL_RIGHT, **values}.items():
        (PARAMETERS / name).write_text(str(value), encoding='ascii')


class ProbeModuleTest(RunnerTest):
    """Needs the module, as in a guest of ci/vm; leaves it right."""

    maxDiff = None

    def setUp(self) -> None:
        super().setUp()
        if not PARAMETERS.exists():
            self.fail('needs the probe module, loaded with consent=1 (docs/probe.md)')
        self.addCleanup(set_parameters, {})
