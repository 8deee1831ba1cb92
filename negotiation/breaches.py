"""What a recorded decision breaks: kept as a code with its values, said in the language of
whoever reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, Final

from django.utils.translation import gettext as _

from documents.lists import in_a_row, named
from negotiation.codes import Code

#: A breach as it is kept: its code under ``rule``, and its values.
Kept = Mapping[str, Any]


class Rule(StrEnum):
    """The rules that what the record states may break."""

    BRACKETS = "brackets"
    ALTERNATIVES = "alternatives"
    HIGHER_BODY = "higher_body"
    REOPENING = "reopening"


def of_brackets(names: Sequence[str]) -> Kept:
    """Agreed words stand in brackets."""
    return {"rule": Rule.BRACKETS.value, "names": list(names)}


def of_alternatives(names: Sequence[str]) -> Kept:
    """Alternatives compete for what is agreed."""
    return {"rule": Rule.ALTERNATIVES.value, "names": list(names)}


def of_higher_body(code: Code, higher: str, lower: str) -> Kept:
    """A lower body decided otherwise than a higher one."""
    return {"rule": Rule.HIGHER_BODY.value, "code": code.value, "higher": higher, "lower": lower}


def of_reopening(code: Code) -> Kept:
    """It goes back behind an agreement that nobody reopened."""
    return {"rule": Rule.REOPENING.value, "code": code.value}


def say(kept: Kept) -> str:
    """The sentence for a breach."""
    return _SENTENCES[Rule(kept["rule"])](kept)


def say_all(kept: Iterable[Kept]) -> str:
    """The sentences one after another."""
    return in_a_row(*map(say, kept))


def _say_brackets(kept: Kept) -> str:
    return _("Words stand in brackets in %(names)s.") % {"names": _names(kept)}


def _say_alternatives(kept: Kept) -> str:
    return _("Alternatives compete for %(names)s.") % {"names": _names(kept)}


def _say_higher_body(kept: Kept) -> str:
    return _(
        "It was “%(code)s” by decision of %(higher)s, above which %(lower)s does not stand."
    ) % {"code": Code(kept["code"]).label, "higher": kept["higher"], "lower": kept["lower"]}


def _say_reopening(kept: Kept) -> str:
    said = {"code": Code(kept["code"]).label}
    return _("It was “%(code)s” before, and no reopening is recorded.") % said


def _names(kept: Kept) -> str:
    return named([name or _("this provision") for name in kept["names"]])


_SENTENCES: Final[Mapping[Rule, Callable[[Kept], str]]] = {
    Rule.BRACKETS: _say_brackets,
    Rule.ALTERNATIVES: _say_alternatives,
    Rule.HIGHER_BODY: _say_higher_body,
    Rule.REOPENING: _say_reopening,
}
