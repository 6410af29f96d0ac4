# SPDX-License-Identifier: MIT
"""What the user's words mean: options, the runner's results directory, package lists."""

import os
import unittest
from pathlib import Path
from unittest import mock

from guest import Failure, command, packages, project
from guest.machine import guest


class Options(unittest.TestCase):
    def refused(self, *words: str) -> str:
        with self.assertRaises(Failure) as caught:
            command.parse(list(words))
        self.assertEqual(caught.exception.status, 2)
        self.assertNotIn("\n", str(caught.exception))
        return str(caught.exception)

    def test_words_after_the_dashes_are_left_alone(self):
        options, words = command.parse(["--kernel", "7.2", "--", "run", "--", "--kernel"])
        self.assertEqual((options.kernel, words), ("7.2", ["run", "--", "--kernel"]))

    def test_what_was_not_as_usual_is_so_again(self):
        for words, again in (
                ([], "ci/vm --kernel stock --"),
                (["--memory", "2G", "--timeout", "9", "--keep"], "ci/vm --kernel stock --"),
                (["--kernel", "7.2", "--memory", "4G", "--cpus", "1", "--no-probe"],
                 "ci/vm --kernel 7.2 --memory 4G --cpus 1 --no-probe --"),
                (["--accel", "icount", "--build", "a b"],
                 "ci/vm --kernel stock --accel icount --build 'a b' --")):
            with self.subTest(words=words):
                self.assertEqual(command.command_again(command.parse(words)[0]), again)

    def test_wrong_use_is_one_line(self):
        self.assertIn("--bogus", self.refused("--bogus"))
        self.assertIn("run", self.refused("run"))
        self.assertIn("neither", self.refused("--kernel", "/no/such/path"))
        self.assertIn("--memory", self.refused("--memory", "lots"))
        self.assertIn("COMMAND", self.refused("--exec"))
        self.refused("--cpus", "0")
        self.refused("--accel", "magic")
        self.refused("--accel", "icount", "--pin")


class ResultsDirectory(unittest.TestCase):
    def test_every_spelling_is_found(self):
        for words in (["run", "-o", "d"], ["run", "x", "-od"], ["run", "--output=d"],
                      ["resume", "d"]):
            self.assertEqual(project.results_directory(words), Path("d"), words)

    def test_none_where_none_is_named(self):
        for words in (["run"], ["list", "-o"], ["report", "d", "-o", "f"], ["run", "-o"]):
            self.assertIsNone(project.results_directory(words), words)


class PackageLists(unittest.TestCase):
    def test_comments_are_no_packages(self):
        self.assertEqual(packages.parse_list("# a\ng++  # compiler\n\nmeson\n"), ["g++", "meson"])

    def test_only_installed_ones_count(self):
        answer = "meson installed\nkmod config-files\nzstd not-installed\n"
        self.assertEqual(packages.parse_installed(answer), {"meson"})

    def test_every_list_of_the_project_is_readable(self):
        for path in packages.LISTS.iterdir():
            self.assertTrue(packages.parse_list(path.read_text()), path)

    def test_others_than_root_get_the_line_to_run(self):
        with mock.patch.object(packages, "missing", return_value=["meson"]), \
                mock.patch.object(os, "geteuid", return_value=1000):
            self.assertIn("apt-get install --no-install-recommends meson",
                          packages.ensure(["build"]))


class GuestScript(unittest.TestCase):
    def test_quotes_words_and_passes_only_meaningful_environment(self):
        environment = {"CROSSFENCE_X": "a b", "SECRET_TOKEN": "s", "PATH": "/bin"}
        with mock.patch.dict(os.environ, environment, clear=True):
            script = guest.shell_script(["echo", "it's"])
        self.assertIn("export CROSSFENCE_X='a b'\n", script)
        self.assertNotIn("SECRET", script)
        self.assertTrue(script.endswith("exec echo 'it'\"'\"'s'\n"))
