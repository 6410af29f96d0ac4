# SPDX-License-Identifier: MIT
"""What counts as seen, what does not, and how it is told."""

import json
import tempfile
import unittest
import zlib
from pathlib import Path

from mutation.trial import verdicts
from mutation.mutants import Mutant
from mutation.record.report import Entry, Key, Report
from mutation.record.table import table
from mutation.trial.trials import expectations
from mutation.trial.verdicts import Seen

BASELINE = {"a@b@c": "pass", "a@b@d": "dmesg-warn", "a@b@e": "skip"}


def seen(**ended: str) -> Seen:
    """A run in which these ended so; the names are the last letters."""
    return Seen(ended={f"a@b@{name}": (verdict, "why\nmore") for name, verdict in ended.items()})


class Worse(unittest.TestCase):
    def ids(self, run: Seen) -> list[str]:
        return [catch.id for catch in verdicts.worse(run, BASELINE)]

    def test_the_same_as_before_is_nothing(self):
        self.assertEqual(self.ids(seen(c="pass", d="dmesg-warn", e="skip")), [])

    def test_failures_reports_and_timeouts_are_seen(self):
        for verdict in ("fail", "dmesg-warn", "dmesg-fail", "timeout", "crash", "incomplete"):
            self.assertEqual(self.ids(seen(c=verdict)), ["a@b@c"])

    def test_what_failed_before_must_fail_worse(self):
        self.assertEqual(self.ids(seen(d="dmesg-fail")), ["a@b@d"])

    def test_a_skip_is_no_catch_but_is_noted(self):
        self.assertEqual(self.ids(seen(c="skip")), [])
        self.assertEqual(verdicts.newly_skipped(seen(c="skip", e="skip"), BASELINE), ["a@b@c"])

    def test_a_missing_role_is_one(self):
        self.assertEqual(len(verdicts.worse(Seen(ended={"require@vgem": ("fail", "")}), BASELINE)),
                         1)

    def test_known_failures_end_no_run(self):
        self.assertIn('ids = ["a@b@d"]', expectations(BASELINE))
        self.assertNotIn("a@b@c", expectations(BASELINE))


class Journals(unittest.TestCase):
    def test_a_journal_is_read_while_it_grows(self):
        records = [{"t": "run-start", "cases": [{"id": "a@b@c"}, {"id": "a@b@d"}], "devices": [
            {"role": "vgem", "exports": True, "imports": False, "fences": False},
            {"role": "none", "exports": False, "imports": False, "fences": False}]},
            {"t": "start", "n": 0}, {"t": "end", "n": 0, "result": "fail", "reason": "r"},
            {"t": "start", "n": 1}]
        with tempfile.TemporaryDirectory() as home:
            self.assertEqual(verdicts.read(Path(home)), Seen())
            texts = [json.dumps(record).encode() for record in records]
            (Path(home) / "journal").write_bytes(
                b"".join(b"%08x %s\n" % (zlib.crc32(text), text) for text in texts))
            found = verdicts.read(Path(home))
        self.assertEqual(found.ended, {"a@b@c": ("fail", "r")})
        self.assertEqual((found.in_flight, found.roles), ("a@b@d", ["vgem"]))


class Reports(unittest.TestCase):
    def test_entries_survive_and_are_shown(self):
        mutant = Mutant("s/n", "f.c", "f", "a", "b", "Bug.")
        other = Mutant("s/o", "f.c", "f", "a", "c", "Bug.", equivalent="nobody can see it")
        entry = Entry("s/n", "caught", ["a@b@c"], "fail: 1 | 2", 4.2, 7, 1, "2026-01-02 03:04:05",
                      "abc")
        with tempfile.TemporaryDirectory() as home:
            path = Path(home) / "report.json"
            key = Key(mutant.fingerprint, "7.2.1-x", "suite")
            sound = Path(home) / "sound.json"
            Report(path, sound).add(Key(mutant.fingerprint, "7.2.0-x", "suite"), entry)
            Report(path, sound).add(key, entry)
            report = Report(path, sound)
        self.assertEqual(report[key], entry)
        self.assertIsNone(report[Key(mutant.fingerprint, "7.2.0-x", "suite")])
        text = table(report, [mutant, other])
        self.assertIn("Kernel 7.2.1, measured 2026-01-02.", text)
        self.assertIn("| s | 2 | 1 | 0 | 1 | 0 | 100 % |", text)
        self.assertIn("| `a@b` | `s/n` |", text)
        self.assertIn("| `s/o` | nobody can see it |", text)


if __name__ == "__main__":
    unittest.main()
