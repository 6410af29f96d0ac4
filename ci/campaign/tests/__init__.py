# SPDX-License-Identifier: MIT
"""Whether the campaign would see what it looks for."""
