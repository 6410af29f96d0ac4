# SPDX-License-Identifier: MIT
"""A new test: the skeleton of its file, and its line in the folder's meson.build."""

import re
from pathlib import Path

NAME = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
PROGRAMS = re.compile(r"(foreach program : \[\n)((?:    '\w+',\n)*)(\])")
TEMPLATE = Path(__file__).with_name("skeleton.txt")


class Refused(Exception):
    """The test can't be made; one line that says why."""


def suite_name(name: str) -> str:
    """The GoogleTest suite of a program: write_waits is WriteWaits."""
    return "".join(word.capitalize() for word in name.split("_"))


def with_program(meson: str, name: str) -> str:
    """The folder's meson.build with one more program in its sorted list."""
    def insert(match: re.Match[str]) -> str:
        lines = {*match.group(2).splitlines(keepends=True), f"    '{name}',\n"}
        return match.group(1) + "".join(sorted(lines)) + match.group(3)
    return PROGRAMS.sub(insert, meson, count=1)


def folders(tests: Path) -> list[str]:
    """The folders whose meson.build has a list of programs."""
    return sorted(path.parent.name for path in tests.glob("*/meson.build")
                  if PROGRAMS.search(path.read_text()))


def create(tests: Path, folder: str, name: str) -> Path:
    """Writes the file and the line, both or none."""
    if not NAME.fullmatch(name) or name.endswith("_test"):
        raise Refused(f"'{name}': use lower case words joined by _, without _test at the end")
    if folder not in (known := folders(tests)):
        raise Refused(f"'{folder}' is none of {', '.join(known)}; a new folder needs a "
                      "meson.build like theirs and a line in tests/meson.build")
    build = tests / folder / "meson.build"
    file = tests / folder / f"{name}_test.cpp"
    if file.exists():
        raise Refused(f"{file} exists")
    meson = with_program(build.read_text(), name)
    file.write_text(TEMPLATE.read_text().replace("@Suite@", suite_name(name)))
    build.write_text(meson)
    return file
