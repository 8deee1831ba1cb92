"""Provisions of a new draft are found in the one before it; what is not sure is asked."""

from dataclasses import replace

import pytest

from bracketed.model import Kind
from documents.actions import write_draft
from documents.guesses import guess_provisions
from documents.public_ids import public_id_for
from documents.queries import draft_view
from tests.documents.builders import NOON, Line, a_document, a_person, planned, written

pytestmark = pytest.mark.django_db

ALIKE = "We reaffirm that freedom of expression is an essential foundation of the society"
HALF = "We reaffirm that freedom of trade is an important driver of the common market"
FIRST = "Networks reach every village and every school of the country by 2020"
LAST = "Broadcasters keep their archives open to researchers without a fee"


def key(name: str) -> str:
    return public_id_for(f"vision/{name}")


def test_provisions_are_found_again_by_their_words() -> None:
    words = "We recognize the need to build inclusive knowledge societies for all people"
    earlier = written(
        a_document(),
        1,
        Line("C", "Action lines beyond the year 2015", kind=Kind.CHAPTER),
        Line("17", words, label="17."),
        Line("18", "Something that is said nowhere else at all.", label="18."),
    )
    later = planned(
        a_document(),
        2,
        Line("x", "Action lines beyond the year 2015", kind=Kind.CHAPTER, is_new=True),
        Line("y", f"{words}, everywhere", label="40.", is_new=True),
        Line("z", "Quite other words about radio spectrum.", label="18.", is_new=True),
    )
    found = list(later.wordings)
    for guess in guess_provisions(found, draft_view(earlier)):
        if guess.is_sure:
            found[guess.place] = replace(found[guess.place], provision=guess.provision)
    assert [plan.provision.public_id if plan.provision else None for plan in found] == [
        key("C"),
        key("17"),
        None,
    ]
    draft = write_draft(replace(later, wordings=tuple(found)), by=a_person(), at=NOON)
    assert [view.id for view in draft_view(draft).provisions][:2] == [key("C"), key("17")]


def guesses(later: list[Line]) -> dict[str, bool]:
    """Whether what was found of the paragraph 45 is sure, by the key of the place."""
    chapter = Line("C", "Vision beyond the year", kind=Kind.CHAPTER, label="C.")
    earlier = written(
        a_document(),
        1,
        chapter,
        Line("44", FIRST, label="44.", parent="C"),
        Line("45", ALIKE, label="45.", parent="C"),
        Line("46", LAST, label="46.", parent="C"),
    )
    plan = planned(a_document(), 2, *(replace(line, is_new=True) for line in later))
    found = guess_provisions(plan.wordings, draft_view(earlier))
    keys = [line.key for line in later]
    return {keys[one.place]: one.is_sure for one in found if one.provision.public_id == key("45")}


HEAD = Line("C", "Vision beyond the year", kind=Kind.CHAPTER, label="C.")


def test_half_alike_words_elsewhere_are_asked_about() -> None:
    bullet = Line("new", HALF, label="·", kind=Kind.BULLET, parent="C")
    assert guesses([HEAD, bullet, Line("x", LAST, label="44.", parent="C")]) == {"new": False}


@pytest.mark.parametrize(
    ("later", "is_sure"),
    [
        ([HEAD, Line("y", HALF, label="45", parent="C")], True),
        ([HEAD, Line("y", HALF, label="[46.", parent="C")], False),
        ([Line("y", HALF, label="45.")], False),
        ([Line("D", "Quite something else", kind=Kind.CHAPTER),
          Line("y", HALF, label="45.", parent="D")], False),
        ([HEAD, Line("a", FIRST, label="1.", parent="C"), Line("y", HALF, parent="C"),
          Line("z", LAST, label="3.", parent="C")], True),
        ([HEAD, Line("a", FIRST, label="1.", parent="C"), Line("y", HALF, parent="C"),
          Line("n", "Nothing of the kind was ever said", parent="C"),
          Line("z", LAST, label="3.", parent="C")], False),
        ([HEAD, Line("y", f"{ALIKE} today", label="·", parent="C")], True),
    ],
)  # fmt: skip
def test_label_in_its_place_or_sure_neighbours_settle_it(later: list[Line], is_sure: bool) -> None:
    assert guesses(later) == {"y": is_sure}
