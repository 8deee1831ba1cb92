"""The language of the pages: chosen by a form, kept in a cookie, else what the browser asks for."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.documents.builders import Line
from tests.negotiation.builders import Negotiation
from tests.pages.conftest import Element, read
from tests.pages.desk_table import ADDRESS, Table
from tracker.models import Following

SIX = ["ar", "zh-hans", "en", "fr", "ru", "es"]


@pytest.fixture
def talks(db: None) -> Negotiation:
    talks = Negotiation()
    talks.draft(Line("1", "We [shall] agree.", label="1."), language="en")
    return talks


def page_at(client: Client, address: str, **headers: str) -> Element:
    return read(client.get(address, headers=headers).content.decode())


def said(page: Element) -> tuple[str, str]:
    html = page.one(name="html")
    return html.attributes["lang"], html.attributes["dir"]


def form_of(page: Element) -> Element:
    return page.one(name="form", action="/language/")


@pytest.mark.usefixtures("talks")
@pytest.mark.parametrize(
    ("asked", "spoken"),
    [
        ("", ("en", "ltr")),
        ("ar", ("ar", "rtl")),
        ("zh-CN,zh;q=0.9", ("zh-hans", "ltr")),
        ("fr-CH, fr;q=0.9, en;q=0.8", ("fr", "ltr")),
        ("es-MX", ("es", "ltr")),
        ("de, ru;q=0.7", ("ru", "ltr")),
        ("de", ("en", "ltr")),
    ],
)
def test_a_page_speaks_what_the_browser_asks_for(
    client: Client, asked: str, spoken: tuple[str, str]
) -> None:
    answer = client.get("/", headers={"accept-language": asked})
    assert said(read(answer.content.decode())) == spoken
    assert answer.headers["Content-Language"] == spoken[0]
    assert {"Accept-Language", "Cookie"} <= set(answer.headers["Vary"].split(", "))


@pytest.mark.usefixtures("talks")
def test_the_six_are_offered_by_their_own_names_and_the_one_spoken_is_marked(
    client: Client,
) -> None:
    buttons = form_of(page_at(client, "/", **{"accept-language": "ru"})).all(name="button")
    assert [one.attributes["value"] for one in buttons] == SIX
    assert [one.attributes["lang"] for one in buttons] == SIX
    assert [one.words for one in buttons] == [
        "العربيّة", "简体中文", "English", "Français", "Русский", "Español",
    ]  # fmt: skip
    pressed = [one.words for one in buttons if one.attributes["aria-pressed"] == "true"]
    assert pressed == ["Русский"]


@pytest.mark.parametrize(
    "address",
    ["/", "/documents/review-text/?find=shall", "/search/?q=a&in=text", "/nowhere/?x=1"],
)
def test_one_comes_back_to_where_one_was_and_it_is_remembered(
    client: Client, talks: Negotiation, address: str
) -> None:
    form = form_of(page_at(client, address))
    back = form.one(name="input", type="hidden").attributes["value"]
    assert back == address
    answer = client.post("/language/", {"language": "ar", "next": back})
    assert (answer.status_code, answer["Location"]) == (302, address)
    assert said(page_at(client, address, **{"accept-language": "fr"})) == ("ar", "rtl")


@pytest.mark.usefixtures("talks")
@pytest.mark.parametrize(
    "elsewhere", ["https://evil.test/", "//evil.test/", "javascript:alert(1)", ""]
)
def test_it_leads_nowhere_else(client: Client, elsewhere: str) -> None:
    answer = client.post("/language/", {"language": "es", "next": elsewhere})
    assert answer["Location"] == "/"


@pytest.mark.usefixtures("talks")
@pytest.mark.parametrize("unspoken", ["de", "", "zh", "../../etc", "x" * 5000])
def test_what_is_not_spoken_here_changes_nothing(client: Client, unspoken: str) -> None:
    answer = client.post("/language/", {"language": unspoken, "next": "/search/"})
    assert (answer["Location"], "language" in answer.cookies) == ("/search/", False)


def test_it_is_chosen_by_a_post_alone(client: Client, talks: Negotiation) -> None:
    assert client.get("/language/?language=ar").status_code == 405


def test_a_page_that_answered_a_form_leads_back_to_the_page_with_the_form(
    client: Client, db: None
) -> None:
    table = Table(client)
    came_from = f"{ADDRESS}?at={table.talks.id_of('1')}"
    sent = table.fields("1", do="lift:15")
    for referer, back in (
        (f"http://testserver{came_from}", came_from),
        (f"https://evil.test{came_from}", "/"),
        ("", "/"),
    ):
        answer = client.post(f"{ADDRESS}try/", sent, headers={"referer": referer})
        form = form_of(read(answer.content.decode()))
        found = [one.attributes["value"] for one in form.all(name="input", type="hidden")]
        assert found[-1] == back


def test_who_is_signed_in_is_mailed_in_it_from_now_on(client: Client, talks: Negotiation) -> None:
    client.force_login(talks.clerk)
    client.post("/language/", {"language": "fr"})
    client.post("/language/", {"language": "ru"})
    assert Following.objects.get(person=talks.clerk).language == "ru"
    client.logout()
    client.post("/language/", {"language": "ar"})
    assert Following.objects.get(person=talks.clerk).language == "ru"


def test_nobody_else_chooses_it_for_who_is_signed_in(talks: Negotiation) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(talks.clerk)
    answer = strict.post("/language/", {"language": "ru"})
    assert (answer.status_code, Following.objects.exists()) == (403, False)
    page = read(strict.get("/").content.decode())
    token = form_of(page).all(name="input")[0]
    assert token.attributes["name"] == "csrfmiddlewaretoken"
    sent = {"language": "ru", "csrfmiddlewaretoken": token.attributes["value"]}
    assert strict.post("/language/", sent).status_code == 302
    assert Following.objects.get(person=talks.clerk).language == "ru"


def test_who_is_not_signed_in_needs_no_token_and_gets_no_cookie_unasked(
    talks: Negotiation,
) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.get("/").cookies.keys() == set()
    assert strict.post("/language/", {"language": "ru"}).cookies.keys() == {"language"}


def test_who_says_how_to_be_mailed_is_mailed_as_the_page_spoke(
    client: Client, talks: Negotiation
) -> None:
    person: User = talks.clerk
    client.force_login(person)
    client.post("/following/mail/", {"mail": "daily"}, headers={"accept-language": "es"})
    assert Following.objects.get(person=person).language == "es"
