"""Every role at the desk: the secretariat writes, the chair takes decisions back, nobody else
does anything."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth.models import AnonymousUser, User

from bracketed.model import Kind
from documents.editing.outcomes import Relabelled, Saved
from documents.models import Draft, Edit
from negotiation import actions
from negotiation.actions import desk
from negotiation.codes import Code
from negotiation.models import Member
from negotiation.policies import Forbidden
from tests.negotiation.builders import Negotiation, day_of
from tests.negotiation.tables import LINES, Table

SECRETARIAT = frozenset({Member.Role.SECRETARIAT})
SECRETARIAT_AND_CHAIR = SECRETARIAT | {Member.Role.CHAIR}

Write = Callable[[Table, User], object]


def open_rolling(table: Table, by: User) -> Draft:
    other = Negotiation("second")
    table.talks = other
    meeting = other.meeting()
    if by.username.startswith("review"):  # the same role, in this process
        actions.enrol(other.process, by, Member.objects.get(user=by).role)
    draft = other.draft(*LINES)
    return desk.open_rolling(other.document, follows=draft, meeting=meeting, title="R", by=by)


def an_edit(table: Table) -> Edit:
    saved = table.save("1", "We all agree.")
    assert isinstance(saved, Saved)
    return saved.edit


def restore(table: Table, by: User) -> object:
    desk.withdraw(table.draft, table["1"], by=table.talks.clerk)
    return desk.restore(table.draft, table["1"], by=by)


def restore_text(table: Table, by: User) -> object:
    an_edit(table)
    return desk.restore_text(table.draft, table["1"], 0, by=by)


def merge(table: Table, by: User) -> object:
    keys = ("1", "2")
    bases = {table[key].public_id: table.row(key).version for key in keys}
    return desk.merge(table.draft, [table[key] for key in keys], "We do.", bases=bases, by=by)


def leave(table: Table, by: User) -> bool:
    desk.lease(table.draft, table["1"], by=table.talks.clerk)
    desk.leave(table.draft, by)
    return True


def relabel(table: Table, by: User) -> object:
    one = Relabelled(table["1"].public_id, "1.", "1 bis.")
    return desk.relabel(table.draft, [one], by=by)


#: Each write at the desk with the roles that may do it.
WRITES: dict[str, tuple[Write, frozenset[Member.Role]]] = {
    "open_rolling": (open_rolling, SECRETARIAT),
    "issue_rolling": (
        lambda table, by: desk.issue_rolling(
            table.draft, issued_on=day_of(1), as_of=day_of(1), by=by
        ),
        SECRETARIAT,
    ),
    "save_wording": (lambda table, by: table.save("1", "We all agree.", by=by), SECRETARIAT),
    "restore_text": (restore_text, SECRETARIAT),
    "undo_edit": (lambda table, by: desk.undo_edit(an_edit(table), by=by), SECRETARIAT),
    "insert": (
        lambda table, by: desk.insert(
            table.draft, under=None, after=None, kind=Kind.PARAGRAPH, text="Once more.", by=by
        ),
        SECRETARIAT,
    ),
    "split": (
        lambda table, by: desk.split(table.draft, table["1"], 3, base=1, by=by),
        SECRETARIAT,
    ),
    "merge": (merge, SECRETARIAT),
    "move": (
        lambda table, by: desk.move(table.draft, table["1"], under=None, after=None, by=by),
        SECRETARIAT,
    ),
    "turn_into_alternative": (
        lambda table, by: desk.turn_into_alternative(table.draft, table["1"], table["2"], by=by),
        SECRETARIAT,
    ),
    "choose_alternative": (
        lambda table, by: desk.choose_alternative(table.draft, table["3/a"], by=by),
        SECRETARIAT,
    ),
    "withdraw": (
        lambda table, by: desk.withdraw(table.draft, table["1"], by=by),
        SECRETARIAT,
    ),
    "restore": (restore, SECRETARIAT),
    "relabel": (relabel, SECRETARIAT),
    "take_back": (
        lambda table, by: desk.take_back(table.decide("1", Code.AGREED), by=by),
        SECRETARIAT_AND_CHAIR,
    ),
    "lease": (lambda table, by: desk.lease(table.draft, table["1"], by=by), SECRETARIAT),
    "leave": (leave, SECRETARIAT),
    "turn_screen": (
        lambda table, by: desk.turn_screen(
            table.meeting, draft=table.draft, first=table["1"], by=by
        ),
        SECRETARIAT_AND_CHAIR,
    ),
    "hold_screen": (
        lambda table, by: desk.hold_screen(table.meeting, by=by),
        SECRETARIAT_AND_CHAIR,
    ),
    "release_screen": (
        lambda table, by: desk.release_screen(table.meeting, by=by),
        SECRETARIAT_AND_CHAIR,
    ),
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
    table, write, user = Table(talks), WRITES[name][0], talks.member(role)
    if is_allowed:
        assert write(table, user)
    else:
        with pytest.raises(Forbidden, match=r"^Only the .+ may "):
            write(table, user)


@pytest.mark.parametrize("name", WRITES)
@pytest.mark.parametrize("who", ["nobody", "outsider", "other"])
def test_who_is_no_member_may_nothing(talks: Negotiation, name: str, who: str) -> None:
    person: User | AnonymousUser = AnonymousUser()
    if who == "outsider":
        person = User.objects.create(username="outsider")
    elif who == "other":
        person = Negotiation("other").clerk
    with pytest.raises(Forbidden):
        WRITES[name][0](Table(talks), person)


def test_every_write_is_tried() -> None:
    assert {name for name in desk.__all__ if name.islower()} == set(WRITES)
