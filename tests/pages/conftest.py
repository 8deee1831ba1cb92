"""A reader of pages, and what they read."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client

#: Elements without an end tag.
VOID = frozenset(
    {"meta", "link", "input", "br", "col", "hr", "img", "rect", "path", "wbr", "source"}
)


class Element:
    """An element of a page with its attributes, children and words."""

    def __init__(self, name: str, attributes: dict[str, str], parent: "Element | None") -> None:
        self.name, self.attributes, self.parent = name, attributes, parent
        self.children: list[Element | str] = []

    @property
    def words(self) -> str:
        """All its words, white space collapsed."""
        found = " ".join(
            child if isinstance(child, str) else child.words for child in self.children
        )
        return re.sub(r"\s+", " ", found).strip()

    @property
    def text(self) -> str:
        """Its words as they join on the page: nothing is put between elements."""
        found = "".join(child if isinstance(child, str) else child.text for child in self.children)
        return re.sub(r"\s+", " ", found).strip()

    def all(self, *, name: str = "", has: str = "", **attributes: str) -> "list[Element]":
        """Every element under it of that name, class and attributes, in order."""
        found = []
        for child in self.children:
            if isinstance(child, str):
                continue
            if (
                (not name or child.name == name)
                and (not has or has in child.attributes.get("class", "").split())
                and all(child.attributes.get(key) == value for key, value in attributes.items())
            ):
                found.append(child)
            found.extend(child.all(name=name, has=has, **attributes))
        return found

    def one(self, *, name: str = "", has: str = "", **attributes: str) -> "Element":
        """The only element of that kind."""
        (found,) = self.all(name=name, has=has, **attributes)
        return found


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = self.here = Element("", {}, None)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {key: value or "" for key, value in attrs}, self.here)
        self.here.children.append(element)
        if tag not in VOID:
            self.here = element

    def handle_endtag(self, tag: str) -> None:
        assert self.here.name == tag, f"</{tag}> closes <{self.here.name}>"
        assert self.here.parent is not None
        self.here = self.here.parent

    def handle_data(self, data: str) -> None:
        self.here.children.append(data)


def read(html: str) -> Element:
    """The page as a tree; it must nest well."""
    builder = _Builder()
    builder.feed(re.sub(r"<(rect|path)([^>]*)/>", r"<\1\2>", html))
    assert builder.here is builder.root, f"<{builder.here.name}> is never closed"
    return builder.root


class Reader:
    """Somebody who opens pages."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def open(self, address: str, status: int = 200) -> Element:
        """The page at an address, answered with ``status``."""
        answer = self.client.get(address)
        assert answer.status_code == status, (address, answer.status_code)
        return read(answer.content.decode())


@pytest.fixture
def reader(client: Client) -> Reader:
    """Somebody who is not signed in."""
    return Reader(client)
