"""A rolling text is printed, read back and frozen."""

from collections.abc import Sequence
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bracketed import apply_marks, parse, read_outline
from bracketed.model import Kind, Mark, MarkKind, Role
from bracketed.outline.printed import ToPrint, print_provisions, read_printed
from documents.actions import issue, issue_rolling, open_rolling, save_wording, withdraw
from documents.models import Draft, Provision, Source, Wording
from documents.plans import plan_wordings
from documents.public_ids import public_id_for
from documents.queries import draft_view, printed
from documents.reading_back import ReadBack, as_written, read_back
from documents.refusals import NotEditable, NotIssuable
from tests.documents.builders import NOON, Line, a_document, a_person, rolling

LINES = (
    Line("C", "[Action lines", label="C.", kind=Kind.CHAPTER),
    Line("C/0", "", kind=Kind.CHAPEAU, parent="C"),
    Line("C/1", "We [shall] act.", label="1.", tag="agreed", parent="C"),
    Line("C/1/a", "We act.", label="Alt 1:", parent="C/1", role=Role.ALTERNATIVE),
    Line("C/2", "We agree.]", label="1.", parent="C"),
)


def of(key: str) -> Provision:
    return Provision.objects.get(public_id=public_id_for(f"vision/{key}"))


def issue_it(draft: Draft, symbol: str = "V1.2/C") -> Draft:
    return issue_rolling(
        draft,
        symbol=symbol,
        issued_on=date(2014, 6, 12),
        as_of=date(2014, 6, 11),
        as_of_note="COB",
        record="57 abcdef",
        by=a_person(),
        at=NOON,
    )


def live(draft: Draft) -> list[ReadBack]:
    rows = {row.id: row for row in Wording.objects.filter(draft=draft)}
    ordered = [rows[one.wording_id] for one in draft_view(draft).provisions]
    return list(as_written([row for row in ordered if row.is_live]))


@pytest.mark.django_db
def test_a_rolling_text_is_printed_and_frozen() -> None:
    draft = rolling(a_document(), 1, *LINES)
    save_wording(draft, of("C/1"), "We act:\n\t[now].", base=1, by=a_person(), at=NOON)
    withdraw(draft, of("C/1/a"), by=a_person(), at=NOON)
    Wording.objects.filter(draft=draft, provision=of("C/2")).update(number="2")
    before = draft_view(draft)
    done = issue_it(draft)
    assert (done.state, done.symbol, done.as_of_note, done.record) == (
        Draft.State.ISSUED,
        "V1.2/C",
        "COB",
        "57 abcdef",
    )
    assert printed(done) == (
        "Bracketed text, layout 1\nVision\nV1.2/C\nRolling\n2014-06-12\n"
        "Status as of 2014-06-11 COB\nRecord 57 abcdef\n"
        f"{done.public_id} 2 en\n"
        "\nchapter number=\tC.\t[Action lines\n"
        "\n  chapeau\t\t\n"
        "\n  paragraph number=\t1.\tWe act:\n\t\t\t[now].\n"
        "\n  paragraph number=2\t1.\tWe agree.]\n"
    )
    after = draft_view(done)
    assert [(p.id, p.words, p.label, p.parent) for p in after.provisions] == [
        (p.id, p.words, p.label, p.parent) for p in before.provisions
    ]
    assert (after.spans, after.problems) == (before.spans, before.problems)
    for row in Wording.objects.filter(draft=done, start__isnull=False):
        marks = tuple(Mark(MarkKind(kind), start, end) for kind, start, end in row.marks)
        assert apply_marks(row.source, marks) == row.words
    gone = Wording.objects.get(draft=done, provision=of("C/1/a"))
    assert (gone.start, gone.source, gone.text, gone.disposition) == (
        None,
        "",
        "We act.",
        "withdrawn",
    )
    assert list(read_back(printed(done))) == live(done)


