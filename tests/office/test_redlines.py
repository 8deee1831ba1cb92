"""A word processor that is not ours accepts our tracked changes and has the later text, rejects
them and has the earlier one."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest
from django.contrib.auth.models import AnonymousUser
from lxml import etree

from bracketed.model import HEADINGS
from documents import actions
from documents.models import Comparison, Draft
from documents.queries import ComparisonView, DraftView, comparison_view, draft_view
from documents.writing.redline import Redline
from documents.writing.redline_docx import write_docx_redline
from documents.writing.redline_odt import write_odt_redline
from negotiation.actions import ask_comparison
from negotiation.codes import Code
from negotiation.queries import visible_drafts
from tests.documents.builders import Line
from tests.negotiation.builders import CHAPTER, PUBLIC, Negotiation
from tests.office.soffice import Office
from tracker.exports.between import kept_between
from tracker.exports.redlines import redline_of

WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NOBODY = AnonymousUser()

FIRST = "We commit to harnessing the potential of technologies for development in every country"
SECOND = "Media should play an [active] role in building inclusive knowledge societies everywhere"
THIRD = "The gender divide persists and must be closed by all stakeholders within this decade"
FOURTH = "Confidence and security in the use of networks remain a priority for governments"
FIFTH = "Universal access requires affordable infrastructure, local content and capacity building"


def computed(earlier: Draft, later: Draft) -> Comparison:
    comparison = ask_comparison(earlier, later, by=NOBODY)
    actions.run_comparison(comparison.pk)
    actions.compare_chunk(comparison.pk, 0, 10_000)
    return Comparison.objects.select_related("earlier__document", "later__document").get(
        pk=comparison.pk
    )


def lines(written: str) -> list[str]:
    """The paragraphs of a text, white space aside."""
    split = (" ".join(line.split()) for line in written.splitlines())
    return [line for line in split if line]


def side(view: ComparisonView, draft: DraftView, name: str) -> list[str]:
    """What one draft says of the provisions that are compared, in its own order."""
    ids = {one.id for change in view.changes for one in getattr(change, name)}
    said = []
    for one in draft.provisions:
        if one.id in ids and one.words:
            label = one.number or one.label
            gap = " " if one.kind in HEADINGS else "\t"
            said.append((f"{label}{gap}" if label else "") + one.words)
    return lines("\n".join(said))


def kept(redline: Redline, folder: Path, name: str) -> list[Path]:
    files = [folder / f"{name}.docx", folder / f"{name}.odt"]
    files[0].write_bytes(write_docx_redline(redline))
    files[1].write_bytes(write_odt_redline(redline))
    return files


def check(office: Office, comparisons: list[Comparison], folder: Path) -> None:
    """Each comparison, in both formats: accepted the later text, rejected the earlier."""
    files, expected = [], []
    for number, comparison in enumerate(comparisons):
        redline, view = redline_of(kept_between(comparison), NOBODY), comparison_view(comparison)
        head = lines("\n".join((redline.title, *redline.lines)))
        sides = (
            head + side(view, draft_view(comparison.later), "later"),
            head + side(view, draft_view(comparison.earlier), "earlier"),
        )
        for file in kept(redline, folder, f"r{number}"):
            files.append(file)
            expected.append(sides)
    judged = office.judge(*files)
    for file, (accepted, rejected, kinds), (later, earlier) in zip(
        files, judged, expected, strict=True
    ):
        assert lines(accepted) == later, file
        assert lines(rejected) == earlier, file
        assert bool(kinds) == (later != earlier), file


@pytest.mark.usefixtures("corpus")
def test_every_two_drafts_of_the_corpus_that_share_words(office: Office, tmp_path: Path) -> None:
    held = visible_drafts(NOBODY).exclude(extent=Draft.Extent.OUTLINE)
    drafts = list(held.select_related("document"))
    found = []
    for earlier in drafts:
        for later in drafts:
            if earlier != later:
                comparison = computed(earlier, later)
                if comparison.changes.exists():
                    found.append(comparison)
    assert len(found) >= 20
    check(office, found, tmp_path)


@pytest.fixture
def talks(db: None) -> Negotiation:
    return Negotiation()


def test_moved_new_gone_and_reworded(talks: Negotiation, office: Office, tmp_path: Path) -> None:
    head = Line("A", "Preamble", label="A.", kind=CHAPTER)
    texts = [("1", FIRST), ("2", SECOND), ("3", THIRD), ("4", FOURTH)]
    earlier = talks.draft(
        head,
        *(Line(f"A/{name}", text, label=f"{name}.", parent="A") for name, text in texts),
        result_of=talks.meeting(),
        visibility=PUBLIC,
    )
    later = talks.draft(
        head,
        Line("A/4", f"{FOURTH} and businesses", label="1.", parent="A"),
        Line("A/1", FIRST, label="2.", parent="A"),
        Line("A/2", SECOND.replace("[active]", "active"), label="3.", parent="A"),
        Line("A/5", FIFTH, label="4.", parent="A"),
        result_of=talks.meeting(),
        visibility=PUBLIC,
    )
    comparison = computed(earlier, later)
    check(office, [comparison], tmp_path)
    document = etree.fromstring(ZipFile(tmp_path / "r0.docx").read("word/document.xml"))
    for name in ("moveFrom", "moveTo", "moveFromRangeStart", "moveToRangeStart", "ins", "del"):
        found = document.findall(f".//{{{WORDS}}}{name}")
        assert found, name
        assert {one.get(f"{{{WORDS}}}author") for one in found} == {str(later)}
    moves = [
        {one.get(f"{{{WORDS}}}name") for one in document.findall(f".//{{{WORDS}}}{name}RangeStart")}
        for name in ("moveFrom", "moveTo")
    ]
    assert moves[0] == moves[1] == {"move1_0"}


def test_split_and_merged(talks: Negotiation, office: Office, tmp_path: Path) -> None:
    head = Line("A", "Preamble", label="A.", kind=CHAPTER)
    both = f"{FIRST}; and moreover {FIFTH}"
    one_text = talks.draft(
        head,
        Line("A/1", both, label="1.", parent="A"),
        Line("A/2", THIRD, label="2.", parent="A"),
        result_of=talks.meeting(),
        visibility=PUBLIC,
    )
    two_texts = talks.draft(
        head,
        Line("A/1", f"{FIRST};", label="1.", parent="A"),
        Line("A/3", f"and moreover {FIFTH}", label="2.", parent="A"),
        Line("A/2", THIRD, label="3.", parent="A"),
        result_of=talks.meeting(),
        visibility=PUBLIC,
    )
    split, merged = computed(one_text, two_texts), computed(two_texts, one_text)
    kinds = {kind for one in (split, merged) for kind in one.changes.values_list("link", flat=True)}
    assert {"split", "merged"} <= kinds
    check(office, [split, merged], tmp_path)


def test_decisions_are_comments(talks: Negotiation, office: Office, tmp_path: Path) -> None:
    first, second = talks.meeting(), talks.meeting()
    head = Line("A", "Preamble", label="A.", kind=CHAPTER)
    earlier = talks.draft(
        head, Line("A/1", FIRST, label="1.", parent="A"), result_of=first, visibility=PUBLIC
    )
    later = talks.draft(
        head,
        Line("A/1", f"{FIRST} again", label="1.", parent="A"),
        result_of=second,
        visibility=PUBLIC,
    )
    talks.decide("A/1", Code.AGREED, first)
    talks.decide("A/1", Code.PENDING, second, note="waits for the capitals")
    redline = redline_of(kept_between(computed(earlier, later)), NOBODY)
    docx, odt = kept(redline, tmp_path, "decided")
    for file, part in ((docx, "word/comments.xml"), (odt, "content.xml")):
        said = " ".join(etree.fromstring(ZipFile(file).read(part)).itertext())
        assert "waits for the capitals" in said
        assert "reopened: it had been agreed" in said
