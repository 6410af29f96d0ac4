# SPDX-License-Identifier: MIT
"""Headers of packaged kernels: moved to the cache, with programs that run on an older release."""

import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from guest.kernel import headers


class Headers(unittest.TestCase):
    def setUp(self):
        self._home = tempfile.TemporaryDirectory()
        self.addCleanup(self._home.cleanup)
        self.home = Path(self._home.name)

    def test_parts_are_the_headers_and_the_programs(self):
        depends = ("gcc-14-for-host, linux-base (>= 4.12~), linux-base-7.2.12 (= 7.2.12-1), "
                   "linux-headers-7.2.12-common (= 7.2.12-1), linux-kbuild-7.2.12")
        self.assertEqual(headers.parts(depends),
                         ["linux-headers-7.2.12-common", "linux-kbuild-7.2.12"])

    def test_makefiles_name_the_new_place(self):
        makefile = self.home / "linux-headers-7.2-amd64/Makefile"
        makefile.parent.mkdir()
        makefile.write_text("KBUILD_OUTPUT=/usr/src/a\ninclude /usr/src/b/Makefile\n")
        headers.relocate(self.home, Path("/cache/usr/src"))
        self.assertEqual(makefile.read_text(),
                         "KBUILD_OUTPUT=/cache/usr/src/a\ninclude /cache/usr/src/b/Makefile\n")

    def test_programs_are_found_among_scripts_and_texts(self):
        scripts = self.home / "usr/lib/linux-kbuild-7.2/scripts"
        scripts.mkdir(parents=True)
        shutil.copy("/bin/true", scripts / "fixdep")
        (scripts / "check.sh").write_text("#!/bin/sh\n")
        (scripts / "check.sh").chmod(0o755)
        self.assertEqual(headers.kbuild_programs(self.home), [scripts / "fixdep"])
        self.assertTrue(headers.is_served(scripts / "fixdep"))

    def test_wrapped_program_runs_from_wherever_it_has_been_moved(self):
        libraries = self.home / "old/libraries"
        libraries.mkdir(parents=True)
        for library in libraries_of("/bin/echo"):
            shutil.copy(library, libraries)
        program = self.home / "old/scripts/say"
        program.parent.mkdir()
        shutil.copy("/bin/echo", program)
        headers.wrap(program, libraries)
        (self.home / "old").rename(self.home / "new")
        said = subprocess.run([self.home / "new/scripts/say", "two  words"], capture_output=True,
                              text=True, check=True)
        self.assertEqual(said.stdout, "two  words\n")


def libraries_of(program: str) -> list[str]:
    """The files that ldd names, the dynamic linker among them."""
    text = subprocess.run(["ldd", program], capture_output=True, text=True, check=True).stdout
    return [word for word in text.split() if word.startswith("/")]


if __name__ == "__main__":
    unittest.main()
