"""What a person answered about a file under review: values, and how they are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, TypeVar

from bracketed.model import Kind, Known, Mark, MarkKind, OutlineProvision, Role
from documents.reading import Changes, Choices, Received

#: What is said of a provision that was in no draft before.
NEW: Final = "new"
_Word = TypeVar("_Word", bound=StrEnum)


class Cut(StrEnum):
    """What a bracket is: disputed words, or something printed with them."""

    WORDS = "words"
    TAG = "tag"
    ATTRIBUTION = "attribution"
    NOTE = "note"


_MARKS: Final = {
    Cut.TAG: MarkKind.TAG,
    Cut.ATTRIBUTION: MarkKind.ATTRIBUTION,
    Cut.NOTE: MarkKind.NOTE,
}
_CUTS: Final = {
    MarkKind.TAG: Cut.TAG,
    MarkKind.ATTRIBUTION: Cut.ATTRIBUTION,
    MarkKind.NOTE: Cut.NOTE,
    MarkKind.FOOTNOTE: Cut.NOTE,
    MarkKind.REMNANT: Cut.NOTE,
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said of the paragraph that begins at a place: only what was answered.

    ``provision`` is the public id of the one it is, or ``new``; ``cuts`` says of brackets,
    by their places in the paragraph, what they are; ``is_seen`` that its doubts are settled."""

    kind: Kind | None = None
    role: Role | None = None
    is_text: bool | None = None
    provision: str = ""
    cuts: Mapping[tuple[int, int], Cut] = field(default_factory=lambda: MappingProxyType({}))
    is_seen: bool = False


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers about a file. ``facts`` are those about the draft, as they were typed."""

    choices: Choices = field(default_factory=Choices)
    facts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    said: Mapping[int, Answer] = field(default_factory=lambda: MappingProxyType({}))

    def known(self) -> tuple[Known, ...]:
        """What the answers say of the paragraphs, for the reading."""
        return tuple(
            Known(
                start,
                is_text=answer.is_text is not False,
                kind=answer.kind,
                role=answer.role,
            )
            for start, answer in self.said.items()
            if answer.kind or answer.role or answer.is_text is not None
        )


def answers_from(kept: Mapping[str, Any]) -> Answers:
    """The answers as they were kept."""
    choices = kept.get("choices", {})
    return Answers(
        choices=Choices(
            changes=_word(Changes, choices.get("changes")) or Changes.SHOW,
            struck=_word(Changes, choices.get("struck")) or Changes.SHOW,
            colours=choices.get("colours", {}),
            comments=bool(choices.get("comments", True)),
        ),
        facts=kept.get("facts", {}),
        said={int(start): _answer(one) for start, one in kept.get("said", {}).items()},
    )


def kept_from(answers: Answers) -> dict[str, Any]:
    """The answers as they are kept: a value for JSON."""
    choices = answers.choices
    return {
        "choices": {
            "changes": choices.changes.value,
            "struck": choices.struck.value,
            "colours": dict(choices.colours),
            "comments": choices.comments,
        },
        "facts": dict(answers.facts),
        "said": {
            str(start): _kept(answer)
            for start, answer in sorted(answers.said.items())
            if answer != Answer()
        },
    }


def move_answers(answers: Answers, before: Received, after: Received) -> Answers:
    """The answers about the same paragraphs of a text that is read with other choices; those
    that cannot be told apart any longer are dropped."""
    if before.text == after.text:
        return answers
    if len(before.known) != len(after.known):
        return replace(answers, said={})
    places = {one.start: other.start for one, other in zip(before.known, after.known, strict=True)}
    said = {
        places[start]: replace(answer, cuts={})
        for start, answer in answers.said.items()
        if start in places
    }
    return replace(answers, said=said)


def cut_marks(provision: OutlineProvision, answer: Answer) -> tuple[Mark, ...]:
    """The marks of a provision where a person says what its brackets are."""
    marks = [mark for mark in provision.marks if (mark.start, mark.end) not in answer.cuts]
    for (start, end), cut in answer.cuts.items():
        if cut is not Cut.WORDS:
            marks.append(Mark(_MARKS[cut], start, end))
    return tuple(sorted(marks, key=lambda mark: mark.start))


def cut_of(kind: MarkKind) -> Cut | None:
    """What a mark is called on the page; None of those that are no brackets."""
    return _CUTS.get(kind)


def _answer(kept: Mapping[str, Any]) -> Answer:
    return Answer(
        kind=_word(Kind, kept.get("kind")),
        role=_word(Role, kept.get("role")),
        is_text=kept.get("is_text"),
        provision=kept.get("provision", ""),
        cuts={(start, end): Cut(cut) for start, end, cut in kept.get("cuts", [])},
        is_seen=bool(kept.get("is_seen", False)),
    )


def _kept(answer: Answer) -> dict[str, Any]:
    kept = {
        "kind": answer.kind,
        "role": answer.role,
        "is_text": answer.is_text,
        "provision": answer.provision,
        "cuts": [[start, end, cut] for (start, end), cut in sorted(answer.cuts.items())],
        "is_seen": answer.is_seen,
    }
    return {name: value for name, value in kept.items() if value not in (None, "", [], False)} | (
        {"is_text": False} if answer.is_text is False else {}
    )


def _word(of: type[_Word], said: object) -> _Word | None:
    try:
        return of(str(said))
    except ValueError:
        return None
