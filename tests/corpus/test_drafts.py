"""What the documents hold: the facts of the field's description of the corpus."""

from collections import Counter

import pytest

from bracketed.model import HEADINGS, Kind, ProblemKind, Role
from documents.models import Draft, Lineage, Wording
from documents.public_ids import public_id_for
from documents.queries import OPEN_KINDS, ProvisionView, draft_view, printed
from negotiation.models import Tabling
from tests.corpus.conftest import draft, provision

pytestmark = pytest.mark.usefixtures("corpus")


def view_of(key: str, provision_key: str) -> ProvisionView:
    return draft_view(draft(key)).provision(public_id_for(provision_key))


def test_each_document_has_its_drafts_in_their_order() -> None:
    drafts = Draft.objects.filter(document__mandate__process__slug="wsis10")
    found: dict[str, list[str]] = {}
    for slug, title in drafts.order_by("document", "number").values_list("document__slug", "title"):
        found.setdefault(slug, []).append(title)
    assert found == {
        "tunis-2005": ["Draft of Chapters One and Four"],
        "statement": [
            "Proposal for the first draft of Chapter C",
            "Follow up actions to the decisions taken at the Second Physical Meeting",
            "Pre-agreed chapters of the Fourth Physical Meeting",
        ],
        "vision": [
            "First reading at the Second Physical Meeting",
            "Pre-agreed chapters of the Fourth Physical Meeting",
            "Annex Two: Chapter C",
            "Annex One: UNESCO proposal for action line C9",
        ],
        "ga-outcome-2015": ["Draft Outcome Document – 7 December 2015", "Rolling text"],
    }


def test_drafts_stand_at_their_meetings() -> None:
    tablings = Tabling.objects.filter(meeting__process__slug="wsis10")
    rolling = tablings.filter(draft__state="rolling")
    assert [(t.meeting.slug, t.as_a) for t in rolling] == [("ga-informals-2015-12", "tabled")]
    tablings = tablings.filter(draft__state="issued")
    assert {(t.draft.public_id, t.meeting.slug, t.as_a) for t in tablings} == {
        (public_id_for(f"draft {key}"), meeting, as_a)
        for key, meeting, as_a in (
            ("statement/s2c", "mpp-2", "tabled"),
            ("statement/s22c", "mpp-2", "result"),
            ("statement/mpp-4", "mpp-4", "result"),
            ("vision/mpp-2", "mpp-2", "result"),
            ("vision/mpp-4", "mpp-4", "result"),
            ("vision/annex-two", "mpp-5", "result"),
            ("vision/annex-one", "mpp-additional", "proposal"),
            ("ga-outcome-2015/2015-12-07", "ga-informals-2015-12", "tabled"),
        )
    }


def test_s2c_is_27_paragraphs_in_the_order_of_their_numbers() -> None:
    view = draft_view(draft("statement/s2c"))
    assert [p.number for p in view.provisions if p.kind is Kind.PARAGRAPH] == (
        [
            "10",
            "13",
            "15",
            "17",
            "18",
            "19",
            "20",
            "21",
            "22",
            "23",
            "25",
            "26",
            "27",
            "28",
            "29",
            "30",
            "31",
            "32",
            "33",
            "34",
            "35",
            "36",
            "37",
            "44",
            "54",
            "60",
            "60 bis",
        ]
    )
    assert all(part.endswith("\n") for part in printed(draft("statement/s2c")).splitlines(True))


def test_s22c_keeps_the_paragraphs_and_adds_nine_results() -> None:
    earlier = {p.id: p.text for p in draft_view(draft("statement/s2c")).provisions if p.text}
    view = draft_view(draft("statement/s22c"))
    assert {p.id: p.text for p in view.provisions if p.id in earlier and p.text} == earlier
    results = [view.provision(public_id_for(f"statement/C/result-{n}")) for n in range(1, 10)]
    assert [r.coverage for r in results] == [Wording.Coverage.NONE] * 8 + [Wording.Coverage.WHOLE]
    assert [r.text for r in results[:8]] == [""] * 8
    assert results[3].apparatus == (
        "Proposal to combine paras 21, 22, 23 while considering para 15",
    )
    assert results[8].text.startswith("Need for further improving management and use of")


def test_sixty_bis_keeps_its_former_number() -> None:
    view = view_of("statement/s22c", "statement/C/60-bis")
    assert (view.label, view.number) == ("60 bis.", "60 bis")
    assert view.source.startswith("60 bis (former 45). Utilisation")
    assert view.text.startswith("Utilisation of the unused wireless capacity")


