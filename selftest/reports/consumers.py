# SPDX-License-Identifier: MIT
"""The programs of others that read our reports: where they are, and how to run them.

One that this machine lacks makes its tests skip by name, except where CI is set: there it fails.
"""

from __future__ import annotations

import functools
import os
import pathlib
import shutil
import subprocess
import tarfile
import tempfile
import unittest

PATIENCE = 300

# A signal as LAVA's dispatcher takes it apart: a line of its own, values without blanks.
LAVA_SIGNAL = r'^<LAVA_SIGNAL_(TESTCASE( [A-Z_]+=[^ <>=]+)+|TESTSET (START|STOP) [^ <>]+)>$'

# In a kernel tree; the program insists on being in such a place.
KUNIT = pathlib.PurePath('tools/testing/kunit')

# Debian's own Python: its modules are not seen by another that may come first in PATH.
SYSTEM_PYTHON = '/usr/bin/python3'


def demand(there: object, what: str) -> None:
    """Skips the running test, or fails it in CI, when something is not there."""
    if there:
        return
    if os.environ.get('CI'):
        raise AssertionError(f'CI must have {what}')
    raise unittest.SkipTest(f'needs {what}')


def run(*command: str | pathlib.Path, **more: object) -> subprocess.CompletedProcess[str]:
    """Runs a command to its end; its output is text."""
    return subprocess.run([str(word) for word in command], capture_output=True, text=True,
                          timeout=PATIENCE, check=False, stdin=subprocess.DEVNULL, **more)


@functools.cache
def has_junitparser() -> bool:
    """Whether Debian's python3-junitparser is installed."""
    return run(SYSTEM_PYTHON, '-c', 'import junitparser').returncode == 0


def unpack_kunit(source: pathlib.Path, into: pathlib.Path) -> None:
    """Takes the parser, and nothing else, out of a linux-source package's archive."""
    with tarfile.open(source) as archive:
        for member in archive:
            path = pathlib.PurePath(member.name)
            if path.parts[1:-1] != KUNIT.parts or path.suffix != '.py':
                continue
            content = archive.extractfile(member)
            assert content
            (into / path.name).write_bytes(content.read())


@functools.cache
def kunit() -> pathlib.Path | None:
    """kunit.py of a kernel tree (CROSSFENCE_KERNEL_TREE), else of the newest linux-source
    package, from which it is unpacked once into the user's cache."""
    if tree := os.environ.get('CROSSFENCE_KERNEL_TREE'):
        return pathlib.Path(tree) / KUNIT / 'kunit.py'
    sources = sorted(pathlib.Path('/usr/src').glob('linux-source-*.tar.*'))
    if not sources:
        return None
    cache = pathlib.Path(os.environ.get('XDG_CACHE_HOME') or pathlib.Path.home() / '.cache')
    place = cache / 'crossfence/kunit' / f'{sources[-1].name}-{sources[-1].stat().st_mtime_ns}'
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=place.parent) as unfinished:
            fresh = pathlib.Path(unfinished) / 'tree'
            (fresh / KUNIT).mkdir(parents=True)
            unpack_kunit(sources[-1], fresh / KUNIT)
            fresh.rename(place)
    return place / KUNIT / 'kunit.py'


@functools.cache
def browser() -> str | None:
    """Chromium, if there is one."""
    return shutil.which('chromium')


def loaded_page(page: pathlib.Path, fragment: str = '') -> str:
    """The page as Chromium sees it after its script has run, as markup again."""
    program = browser()
    demand(program, 'Chromium (Debian package chromium)')
    with tempfile.TemporaryDirectory(prefix='crossfence-browser-') as profile:
        done = run(program, '--headless', '--no-sandbox', '--disable-gpu',
                   '--disable-dev-shm-usage', f'--user-data-dir={profile}', '--dump-dom',
                   f'{page.as_uri()}{fragment}', env=os.environ | {'HOME': profile})
    if done.returncode != 0 or '</html>' not in done.stdout:
        raise AssertionError(f'Chromium does not load the page: {done.stderr[-2000:]}')
    return done.stdout
