# SPDX-License-Identifier: MIT
"""Takes the ELF kernel out of a bzImage.

An emulated CPU spends seconds in the kernel's own decompressor, so the guest boots the
unpacked kernel through its PVH entry point. Layout: Documentation/arch/x86/boot.rst.
"""

import gzip
import io
import lzma
import shutil
import struct
import subprocess

PVH_NOTE_TYPE = 18
PT_NOTE = 4


def kernel_version(image: bytes) -> str | None:
    """The release string in a bzImage's header; None if this is no bzImage."""
    if image[0x202:0x206] != b"HdrS":
        return None
    offset = struct.unpack_from("<H", image, 0x20e)[0] + 0x200
    return image[offset:image.index(b"\0", offset)].decode("ascii", "replace").split(" ")[0]


def payload(image: bytes) -> bytes:
    """The compressed kernel inside a bzImage."""
    setup_sectors = image[0x1f1] or 4
    offset, length = struct.unpack_from("<II", image, 0x248)
    start = (setup_sectors + 1) * 512 + offset
    return image[start:start + length]


def decompress(data: bytes) -> bytes | None:
    """The payload unpacked, or None for a method that this machine has no tool for.

    The kernel's build appends the unpacked size to xz and zstd data, as trailing garbage.
    """
    if data.startswith(b"\x1f\x8b"):
        return gzip.GzipFile(fileobj=io.BytesIO(data)).read1(1 << 30) or None
    if data.startswith(b"\xfd7zXZ"):
        return lzma.LZMADecompressor().decompress(data)
    if data.startswith(b"\x28\xb5\x2f\xfd") and shutil.which("zstd"):
        done = subprocess.run(["zstd", "-dcq"], input=data[:-4], capture_output=True, check=False)
        return done.stdout or None
    return None


def has_pvh_entry(elf: bytes) -> bool:
    """Whether an ELF kernel carries the Xen note that names its PVH entry point."""
    if elf[:5] != b"\x7fELF\x02":
        return False
    table, = struct.unpack_from("<Q", elf, 32)
    size, count = struct.unpack_from("<HH", elf, 54)
    for index in range(count):
        kind, _, offset, _, _, length = struct.unpack_from("<IIQQQQ", elf, table + index * size)
        if kind == PT_NOTE and PVH_NOTE_TYPE in note_types(elf[offset:offset + length]):
            return True
    return False


def note_types(notes: bytes) -> set[int]:
    """The types of all Xen notes in a note segment."""
    found, at = set(), 0
    while at + 12 <= len(notes):
        name_size, data_size, kind = struct.unpack_from("<III", notes, at)
        if notes[at + 12:at + 16] == b"Xen\0":
            found.add(kind)
        at += 12 + (name_size + 3 & ~3) + (data_size + 3 & ~3)
    return found


def unpacked(image: bytes) -> bytes | None:
    """The bootable ELF kernel of a bzImage, or None where only the bzImage itself will boot."""
    try:
        elf = decompress(payload(image))
    except (OSError, EOFError, lzma.LZMAError, struct.error):
        return None
    return elf if elf and has_pvh_entry(elf) else None
