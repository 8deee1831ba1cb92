"""The manifest is read whole, and a slip of the pen is named."""

from pathlib import Path

import pytest

from bracketed.model import Kind, Role
from tracker.corpus.manifest import read_manifest
from tracker.corpus.model import Manifest, ProvisionEntry
from tracker.corpus.quotes import Quote, Stretch, locate
from tracker.corpus.refusals import BadManifest

FIXTURES = Path("fixtures")
PROCESS = '[process]\nslug = "p"\ntitle = "P"\n'


@pytest.fixture(scope="module")
def manifest() -> Manifest:
    return read_manifest(FIXTURES / "wsis10.toml")


def test_the_calendar_is_the_one_of_the_final_report(manifest: Manifest) -> None:
    assert [phase.dates_as for phase in manifest.phases] == [
        "July 2013",
        "7-8 October 2013",
        "16-18 December 2013",
        "17-18 February 2014",
        "14-17 April 2014",
        "28-31 May 2014",
    ]
    assert [meeting.slug for meeting in manifest.meetings] == [
        "mpp-1",
        "mpp-2",
        "mpp-3",
        "mpp-4",
        "mpp-5",
        "mpp-additional",
        "hle-2014",
        "ga-informals-2015-11",
        "ga-informals-2015-12",
        "ga-hlm-2015",
    ]


def test_each_date_of_a_phase_is_printed_in_the_final_report(manifest: Manifest) -> None:
    report = (FIXTURES / "2014-06-mpp-final-report.txt").read_text(encoding="utf-8")
    report = " ".join(report.split())
    assert [p.dates_as for p in manifest.phases if f": {p.dates_as} - " not in report] == []


def test_supporters_stand_in_the_order_of_the_table_head(manifest: Manifest) -> None:
    [submission] = [s for s in manifest.submissions if s.key == "uk-c9"]
    assert submission.says is not None
    report = (FIXTURES / "2014-06-mpp-final-report.txt").read_text(encoding="utf-8")
    start, end = locate(report, submission.says)
    printed = report[start:end].partition(": ")[2].replace(" and Microsoft", ", Microsoft")
    assert printed == ", ".join(submission.supporters)
    assert len(submission.supporters) == 22


def test_every_facilitator_is_printed_in_its_cell(manifest: Manifest) -> None:
    texts = {f.key: (FIXTURES / f.name).read_text(encoding="utf-8") for f in manifest.files}
    for cell in manifest.facilitations:
        start, end = locate(texts[cell.says.file], cell.says)
        row = " ".join(texts[cell.says.file][start:end].split())
        assert cell.printed in row or row in cell.printed, cell.where


def test_a_draft_says_what_it_lists(manifest: Manifest) -> None:
    [april] = [draft for draft in manifest.drafts if draft.key == "vision/mpp-4"]
    found = {entry.key: entry for entry in april.provisions}
    assert found["vision/B/21/alt-1"] == ProvisionEntry(
        where="draft 6 (vision/mpp-4), provision 7 (B/21/alt-1)",
        key="vision/B/21/alt-1",
        parent="vision/B/21",
        kind=Kind.PARAGRAPH,
        role=Role.ALTERNATIVE,
        line="ALT 1: Recognizing the importance",
        label="ALT 1:",
    )
    assert april.number == 2


def test_plain_paragraphs_stand_before_what_follows_them(manifest: Manifest) -> None:
    [december] = [draft for draft in manifest.drafts if draft.key == "statement/s22c"]
    under_c = [e.key for e in december.provisions if e.parent == "statement/C"]
    assert under_c.index("statement/C/60-bis") + 1 == under_c.index("statement/C/result-1")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("nothing", "The manifest {path} is no TOML: "),
        ("[process]\nslug = 3\n", "process: “slug” should be a text."),
        ('[process]\nslug = "p"\n', "process says no “title”."),
        (PROCESS + 'chair = "x"\n', "process: nobody knows “chair”."),
        (PROCESS + "[[meetings]]\n", "The manifest: nobody knows “meetings”."),
        (PROCESS + '[[body]]\nslug = "b"\nname = "B"\nrank = true\n', "should be a whole number."),
        (
            PROCESS + '[[officer]]\noffice = "king"\nname = "N"\n',
            "officer 1: “office” is none of chair, vice_chair, co_facilitator.",
        ),
        (PROCESS + '[parties]\nempire = ["Rome"]\n', "parties: “empire” is none of "),
        (
            PROCESS + '[[outcome]]\nmeeting = "m"\nkind = "note"\n',
            "outcome 1 says not where it is printed (“says”).",
        ),
        (
            PROCESS + '[[outcome]]\nmeeting = "m"\nkind = "note"\nsays = { line = "x" }\n',
            "outcome 1, says says no “file”.",
        ),
        (
            PROCESS
            + '[[outcome]]\nmeeting = "m"\nkind = "note"\n'
            + 'says = { file = "f", line = "x", quote = "y" }\n',
            "outcome 1, says should say one of: whole, line, quote, from and to.",
        ),
        (
            PROCESS
            + '[[draft]]\nkey = "k"\ndocument = "d"\ntitle = "T"\n'
            + 'read = { file = "f", whole = true }\n'
            + 'passages = [{ file = "f", quote = "q" }]\n',
            "draft 1 (k) is either read by the program or listed, not both.",
        ),
    ],
)
def test_a_slip_of_the_pen_is_named(tmp_path: Path, words: str, message: str) -> None:
    path = tmp_path / "manifest.toml"
    path.write_text(words, encoding="utf-8")
    with pytest.raises(BadManifest) as refused:
        read_manifest(path)
    assert message.format(path=path) in str(refused.value)


def test_a_missing_manifest_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadManifest, match="cannot be read"):
        read_manifest(tmp_path / "none.toml")


def test_a_manifest_in_another_encoding_is_said(tmp_path: Path) -> None:
    path = tmp_path / "manifest.toml"
    path.write_bytes("[process]\nslug = 'é'".encode("latin-1"))
    with pytest.raises(BadManifest, match="no text in UTF-8"):
        read_manifest(path)


def test_all_ways_of_quoting_are_read(tmp_path: Path) -> None:
    path = tmp_path / "manifest.toml"
    outcome = '[[outcome]]\nmeeting = "m"\nkind = "note"\nsays = {{ file = "f", {} }}\n'
    ways = [
        "whole = true",
        'line = "l"',
        'quote = "q"',
        'from = "a", to = "b"',
        'from = "a", to_end = true',
    ]
    path.write_text(PROCESS + "".join(outcome.format(way) for way in ways), encoding="utf-8")
    said = [outcome.says for outcome in read_manifest(path).outcomes]
    assert said == [
        Quote("outcome 1, says", "f", Stretch.WHOLE),
        Quote("outcome 2, says", "f", Stretch.LINE, "l"),
        Quote("outcome 3, says", "f", Stretch.WORDS, "q"),
        Quote("outcome 4, says", "f", Stretch.FROM_TO, "a", "b"),
        Quote("outcome 5, says", "f", Stretch.REST, "a"),
    ]
