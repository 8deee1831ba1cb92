"""How each line stands, as far as a reader may see the texts."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionlines import actions
from actionlines.models import ActionLine
from actionlines.queries import FacilitatorView, LineState, line_view, overview
from bracketed.model import Kind
from documents.public_ids import public_id_for
from negotiation.actions import add_party, publish
from negotiation.codes import Code, Shown
from negotiation.models import Process
from tests.documents.builders import Line
from tests.negotiation.builders import PUBLIC, SECRETARIAT, Negotiation

NOBODY = AnonymousUser()


@pytest.fixture
def talks(db: None) -> Negotiation:
    return Negotiation()


def with_lines(talks: Negotiation, number: int) -> list[ActionLine]:
    """So many lines, each with a section of two paragraphs in one draft."""
    meeting = talks.meeting()
    texts = []
    for i in range(number):
        texts += [
            Line(f"s{i}", f"Section {i}", kind=Kind.SECTION),
            Line(f"s{i}/1", f"Agreed words of {i}.", tag="agreed", parent=f"s{i}"),
            Line(f"s{i}/2", f"Other [disputed] words of {i}.", parent=f"s{i}"),
        ]
    talks.draft(*texts, result_of=meeting)
    return [a_line(talks, i) for i in range(number)]


def a_line(talks: Negotiation, i: int) -> ActionLine:
    line = actions.add_line(talks.process, code=f"C{i}", title=f"Line {i}", order=i, by=talks.clerk)
    actions.link_section(line, talks.provision(f"s{i}"), by=talks.clerk)
    party = add_party(talks.process, name=f"Party {i}", by=talks.clerk)
    actions.record_facilitation(
        line, [party], according_to="Annex A", printed=f"P{i}", inferred=True, by=talks.clerk
    )
    return line


def count_queries(read: Callable[[], object]) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        read()
    return len(captured)


def test_the_overview_says_how_each_section_stands(talks: Negotiation) -> None:
    lines = with_lines(talks, 2)
    found = overview(talks.process, NOBODY)
    assert [(state.line, state.depth) for state in found] == [(line, 0) for line in lines]
    [section] = found[1].sections
    assert section.view is not None
    assert section.view.heading == "Section 1"
    assert section.meeting == talks.meetings[0]
    assert section.standing is not None
    assert (section.standing.code, section.standing.origin) == (Code.BRACKETED, "rollup")
    assert section.counts is not None
    assert (section.counts.agreed, section.counts.pending, section.counts.total) == (1, 1, 2)


@pytest.mark.parametrize("read", ["overview", "line"])
def test_more_lines_take_no_more_queries(db: None, read: str) -> None:
    counts = []
    for number in (1, 3):
        talks = Negotiation(slug=f"talks-{number}")
        first = with_lines(talks, number)[0]
        what = (
            (lambda process=talks.process: overview(process, NOBODY))
            if read == "overview"
            else (lambda line=first: line_view(line, NOBODY))
        )
        counts.append(count_queries(what))
    assert counts[0] == counts[1] <= 20


def test_a_line_shows_its_texts_with_what_holds(talks: Negotiation) -> None:
    line = with_lines(talks, 2)[0]
    view = line_view(line, NOBODY)
    [section] = view.sections
    assert [(p.depth, p.view.heading or p.view.text) for p in section.provisions] == [
        (0, "Section 0"),
        (1, "Agreed words of 0."),
        (1, "Other [disputed] words of 0."),
    ]
    assert [p.standing and p.standing.shown for p in section.provisions] == [
        Shown.PENDING,
        Shown.AGREED,
        Shown.PENDING,
    ]
    [source] = view.facilitators
    assert source.according_to == "Annex A"
    assert source.facilitators == (FacilitatorView("Party 0", "P0", inferred=True),)


def test_a_section_that_left_the_text_is_said_to_be_gone(talks: Negotiation) -> None:
    [line] = with_lines(talks, 1)
    talks.draft(Line("other", "Something else."), result_of=talks.meeting())
    [state] = overview(talks.process, NOBODY)
    [section] = state.sections
    assert (section.view, section.standing, section.counts) == (None, None, None)
    [texts] = line_view(line, NOBODY).sections
    assert texts.provisions == ()


def test_lines_stand_after_the_line_they_are_part_of(talks: Negotiation) -> None:
    [whole] = with_lines(talks, 1)
    part = actions.add_line(
        talks.process, code="C0-e-health", title="E-health", order=7, parent=whole, by=talks.clerk
    )
    assert [(s.line, s.depth) for s in overview(talks.process, NOBODY)] == [(whole, 0), (part, 1)]
    assert [s.line for s in line_view(whole, NOBODY).lines] == [part]


def test_texts_that_a_reader_may_not_see_stay_unseen(talks: Negotiation) -> None:
    meeting = talks.meeting()
    draft = talks.draft(
        Line("s0", "Secret section", kind=Kind.SECTION),
        Line("s0/1", "Secret words.", parent="s0"),
        result_of=meeting,
        visibility=SECRETARIAT,
    )
    line = a_line(talks, 0)

    def sections(user: object) -> list[int]:
        return [
            len(overview(talks.process, user)[0].sections),
            len(line_view(line, user).sections),
        ]

    assert sections(NOBODY) == [0, 0]
    assert sections(talks.clerk) == [1, 1]
    publish(draft, visibility=PUBLIC, by=talks.clerk)
    assert sections(NOBODY) == [1, 1]


@pytest.mark.usefixtures("corpus")
def test_the_state_of_the_lines_of_the_corpus() -> None:
    found = {s.line.code: s for s in overview(Process.objects.get(slug="wsis10"), NOBODY)}

    def stands(state: LineState) -> tuple[str, str]:
        [section] = state.sections
        assert section.standing is not None
        assert section.counts is not None
        return (section.standing.code, f"{section.counts.agreed} of {section.counts.total}")

    assert found["C12"].sections == ()
    assert {code: stands(state) for code, state in found.items() if code != "C12"} == {
        "C1": ("final_agreed", "6 of 6"),
        "C2": ("final_agreed", "5 of 5"),
        "C3": ("final_agreed", "8 of 8"),
        "C4": ("final_agreed", "6 of 6"),
        "C5": ("not_agreed", "7 of 8"),
        "C6": ("final_agreed", "8 of 8"),
        "C7": ("final_agreed", "48 of 48"),
        "C7-e-government": ("final_agreed", "8 of 8"),
        "C7-e-business": ("final_agreed", "5 of 5"),
        "C7-e-learning": ("final_agreed", "6 of 6"),
        "C7-e-health": ("final_agreed", "6 of 6"),
        "C7-e-employment": ("final_agreed", "4 of 4"),
        "C7-e-environment": ("final_agreed", "6 of 6"),
        "C7-e-agriculture": ("final_agreed", "6 of 6"),
        "C7-e-science": ("final_agreed", "6 of 6"),
        "C8": ("not_agreed", "11 of 12"),
        "C9": ("not_agreed", "0 of 8"),
        "C10": ("final_agreed", "6 of 6"),
        "C11": ("final_agreed", "4 of 4"),
    }


@pytest.mark.usefixtures("corpus")
def test_c5_of_the_corpus_with_its_texts_and_two_lists() -> None:
    line = ActionLine.objects.get(process__slug="wsis10", code="C5")
    view = line_view(line, NOBODY)
    [section] = view.sections
    assert section.provisions[0].view.label == "С5."
    assert section.provisions[0].view.id == public_id_for("vision/C5")
    assert len(section.provisions) == 14
    assert section.state.meeting is not None
    assert section.state.meeting.slug == "mpp-additional"
    assert [
        (source.according_to, [each.party for each in source.facilitators])
        for source in view.facilitators
    ] == [
        ("Annex A (Russian Federation), 2005", ["ITU"]),
        ("Annex B (Ghana), 2005", ["UN Regional Commissions", "Regional political bodies"]),
    ]
