# SPDX-License-Identifier: MIT
"""A few faults of the kinds that need no rights; ci/test runs the whole campaign as a stage."""

from __future__ import annotations

import os
import subprocess
import unittest

from crossfence import PATIENCE, main

FAULTS = os.environ['CROSSFENCE_SOURCE'] + '/ci/faults'


class Faults(unittest.TestCase):
    """The command's own verdict on the runner."""

    def test_a_few_of_them(self) -> None:
        done = subprocess.run(
            [FAULTS, '--build', os.environ['CROSSFENCE_BUILD'], '--only', '--kills', '5',
             '--test-kills', '5', '--damage', '40'],
            capture_output=True, text=True, timeout=PATIENCE, check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        for kind in ('runner killed', 'test process killed', 'journal damaged'):
            self.assertRegex(done.stdout, rf'(?m)^{kind} +[0-9]+ +[0-9]+ +[0-9]+ +0 +0 +0 +0 ')


if __name__ == '__main__':
    main()
