# SPDX-License-Identifier: MIT
"""Guests that are reset in the middle of a run, and the run gone on with after the next boot.

The results lie on an ext4 image that the guest mounts from a share: its own page cache dies with
it, as a machine's does, and only what was synced has reached the image."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from . import Failure, journal
from .disk import command
from .plan import Plan, last_line
from .runs import FINISHED, Session, final_verdicts
from .verdicts import Ledger, Tally

VM = Path(__file__).resolve().parent.parent / "vm"
IMAGE_MIB = 16
GUEST_S = 300
PANIC = "Kernel panic"

# In the guest: IMAGE, seconds until it panics (0: never), and the runner's command.
MOUNT_POINT = "/run/results"
INSIDE = f"""
modprobe -a loop ext4 && mkdir -p {MOUNT_POINT} && mount -o loop "$1" {MOUNT_POINT} || exit 125
[ "$2" = 0 ] || (sleep "$2"; echo c >/proc/sysrq-trigger) &
shift 2
"$@"
status=$?
umount {MOUNT_POINT}
exit $status
"""


def reset_guests(plan: Plan, times: int) -> Tally:
    """Runs in guests, until as many of these as asked for have been reset."""
    tally = Tally()
    while tally.faults < times:
        reset_run(plan, tally, times)
    return tally


def reset_run(plan: Plan, tally: Tally, times: int) -> None:
    """One run from its start to its results, through as many boots as it takes."""
    image = make_image(plan)
    ledger = Ledger(tally, image.parent.name)
    results = Path(MOUNT_POINT) / "out"
    words = plan.build.run_words(results, plan.chance, kernel_log="on")
    while boot_and_reset(plan, tally, ledger, image, words, tally.faults < times):
        tally.faults += 1
        plan.progress.show(f"guest reset: {tally.faults} of {times}")
        with mounted(plan, image) as disk:
            found = journal.read(disk / "out")
            ledger.interrupted(found)
        if found.begun:
            tally.resumes += 1
            words = plan.build.resume_words(results)
        else:
            image = make_image(plan)
    with mounted(plan, image) as disk:
        ledger.interrupted(journal.read(disk / "out"))
        ledger.close(plan.build.ids, final_verdicts(disk / "out"))


def make_image(plan: Plan) -> Path:
    """An empty file system, alone in a directory that the guest may write to."""
    image = plan.fresh("guest") / "image"
    image.parent.mkdir()
    with image.open("wb") as file:
        file.truncate(IMAGE_MIB << 20)
    command("mkfs.ext4", "-q", image)
    return image


@contextmanager
def mounted(plan: Plan, image: Path) -> Iterator[Path]:
    """The image here, as the next boot would find it."""
    path = plan.home / "image"
    path.mkdir(exist_ok=True)
    command("mount", "-o", "loop", image, path)
    try:
        yield path
    finally:
        command("umount", path)


def boot_and_reset(plan: Plan, tally: Tally, ledger: Ledger, image: Path, words: list[str],
                   wants_reset: bool) -> bool:
    """One boot. False when the command came to its end; else the guest was reset."""
    panics = wants_reset and plan.chance.random() < 0.5
    after = f"{plan.chance.uniform(0.2, 6):.2f}" if panics else "0"
    session = Session(
        [str(VM), "--no-build", "--exec", "--timeout", str(GUEST_S), "--share", str(image.parent),
         "--", "sh", "-c", INSIDE, "sh", str(image), after, *words], plan.fresh("output"))
    pulled = wants_reset and not panics and pull_the_plug(plan, session)
    status = session.finish()
    ledger.shown(session.shown())
    if pulled or PANIC in session.text():
        return True
    if status not in FINISHED:
        raise Failure(f"the guest's run ends with status {status}: {last_line(session.text())}")
    return False


def pull_the_plug(plan: Plan, session: Session) -> bool:
    """Kills QEMU some time after the run has shown some verdicts. False if it ended before."""
    verdicts = plan.chance.randrange(0, 20)
    while len(session.shown()) < verdicts:
        if session.wait(0.05) is not None:
            return False
    session.wait(plan.chance.uniform(0, 0.5))
    for pid in session.family():
        if b"qemu-system" in Path(f"/proc/{pid}/cmdline").read_bytes():
            os.kill(pid, signal.SIGKILL)
            return True
    return False
