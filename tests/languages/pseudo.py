"""A language in which every translated word can be told from all others: it stands in ⟦…⟧.

It is made of the catalogue of English, of ours and of what we use: each literal part of a message
is wrapped, what is put into it is not. So a word on a page that is in no such brackets was
translated by nobody: it is data, or it was not marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Final

import polib
from django.conf import settings
from django.test import override_settings

#: One that Django knows by name, and nobody has a catalogue of ours for.
CODE: Final = "eo"
OPENS, CLOSES = "⟦", "⟧"


def _home(package: str) -> Path:
    return Path(str(files(package)))


_NAME: Final = "LC_MESSAGES/django.po"
#: What is put into a message, and the tags in it.
_NOT_WORDS = re.compile(r"(%\(\w+\)[a-z]|%[a-z%]|\{\w*\}|<[^>]*>|&\w+;|\s+$|^\s+)")
_ENGLISH: Final = (
    Path(settings.BASE_DIR) / "locale/en" / _NAME,
    *sorted(_home("django").glob(f"**/locale/en/{_NAME}")),
    # these are delivered without their English
    _home("rest_framework") / "locale/fr/LC_MESSAGES/django.mo",
    _home("django_filters") / "locale/fr/LC_MESSAGES/django.mo",
)


def wrap(said: str) -> str:
    """The message, its words in brackets."""
    parts = _NOT_WORDS.split(said)
    return "".join(
        f"{OPENS}{part}{CLOSES}" if place % 2 == 0 and part else part
        for place, part in enumerate(parts)
    )


def write_catalogue(folder: Path) -> None:
    """The catalogue of the language, compiled, below a folder of catalogues."""
    made = polib.POFile()
    made.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    known: set[tuple[str | None, str]] = set()
    for place in _ENGLISH:
        for entry in _entries(place):
            if entry.obsolete or (entry.msgctxt, entry.msgid) in known:
                continue
            known.add((entry.msgctxt, entry.msgid))
            made.append(_wrapped(entry))
    target = folder / CODE / "LC_MESSAGES"
    target.mkdir(parents=True)
    made.save_as_mofile(str(target / "django.mo"))


def _entries(place: Path) -> Iterable[polib.POEntry]:
    read = polib.mofile if place.suffix == ".mo" else polib.pofile
    found: Iterable[polib.POEntry] = read(str(place))
    return found


def _wrapped(entry: polib.POEntry) -> polib.POEntry:
    if not entry.msgid_plural:
        return polib.POEntry(msgctxt=entry.msgctxt, msgid=entry.msgid, msgstr=wrap(entry.msgid))
    forms = {0: wrap(entry.msgid), 1: wrap(entry.msgid_plural)}
    return polib.POEntry(
        msgctxt=entry.msgctxt,
        msgid=entry.msgid,
        msgid_plural=entry.msgid_plural,
        msgstr_plural=forms,
    )


@contextmanager
def spoken(folder: Path) -> Iterator[None]:
    """Have the program speak it, whose catalogue is below the folder."""
    languages = [*settings.LANGUAGES, (CODE, "Esperanto")]
    with override_settings(LANGUAGES=languages, LOCALE_PATHS=[folder, *settings.LOCALE_PATHS]):
        yield
