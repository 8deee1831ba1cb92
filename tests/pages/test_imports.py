"""A draft is brought in through a review: only by the secretariat, and never by accident."""

import io
from datetime import date

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx.enum.text import WD_COLOR_INDEX

from bracketed.model import Kind
from documents.models import Draft, Provision, Source, Wording
from documents.queries import draft_view, printed
from negotiation.models import Decision, Member, Publication, Tabling
from tests.documents.builders import Line
from tests.negotiation.builders import Negotiation
from tests.pages.conftest import Element, Reader
from tracker.models import Upload

pytestmark = pytest.mark.django_db

IMPORT = "/documents/review-text/import/"
YOUTH = "Promotion of the participation of youth in decision making processes"
MEDIA = "Encourage media to play a supportive role in inclusive knowledge societies"
WATER = "Reaffirm that access to water and sanitation is a human right for everybody"
TEXT = f"Preamble\n\n1. {YOUTH} everywhere. [agreed]\n\n2. {MEDIA}.\n\n[or nothing at all]\n"


@pytest.fixture
def talks() -> Negotiation:
    talks = Negotiation()
    talks.draft(Line("17", YOUTH, label="17."), Line("18", MEDIA, label="18."))
    return talks


def sent(client: Client, content: str | bytes = TEXT, name: str = "text.txt") -> Upload:
    """The upload that a file becomes."""
    body = content.encode() if isinstance(content, str) else content
    answer = client.post(IMPORT, {"file": SimpleUploadedFile(name, body)})
    assert answer.status_code == 302, answer.content.decode()
    return Upload.objects.get(public_id=answer["Location"].rstrip("/").rsplit("/", 1)[-1])


def address(upload: Upload) -> str:
    return f"{IMPORT}{upload.public_id}/"


def fields(page: Element) -> dict[str, list[str]]:
    """What the form of a review would send as it stands."""
    form = page.one(name="form", has="review")
    found: dict[str, list[str]] = {}
    for field in form.all(name="input"):
        if field.attributes.get("type") == "checkbox" and "checked" not in field.attributes:
            continue
        found.setdefault(field.attributes["name"], []).append(field.attributes.get("value", ""))
    for select in form.all(name="select"):
        options = select.all(name="option")
        chosen = [one for one in options if "selected" in one.attributes] or options[:1]
        found.setdefault(select.attributes["name"], []).append(chosen[0].attributes["value"])
    return found


def press(client: Client, reader: Reader, upload: Upload, do: str = "save", **said: str) -> str:
    """Send the form with what is said besides; the address that follows, or the status."""
    answer = client.post(address(upload), fields(reader.open(address(upload))) | said | {"do": do})
    return answer["Location"] if answer.status_code == 302 else str(answer.status_code)


def row(page: Element, words: str) -> Element:
    return next(one for one in page.all(has="imp") if words in one.one(has="imp-file").words)


def name_of(row: Element, field: str) -> str:
    names = [one.attributes["name"] for kind in ("select", "input") for one in row.all(name=kind)]
    return next(name for name in names if name.startswith(f"{field}-"))


def test_a_plain_text_is_brought_in_as_it_was_understood(
    client: Client, reader: Reader, talks: Negotiation
) -> None:
    client.force_login(talks.clerk)
    upload = sent(client)
    page = reader.open(address(upload))
    first = row(page, YOUTH)
    assert "17 Promotion" in first.one(has="imp-of").attributes["value"]
    assert "% sure" in first.words
    assert press(client, reader, upload, "confirm", rest="yes") == "409"  # tags without a day
    assert Draft.objects.count() == 1
    went = press(client, reader, upload, "confirm", rest="yes", as_of="2014-05-30", symbol="R/2")
    draft = Draft.objects.latest("id")
    assert went == f"/documents/review-text/?draft={draft.public_id}"
    assert (draft.symbol, draft.as_of, draft.received) == ("R/2", date(2014, 5, 30), None)
    assert printed(draft) == TEXT
    view = draft_view(draft)
    assert [p.id for p in view.provisions][1:3] == [talks.id_of("17"), talks.id_of("18")]
    assert Decision.objects.get(draft=draft).code == "agreed"
    assert Publication.objects.get(draft=draft).visibility == "secretariat"
    assert not Upload.objects.exists()


