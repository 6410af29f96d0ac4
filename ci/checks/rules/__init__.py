# SPDX-License-Identifier: MIT
"""The rules, by subject. Importing this package registers all of them."""

from . import claims, drivers, files, headers, includes, scripts, sizes, words

__all__ = ["claims", "drivers", "files", "headers", "includes", "scripts", "sizes", "words"]
