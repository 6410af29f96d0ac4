# SPDX-License-Identifier: MIT
"""The command line of ci/check."""

import argparse
import sys
import time
import unittest
from pathlib import Path

from . import formatting, rules, tidy
from .rule import RULES, findings as rule_findings
from .tree import CheckError, Finding, Tree, read_tree

ROOT = Path(__file__).resolve().parents[2]


def parse_arguments(words: list[str] | None) -> argparse.Namespace:
    """Options of ci/check."""
    parser = argparse.ArgumentParser(
        prog="ci/check", description="Checks the tree against docs/contributing/style.md.",
        epilog="Exit status: 0 clean, 1 findings, 2 the check itself can't run.")
    parser.add_argument("path", nargs="*", help="show findings below these paths only")
    parser.add_argument("--build", default="build", metavar="DIR",
                        help="build directory whose compile commands clang-tidy uses")
    parser.add_argument("--fix", action="store_true", help="let clang-format write first")
    parser.add_argument("--no-tidy", action="store_true", help="leave clang-tidy out")
    parser.add_argument("--list-rules", action="store_true", help="name every rule and its reason")
    parser.add_argument("--self-test", action="store_true", help="test the rules themselves")
    return parser.parse_args(words)


def self_test() -> int:
    """Runs the unit tests of this package."""
    here = Path(__file__).parent
    suite = unittest.defaultTestLoader.discover(str(here / "tests"), top_level_dir=str(here.parent))
    return 0 if unittest.TextTestRunner().run(suite).wasSuccessful() else 1


def list_rules() -> None:
    """Each rule with the first sentence of its reason."""
    for name, check in sorted(RULES.items()):
        reason = " ".join((check.__doc__ or "").split())
        print(f"{name:22} {reason}")


def all_findings(tree: Tree, options: argparse.Namespace) -> set[Finding]:
    """Own rules, clang-format and clang-tidy together."""
    found = set(rule_findings(tree))
    found |= set(formatting.findings(ROOT, tree))
    if not options.no_tidy:
        found |= set(tidy.findings(ROOT, Path(options.build).absolute(), tree))
    return found


def below(path: str, folders: list[str]) -> bool:
    """Whether a path is one of the folders, or lies in one; no folders means the whole tree."""
    return not folders or any(path == f or path.startswith(f + "/") for f in folders)


def check(options: argparse.Namespace) -> int:
    """Prints the findings and one closing line."""
    start = time.monotonic()
    tree = read_tree(ROOT)
    if options.fix:
        formatting.fix(ROOT, tree)
        tree = read_tree(ROOT)
    folders = [folder.rstrip("/") for folder in options.path]
    found = sorted(f for f in all_findings(tree, options) if below(f.path, folders))
    for finding in found:
        print(finding)
    print(f"ci/check: {len(tree.sources)} files, {len(RULES)} rules, {len(found)} findings, "
          f"{time.monotonic() - start:.1f} s")
    return 1 if found else 0


def main(words: list[str] | None = None) -> int:
    """Runs what the command line asks for."""
    options = parse_arguments(words)
    if options.self_test:
        return self_test()
    if options.list_rules:
        list_rules()
        return 0
    try:
        return check(options)
    except CheckError as error:
        print(f"ci/check: {error}", file=sys.stderr)
        return 2


__all__ = ["main", "rules"]
