"""Which draft is the text at a meeting; drafts as they come in, once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from documents.models import Draft
from negotiation import actions
from negotiation.models import Decision, Mandate, Tabling
from negotiation.policies import Refused
from negotiation.queries import draft_at, later_draft_known, latest_draft, meeting_of, meetings_of
from tests.documents.builders import Line, planned
from tests.negotiation.builders import PUBLIC, Negotiation, day_of

LINE = Line("1", "We agree.")


def test_the_text_is_the_last_result_or_what_was_tabled_later(talks: Negotiation) -> None:
    before, first, second, third = (talks.meeting() for _ in range(4))
    tabled = talks.draft(LINE, tabled_at=[first])
    result = talks.draft(LINE, result_of=first, tabled_at=[second])
    later = talks.draft(LINE, tabled_at=[third])
    texts = [draft_at(talks.document, meeting, None) for meeting in talks.meetings]
    assert texts == [None, result, result, later]
    assert [meeting_of(draft) for draft in (tabled, result, later)] == [first, first, third]
    assert meetings_of(talks.document) == (first, second, third)
    assert before not in meetings_of(talks.document)


def test_a_proposal_is_never_taken_by_default(talks: Negotiation) -> None:
    first, second = talks.meeting(), talks.meeting()
    text = talks.draft(LINE, result_of=first)
    proposal = talks.draft(LINE, proposed_at=second)
    assert draft_at(talks.document, second, None) == text
    assert latest_draft(talks.document, None) == text
    assert later_draft_known(text, None) is None
    assert meeting_of(proposal) == second


def test_an_outline_is_known_and_is_not_the_text(talks: Negotiation) -> None:
    first, second = talks.meeting(), talks.meeting()
    text = talks.draft(LINE, result_of=first)
    outline = talks.draft(LINE, result_of=second, extent=Draft.Extent.OUTLINE)
    assert draft_at(talks.document, second, None) == text
    assert latest_draft(talks.document, None) == text
    assert later_draft_known(text, None) == outline
    assert later_draft_known(outline, None) is None


def test_where_only_an_outline_is_known_it_is_the_text(talks: Negotiation) -> None:
    first = talks.meeting()
    outline = talks.draft(LINE, result_of=first, extent=Draft.Extent.OUTLINE)
    assert draft_at(talks.document, first, None) == outline
    assert latest_draft(talks.document, None) == outline


def test_a_draft_of_no_meeting_is_the_latest_and_no_text_of_a_meeting(talks: Negotiation) -> None:
    first = talks.meeting()
    draft = talks.draft(LINE)
    assert latest_draft(talks.document, None) == draft
    assert draft_at(talks.document, first, None) is None
    assert meeting_of(draft) is None
    assert meetings_of(talks.document) == ()


def test_a_document_without_drafts_has_no_text(talks: Negotiation) -> None:
    assert latest_draft(talks.document, None) is None
    assert draft_at(talks.document, talks.meeting(), None) is None


class TestImport:
    def test_the_same_twice_is_one_draft(self, talks: Negotiation) -> None:
        first = talks.meeting()
        plan = planned(talks.document, 1, Line("1", "We agree.", tag="agreed"), as_of=day_of(0))
        once, twice = (
            actions.import_draft(
                talks.process,
                plan,
                tabled=[(first, Tabling.AsA.RESULT)],
                visibility=PUBLIC,
                ref="the draft",
                by=talks.clerk,
            )
            for _ in range(2)
        )
        assert once == twice
        assert once.state == Draft.State.ISSUED
        assert [Draft.objects.count(), Tabling.objects.count(), Decision.objects.count()] == [1] * 3
        assert once.publications.count() == 1

    def test_the_key_of_the_plan_names_it_too(self, talks: Negotiation) -> None:
        plan = replace(planned(talks.document, 1, LINE), public_key="vision/annex-two")
        once = actions.import_draft(talks.process, plan, by=talks.clerk)
        assert actions.import_draft(talks.process, plan, by=talks.clerk) == once

    def test_a_refused_import_writes_nothing(self, talks: Negotiation) -> None:
        plan = planned(talks.document, 1, Line("1", "We agree.", tag="agreed"))
        with pytest.raises(Refused):
            actions.import_draft(talks.process, plan, by=talks.clerk)
        assert not Draft.objects.exists()
        assert not Tabling.objects.exists()

    def test_document_and_meetings_are_of_the_process(self, talks: Negotiation) -> None:
        other = Negotiation("other")
        with pytest.raises(Refused, match="Review does not negotiate “Text of other”"):
            actions.import_draft(talks.process, planned(other.document, 1, LINE), by=talks.clerk)
        elsewhere = other.meeting()
        with pytest.raises(Refused, match="no meeting of Review"):
            talks.draft(LINE, result_of=elsewhere)

    def test_a_draft_comes_out_of_one_meeting(self, talks: Negotiation) -> None:
        tabled = [(talks.meeting(), Tabling.AsA.RESULT), (talks.meeting(), Tabling.AsA.RESULT)]
        with pytest.raises(Refused, match="one meeting only"):
            actions.import_draft(
                talks.process, planned(talks.document, 1, LINE), tabled=tabled, by=talks.clerk
            )

    def test_a_document_is_negotiated_in_one_process(self, talks: Negotiation) -> None:
        other = Negotiation("other")
        same = {"slug": talks.document.slug, "title": "Again", "short_title": "Again"}
        assert actions.open_document(talks.process, by=talks.clerk, **same) == talks.document
        with pytest.raises(Refused, match="in another process"):
            actions.open_document(other.process, by=other.clerk, **same)
        assert Mandate.objects.filter(document=talks.document).count() == 1
