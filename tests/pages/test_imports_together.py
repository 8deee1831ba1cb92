"""Several people at one file under review, and texts that change while it waits."""

from pathlib import Path

import pytest
from django.test import Client

from documents.models import Draft
from documents.queries import draft_view
from documents.refusals import Moved
from negotiation.actions import desk
from negotiation.models import Member
from tests.documents.builders import Line
from tests.negotiation.builders import Negotiation
from tests.pages.conftest import Reader
from tests.pages.test_imports import (
    IMPORT,
    MEDIA,
    WATER,
    YOUTH,
    address,
    coloured,
    fields,
    press,
    sent,
    talks,
)
from tracker.corpus.importing import Request, import_file, look_at
from tracker.models import Upload

__all__ = ["talks"]
pytestmark = pytest.mark.django_db
NUMBERED = f"1. {YOUTH}.\n\n2. {MEDIA}.\n\n3. {WATER}.\n"


@pytest.fixture
def upload(client: Client, talks: Negotiation) -> Upload:
    client.force_login(talks.clerk)
    return sent(client, NUMBERED)


def test_a_text_that_came_in_meanwhile_is_looked_at_first(
    client: Client, reader: Reader, talks: Negotiation, upload: Upload
) -> None:
    """Else what is found again in it would get identities of its own."""
    shown = fields(reader.open(address(upload))) | {"do": "confirm", "rest": "yes"}
    later = talks.draft(Line("17", YOUTH), Line("18", MEDIA), Line("19", f"{WATER} indeed"))
    refused = client.post(address(upload), shown)
    assert refused.status_code == 409
    assert "Since you looked" in refused.content.decode()
    assert Draft.objects.count() == 2
    assert press(client, reader, upload, "confirm", rest="yes").startswith("/documents/")
    draft = Draft.objects.latest("id")
    assert draft.follows == later
    assert [one.id for one in draft_view(draft).provisions] == [
        talks.id_of(key) for key in ("17", "18", "19")
    ]


def test_a_draft_is_not_brought_in_beside_one_that_is_no_longer_the_latest(
    talks: Negotiation, upload: Upload
) -> None:
    request = Request(path=Path("text.txt"), document=talks.document.slug)
    understood = look_at(request, talks.clerk, content=NUMBERED.encode())
    talks.draft(Line("17", YOUTH), Line("18", MEDIA))
    with pytest.raises(Moved, match="became the latest text"):
        import_file(request, understood, by=talks.clerk)
    assert Draft.objects.count() == 2


def test_words_edited_meanwhile_are_read_as_they_stand(
    client: Client, reader: Reader, talks: Negotiation, upload: Upload
) -> None:
    follows = Draft.objects.get()
    rolling = desk.open_rolling(
        talks.document, follows=follows, meeting=talks.meeting(), title="R", by=talks.clerk
    )
    shown = fields(reader.open(address(upload))) | {"do": "confirm", "rest": "yes"}
    assert shown["against"] == [rolling.public_id]
    wording = rolling.wordings.get(provision=talks.provision("18"))
    desk.save_wording(rolling, wording.provision, text=f"{WATER}.", base=1, by=talks.clerk)
    assert client.post(address(upload), shown).status_code == 302
    found = [one.id for one in draft_view(Draft.objects.latest("id")).provisions]
    assert (found[0], found[2]) == (talks.id_of("17"), talks.id_of("18"))


def test_who_saves_an_older_page_undoes_nothing_of_another(
    client: Client, reader: Reader, talks: Negotiation
) -> None:
    client.force_login(talks.clerk)
    upload = sent(client, coloured(), "Rev 2.docx")
    older = fields(reader.open(address(upload)))
    colleague = Client()
    colleague.force_login(talks.member(Member.Role.SECRETARIAT))
    said = {"title": "Second revision", "struck": "accept", "colour-yellow": "agreed"}
    assert colleague.post(address(upload), older | said | {"do": "save"}).status_code == 302
    answer = client.post(address(upload), older | {"symbol": "Rev/2", "do": "save"})
    assert answer.status_code == 302
    kept = Upload.objects.get().answers
    assert kept["facts"] | {"title": "Second revision", "symbol": "Rev/2"} == kept["facts"]
    assert kept["choices"]["struck"] == "accept"
    assert kept["choices"]["colours"] == {"yellow": "agreed"}
    newer = fields(reader.open(address(upload)))
    client.post(address(upload), newer | {"title": "", "colour-yellow": "", "do": "save"})
    kept = Upload.objects.get().answers
    assert "title" not in kept["facts"]
    assert kept["choices"]["colours"] == {}


@pytest.mark.parametrize("do", ["confirm", "drop", "save"])
def test_what_is_gone_is_brought_in_once(
    client: Client, reader: Reader, talks: Negotiation, upload: Upload, do: str
) -> None:
    shown = fields(reader.open(address(upload)))
    assert press(client, reader, upload, "confirm", rest="yes").startswith("/documents/")
    assert client.post(address(upload), shown | {"do": do, "rest": "yes"}).status_code == 404
    assert Draft.objects.count() == 2


@pytest.mark.parametrize(
    "said",
    [
        {"row": "99999999", "kind-99999999": "chapter"},
        {"row": "1", "kind-1": "chapter", "role-1": "alternative"},
        {"row": "0", "kind-0": "none", "of-0": "b" * 10},
        {"row": "0", "cuts-0": "0-9999999", "cut-0-9999999": "tag"},
        {"row": "0", "cuts-0": "9-3", "cut-9-3": "note"},
        {"row": "0", "cuts-0": "4-4", "cut-4-4": "attribution"},
        {"row": "0", "cuts-0": "0-40", "cut-0-40": "tag", "kind-0": "bullet"},
        {"row": "-1", "page": "99999999", "go": "x", "meeting": "nowhere"},
        {"row": "٣", "kind-٣": "chapter", "against": "\0", "title": "\0"},
    ],
)
def test_answers_that_no_page_sends_break_nothing(
    client: Client, reader: Reader, talks: Negotiation, upload: Upload, said: dict[str, str]
) -> None:
    answer = client.post(address(upload), said | {"do": "save"})
    assert answer.status_code in (302, 400)
    assert reader.open(address(upload)).words
    went = press(client, reader, upload, "confirm", rest="yes", right="yes", as_of="2014-05-01")
    assert went.startswith("/documents/") or went == "409"
    assert client.get(IMPORT).status_code == 200
