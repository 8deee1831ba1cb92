"""What the query of an address asks for: read strictly, refused by name."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from django.core.exceptions import BadRequest
from django.utils.translation import gettext as _

from documents.lists import listed
from documents.public_ids import LENGTH

_PUBLIC_ID = re.compile(rf"[a-z]{{{LENGTH}}}")
_SLUG = re.compile(r"[-a-zA-Z0-9_]{1,50}")


class BadQuery(BadRequest):
    """A parameter of the address cannot be understood; the message names it."""

    def __init__(self, parameter: str, said: str, expected: str) -> None:
        self.parameter = parameter
        super().__init__(
            _("%(parameter)s=%(said)s cannot be understood: expected %(expected)s.")
            % {"parameter": parameter, "said": said[:60], "expected": expected}
        )


def public_id(asked: Mapping[str, str], name: str) -> str:
    """The public id under ``name``, empty where none is given.

    :raises BadQuery: when it has not the form of one."""
    said = asked.get(name, "")
    if said and not _PUBLIC_ID.fullmatch(said):
        raise BadQuery(name, said, _("the ten letters of a draft's id"))
    return said


def slug(asked: Mapping[str, str], name: str) -> str:
    """The slug under ``name``, empty where none is given.

    :raises BadQuery: when it has not the form of one."""
    said = asked.get(name, "")
    if said and not _SLUG.fullmatch(said):
        raise BadQuery(name, said, _("a short name of letters, digits and hyphens"))
    return said


def choice(asked: Mapping[str, str], name: str, among: Collection[str], otherwise: str) -> str:
    """The word under ``name``, ``otherwise`` where none is given.

    :raises BadQuery: when it is none of those."""
    said = asked.get(name, "") or otherwise
    if said not in among:
        raise BadQuery(name, said, _("one of %(known)s") % {"known": listed(filter(None, among))})
    return said


def public_ids(asked: Mapping[str, str], name: str) -> frozenset[str]:
    """The public ids under ``name``, with commas between them.

    :raises BadQuery: when one of them has not the form of one."""
    said = asked.get(name, "")
    found = [part for part in said.split(",") if part]
    if not all(_PUBLIC_ID.fullmatch(part) for part in found):
        raise BadQuery(name, said, _("ids of ten letters with commas between them"))
    return frozenset(found)


def parts(asked: Mapping[str, str], name: str, among: Collection[str]) -> frozenset[str]:
    """The words under ``name``, with commas between them.

    :raises BadQuery: when one of them is none of those."""
    said = asked.get(name, "")
    found = frozenset(part for part in said.split(",") if part)
    if not found <= frozenset(among):
        expected = _("some of %(known)s, with commas between them") % {"known": listed(among)}
        raise BadQuery(name, said, expected)
    return found