def test_answers_correct_what_was_understood_and_are_found_again(
    client: Client, reader: Reader, talks: Negotiation
) -> None:
    client.force_login(talks.clerk)
    upload = sent(client)
    page = reader.open(address(upload))
    head, first, second, third = page.all(has="imp")
    cut = name_of(first, "cut")
    said = {
        name_of(head, "kind"): "chapter",
        cut: "words",
        name_of(second, "of"): "new",
        name_of(third, "role"): "alternative",
        name_of(third, "seen"): "yes",
    }
    assert press(client, reader, upload, **said) == f"{address(upload)}?page=1"
    client.logout()
    client.force_login(talks.member(Member.Role.SECRETARIAT))  # a colleague finds it again
    assert upload.name in reader.open(IMPORT).words
    page = reader.open(address(upload))
    head, first, second, third = page.all(has="imp")
    assert "[ agreed ]" in first.one(has="imp-words").words
    assert second.one(has="imp-of").attributes["value"] == ""
    assert press(client, reader, upload, "confirm").startswith("/documents/review-text/?draft=")
    view = draft_view(Draft.objects.latest("id"))
    assert [(p.kind, p.role) for p in view.provisions] == [
        ("chapter", "text"),
        ("paragraph", "text"),
        ("paragraph", "text"),
        ("paragraph", "alternative"),
    ]
    assert view.provisions[1].text.endswith("[agreed]")
    assert view.provisions[2].id != talks.id_of("18")
    assert Decision.objects.count() == 0


def test_a_paragraph_is_said_to_be_another_provision_and_a_heading_none(
    client: Client, reader: Reader, talks: Negotiation
) -> None:
    client.force_login(talks.clerk)
    upload = sent(client, f"Introduction\n\n1. {WATER}.\n\n2. {MEDIA}.\n")
    head, first, _ = reader.open(address(upload)).all(has="imp")
    said = {name_of(head, "kind"): "none", name_of(first, "of"): f"17 · {talks.id_of('17')}"}
    press(client, reader, upload, **said)
    assert row(reader.open(address(upload)), WATER).words.count("as you said") == 1
    press(client, reader, upload, "confirm", rest="yes")
    view = draft_view(Draft.objects.latest("id"))
    assert [p.id for p in view.provisions] == [talks.id_of("17"), talks.id_of("18")]
    assert printed(view.draft).startswith("Introduction")


def coloured() -> bytes:
    file = docx.Document()
    file.add_heading("Preamble", 1)
    run = file.add_paragraph(style="List Number").add_run(f"{YOUTH} now.")
    run.font.highlight_color = WD_COLOR_INDEX.YELLOW
    paragraph = file.add_paragraph(f"{MEDIA} ", style="List Number")
    paragraph.add_run("and free").font.strike = True
    opened = io.BytesIO()
    file.save(opened)
    return opened.getvalue()


def test_a_word_file_is_kept_beside_the_text_that_was_read(
    client: Client, reader: Reader, talks: Negotiation
) -> None:
    client.force_login(talks.clerk)
    content = coloured()
    upload = sent(client, content, "Rev 2.docx")
    page = reader.open(address(upload))
    assert "Words struck out are shown in brackets." in row(page, MEDIA).words
    assert row(page, YOUTH).one(name="mark").words == f"{YOUTH} now."
    press(client, reader, upload, **{"colour-yellow": "agreed ad ref", "struck": "accept"})
    page = reader.open(address(upload))
    assert "and free" not in row(page, MEDIA).one(has="imp-words").words
    press(client, reader, upload, "confirm", rest="yes", issued_on="2014-06-01")
    draft = Draft.objects.latest("id")
    assert draft.received is not None
    assert bytes(draft.received.content) == content
    assert draft.received.media_type.endswith("wordprocessingml.document")
    assert printed(draft) == (f"Preamble\n\n1. {YOUTH} now. [agreed ad ref]\n\n2. {MEDIA}\n")
    assert Decision.objects.get(draft=draft).code == "agreed_ad_ref"
    assert [w.kind for w in Wording.objects.filter(draft=draft).order_by("start")] == [
        Kind.CHAPTER,
        Kind.PARAGRAPH,
        Kind.PARAGRAPH,
    ]


