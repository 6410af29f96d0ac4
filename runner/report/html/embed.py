# SPDX-License-Identifier: MIT
"""Writes the page's files as C++ string constants: `embed.py OUTPUT FOLDER`."""

import base64
import hashlib
import sys
from pathlib import Path

PARTS = {
    "kPage": "page.html",
    "kFragments": "fragments.html",
    "kStyle": "style.css",
    "kScript": "script.js",
}


def constant(name: str, text: str) -> str:
    """A raw string, whatever stands in it."""
    return f'const std::string_view {name} = R"embedded({text})embedded";\n'


def content_hash(text: str) -> str:
    """As a Content-Security-Policy names the one script that may run."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def main(output: Path, folder: Path) -> None:
    texts = {name: (folder / file).read_text(encoding="utf-8") for name, file in PARTS.items()}
    lines = [constant(name, text) for name, text in texts.items()]
    lines.append(constant("kScriptHash", content_hash(texts["kScript"])))
    head = '#include "report/html/page_parts.h"\n\nnamespace cf\n{\n\n'
    output.write_text(f"{head}{''.join(lines)}\n}} // namespace cf\n", encoding="utf-8")


main(Path(sys.argv[1]), Path(sys.argv[2]))
