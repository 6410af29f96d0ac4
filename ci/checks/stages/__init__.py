# SPDX-License-Identifier: MIT
"""What ci/test runs its stages with."""
