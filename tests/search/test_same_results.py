"""The same results in the same order, whatever the database: those that a plain reading of the
texts gives. The tests run on SQLite and on PostgreSQL."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import pytest

from bracketed import parse_wording, words
from documents.models import Wording
from documents.queries import OPEN_KINDS, draft_view
from negotiation.queries import visible_decisions, visible_drafts, visible_proposals
from tests.search.looking import look
from tracker.search.asking import Asked, read_query
from tracker.search.choices import Scope
from tracker.search.matching import PAGE, matches

pytestmark = pytest.mark.usefixtures("corpus")

QUERIES = (
    "the",
    "rights",
    "human rights",
    '"human rights"',
    '"rights human"',
    "HUMAN Rights",
    "multi-stakeholder",
    "stakeholder",
    '"of the information society" Tunis',
    "2020",
    "2015",
    "ITU’s",
    '"access to" "access to information"',
    "cybersecurity confidence",
    "[digital] (divide)",
    "no such words here",
    "annex",
    "UNESCO",
    "C5",
)


def times(phrase: Sequence[str], texts: Iterable[Sequence[str]]) -> int:
    """How often it stands in them, none over another."""
    count = 0
    for text in texts:
        at = 0
        while at + len(phrase) <= len(text):
            is_here = list(text[at : at + len(phrase)]) == list(phrase)
            count += is_here
            at += len(phrase) if is_here else 1
    return count


def plainly(q: str) -> list[tuple[str, int]]:
    """What a reader who is not signed in should find: whose words, in how many other drafts;
    by reading every text that is published."""
    phrases = read_query(q).phrases
    families: dict[str, list[tuple[int, tuple[int, ...]]]] = defaultdict(list)
    for draft in visible_drafts(None).order_by("number"):
        for place, provision in enumerate(draft_view(draft).provisions):
            if provision.start is None and provision.disposition not in ("live", "alternative"):
                continue
            texts = [words(provision.heading), words(provision.text)]
            counts = [times(phrase, texts) for phrase in phrases]
            if all(counts):
                day = draft.issued_on or draft.as_of
                if draft.state == draft.State.ROLLING and draft.written_at:
                    day = draft.written_at.date()
                order: tuple[int, ...] = (
                    -day.toordinal() if day else 0,
                    draft.document_id,
                    -draft.number,
                    2,
                    place,
                )
                families[f"provision {provision.provision_id}"].append((sum(counts), order))
    for decision in visible_decisions(None).select_related("provision", "draft"):
        said = (decision.condition, decision.note, decision.contradiction)
        counts = [times(phrase, [words(text) for text in said]) for phrase in phrases]
        if all(counts):
            number = -decision.draft.number if decision.draft else 1
            order = (-decision.taken_on.toordinal(), decision.provision.document_id, number, 0)
            families[f"decision {decision.pk}"].append((sum(counts), (*order, decision.pk)))
    for proposal in visible_proposals(None).select_related("submission", "target"):
        counts = [times(phrase, [words(proposal.text)]) for phrase in phrases]
        if all(counts):
            day = proposal.submission.received_on
            document = proposal.target.document_id if proposal.target else 10**6
            order = (-day.toordinal() if day else 0, document, 1, 1, proposal.pk)
            families[f"proposal {proposal.pk}"].append((sum(counts), order))
    newest = {
        name: (min(found, key=lambda one: one[1]), len(found) - 1)
        for name, found in families.items()
    }
    ranked = sorted(newest.items(), key=lambda one: (-one[1][0][0], one[1][0][1]))
    return [(name, others) for name, (_, others) in ranked]


def found(asked: Asked) -> list[tuple[str, int]]:
    """What the index finds, page after page."""
    from tracker.models import SearchEntry

    sought, nothing = read_query(asked.q), Scope(None, None)
    total, rows = matches(asked, sought, nothing, None)
    for page in range(2, -(-total // PAGE) + 1):
        rows += matches(Asked(q=asked.q, page=page), sought, nothing, None)[1]
    assert len(rows) == total
    family = dict(SearchEntry.objects.values_list("pk", "family"))
    return [(family[row.entry], row.others) for row in rows]


@pytest.mark.parametrize("q", QUERIES)
def test_finds_what_a_plain_reading_finds_in_its_order(q: str) -> None:
    assert found(Asked(q=q)) == plainly(q)


def test_what_is_found_and_what_is_not() -> None:
    assert plainly("no such words here") == []
    assert len(plainly('"human rights"')) >= 10
    # 2020 stands in “[2020/2025]”, where the parser of PostgreSQL sees one word
    assert any("[2020/2025]" in hit.excerpt.text for hit in look("2020").hits)


def test_disputed_words_are_those_in_brackets() -> None:
    for q in ("rights", "access", "2020", '"human rights"'):
        phrases = read_query(q).phrases
        expected = set()
        for wording in Wording.objects.filter(
            draft__in=visible_drafts(None), brackets__end_wording=None, start__isnull=False
        ).distinct():
            inside = [
                words(text[pair.start : pair.end])
                for text in (wording.heading, wording.text)
                for pair in parse_wording(text).brackets
                if pair.depth == 1 and pair.kind in OPEN_KINDS
            ]
            if all(times(phrase, inside) for phrase in phrases):
                expected.add(wording.provision.public_id)
        hits = look(q, inside=True)
        assert expected
        assert expected <= {hit.id for hit in hits.hits}
        assert hits.total < look(q).total
        assert all("[" in hit.excerpt.text for hit in hits.hits)
