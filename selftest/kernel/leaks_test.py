# SPDX-License-Identifier: MIT
"""With --kmemleak each a case that has the kernel lose memory says which, and its neighbours say
nothing; with once the run does. Needs the probe on a kernel with CONFIG_DEBUG_KMEMLEAK, such as
ci/vm --kernel debug-leaks."""

from __future__ import annotations

import pathlib

from crossfence import Run, main
from probe_module import TESTS, ProbeModuleTest, set_parameters

DETECTOR = pathlib.Path('/sys/kernel/debug/kmemleak')
TALKS = pathlib.Path('/sys/module/kmemleak/parameters/verbose')

# The first uses the probe's node, the second no more than a file that is no dma-buf.
LOSES = 'invalidation@interface@is_refused@exporter_size'
KEEPS = 'misuse@sync_file@merge_with_a_dmabuf_is_refused@udmabuf'

LOST = {'wrong_memory': 1}
FOUND = 'kmemleak: unreferenced object'
BY = 'in cfp_session_create'


class Leaks(ProbeModuleTest):
    """A session of the probe's that is not freed, and one that is."""

    def setUp(self) -> None:
        super().setUp()
        if not DETECTOR.exists():
            self.skipTest('needs CONFIG_DEBUG_KMEMLEAK')
        self.addCleanup(self.check_silence)

    def check_silence(self) -> None:
        """The detector's setting is as it was."""
        self.assertEqual(TALKS.read_text(encoding='ascii'), 'N\n')

    def look(self, when: str) -> Run:
        """Runs the two cases."""
        return self.run_cases(LOSES, KEEPS, '--kmemleak', when, tests=TESTS)

    def test_are_their_cases(self) -> None:
        set_parameters(LOST)
        run = self.look('each')
        self.assertEqual(run.status, 1, run.out + run.err)
        self.assertEqual({case: test['result'] for case, test in run.tests.items()},
                         {LOSES: 'dmesg-warn', KEEPS: 'pass'})
        found = run.tests[LOSES]
        self.assertIn(FOUND, found['reason'])
        self.assertIn(BY, found['reason'])
        self.assertIn('backtrace', found['dmesg'])
        self.assertRegex(run.out, f'reproduce: .*run {LOSES} .*--kmemleak each')

    def test_are_the_runs_when_looked_for_at_its_end(self) -> None:
        set_parameters(LOST)
        run = self.look('once')
        self.assertEqual(run.counts(), {'pass': 2})
        self.assertEqual(run.status, 1, run.out)
        self.assertIn(FOUND, run.out)
        self.assertIn(BY, run.out)

    def test_are_none_of_a_sound_module(self) -> None:
        for when in ('each', 'once'):
            with self.subTest(when):
                self.results = self.home / when
                run = self.look(when)
                self.assertEqual(run.status, 0, run.out + run.err)

    def test_that_were_there_before_are_nobodys(self) -> None:
        set_parameters(LOST)
        self.assertEqual(self.run_cases(LOSES, tests=TESTS).status, 0)
        set_parameters({})
        self.results = self.home / 'behind'
        run = self.look('each')
        self.assertEqual(run.status, 0, run.out)


if __name__ == '__main__':
    main()
