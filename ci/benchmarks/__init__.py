# SPDX-License-Identifier: MIT
"""Times crossfence beside the bare machine and other runners; ci/bench is the command."""


class Failure(Exception):
    """One clear line for the user: nothing can be measured."""
