# SPDX-License-Identifier: MIT
"""Parts of the machine: initramfs archive, device reasons, QEMU options, last words."""

import os
import subprocess
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from guest import Failure
from guest.kernel import Kernel
from guest.machine import devices, guest, initramfs, pinning, qemu


class InitramfsArchive(unittest.TestCase):
    def test_is_read_by_cpio_with_parents_before_files(self):
        archive = initramfs.Archive()
        archive.add_file("bin/tool", b"#!", 0o755)
        archive.add_file("bin/other", b"abc")
        listing = subprocess.run(["busybox", "cpio", "-t"], input=archive.finish(), check=True,
                                 capture_output=True).stdout.decode()
        self.assertEqual(listing.split(), ["bin", "bin/tool", "bin/other"])

    def test_parts_are_aligned_to_four(self):
        archive = initramfs.Archive()
        archive.add_file("x", b"12345")
        self.assertEqual(len(archive.finish()) % 4, 0)


class ProbeOptions(unittest.TestCase):
    def options_for(self, config: str) -> str:
        with tempfile.NamedTemporaryFile("w", encoding="utf-8") as file:
            file.write(config)
            file.flush()
            return initramfs.probe_options(Kernel("7.2", Path(), "", config=Path(file.name)))

    def test_fences_live_longer_where_all_is_slow(self):
        self.assertEqual(self.options_for("CONFIG_KASAN=y\n"), "consent=1 limit_ms=60000")
        self.assertEqual(self.options_for("# CONFIG_KASAN is not set\n"), "consent=1")


class Pinning(unittest.TestCase):
    def test_binds_what_is_named_like_a_processor(self):
        script = "printf 'CPU 0/TCG' >/proc/$$/comm; echo named; read end"
        with subprocess.Popen(["sh", "-c", script], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE) as child:
            child.stdout.readline()
            placed = pinning.pin(child.pid)
            bound = os.sched_getaffinity(child.pid)
            child.stdin.close()
        first = min(os.sched_getaffinity(0))
        self.assertEqual((placed, bound), ({0: first}, {first}))

    def test_leaves_other_threads_where_they_are(self):
        self.assertEqual(pinning.pin(os.getpid()), {})

    def test_more_processors_than_there_are_is_an_error(self):
        with self.assertRaisesRegex(Failure, "--pin: 1000 processors for a guest"):
            pinning.check(1000)


class DeviceReasons(unittest.TestCase):
    VKMS = devices.Device("vkms", ("vkms",), "DRM_VKMS", "/nowhere")

    def test_config_tells_what_is_not_built(self):
        config = devices.parse_config("CONFIG_DRM_VGEM=m\n# CONFIG_DRM_VKMS is not set\n")
        self.assertEqual(config, {"DRM_VGEM"})
        self.assertEqual(devices.absence(self.VKMS, None, config),
                         "not in this kernel (CONFIG_DRM_VKMS is not set)")

    def test_a_configured_device_has_no_reason_yet(self):
        self.assertEqual(devices.absence(self.VKMS, None, {"DRM_VKMS"}), "")

    def test_module_is_missed_where_no_config_is_known(self):
        self.assertIn("no module vkms", devices.absence(self.VKMS, None, None))

    def test_options_reach_a_later_modprobe_too(self):
        self.assertIn("vivid.n_devs=2", devices.kernel_options())


class QemuOptions(unittest.TestCase):
    def test_commas_in_paths_are_doubled(self):
        self.assertIn("path=/a,,b,", qemu.file_system("t", Path("/a,b"), "readonly=on")[1])


class LastWords(unittest.TestCase):
    def test_panic_is_the_reason(self):
        log = "[1.0] vm: insmod failed\r\n[2.0] Kernel panic - not syncing: Oops\r\n[3.0] x"
        self.assertEqual(guest.last_words(log), "Kernel panic - not syncing: Oops")

    def test_init_s_own_message_is_the_reason_otherwise(self):
        log = "[1.0] vm: first\r\n[2.0] vm: second\r\n[3.0] evm: HMAC attrs: 0x1\r\n"
        self.assertEqual(guest.last_words(log), "second")
        self.assertEqual(guest.last_words(""), "")


class StaleTranslation(unittest.TestCase):
    OOPS = "[9.1] Oops: int3: 0000 [#1]\r\n[9.2] RIP: x\r\n[9.2] Code: 03 00 %s <1f> 44 00\r\n"

    def test_an_int3_that_memory_does_not_hold_is_the_emulator_s(self):
        self.assertIn("before 8.1", guest.stale_translation("[1.0] boot\r\n" + self.OOPS % "0f"))

    def test_an_int3_that_is_there_is_the_kernel_s(self):
        self.assertEqual(guest.stale_translation(self.OOPS % "cc"), "")

    def test_the_last_one_took_the_guest_down(self):
        self.assertEqual(guest.stale_translation(self.OOPS % "0f" + self.OOPS % "cc"), "")

    def test_any_other_oops_is_the_kernel_s(self):
        for log in ("", "Oops: int3: 0000 [#1]", self.OOPS.replace("int3", "0002") % "0f"):
            self.assertEqual(guest.stale_translation(log), "")


class Versions(unittest.TestCase):
    def test_old_ones_keep_stale_code(self):
        for text, keeps in (("QEMU emulator version 7.2.22 (Debian 1:7.2)", True),
                            ("QEMU emulator version 8.1.0", False), ("10.0.2", False)):
            with mock.patch.object(qemu, "version", lambda text=text: text):
                self.assertEqual(qemu.keeps_stale_code(), keeps)


class Processes(unittest.TestCase):
    def test_a_signal_that_ended_it_is_named(self):
        with tempfile.TemporaryDirectory() as home:
            errors = Path(home) / "errors"
            with qemu.Process(["sh", "-c", "kill -SEGV $$"], errors, []) as process:
                process.wait(60)
                self.assertEqual(process.signal(), "QEMU itself was ended by SIGSEGV")
            with qemu.Process(["true"], errors, []) as process:
                process.wait(60)
                self.assertEqual(process.signal(), "")

    def test_leaving_the_context_ends_the_process(self):
        with tempfile.TemporaryDirectory() as home:
            with qemu.Process(["sleep", "60"], Path(home) / "errors", []) as process:
                self.assertFalse(process.wait(0))
            self.assertTrue(process.wait(0))
