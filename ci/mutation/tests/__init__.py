# SPDX-License-Identifier: MIT
"""Whether ci/mutate plants what it says and believes what it should."""
