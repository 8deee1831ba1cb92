"""``import_draft``: what it understood, what it doubts, what it refuses."""

import json
import os
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from actionlines.models import LineSection
from documents.files import LIMIT
from documents.models import Document, Draft
from documents.public_ids import public_id_for
from documents.queries import draft_view, printed
from documents.refusals import BadFile
from negotiation.models import Decision, Member, Process
from tests.corpus.conftest import draft
from tests.corpus.test_loading import rows
from tracker.corpus.importing import Request, import_file, look_at

pytestmark = pytest.mark.usefixtures("corpus")

TEXT = (
    "C. Action lines\n"
    "C6. Enabling environment\n"
    "1. foster broadband development and deployment; [agreed]\n"
    "2. nurture [and protect] innovation [by stimulating investment\n"
)


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "rev1.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def secretariat() -> User:
    user, _ = User.objects.get_or_create(username="secretariat")
    Member.objects.get_or_create(
        user=user, process=Process.objects.get(slug="wsis10"), role=Member.Role.SECRETARIAT
    )
    return user


def run(path: Path, **options: Any) -> str:
    said = StringIO()
    call_command("import_draft", path, document="vision", stdout=said, **options)
    return said.getvalue()


def test_a_preview_says_what_was_understood_and_what_is_doubtful(text: Path) -> None:
    before = rows()
    assert run(text, meeting="mpp-5", preview=True).splitlines() == [
        (
            "rev1.txt, read as a draft of “WSIS+10 Vision for WSIS Beyond 2015” at Fifth Physical "
            "Meeting of the MPP-WSIS+10."
        ),
        "It follows Annex Two: Chapter C: 3 of 4 provisions were found again.",
        "",
        "C. · chapter: Action lines",
        "  C6. · section: Enabling environment",
        "    1. · paragraph: foster broadband development and deployment; [agreed]",
        "    2. · paragraph: nurture [and protect] innovation [by stimulating investment",
        "",
        "Provisions: 2 paragraph, 1 chapter, 1 section",
        "Brackets inside provisions: 1 text",
        "Brackets around provisions: 0",
        "",
        "Doubts: 1",
        (
            "  1. · paragraph: foster broadband development and deployment; [agreed]: "
            "status tags without a day; say as of what day with --as-of"
        ),
        "",
        "Problems: 1",
        "  line 4: opened and never closed: “…protect] innovation [by stimulating inves…”",
        "",
        "Nothing was written.",
    ]
    assert rows() == before


def test_a_preview_says_what_may_be_a_provision_of_the_draft_before(text: Path) -> None:
    reworded = "7. nurture innovation and trade by stimulating investment by keeping fair prices"
    text.write_text(f"C. Action lines\nC6. Enabling environment\n{reworded};\n", "utf-8")
    before = draft_view(draft("vision/annex-two")).provisions
    asked = next(one.id for one in before if one.text.startswith("nurture innovation"))
    said = run(text, meeting="mpp-5", preview=True)
    assert f"perhaps {asked} of the draft before, " in said
    assert "% sure; taken as new" in said


def test_a_preview_as_json_has_provisions_labels_brackets_and_problems(text: Path) -> None:
    before = rows()
    shape = json.loads(run(text, meeting="mpp-5", preview=True, json=True))
    assert rows() == before
    assert shape["document"] == "vision"
    assert shape["meeting"] == "mpp-5"
    assert shape["follows"] == public_id_for("draft vision/annex-two")
    assert shape["draft"] is None
    assert [(p["label"], p["kind"], p["parent"]) for p in shape["provisions"]] == [
        ("C.", "chapter", None),
        ("C6.", "section", 0),
        ("1.", "paragraph", 1),
        ("2.", "paragraph", 1),
    ]
    assert shape["provisions"][2]["tags"] == ["agreed"]
    assert shape["provisions"][2]["id"] == public_id_for("vision/C6/design/2")
    assert shape["provisions"][3]["brackets"] == [
        {"start": 8, "end": 21, "depth": 1, "kind": "text"}
    ]
    start = TEXT.index("[by")
    assert shape["problems"] == [
        {
            "kind": "unclosed",
            "provision": 3,
            "start": start,
            "end": start + 1,
            "message": "opened and never closed",
        }
    ]


@pytest.mark.parametrize(
    ("file", "document", "provisions"),
    [
        ("2005-tunis-phase-chapters-1-and-4.txt", "tunis-2005", 125),
        ("2015-12-07-ga-draft-outcome.txt", "ga-outcome-2015", 81),
    ],
)
def test_a_file_of_the_corpus_may_be_looked_at_again(
    file: str, document: str, provisions: int
) -> None:
    said = StringIO()
    call_command(
        "import_draft", Path("fixtures") / file,
        document=document, preview=True, json=True, stdout=said,
    )  # fmt: skip
    shape = json.loads(said.getvalue())
    assert len(shape["provisions"]) == provisions
    assert all(provision["id"] for provision in shape["provisions"])


