"""A comparison over REST, as values and as files."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any
from zipfile import ZipFile

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import etree
from markdown_it import MarkdownIt
from pytest_django import DjangoCaptureOnCommitCallbacks

from documents import actions
from documents.between import compare_moments
from documents.models import Comparison, Draft
from documents.queries import ComparisonView, DraftView, comparison_view, draft_view
from documents.writing.redline import How, Place, Redline
from negotiation.actions import ask_comparison
from negotiation.codes import Code
from negotiation.queries import visible_drafts
from tests.documents.builders import Line
from tests.exports.reading import squeezed
from tests.negotiation.builders import CHAPTER, PUBLIC, SECRETARIAT, Negotiation
from tracker.exports.between import kept_between
from tracker.exports.redline_formats import REDLINES
from tracker.exports.redlines import redline_of

NOBODY = AnonymousUser()
ADDRESS = "/api/v1/documents/review-text/comparison/"
QUICK = [name for name in REDLINES if name != "pdf"]


def computed(earlier: Draft, later: Draft) -> Comparison:
    comparison = ask_comparison(earlier, later, by=NOBODY)
    actions.run_comparison(comparison.pk)
    actions.compare_chunk(comparison.pk, 0, 10_000)
    return Comparison.objects.select_related("earlier__document", "later__document").get(
        pk=comparison.pk
    )


def side(view: ComparisonView, draft: DraftView, name: str) -> list[str]:
    """What one draft says of the provisions that are compared, in its own order."""
    ids = {one.id for change in view.changes for one in getattr(change, name)}
    return [
        squeezed((one.number or one.label) + one.words)
        for one in draft.provisions
        if one.id in ids and one.words
    ]


def read_back(redline: Redline, dropped: How) -> list[str]:
    """The paragraphs of a redline without what was inserted, or without what was deleted."""
    gone = Place.TO if dropped is How.INSERTED else Place.FROM
    found, begun = [], ""
    for row in redline.rows:
        for paragraph in row.paragraphs:
            if row.place is not gone:
                begun += "".join(one.text for one in paragraph.stretches if one.how is not dropped)
            is_end = row.place is not gone if row.move else paragraph.end is not dropped
            if is_end:
                found.append(squeezed(begun))
                begun = ""
    return found


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "words", "said"),
    [
        ("one", "We agree on water.", "Nothing changed"),
        ("two", "Encourage media to broadcast.", "They have nothing in common"),
    ],
)
def test_a_file_without_changes_says_so(client: Client, code: str, words: str, said: str) -> None:
    talks = Negotiation()
    earlier = talks.draft(Line("one", "We agree on water."), extent=Draft.Extent.EXCERPT)
    later = talks.draft(Line(code, words), extent=Draft.Extent.EXCERPT)
    computed(earlier, later)
    ends = {"earlier": earlier.public_id, "later": later.public_id, "format": "md"}
    assert said in client.get(ADDRESS, ends).content.decode()


@pytest.mark.usefixtures("corpus")
def test_every_redline_holds_both_texts() -> None:
    drafts = visible_drafts(NOBODY).exclude(extent=Draft.Extent.OUTLINE)
    pairs = [(a, b) for a in drafts for b in drafts if a != b and a.document_id == b.document_id]
    assert len(pairs) == 14
    numbers = []
    for pair in pairs:
        comparison = computed(*pair)
        redline, view = redline_of(kept_between(comparison), NOBODY), comparison_view(comparison)
        earlier, later = (draft_view(one) for one in pair)
        assert read_back(redline, How.INSERTED) == side(view, earlier, "earlier")
        assert read_back(redline, How.DELETED) == side(view, later, "later")
        numbers.append(len(redline.rows))
        # what is computed at once, where nothing is stored, is the same
        assert compare_moments(pair[0], None, pair[1], None).changes == view.changes
    assert sum(numbers) > 80


@pytest.mark.django_db
class TestAnswers:
    """Two public drafts, and a third that is hidden."""

    @pytest.fixture
    def talks(self) -> Negotiation:
        talks = Negotiation()
        meetings = [talks.meeting() for _ in range(3)]
        head = Line("A", "Preamble", label="A.", kind=CHAPTER)
        for number, words in enumerate(("We [all] agree.", "We agree.", "We agree on hushed.")):
            talks.draft(
                head,
                Line("A/1", words, label="1.", parent="A"),
                Line("A/2", "The same <b>words</b> & more.", label="2.", parent="A"),
                result_of=meetings[number],
                visibility=PUBLIC if number < 2 else SECRETARIAT,
            )
            talks.decide("A/1", Code.PENDING, meetings[number], note=f"note of meeting {number}")
        return talks

    @pytest.fixture
    def ends(self, talks: Negotiation) -> list[str]:
        return [one.public_id for one in talks.document.drafts.order_by("number")]

    def test_it_is_computed_when_it_is_asked_for(
        self,
        client: Client,
        ends: list[str],
        django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    ) -> None:
        query = {"earlier": ends[0], "later": ends[1]}
        with django_capture_on_commit_callbacks() as callbacks:
            first = client.get(ADDRESS, query)
        assert (first.status_code, first["Retry-After"]) == (202, "2")
        assert first.json()["state"] == "waiting"
        for callback in callbacks:
            callback()
        computed(*(Draft.objects.get(public_id=one) for one in ends[:2]))
        done = client.get(ADDRESS, query)
        assert done.status_code == 200
        assert done.json()["totals"] == {"bracket_deleted": 1}
        assert Comparison.objects.count() == 1

    def test_one_that_failed_says_so_and_is_tried_again_after_a_while(
        self, client: Client, ends: list[str]
    ) -> None:
        query = {"earlier": ends[0], "later": ends[1]}
        client.get(ADDRESS, query)
        Comparison.objects.update(state=Comparison.State.FAILED, error="Secret: of the server")
        failed = client.get(ADDRESS, query)
        assert (failed.status_code, failed["Content-Type"]) == (503, "application/problem+json")
        assert 0 < int(failed["Retry-After"]) <= 300
        assert "Ask again in" in failed.json()["detail"]
        assert "Secret" not in failed.content.decode()
        Comparison.objects.update(asked_at=F("asked_at") - timedelta(minutes=5))
        assert client.get(ADDRESS, query).json()["state"] == "waiting"

    def test_a_file_is_written_once(
        self, talks: Negotiation, client: Client, ends: list[str]
    ) -> None:
        computed(*talks.document.drafts.filter(public_id__in=ends[:2]).order_by("number"))
        query = {"earlier": ends[0], "later": ends[1], "format": "docx"}
        counts: list[int] = []
        files: list[Any] = []
        for _ in range(3):
            if len(files) == 2:
                talks.decide("A/1", Code.AGREED, talks.meetings[1])
            with CaptureQueriesContext(connection) as queries:
                files.append(client.get(ADDRESS, query))
            counts.append(len(queries))
        assert counts[1] < counts[0] == counts[2]
        assert files[0].content == files[1].content != files[2].content
        etag = {"If-None-Match": files[2]["ETag"]}
        assert client.get(ADDRESS, query, headers=etag).status_code == 304

    @pytest.mark.parametrize("name", QUICK)
    def test_as_a_file(
        self, talks: Negotiation, client: Client, ends: list[str], name: str
    ) -> None:
        computed(*talks.document.drafts.filter(public_id__in=ends[:2]).order_by("number"))
        answer = client.get(ADDRESS, {"earlier": ends[0], "later": ends[1], "format": name})
        assert answer.status_code == 200
        assert answer["Content-Type"] == REDLINES[name].format.content_type
        assert answer["Content-Disposition"].endswith(f'-redline.{name}"')
        content = answer.content
        if name in ("docx", "odt"):
            with ZipFile(io.BytesIO(content)) as parts:
                content = b"".join(parts.read(one) for one in parts.namelist())
        assert b"note of meeting 1" in content
        assert b"note of meeting 0" not in content
        assert b"hushed" not in content
        assert b"&lt;b&gt;words" in content or name == "md"

    def test_markdown_shows_what_is_struck(
        self, talks: Negotiation, client: Client, ends: list[str]
    ) -> None:
        computed(*talks.document.drafts.filter(public_id__in=ends[:2]).order_by("number"))
        answer = client.get(ADDRESS, {"earlier": ends[0], "later": ends[1], "format": "md"})
        page = MarkdownIt("commonmark").render(answer.content.decode())
        assert "<strong>1.</strong> We <del>[all] </del>agree." in page
        assert "&lt;b&gt;words&lt;/b&gt; &amp; more." in page

    def test_tracked_changes_say_whose_and_when(
        self, talks: Negotiation, client: Client, ends: list[str]
    ) -> None:
        pair = talks.document.drafts.filter(public_id__in=ends[:2]).order_by("number")
        later = computed(*pair).later
        answer = client.get(ADDRESS, {"earlier": ends[0], "later": ends[1], "format": "docx"})
        with ZipFile(io.BytesIO(answer.content)) as parts:
            root = etree.fromstring(parts.read("word/document.xml"))
        space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
        (deleted,) = root.iter(f"{space}del")
        assert deleted.get(f"{space}author") == str(later)
        assert str(deleted.get(f"{space}date")).endswith("T00:00:00Z")
        assert "".join(deleted.itertext()) == "[all] "

    @pytest.mark.parametrize(
        ("earlier", "later"),
        [("review-0", "review-1"), ("2014-01-15", "2014-02-15"), ("review-0", "2014-02-15")],
    )
    def test_ends_are_drafts_meetings_or_days(
        self, talks: Negotiation, client: Client, ends: list[str], earlier: str, later: str
    ) -> None:
        computed(*talks.document.drafts.filter(public_id__in=ends[:2]).order_by("number"))
        answer = client.get(ADDRESS, {"earlier": earlier, "later": later})
        assert [answer.json()[name]["id"] for name in ("earlier", "later")] == ends[:2]

    @pytest.mark.parametrize("name", ["json", *REDLINES])
    def test_a_hidden_end_is_not_there(
        self, talks: Negotiation, client: Client, ends: list[str], name: str
    ) -> None:
        drafts = list(talks.document.drafts.order_by("number"))
        for number in (0, 1):  # it is computed already, for those who may see it
            comparison = actions.ask_comparison(drafts[number], drafts[2], at=drafts[0].frozen_at)
            actions.run_comparison(comparison.pk)
            actions.compare_chunk(comparison.pk, 0, 100)
        for other in (0, 1):
            for query in (
                {"earlier": ends[other], "later": ends[2]},
                {"earlier": ends[2], "later": ends[other]},
            ):
                answer = client.get(ADDRESS, query | {"format": name})
                assert answer.status_code == 404
                assert b"hushed" not in answer.content

    @pytest.mark.parametrize(
        ("query", "status", "said"),
        [
            ({}, 400, "earlier"),
            ({"earlier": "x", "later": "review-1"}, 404, "earlier: there is no draft “x”"),
            ({"earlier": "2001-01-01", "later": "review-1"}, 404, "the first is “"),
            ({"earlier": "review-0", "later": "review-1", "format": "epub"}, 400, "json, html,"),
        ],
    )
    def test_refusals(
        self, talks: Negotiation, client: Client, query: dict[str, str], status: int, said: str
    ) -> None:
        answer = client.get(ADDRESS, query)
        assert answer.status_code == status
        assert answer["Content-Type"] == "application/problem+json"
        assert said in answer.json()["detail"]

    @pytest.mark.parametrize("name", ["json", *QUICK])
    def test_three_changes_take_as_many_queries_as_one(
        self, client: Client, db: None, name: str
    ) -> None:
        numbers = []
        for slug, number in (("one", 1), ("three", 3)):
            talks = Negotiation(slug=slug)
            meetings = [talks.meeting(), talks.meeting()]
            drafts = [
                talks.draft(
                    Line("A", "Preamble", label="A.", kind=CHAPTER),
                    *(
                        Line(f"A/{i}", f"We agree on {i}{more}.", label=f"{i}.", parent="A")
                        for i in range(number)
                    ),
                    result_of=meeting,
                    visibility=PUBLIC,
                )
                for meeting, more in zip(meetings, ("", " indeed"), strict=True)
            ]
            for i in range(number):
                talks.decide(f"A/{i}", Code.AGREED, meetings[0])
            computed(*drafts)
            address = f"/api/v1/documents/{slug}-text/comparison/"
            ends = {"earlier": drafts[0].public_id, "later": drafts[1].public_id}
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address, ends | {"format": name}).status_code == 200
            numbers.append(len(queries))
        assert numbers[0] == numbers[1]
