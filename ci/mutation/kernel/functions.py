# SPDX-License-Identifier: MIT
"""C functions in kernel style: finding one by its name, and what its callers pass to it."""

import re
from dataclasses import dataclass

from .. import Failure

# What can stand right above a definition without belonging to it.
ENDS = (";", "}", "*/", "\\")


@dataclass(frozen=True)
class Function:
    """A definition: `start` to `end` is all of it, `name_at` is where its name stands, `brace`
    where its body opens."""

    name: str
    start: int
    name_at: int
    brace: int
    end: int
    text: str

    @property
    def head(self) -> str:
        """All before the name: storage class and type."""
        return self.text[:self.name_at - self.start]

    @property
    def signature(self) -> str:
        """All before the body."""
        return self.text[:self.brace - self.start].rstrip()

    @property
    def returns_nothing(self) -> bool:
        return bool(re.search(r"\bvoid\s*$", self.head))

    @property
    def arguments(self) -> list[str]:
        """The names of the parameters."""
        opening = self.text.index("(", self.name_at - self.start)
        inside = self.text[opening + 1:closing_bracket(self.text, opening)]
        return [argument(self.name, part) for part in split(inside)]


def find(source: str, name: str) -> Function:
    """The definition of that name, of which there must be one."""
    found = [function for match in re.finditer(rf"^(?:[A-Za-z_][^\n;=]*?[ \t*])?({name})\(",
                                               source, re.MULTILINE)
             if (function := definition(source, name, match.start(), match.start(1)))]
    if len(found) != 1:
        raise Failure(f"{'no' if not found else 'more than one'} definition of {name}()")
    return found[0]


def definition(source: str, name: str, line: int, name_at: int) -> Function | None:
    """The function whose name stands there, unless that is a declaration or a call."""
    behind = closing_bracket(source, name_at + len(name)) + 1
    opening = re.compile(r"[\w\s(),&>*.-]*?([{;])").match(source, behind)
    if not opening or opening.group(1) == ";":
        return None
    end = source.find("\n}", opening.end())
    if end < 0:
        return None
    start = start_of(source, line)
    return Function(name, start, name_at, opening.start(1), end + 2, source[start:end + 2])


def start_of(source: str, line: int) -> int:
    """Where a definition begins whose name is in that line: the type may have lines above."""
    while line:
        above = source.rfind("\n", 0, line - 1) + 1
        text = source[above:line - 1].rstrip()
        if not text or text.endswith(ENDS) or text.startswith("#"):
            break
        line = above
    return line


def closing_bracket(text: str, opening: int) -> int:
    """Where the bracket is closed that opens there."""
    depth = 0
    for at in range(opening, len(text)):
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        if not depth:
            return at
    raise Failure("a bracket is never closed")


def split(parameters: str) -> list[str]:
    """The single parameters of a list."""
    parts, depth, begin = [], 0, 0
    for at, sign in enumerate(parameters):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if sign == "," and not depth:
            parts.append(parameters[begin:at])
            begin = at + 1
    parts.append(parameters[begin:])
    return [] if [part.strip() for part in parts] in ([""], ["void"]) else parts


def argument(function: str, parameter: str) -> str:
    """A parameter's name."""
    found = re.search(r"\(\s*\*\s*(\w+)\s*\)", parameter) or \
        re.search(r"(\w+)\s*(?:\[[^\]]*\]\s*)*$", parameter)
    if not found:
        raise Failure(f"{function}(): {parameter.strip()} can't be passed on")
    return found.group(1)
