# SPDX-License-Identifier: MIT
"""What the guest's streams are, and that every byte of them arrives."""

import os
import socket
import time
import unittest

from guest.machine import console, relay


class Layout(unittest.TestCase):
    def test_all_on_a_terminal(self):
        self.assertEqual(console.layout((True, True, True), True, False), ["tty", "tty", "tty"])

    def test_piped_output_stays_bytes(self):
        self.assertEqual(console.layout((True, False, True), False, True), ["null", "3", "tty"])

    def test_stdin_is_passed_only_to_who_wants_it(self):
        self.assertEqual(console.layout((False, False, False), False, True), ["2", "3", "4"])
        self.assertEqual(console.layout((False, False, False), False, False), ["null", "3", "4"])

    def test_one_file_for_both_outputs_keeps_their_order(self):
        self.assertEqual(console.layout((False, False, False), True, False), ["null", "3", "3"])


class OutputMarker(unittest.TestCase):
    def feed(self, *pieces: bytes) -> tuple[bytes, console.Output]:
        output = console.Output(None, 1, b"<end>")
        return b"".join(output.feed(piece) for piece in pieces), output

    def test_ends_the_stream_wherever_it_is_cut(self):
        for cut in range(1, 9):
            whole = b"abc<end>"
            written, output = self.feed(whole[:cut], whole[cut:])
            self.assertEqual(written, b"abc", cut)
            self.assertTrue(output.ended)

    def test_its_beginning_alone_is_data(self):
        written, output = self.feed(b"x<e", b"<en", b"d")
        self.assertEqual(written + output.close(), b"x<e<end"[:7])

    def test_overlap(self):
        self.assertEqual(console.overlap(b"abc<e", b"<end>"), 2)
        self.assertEqual(console.overlap(b"abc", b"<end>"), 0)


class FakeConsole:
    """A console whose guest is this test."""

    stdin = "null"

    def __init__(self, target: int):
        self.control, self.guest_control = socket.socketpair()
        ours, self.guest_output = socket.socketpair()
        self.outputs = [console.Output(ours, target, b"<end>")]

    def end(self, _name: str) -> socket.socket:
        return self.control


class RelayedCommand(unittest.TestCase):
    def setUp(self):
        self.read_end, self.write_end = os.pipe()
        self.addCleanup(os.close, self.read_end)
        self.addCleanup(os.close, self.write_end)
        self.console = FakeConsole(self.write_end)
        for end in (self.console.control, self.console.guest_control, self.console.guest_output,
                    self.console.outputs[0].end):
            self.addCleanup(end.close)
        self.heard: list[str] = []
        self.relay = relay.Relay(self.console, self.heard.append)

    def run_for(self, seconds: float) -> int | None:
        deadline = time.monotonic() + seconds
        return self.relay.run(lambda: deadline)

    def test_status_waits_for_the_output(self):
        self.console.guest_control.sendall(b"ready\nexit 7\n")
        self.console.guest_output.sendall(b"text<end>")
        self.assertEqual(self.run_for(5), 7)
        self.assertEqual(os.read(self.read_end, 100), b"text")
        self.assertEqual(self.heard, ["ready"])

    def test_a_guest_that_vanishes_has_no_status_but_its_output(self):
        self.console.guest_output.sendall(b"half <e")
        self.console.guest_output.close()
        self.console.guest_control.close()
        self.assertIsNone(self.run_for(5))
        self.assertEqual(os.read(self.read_end, 100), b"half <e")

    def test_deadline(self):
        with self.assertRaises(relay.TimedOut):
            self.run_for(0.05)
