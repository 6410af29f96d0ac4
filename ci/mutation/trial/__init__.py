# SPDX-License-Identifier: MIT
"""Some cases with some mutants on: the guests, what they say, and several of them at once."""