def test_paragraph_44_is_never_closed() -> None:
    for key in ("statement/s2c", "statement/s22c"):
        problems = view_of(key, "statement/C/44").problems
        assert [p.kind for p in problems if p.kind is not ProblemKind.LOST_REDLINE] == [
            ProblemKind.UNCLOSED
        ]


def test_merges_are_stated_and_the_ninth_relation_is_inferred() -> None:
    edges = Lineage.objects.filter(in_draft=draft("statement/s22c"))
    assert Counter(edges.values_list("kind", "basis")) == {
        ("merged_into", "stated"): 14,
        ("considers", "stated"): 1,
        ("replaced_by", "stated"): 9,
        ("taken_from", "inferred"): 2,
    }


@pytest.mark.parametrize(
    ("earlier", "later", "kind"),
    [
        ("tunis-2005/45", "vision/III/partnership", "taken_from"),
        ("vision/III/partnership", "ga-outcome-2015/69", "taken_from"),
        ("tunis-2005/46", "vision/III/stocktaking", "taken_from"),
        ("tunis-2005/47", "vision/III/17-may", "taken_from"),
        ("tunis-2005/40", "vision/III/cooperation", "taken_from"),
        ("vision/III/forum", "ga-outcome-2015/68", "taken_from"),
        ("tunis-2005/21", "ga-outcome-2015/33", "taken_from"),
        ("statement/C/60", "ga-outcome-2015/34", "taken_from"),
        ("statement/A/preamble", "vision/A/preamble", "same_text"),
        ("statement/A/annex", "vision/A/annex", "same_text"),
    ],
)
def test_words_travel_between_documents(earlier: str, later: str, kind: str) -> None:
    edge = Lineage.objects.get(earlier=provision(earlier), later=provision(later))
    assert (edge.kind, edge.basis) == (kind, "stated")
    assert edge.note


def test_the_preamble_paragraph_has_the_same_words_in_both_documents() -> None:
    statement = view_of("statement/s22c", "statement/A/preamble")
    assert statement.text == view_of("vision/mpp-2", "vision/A/preamble").text
    assert statement.text.startswith("The evolution of the information society over the past 10")


def test_chapters_carry_their_own_symbols() -> None:
    def symbols(key: str) -> list[str]:
        return [p.symbol for p in draft_view(draft(key)).provisions if p.symbol]

    assert symbols("statement/s22c") == ["S1.1/A", "S2.2/C"]
    assert symbols("statement/mpp-4") == [f"WSIS+10/4/{n}/Pre-agreed" for n in (4, 5, 6)]
    assert symbols("vision/mpp-4") == [f"WSIS+10/4/{n}/Pre-agreed" for n in (25, 26)]
    assert symbols("vision/mpp-2") == [
        "V1.1/C/ALC1",
        "V1.1/C/ALC3",
        "V1.1/C/ALC7/E-Government",
        "V1.1/C/ALC7/E-Business",
        "V1.1/C/ALC7/E-Health",
        "V1.1/C/ALC7/E-Employment",
        "V1.1/C/ALC7/E-Environment",
        "V1.1/C/ALC7/E-Agriculture",
        "V1.1/C/ALC7/E-Science",
        "V1.1/C/ALC8",
        "V1.1/C/ALC9",
        "V1.1/C/ALC10",
        "V1.1/C/ALC11",
        "V1/D/1",
        "V1/D/2",
        "V1/D/3",
        "V1.1/E",
    ]


def test_paragraph_21_is_a_slot_without_base_text() -> None:
    view = draft_view(draft("vision/mpp-4"))
    slot = view.provision(public_id_for("vision/B/21"))
    assert (slot.number, slot.text, slot.source, slot.start) == ("21", "", "", None)
    assert [(child.role, child.label) for child in view.children(slot.id)] == [
        (Role.ALTERNATIVE, "ALT 1:"),
        (Role.ALTERNATIVE, "ALT2:"),
    ]


def test_chapter_b_prints_28_to_31_and_holds_no_text_of_2_and_27() -> None:
    view = draft_view(draft("vision/mpp-4"))
    under_b = view.children(public_id_for("vision/B"))
    assert [(p.number, p.coverage) for p in under_b] == [
        ("2", "none"),
        ("21", "excerpt"),
        ("27", "none"),
        ("28", "whole"),
        ("29", "whole"),
        ("30", "whole"),
        ("31", "whole"),
    ]
    assert view.provision(public_id_for("vision/B/28")).attribution == "led by Saudi"


