# SPDX-License-Identifier: MIT
"""The invalidation tests against a probe module that breaks the contract in one way at a time: each
way is seen, and each test sees one. Needs the module, as in a guest of ci/vm (docs/probe.md)."""

from __future__ import annotations

import fnmatch
import pathlib

from crossfence import Run, main
from probe_module import TESTS, ProbeModuleTest, set_parameters

# An importer that does not obey makes the exporter wait for the limit each time.
IMPATIENT = {'limit_ms': 500}

# What moves and revokes are about.
MOVES = ('callback', 'content', 'pin', 'revoke', 'second_mapping', 'storm', 'validity')

# A device's own memory.
MEMORY = ('device_memory', 'device_revoke')

# Mode -> parameters of the module, and the cases of invalidation that meet it.
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
    'the device reads nothing': ({'wrong_access': 1}, ('foreign_exporter@shows*', *MEMORY)),
    'what the device writes goes nowhere': (
        {'wrong_access': 2}, ('foreign_exporter@sees*', 'device_memory')),
    'the device maps nothing': ({'wrong_access': 4}, ('foreign_exporter', *MEMORY)),
    "the device's fence is nowhere": ({'wrong_access': 8}, ('foreign_exporter@carries*',)),
    'the device waits for every fence': ({'wrong_access': 16}, ('kernel_fence',)),
    'importers lock nothing': ({'wrong_access': 32}, ('locking',)),
    'a container is its last fence': ({'wrong_fences': 1}, ('fence_source',)),
    'a container is its first fence': ({'wrong_fences': 2}, ('fence_source',)),
    'fences do not fail': ({'wrong_fences': 4}, ('fence_source',)),
    'fences are added nowhere': ({'wrong_fences': 8}, ('kernel_fence', 'device_fences')),
    'samples lack a part': ({'wrong_samples': 1}, ('timing',)),
    'nothing planted is timed': ({'wrong_samples': 2}, ('timing@has_the*', 'timing@goes*')),
    'requests for samples have no end': ({'wrong_samples': 4}, ('timing@end*',)),
    'what is refused is done': (
        {'wrong_answers': 1}, ('any_input', 'interface', 'timing@refuse*')),
    'the kernel warns of what is refused': ({'wrong_answers': 2}, ('any_input',)),
}

CASES = sorted({f'invalidation@{cases}' for _, met in MODES.values() for cases in met})

# It takes a fault of the kernel's own; ci/mutate --witness tells which (docs/trust/mutation.md).
NEVER_RED = (
    'callback@stays_away_after_detach@*',
    *(f'locking@is_as_the_convention_says@{what}__*'
      for what in ('attach', 'detach', 'begin_cpu_access', 'end_cpu_access', 'mmap', 'release')),
    'device_memory@is_refused_to_who_can_not_have_it',
    'device_memory@is_exported_in_whole_pages_of_a_bar',
    'device_memory@is_not_for_the_cpu',
    'device_memory@leaves_nothing_behind@*',
    'device_revoke@calls_in_a_task_under_the_lock@*',
)

# What a kernel says of a reset is a warning to who does not know it.
KNOWN = pathlib.Path(__file__).parents[2] / 'ci' / 'expectations' / 'known-bugs.toml'


def results_of(run: Run) -> dict[str, str]:
    """What came of the cases that have run."""
    return {name: test['result'] for name, test in run.tests.items() if test['result'] != 'skip'}


class WrongModes(ProbeModuleTest):
    """One run of the tests for each mode."""

    def run_with(self, mode: str, values: dict[str, int], cases: list[str]) -> Run:
        """A run in a directory of its own."""
        set_parameters(values)
        self.results = self.home / mode.replace(' ', '_')
        return self.run_cases(*cases, '--expect', str(KNOWN), tests=TESTS)

    def test_each_is_seen_and_each_test_sees_one(self) -> None:
        sound = self.run_with('nothing is wrong', {}, CASES)
        self.assertEqual(sound.status, 0, sound.out)
        right = results_of(sound)
        self.assertTrue(right)
        unseen = {name for name in right if not any(
            fnmatch.fnmatchcase(name, f'invalidation@{pattern}') for pattern in NEVER_RED)}
        blind = []
        for mode, (values, met) in MODES.items():
            cases = [f'invalidation@{some}' for some in met]
            results = results_of(self.run_with(mode, {**IMPATIENT, **values}, cases))
            red = {name for name, result in results.items() if result != right[name]}
            print(f'{mode}: {len(red)} of {len(results)}', flush=True)
            unseen -= red
            if not red:
                blind.append(mode)
        self.assertEqual({'modes that nobody sees': blind, 'tests that see none': sorted(unseen)},
                         {'modes that nobody sees': [], 'tests that see none': []})


if __name__ == '__main__':
    main()
