# SPDX-License-Identifier: MIT
"""Lost, changed and invented verdicts are seen, and what a fault explains is not one of them."""

import json
import unittest
import zlib

from campaign import journal
from campaign.runs import shown_verdicts
from campaign.verdicts import Ledger, Tally

PREFIX = "campaign@mixture@ends_as_named@"
PASSES, FAILS, CRASHES = (PREFIX + name for name in ("00_passes", "01_fails", "02_crashes"))
IDS = [PASSES, FAILS, CRASHES]
UNDISTURBED = [(PASSES, "pass"), (FAILS, "fail"), (CRASHES, "crash")]


def journal_of(*records: dict) -> bytes:
    """A journal that begins with the cases above."""
    start = {"t": "run-start", "cases": [{"id": name} for name in IDS]}
    texts = [json.dumps(record).encode() for record in (start, *records)]
    return b"".join(b"%08x %s\n" % (zlib.crc32(text), text) for text in texts)


def begun(number: int) -> dict:
    return {"t": "start", "n": number}


def ended(number: int, result: str) -> dict:
    return {"t": "end", "n": number, "result": result}


class Verdicts(unittest.TestCase):
    def setUp(self):
        self.tally = Tally()
        self.ledger = Ledger(self.tally, "a run")

    def counted(self) -> tuple[int, int, int]:
        return self.tally.lost, self.tally.changed, self.tally.invented

    def interrupt(self, *records: dict) -> None:
        self.ledger.interrupted(journal.parse(journal_of(*records)))

    def test_an_undisturbed_run_is_sound(self):
        self.ledger.close(IDS, UNDISTURBED)
        self.assertTrue(self.tally.sound)
        self.assertEqual(self.tally.verdicts, 3)

    def test_a_finished_verdict_that_is_gone_is_lost(self):
        self.interrupt(begun(0), ended(0, "pass"))
        self.ledger.close(IDS, UNDISTURBED[1:])
        self.assertEqual(self.counted(), (1, 0, 0))

    def test_a_finished_verdict_that_the_journal_forgot_is_lost(self):
        self.interrupt(begun(0), ended(0, "pass"))
        self.interrupt(begun(0))
        self.assertEqual(self.counted(), (1, 0, 0))

    def test_a_verdict_that_was_shown_and_is_another_has_changed(self):
        self.ledger.shown({PASSES: "pass"})
        self.ledger.close(IDS, [(PASSES, "fail"), *UNDISTURBED[1:]])
        self.assertEqual(self.counted(), (0, 1, 0))

    def test_a_verdict_that_nothing_explains_is_invented(self):
        for wrong in ("fail", "crash", "incomplete", "notrun"):
            self.ledger.close(IDS, [(PASSES, wrong), *UNDISTURBED[1:]])
        self.assertEqual(self.counted(), (0, 0, 4))

    def test_incomplete_is_who_was_in_flight_and_nobody_else(self):
        self.interrupt(begun(0), ended(0, "pass"), begun(1))
        self.ledger.close(IDS, [(PASSES, "pass"), (FAILS, "incomplete"), (CRASHES, "incomplete")])
        self.assertEqual(self.counted(), (0, 0, 1))

    def test_a_killed_test_explains_one_crash(self):
        self.ledger.test_killed()
        self.ledger.close(IDS, [(PASSES, "crash"), (FAILS, "crash"), (CRASHES, "crash")])
        self.assertEqual(self.counted(), (0, 0, 1))

    def test_missing_and_double_verdicts_are_trouble(self):
        self.ledger.close(IDS, UNDISTURBED[:2])
        self.ledger.close(IDS, [*UNDISTURBED, UNDISTURBED[0]])
        self.assertEqual(len(self.tally.troubles), 2)

    def test_a_second_end_that_disagrees_is_trouble(self):
        self.interrupt(begun(0), ended(0, "pass"), ended(0, "fail"))
        self.assertEqual(len(self.tally.troubles), 1)


class Reading(unittest.TestCase):
    def test_every_flip_and_cut_costs_its_own_record_only(self):
        content = journal_of(begun(0), ended(0, "pass"))
        self.assertEqual(journal.parse(content).ended, {PASSES: "pass"})
        for offset in range(len(content)):
            self.assertNotIn(FAILS, journal.parse(content[:offset]).ended)
            self.assertFalse(journal.parse(content[:offset]).ended)
            flipped = bytearray(content)
            flipped[offset] ^= 0x55
            found = journal.parse(bytes(flipped))
            self.assertLessEqual(found.ended.keys(), {PASSES})

    def test_verdicts_are_read_from_what_the_runner_prints(self):
        text = ("left out: 1 hunt\n[9/60] pass        a@b@c  (0.01 s)\n"
                "[10/60] dmesg-warn  a@b@d  (1.00 s)  a warning\n")
        self.assertEqual(shown_verdicts(text), {"a@b@c": "pass", "a@b@d": "dmesg-warn"})


if __name__ == "__main__":
    unittest.main()
