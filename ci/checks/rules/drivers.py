# SPDX-License-Identifier: MIT
"""Driver names stay in the library's leaves and in tables, so every test covers every driver."""

import re
from collections.abc import Iterator

from .. import cxx
from ..rule import Place, rule
from ..tree import Source, Tree

NAMES = (
    "amdgpu", "bochs", "cirrus", "etnaviv", "i915", "nouveau", "panfrost", "panthor", "qxl",
    "radeon", "sw_sync", "udmabuf", "v3d", "vgem", "vim2m", "virtgpu", "virtio_?gpu", "vivid",
    "vkms",
)
NAMED = re.compile("|".join(NAMES), re.IGNORECASE)

# Rooms that speak of every driver alike. The kernel's own selftests are modules by name, and the
# harness checks in selftest quote ids, as the unit tests of library and support do.
UNIFORM = re.compile(r"lib/base/|lib/host/|tests/(?!kernel/)")
QUOTES_IDS = re.compile(r"(?:lib|tests/support)/.*_test\.cpp$")


def _is_uniform(source: Source) -> bool:
    return bool(UNIFORM.match(source.path)) and not (
        source.is_table or QUOTES_IDS.match(source.path))


@rule("driver-name")
def driver_name(tree: Tree) -> Iterator[Place]:
    """Ask for a capability; what one driver does otherwise belongs in its role or in a table."""
    for source in tree.of("cpp", "header"):
        if not _is_uniform(source):
            continue
        for match in NAMED.finditer(source.code):
            yield source.path, cxx.line_of(source.code, match.start()), (
                f"'{match.group()}': ask for a capability here; a driver's name belongs in "
                "lib/roles or in a *_table.cpp")
