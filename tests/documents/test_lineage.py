"""Where words went, and the life of a provision."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.actions import retract_lineage, state_lineage
from documents.models import Draft, Lineage, Provision, Wording
from documents.public_ids import public_id_for
from documents.queries import life_of, lineage_of
from documents.refusals import Unfit
from tests.documents.builders import NOON, Line, a_document, a_person, issued

pytestmark = pytest.mark.django_db

MERGED, STATED = Lineage.Kind.MERGED_INTO, Lineage.Basis.STATED


def key(name: str) -> str:
    return public_id_for(f"vision/{name}")


def provision(name: str) -> Provision:
    return Provision.objects.get(public_id=key(name))


def state(earlier: str, later: str, ref: str | None = None) -> Lineage:
    return state_lineage(
        earlier=provision(earlier),
        later=provision(later),
        kind=MERGED,
        basis=STATED,
        ref=ref,
        by=a_person(),
        at=NOON,
    )


@pytest.fixture
def drafts() -> tuple[Draft, Draft]:
    document = a_document()
    one = issued(document, 1, Line("17", "Inclusion."), Line("18", "Access."))
    return one, issued(document, 2, Line("17", "Inclusion and access."), Line("30", "Media."))


def test_edges_are_seen_from_both_ends_oldest_first(drafts: tuple[Draft, Draft]) -> None:
    state("18", "17")
    state("17", "30")
    seen = [(edge.earlier, edge.later, edge.kind) for edge in lineage_of(provision("17"))]
    assert seen == [(key("18"), key("17"), MERGED), (key("17"), key("30"), MERGED)]
    assert [edge.later for edge in lineage_of(provision("18"))] == [key("17")]


def test_an_edge_to_what_may_not_be_seen_is_not_seen(drafts: tuple[Draft, Draft]) -> None:
    state("18", "17")
    state("17", "30")
    among = Draft.objects.filter(id=drafts[0].id)
    assert [edge.earlier for edge in lineage_of(provision("17"), among=among)] == [key("18")]


def test_an_edge_that_a_hidden_draft_states_is_not_seen(drafts: tuple[Draft, Draft]) -> None:
    edge = state("18", "17")
    hidden = issued(drafts[0].document, 3, Line("17", "Inclusion."))
    state_lineage(
        earlier=edge.earlier, later=edge.later, kind=Lineage.Kind.CONSIDERS, basis=STATED,
        in_draft=hidden, note="as Rev.3 says", by=a_person(), at=NOON,
    )  # fmt: skip
    among = Draft.objects.exclude(id=hidden.id)
    assert [seen.kind for seen in lineage_of(provision("17"), among=among)] == [MERGED]
    assert len(lineage_of(provision("17"), among=Draft.objects.all())) == 2


def test_a_reference_is_stated_once(drafts: tuple[Draft, Draft]) -> None:
    first = state("18", "17", ref="s22c/1")
    assert state("18", "17", ref="s22c/1").id == first.id
    assert len(lineage_of(provision("18"))) == 1


def test_a_retracted_edge_stays_and_holds_no_more(drafts: tuple[Draft, Draft]) -> None:
    edge = state("18", "17")
    retraction = retract_lineage(edge, by=a_person(), at=NOON, note="misread")
    assert retract_lineage(edge, by=a_person(), at=NOON).id == retraction.id
    assert lineage_of(provision("18")) == ()
    assert Lineage.objects.filter(earlier=provision("18")).count() == 2
    with pytest.raises(Unfit, match="A retraction is not retracted"):
        retract_lineage(retraction, by=a_person(), at=NOON)


def test_a_provision_has_no_lineage_with_itself(drafts: tuple[Draft, Draft]) -> None:
    with pytest.raises(Unfit, match="no lineage with itself"):
        state("17", "17")


def test_the_life_of_a_provision_says_where_its_words_changed() -> None:
    document = a_document()
    words = ("Inclusion.", "Inclusion.", "", "Inclusion.", "Inclusion and access.")
    for number, text in enumerate(words, start=1):
        coverage = Wording.Coverage.WHOLE if text else Wording.Coverage.NONE
        issued(document, number, Line("17", text, coverage=coverage))
    steps = life_of(provision("17"))
    assert [(step.number, step.text, step.is_changed) for step in steps] == [
        (1, "Inclusion.", False),
        (2, "Inclusion.", False),
        (3, "", False),
        (4, "Inclusion.", False),
        (5, "Inclusion and access.", True),
    ]
    among = Draft.objects.filter(number__in=(1, 5))
    assert [step.number for step in life_of(provision("17"), among=among)] == [1, 5]


@pytest.mark.parametrize("number", [1, 3])
def test_lives_and_edges_are_read_in_one_query_each(number: int) -> None:
    document = a_document()
    for each in range(1, number + 1):
        issued(document, each, Line("17", f"Text {each}."), Line(f"x{each}", "Other."))
        state("17", f"x{each}")
    asked = provision("17")
    with CaptureQueriesContext(connection) as queries:
        assert len(life_of(asked)) == number
        assert len(lineage_of(asked)) == number
    assert len(queries) == 2