@pytest.mark.django_db
def test_what_is_issued_is_no_longer_edited() -> None:
    done = issue_it(rolling(a_document(), 1, *LINES))
    with pytest.raises(NotEditable, match=r"“V1\.2/C” is frozen"):
        save_wording(done, of("C/1"), "We act.", base=1, by=a_person(), at=NOON)
    with pytest.raises(NotEditable):
        issue_it(done)
    for fields in ({"head_edit": 9}, {"record": "another"}, {"as_of_note": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Draft.objects.filter(id=done.id).update(**fields)


@pytest.mark.django_db
def test_a_rolling_text_without_a_print_is_not_issued() -> None:
    draft = rolling(a_document(), 1, *LINES)
    with pytest.raises(NotIssuable, match="nobody has printed"):
        issue(draft, by=a_person(), at=NOON)
    withdraw(draft, of("C"), by=a_person(), at=NOON)
    with pytest.raises(NotIssuable, match="no text"):
        issue_it(draft)


@pytest.mark.django_db
def test_what_would_not_be_read_back_is_refused() -> None:
    draft = rolling(a_document(), 1, *LINES)
    Wording.objects.filter(draft=draft, label="C.").update(label="C.\tD.")
    with pytest.raises(NotIssuable, match="take tabs and line ends out"):
        issue_it(draft)
    assert not Source.objects.filter(name="V1.2/C.txt").exists()


@pytest.mark.django_db
def test_the_next_rolling_text_follows_what_was_issued() -> None:
    draft = rolling(a_document(), 1, *LINES)
    withdraw(draft, of("C/1"), by=a_person(), at=NOON)
    done = issue_it(draft)
    following = open_rolling(done, title="Next", by=a_person(), at=NOON)
    assert following.number == 3
    assert live(following) == live(done)
    assert not Wording.objects.filter(draft=following, provision=of("C/1")).exists()


def test_every_draft_of_the_corpus_is_read_back_from_its_print(corpus: None) -> None:
    drafts = Draft.objects.exclude(extent=Draft.Extent.OUTLINE)
    open_ones = list(drafts.filter(state=Draft.State.ROLLING))
    closed_ones = list(drafts.filter(state=Draft.State.ISSUED).order_by("id"))
    counted = 0
    for place, one in enumerate([*open_ones, *closed_ones]):
        draft = one
        if one.state == Draft.State.ISSUED:
            draft = open_rolling(one, title="Rolling", by=a_person(), at=NOON)
        before = live(draft)
        assert [p.words for p in before] == [p.words for p in draft_view(one).provisions]
        spans = draft_view(draft).spans
        done = issue_it(draft, symbol=f"Rev.{place}")
        assert list(read_back(printed(done))) == before == live(done)
        closed = [span for span in read_outline(printed(done)).spans if span.opens and span.closes]
        assert len(closed) == sum(span.closes is not None for span in spans)
        counted += len(before)
    assert len(closed_ones) >= 6
    assert counted > 400


words = st.text(
    st.characters(blacklist_categories=("Cs", "Cc"), whitelist_characters="\n\t[]"), max_size=40
).map(str.strip)
lines = st.builds(
    ToPrint,
    kind=st.sampled_from(Kind),
    role=st.just(Role.TEXT),
    depth=st.integers(0, 3),
    label=st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=6).map(
        lambda label: " ".join(label.split())
    ),
    number=st.sampled_from(["", "1", "21 bis", "27, 28"]),
    code=st.sampled_from(["", "C5"]),
    words=words,
)


def nested(provisions: Sequence[ToPrint]) -> list[ToPrint]:
    """The provisions with depths that a tree has."""
    depth = -1
    in_order = []
    for one in provisions:
        depth = min(one.depth, depth + 1)
        in_order.append(
            ToPrint(one.kind, one.role, depth, one.label, one.number, one.code, one.words)
        )
    return in_order


@given(st.lists(lines, max_size=8).map(nested), st.lists(st.text(max_size=20), max_size=3))
@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_is_read_back_from_its_print(provisions: list[ToPrint], head: list[str]) -> None:
    text, places = print_provisions(head, provisions)
    found = read_printed(text)
    assert found is not None
    assert [(p.kind, p.label, p.number, p.code, p.text or p.heading) for p in found] == [
        (p.kind, p.label, p.number, p.code, p.words) for p in provisions
    ]
    depths: list[int] = []
    for one in found:
        depths.append(0 if one.parent is None else depths[one.parent] + 1)
    assert depths == [one.depth for one in provisions]
    assert [(p.start, p.end, p.marks) for p in found] == [
        (place.start, place.end, place.marks) for place in places
    ]
    outline = read_outline(text)
    assert outline.provisions == found
    for one in found:
        assert apply_marks(text[one.start : one.end], one.marks) == one.text or one.heading
    assert parse(text).text == text
    assert [plan.source for plan in plan_wordings(outline)] == [
        text[one.start : one.end] for one in found
    ]


def test_a_text_in_another_layout_is_read_as_ever() -> None:
    assert read_printed("1. We act.") is None
    assert read_printed("") is None
    assert [one.text for one in read_outline("paragraph\t1.\tWe act.").provisions]
