# SPDX-License-Identifier: MIT
"""The guest's first file system: busybox, our init, and the modules up to the real root.

A newc cpio archive, left uncompressed: an emulated CPU unpacks more slowly than it copies.
Format: Documentation/driver-api/early-userspace/buffer-format.rst.
"""

import os
import shlex
import shutil
from pathlib import Path

from .. import Failure
from ..kernel import Kernel
from ..kernel.modules import Modules, module_name
from .devices import BOOT_MODULES, DEVICES, OPTIONS, absence, all_modules, parse_config

INSIDE = Path(__file__).resolve().parent.parent / "inside"
PROBE = "crossfence_probe.ko"
REGULAR, DIRECTORY = 0o100000, 0o040000


class Archive:
    """A newc archive under construction; parents of a file are made as needed."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._known: set[str] = set()

    def add_file(self, path: str, content: bytes, mode: int = 0o644) -> None:
        self.add_directory(os.path.dirname(path))
        self._add(path, REGULAR | mode, content)

    def add_directory(self, path: str) -> None:
        if path and path not in self._known:
            self.add_directory(os.path.dirname(path))
            self._known.add(path)
            self._add(path, DIRECTORY | 0o755, b"")

    def _add(self, path: str, mode: int, content: bytes) -> None:
        name = path.encode() + b"\0"
        numbers = (len(self._parts) + 1, mode, 0, 0, 1, 0, len(content), 0, 0, 0, 0, len(name), 0)
        header = b"070701" + b"".join(b"%08x" % number for number in numbers) + name
        self._parts.append(padded(header) + padded(content))

    def finish(self) -> bytes:
        self._add("TRAILER!!!", 0, b"")
        return b"".join(self._parts)


def padded(data: bytes) -> bytes:
    return data + b"\0" * (-len(data) % 4)


def busybox() -> bytes:
    """The statically linked busybox of the machine."""
    path = shutil.which("busybox")
    content = Path(path).read_bytes() if path else b""
    if not content or b"ld-linux" in content[:4096]:
        raise Failure("no static busybox: apt-get install busybox-static", 2)
    return content


def base(init: str) -> Archive:
    """An archive with busybox and one of the scripts of inside/ as /init."""
    archive = Archive()
    for directory in ("dev", "proc", "sys", "tmp", "lower", "upper", "root"):
        archive.add_directory(directory)
    archive.add_file("bin/busybox", busybox(), 0o755)
    archive.add_file("init", (INSIDE / init).read_bytes(), 0o755)
    return archive


def guest(kernel: Kernel, settings: dict[str, str], shares: list[Path], command: str) -> bytes:
    """The initramfs of a run: what init needs is below /vm."""
    archive = base("init")
    archive.add_file("vm/shares", "".join(f"{share}\n" for share in shares).encode())
    if kernel.config:
        archive.add_file("vm/config", kernel.config.read_bytes())
    modules = Modules(kernel.modules) if kernel.modules else None
    for name, text in load_lists(kernel, modules).items():
        archive.add_file(f"vm/{name}", text.encode())
    if modules:
        for path in modules.load_order(all_modules()):
            archive.add_file(f"vm/{flat_name(path)}", modules.content(path))
            options = OPTIONS.get(module_name(path), "")
            archive.add_file(f"vm/{flat_name(path)}.options", f"{options}\n".encode())
    if kernel.probe:
        archive.add_file(f"vm/{PROBE}", kernel.probe.read_bytes())
        archive.add_file(f"vm/{PROBE}.options", f"{probe_options(kernel)}\n".encode())
    lines = (f"{key}={shlex.quote(value)}\n" for key, value in settings.items())
    archive.add_file("vm/settings", "".join(lines).encode())
    archive.add_file("vm/command", command.encode())
    return archive.finish()


def probe_options(kernel: Kernel) -> str:
    """How the suite's own module is loaded. With KASAN, emulated, what takes a tenth of a second
    elsewhere takes ten: fences that expire after the usual time would end tests that are right."""
    config = parse_config(kernel.config.read_text()) if kernel.config else set()
    return "consent=1 limit_ms=60000" if "KASAN" in config else "consent=1"


def flat_name(path: str) -> str:
    """A module file's name inside /vm."""
    return module_name(path) + ".ko"


def load_lists(kernel: Kernel, modules: Modules | None) -> dict[str, str]:
    """The lists that init reads: modules for the root, then devices with what each loads."""
    config = parse_config(kernel.config.read_text()) if kernel.config else None
    boot = modules.load_order(BOOT_MODULES) if modules else []
    done, rows = set(boot), []
    for device in DEVICES:
        files = modules.load_order(list(device.modules)) if modules else []
        fresh = [flat_name(path) for path in files if path not in done]
        done.update(files)
        rows.append("|".join([device.name, device.evidence, absence(device, modules, config),
                              " ".join(fresh)]))
    if kernel.probe:
        rows.append(f"probe|/dev/crossfence-probe||{PROBE}")
    return {"boot": "".join(f"{flat_name(path)}\n" for path in boot),
            "devices": "".join(f"{row}\n" for row in rows)}
