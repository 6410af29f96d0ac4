# SPDX-License-Identifier: MIT
"""What is asked of git and clang-format, with the real tools on a tree of two files."""

import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from .. import formatting
from ..main import below
from ..tree import CheckError, Tree, read_tree

STYLE = "BasedOnStyle: LLVM\nUseTab: Always\nIndentWidth: 8\n"
TEXTS = {"good.cpp": "int a;\n", "bad.cpp": "int a;\nint  b;\nint  c;\n"}


class Tools(unittest.TestCase):
    """A folder that holds the two files."""

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        for name, text in {**TEXTS, ".clang-format": STYLE}.items():
            (self.root / name).write_text(text)

    @unittest.skipUnless(shutil.which("clang-format"), "needs clang-format")
    def test_the_first_wrong_line_of_a_file_is_named_and_fixed(self) -> None:
        found = list(formatting.findings(self.root, Tree(TEXTS)))
        self.assertEqual([(f.path, f.line) for f in found], [("bad.cpp", 2)])
        formatting.fix(self.root, Tree(TEXTS))
        self.assertEqual((self.root / "bad.cpp").read_text(), "int a;\nint b;\nint c;\n")

    def test_new_files_count_and_ignored_ones_do_not(self) -> None:
        subprocess.run(["git", "init", "-q", str(self.root)], check=True)
        (self.root / ".gitignore").write_text("bad.cpp\n")
        (self.root / "picture").write_bytes(b"\xff\xfe")
        tree = read_tree(self.root)
        self.assertEqual(sorted(tree.sources), [".clang-format", ".gitignore", "good.cpp"])
        self.assertIn("picture", tree.paths)

    def test_outside_a_clone_the_message_says_so(self) -> None:
        with self.assertRaisesRegex(CheckError, "run in a clone"):
            read_tree(self.root)

    def test_paths_select_whole_folders(self) -> None:
        self.assertTrue(below("lib/drm/a.h", ["lib/drm"]))
        self.assertFalse(below("lib/drmx/a.h", ["lib/drm"]))
        self.assertTrue(below("lib/drm/a.h", []))
