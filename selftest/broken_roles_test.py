# SPDX-License-Identifier: MIT
"""The real tests, run against roles with one fault each: red is who claims to see the fault,
and nobody else. Needs a machine with vgem and udmabuf, such as the guest."""

from __future__ import annotations

import fnmatch
import json

from crossfence import PROGRAMS, RunnerTest, main

TESTS = PROGRAMS / 'broken'
SOUND = {'cpu', 'udmabuf', 'vgem'}

# Fault -> which tests must see it. All others must stay green.
SEEN_BY = {
    'reads_page_0_only': ('import@content@importer_sees_*__4mib',),
    'repeats_page_0': ('import@content@importer_sees_*__4mib',),
    'writes_page_0_only': ('import@content@exporter_sees_*__4mib',),
    'keeps_a_copy': ('import@content@*', 'import@together@*', 'lifetime@exporter_gone@*'),
    'renames_handles': ('import@identity@second_import_*',),
    'wraps_its_own': ('import@identity@is_the_same_object_*',),
    'reexports_a_copy': ('import@identity@reexport_*', 'fences@through_importer@*'),
    'reimports_as_another': ('import@identity@own_reimport_*',),
    'signals_at_once': ('cpu_access@*', 'fences@carried_over@*', 'fences@through_importer@*',
                        'fences@usage@*', 'fences@snapshot@leaves_out_*',
                        'fences@snapshot@waits_for_each_*'),
    'reads_as_writer': ('cpu_access@*__read_against_pending_read', 'fences@usage@*__pending_read',
                        'fences@snapshot@waits_for_each_*'),
    'writes_as_reader': ('cpu_access@*__read_against_pending_write',
                         'fences@usage@*__pending_write', 'fences@carried_over@*'),
}

# Takes every importer of the machine into each case, and so a broken one, too.
ALWAYS_RED = 'import@together@*'


def faults_of(case: dict[str, list[str]]) -> set[str]:
    """The faults among the roles of a case."""
    return {fault for role in case.get('roles', []) if role not in SOUND
            for fault in SEEN_BY if role.endswith(fault)}


class BrokenRoles(RunnerTest):
    """All cases with at most one broken role, in one run."""

    maxDiff = None

    def choose_cases(self) -> list[dict[str, list[str]]]:
        listed = self.crossfence('list', '--json', '--tests', str(TESTS))
        self.assertEqual(listed.status, 0, listed.err)
        cases = json.loads(listed.out)
        return [case for case in cases
                if len(faults_of(case)) <= 1 and not case['id'].endswith('__33mib')]

    def test_each_fault_is_seen_by_those_who_claim_to(self) -> None:
        cases = self.choose_cases()
        if not cases:
            self.skipTest('needs vgem and udmabuf (CONFIG_DRM_VGEM, CONFIG_UDMABUF)')
        filters = self.home / 'filters'
        filters.write_text(''.join(f'{case["id"]}\n' for case in cases), encoding='utf-8')
        run = self.run_cases(f'@{filters}', tests=TESTS)
        tests = run.tests
        red = {name for name, test in tests.items() if test['result'] not in ('pass', 'skip')}
        expected = {name for name, test in tests.items()
                    for fault in faults_of(test) for pattern in SEEN_BY[fault]
                    if fnmatch.fnmatchcase(name, pattern)}
        expected |= set(fnmatch.filter(tests, ALWAYS_RED))
        self.assertEqual({'red without a reason': sorted(red - expected),
                          'blind to the fault': sorted(expected - red)},
                         {'red without a reason': [], 'blind to the fault': []})
        self.assertEqual({fault for name in red for fault in faults_of(tests[name])},
                         set(SEEN_BY))


if __name__ == '__main__':
    main()
