"""What the secretariat says of links between two drafts."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User

from documents.actions import compare_chunk, run_comparison
from documents.models import Comparison, Lineage
from documents.queries import comparison_view
from documents.queries.lineage import edges_that_hold
from negotiation import actions
from negotiation.actions.texts import PATIENCE
from negotiation.models import Member
from negotiation.policies import Forbidden, Refused
from tests.documents.builders import NOON, Line
from tests.negotiation.builders import Negotiation

pytestmark = pytest.mark.django_db

SPECTRUM = "Need for further improving management and use of the radio-frequency spectrum"
MEDIA = "Encourage media to play a supportive role in inclusive knowledge societies"
YOUTH = "Promotion of the participation of youth in decision making processes"

_KIND = Lineage.Kind


@pytest.fixture
def talks() -> Negotiation:
    return Negotiation()


@pytest.fixture
def comparison(talks: Negotiation) -> Comparison:
    """17 is likely a, 18 is gone, b is new; "kept" stands in both."""
    kept = Line("kept", "We reaffirm the Geneva Declaration of Principles of 2003.")
    earlier = talks.draft(Line("17", YOUTH), Line("18", MEDIA), kept)
    later = talks.draft(Line("a", f"{YOUTH} everywhere"), Line("b", SPECTRUM), kept)
    return computed(actions.ask_comparison(earlier, later, by=talks.clerk))


def computed(comparison: Comparison) -> Comparison:
    run_comparison(comparison.pk)
    compare_chunk(comparison.pk, 0, 1000)
    again = Comparison.objects.select_related("earlier", "later").get(pk=comparison.pk)
    assert again.state == Comparison.State.DONE
    return again


def links(talks: Negotiation, comparison: Comparison) -> set[tuple[str, str, str, str]]:
    names = {talks.id_of(key): key for key in ("17", "18", "a", "b", "kept")}
    return {
        (
            " ".join(names[side.id] for side in change.earlier),
            change.link,
            " ".join(names[side.id] for side in change.later),
            change.found_by,
        )
        for change in comparison_view(computed(comparison)).changes
        if change.found_by != "id"
    }


def confirm(talks: Negotiation, comparison: Comparison, by: Any) -> Any:
    ends = [talks.provision("17")], [talks.provision("a")]
    return actions.confirm_link(comparison, *ends, by=by)


def part(talks: Negotiation, comparison: Comparison, by: Any) -> Any:
    return actions.part_link(comparison, [talks.provision("17")], [talks.provision("a")], by=by)


def correct(talks: Negotiation, comparison: Comparison, by: Any) -> Any:
    return actions.correct_link(
        comparison,
        talks.provision("17"),
        talks.provision("b"),
        kind=_KIND.SAME,
        instead_of=[(talks.provision("17"), talks.provision("a"))],
        by=by,
    )


def test_a_link_is_found_by_likeness_until_it_is_confirmed(
    talks: Negotiation, comparison: Comparison
) -> None:
    assert ("17", "reworded", "a", "likeness") in links(talks, comparison)
    (edge,) = confirm(talks, comparison, talks.clerk)
    assert (edge.kind, edge.basis, edge.by) == (_KIND.SAME, Lineage.Basis.PERSON, talks.clerk)
    assert Comparison.objects.get(pk=comparison.pk).state == Comparison.State.WAITING
    assert ("17", "reworded", "a", "person") in links(talks, comparison)


def test_the_same_said_twice_is_one_record(talks: Negotiation, comparison: Comparison) -> None:
    (first,) = confirm(talks, comparison, talks.clerk)
    computed(comparison)
    (second,) = confirm(talks, comparison, talks.clerk)
    assert first == second
    assert Comparison.objects.get(pk=comparison.pk).state == Comparison.State.DONE


def test_nothing_is_said_of_what_an_edit_went_over(
    talks: Negotiation, comparison: Comparison
) -> None:
    Comparison.objects.filter(pk=comparison.pk).delete()
    with pytest.raises(Refused, match="changed meanwhile"):
        part(talks, comparison, talks.clerk)
    assert not Lineage.objects.exists()


def test_a_link_that_is_none_is_parted(talks: Negotiation, comparison: Comparison) -> None:
    part(talks, comparison, talks.clerk)
    found = links(talks, comparison)
    assert {("17", "gone", "", "person"), ("", "new", "a", "person")} <= found


def test_a_link_is_corrected(talks: Negotiation, comparison: Comparison) -> None:
    correct(talks, comparison, talks.clerk)
    found = links(talks, comparison)
    assert {("17", "reworded", "b", "person"), ("", "new", "a", "person")} <= found
    said = edges_that_hold().filter(basis=Lineage.Basis.PERSON)
    assert {(edge.later, edge.kind) for edge in said} == {
        (talks.provision("a"), _KIND.DIFFERENT),
        (talks.provision("b"), _KIND.SAME),
    }


def test_who_changes_their_mind_leaves_both_words_in_the_record(
    talks: Negotiation, comparison: Comparison
) -> None:
    confirm(talks, comparison, talks.clerk)
    part(talks, comparison, talks.clerk)
    assert ("17", "gone", "", "person") in links(talks, comparison)
    pair = Lineage.objects.filter(earlier=talks.provision("17"))
    assert [(edge.kind, edge.retracts_id is not None) for edge in pair.order_by("pk")] == [
        (_KIND.SAME, False),
        (_KIND.SAME, True),
        (_KIND.DIFFERENT, False),
    ]


def test_what_was_said_is_taken_back(talks: Negotiation, comparison: Comparison) -> None:
    (edge,) = part(talks, comparison, talks.clerk)
    actions.take_back_link(edge, by=talks.clerk)
    assert ("17", "reworded", "a", "likeness") in links(talks, comparison)


def test_the_word_of_a_person_holds_for_every_further_computation(
    talks: Negotiation, comparison: Comparison
) -> None:
    correct(talks, comparison, talks.clerk)
    first = links(talks, comparison)
    Comparison.objects.filter(pk=comparison.pk).update(engine="older")
    anew = actions.ask_comparison(comparison.earlier, comparison.later, by=talks.clerk)
    assert anew.pk != comparison.pk
    assert links(talks, anew) == first
    later = talks.draft(Line("b", f"{SPECTRUM} for all"))
    third = actions.ask_comparison(comparison.earlier, later, by=talks.clerk)
    assert ("17", "reworded", "b", "person") in links(talks, third)


@pytest.mark.parametrize("say", [confirm, part, correct])
@pytest.mark.parametrize("role", [Member.Role.CHAIR, Member.Role.DELEGATE, Member.Role.OBSERVER])
def test_only_the_secretariat_speaks_of_links(
    talks: Negotiation, comparison: Comparison, say: Any, role: Member.Role
) -> None:
    other = Negotiation("other")
    for by in (talks.member(role), other.clerk, User.objects.create(username="x"), AnonymousUser()):
        with pytest.raises(Forbidden, match="Only the secretariat of Review may change its texts"):
            say(talks, comparison, by)
    assert not Lineage.objects.filter(earlier=talks.provision("17")).exists()


def test_only_the_secretariat_takes_back(talks: Negotiation, comparison: Comparison) -> None:
    (edge,) = confirm(talks, comparison, talks.clerk)
    with pytest.raises(Forbidden):
        actions.take_back_link(edge, by=talks.member(Member.Role.CHAIR))
    assert not Lineage.objects.filter(retracts=edge).exists()


def test_between_two_processes_both_secretariats_are_asked(talks: Negotiation) -> None:
    other = Negotiation("other")
    drafts = other.draft(Line("21", YOUTH)), talks.draft(Line("33", f"{YOUTH} everywhere"))
    comparison = computed(actions.ask_comparison(*drafts, by=talks.clerk))
    ends = [other.provision("21")], [talks.provision("33")]
    for by in (talks.clerk, other.clerk):
        with pytest.raises(Forbidden):
            actions.confirm_link(comparison, *ends, by=by)
    actions.enrol(other.process, talks.clerk, Member.Role.SECRETARIAT)
    (edge,) = actions.confirm_link(comparison, *ends, by=talks.clerk)
    assert edge.kind == _KIND.TAKEN_FROM
    (change,) = comparison_view(computed(comparison)).changes
    assert (change.link, change.found_by) == ("reworded", "person")


def test_what_cannot_be_said_is_refused(talks: Negotiation, comparison: Comparison) -> None:
    ends = {key: talks.provision(key) for key in ("17", "a", "kept")}
    with pytest.raises(Refused, match="This is one provision in both drafts"):
        actions.part_link(comparison, [ends["kept"]], [ends["kept"]], by=talks.clerk)
    with pytest.raises(Refused, match="does not stand in its draft"):
        actions.confirm_link(comparison, [ends["a"]], [ends["17"]], by=talks.clerk)
    with pytest.raises(Refused, match="A link has a provision on either side"):
        actions.confirm_link(comparison, [ends["17"]], [], by=talks.clerk)
    with pytest.raises(Refused, match="stands in both drafts already"):
        actions.correct_link(comparison, ends["17"], ends["kept"], kind=_KIND.SAME, by=talks.clerk)
    with pytest.raises(Refused, match="does not say what became of"):
        actions.correct_link(
            comparison, ends["17"], ends["a"], kind=_KIND.DIFFERENT, by=talks.clerk
        )
    stated = actions.state_lineage(
        earlier=ends["17"],
        later=ends["a"],
        kind=_KIND.MERGED_INTO,
        basis=Lineage.Basis.STATED,
        by=talks.clerk,
    )
    with pytest.raises(Refused, match="only what a person said is taken back"):
        actions.take_back_link(stated, by=talks.clerk)


def test_a_provision_is_merged_into_one_that_stands_in_both(
    talks: Negotiation, comparison: Comparison
) -> None:
    actions.correct_link(
        comparison,
        talks.provision("18"),
        talks.provision("kept"),
        kind=_KIND.MERGED_INTO,
        by=talks.clerk,
    )
    assert ("18 kept", "merged", "kept", "person") in links(talks, comparison)


def waiting(talks: Negotiation, by: Any) -> Comparison:
    drafts = talks.draft(Line("1", MEDIA)), talks.draft(Line("1", f"[{MEDIA}]"))
    return actions.ask_comparison(*drafts, by=by)


def test_who_asked_may_cancel_and_so_may_the_secretariat(talks: Negotiation) -> None:
    delegate, other = (talks.member(Member.Role.DELEGATE) for _ in range(2))
    comparison = waiting(talks, delegate)
    for by in (other, talks.member(Member.Role.CHAIR), AnonymousUser()):
        with pytest.raises(Forbidden):
            actions.cancel_comparison(comparison, by=by)
    assert actions.cancel_comparison(comparison, by=delegate)
    assert not actions.cancel_comparison(comparison, by=delegate)
    assert actions.cancel_comparison(waiting(talks, delegate), by=talks.clerk)


def test_nobody_cancels_what_an_unknown_reader_asked_but_the_secretariat(
    talks: Negotiation,
) -> None:
    comparison = waiting(talks, AnonymousUser())
    with pytest.raises(Forbidden):
        actions.cancel_comparison(comparison, by=AnonymousUser())
    assert actions.cancel_comparison(comparison, by=talks.clerk)


def test_a_cancelled_comparison_belongs_to_who_asks_again(talks: Negotiation) -> None:
    first, second = (talks.member(Member.Role.DELEGATE) for _ in range(2))
    comparison = waiting(talks, first)
    actions.cancel_comparison(comparison, by=first)
    actions.ask_comparison(comparison.earlier, comparison.later, by=second)
    again = Comparison.objects.get(pk=comparison.pk)
    assert (again.state, again.asked_by) == (Comparison.State.WAITING, second)


def test_the_public_waits_while_many_wait(talks: Negotiation) -> None:
    one, other = talks.draft(Line("1", MEDIA)), talks.draft(Line("1", f"[{MEDIA}]"))
    Comparison.objects.bulk_create(
        Comparison(
            earlier=one,
            earlier_reading=number,
            later=other,
            later_reading=1,
            engine="x",
            asked_at=NOON,
        )
        for number in range(2, 2 + PATIENCE)
    )
    with pytest.raises(Refused, match="sign in"):
        actions.ask_comparison(one, other, by=AnonymousUser())
    asked = actions.ask_comparison(one, other, by=talks.member(Member.Role.OBSERVER))
    assert asked.state == Comparison.State.WAITING
