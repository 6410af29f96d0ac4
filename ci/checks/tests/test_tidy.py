# SPDX-License-Identifier: MIT
"""Units are derived from compile commands; findings are parsed, remembered and forgotten right."""

import json
import tempfile
import unittest
from pathlib import Path

from .. import compilation, tidy
from ..tree import CheckError, Finding, Tree

TEXTS = {
    "lib/base/a.cpp": '#include "base/a.h"\n',
    "lib/base/a.h": '#include "base/b.h"\n',
    "lib/base/b.h": "",
    "lib/base/lost.cpp": "",
    ".clang-tidy": "Checks: '-*'\n",
}
COMMAND = "ccache c++ -I../lib -std=c++20 -MD -MQ a.o -MF a.d -o a.o -c ../lib/base/a.cpp"


class Units(unittest.TestCase):
    """What a compiler is asked to read."""

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        self.build = self.root / "build"
        self.build.mkdir()
        self.tree = Tree(TEXTS)

    def write_database(self) -> None:
        entry = {"directory": str(self.build), "file": "../lib/base/a.cpp", "command": COMMAND}
        (self.build / "compile_commands.json").write_text(json.dumps([entry, entry]))

    def test_flags_are_the_command_without_input_and_outputs(self) -> None:
        flags = compilation.language_flags(COMMAND.split(), "../lib/base/a.cpp")
        self.assertEqual(flags, ("-I../lib", "-std=c++20"))

    def test_uncovered_headers_become_units_with_a_neighbours_flags(self) -> None:
        self.write_database()
        units = compilation.units(self.root, self.build, self.tree)
        self.assertEqual([unit.path for unit in units], ["lib/base/a.cpp", "lib/base/b.h"])
        self.assertEqual(units[0].flags, units[1].flags)

    def test_sources_that_nobody_builds_are_named(self) -> None:
        self.write_database()
        units = compilation.units(self.root, self.build, self.tree)
        self.assertEqual([f.path for f in compilation.unbuilt(self.tree, units)],
                         ["lib/base/lost.cpp"])

    def test_a_missing_database_says_what_to_run(self) -> None:
        with self.assertRaisesRegex(CheckError, "meson setup"):
            compilation.units(self.root, self.build, self.tree)

    def test_the_key_follows_every_header_below(self) -> None:
        self.write_database()
        (self.root / ".clang-tidy").write_text(TEXTS[".clang-tidy"])

        def key(texts: dict[str, str]) -> str:
            tree = Tree(texts)
            unit = compilation.units(self.root, self.build, tree)[0]
            return tidy.Tidy(self.root, tree, self.build / "cache").key(unit)
        self.assertEqual(key(TEXTS), key({**TEXTS, "lib/base/lost.cpp": "int a;\n"}))
        self.assertNotEqual(key(TEXTS), key({**TEXTS, "lib/base/b.h": "int a;\n"}))


class OutsideErrors(unittest.TestCase):
    """clang-tidy fails and has said nothing about the tree."""

    STYLE = ("/usr/include/x.h:3:9: error: reserved identifier "
             "[bugprone-reserved-identifier,-warnings-as-errors]")

    def test_style_of_other_people_s_headers_is_none(self) -> None:
        self.assertEqual(tidy.outside_error(self.STYLE), "")

    def test_what_does_not_compile_is_one(self) -> None:
        broken = "/usr/include/x.h:1:1: error: unknown type name 'u99' [clang-diagnostic-error]"
        self.assertEqual(tidy.outside_error(f"{self.STYLE}\n{broken}"), broken)

    def test_a_failure_without_a_word_is_one(self) -> None:
        self.assertIn("clang-tidy failed", tidy.outside_error("killed"))


class Output(unittest.TestCase):
    """What clang-tidy prints."""

    TEXT = ("../lib/a.h:3:2: error: this moves [bugprone-use-after-move,-warnings-as-errors]\n"
            "../lib/a.h:3:9: error: this moves again [bugprone-use-after-move]\n"
            "/usr/include/x.h:1:1: error: not ours [clang-diagnostic-error]\n")

    def test_findings_are_relative_once_a_line_and_ours_only(self) -> None:
        found = tidy.parse(self.TEXT, Path("/src"), "/src/build")
        self.assertEqual(found, [Finding("lib/a.h", 3, "bugprone-use-after-move", "this moves")])

    def test_explicit_false_is_a_wanted_conversion(self) -> None:
        tree = Tree({"a.h": "explicit(false) A(int);\nA(char);\n"})
        meant = [tidy.is_meant(Finding("a.h", line, "google-explicit-constructor", ""), tree)
                 for line in (1, 2)]
        self.assertEqual(meant, [True, False])
