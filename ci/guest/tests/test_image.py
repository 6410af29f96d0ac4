# SPDX-License-Identifier: MIT
"""Taking a kernel apart: bzImage header, compressed payload, PVH note, module lists."""

import gzip
import lzma
import struct
import tempfile
import unittest
from pathlib import Path

from guest.kernel import modules, vmlinux


def elf_with_note(kind: int) -> bytes:
    note = struct.pack("<III", 4, 4, kind) + b"Xen\0" + b"\0\0\0\1"
    header = bytearray(64)
    header[:5] = b"\x7fELF\x02"
    struct.pack_into("<Q", header, 32, 64)
    struct.pack_into("<HH", header, 54, 56, 1)
    segment = struct.pack("<IIQQQQQQ", 4, 0, 120, 0, 0, len(note), len(note), 4)
    return bytes(header) + segment + note


def bzimage(payload: bytes) -> bytes:
    image = bytearray(0x1000)
    image[0x1f1] = 1
    image[0x202:0x206] = b"HdrS"
    struct.pack_into("<H", image, 0x20e, 0x100)
    image[0x300:0x310] = b"6.99.1-x (a@b)\0\0"
    struct.pack_into("<II", image, 0x248, 0x1000 - 1024, len(payload))
    return bytes(image) + payload


class BzImage(unittest.TestCase):
    def test_header_names_the_release(self):
        self.assertEqual(vmlinux.kernel_version(bzimage(b"")), "6.99.1-x")
        self.assertIsNone(vmlinux.kernel_version(b"\0" * 0x1000))
        self.assertIsNone(vmlinux.kernel_version(b"short"))

    def test_payload_is_unpacked_and_its_size_trailer_ignored(self):
        elf = elf_with_note(18)
        for packed in (gzip.compress(elf), lzma.compress(elf)):
            trailer = struct.pack("<I", len(elf))
            self.assertEqual(vmlinux.unpacked(bzimage(packed + trailer)), elf)

    def test_kernel_without_pvh_entry_boots_as_it_is(self):
        self.assertIsNone(vmlinux.unpacked(bzimage(gzip.compress(elf_with_note(3)))))

    def test_damaged_payload_boots_as_it_is(self):
        damaged = bytearray(lzma.compress(elf_with_note(18)))
        damaged[20] ^= 0xff
        self.assertIsNone(vmlinux.unpacked(bzimage(bytes(damaged))))


class ModuleLists(unittest.TestCase):
    DEP = ("kernel/a/vivid.ko.xz: kernel/b/v4l2-tpg.ko.xz kernel/b/videodev.ko.xz\n"
           "kernel/b/v4l2-tpg.ko.xz: kernel/b/videodev.ko.xz\nkernel/b/videodev.ko.xz:\n")

    def setUp(self):
        self.scratch = tempfile.TemporaryDirectory()
        self.addCleanup(self.scratch.cleanup)
        self.home = Path(self.scratch.name)
        (self.home / "modules.dep").write_text(self.DEP)
        (self.home / "modules.builtin").write_text("kernel/c/virtio-pci.ko\n")

    def test_load_order_puts_needs_first_and_once(self):
        order = modules.Modules(self.home).load_order(["v4l2_tpg", "vivid", "no_such"])
        self.assertEqual([modules.module_name(path) for path in order],
                         ["videodev", "v4l2_tpg", "vivid"])

    def test_dashes_and_underscores_are_one(self):
        known = modules.Modules(self.home)
        self.assertTrue(known.has("v4l2_tpg"))
        self.assertTrue(known.is_builtin("virtio_pci"))

    def test_store_plain_replaces_the_compressed_file(self):
        for path in self.DEP.split():
            file = self.home / path.rstrip(":")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(lzma.compress(b"elf"))
        modules.store_plain(self.home, ["v4l2_tpg"])
        self.assertEqual((self.home / "kernel/b/v4l2-tpg.ko").read_bytes(), b"elf")
        self.assertFalse((self.home / "kernel/b/v4l2-tpg.ko.xz").exists())
        self.assertTrue((self.home / "kernel/a/vivid.ko.xz").exists())
