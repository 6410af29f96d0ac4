# SPDX-License-Identifier: MIT
"""HTML as a flat list of elements: enough to ask a page what is on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {'meta', 'link', 'input', 'br', 'img', 'hr'}


@dataclass
class Element:
    """One element; its text is that of all inside it."""

    tag: str
    attributes: dict[str, str]
    text: str = ''
    inside: list[Element] = field(default_factory=list)

    @property
    def classes(self) -> set[str]:
        """The words of its class attribute."""
        return set(self.attributes.get('class', '').split())


class Document(HTMLParser):
    """All elements of a page, in the order in which they begin."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or '' for name, value in attrs})
        for outer in self._open:
            outer.inside.append(element)
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    def tagged(self, tag: str, word: str = '') -> list[Element]:
        """The elements with this tag, and with this class if one is given."""
        return [element for element in self.elements
                if element.tag == tag and (not word or word in element.classes)]

    def by_id(self, name: str) -> Element:
        """The one element of this id."""
        found = [each for each in self.elements if each.attributes.get('id') == name]
        if len(found) != 1:
            raise AssertionError(f'{len(found)} elements have the id {name}')
        return found[0]
