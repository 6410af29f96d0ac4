# SPDX-License-Identifier: MIT
"""The QEMU process: its command line, and the promise that it never outlives us."""

import os
import re
import shutil
import signal
import socket
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from .. import Failure
from ..lifeline import die_with_parent

PROGRAM = "qemu-system-x86_64"

# Two of one driver: sharing between two devices of a driver is not the same as within one.
DISPLAYS = ["virtio-gpu-pci", "virtio-gpu-pci", "bochs-display", "cirrus-vga,romfile=",
            "qxl,romfile="]

# For vfio: an IOMMU, and a device that no driver wants, with a megabyte of memory in a BAR. It is
# alone behind its port: so it is an IOMMU group of its own, and can be reset by the port's bus.
IOMMU = ["-device", "intel-iommu,intremap=on,eim=off"]
SPARE = ["-object", "memory-backend-ram,id=spare,size=1M,share=on",
         "-device", "pcie-root-port,id=spare-port,chassis=1,slot=1,hotplug=off",
         "-device", "ivshmem-plain,memdev=spare,bus=spare-port"]

# Everything that can be emulated but what is slower emulated than left out: the fifth page-table
# level, and `rep movsb`, which emulation does byte by byte.
TCG_CPU = "max,la57=off,erms=off,fsrm=off"

# With icount each instruction takes 2^shift nanoseconds of the guest's time, and the processors
# take turns in one thread: a path that runs the same instructions takes the same time in every
# run. 2 ns are about what emulation takes on a machine of these years.
#
# A turn ends when a timer is set, which is done under a lock: where one processor does so time and
# again (vivid's threads wait by calling schedule() in a loop) the other found it locked in each of
# its turns, for 21 seconds. Kernels take a spinlock by chance in a virtual machine, and in a queue
# where they see none.
ENGINES = {
    "kvm": ["-accel", "kvm,kernel-irqchip=split", "-cpu", "host"],
    "tcg": ["-accel", "tcg,thread=multi,tb-size=512", "-cpu", TCG_CPU],
    "icount": ["-accel", "tcg,thread=single,tb-size=512", "-icount", "shift=1,sleep=on",
               "-cpu", f"{TCG_CPU},hypervisor=off"],
}

# Before 8.1 (commit deba78709ae8, "accel/tcg: Always lock pages before translation") emulation
# may keep a stale translation of code that another processor is just patching, which ends in an
# int3 oops. Kernels patch themselves while booting: init starts the other processors after that.
# They do it again for each event that is traced: the scheduler's, switched on and
# off under load, took each of two guests down within 240 s. Processors that take turns in one
# thread (icount) are safe.
TCG_APPEND = ["maxcpus=1"]
LOCKS_PAGES_SINCE = (8, 1)

# What makes an emulated boot quick; iomem=relaxed, since scan-out is read back from the BAR of a
# device that a driver holds, which IO_STRICT_DEVMEM forbids otherwise; the IOMMU on, but for none
# of the kernel's own drivers; and a word by which a test that takes the kernel down knows that this
# is a guest of ours.
APPEND = ["console=ttyS0", "panic=-1", "rdinit=/init", "nokaslr", "mitigations=off", "audit=0",
          "cryptomgr.notests", "random.trust_cpu=on", "no_timer_check", "8250.nr_uarts=1",
          "iomem=relaxed", "intel_iommu=on", "iommu=pt", "crossfence.guest"]


@dataclass
class Machine:
    """What one guest is made of. A port is named by its number in the guest, or `tty`."""

    image: Path
    initrd: Path
    serial_log: Path
    accel: str
    memory: str = "2G"
    cpus: int = 2
    append: list[str] = field(default_factory=list)
    shares: list[Path] = field(default_factory=list)
    ports: dict[str, socket.socket] = field(default_factory=dict)


def program() -> str:
    """QEMU's path."""
    path = shutil.which(PROGRAM)
    if not path:
        raise Failure(f"{PROGRAM} is not installed: apt-get install qemu-system-x86", 2)
    return path