def test_the_wrong_document_is_only_brought_in_when_somebody_says_it_is_right(
    client: Client, reader: Reader, talks: Negotiation
) -> None:
    many = [f"{word} {MEDIA.split()[place % 9]} policy {word}" for place, word in enumerate(
        ("Forests", "Oceans", "Deserts", "Rivers", "Glaciers", "Islands"))]  # fmt: skip
    talks.draft(*(Line(str(i), words, label=f"{i}.") for i, words in enumerate(many, 1)))
    client.force_login(talks.clerk)
    others = ["Taxes rise", "Bread is sold", "Chess moves", "Music plays", "Trains run", "Snow"]
    upload = sent(client, "\n\n".join(f"{i}. {w} daily." for i, w in enumerate(others, 1)))
    assert "Is it a draft of Text of review?" in reader.open(address(upload)).words
    assert press(client, reader, upload, "confirm", rest="yes") == "409"
    assert Draft.objects.count() == 2
    assert press(client, reader, upload, "confirm", rest="yes", right="yes").startswith(
        "/documents/"
    )


def test_headings_that_stand_in_every_text_do_not_make_it_the_right_document(
    client: Client, reader: Reader, talks: Negotiation
) -> None:
    heads = ("Preamble", "Introduction", "Conclusion")
    words = (f"{word} are kept by {word} for {word}" for word in ("Seas", "Hills", "Lakes",
             "Moors", "Fens", "Dunes", "Reefs"))  # fmt: skip
    talks.draft(
        *(Line(head, head, kind=Kind.CHAPTER) for head in heads),
        *(Line(str(i), words, label=f"{i}.") for i, words in enumerate(words, 1)),
    )
    client.force_login(talks.clerk)
    others = ["Taxes rise", "Bread is sold", "Chess moves", "Music plays", "Trains run", "Snow"]
    texts = [*heads, *(f"{i}. {w} daily." for i, w in enumerate(others, 1))]
    page = reader.open(address(sent(client, "\n\n".join(texts))))
    assert "Only 3 of 9 provisions were found again" in page.words


def test_words_half_alike_are_not_taken_for_a_provision_without_being_asked(
    client: Client, reader: Reader, talks: Negotiation
) -> None:
    client.force_login(talks.clerk)
    upload = sent(client, "1. Promotion of the influence of youth in business making deals.\n")
    doubtful = row(reader.open(address(upload)), "business")
    assert doubtful.one(has="imp-doubt").words.startswith("⚠ Perhaps 17 Promotion of the")
    assert doubtful.one(has="imp-of").attributes["value"] == ""
    assert press(client, reader, upload, "confirm") == "409"


def test_doubts_are_settled_before_it_is_brought_in(
    client: Client, reader: Reader, talks: Negotiation
) -> None:
    client.force_login(talks.clerk)
    upload = sent(client)
    assert len(reader.open(f"{address(upload)}?show=doubts").all(has="imp")) == 1
    assert press(client, reader, upload, "confirm", issued_on="2014-06-01") == "409"
    press(client, reader, upload, **{"all-seen": "yes"})
    assert reader.open(f"{address(upload)}?show=doubts").all(has="imp") == []
    assert press(client, reader, upload, "confirm").startswith("/documents/")


def test_a_bracket_that_does_not_pair_is_a_doubt(
    client: Client, reader: Reader, talks: Negotiation
) -> None:
    client.force_login(talks.clerk)
    upload = sent(client, f"1. {YOUTH} [everywhere.\n\n2. {MEDIA}.\n")
    doubtful = reader.open(f"{address(upload)}?show=doubts").all(has="imp")
    assert [row.one(has="imp-doubt").words for row in doubtful] == [
        "⚠ This bracket is opened and never closed."
    ]
    assert press(client, reader, upload, "confirm", issued_on="2014-06-01") == "409"


def test_a_draft_of_no_meeting_stands_behind_those_before_it(
    client: Client, reader: Reader, talks: Negotiation
) -> None:
    meeting = talks.meeting()
    talks.draft(Line("17", YOUTH, label="17."), title="Outcome", result_of=meeting)
    client.force_login(talks.clerk)
    upload = sent(client)
    press(client, reader, upload, "confirm", rest="yes", title="Later", issued_on="2014-06-01")
    stops = reader.open("/documents/review-text/").one(has="rail").one(has="texts")
    titles = [stop.words for stop in stops.all(name="a")]
    assert len(titles) == 3
    assert titles[1:] == ["Outcome", "Later"]


