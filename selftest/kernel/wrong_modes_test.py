# SPDX-License-Identifier: MIT
"""The invalidation tests against a probe module that breaks the contract in one way at a time: each
way is seen, and each test sees one. Needs the module, as in a guest of ci/vm (docs/probe.md)."""

from __future__ import annotations

from crossfence import main
from probe_module import TESTS, ProbeModuleTest, set_parameters

# An importer that does not obey makes the exporter wait for the limit each time.
IMPATIENT = {'limit_ms': 500}

# Programs whose cases are about what these modes break.
CASES = [f'invalidation@{program}' for program in
         ('callback', 'content', 'pin', 'revoke', 'storm', 'validity')]

MODES = {
    'importers are not told of a move': {'wrong_moves': 2},
    'a move does not wait for fences': {'wrong_moves': 4},
    'a pipelined move has no fence': {'wrong_moves': 8},
    'content stays behind': {'wrong_moves': 16},
    'pins are ignored': {'wrong_moves': 32},
    'importers are told twice': {'wrong_moves': 64},
    'new mappings get the old place': {'wrong_moves': 128},
    'importers are not told of a revoke': {'wrong_revokes': 1},
    'a revoke waits for nothing': {'wrong_revokes': 2},
    'what is revoked can be mapped': {'wrong_revokes': 4},
    'importers keep the mapping and go on': {'wrong_reaction': 3},
    'importers sleep first': {'wrong_reaction': 4},
    'importers wait in the callback': {'wrong_reaction': 5},
}

# It would take a fault of the kernel's own list of attachments.
NEVER_RED = {'invalidation@callback@stays_away_after_detach@waiting',
             'invalidation@callback@stays_away_after_detach@pipelined'}


class WrongModes(ProbeModuleTest):
    """One run of the tests for each mode."""

    def red_with(self, mode: str, values: dict[str, int]) -> tuple[set[str], set[str]]:
        """The cases that have run, and those of them that did not pass."""
        set_parameters(values)
        self.results = self.home / mode.replace(' ', '_')
        run = self.run_cases(*CASES, tests=TESTS)
        ran = {name: test['result'] for name, test in run.tests.items()
               if test['result'] != 'skip'}
        return set(ran), {name for name, result in ran.items() if result != 'pass'}

    def test_each_is_seen_and_each_test_sees_one(self) -> None:
        everything, red = self.red_with('nothing is wrong', {})
        self.assertEqual(red, set())
        self.assertTrue(everything)
        seen: set[str] = set()
        blind = []
        for mode, values in MODES.items():
            _, red = self.red_with(mode, {**IMPATIENT, **values})
            print(f'{mode}: {len(red)} of {len(everything)}', flush=True)
            seen |= red
            if not red:
                blind.append(mode)
        self.assertEqual({'modes that nobody sees': blind,
                          'tests that see none': sorted(everything - seen - NEVER_RED)},
                         {'modes that nobody sees': [], 'tests that see none': []})


if __name__ == '__main__':
    main()
