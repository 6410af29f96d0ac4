# SPDX-License-Identifier: MIT
"""The register of rules: each is a function from the tree to (path, line, advice)."""

from collections.abc import Callable, Iterator

from .tree import Finding, Tree

Place = tuple[str, int, str]
Check = Callable[[Tree], Iterator[Place]]

RULES: dict[str, Check] = {}


def rule(name: str) -> Callable[[Check], Check]:
    """Registers a check under the name that its findings carry."""
    def register(check: Check) -> Check:
        assert name not in RULES, name
        RULES[name] = check
        return check
    return register


def findings(tree: Tree) -> Iterator[Finding]:
    """Everything that breaks a rule, rule by rule."""
    for name, check in RULES.items():
        for path, line, advice in check(tree):
            yield Finding(path, line, name, advice)
