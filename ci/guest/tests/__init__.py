# SPDX-License-Identifier: MIT
"""Unit tests of the parts that need neither a network nor a guest."""
