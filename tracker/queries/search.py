"""The page of a search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bracketed import Overlay
from tracker.queries.matrix_choices import STATUSES, Choice
from tracker.queries.moment import Reader
from tracker.queries.places import Place
from tracker.queries.signs import Words
from tracker.queries.written import written
from tracker.search.asking import MOST_WORDS, SORTS, Asked
from tracker.search.finding import Found, Hit, find

KIND_NAMES: Final[dict[str, Words]] = {
    "": gettext_lazy("everything"),
    "text": gettext_lazy("texts"),
    "proposal": gettext_lazy("proposals"),
    "decision": gettext_lazy("decisions"),
}


@dataclass(frozen=True, slots=True)
class Link:
    """A way to ask otherwise."""

    name: Words
    address: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Result:
    """A hit, with its words as they are shown."""

    hit: Hit
    words: SafeString


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What was asked and found; ``earlier`` and ``later`` lead to the other pages of it."""

    path: tuple[Place, ...]
    asked: Asked
    found: Found
    results: tuple[Result, ...]
    most_words: int
    kinds: tuple[Link, ...]
    sorts: tuple[Link, ...]
    statuses: tuple[Choice, ...]
    earlier: str
    later: str

    @property
    def first_page(self) -> str:
        """The same search from its first result."""
        return self.asked.address()

    @property
    def everywhere(self) -> str:
        """The same words without any filter."""
        return Asked(q=self.asked.q, sort=self.asked.sort).address()

    @property
    def has_words(self) -> bool:
        """Whether there was anything to look for."""
        return bool(self.found.sought.phrases)


def search_page(asked: Asked, user: Reader) -> SearchPage:
    """Look for what is asked.

    :raises Http404: for a filter by something that is not there.
    """
    found = find(asked, user)
    sorts = {"best": _("most hits first"), "newest": _("newest first")}
    return SearchPage(
        path=(Place(_("Search")),),
        asked=asked,
        found=found,
        results=tuple(Result(hit, _words(hit)) for hit in found.hits),
        most_words=MOST_WORDS,
        kinds=tuple(
            Link(name, asked.address(kind=kind), kind == asked.kind)
            for kind, name in KIND_NAMES.items()
        ),
        sorts=tuple(Link(sorts[one], asked.address(sort=one), one == asked.sort) for one in SORTS),
        statuses=tuple(
            Choice(value, word, int(value.startswith("code:"))) for value, word in STATUSES.items()
        ),
        earlier=asked.address(page=asked.page - 1) if 1 < asked.page <= found.pages else "",
        later=asked.address(page=asked.page + 1) if asked.page < found.pages else "",
    )


def _words(hit: Hit) -> SafeString:
    marks = (Overlay(start, end, "hit") for start, end in hit.excerpt.hits)
    return written(hit.excerpt.text, layers=marks)
