"""“Resolve for me”: tried by one reader, kept nowhere."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from documents.models import Edit, Wording
from negotiation.models import Event
from tests.documents.builders import Line
from tests.negotiation.builders import ALT, CHAPTER, PUBLIC, SECRETARIAT, Negotiation
from tests.pages.conftest import Element, read

WORDS = "We [US: strongly] agree to [act][work] on [foreign [or other]] words."


@pytest.fixture
def talks(db: None) -> Negotiation:
    talks = Negotiation(slug="talks")
    talks.draft(
        Line("A", "Preamble", label="A.", kind=CHAPTER),
        Line("1", WORDS, label="1.", parent="A"),
        Line("1/alt", "We [dis]agree.", label="Alt", role=ALT, parent="1"),
        result_of=talks.meeting(),
        visibility=PUBLIC,
    )
    return talks


def act(client: Client, page: Element, button: str) -> Element:
    """Press the first button that says so, as a browser without scripts does."""
    form = page.one(id="try")
    sent = {field.attributes["name"]: field.attributes["value"] for field in form.all(name="input")}
    (pressed, *_) = [one for one in form.all(name="button") if one.words == button]
    sent["act"] = pressed.attributes["value"]
    answer = client.post(form.attributes["action"], sent)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    return read(answer.content.decode())


def sentence(page: Element) -> str:
    return page.one(id="try").one(name="p", role="status").text


def open_at(client: Client, talks: Negotiation, key: str = "1") -> Element:
    return read(client.get(f"/provisions/{talks.id_of(key)}/try/").content.decode())


def test_brackets_are_lifted_deleted_and_chosen_until_the_sentence_is_clean(
    talks: Negotiation,
) -> None:
    client = Client(enforce_csrf_checks=True)
    page = open_at(client, talks)
    assert sentence(page) == WORDS
    page = act(client, page, "Keep the words")
    assert sentence(page) == "We strongly agree to [act][work] on [foreign [or other]] words."
    page = act(client, page, "work")
    assert sentence(page) == "We strongly agree to work on [foreign [or other]] words."
    page = act(client, page, "Keep the words")
    page = act(client, page, "Delete them")
    assert sentence(page) == "We strongly agree to work on foreign words."
    assert page.one(id="sentence").words == "The clean sentence"
    page = act(client, page, "One step back")
    assert sentence(page) == "We strongly agree to work on foreign [or other] words."


def test_nothing_is_kept_and_nobody_is_told(talks: Negotiation) -> None:
    client = Client()
    before = list(Wording.objects.order_by("pk").values()), Event.objects.count()
    with CaptureQueriesContext(connection) as taken:
        act(client, open_at(client, talks), "Delete them")
    assert not [one["sql"] for one in taken if not one["sql"].startswith("SELECT")]
    assert before == (list(Wording.objects.order_by("pk").values()), Event.objects.count())
    assert not Edit.objects.exists()
    assert sentence(open_at(Client(), talks)) == WORDS


def test_one_may_start_from_a_wording_that_competes(talks: Negotiation) -> None:
    client = Client()
    links = {one.words: one.attributes["href"] for one in open_at(client, talks).all(name="a")}
    page = read(client.get(links["Alt 1"]).content.decode())
    assert sentence(page) == "We [dis]agree."
    assert sentence(act(client, page, "Keep the words")) == "We disagree."


def test_steps_on_words_that_have_changed_say_so(talks: Negotiation) -> None:
    sent = {"done": "lift.3", "of": "another", "act": ""}
    answer = Client().post(f"/provisions/{talks.id_of('1')}/try/", sent)
    page = read(answer.content.decode())
    assert "The words have changed since" in page.one(role="alert").words
    assert sentence(page) == WORDS


@pytest.mark.parametrize("done", ["lift", "drop.3", "lift.-1", "lift.3;x", "lift.1," * 600])
def test_steps_that_no_page_offered_are_refused(talks: Negotiation, done: str) -> None:
    answer = Client().post(f"/provisions/{talks.id_of('1')}/try/", {"done": done})
    assert answer.status_code == 400


def test_a_step_where_there_is_no_bracket_changes_nothing(talks: Negotiation) -> None:
    answer = Client().post(f"/provisions/{talks.id_of('1')}/try/", {"done": "lift.0,choose.99999"})
    assert sentence(read(answer.content.decode())) == WORDS


def test_a_hidden_draft_is_not_tried(talks: Negotiation) -> None:
    hidden = talks.draft(
        Line("1", "A [hushed] word.", label="1."),
        Line("2", "[Covert] words.", label="2."),
        result_of=talks.meeting(),
        visibility=SECRETARIAT,
    )
    client = Client()
    assert sentence(open_at(client, talks)) == WORDS
    one = f"/provisions/{talks.id_of('1')}/try/?draft={hidden.public_id}"
    for address in (one, f"/provisions/{talks.id_of('2')}/try/"):
        for answer in (client.get(address), client.post(address, {"done": "lift.0"})):
            assert answer.status_code == 404
            assert "hushed" not in answer.content.decode()
