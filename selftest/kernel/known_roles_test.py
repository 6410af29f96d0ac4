# SPDX-License-Identifier: MIT
"""What the runner has found out of the roles, the programs believe: CROSSFENCE_ROLES changes no
case of a sound machine, and what it tells falsely is red. Needs roles, such as the guest's."""

from __future__ import annotations

import json
import os
import subprocess
from typing import Any

from crossfence import PROGRAMS, RunnerTest, main

TESTS = PROGRAMS.parent / 'tests'
FILTER = 'import@*'
VARIABLE = 'CROSSFENCE_ROLES'


def devices() -> list[dict[str, Any]]:
    """What support/devices tells."""
    lines = subprocess.run([TESTS / 'support' / 'devices'], capture_output=True, check=True).stdout
    return [json.loads(line) for line in lines.splitlines()]


class KnownRoles(RunnerTest):
    """With what the runner tells, with nothing, with a lie, and with what is no JSON."""

    def setUp(self) -> None:
        super().setUp()
        self.told: str | None = None

    def environment(self) -> dict[str, str]:
        told = {} if self.told is None else {VARIABLE: self.told}
        return {**super().environment(), **told}

    def list_cases(self, told: str | None) -> list[str]:
        """The ids that programs list who are told this."""
        self.told = told
        listed = self.crossfence('list', FILTER, '--tests', str(TESTS))
        self.assertEqual(listed.status, 0, listed.err)
        return listed.out.splitlines()

    def test_changes_no_case(self) -> None:
        tried = self.list_cases('')
        if not tried:
            self.skipTest('no pair of roles here')
        self.assertEqual(self.list_cases(None), tried)

    def test_is_believed_and_a_lie_is_red(self) -> None:
        roles = devices()
        liars = [role for role in roles if role['exports'] and not role['imports']
                 and role['node'].startswith('/dev/dri')]
        if not liars:
            self.skipTest('every DRM device imports here')
        before = self.list_cases('')
        liars[0]['imports'] = True
        listed = self.list_cases('\n'.join(map(json.dumps, roles)))
        more = sorted(set(listed) - set(before))
        accepted = [case for case in more if case.endswith(f'_to_{liars[0]["role"]}')
                    and case.startswith('import@acceptance@')]
        self.assertNotEqual(accepted, [], more)
        run = self.run_cases(accepted[0], tests=TESTS)
        self.assertEqual(run.counts(), {'fail': 1}, run.out)

    def test_what_is_no_json_is_quoted(self) -> None:
        self.told = 'vgem, of course'
        listed = self.crossfence('list', FILTER, '--tests', str(TESTS))
        self.assertNotEqual(listed.status, 0, listed.out)
        self.assertIn(f"{VARIABLE}: cannot decode 'vgem, of course'", listed.err)


if __name__ == '__main__':
    os.environ.pop(VARIABLE, None)
    main()
