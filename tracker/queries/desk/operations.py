"""What is done to brackets in a text that is not saved yet: by place, or by the words typed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from django.utils.translation import gettext as _

from bracketed import (
    NotThere,
    add_alternative,
    attribute,
    choose,
    delete_with_words,
    lift,
    match_brackets,
    put_in_brackets,
)
from documents.models import Edit
from documents.refusals import Unfit
from documents.sentences import say_refusal

_END_SIGNS = ".;,:"


class Does(StrEnum):
    """What one can do to a text."""

    LIFT = "lift"
    DELETE = "delete"
    CHOOSE = "choose"
    BRACKET = "bracket"
    ADD = "add"
    ATTRIBUTE = "attribute"
    CLOSE = "close"


#: What the record calls it.
RECORDED = {
    Does.LIFT: Edit.Operation.LIFT,
    Does.DELETE: Edit.Operation.DELETE_WITH_WORDS,
    Does.CHOOSE: Edit.Operation.CHOOSE,
    Does.BRACKET: Edit.Operation.PUT_IN_BRACKETS,
    Does.ADD: Edit.Operation.ADD_ALTERNATIVE,
    Does.ATTRIBUTE: Edit.Operation.ATTRIBUTE,
    Does.CLOSE: Edit.Operation.PUT_IN_BRACKETS,
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be done, and where: ``start … end`` is the selection, in code points;
    ``words`` are those of a new alternative, or the party they are attributed to."""

    does: Does
    start: int
    end: int
    words: str = ""


def carry_out(text: str, wish: Wish) -> str:
    """The text after it.

    :raises Unfit: when it cannot be done there, with the reason."""
    try:
        return _done(text, wish)
    except NotThere as refusal:
        raise Unfit(say_refusal(refusal)) from refusal


def _done(text: str, wish: Wish) -> str:
    at, end = wish.start, wish.end
    match wish.does:
        case Does.LIFT:
            return lift(text, _mark_at(text, at))
        case Does.DELETE:
            return delete_with_words(text, at)
        case Does.CHOOSE:
            return choose(text, at)
        case Does.BRACKET:
            return put_in_brackets(text, at, end)
        case Does.ADD:
            return add_alternative(text, *_bracket_around(text, at, end), wish.words)
        case Does.ATTRIBUTE:
            return attribute(text, *_bracket_around(text, at, end), wish.words)
        case Does.CLOSE:
            return _closed(text, at)
        case _:
            assert_never(wish.does)


def place_of(text: str, quote: str) -> tuple[int, int]:
    """Where words stand, that somebody typed to say which are meant.

    :raises Unfit: when they do not stand there, or more than once."""
    quote = quote.replace("\r\n", "\n").strip()
    if not quote:
        raise Unfit(_("Type the words that are meant, as they stand in the text."))
    times = text.count(quote)
    if times == 0:
        raise Unfit(_("“%(words)s” does not stand in the text.") % {"words": quote})
    if times > 1:
        raise Unfit(
            _(
                "“%(words)s” stands there more than once (%(times)d): type more of the words"
                " around it."
            )
            % {"words": quote, "times": times}
        )
    start = text.index(quote)
    return start, start + len(quote)


def _mark_at(text: str, at: int) -> int:
    """The place, or that of a mark without another end just before it."""
    matching = match_brackets(text)
    loose = {*matching.unclosed, *matching.unopened}
    return at - 1 if at not in loose and at - 1 in loose else at


def _bracket_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The selection; where nothing is selected the innermost bracket around the place."""
    if start != end:
        return start, end
    for opens, closes in match_brackets(text).pairs:
        if opens <= start < closes:
            return opens, closes
    raise Unfit(_("Select the words that are meant, or go into their bracket."))


def _closed(text: str, at: int) -> str:
    """The mark at a place gets its other end where the text ends or begins; the sign at the
    end of a sentence stays outside unless the whole of it is meant."""
    matching = match_brackets(text)
    if at in matching.unopened:
        return f"[{text}"
    if at not in matching.unclosed:
        raise Unfit(_("There is no mark without its other end."))
    end = len(text.rstrip())
    if text[:at].strip() and text[end - 1] in _END_SIGNS and end - 1 > at + 1:
        end -= 1
    return f"{text[:end]}]{text[end:]}"
