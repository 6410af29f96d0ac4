# SPDX-License-Identifier: MIT
"""Unit tests of the rules and of the stages; run by ci/check --self-test."""
