"""What a reader is told when an address leads nowhere, or says what cannot be understood."""

import pytest

from tests.pages.conftest import Reader

pytestmark = pytest.mark.usefixtures("corpus")


@pytest.mark.parametrize(
    ("address", "hint"),
    [
        ("/documents/visions/", "vision"),
        ("/documents/visions/status/", "vision"),
        ("/documents/visions/compare/", "vision"),
        ("/documents/visions/problems/", "vision"),
        ("/processes/wsis20/", "wsis10"),
        ("/meetings/mpp5/", "mpp-5"),
        ("/action-lines/C13/", "C12"),
        ("/provisions/nonesuch/", "no provision “nonesuch”"),
        ("/documents/vision/?draft=bbbbbbbbbb", "no draft “bbbbbbbbbb”"),
        ("/documents/vision/?meeting=mpp5", "mpp-5"),
        ("/documents/vision/compare/?earlier=bbbbbbbbbb&later=cccccccccc", "no draft “bbbbbbbbbb”"),
        ("/nowhere/at/all/", "There is no page at /nowhere/at/all/."),
    ],
)
def test_an_unknown_name_is_not_found_with_a_hint(reader: Reader, address: str, hint: str) -> None:
    page = reader.open(address, 404)
    assert hint in page.one(has="of").words
    assert page.one(name="h1").words == "Nothing is at this address"


@pytest.mark.parametrize(
    ("address", "parameter"),
    [
        ("/documents/vision/?draft=1", "draft=1"),
        ("/documents/vision/?draft=<script>", "draft=<script>"),
        ("/documents/vision/?meeting=mpp 5", "meeting=mpp 5"),
        ("/documents/vision/problems/?draft=x", "draft=x"),
        ("/documents/vision/status/?show=some", "show=some"),
        ("/documents/vision/status/?fold=half", "fold=half"),
        ("/documents/vision/status/?turned=1,2", "turned=1,2"),
        ("/documents/vision/compare/?view=upside-down", "view=upside-down"),
        ("/documents/vision/compare/?show=what", "show=what"),
        ("/documents/vision/compare/?earlier=bbbbbbbbbb", "later="),
        ("/documents/vision/?draft=%00", "draft="),
    ],
)
def test_a_malformed_query_is_refused_by_name(reader: Reader, address: str, parameter: str) -> None:
    page = reader.open(address, 400)
    assert page.one(has="of").words.startswith(parameter)
    assert "cannot be understood: expected" in page.one(has="of").words


def test_a_request_without_its_token_is_forbidden_with_a_page(reader: Reader) -> None:
    from django.test import Client

    answer = Client(enforce_csrf_checks=True).post("/documents/vision/compare/", {})
    assert answer.status_code == 403


def test_asking_for_no_pair_is_refused(reader: Reader) -> None:
    assert reader.client.post("/documents/vision/compare/", {}).status_code == 400


def test_comparing_with_an_outline_is_refused_with_a_reason(reader: Reader) -> None:
    from documents.models import Draft

    held = Draft.objects.get(document__slug="statement", number=2)
    outline = Draft.objects.get(document__slug="statement", extent=Draft.Extent.OUTLINE)
    answer = reader.client.post(
        "/documents/statement/compare/",
        {"earlier": held.public_id, "later": outline.public_id},
    )
    assert answer.status_code == 409
    assert "its text is not held" in answer.content.decode()
