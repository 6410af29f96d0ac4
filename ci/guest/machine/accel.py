# SPDX-License-Identifier: MIT
"""KVM or emulation: decided by a real boot, because a /dev/kvm can exist and run nothing."""

import hashlib
import os
import platform
import tempfile
import time
from pathlib import Path

from .. import Failure, cache_dir
from ..kernel import Kernel
from ..progress import Progress
from . import initramfs, qemu

PROBE_S = 20.0
SIGN_OF_LIFE = "crossfence-probe-alive"


def choose(wanted: str, kernel: Kernel, traces: bool) -> tuple[str, str]:
    """The accelerator, and why it was chosen. One that traces has its kernel patch itself."""
    if wanted in ("tcg", "icount"):
        return wanted, "as asked"
    trouble = obstacle() or verdict(kernel)
    if not trouble:
        return "kvm", "this kernel boots with it here"
    if wanted == "kvm":
        raise Failure(f"KVM can't be used: {trouble}", 2)
    if traces and qemu.keeps_stale_code():
        return "icount", f"no KVM, {trouble}; and --trace, which QEMU before 8.1 may not survive"
    return "tcg", f"no KVM, {trouble}"


def obstacle() -> str:
    """What rules KVM out without a boot."""
    if not os.path.exists("/dev/kvm"):
        return "this machine has no /dev/kvm"
    if not os.access("/dev/kvm", os.R_OK | os.W_OK):
        return "no right to open /dev/kvm"
    return ""


def verdict(kernel: Kernel) -> str:
    """What went wrong in a test boot with KVM, remembered until something changes; empty if it
    worked."""
    boot_id = Path("/proc/sys/kernel/random/boot_id").read_text()
    facts = [boot_id, platform.release(), qemu.version(), kernel.release, str(kernel.image),
             str(kernel.image.stat().st_mtime_ns)]
    key = hashlib.sha256("\0".join(facts).encode()).hexdigest()[:24]
    path = cache_dir() / "kvm" / key
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        scratch = path.with_suffix(f".{os.getpid()}")
        scratch.write_text(probe(kernel))
        scratch.rename(path)
    return path.read_text()


def probe(kernel: Kernel) -> str:
    """Boots a guest that only says a word and stops; empty if the word came."""
    progress = Progress()
    progress.show("trying KVM")
    with tempfile.TemporaryDirectory(prefix="crossfence-kvm-") as home:
        initrd, log, errors = (Path(home) / name for name in ("initrd", "serial", "errors"))
        initrd.write_bytes(initramfs.base("probe").finish())
        machine = qemu.Machine(kernel.image, initrd, log, "kvm", "512M", 1)
        with qemu.Process(qemu.bare(machine), errors, []) as process:
            outcome = watch(process, log)
    progress.clear()
    return outcome


def watch(process: qemu.Process, log: Path) -> str:
    """Waits for a sign of life or of death. A dead vcpu leaves QEMU running, with a complaint."""
    deadline = time.monotonic() + PROBE_S
    while time.monotonic() < deadline:
        if log.exists() and SIGN_OF_LIFE in log.read_text(errors="replace"):
            return ""
        if process.wait(0.1):
            return f"a test guest ended QEMU ({process.message() or 'no message'})"
        if "KVM internal error" in process.complaints():
            return "a test guest stopped with a KVM internal error"
    return f"a test guest gave no sign of life in {PROBE_S:.0f} s"
