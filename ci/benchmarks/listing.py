# SPDX-License-Identifier: MIT
"""How long the listing of 5,000 cases takes, and how much of it is the test program's."""

from .contenders import Session, timed

PROGRAM = "bench@many"
CASES = 5000


def parts(session: Session) -> dict[str, float]:
    """Seconds of the command and of what is in it."""
    program = session.programs / "bench" / "many"
    last = f"{PROGRAM}@passes@n{CASES - 1}"
    return {
        f"crossfence list, {CASES} cases": timed(
            session.runner, "list", PROGRAM, "--tests", session.programs, expect=last),
        "of these the program's own": timed(program, "--list", expect=last),
        "the runner without a case": timed(session.runner, "--version"),
    }
