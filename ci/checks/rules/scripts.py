# SPDX-License-Identifier: MIT
"""Scripts at least parse."""

import subprocess
import warnings
from collections.abc import Iterator

from ..rule import Place, rule
from ..tree import Tree


@rule("python-syntax")
def python_syntax(tree: Tree) -> Iterator[Place]:
    """Compiles in memory; warnings of the compiler (a bad escape) count."""
    for source in tree.of("python"):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                compile(source.text, source.path, "exec")
        except (SyntaxError, Warning) as error:
            yield source.path, getattr(error, "lineno", None) or 1, str(error)


@rule("shell-syntax")
def shell_syntax(tree: Tree) -> Iterator[Place]:
    """bash -n reads the script without running it."""
    for source in tree.of("shell"):
        result = subprocess.run(["bash", "-n"], input=source.text, text=True,
                                capture_output=True, check=False)
        for message in result.stderr.splitlines():
            line, _, text = message.removeprefix("bash: line ").partition(": ")
            yield source.path, int(line) if line.isdigit() else 1, text or message
