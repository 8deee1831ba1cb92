"""The index follows what happens, and is what making it anew would give."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bracketed.model import Kind
from negotiation import actions
from negotiation.actions import desk
from negotiation.codes import Code
from negotiation.models import Proposal
from tests.documents.builders import Line
from tests.negotiation.builders import CHAPTER, PUBLIC
from tests.negotiation.tables import Table
from tests.search.conftest import Talks
from tests.search.looking import excerpts, labels, look
from tracker.models import SearchEntry


def entries() -> set[tuple[object, ...]]:
    """All that the index holds, without its keys."""
    rows = SearchEntry.objects.values_list(
        "kind", "family", "wording", "decision", "proposal", "on", "place", "words", "disputed"
    )
    return set(rows)


def check(talks: Talks) -> None:
    """The index that followed is the one that is made anew."""
    talks.index()
    followed = entries()
    call_command("reindex", verbosity=0)
    assert followed
    assert followed == entries()


def test_follows_an_edit(talks: Talks) -> None:
    table = Table(talks)
    talks.index()
    assert look("swiftly", talks.clerk).total == 0
    table.save("1", "We agree swiftly [and fully].")
    assert look("swiftly", talks.clerk).total == 0
    talks.index()
    assert excerpts("swiftly", talks.clerk) == ["We agree swiftly [and fully]."]
    assert look("fully", talks.clerk, inside=True).total == 1
    table.save("1", "We agree.")
    talks.index()
    assert look("swiftly", talks.clerk).total == 0
    check(talks)


def test_follows_what_is_inserted_moved_and_withdrawn(talks: Talks) -> None:
    table = Table(talks)
    draft, by = table.draft, talks.clerk
    edit = desk.insert(
        draft, under=table["A"], after=table["1"], kind=Kind.PARAGRAPH, text="A rider.", by=by
    )
    check(talks)
    assert excerpts("rider", by) == ["A rider."]
    desk.undo_edit(edit, by=by)
    check(talks)
    assert look("rider", by).total == 0
    desk.move(draft, table["3"], under=table["A"], after=None, by=by)
    check(talks)
    desk.withdraw(draft, table["2"], by=by)
    check(talks)
    (only,) = look("act", by).hits
    assert only.draft == table.issued
    assert only.others == 0


def test_follows_a_bracket_around_several_provisions(talks: Talks) -> None:
    table = Table(talks)
    table.save("1", "[We agree in parts.")
    check(talks)
    assert labels("parts", talks.clerk, inside=True) == ["1"]
    table.save("2", "We may act at once.]")
    check(talks)
    assert labels("once", talks.clerk, inside=True) == ["2"]
    table.save("1", "We agree in parts.")
    check(talks)
    assert look("parts", talks.clerk, inside=True).total == 0
    assert look("once", talks.clerk, inside=True).total == 0


def test_follows_decisions_and_proposals(talks: Talks) -> None:
    meeting = talks.meeting()
    talks.draft(Line("1", "We agree.", label="1."), result_of=meeting, visibility=PUBLIC)
    talks.index()
    talks.decide("1", Code.PENDING, meeting, note="awaiting the figures", condition="besides (a)")
    sent = actions.submit(
        talks.process,
        title="Some words",
        parties=[actions.add_party(talks.process, name="Narnia", by=talks.clerk)],
        ref="some",
        meeting=meeting,
        by=talks.clerk,
    )
    for number in (1, 2):
        actions.propose(
            sent,
            number=number,
            does=Proposal.Does.REPLACE,
            target=talks.provision("1"),
            text=f"We [gladly] concur {number}.",
            by=talks.clerk,
        )
        talks.index()
    (decision,) = look("figures").hits
    assert (decision.kind, decision.code, decision.label) == ("decision", "pending", "1")
    assert decision.meeting == meeting
    assert look('"besides a"').total == 1
    assert [hit.parties for hit in look("gladly", inside=True).hits] == [("Narnia",), ("Narnia",)]
    check(talks)


def test_follows_the_issue_of_a_rolling_text(talks: Talks) -> None:
    table = Table(talks)
    table.save("1", "We agree swiftly.")
    talks.index()
    desk.issue_rolling(
        table.draft,
        symbol="R/1",
        issued_on=table.meeting.ends_on,
        as_of=table.meeting.ends_on,
        by=talks.clerk,
    )
    check(talks)
    assert look("swiftly", talks.clerk).hits[0].on == table.meeting.ends_on


@pytest.mark.parametrize("size", [10, 200])
def test_an_edit_costs_the_same_however_long_the_draft(talks: Talks, size: int) -> None:
    meeting = talks.meeting()
    lines = [Line(f"A/{n}", f"We agree {n}.", label=f"{n}.", parent="A") for n in range(size)]
    issued = talks.draft(Line("A", "Chapter", kind=CHAPTER), *lines, tabled_at=[meeting])
    rolling = desk.open_rolling(
        talks.document, follows=issued, meeting=meeting, title="R", by=talks.clerk
    )
    talks.index()
    before = SearchEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    desk.save_wording(rolling, talks.provision("A/3"), "We agree swiftly.", base=1, by=talks.clerk)
    with CaptureQueriesContext(connection) as queries:
        talks.index()
    assert SearchEntry.objects.filter(pk__gt=before).count() == 1
    assert len(queries) <= 25


@pytest.mark.usefixtures("corpus")
def test_the_corpus_is_complete_and_made_anew_the_same() -> None:
    followed = entries()
    call_command("reindex", verbosity=0)
    assert len(followed) > 500
    assert followed == entries()
