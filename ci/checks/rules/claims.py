# SPDX-License-Identifier: MIT
"""Each test file opens with what it claims, why the kernel owes it, and what would break it."""

import re
from collections.abc import Iterator

from ..rule import Place, rule
from ..tree import Source, Tree

LABELS = ("Claim:", "Owed by:", "Red when:")
SUPPORT = "tests/support/"


def _opening(source: Source) -> str:
    """The comment above the first include, without its slashes, below the SPDX line."""
    end = source.includes[0].line - 1 if source.includes else len(source.lines)
    comment = [line[2:].strip() for line in source.lines[1:end] if line.startswith("//")]
    return "\n".join(comment)


def missing_labels(opening: str) -> list[str]:
    """The labels that are absent, empty or out of order."""
    texts = re.split(r"^(%s)" % "|".join(LABELS), opening, flags=re.MULTILINE)
    said = {label: text.strip() for label, text in zip(texts[1::2], texts[2::2])}
    if list(said) == list(LABELS):
        return [label for label in LABELS if not said[label]]
    return [label for label in LABELS if not said.get(label)] or list(LABELS)


@rule("claim-comment")
def claim_comment(tree: Tree) -> Iterator[Place]:
    """A red test is only worth something to a reader who sees what was promised."""
    for source in tree.of("cpp"):
        if not source.path.startswith("tests/") or not source.is_test:
            continue
        if source.path.startswith(SUPPORT):
            continue
        if missing := missing_labels(_opening(source)):
            yield source.path, 2, (
                f"open with a comment that says, in this order, {' '.join(LABELS)} "
                f"(missing: {' '.join(missing)})")


# A case's name in a document: `folder@program@case`, or `…@case` of the program named before.
CASE = re.compile(r"`(?:(\w+)@(\w+)|…)@(\w+)`")
COVERAGE = "docs/coverage.md"


def _program(tree: Tree, folder: str, name: str) -> str:
    """A program's file, which may lie in a group inside its folder."""
    start, end = f"tests/{folder}/", f"/{name}_test.cpp"
    return next((path for path in tree.sources if path.startswith(start) and path.endswith(end)),
                f"tests/{folder}{end}")


@rule("coverage")
def coverage(tree: Tree) -> Iterator[Place]:
    """What the coverage page calls covered must have a test."""
    page = tree.sources.get(COVERAGE)
    program = ""
    for number, line in enumerate(page.lines if page else [], 1):
        for folder, name, case in CASE.findall(line):
            program = _program(tree, folder, name) if folder else program
            source = tree.sources.get(program)
            if not source or not re.search(rf"\bTEST\w*\(\w+, {case}\)", source.bare):
                yield page.path, number, f"{program or 'nothing'} has no case {case}"
