# SPDX-License-Identifier: MIT
"""What has been measured: measured.json here, and the table that is made of it."""
