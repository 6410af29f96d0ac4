# SPDX-License-Identifier: MIT
"""The sources that are changed: functions in them, mutants planted there, the tree they are of."""
