# SPDX-License-Identifier: MIT
"""Runs that take several guests: when another one is booted, what it is told, when it is not."""

import contextlib
import io
import json
import tempfile
import unittest
import zlib
from pathlib import Path
from unittest import mock

from guest import Failure, boots
from guest.boots import Ending
from guest.kernel import Kernel
from guest.machine.guest import Plan, free_name

RUN_START = {"t": "run-start", "cases": [{"id": "a@b@c"}]}
START, END = {"t": "start", "n": 0}, {"t": "end", "n": 0, "result": "pass"}


def line(record: dict) -> bytes:
    text = json.dumps(record).encode()
    return b"%08x %s\n" % (zlib.crc32(text), text)


class SeveralGuests(unittest.TestCase):
    """Each guest is given by what it adds to the journal and how it ends."""

    def setUp(self) -> None:
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.results = Path(scratch.name)
        self.booted: list[Plan] = []

    def plan(self) -> Plan:
        kernel = Kernel("1.0", Path("/image"), "here")
        return Plan(kernel, "tcg", ["/runner", "run", "-o", "out"], results=self.results)

    def carry_through(self, *guests: tuple[list[dict], Ending], most: int = 9) -> int:
        coming = iter(guests)

        def boot(plan: Plan, _number: int) -> Ending:
            records, ending = next(coming)
            self.booted.append(plan)
            with (self.results / "journal").open("ab") as journal:
                journal.writelines(map(line, records))
            return ending
        with mock.patch.object(boots, "boot", boot), contextlib.redirect_stderr(io.StringIO()):
            return boots.carry_through(self.plan(), most)

    def test_the_last_guest_s_status_is_the_run_s(self) -> None:
        log = self.results / "serial-1.log"
        status = self.carry_through(([RUN_START, START], Ending(3, "died", log)),
                                    ([END, START], Ending(3, "wants a fresh boot")),
                                    ([END], Ending(1)))
        self.assertEqual(status, 1)
        self.assertEqual([plan.words for plan in self.booted[1:]],
                         [["/runner", "resume", str(self.results), "--oops-log", str(log)],
                          ["/runner", "resume", str(self.results)]])

    def test_who_was_running_when_the_emulator_crashed_runs_again_once(self) -> None:
        crash = Ending(3, "died", fault="QEMU itself was ended by SIGSEGV")
        self.carry_through(([RUN_START, START], crash), ([END, START], crash), ([END], Ending(0)))
        self.assertEqual([plan.words[3:] for plan in self.booted[1:]],
                         [["--machine-fault", "QEMU itself was ended by SIGSEGV"], []])

    def test_time_runs_on_from_guest_to_guest(self) -> None:
        self.carry_through(([RUN_START, START], Ending(3, "died")), ([END], Ending(0)))
        self.assertEqual(len({plan.begun for plan in self.booted}), 1)

    def test_a_guest_without_progress_is_the_last(self) -> None:
        with self.assertRaisesRegex(Failure, "^died; given up, since no case") as caught:
            self.carry_through(([RUN_START, START], Ending(3, "died")),
                               ([{"t": "resumed"}], Ending(3, "died")))
        self.assertEqual((caught.exception.status, len(self.booted)), (3, 2))

    def test_their_number_is_bounded(self) -> None:
        with self.assertRaisesRegex(Failure, "after 2 guests"):
            self.carry_through(*[([RUN_START, START, END], Ending(3, "died"))] * 2, most=2)


class WhatCanBeResumed(unittest.TestCase):
    def test_is_a_run_that_began_and_has_not_finished(self) -> None:
        end, cut = ({"t": "run-end", "finished": finished} for finished in (True, False))
        with tempfile.TemporaryDirectory() as directory:
            results = Path(directory)
            self.assertFalse(boots.can_resume(results))
            for records, resumable in (([RUN_START, START], True), ([RUN_START, cut], True),
                                       ([RUN_START, cut, {"t": "resumed"}, START], True),
                                       ([RUN_START, end, {"t": "resumed"}, START], True),
                                       ([RUN_START, START, END, end], False), ([START], False)):
                (results / "journal").write_bytes(b"".join(map(line, records)))
                self.assertEqual(boots.can_resume(results), resumable, records)

    def test_is_nothing_where_there_are_no_results(self) -> None:
        self.assertFalse(boots.can_resume(None))


class SerialLogs(unittest.TestCase):
    def test_never_replace_one_another(self) -> None:
        with tempfile.TemporaryDirectory() as directory:
            for number in (1, 2):
                path = free_name(Path(directory))
                self.assertEqual(path.name, f"serial-{number}.log")
                path.touch()
