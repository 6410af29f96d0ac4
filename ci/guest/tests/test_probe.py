# SPDX-License-Identifier: MIT
"""The probe module's build: what is said when there is none."""

import unittest

from guest.kernel import probe


class WhyNot(unittest.TestCase):
    def test_a_kernel_that_it_does_not_know_is_told_with_the_way_out(self):
        log = ("Kbuild:24: *** crossfence_probe knows Linux 6.1 to 7.3, this is 7.4: compare, or "
               "build KDIR OUTDIR newest=7.4.  Stop.\nmake: *** [Makefile:260] Error 2\n")
        self.assertEqual(probe.why_not(log), "crossfence_probe knows Linux 6.1 to 7.3, this is "
                         "7.4: compare, or build KDIR OUTDIR newest=7.4")

    def test_any_other_failure_is_the_compilers_first_error(self):
        log = "node.c:3:1: error: no such thing\nmake: *** [Makefile:260] Error 2\n"
        self.assertEqual(probe.why_not(log), "the probe module does not build: "
                         "node.c:3:1: error: no such thing")
