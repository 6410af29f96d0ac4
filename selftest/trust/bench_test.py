# SPDX-License-Identifier: MIT
"""ci/bench measures something for each line of its table; how much is no test's business."""

from __future__ import annotations

import json
import os
import subprocess
import unittest

from crossfence import PATIENCE, main

BENCH = os.environ['CROSSFENCE_SOURCE'] + '/ci/bench'
CASES = 20


class Bench(unittest.TestCase):
    """One short round."""

    def bench(self, *arguments: str) -> str:
        done = subprocess.run(
            [BENCH, '--build', os.environ['CROSSFENCE_BUILD'], '--rounds', '1', '--cases',
             str(CASES), *arguments], capture_output=True, text=True, timeout=PATIENCE, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def test_every_line_has_a_sample(self) -> None:
        samples = json.loads(self.bench('--json'))
        for name in ('bare /bin/true', 'bare test program', 'crossfence --isolate fork',
                     'crossfence --isolate exec', 'crossfence list, 5000 cases'):
            with self.subTest(name):
                self.assertEqual(len(samples[name]), 1)
                self.assertGreater(samples[name][0], 0)

    def test_the_table_begins_with_the_floor(self) -> None:
        lines = self.bench().splitlines()
        self.assertIn(f'{CASES} trivial cases', lines[0])
        self.assertRegex(lines[1], r'^bare /bin/true +[0-9.]+ +[0-9.]+ +[0-9.]+ +1\.00$')


if __name__ == '__main__':
    main()
