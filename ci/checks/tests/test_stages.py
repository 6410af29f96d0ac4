# SPDX-License-Identifier: MIT
"""Stages of ci/test: verdicts, needs, time limits, and the counts read from real tools' output."""

import contextlib
import io
import json
import re
import tempfile
import unittest
from pathlib import Path

from ..stages.counts import Counts, faults_counts, meson_counts, results_counts, unittest_counts
from ..stages.stage import Outcome, Stage, run_stages, summary


class Stages(unittest.TestCase):
    """Real commands, each too small to take time."""

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def run_quietly(self, *stages: Stage) -> tuple[list[Outcome], str]:
        with contextlib.redirect_stdout(io.StringIO()) as output:
            outcomes = run_stages(stages, self.folder / "logs")
        return outcomes, output.getvalue()

    def test_a_failure_shows_its_log_and_stops_who_needs_it(self) -> None:
        outcomes, output = self.run_quietly(
            Stage("one", "fails", (("sh", "-c", "echo because; exit 3"), ("touch", "never"))),
            Stage("two", "needs one", (("true",),), needs=("one",)),
            Stage("three", "goes on", (("true",),)))
        self.assertEqual([o.result for o in outcomes], ["fail", "skip", "pass"])
        self.assertIn("    because\n", output)
        self.assertNotIn("touch", output)
        self.assertEqual(summary(outcomes).splitlines()[-1], "1 passed, 1 failed, 1 skipped")

    def test_a_stage_that_hangs_is_stopped_with_its_children(self) -> None:
        stage = Stage("one", "hangs", (("sh", "-c", "tail -f /dev/null & wait"),), minutes=0.005)
        outcomes, output = self.run_quietly(stage)
        self.assertEqual(outcomes[0].result, "fail")
        self.assertRegex(output, "stopped after 0.005 minutes")
        self.assertLess(outcomes[0].seconds, 10)

    def test_a_machine_that_fails_has_a_second_try_and_no_third(self) -> None:
        flaky = "echo Ok: 1; test -e {0} || {{ touch {0}; echo the machine died; exit 3; }}"
        once = flaky.format(self.folder / "once")
        outcomes, output = self.run_quietly(
            Stage("one", "dies once", (("sh", "-c", once),), counts=meson_counts,
                  again_after="machine died"),
            Stage("two", "dies each time", (("sh", "-c", "echo the machine died; exit 3"),),
                  again_after="machine died"),
            Stage("three", "fails by itself",
                  (("sh", "-c", f"echo x >> {self.folder}/count; false"),),
                  again_after="machine died"))
        self.assertEqual([o.result for o in outcomes], ["pass", "fail", "fail"])
        self.assertEqual(outcomes[0].counts, Counts(passed=1))
        self.assertEqual(output.count("once more"), 2)
        self.assertEqual((self.folder / "count").read_text(encoding="ascii"), "x\n")

    def test_a_success_that_ran_no_test_is_a_failure(self) -> None:
        outcomes, _ = self.run_quietly(
            Stage("one", "is silent", (("true",),), counts=unittest_counts))
        self.assertEqual(outcomes[0].counts, Counts(failed=1))

    def test_a_failing_command_fails_the_stage_whatever_the_tests_say(self) -> None:
        outcomes, _ = self.run_quietly(
            Stage("one", "ends badly", (("sh", "-c", "echo 'Ok:   4'; exit 1"),),
                  counts=meson_counts))
        self.assertEqual(outcomes[0].counts, Counts(passed=4, failed=1))


class Readers(unittest.TestCase):
    """Output of the tools."""

    def test_unittest(self) -> None:
        log = "Ran 6 tests in 0.1s\n\nOK (skipped=1)\nRan 1 test in 0s\n\nFAILED (failures=1)\n"
        self.assertEqual(unittest_counts(log), Counts(5, 1, 1))

    def test_meson(self) -> None:
        log = "Ok:                 5   \nFail:               1   \nTimeout:            2   \n"
        self.assertEqual(meson_counts(log), Counts(5, 3, 0))
        self.assertIsNone(meson_counts("No tests defined."))

    def test_faults(self):
        log = ("fault         times resumes verdicts  lost changed invented trouble      s\n"
               "runner killed    30      27      540     0       0        0       0     40\n"
               "disk full         4       4      240     1       0        0       2      5\n"
               "    disk full: 1 of 4: a@b@c was pass and is lost\n")
        self.assertEqual(faults_counts(log), Counts(32, 2))
        self.assertIsNone(faults_counts("faults: no mount namespace\n"))

    def test_results_below_the_least_number_fail(self) -> None:
        outcomes = ("pass", "warn", "skip", "dmesg-warn")
        tests = {f"crossfence@{name}": {"result": name} for name in outcomes}
        with tempfile.TemporaryDirectory() as folder:
            self.assertIsNone(results_counts(Path(folder))(""))
            (Path(folder) / "results.json").write_text(json.dumps({"tests": tests}))
            self.assertEqual(results_counts(Path(folder))(""), Counts(2, 1, 1))
            self.assertEqual(results_counts(Path(folder), least=5)(""), Counts(2, 2, 1))

    def test_the_last_line_is_made_for_tools(self) -> None:
        self.assertTrue(re.fullmatch(r"\d+ passed, \d+ failed(, \d+ skipped)?", str(Counts(1, 2))))
