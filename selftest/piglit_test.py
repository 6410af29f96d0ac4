# SPDX-License-Identifier: MIT
"""The real piglit loads what the runner wrote, and counts the same."""

from __future__ import annotations

import re
import shutil
import subprocess

from crossfence import COUNTED, RunnerTest, main


class Piglit(RunnerTest):
    """One run with most outcomes in it."""

    def setUp(self) -> None:
        super().setUp()
        self.assertIsNotNone(shutil.which('piglit'), 'needs the Debian package piglit')
        self.run_done = self.run_cases('verdict', 'process', 'output@volume', '--timeout', '3')
        self.assertEqual(self.run_done.status, 1, self.run_done.err)

    def piglit(self, *arguments: str) -> str:
        # piglit keeps its cache and configuration under HOME.
        done = subprocess.run(['piglit', *arguments], capture_output=True, check=False,
                              env={'PATH': '/usr/bin:/bin', 'HOME': str(self.home)})
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        return done.stdout.decode()

    def test_console_summary_counts_the_same(self) -> None:
        text = self.piglit('summary', 'console', '-s', str(self.results))
        found = {name: int(number) for name, number in re.findall(
            r'^\s*([a-z-]+): +([0-9]+)$', text, re.MULTILINE) if name in COUNTED}
        counts = self.run_done.counts()
        self.assertEqual({name: number for name, number in found.items() if number}, counts, text)
        self.assertEqual(self.run_done.summary_counts(), counts)
        totals = self.run_done.results['totals']
        for group in ('', 'root'):
            self.assertEqual({name: totals[group][name] for name in counts}, counts)

    def test_html_summary_has_a_page_for_each_case(self) -> None:
        pages = self.home / 'html'
        self.piglit('summary', 'html', str(pages), str(self.results))
        self.assertTrue((pages / 'index.html').exists())
        text = ' '.join(str(page) for page in pages.rglob('*.html'))
        for name in self.run_done.tests:
            self.assertIn(name.rpartition('@')[2], text)


if __name__ == '__main__':
    main()
