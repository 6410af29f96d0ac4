# SPDX-License-Identifier: MIT
"""Just enough C++ lexing for line rules: comments, strings, includes, function bodies.

It leans on clang-format: a function's brace follows white space, an initialiser's does not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

TOKEN = re.compile(r"""
      (?P<comment> //[^\n]* | /\*.*?\*/ )
    | R"(?P<delimiter>[^(\s]*)\(.*?\)(?P=delimiter)"
    | "(?:\\.|[^"\\\n])*"
    | \b\d[\w'.]*                       # numbers: their ' is no quote
    | '(?:\\.|[^'\\\n])*'
    """, re.VERBOSE | re.DOTALL)
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(["<])([^">\n]+)[">]', re.MULTILINE)
PREPROCESSOR = re.compile(r"^[ \t]*#(?:\\\n|[^\n])*", re.MULTILINE)
SCOPE = re.compile(r"(?:template\s*<.*>\s*)?(?:inline\s+)?"
                   r"(?:namespace|class|struct|union|enum|extern\s+\"C\")\b", re.DOTALL)
LABEL = re.compile(r"\b(?:public|protected|private)\s*:(?!:)")
TEST = re.compile(r"(?:TYPED_)?TEST(?:_[FP])?\s*\(\s*(\w+)\s*,\s*(\w+)\s*\)\s*$")
NAME = re.compile(r"(operator\s*\S+|~?[\w:]+)\s*\(")


@dataclass(frozen=True)
class Include:
    """An #include line; `quoted` for a file of the project."""

    line: int
    name: str
    quoted: bool


@dataclass(frozen=True)
class Function:
    """A function body: its name, the line of its opening brace, the lines inside."""

    name: str
    line: int
    length: int
    is_test: bool


def _spaces(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def blank(text: str, strings: bool) -> str:
    """Comments, and if asked the content of strings, turned to spaces."""
    def replace(match: re.Match[str]) -> str:
        token = match.group()
        if match.group("comment"):
            return _spaces(token)
        if strings and token[0] in "\"'R":
            return '"' + _spaces(token[1:-1]) + '"'
        return token
    return TOKEN.sub(replace, text)


def blank_preprocessor(text: str) -> str:
    """Preprocessor lines, with their continuations, turned to spaces."""
    return PREPROCESSOR.sub(lambda match: _spaces(match.group()), text)


def line_of(text: str, offset: int) -> int:
    """The line number, from 1, of a position."""
    return text.count("\n", 0, offset) + 1


def includes(code: str) -> list[Include]:
    """The #include lines of text whose comments are blanked."""
    return [Include(line_of(code, match.start()), match.group(2), match.group(1) == '"')
            for match in INCLUDE.finditer(code)]


def _closing(bare: str, start: int) -> int:
    """The position of the brace that closes the one at `start`; the end if none does."""
    depth = 0
    for match in re.compile(r"[{}]").finditer(bare, start):
        depth += 1 if match.group() == "{" else -1
        if depth == 0:
            return match.start()
    return len(bare)


def _opens_function(bare: str, brace: int, head: str) -> bool:
    follows_space = brace > 0 and bare[brace - 1].isspace()
    return follows_space and ")" in head and not head.endswith(("=", ",", "("))


def functions(bare: str) -> Iterator[Function]:
    """Every function defined at namespace or class level."""
    position = head_start = 0
    mark = re.compile(r"[{};]")
    while match := mark.search(bare, position):
        position = match.end()
        if match.group() != "{":
            head_start = position
            continue
        head = LABEL.sub("", bare[head_start:match.start()]).strip()
        if SCOPE.match(head) and not head.endswith(")"):
            head_start = position
            continue
        end = _closing(bare, match.start())
        position = end + 1
        if not _opens_function(bare, match.start(), head):
            continue
        head_start = position
        test = TEST.search(head)
        name = NAME.search(head)
        yield Function(
            test.group(2) if test else name.group(1) if name else "function",
            line_of(bare, match.start()),
            max(bare.count("\n", match.start(), end) - 1, 0), bool(test))
