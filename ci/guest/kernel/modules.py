# SPDX-License-Identifier: MIT
"""A kernel's module directory: which files a module needs, and their plain content."""

import lzma
import re
import shutil
import subprocess
from pathlib import Path

from .. import Failure

SUFFIX = re.compile(r"\.ko(\.xz|\.zst|\.gz)?$")


def module_name(path: str) -> str:
    """`kernel/drivers/gpu/drm/tiny/bochs.ko.xz` is the module `bochs`; '-' and '_' are one."""
    return SUFFIX.sub("", path.rsplit("/", 1)[-1]).replace("-", "_")


def parse_dependencies(text: str) -> dict[str, tuple[str, list[str]]]:
    """modules.dep as: name, to its file and the files to load before it, in loading order."""
    table = {}
    for line in text.splitlines():
        path, _, needs = line.partition(":")
        table[module_name(path)] = (path, needs.split()[::-1])
    return table


class Modules:
    """The modules of one kernel, as depmod described them."""

    def __init__(self, directory: Path):
        self.directory = directory
        self._table = parse_dependencies((directory / "modules.dep").read_text())
        builtin = directory / "modules.builtin"
        self._builtin = {module_name(line) for line in builtin.read_text().split()} \
            if builtin.exists() else set()

    def has(self, name: str) -> bool:
        return name in self._table

    def is_builtin(self, name: str) -> bool:
        return name in self._builtin

    def load_order(self, names: list[str]) -> list[str]:
        """Files to load, each after what it needs; names that are built in or absent need none."""
        order: dict[str, None] = {}
        for name in names:
            if name in self._table:
                path, needs = self._table[name]
                order.update(dict.fromkeys([*needs, path]))
        return list(order)

    def content(self, path: str) -> bytes:
        """A module's ELF file, decompressed."""
        return decompressed(self.directory / path)


def decompressed(path: Path) -> bytes:
    """A module file's plain content."""
    if path.suffix == ".xz":
        return lzma.decompress(path.read_bytes())
    if path.suffix in (".zst", ".gz"):
        tool = {".zst": "zstd", ".gz": "gzip"}[path.suffix]
        if not shutil.which(tool):
            raise Failure(f"{path.name} needs {tool}: apt-get install {tool}", 2)
        return subprocess.run([tool, "-dcq", path], capture_output=True, check=True).stdout
    return path.read_bytes()


def store_plain(directory: Path, names: list[str]) -> None:
    """Decompresses the named modules in place: an emulated CPU would do it at every boot."""
    modules = Modules(directory)
    for path in modules.load_order(names):
        if not path.endswith(".ko"):
            plain = directory / (SUFFIX.sub("", path) + ".ko")
            plain.write_bytes(decompressed(directory / path))
            (directory / path).unlink()


def run_depmod(root: Path, release: str) -> None:
    """Writes modules.dep and its companions below root/lib/modules/release."""
    tool = shutil.which("depmod", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if not tool:
        raise Failure("depmod is missing: apt-get install kmod", 2)
    subprocess.run([tool, "-b", root, release], check=True, capture_output=True)