def test_annex_two_is_chapter_c_alone() -> None:
    view = draft_view(draft("vision/annex-two"))
    assert [p.id for p in view.children(None)] == [public_id_for("vision/C")]
    tags = Counter(tag for p in view.provisions for tag in p.tags)
    assert tags == {"agreed": 120, "FINAL AGREED DRAFT": 16}


def test_the_action_lines_have_latin_codes_beside_printed_labels() -> None:
    view = draft_view(draft("vision/annex-two"))
    found = {p.code: p.label for p in view.provisions if p.code}
    assert found == {
        "C1": "С1.", "C2": "С2.", "C3": "С3.", "C4": "C4.", "C5": "С5.", "C6": "C6.", "C7": "C7",
        "C8": "C8", "C9": "C9", "C10": "C10", "C11": "C11",
        "E-government": "", "E-business": "", "E-learning": "", "E-health": "",
        "E-employment": "", "E-environment": "", "E-agriculture": "", "E-science": "",
    }  # fmt: skip


def test_c5_item_7_has_three_alternatives_and_two_additions() -> None:
    view = draft_view(draft("vision/annex-two"))
    children = view.children(public_id_for("vision/C5/7"))
    assert [(child.role, child.label) for child in children] == [
        (Role.ALTERNATIVE, "Alt 1:"),
        (Role.ALTERNATIVE, "Alt 2:"),
        (Role.ALTERNATIVE, "Alt 3:"),
        (Role.ADDITION, ""),
        (Role.ADDITION, ""),
    ]


def test_what_is_never_closed_or_opened_in_chapter_c() -> None:
    view = draft_view(draft("vision/annex-two"))
    loose = {(p.kind, p.provision) for p in view.problems if p.kind is not ProblemKind.LOST_REDLINE}
    assert loose == {
        (ProblemKind.UNCLOSED, public_id_for("vision/C")),
        (ProblemKind.UNOPENED, public_id_for("vision/C5/7")),
        (ProblemKind.UNCLOSED, public_id_for("vision/C5/7/add-2")),
        (ProblemKind.UNCLOSED, public_id_for("vision/C9/5")),
    }
    spans = [(s.opens.provision, s.closes.provision) for s in view.spans if s.closes]
    assert spans == [(public_id_for("vision/C/III"), public_id_for("vision/III/17-may"))]


def test_tunis_balances_inside_one_bracket_around_the_whole() -> None:
    view = draft_view(draft("tunis-2005/2005"))
    assert {p.kind for p in view.problems} == {ProblemKind.LOST_REDLINE}
    assert next((s.opens.provision, s.closes.provision) for s in view.spans if s.closes) == (
        public_id_for("tunis-2005/One"),
        public_id_for("tunis-2005/Four/49"),
    )


def test_the_annexes_of_2005_compete_for_an_unprinted_place() -> None:
    view = draft_view(draft("tunis-2005/2005"))
    slot = view.provision(public_id_for("tunis-2005/annex"))
    assert slot.start is None
    assert [(p.role, p.attribution) for p in view.children(slot.id)] == [
        (Role.ALTERNATIVE, "Russian Federation"),
        (Role.ALTERNATIVE, "Ghana"),
    ]


def test_the_assembly_draft_has_70_paragraphs_in_10_sections() -> None:
    view = draft_view(draft("ga-outcome-2015/2015-12-07"))
    kinds = Counter(p.kind for p in view.provisions)
    assert (kinds[Kind.PARAGRAPH], kinds[Kind.SECTION]) == (70, 10)
    paragraphs = [p for p in view.provisions if p.kind not in HEADINGS]
    tagged = [p for p in paragraphs if p.tags]
    assert (len(tagged), len(paragraphs) - len(tagged)) == (39, 31)
    given = [p.number for p in tagged if p.tags == ("Suggested for Closure, given new figures",)]
    assert given == ["23", "24"]


def test_the_assembly_draft_has_13_bracketed_passages_in_12_paragraphs() -> None:
    view = draft_view(draft("ga-outcome-2015/2015-12-07"))
    found = {
        p.number: [p.text[b.start : b.end] for b in p.brackets if b.kind in OPEN_KINDS]
        for p in view.provisions
    }
    bracketed = {number: words for number, words in found.items() if words}
    assert list(bracketed) == [
        "12",
        "13",
        "32",
        "48",
        "53",
        "55",
        "56",
        "57",
        "58",
        "60",
        "64",
        "70",
    ]
    assert sum(map(len, bracketed.values())) == 13
    whole = [p.number for p in view.provisions if found[p.number] == [p.text] and p.text]
    assert whole == ["13", "53", "56"]
    assert not view.problems
