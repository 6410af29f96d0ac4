# SPDX-License-Identifier: MIT
"""Kernels built here: their source, configuration out of fragments, interrupted builds."""

import contextlib
import io
import json
import os
import tempfile
import unittest
from pathlib import Path

from guest import Failure
from guest.kernel import built, compilation, config, source

KCONFIG = """\
config KEPT
\tbool "kept"
\tdepends on NET

\thelp
\t  config INSIDE_HELP is no definition of its own

menuconfig LOST
\ttristate "lost"
\tdepends on KEPT && \\
\t\tUNICORN
"""


class InDirectory(unittest.TestCase):
    def setUp(self) -> None:
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.home = Path(scratch.name)

    def file(self, name: str, text: str = "") -> Path:
        path = self.home / name
        path.write_text(text)
        return path


class Fragments(InDirectory):
    def test_are_put_together(self) -> None:
        one = self.file("one.config", "# comment\nCONFIG_A=y\nCONFIG_B=18\n")
        two = self.file("two.config", 'CONFIG_B=18\nCONFIG_C="x y"\n')
        self.assertEqual(config.merged([one, two]), 'CONFIG_A=y\nCONFIG_B=18\nCONFIG_C="x y"\n')

    def test_must_not_contradict_one_another(self) -> None:
        one, two = self.file("one", "CONFIG_A=y\n"), self.file("two", "CONFIG_A=m\n")
        with self.assertRaisesRegex(Failure, "CONFIG_A is y in one and m in two"):
            config.merged([one, two])

    def test_of_the_project_exist_and_agree(self) -> None:
        for name, flavour in built.FLAVOURS.items():
            paths = [built.FRAGMENTS / f"{part}.config" for part in flavour.fragments]
            watched = "DEBUG_KMEMLEAK" if name == "debug-leaks" else "PROVE_LOCKING"
            self.assertIn(f"CONFIG_{watched}=y\n", config.merged(paths), name)


class Symbols(InDirectory):
    def test_are_found_with_what_they_depend_on(self) -> None:
        self.file("Kconfig.test", KCONFIG)
        self.assertEqual(config.definitions(self.home),
                         {"KEPT": ["depends on NET"], "LOST": ["depends on KEPT && \\"]})

    def test_that_the_kernel_does_not_know_are_named(self) -> None:
        with contextlib.redirect_stderr(io.StringIO()) as shown:
            config.check({"KEPT": "y", "NEW": "y"}, {"KEPT": "y"}, {"KEPT": []})
        self.assertEqual(shown.getvalue(), "vm: not in this kernel: NEW\n")

    def test_that_did_not_take_effect_are_an_error(self) -> None:
        with self.assertRaisesRegex(Failure, "CONFIG_LOST=y became n: depends on UNICORN"):
            config.check({"LOST": "y"}, {}, {"LOST": ["depends on UNICORN"]})
        with self.assertRaisesRegex(Failure, "CONFIG_LOST=m became y: its default wins"):
            config.check({"LOST": "m"}, {"LOST": "y"}, {"LOST": []})


class Sources(unittest.TestCase):
    def test_newest_of_a_series(self) -> None:
        names = ["linux-source-7.2", "linux-source-7.10", "linux-source-6.12", "linux-source"]
        self.assertEqual(source.newest(names, "7.2"), "linux-source-7.2")
        self.assertEqual(source.newest(names, "7"), "linux-source-7.10")
        self.assertIsNone(source.newest(names, "6.1"))


class WhatItIsMadeFrom(InDirectory):
    def test_changes_with_source_and_configuration(self) -> None:
        one = source.Source("linux-source-7.2", "7.2.1-1", "/archive")
        two = source.Source("linux-source-7.2", "7.2.2-1", "/archive")
        prints = {built.fingerprint(origin, wanted) for origin in (one, two)
                  for wanted in ("CONFIG_A=y\n", "CONFIG_A=m\n")}
        self.assertEqual(len(prints), 4)

    def test_is_looked_up_with_the_time_of_the_image(self) -> None:
        image = self.home / "tree/arch/x86/boot/bzImage"
        image.parent.mkdir(parents=True)
        image.touch()
        facts = {"fingerprint": "f", "built": built.built_at(self.home)}
        about = self.file("build.json", json.dumps(facts))
        self.assertTrue(built.is_current(about, "f"))
        self.assertFalse(built.is_current(about, "g"))
        os.utime(image, (1, 1))
        self.assertFalse(built.is_current(about, "f"))


class InterruptedBuilds(InDirectory):
    def test_lose_what_was_being_written(self) -> None:
        for name, age in (("old.o", 300), ("new.o", 10), ("newest.o", 0), ("source.c", 0)):
            os.utime(self.file(name), (1000000 - age, 1000000 - age))
        compilation.drop_latest(self.home)
        self.assertEqual(sorted(path.name for path in self.home.iterdir()), ["old.o", "source.c"])

    def test_error_is_the_compiler_s_own_line(self) -> None:
        log = "  CC      a.o\na.c:1:2: error: no such thing\nmake: *** [Makefile] Error 2\n"
        self.assertEqual(compilation.first_error(log), "a.c:1:2: error: no such thing")