def test_without_preview_the_draft_is_brought_in(text: Path, secretariat: User) -> None:
    said = run(text, meeting="mpp-5", symbol="V2/C", as_of="2014-05-30")
    found = Draft.objects.get(symbol="V2/C")
    assert said.splitlines()[-1] == (
        f"Brought in as draft {found.number}; secretariat and chair see it, signed in: "
        f"/documents/vision/?draft={found.public_id}"
    )
    assert printed(found) == TEXT
    assert (found.state, found.follows, found.written_by) == (
        "issued",
        draft("vision/annex-two"),
        secretariat,
    )
    assert [(t.meeting.slug, t.as_a) for t in found.tablings.all()] == [("mpp-5", "tabled")]
    assert [p.visibility for p in found.publications.all()] == ["secretariat"]
    assert list(Decision.objects.filter(draft=found).values_list("code", flat=True)) == ["agreed"]
    again = [p.id for p in draft_view(found).provisions[:3]]
    assert again == [public_id_for(f"vision/{key}") for key in ("C", "C6", "C6/design/2")]
    assert LineSection.objects.filter(provision__public_id=again[1]).count() == 1


@pytest.mark.parametrize(
    ("visibility", "who", "status"),
    [
        ("secretariat", "secretariat and chair see it, signed in", 404),
        ("parties", "members of the process see it, signed in", 404),
        ("public", "everybody sees it", 200),
    ],
)
def test_it_says_who_sees_the_draft_and_where(
    text: Path, secretariat: User, client: Client, visibility: str, who: str, status: int
) -> None:
    said = run(text, as_of="2014-05-30", visibility=visibility).splitlines()[-1]
    sees, address = said.partition("; ")[2].rsplit(": ", 1)
    assert sees == who
    assert client.get(address).status_code == status
    client.force_login(secretariat)
    assert client.get(address).status_code == 200


def test_it_may_follow_another_draft(text: Path, secretariat: User) -> None:
    run(text, symbol="V2/C", as_of="2014-05-30", follows="1", by="secretariat")
    assert Draft.objects.get(symbol="V2/C").follows == draft("vision/mpp-2")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "“bad.txt” is empty."),
        (b" \n\t", "“bad.txt” is empty."),
        (
            "Café".encode("latin-1"),
            (
                "“bad.txt” could not be read as UTF-8, the one encoding that was tried: "
                "byte 4 does not fit."
            ),
        ),
        (b"%PDF-1.7", "“bad.txt” is a PDF file; save it as plain text in UTF-8."),
        (b"a\0b", "“bad.txt” is not a text: it holds NUL characters."),
        (b"x" * (LIMIT + 1), "“bad.txt” is larger than 10 MB."),
    ],
    ids=["empty", "blank", "latin-1", "pdf", "nul", "large"],
)
@pytest.mark.parametrize("preview", [True, False])
def test_what_is_no_text_is_refused_in_one_sentence(
    tmp_path: Path, secretariat: User, content: bytes, message: str, preview: bool
) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(content)
    before = rows()
    with pytest.raises(CommandError) as refused:
        run(path, preview=preview)
    assert str(refused.value) == message
    assert rows() == before


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"document": "visions"},
            (
                "There is no document “visions”. There are: ga-outcome-2015, statement, "
                "tunis-2005, vision."
            ),
        ),
        ({"follows": "Rev.9"}, "“WSIS+10 Vision for WSIS Beyond 2015” has no draft “Rev.9”."),
        ({"by": "nobody"}, "There is no user “nobody”."),
    ],
)
def test_an_unknown_name_is_refused_with_a_hint(
    text: Path, secretariat: User, options: dict[str, Any], message: str
) -> None:
    before = rows()
    with pytest.raises(CommandError) as refused:
        call_command("import_draft", text, **{"document": "vision", **options})
    assert str(refused.value) == message
    assert rows() == before


def test_an_unknown_meeting_is_refused_with_those_there_are(text: Path) -> None:
    with pytest.raises(CommandError, match=r"no meeting “mpp-9”. There are: mpp-1, mpp-2, mpp-3"):
        run(text, meeting="mpp-9", preview=True)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read: No such file or directory"):
        run(tmp_path / "none.txt", preview=True)


def test_without_an_account_it_says_what_to_do(text: Path) -> None:
    User.objects.filter(username="secretariat").delete()
    with pytest.raises(CommandError) as refused:
        run(text)
    assert str(refused.value) == (
        "There is no user “secretariat”; name one with --by, or make the account with demo_account."
    )


def test_a_repeated_draft_is_refused(tmp_path: Path, secretariat: User) -> None:
    path = tmp_path / "again.txt"
    path.write_text(printed(draft("vision/annex-two")), encoding="utf-8")
    assert "“again.txt” repeats Annex Two: Chapter C of" in run(path, preview=True)
    before = rows()
    with pytest.raises(CommandError) as refused:
        run(path)
    assert str(refused.value) == (
        "“again.txt” repeats Annex Two: Chapter C of “WSIS+10 Vision for WSIS Beyond 2015”, "
        "word for word; it is there already."
    )
    assert rows() == before


