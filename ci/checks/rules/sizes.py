# SPDX-License-Identifier: MIT
"""Upper limits that keep every room small: files, functions, folders, pages."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import PurePosixPath

from .. import cxx
from ..rule import Place, rule
from ..tree import Source, Tree

FILE_LIMITS = {
    "header": 120, "cpp": 250, "c": 250, "kernel": 250, "python": 250, "shell": 250,
    "meson": 60, "doc": 200,
}
TEST_FILE_LIMIT = 180
FUNCTION_LIMIT = 40
TEST_BODY_LIMIT = 35
FOLDER_LIMIT = 14


def _file_limit(source: Source) -> int | None:
    if source.is_table:
        return None
    return TEST_FILE_LIMIT if source.is_test else FILE_LIMITS.get(source.kind)


@rule("file-size")
def file_size(tree: Tree) -> Iterator[Place]:
    """A file that grows past its limit holds two subjects."""
    for source in tree.sources.values():
        limit = _file_limit(source)
        if limit and len(source.lines) > limit:
            yield source.path, limit + 1, (
                f"{len(source.lines)} lines, the limit is {limit}: split it by subject")


@rule("function-size")
def function_size(tree: Tree) -> Iterator[Place]:
    """A function or test body that no longer fits one screen."""
    for source in tree.of("cpp", "header", "c", "kernel"):
        if source.is_table:
            continue
        for function in cxx.functions(source.bare):
            limit = TEST_BODY_LIMIT if function.is_test else FUNCTION_LIMIT
            if function.length > limit:
                yield source.path, function.line, (
                    f"{function.name} has {function.length} lines, the limit is {limit}: "
                    "give a part of it a name")


def _python_functions(source: Source) -> Iterator[tuple[str, int, int]]:
    try:
        module = ast.parse(source.text)
    except SyntaxError:
        return
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
            yield node.name, node.lineno, node.end_lineno - node.lineno


@rule("python-function-size")
def python_function_size(tree: Tree) -> Iterator[Place]:
    """The same for Python."""
    for source in tree.of("python"):
        for name, line, length in _python_functions(source):
            if length > FUNCTION_LIMIT:
                yield source.path, line, (
                    f"{name} has {length} lines, the limit is {FUNCTION_LIMIT}: "
                    "give a part of it a name")


def _is_beside_its_source(path: str, tree: Tree) -> bool:
    stem = path.removesuffix("_test.cpp")
    return stem != path and (f"{stem}.h" in tree.sources or f"{stem}.cpp" in tree.sources)


@rule("folder-size")
def folder_size(tree: Tree) -> Iterator[Place]:
    """A folder whose listing no longer reads as an argument. Dot files of the root are free, and
    a unit test counts with the source that it lies beside."""
    entries: dict[str, set[str]] = defaultdict(set)
    for path in tree.paths:
        if _is_beside_its_source(path, tree):
            continue
        parts = PurePosixPath(path).parts
        for depth, name in enumerate(parts):
            if depth or not name.startswith("."):
                entries["/".join(parts[:depth]) or "."].add(name)
    for folder, names in sorted(entries.items()):
        if len(names) > FOLDER_LIMIT:
            yield folder, 1, (f"{len(names)} entries, the limit is {FOLDER_LIMIT}: "
                              "split the folder by subject")
