# SPDX-License-Identifier: MIT
"""For each rule a tree that it must refuse and the nearest tree that it must let pass."""

from dataclasses import dataclass

CPP = "// SPDX-License-Identifier: MIT\n"
HASH = "# SPDX-License-Identifier: MIT\n"


@dataclass(frozen=True)
class Sample:
    """Two trees, as path to text, for one rule; `line` is where the bad one must be reported."""

    rule: str
    bad: dict[str, str]
    good: dict[str, str]
    line: int = 1


def one(rule: str, path: str, bad: str, good: str, line: int = 1) -> Sample:
    """A sample whose two trees are one file each."""
    return Sample(rule, {path: bad}, {path: good}, line)


def beside(rule: str, path: str, bad: str, good: str, others: dict[str, str],
           line: int = 1) -> Sample:
    """A sample of one file in the company of others that are the same in both trees."""
    return Sample(rule, {path: bad, **others}, {path: good, **others}, line)


def body(lines: int, head: str = "void f()") -> str:
    """A function with so many lines inside."""
    return f"{head}\n{{\n" + "\tg();\n" * lines + "}\n"


CLAIM = CPP + "// Claim: a writer waits.\n// Owed by: the docs.\n// Red when: it does not.\n"
PARAGRAPH = "#pragma once\n\n// What it is,\n// and who owns it.\n\nnamespace cf\n{\n}\n"

INCLUDES = [
    beside("include-direction", "lib/base/a.cpp", '#include "drm/b.h"\n', '#include "base/b.h"\n',
           {"lib/drm/b.h": "", "lib/base/b.h": ""}),
    beside("include-direction", "lib/drm/a.cpp", '#include "roles/b.h"\n', '#include "host/b.h"\n',
           {"lib/roles/b.h": "", "lib/host/b.h": ""}),
    beside("include-direction", "runner/a.cpp", '#include "drm/b.h"\n', '#include "host/b.h"\n',
           {"lib/drm/b.h": "", "lib/host/b.h": ""}),
    beside("include-direction", "tests/x/a.cpp", '#include "y/b.h"\n', '#include "support/b.h"\n',
           {"tests/y/b.h": "", "tests/support/b.h": ""}),
    beside("include-circle", "lib/drm/a.h", '#include "host/b.h"\n', '// #include "host/b.h"\n',
           {"lib/host/b.h": '#include "drm/c.h"\n', "lib/drm/c.h": ""}),
    one("include-unknown", "lib/drm/a.cpp", '\n#include "xf86drm.h"\n', "#include <xf86drm.h>\n",
        2),
    beside("include-unknown", "runner/a.cpp", '#include "made.h"\n', '#include "cli/config.h"\n',
           {"meson.build": "configure_file(output: 'config.h')\n"}),
    one("gtest-in-lib", "lib/drm/a.cpp", "#include <gtest/gtest.h>\n", "#include <string>\n"),
    Sample("gtest-in-lib", {"runner/a.h": "#include <gmock/gmock.h>\n"},
           {"runner/a_test.cpp": "#include <gmock/gmock.h>\n"}),
]

HEADERS = [
    one("pragma-once", "lib/a.h", CPP + "int a();\n", CPP + "#pragma once\n"),
    one("header-paragraph", "lib/a.h", CPP + "#pragma once\nnamespace cf\n{\n// In here.\n}\n",
        CPP + PARAGRAPH),
    one("using-namespace", "lib/a.h", "using namespace std;\n", "using std::swap;\n"),
    one("reserved-name", "lib/a.cpp", "\nint a__b;\n", "__u32 a = _IOWR(1, 2, int);\n", 2),
    one("reserved-name", "lib/a.h", "class _Hidden;\n", "class Hidden;\n"),
    one("no-macro", "lib/a.h", "#define SIZE 4\n", "constexpr int kSize = 4;\n"),
    Sample("no-macro", {"lib/a.cpp": "\n# define SIZE(x) x\n"},
           {"lib/drm/compat.h": "#define DRM_NEW 4\n"}, 2),
    Sample("no-macro", {"lib/probe/a.h": "#define SIZE 4\n"},
           {"lib/probe/module/a.h": "#define SIZE 4\n"}),
    beside("own-header-first", "lib/base/a.cpp", '#include <string>\n#include "base/a.h"\n',
           '#include "base/a.h"\n#include <string>\n', {"lib/base/a.h": ""}),
    beside("own-header-first", "lib/base/a_test.cpp", '#include <string>\n',
           '#include "base/a.h"\n', {"lib/base/a.h": ""}),
]