def test_a_draft_with_the_letter_before_it_is_repeated_too(secretariat: User) -> None:
    before = rows()
    with pytest.raises(CommandError) as refused:
        call_command(
            "import_draft", Path("fixtures/2015-12-07-ga-draft-outcome.txt"),
            document="ga-outcome-2015", meeting="ga-hlm-2015", as_of="2015-12-15",
        )  # fmt: skip
    first = draft("ga-outcome-2015/2015-12-07")
    assert str(refused.value) == (
        f"“2015-12-07-ga-draft-outcome.txt” repeats {first} of “{first.document.title}”, "
        "word for word; it is there already."
    )
    assert rows() == before


@pytest.mark.parametrize(
    ("printed_once", "printed_now"),
    [("[agreed]", "[agreed ad ref]"), ("1. foster", "3. foster"), ("nurture", "nourish")],
    ids=["tag", "label", "word"],
)
def test_another_tag_label_or_word_repeats_nothing(
    text: Path, secretariat: User, printed_once: str, printed_now: str
) -> None:
    run(text, as_of="2014-05-30", title="First")
    text.write_text(TEXT.replace(printed_once, printed_now), encoding="utf-8")
    run(text, as_of="2014-05-30", title="Second")
    assert Draft.objects.filter(title__in=["First", "Second"]).count() == 2


def test_a_draft_that_came_in_meanwhile_is_not_repeated(text: Path, secretariat: User) -> None:
    request = Request(path=text, document="vision", as_of=date(2014, 5, 30))
    understood = look_at(request, secretariat)
    import_file(request, understood, by=secretariat)
    before = rows()
    with pytest.raises(BadFile, match=r"repeats rev1 of .*; it is there already\."):
        import_file(request, understood, by=secretariat)
    assert rows() == before


def test_two_that_come_in_at_once_wait_for_each_other(text: Path, secretariat: User) -> None:
    understood = look_at(Request(path=text, document="vision"), secretariat)
    request = Request(path=text, document="vision", as_of=date(2014, 5, 30))
    with CaptureQueriesContext(connection) as queries:
        import_file(request, understood, by=secretariat)
    asked = [query["sql"] for query in queries if query["sql"].startswith("SELECT")]
    assert 'FROM "negotiation_process"' in asked[0]
    assert not connection.features.has_select_for_update or "FOR UPDATE" in asked[0]
    assert any('MAX("documents_draft"."number")' in sql for sql in asked[1:])


def test_only_the_secretariat_brings_drafts_in(text: Path) -> None:
    User.objects.create_user("delegate")
    before = rows()
    with pytest.raises(CommandError, match="Only the secretariat"):
        run(text, by="delegate")
    assert rows() == before


def test_a_day_that_is_none_is_refused(text: Path) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("import_draft", str(text), "--document=vision", "--as-of=2014-02-30")
    assert str(refused.value).endswith("“2014-02-30” is no day; write it as 2014-05-31.")


def test_a_file_may_be_named_in_any_encoding(text: Path, secretariat: User) -> None:
    path = text.rename(text.parent / os.fsdecode("Entwurf für Mai.txt".encode("latin-1")))
    run(path, as_of="2014-05-30")
    found = Draft.objects.get(title="Entwurf f\N{REPLACEMENT CHARACTER}r Mai")
    assert printed(found) == TEXT


def test_tags_without_a_day_are_refused(text: Path, secretariat: User) -> None:
    before = rows()
    with pytest.raises(CommandError) as refused:
        run(text)
    assert str(refused.value) == (
        f"“{text}” has status tags; say as of what day they are with --as-of."
    )
    assert rows() == before


@pytest.mark.parametrize(
    ("options", "has_day"),
    [
        ({}, False),
        ({"meeting": "mpp-5"}, False),
        ({"meeting": "mpp-5", "as_a": "result"}, True),
        ({"issued_on": "2014-05-30"}, True),
        ({"as_of": "2014-05-30"}, True),
    ],
)
def test_a_preview_doubts_what_the_import_refuses(
    text: Path, secretariat: User, options: dict[str, str], has_day: bool
) -> None:
    assert ("Doubts: none" in run(text, preview=True, **options)) == has_day
    if has_day:
        assert "Brought in" in run(text, **options)
    else:
        with pytest.raises(CommandError, match="with --as-of"):
            run(text, **options)


def test_a_text_without_tags_needs_no_day(text: Path, secretariat: User) -> None:
    text.write_text(TEXT.replace(" [agreed]", ""), encoding="utf-8")
    assert "Doubts: none" in run(text, preview=True)
    assert "Brought in" in run(text)


def test_a_document_of_no_process_may_be_looked_at(text: Path, secretariat: User) -> None:
    Document.objects.create(slug="loose", title="Loose text", short_title="Loose")
    said = StringIO()
    call_command("import_draft", text, document="loose", preview=True, stdout=said)
    assert "“Loose text”" in said.getvalue()
    with pytest.raises(CommandError, match="No process negotiates “Loose text”"):
        call_command("import_draft", text, document="loose", as_of="2014-05-30")