def version() -> str:
    """QEMU's version line, part of what a verdict on KVM depends on."""
    done = subprocess.run([program(), "--version"], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[0]


def keeps_stale_code() -> bool:
    """Whether this QEMU's processors may execute what another one has just patched away."""
    found = re.search(r"version (\d+)\.(\d+)", version())
    return bool(found) and tuple(map(int, found.groups())) < LOCKS_PAGES_SINCE


def bare(machine: Machine) -> list[str]:
    """The part of the command line that every guest has: processor, memory, kernel, log."""
    engine, extra = ENGINES[machine.accel], []
    if machine.accel != "kvm":
        extra = TCG_APPEND + clock_options(machine.accel == "icount")
    return [program(), "-nodefaults", "-no-user-config", "-no-reboot", "-display", "none",
            "-vga", "none", "-monitor", "none", "-name", "crossfence,debug-threads=on",
            "-M", "q35,usb=off,smbus=off,sata=off,vmport=off", *engine,
            "-smp", str(machine.cpus), "-m", machine.memory,
            "-kernel", str(machine.image), "-initrd", str(machine.initrd),
            "-append", " ".join(APPEND + extra + machine.append),
            "-chardev", f"file,id=log,path={quoted(machine.serial_log)}",
            "-serial", "chardev:log"]


def clock_options(counts_instructions: bool) -> list[str]:
    """Tells an emulated kernel the rate of its time stamp counter, which is the host's own, or
    counts the nanoseconds of the instructions. Then nothing shall be random: where a mapping lies
    decides how many page tables it takes.

    Measured by the guest on a busy host it has come out wrong by a factor of six. BogoMIPS is
    twice the host kernel's rate in MHz.
    """
    if counts_instructions:
        return ["tsc=reliable", "tsc_early_khz=1000000", "norandmaps"]
    found = re.search(r"^bogomips\s*:\s*([\d.]+)", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    if not found or os.uname().machine != "x86_64":
        return []
    return ["tsc=reliable", f"tsc_early_khz={round(float(found.group(1)) * 500)}"]


def quoted(path: Path) -> str:
    """A path inside a QEMU option, where a comma is written twice."""
    return str(path).replace(",", ",,")


def command_line(machine: Machine) -> list[str]:
    """The whole command line of a guest with root, shares, console ports and devices."""
    words = bare(machine) + IOMMU
    words += file_system("root", Path("/"), "readonly=on,multidevs=remap")
    for index, share in enumerate(machine.shares):
        words += file_system(f"share{index}", share, "multidevs=remap")
    words += ["-device", "virtio-serial-pci,max_ports=8"]
    for name, end in sorted(machine.ports.items()):
        words += port(name, end)
    for display in DISPLAYS:
        words += ["-device", display]
    return words + SPARE


def file_system(tag: str, path: Path, options: str) -> list[str]:
    """A directory of the host, offered over 9p."""
    return ["-fsdev", f"local,id={tag},path={quoted(path)},security_model=none,{options}",
            "-device", f"virtio-9p-pci,fsdev={tag},mount_tag={tag}"]


def port(name: str, end: socket.socket) -> list[str]:
    """A virtio console port on an inherited socket; the terminal is port 0."""
    kind = "virtconsole,nr=0" if name == "tty" else f"virtserialport,nr={name}"
    return ["-chardev", f"socket,id=port-{name},fd={end.fileno()}",
            "-device", f"{kind},chardev=port-{name}"]


class Process:
    """A running QEMU. It dies with this object, and with this program however that ends."""

    def __init__(self, words: list[str], errors: Path, pass_fds: list[int]):
        with open(errors, "wb") as log:
            self._child = subprocess.Popen(
                words, stdin=subprocess.DEVNULL, stdout=log, stderr=log, pass_fds=pass_fds,
                start_new_session=True, preexec_fn=die_with_parent())
        self._errors = errors

    def __enter__(self) -> "Process":
        return self

    def __exit__(self, *_: object) -> None:
        self._child.kill()
        self._child.wait()

    @property
    def id(self) -> int:
        """The process's number."""
        return self._child.pid

    def wait(self, seconds: float) -> bool:
        """Whether QEMU ends within the time."""
        try:
            self._child.wait(seconds)
            return True
        except subprocess.TimeoutExpired:
            return False

    def signal(self) -> str:
        """The signal that QEMU died of, if so: then the guest is not to blame."""
        number = -(self._child.poll() or 0)
        return f"QEMU itself was ended by {signal.Signals(number).name}" if number > 0 else ""

    def message(self) -> str:
        """QEMU's own last complaint, if any."""
        lines = self._errors.read_text(errors="replace").strip().splitlines()
        return re.sub(rf"^({PROGRAM}: )?(\S+\.c:\d+: )?", "", lines[-1]) if lines else ""

    def complaints(self) -> str:
        """All that QEMU wrote."""
        return self._errors.read_text(errors="replace")
