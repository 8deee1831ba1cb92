"""Every role and every write: who may beside who may not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser, User

from documents.models import Comparison, Draft, Lineage, Provision
from documents.plans import PassagePlan
from negotiation import actions
from negotiation.codes import Code
from negotiation.models import Assignment, Member, Officer, Outcome, Position, Proposal
from negotiation.policies import Act, Forbidden, may
from tests.documents.builders import Line, planned
from tests.negotiation.builders import PUBLIC, Negotiation, day_of

SECRETARIAT, CHAIR, DELEGATE, OBSERVER = (
    Member.Role.SECRETARIAT,
    Member.Role.CHAIR,
    Member.Role.DELEGATE,
    Member.Role.OBSERVER,
)

Write = Callable[[Negotiation, User], object]


def draft_of(talks: Negotiation) -> Draft:
    return talks.draft(Line("1", "We agree."), Line("2", "We do."), tabled_at=[talks.meeting()])


def add_meeting(talks: Negotiation, by: User) -> object:
    return actions.add_meeting(
        talks.process,
        slug="next",
        title="Next",
        short_title="N",
        body=talks.plenary,
        starts_on=day_of(5),
        ends_on=day_of(5),
        by=by,
    )


def record_passage(talks: Negotiation, by: User) -> object:
    source = actions.record_source(talks.process, name="a.txt", content=b"Words.", by=talks.clerk)
    return actions.record_passage(talks.process, PassagePlan(source, 0, 5), by=by)


def state_lineage(talks: Negotiation, by: User) -> object:
    draft_of(talks)
    return actions.state_lineage(
        earlier=talks.provision("1"),
        later=talks.provision("2"),
        kind=Lineage.Kind.MERGED_INTO,
        basis=Lineage.Basis.STATED,
        by=by,
    )


def retract_lineage(talks: Negotiation, by: User) -> object:
    edge = state_lineage(talks, talks.clerk)
    assert isinstance(edge, Lineage)
    return actions.retract_lineage(edge, by=by)


def link_of(talks: Negotiation) -> tuple[Comparison, Provision, Provision]:
    """A comparison of two drafts, and a provision that stands in either alone."""
    ends = talks.draft(Line("1", "We agree.")), talks.draft(Line("2", "We disagree."))
    comparison = actions.ask_comparison(*ends, by=talks.clerk)
    return comparison, talks.provision("1"), talks.provision("2")


def confirm_link(talks: Negotiation, by: User) -> object:
    comparison, one, other = link_of(talks)
    return actions.confirm_link(comparison, [one], [other], by=by)


def part_link(talks: Negotiation, by: User) -> object:
    comparison, one, other = link_of(talks)
    return actions.part_link(comparison, [one], [other], by=by)


def correct_link(talks: Negotiation, by: User) -> object:
    return actions.correct_link(*link_of(talks), kind=Lineage.Kind.SAME, by=by)


def take_back_link(talks: Negotiation, by: User) -> object:
    comparison, one, other = link_of(talks)
    (edge,) = actions.confirm_link(comparison, [one], [other], by=talks.clerk)
    return actions.take_back_link(edge, by=by)


def cancel_comparison(talks: Negotiation, by: User) -> object:
    comparison = actions.ask_comparison(draft_of(talks), draft_of(talks), by=talks.clerk)
    return (actions.cancel_comparison(comparison, by=by),)


def submit(talks: Negotiation, by: User) -> object:
    return actions.submit(talks.process, title="Ours", parties=[], ref="s", by=by)


def propose(talks: Negotiation, by: User) -> object:
    submission = actions.submit(talks.process, title="Ours", parties=[], ref="s", by=talks.clerk)
    return actions.propose(submission, number=1, does=Proposal.Does.ADD, text="Words.", by=by)


def take_position(talks: Negotiation, by: User) -> object:
    submission = actions.submit(talks.process, title="Ours", parties=[], ref="s", by=talks.clerk)
    party = actions.add_party(talks.process, name="Egypt", by=talks.clerk)
    return actions.take_position(submission, party=party, stance=Position.Stance.SUPPORTS, by=by)


def assign(talks: Negotiation, by: User) -> object:
    draft_of(talks)
    return actions.assign(
        talks.meetings[0],
        number=1,
        does=Assignment.Does.COMBINE,
        text="combine 1 and 2",
        provisions=[talks.provision("1"), talks.provision("2")],
        by=by,
    )


def decide(talks: Negotiation, by: User) -> object:
    draft_of(talks)
    return actions.decide(talks.provision("1"), Code.AGREED, meeting=talks.meetings[0], by=by)


#: Each write with the roles that may do it.
WRITES: dict[str, tuple[Write, frozenset[Member.Role]]] = {
    "add_phase": (
        lambda talks, by: actions.add_phase(
            talks.process, number=1, name="One", dates_as="2014", by=by
        ),
        frozenset({SECRETARIAT}),
    ),
    "add_body": (
        lambda talks, by: actions.add_body(talks.process, slug="b", name="B", rank=1, by=by),
        frozenset({SECRETARIAT}),
    ),
    "add_meeting": (add_meeting, frozenset({SECRETARIAT})),
    "open_meeting": (
        lambda talks, by: actions.open_meeting(talks.meeting(is_open=False), by=by),
        frozenset({SECRETARIAT, CHAIR}),
    ),
    "close_meeting": (
        lambda talks, by: actions.close_meeting(talks.meeting(), by=by),
        frozenset({SECRETARIAT, CHAIR}),
    ),
    "record_outcome": (
        lambda talks, by: actions.record_outcome(
            talks.meeting(), number=1, kind=Outcome.Kind.NOTE, text="Noted.", by=by
        ),
        frozenset({SECRETARIAT}),
    ),
    "add_party": (
        lambda talks, by: actions.add_party(talks.process, name="Egypt", by=by),
        frozenset({SECRETARIAT}),
    ),
    "name_officer": (
        lambda talks, by: actions.name_officer(
            talks.process, office=Officer.Office.CHAIR, name="M.", by=by
        ),
        frozenset({SECRETARIAT}),
    ),
    "enrol": (
        lambda talks, by: actions.enrol(talks.process, talks.clerk, CHAIR, by=by),
        frozenset({SECRETARIAT}),
    ),
    "record_source": (
        lambda talks, by: actions.record_source(
            talks.process, name="a.txt", content=b"Words.", by=by
        ),
        frozenset({SECRETARIAT}),
    ),
    "record_passage": (record_passage, frozenset({SECRETARIAT})),
    "open_document": (
        lambda talks, by: actions.open_document(
            talks.process, slug="more", title="More", short_title="More", by=by
        ),
        frozenset({SECRETARIAT}),
    ),
    "import_draft": (
        lambda talks, by: actions.import_draft(
            talks.process, planned(talks.document, 1, Line("1", "We agree.")), by=by
        ),
        frozenset({SECRETARIAT}),
    ),
    "publish": (
        lambda talks, by: actions.publish(draft_of(talks), visibility=PUBLIC, by=by),
        frozenset({SECRETARIAT, CHAIR}),
    ),
    "state_lineage": (state_lineage, frozenset({SECRETARIAT})),
    "retract_lineage": (retract_lineage, frozenset({SECRETARIAT})),
    "confirm_link": (confirm_link, frozenset({SECRETARIAT})),
    "part_link": (part_link, frozenset({SECRETARIAT})),
    "correct_link": (correct_link, frozenset({SECRETARIAT})),
    "take_back_link": (take_back_link, frozenset({SECRETARIAT})),
    "cancel_comparison": (cancel_comparison, frozenset({SECRETARIAT})),
    "submit": (submit, frozenset({SECRETARIAT})),
    "propose": (propose, frozenset({SECRETARIAT})),
    "take_position": (take_position, frozenset({SECRETARIAT})),
    "assign": (assign, frozenset({SECRETARIAT})),
    "decide": (decide, frozenset({SECRETARIAT, CHAIR})),
}


def cases() -> Iterator[tuple[str, Member.Role, bool]]:
    """Every write with every role, and whether it may."""
    for name, (_, allowed) in WRITES.items():
        for role in Member.Role:
            yield name, role, role in allowed


@pytest.mark.parametrize(("name", "role", "is_allowed"), list(cases()))
def test_a_role_and_a_write(
    talks: Negotiation, name: str, role: Member.Role, is_allowed: bool
) -> None:
    write, user = WRITES[name][0], talks.member(role)
    if is_allowed:
        assert write(talks, user)
    else:
        with pytest.raises(Forbidden, match=r"^Only the .+ of Review may "):
            write(talks, user)


@pytest.mark.parametrize("name", WRITES)
def test_the_secretariat_of_another_process_may_nothing_here(talks: Negotiation, name: str) -> None:
    with pytest.raises(Forbidden):
        WRITES[name][0](talks, Negotiation("other").clerk)


def test_every_write_that_asks_for_a_role_is_tried() -> None:
    asks_for_none = {"open_process", "ask_comparison"}
    assert set(actions.__all__) - asks_for_none == set(WRITES)


def test_only_an_administrator_opens_a_process_and_joins_its_secretariat(
    talks: Negotiation,
) -> None:
    with pytest.raises(Forbidden, match="administrator"):
        actions.open_process(slug="new", title="New", by=talks.clerk)
    root = User.objects.create(username="root", is_superuser=True)
    process = actions.open_process(slug="new", title="New", by=root)
    assert Member.objects.get(process=process, user=root).role == SECRETARIAT
    assert actions.open_process(slug="new", title="Again", by=root).title == "New"


def test_the_refusal_says_who_may(talks: Negotiation) -> None:
    with pytest.raises(Forbidden) as refusal:
        decide(talks, talks.member(DELEGATE))
    assert str(refusal.value) == (
        "Only the secretariat or chair of Review may record its decisions."
    )


def test_who_may_read_what(talks: Negotiation) -> None:
    reads = {
        role: {act for act in (Act.READ_ALL, Act.READ_PARTIES) if may(user, act, talks.process)}
        for role, user in ((role, talks.member(role)) for role in Member.Role)
    }
    assert reads == {
        SECRETARIAT: {Act.READ_ALL, Act.READ_PARTIES},
        CHAIR: {Act.READ_ALL, Act.READ_PARTIES},
        DELEGATE: {Act.READ_PARTIES},
        OBSERVER: {Act.READ_PARTIES},
    }
    outsider = User.objects.create(username="outsider")
    for user in (AnonymousUser(), outsider):
        assert not any(may(user, act, talks.process) for act in Act)


def test_who_left_may_nothing(talks: Negotiation) -> None:
    talks.clerk.is_active = False
    assert not any(may(talks.clerk, act, talks.process) for act in Act)


def test_an_administrator_may_everything(talks: Negotiation) -> None:
    root = User.objects.create(username="root", is_superuser=True)
    assert all(may(root, act, talks.process) for act in Act)


def test_dates_of_a_meeting_are_in_order(talks: Negotiation) -> None:
    from negotiation.policies import Refused

    with pytest.raises(Refused, match="would end before it starts"):
        actions.add_meeting(
            talks.process,
            slug="m",
            title="M",
            short_title="M",
            body=talks.plenary,
            starts_on=date(2014, 2, 2),
            ends_on=date(2014, 2, 1),
            by=talks.clerk,
        )
