# SPDX-License-Identifier: MIT
"""Breaks runs of crossfence in every way that a farm does, and counts verdicts; ci/faults is the
command."""


class Failure(Exception):
    """One clear line for the user: the campaign itself can't go on."""
