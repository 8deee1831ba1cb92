"""What people say of links is heard first, and holds whenever a comparison is computed."""

import pytest

from documents.alignment import LinkedChange, link_drafts
from documents.models import Lineage
from documents.public_ids import public_id_for
from documents.queries import draft_view, lineage_between
from tests.documents.builders import NOON, Line, a_document, a_person, issued

pytestmark = pytest.mark.django_db

SPECTRUM = "Need for further improving management and use of the radio-frequency spectrum"
MEDIA = "Encourage media to play a supportive role in inclusive knowledge societies"
YOUTH = "Promotion of the participation of youth in decision making processes"

_KIND = Lineage.Kind


class Pair:
    """Two drafts of a document, and what is said of their provisions."""

    def __init__(self, earlier: list[Line], later: list[Line]) -> None:
        document = a_document()
        self.drafts = issued(document, 1, *earlier), issued(document, 2, *later)
        self.keys = {public_id_for(f"vision/{line.key}"): line.key for line in (*earlier, *later)}

    def say(
        self,
        earlier: str,
        kind: Lineage.Kind,
        later: str,
        basis: Lineage.Basis = Lineage.Basis.PERSON,
    ) -> None:
        ids = {key: public_id for public_id, key in self.keys.items()}
        provisions = {p.public_id: p for p in self.drafts[0].document.provisions.all()}
        Lineage.objects.create(
            earlier=provisions[ids[earlier]],
            later=provisions[ids[later]],
            kind=kind,
            basis=basis,
            by=a_person(),
            at=NOON,
        )

    def links(self) -> list[tuple[str, str, str, str]]:
        return [self._row(change) for change in self._changes()]

    def _changes(self) -> tuple[LinkedChange, ...]:
        one, other = self.drafts
        return link_drafts(draft_view(one), draft_view(other), lineage_between(one, other))

    def _row(self, change: LinkedChange) -> tuple[str, str, str, str]:
        earlier = " ".join(self.keys[view.id] for view in change.earlier)
        later = " ".join(self.keys[view.id] for view in change.later)
        return earlier, change.link.value, later, change.found_by


def test_a_person_is_heard_before_the_record() -> None:
    pair = Pair([Line("17", YOUTH), Line("18", MEDIA)], [Line("a", YOUTH), Line("b", SPECTRUM)])
    pair.say("17", _KIND.REPLACED_BY, "b", Lineage.Basis.STATED)
    assert ("17", "reworded", "b", "stated") in pair.links()
    pair.say("17", _KIND.DIFFERENT, "b")
    assert ("17", "kept", "a", "exact") in pair.links()
    pair.say("18", _KIND.SAME, "b")
    assert pair.links() == [("17", "kept", "a", "exact"), ("18", "reworded", "b", "person")]


def test_a_person_is_heard_before_the_same_words() -> None:
    pair = Pair([Line("17", YOUTH)], [Line("a", YOUTH), Line("b", MEDIA)])
    pair.say("17", _KIND.SAME, "b")
    assert pair.links() == [("", "new", "a", "likeness"), ("17", "reworded", "b", "person")]


def test_of_a_merge_only_who_does_not_belong_is_parted() -> None:
    earlier = [Line("17", YOUTH), Line("18", MEDIA), Line("19", SPECTRUM)]
    pair = Pair(earlier, [Line("a", f"{YOUTH}; {MEDIA}; {SPECTRUM}")])
    for key in ("17", "18", "19"):
        pair.say(key, _KIND.MERGED_INTO, "a", Lineage.Basis.STATED)
    assert pair.links() == [("17 18 19", "merged", "a", "stated")]
    pair.say("19", _KIND.DIFFERENT, "a")
    assert pair.links()[0] == ("17 18", "merged", "a", "stated")
    assert ("19", "gone", "", "person") in pair.links()


def test_a_split_loses_the_part_that_does_not_belong() -> None:
    pair = Pair([Line("17", f"{YOUTH}; {MEDIA}.")], [Line("a", YOUTH), Line("b", MEDIA)])
    pair.say("17", _KIND.SPLIT_INTO, "a", Lineage.Basis.STATED)
    pair.say("17", _KIND.SPLIT_INTO, "b", Lineage.Basis.STATED)
    assert pair.links() == [("17", "split", "a b", "stated")]
    pair.say("17", _KIND.DIFFERENT, "b")
    assert pair.links() == [("17", "reworded", "a", "stated"), ("", "new", "b", "person")]


def test_what_was_there_before_takes_part_in_a_merge_into_it() -> None:
    pair = Pair(
        [Line("17", YOUTH), Line("18", MEDIA)], [Line("17", f"{YOUTH}; {MEDIA}"), Line("x", "No.")]
    )
    pair.say("18", _KIND.MERGED_INTO, "17")
    assert pair.links()[0] == ("17 18", "merged", "17", "person")


def test_an_inference_is_confirmed_or_taken_out_by_a_person() -> None:
    lines = [Line("60", SPECTRUM), Line("60-bis", MEDIA)]
    pair = Pair(lines, [*lines, Line("result", YOUTH)])
    for key in ("60", "60-bis"):
        pair.say(key, _KIND.TAKEN_FROM, "result", Lineage.Basis.INFERRED)
    assert pair.links()[-1] == ("60 60-bis", "merged", "result", "inferred")
    pair.say("60", _KIND.TAKEN_FROM, "result")
    assert {row for row in pair.links() if row[2] == "result"} >= {
        ("60", "reworded", "result", "person"),
        ("60-bis", "reworded", "result", "inferred"),
    }
    pair.say("60-bis", _KIND.DIFFERENT, "result")
    assert [row for row in pair.links() if "60-bis" in row[0]] == [
        ("60-bis", "kept", "60-bis", "id")
    ]


@pytest.mark.parametrize("way", [1, -1])
def test_links_do_not_hang_on_the_order_in_which_people_spoke(way: int) -> None:
    pair = Pair([Line("17", YOUTH), Line("18", MEDIA)], [Line("a", YOUTH), Line("b", MEDIA)])
    said = [("17", _KIND.DIFFERENT, "a"), ("17", _KIND.SAME, "b"), ("18", _KIND.SAME, "a")]
    for one in said[::way]:
        pair.say(*one)
    assert sorted(pair.links()) == [
        ("17", "moved", "b", "person"),
        ("18", "reworded", "a", "person"),
    ]
