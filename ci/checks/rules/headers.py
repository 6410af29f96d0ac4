# SPDX-License-Identifier: MIT
"""What a header owes to those who include it."""

import re
from collections.abc import Iterator

from .. import cxx
from ..rule import Place, rule
from ..tree import Tree

USING = re.compile(r"\busing\s+namespace\b")
MACRO = re.compile(r"^[ \t]*#[ \t]*define\s+(\w+)", re.MULTILINE)
FIRST_SCOPE = re.compile(r"^[ \t]*(?:namespace|extern)\b", re.MULTILINE)


@rule("pragma-once")
def pragma_once(tree: Tree) -> Iterator[Place]:
    """Guards by name go stale when files move."""
    for header in tree.of("header"):
        if not re.search(r"^#pragma once$", header.code, re.MULTILINE):
            yield header.path, 1, "put '#pragma once' below the SPDX line"


@rule("header-paragraph")
def header_paragraph(tree: Tree) -> Iterator[Place]:
    """A header opens with what it stands for, before its first declaration."""
    for header in tree.of("header"):
        scope = FIRST_SCOPE.search(header.code)
        opening = header.text[:scope.start() if scope else len(header.text)]
        if not re.search(r"^// \S", opening.partition("\n")[2], re.MULTILINE):
            yield header.path, 1, (
                "say in a few comment lines above the namespace what this stands for, who owns "
                "what, and which errno means what")


@rule("using-namespace")
def using_namespace(tree: Tree) -> Iterator[Place]:
    """A header that opens a namespace opens it in every file that includes it."""
    for header in tree.of("header"):
        for match in USING.finditer(header.bare):
            yield header.path, cxx.line_of(header.bare, match.start()), "write the names out"


@rule("no-macro")
def no_macro(tree: Tree) -> Iterator[Place]:
    """A constexpr or a function has a type and a scope; names that the kernel's headers lack are
    patched in compat.h alone."""
    for source in tree.of("header", "cpp"):
        if source.path.endswith("/compat.h"):
            continue
        for match in MACRO.finditer(source.code):
            yield source.path, cxx.line_of(source.code, match.start()), (
                f"'{match.group(1)}': use a constexpr or a function; what older kernel headers "
                "lack goes to compat.h")


def own_header(path: str) -> str:
    """The header that a source or its unit test belongs to."""
    return re.sub(r"(?:_test)?\.cpp$", ".h", path)


@rule("own-header-first")
def own_header_first(tree: Tree) -> Iterator[Place]:
    """A source includes its own header first, which proves that the header compiles alone."""
    for source in tree.of("cpp"):
        header = own_header(source.path)
        if header not in tree.sources or not source.includes:
            continue
        first = source.includes[0]
        if not first.quoted or not header.endswith("/" + first.name):
            yield source.path, first.line, f"include {header.rpartition('/')[2]} before the others"
