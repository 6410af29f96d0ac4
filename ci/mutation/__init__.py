# SPDX-License-Identifier: MIT
"""Plants the bugs of ci/mutation/bugs in a kernel and counts which the suite sees; ci/mutate is the
command.

One kernel carries them all. A mutant is a changed copy of one function, and the function asks a
switch whether it is the copy's turn: so the kernel is built once, and a guest turns one mutant
on. The tree that the user names is read and never written.
"""


class Failure(Exception):
    """One clear line for the user: wrong use, or something missing on this machine."""
