# SPDX-License-Identifier: MIT
"""The invalidation tests against a probe module that breaks the contract in one way at a time: each
way is seen, and each test sees one. Needs the module, as in a guest of ci/vm (docs/probe.md)."""

from __future__ import annotations

from crossfence import main
from probe_module import TESTS, ProbeModuleTest, set_parameters

# An importer that does not obey makes the exporter wait for the limit each time.
IMPATIENT = {'limit_ms': 500}

# What moves and revokes are about.
MOVES = ('callback', 'content', 'pin', 'revoke', 'second_mapping', 'storm', 'validity')

# Mode -> parameters of the module, and the programs of invalidation that meet it.
MODES = {
    'importers are not told of a move': ({'wrong_moves': 2}, MOVES),
    'a move does not wait for fences': ({'wrong_moves': 4}, MOVES),
    'a pipelined move has no fence': ({'wrong_moves': 8}, MOVES),
    'content stays behind': ({'wrong_moves': 16}, MOVES),
    'pins are ignored': ({'wrong_moves': 32}, MOVES),
    'importers are told twice': ({'wrong_moves': 64}, MOVES),
    'new mappings get the old place': ({'wrong_moves': 128}, MOVES),
    'importers are not told of a revoke': ({'wrong_revokes': 1}, MOVES),
    'a revoke waits for nothing': ({'wrong_revokes': 2}, MOVES),
    'what is revoked can be mapped': ({'wrong_revokes': 4}, MOVES),
    'importers keep the mapping and go on': ({'wrong_reaction': 3}, MOVES),
    'importers sleep first': ({'wrong_reaction': 4}, MOVES),
    'importers wait in the callback': ({'wrong_reaction': 5}, MOVES),
    'the device reads nothing': ({'wrong_access': 1}, ('foreign_exporter',)),
    'what the device writes goes nowhere': ({'wrong_access': 2}, ('foreign_exporter',)),
    'the device maps nothing': ({'wrong_access': 4}, ('foreign_exporter',)),
    "the device's fence is nowhere": ({'wrong_access': 8}, ('foreign_exporter',)),
    'the device waits for every fence': ({'wrong_access': 16}, ('kernel_fence',)),
    'importers lock nothing': ({'wrong_access': 32}, ('locking',)),
    'a container is its last fence': ({'wrong_fences': 1}, ('fence_source',)),
    'a container is its first fence': ({'wrong_fences': 2}, ('fence_source',)),
    'fences do not fail': ({'wrong_fences': 4}, ('fence_source',)),
    'fences are added nowhere': ({'wrong_fences': 8}, ('kernel_fence',)),
    'samples lack a part': ({'wrong_samples': 1}, ('timing',)),
    'nothing planted is timed': ({'wrong_samples': 2}, ('timing',)),
    'requests for samples have no end': ({'wrong_samples': 4}, ('timing',)),
    'what is refused is done': ({'wrong_answers': 1}, ('any_input', 'interface', 'timing')),
    'the kernel warns of what is refused': ({'wrong_answers': 2}, ('any_input',)),
}

CASES = sorted({f'invalidation@{program}' for _, programs in MODES.values()
                for program in programs})

# It takes a fault of the kernel's own; ci/mutate --witness tells which.
NEVER_RED = {
    *(f'invalidation@callback@stays_away_after_detach@{how}' for how in ('waiting', 'pipelined')),
    *(f'invalidation@locking@is_as_the_convention_says@{what}__{kind}'
      for what in ('attach', 'detach', 'begin_cpu_access', 'end_cpu_access', 'mmap', 'release')
      for kind in ('static', 'dynamic')),
}


class WrongModes(ProbeModuleTest):
    """One run of the tests for each mode."""

    def red_with(self, mode: str, values: dict[str, int],
                 cases: list[str]) -> tuple[set[str], set[str]]:
        """The cases that have run, and those of them that did not pass."""
        set_parameters(values)
        self.results = self.home / mode.replace(' ', '_')
        run = self.run_cases(*cases, tests=TESTS)
        ran = {name: test['result'] for name, test in run.tests.items()
               if test['result'] != 'skip'}
        return set(ran), {name for name, result in ran.items() if result != 'pass'}

    def test_each_is_seen_and_each_test_sees_one(self) -> None:
        everything, red = self.red_with('nothing is wrong', {}, CASES)
        self.assertEqual(red, set())
        self.assertTrue(everything)
        seen: set[str] = set()
        blind = []
        for mode, (values, programs) in MODES.items():
            cases = [f'invalidation@{program}' for program in programs]
            ran, red = self.red_with(mode, {**IMPATIENT, **values}, cases)
            print(f'{mode}: {len(red)} of {len(ran)}', flush=True)
            seen |= red
            if not red:
                blind.append(mode)
        self.assertEqual({'modes that nobody sees': blind,
                          'tests that see none': sorted(everything - seen - NEVER_RED)},
                         {'modes that nobody sees': [], 'tests that see none': []})


if __name__ == '__main__':
    main()
