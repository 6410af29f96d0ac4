# SPDX-License-Identifier: MIT
"""Kernels given by path: a bzImage, or a build tree with its modules."""

import hashlib
import shutil
import subprocess
from pathlib import Path

from .. import Failure, cache_dir
from ..progress import Progress
from . import Kernel, modules, vmlinux
from .packaged import locked

IMAGE_IN_TREE = "arch/x86/boot/bzImage"


def given(path: Path) -> Kernel:
    """The kernel at a path; its unpacked parts are cached by the path's name."""
    path = path.resolve()
    image = path / IMAGE_IN_TREE if path.is_dir() else path
    if not image.is_file():
        raise Failure(f"{path} has no {IMAGE_IN_TREE}: build it first (make bzImage modules)", 2)
    content = image.read_bytes()
    release = vmlinux.kernel_version(content)
    if not release:
        raise Failure(f"{image} is not a bzImage", 2)
    home = cache_dir() / "given" / hashlib.sha256(str(path).encode()).hexdigest()[:16]
    with locked(home.with_suffix(".lock")):
        home.mkdir(parents=True, exist_ok=True)
        bootable = boot_image(content, image, home)
        tree = owning_tree(image)
        if tree:
            return Kernel(release, bootable, str(path), tree_modules(tree, release, home),
                          tree / ".config", tree)
    return Kernel(release, bootable, str(path), *installed(release))


def boot_image(content: bytes, image: Path, home: Path) -> Path:
    """The unpacked kernel where that can be booted, else the image itself."""
    elf = vmlinux.unpacked(content)
    if not elf:
        return image
    scratch = home / "vmlinux.new"
    scratch.write_bytes(elf)
    return scratch.rename(home / "vmlinux")


def owning_tree(image: Path) -> Path | None:
    """The build tree that an image lies in."""
    root = image.parents[3] if str(image).endswith(IMAGE_IN_TREE) else None
    return root if root and (root / ".config").exists() else None


def tree_modules(tree: Path, release: str, home: Path) -> Path | None:
    """Installs a tree's modules below the cache, unless those there are the same: another guest may
    be using them. None for a kernel without modules."""
    order = tree / "modules.order"
    if not order.exists() or not order.read_text().strip():
        return None
    directory, stamp = home / "lib/modules" / release, home / "modules.stamp"
    state = modules_state(tree, order)
    if directory.exists() and stamp.exists() and stamp.read_text() == state:
        return directory
    stamp.unlink(missing_ok=True)
    progress = Progress()
    progress.show(f"installing the modules of {tree}")
    shutil.rmtree(home / "lib", ignore_errors=True)
    done = subprocess.run(
        ["make", "-s", "-C", tree, "modules_install", f"INSTALL_MOD_PATH={home}",
         "INSTALL_MOD_STRIP=1"], capture_output=True, text=True, check=False)
    progress.clear()
    if done.returncode:
        raise Failure(f"make modules_install in {tree}: {last_line(done.stderr)}", 2)
    modules.run_depmod(home, release)
    stamp.write_text(state)
    return directory


def modules_state(tree: Path, order: Path) -> str:
    """Changes with every module that is built anew, and with the image, to which they belong."""
    digest = hashlib.sha256()
    names = [name.removesuffix(".o").removesuffix(".ko") for name in order.read_text().split()]
    for path in [tree / IMAGE_IN_TREE, *(tree / f"{name}.ko" for name in names)]:
        if path.exists():
            state = path.stat()
            digest.update(f"{path} {state.st_size} {state.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def last_line(text: str) -> str:
    return (text.strip().splitlines() or ["failed"])[-1]


def installed(release: str) -> tuple[Path | None, Path | None]:
    """Modules and configuration of a lone image, where the machine has them installed."""
    directory, config = Path("/lib/modules") / release, Path("/boot") / f"config-{release}"
    return (directory if (directory / "modules.dep").exists() else None,
            config if config.exists() else None)
