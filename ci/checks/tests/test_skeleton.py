# SPDX-License-Identifier: MIT
"""ci/new-test writes what the build finds and what ci/check refuses until it is filled in."""

import tempfile
import unittest
from pathlib import Path

from .. import rules
from ..rule import findings
from ..skeleton import Refused, create, folders, suite_name
from ..tree import Tree

MESON = "# SPDX-License-Identifier: MIT\nforeach program : [\n    'usage',\n]\nendforeach\n"


class Skeleton(unittest.TestCase):
    """A tests/ folder of its own."""

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.tests = Path(folder.name) / "tests"
        (self.tests / "fences").mkdir(parents=True)
        (self.tests / "fences/meson.build").write_text(MESON)

    def test_file_and_line_are_written(self) -> None:
        file = create(self.tests, "fences", "poll_waits")
        self.assertIn("class PollWaits : public PairTest", file.read_text())
        self.assertIn("    'poll_waits',\n    'usage',\n",
                      (self.tests / "fences/meson.build").read_text())

    def test_the_check_refuses_it_until_it_is_written(self) -> None:
        text = create(self.tests, "fences", "poll_waits").read_text()
        path = "tests/fences/poll_waits_test.cpp"
        support = {"tests/support/matrix/sharing.h": "// SPDX-License-Identifier: MIT\n"
                   "#pragma once\n\n// Sharing.\n"}
        self.assertTrue(rules.__all__)
        self.assertEqual({f.rule for f in findings(Tree({path: text, **support}))},
                         {"no-template-word"})
        written = text.replace("WRITE: ", "")
        self.assertEqual(list(findings(Tree({path: written, **support}))), [])

    def test_wrong_use_changes_nothing(self) -> None:
        create(self.tests, "fences", "poll_waits")
        before = (self.tests / "fences/meson.build").read_text()
        for folder, name in (("nowhere", "a"), ("fences", "Poll"), ("fences", "poll_waits"),
                             ("fences", "../a"), ("fences", "a_test")):
            with self.assertRaises(Refused):
                create(self.tests, folder, name)
        self.assertEqual((self.tests / "fences/meson.build").read_text(), before)

    def test_folders_without_a_list_of_programs_are_not_offered(self) -> None:
        (self.tests / "support").mkdir()
        (self.tests / "support/meson.build").write_text("executable('devices')\n")
        self.assertEqual(folders(self.tests), ["fences"])

    def test_suite_names_are_camel_case(self) -> None:
        self.assertEqual(suite_name("poll_waits_2x"), "PollWaits2x")
