# SPDX-License-Identifier: MIT
"""What ci/check and ci/test do: the rules of the house style, and the stages of a full test."""
