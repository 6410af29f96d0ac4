# SPDX-License-Identifier: MIT
"""A small ext4 file system in memory that can run full, turn read-only, and lose its power.

It lives in a mount namespace of this process and goes with it."""

import ctypes
import errno
import fcntl
import os
import shutil
import struct
import subprocess
from pathlib import Path

from . import Failure

CLONE_NEWNS = 0x00020000
SIZE_MIB = 16
BLOCK = 1024

# fs/ext4/ext4.h: stop at once, and leave in the log what has not been committed.
EXT4_IOC_SHUTDOWN = 0x8004587D
NO_LOG_FLUSH = 2


def enter_own_mounts() -> None:
    """What is mounted from here on is seen by this process and its children only."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWNS) == -1:
        raise Failure(f"no mount namespace: {os.strerror(ctypes.get_errno())}; run as root, or "
                      "leave out what needs a disk: --disk-full 0 --read-only 0 --power-losses 0")
    command("mount", "--make-rprivate", "/")


def command(*words: str | Path) -> None:
    """A tool of the system, which must work."""
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failure(f"{words[0]}: {done.stderr.strip()}")


class Disk:
    """The file system at `path`, fresh. To be closed, or its loop device stays taken."""

    def __init__(self, home: Path):
        self.path = home / "disk"
        self._memory = home / "memory"
        self._image = self._memory / "image"
        for directory in (self.path, self._memory):
            directory.mkdir(exist_ok=True)
        command("mount", "-t", "tmpfs", "-o", f"size={4 * SIZE_MIB}m", "memory", self._memory)
        with self._image.open("wb") as file:
            file.truncate(SIZE_MIB << 20)
        command("mkfs.ext4", "-q", "-b", str(BLOCK), "-m", "0", self._image)
        self.mount()

    def mount(self) -> None:
        command("mount", "-o", "loop,errors=remount-ro", self._image, self.path)

    def unmount(self) -> None:
        command("umount", self.path)

    def close(self) -> None:
        self.unmount()
        command("umount", self._memory)

    def __enter__(self) -> "Disk":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def fill(self, leave: int) -> None:
        """Takes all room but about `leave` bytes."""
        with (self.path / "filler").open("wb", buffering=0) as file:
            room = os.statvfs(self.path).f_bavail * BLOCK
            try:
                os.posix_fallocate(file.fileno(), 0, max(room - leave, BLOCK))
            except OSError as error:
                if error.errno != errno.ENOSPC:
                    raise

    def free(self) -> None:
        (self.path / "filler").unlink()

    def forbid_writing(self) -> None:
        """As after an error of the medium: every write fails, open files included."""
        subprocess.run(["mount", "-o", "remount,abort", self.path], capture_output=True,
                       check=False)

    def lose_power(self) -> None:
        """Nothing more reaches the medium, and what was not synced is gone after a mount."""
        descriptor = os.open(self.path, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.ioctl(descriptor, EXT4_IOC_SHUTDOWN, struct.pack("I", NO_LOG_FLUSH))
        finally:
            os.close(descriptor)

    def replace_medium(self) -> None:
        """Mounts again after one of these, as a reboot would. A copy: who was killed may take its
        share of our mounts along a moment later, and the image would be the old file system."""
        self.unmount()
        old = self._image
        self._image = self._memory / ("image" if old.name == "copy" else "copy")
        shutil.copyfile(old, self._image)
        old.unlink()
        self.mount()
