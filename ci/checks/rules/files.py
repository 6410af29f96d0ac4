# SPDX-License-Identifier: MIT
"""What every file owes: a licence line, clean white space, bounded lines, no private path."""

import re
from collections.abc import Iterator

from ..rule import Place, rule
from ..tree import Source, Tree

PROSE = {"doc", "other"}
SLASHED = {"header", "cpp", "c", "kernel"}
LINE_LIMIT = 100
HOME = re.compile(r"(?:/home/|/Users/|/root/\.)\w[\w.-]*")
HOME_EXEMPT = "ci/checks/tests/"


def _spdx_line(source: Source) -> str:
    """The first line, or the second of a script that opens with its interpreter."""
    lines = [*source.lines, "", ""]
    return lines[1] if lines[0].startswith("#!") else lines[0]


@rule("spdx")
def spdx(tree: Tree) -> Iterator[Place]:
    """Every source says its licence in its first line; the text itself is in LICENSE only."""
    for source in tree.sources.values():
        if source.kind in PROSE or not source.text:
            continue
        mark = "//" if source.kind in SLASHED else "#"
        if not re.match(rf"(?:{mark}|/\*) SPDX-License-Identifier: \S", _spdx_line(source)):
            yield source.path, 1, f"start with '{mark} SPDX-License-Identifier: MIT'"


@rule("white-space")
def white_space(tree: Tree) -> Iterator[Place]:
    """No blanks at the end of a line, no carriage returns, one newline at the end."""
    for source in tree.sources.values():
        if source.kind == "other":
            continue
        for number, line in enumerate(source.text.split("\n"), 1):
            if line != line.rstrip():
                yield source.path, number, "remove the blanks at the end of the line"
        if source.text and (not source.text.endswith("\n") or source.text.endswith("\n\n")):
            yield source.path, len(source.lines), "end the file with exactly one newline"


@rule("line-length")
def line_length(tree: Tree) -> Iterator[Place]:
    """Code fits 100 columns. clang-format can't cut strings and comments, so ask here too."""
    for source in tree.of("header", "cpp", "kernel", "python", "shell", "meson"):
        for number, line in enumerate(source.lines, 1):
            if len(line.expandtabs(8)) > LINE_LIMIT:
                yield source.path, number, f"shorten to {LINE_LIMIT} columns"


@rule("home-path")
def home_path(tree: Tree) -> Iterator[Place]:
    """A path of somebody's home works for nobody else."""
    for source in tree.sources.values():
        if source.path.startswith(HOME_EXEMPT):
            continue
        for number, line in enumerate(source.lines, 1):
            if match := HOME.search(line):
                yield source.path, number, f"'{match.group()}' is one person's: find the path"
