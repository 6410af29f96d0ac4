# SPDX-License-Identifier: MIT
"""Finding a kernel on the mirror: names of suites, packages and their parts."""

import unittest

from guest.kernel import mirror, packaged

TARGETS = """\
https://other.example/deb|nodistro
http://deb.example/debian|bookworm
http://deb.example/debian|bookworm-updates
http://deb.example/debian-security|bookworm-security
"""


class Mirror(unittest.TestCase):
    def test_is_the_site_of_the_machine_s_own_release(self):
        self.assertEqual(mirror.pick_mirror(TARGETS, "bookworm"), "http://deb.example/debian")

    def test_is_none_when_the_release_is_not_served(self):
        self.assertIsNone(mirror.pick_mirror(TARGETS, "trixie"))
        self.assertIsNone(mirror.pick_mirror(TARGETS, ""))

    def test_code_name_comes_from_os_release(self):
        self.assertEqual(mirror.os_codename('ID=debian\nVERSION_CODENAME=trixie\n'), "trixie")
        self.assertEqual(mirror.os_codename("ID=other\n"), "")

    def test_error_is_apt_s_own_line(self):
        text = "Get:1 something\nE: Unable to fetch some archives\nW: later\n"
        self.assertEqual(mirror.last_error(text), "Unable to fetch some archives")


class Packaged(unittest.TestCase):
    def test_newest_is_by_number_and_plain(self):
        names = ["linux-image-6.12.9+deb12-amd64", "linux-image-6.12.95+deb12-amd64",
                 "linux-image-6.12.95+deb12-cloud-amd64", "linux-image-6.12.99+deb12-rt-amd64",
                 "linux-image-6.12.99+deb12-amd64-unsigned", "linux-image-6.13.1+deb12-amd64"]
        self.assertEqual(packaged.newest(names, "6.12"), "linux-image-6.12.95+deb12-amd64")

    def test_newest_knows_the_old_naming(self):
        names = ["linux-image-6.1.0-9-amd64", "linux-image-6.1.0-50-amd64", "linux-image-amd64"]
        self.assertEqual(packaged.newest(names, "6.1"), "linux-image-6.1.0-50-amd64")
        self.assertIsNone(packaged.newest(names, "7.2"))

    def test_any_7_is_found_when_7_2_is_gone(self):
        names = ["linux-image-7.3.1+deb13-amd64", "linux-image-7.10.2+deb13-amd64"]
        self.assertIsNone(packaged.newest(names, "7.2"))
        self.assertEqual(packaged.newest(names, "7"), "linux-image-7.10.2+deb13-amd64")

    def test_parts_are_the_packages_of_the_same_kernel(self):
        depends = ("linux-base (>= 4.12), linux-binary-7.2.12+deb13-amd64 (= 7.2.12-1), "
                   "linux-modules-7.2.12+deb13-amd64 (= 7.2.12-1), kmod, "
                   "linux-base-7.2.12+deb13 | initramfs-tools")
        self.assertEqual(packaged.parts("linux-image-7.2.12+deb13-amd64", depends),
                         ["linux-binary-7.2.12+deb13-amd64", "linux-modules-7.2.12+deb13-amd64",
                          "linux-base-7.2.12+deb13"])

    def test_suites_follow_the_machine(self):
        self.assertEqual(packaged.suites("6.12", "bookworm")[0], "bookworm-backports")
        self.assertEqual(packaged.suites("6.12", "trixie"), ["trixie"])
