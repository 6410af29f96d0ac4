# SPDX-License-Identifier: MIT
"""Build trees by path: their modules are installed once, and again when one of them is new."""

import os
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from guest.kernel import tree

MODULE = "drivers/one.ko"


class Modules(unittest.TestCase):
    def setUp(self) -> None:
        self._scratch = tempfile.TemporaryDirectory()
        self.addCleanup(self._scratch.cleanup)
        self.tree, self.home = Path(self._scratch.name) / "tree", Path(self._scratch.name) / "home"
        (self.tree / "drivers").mkdir(parents=True)
        self.home.mkdir()
        (self.tree / "modules.order").write_text("drivers/one.o\n")
        (self.tree / MODULE).write_text("code")
        self.installs = 0

    def install(self, *_: object, **__: object) -> mock.Mock:
        self.installs += 1
        (self.home / "lib/modules/7.2").mkdir(parents=True)
        return mock.Mock(returncode=0)

    def modules(self) -> Path | None:
        with mock.patch.object(tree.subprocess, "run", self.install), \
                mock.patch.object(tree.modules, "run_depmod"):
            return tree.tree_modules(self.tree, "7.2", self.home)

    def test_are_installed_once(self) -> None:
        self.assertEqual(self.modules(), self.home / "lib/modules/7.2")
        marker = self.home / "lib/modules/7.2/in-use"
        marker.touch()
        self.assertEqual(self.modules(), self.home / "lib/modules/7.2")
        self.assertEqual((self.installs, marker.exists()), (1, True))

    def test_are_installed_again_when_one_is_new(self) -> None:
        self.modules()
        os.utime(self.tree / MODULE, ns=(1, 1))
        self.modules()
        self.assertEqual(self.installs, 2)

    def test_that_are_none_are_nothing(self) -> None:
        (self.tree / "modules.order").write_text("")
        self.assertEqual((self.modules(), self.installs), (None, 0))


if __name__ == "__main__":
    unittest.main()