def test_meeting_and_visibility_are_said(
    client: Client, reader: Reader, talks: Negotiation
) -> None:
    meeting = talks.meeting()
    client.force_login(talks.clerk)
    upload = sent(client)
    said = {"meeting": meeting.slug, "as_a": "result", "visibility": "public", "rest": "yes"}
    press(client, reader, upload, "confirm", **said)
    tabling = Tabling.objects.get(draft=Draft.objects.latest("id"))
    assert (tabling.meeting, tabling.as_a) == (meeting, "result")
    assert tabling.draft.title == "text"


def test_the_same_text_is_not_brought_in_twice(
    client: Client, reader: Reader, talks: Negotiation
) -> None:
    client.force_login(talks.clerk)
    press(client, reader, sent(client), "confirm", rest="yes", issued_on="2014-06-01")
    again = sent(client)
    assert "repeats" in reader.open(address(again)).words
    assert press(client, reader, again, "confirm", rest="yes", issued_on="2014-06-01") == "409"
    assert press(client, reader, again, "drop") == IMPORT
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "cause"),
    [
        ("a.txt", b"", "is empty"),
        ("a.pdf", b"%PDF-1.7 \n", "is a PDF file"),
        ("a.docx", b"PK\x03\x04 and nothing", "seems to have been cut off"),
        ("a.xml", b"<?xml version='1.0'?><feed/>", "not Akoma Ntoso"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_by_its_cause(
    client: Client, talks: Negotiation, name: str, content: bytes, cause: str
) -> None:
    client.force_login(talks.clerk)
    answer = client.post(IMPORT, {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 400
    assert cause in answer.content.decode()
    assert not Upload.objects.exists()
    assert client.post(IMPORT).status_code == 400


def test_nobody_else_sees_or_does_anything(
    client: Client, reader: Reader, talks: Negotiation
) -> None:
    client.force_login(talks.clerk)
    upload = sent(client, "1. A hidden wording.\n", "secret.txt")
    client.logout()
    other = Negotiation(slug="other")
    people = [None, other.clerk, *(talks.member(role) for role in Member.Role
                                   if role != Member.Role.SECRETARIAT)]  # fmt: skip
    for person in people:
        client.logout()
        if person:
            client.force_login(person)
        for at in (IMPORT, address(upload)):
            for answer in (client.get(at), client.post(at, {"do": "confirm", "rest": "yes"})):
                assert answer.status_code in (403, 404)
                assert "wording" not in answer.content.decode()
    assert Upload.objects.count() == 1
    assert Draft.objects.count() == 1
    client.force_login(other.clerk)
    elsewhere = f"/documents/other-text/import/{upload.public_id}/"
    assert client.get(elsewhere).status_code == 404


def test_a_document_without_drafts_is_found_by_its_secretariat_only(
    client: Client, reader: Reader
) -> None:
    talks = Negotiation()
    assert client.get(IMPORT).status_code == 404
    client.force_login(talks.clerk)
    upload = sent(client)
    assert press(client, reader, upload, "confirm", rest="yes", issued_on="2014-06-01").startswith(
        "/documents/"
    )
    assert Provision.objects.count() == 4


def test_files_under_review_cost_a_constant_number_of_queries(
    client: Client, talks: Negotiation
) -> None:
    client.force_login(talks.clerk)
    counts = []
    for number in (1, 3):
        while Upload.objects.count() < number:
            long = "\n\n".join(f"{i}. {MEDIA} {i}." for i in range(1, 10 * number))
            upload = sent(client, long)
        for at in (IMPORT, address(upload)):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(at).status_code == 200
            counts.append(len(queries))
    assert counts[:2] == counts[2:]


def test_what_is_dropped_leaves_no_trace(
    client: Client, reader: Reader, talks: Negotiation
) -> None:
    client.force_login(talks.clerk)
    before = Source.objects.count()
    press(client, reader, sent(client), "drop")
    assert (Source.objects.count(), Upload.objects.count()) == (before, 0)


def test_the_page_of_the_document_leads_the_secretariat_there_and_nobody_else(
    client: Client, reader: Reader, talks: Negotiation
) -> None:
    def leads() -> bool:
        links = reader.open("/documents/review-text/").all(name="a")
        return any(link.attributes["href"] == IMPORT for link in links)

    assert not leads()
    client.force_login(talks.member(Member.Role.CHAIR))
    assert not leads()
    client.force_login(talks.clerk)
    assert leads()
