"""The catalogues of the interface, and what may be wrong with a translation."""

from __future__ import annotations

import gettext
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

import polib
from django.conf import settings
from django.utils.translation import to_locale

ROOT: Final = Path(settings.BASE_DIR)
#: The locales, and how many forms each has for numbers.
FORMS: Final = {"ar": 6, "zh_Hans": 1, "en": 2, "fr": 2, "ru": 3, "es": 2}
_NAMED: Final = re.compile(r"%\(\w+\)[a-z]|\{\w*\}")
_UNNAMED: Final = re.compile(r"%[sdifr%]")
_TAG: Final = re.compile(r"<[^<>]*>")
_VOID: Final = ("br", "wbr", "hr", "img")

Key = tuple[str | None, str, str]


def place_of(locale: str, root: Path = ROOT) -> Path:
    """Where the catalogue of a locale stands."""
    return root / "locale" / locale / "LC_MESSAGES" / "django.po"


@cache
def catalogue(locale: str) -> polib.POFile:
    """The catalogue of a locale as it is committed."""
    return polib.pofile(str(place_of(locale)))


def locales() -> list[str]:
    """Those of the languages that are offered."""
    return [to_locale(code) for code, _name in settings.LANGUAGES]


def key(entry: Any) -> Key:
    """What makes an entry the one it is."""
    return entry.msgctxt, entry.msgid, entry.msgid_plural


def forms(entry: Any) -> dict[int, str]:
    """What an entry is translated as, by the form of the number."""
    return dict(entry.msgstr_plural) if entry.msgid_plural else {0: entry.msgstr}


def of_few(made: polib.POFile) -> frozenset[int]:
    """The forms for one, for two or for none alone, which need not say their number."""
    rule = re.search(r"plural=(.*?);", made.metadata["Plural-Forms"])
    assert rule is not None
    choose = gettext.c2py(rule[1])
    return frozenset(map(choose, range(3))) - frozenset(map(choose, range(3, 1000)))


def faults_of(entry: Any, few: frozenset[int] = frozenset()) -> Iterator[str]:
    """What is wrong with the translation of an entry; ``few``: forms that need not say their
    number."""
    source = entry.msgid_plural or entry.msgid
    for form, said in forms(entry).items():
        if not said:
            yield f"form {form} is not translated"
            continue
        known, found = set(_NAMED.findall(source)), set(_NAMED.findall(said))
        if unknown := found - known:
            yield f"it has {', '.join(sorted(unknown))}, which nothing is put into, in “{said}”"
        is_few = bool(entry.msgid_plural) and form in few
        lacking = (set(_NAMED.findall(entry.msgid)) if is_few else known) - found
        if len(lacking) > (1 if is_few else 0):
            yield f"it lacks {', '.join(sorted(lacking))} in “{said}”"
        if _UNNAMED.findall(source) != _UNNAMED.findall(said):
            yield f"places without a name differ in “{said}”"
        # What has no letters stands between words: how much room it takes is the language's.
        if any(map(str.isalpha, source)) and _edges(source) != _edges(said):
            yield f"white space at its ends differs in “{said}”"
        if tags(source) != tags(said):
            yield f"tags differ in “{said}”"
        if not is_balanced(said):
            yield f"tags do not nest in “{said}”"


def _edges(said: str) -> tuple[str, str]:
    return said[: len(said) - len(said.lstrip())], said[len(said.rstrip()) :]


def tags(said: str) -> Counter[str]:
    """The tags in a message, attributes and all."""
    return Counter(_TAG.findall(said))


def is_balanced(said: str) -> bool:
    """Whether each tag is closed where it belongs."""
    opened: list[str] = []
    for tag in _TAG.findall(said):
        name = tag.strip("</> ").split()[0]
        if tag.startswith("</"):
            if not opened or opened.pop() != name:
                return False
        elif name not in _VOID:
            opened.append(name)
    return not opened