FILES = [
    Sample("program-name", {"tests/lifetime/memory_test.cpp": CPP},
           {"tests/lifetime/pages_test.cpp": CPP, "lib/base/span.cpp": CPP}),
    one("spdx", "lib/a.cpp", "int a;\n", CPP),
    one("spdx", "ci/run", "#!/bin/bash\ntrue\n", "#!/bin/bash\n" + HASH),
    one("spdx", "meson.build", "project('a')\n", HASH),
    one("white-space", "docs/a.md", "one\ntwo \n", "one\ntwo\n", 2),
    one("white-space", "a.py", "a = 1\n\n", "a = 1\n", 2),
    one("white-space", "lib/a.h", "int a;", "int a;\n"),
    one("line-length", "lib/a.h", "\t" * 12 + "int a;\n", "\t" * 11 + "int a;\n"),
    one("home-path", "ci/farm.toml", "\ndir = '/home/ann/tests'\n", "dir = '/usr/libexec'\n", 2),
]

CODE = [
    one("claim-comment", "tests/x/a_test.cpp", CPP + "// Claim: it works.\n", CLAIM, 2),
    one("claim-comment", "tests/x/a_test.cpp", CLAIM.replace(" a writer waits.", ""), CLAIM, 2),
    beside("coverage", "docs/coverage.md", "# Covered\n\n`x@a@waits`, `…@wakes`\n",
           "# Covered\n\n`x@a@waits`, `…@ends`\n",
           {"tests/x/a_test.cpp": "TEST_P(A, waits)\n{\n}\nTEST(A, ends)\n{\n}\n"}, 3),
    one("coverage", "docs/coverage.md", "`x@b@waits`\n", "nothing yet\n"),
    one("driver-name", "tests/x/a_test.cpp", '\nopen("/dev/udmabuf");\n', "// for udmabuf\n", 2),
    Sample("driver-name", {"tests/x/a.h": "struct VgemFence;\n"},
           {"tests/x/errno_table.cpp": '{"vgem", EBUSY},\n', "lib/roles/vgem.h": "class Vgem;\n",
            "tests/support/id_test.cpp": '"vgem_to_vkms"\n'}),
    one("no-sleep", "tests/x/a_test.cpp", "std::this_thread::sleep_for(1s);\n", "sleeper();\n"),
    one("no-sleep", "lib/a.cpp", "\n::usleep(5);\n", "// sleep(1) is banned\n", 2),
    one("no-sleep-python", "ci/a.py", "time.sleep(1)\n", "child.wait(timeout=1)\n"),
    one("no-disabled", "tests/x/a_test.cpp", "TEST(Fence, DISABLED_a)\n", "TEST(Fence, a)\n"),
    Sample("no-bare-skip", {"tests/x/a_test.cpp": "GTEST_SKIP();\n"},
           {"tests/support/require.cpp": "GTEST_SKIP();\n",
            "selftest/suite/skips.cpp": "GTEST_SKIP();\n"}),
    one("no-close", "lib/a.cpp", "\n::close(fd);\n", "a.close(); b->close(); close_range();\n", 2),
    one("no-unfinished", "lib/a.cpp", "\n// TODO: later\n", "// to do so\n", 2),
    one("no-unfinished", "docs/a.md", "FIXME\n", "`FIXME` is refused\n"),
    one("no-template-word", "tests/x/a_test.cpp", "// Claim: WRITE: it\n", "// Claim: it\n"),
    one("python-syntax", "ci/a.py", "a = 1\ndef f(:\n", "a = 1\n", 2),
    one("shell-syntax", ".ci/run", "#!/bin/bash\nif true; then\n", "#!/bin/bash\ntrue\n", 3),
]

SIZES = [
    one("file-size", "lib/a.h", "\n" * 121, "\n" * 120, 121),
    one("file-size", "tests/x/a_test.cpp", "\n" * 181, "\n" * 180, 181),
    Sample("file-size", {"docs/a.md": "\n" * 201}, {"lib/format_table.cpp": "\n" * 900}, 201),
    one("function-size", "lib/a.cpp", body(41), body(40), 2),
    one("function-size", "tests/x/a_test.cpp", body(36, "TEST_P(Fence, waits)"), body(36), 2),
    one("python-function-size", "a.py", "def f():\n" + " a()\n" * 41, "def f():\n" + " a()\n" * 40),
    Sample("folder-size", {f"lib/x/{i}.h": "" for i in range(15)},
           {f"lib/x/{i}{end}": "" for i in range(14) for end in (".h", "_test.cpp")}),
    Sample("folder-size", {f"{i}.md": "" for i in range(15)},
           {f".{i}.md": "" for i in range(15)}),
]

SAMPLES = [*INCLUDES, *HEADERS, *FILES, *CODE, *SIZES]
