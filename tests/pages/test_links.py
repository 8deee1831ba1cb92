"""The secretariat corrects links in the browser, by plain forms."""

import pytest
from django.test import Client

from documents.actions import compare_chunk, run_comparison
from documents.models import Comparison, Lineage
from documents.queries.lineage import edges_that_hold
from negotiation import actions
from negotiation.models import Member
from tests.documents.builders import Line
from tests.negotiation.builders import Negotiation
from tests.pages.conftest import Element, Reader

pytestmark = pytest.mark.django_db

YOUTH = "Promotion of the participation of youth in decision making processes"
MEDIA = "Encourage media to play a supportive role in inclusive knowledge societies"

COMPARE = "/documents/review-text/compare/"
LINK = f"{COMPARE}link/"


def computed(comparison: Comparison) -> Comparison:
    run_comparison(comparison.pk)
    compare_chunk(comparison.pk, 0, 1000)
    return Comparison.objects.select_related("earlier", "later").get(pk=comparison.pk)


@pytest.fixture
def talks() -> Negotiation:
    return Negotiation()


@pytest.fixture
def comparison(talks: Negotiation) -> Comparison:
    """17 is likely 5; 6 is new."""
    earlier = talks.draft(Line("17", YOUTH, label="17."))
    later = talks.draft(Line("a", f"{YOUTH} everywhere", label="5."), Line("b", MEDIA, label="6."))
    return computed(actions.ask_comparison(earlier, later, by=talks.clerk))


def address(comparison: Comparison) -> str:
    earlier, later = comparison.earlier.public_id, comparison.later.public_id
    return f"{COMPARE}?earlier={earlier}&later={later}"


def form_of(page: Element, button: str) -> tuple[str, dict[str, str]]:
    """Where the form with that button goes, and what it sends."""
    for form in page.all(name="form"):
        for one in form.all(name="button"):
            if one.words.startswith(button):
                sent = {
                    field.attributes["name"]: field.attributes.get("value", "")
                    for field in form.all(name="input")
                }
                if name := one.attributes.get("name"):
                    sent[name] = one.attributes["value"]
                return form.attributes.get("action", ""), sent
    raise AssertionError(f"There is no button “{button}” on the page.")


def press(client: Client, page: Element, button: str, **chosen: str) -> None:
    action, sent = form_of(page, button)
    answer = client.post(action, sent | chosen)
    assert answer.status_code == 302, answer.content.decode()[:400]


def said() -> list[tuple[str, str]]:
    edges = edges_that_hold().filter(basis=Lineage.Basis.PERSON)
    return [(edge.kind, edge.by.username) for edge in edges.order_by("pk")]


def test_everybody_sees_how_a_link_was_found_and_only_the_secretariat_may_say(
    reader: Reader, client: Client, talks: Negotiation, comparison: Comparison
) -> None:
    page = reader.open(address(comparison))
    first = page.all(has="pair")[0]
    certainty = comparison.changes.get(found_by="likeness", link="reworded").certainty
    assert f"found by likeness, {round(100 * certainty)}% sure" in first.one(has="chgs").words
    assert first.all(name="form") == []
    for role in (Member.Role.CHAIR, Member.Role.DELEGATE):
        client.force_login(talks.member(role))
        assert reader.open(address(comparison)).all(has="linkform") == []
    client.force_login(talks.clerk)
    first = reader.open(address(comparison)).all(has="pair")[0]
    assert [one.words for one in first.all(name="button")] == [
        "Confirm 17 → 5",
        "Not the same : 17, 5",
    ]


def test_a_link_is_confirmed_and_the_word_taken_back(
    reader: Reader, client: Client, talks: Negotiation, comparison: Comparison
) -> None:
    client.force_login(talks.clerk)
    press(client, reader.open(address(comparison)), "Confirm")
    assert said() == [("same", talks.clerk.username)]
    assert reader.open(address(comparison)).all(id="progress") != []
    computed(comparison)
    page = reader.open(address(comparison))
    assert "confirmed by the secretariat" in page.all(has="pair")[0].words
    press(client, page, "Take back")
    assert said() == []
    computed(comparison)
    assert "found by likeness" in reader.open(address(comparison)).all(has="pair")[0].words


def test_a_link_is_parted(
    reader: Reader, client: Client, talks: Negotiation, comparison: Comparison
) -> None:
    client.force_login(talks.clerk)
    press(client, reader.open(address(comparison)), "Not the same")
    computed(comparison)
    page = reader.open(address(comparison))
    words = [pair.one(has="chgs").words for pair in page.all(has="pair")]
    assert sorted(words) == [
        "deleted with its words parted by the secretariat",
        "new",
        "new parted by the secretariat",
    ]


def test_another_provision_is_chosen_instead(
    reader: Reader, client: Client, talks: Negotiation, comparison: Comparison
) -> None:
    client.force_login(talks.clerk)
    page = reader.open(address(comparison))
    (instead,) = [one for one in page.all(name="a") if one.words.startswith("It is … instead")]
    chooser = reader.open(instead.attributes["href"])
    options = chooser.one(name="select", id="other").all(name="option")
    assert [one.words for one in options] == [
        "Choose one",
        "5 Promotion of the participation of youth in decision…",
        "6 Encourage media to play a supportive role in…",
    ]
    press(client, chooser, "Record it", later=talks.id_of("b"), kind="replaced_by")
    computed(comparison)
    assert [kind for kind, _ in said()] == ["different", "replaced_by"]
    pairs = reader.open(address(comparison)).all(has="pair")
    joined = next(one for one in pairs if "confirmed by the secretariat" in one.words)
    assert joined.attributes["aria-label"] == "17 → 6"


def test_what_a_new_provision_was_is_chosen(
    reader: Reader, client: Client, talks: Negotiation, comparison: Comparison
) -> None:
    client.force_login(talks.clerk)
    page = reader.open(address(comparison))
    (was,) = [one for one in page.all(name="a") if one.words.startswith("It was …")]
    chooser = reader.open(was.attributes["href"])
    press(client, chooser, "Record it", earlier=talks.id_of("17"), kind="split_into")
    (edge,) = edges_that_hold().filter(basis=Lineage.Basis.PERSON)
    assert (edge.later, edge.kind) == (talks.provision("b"), "split_into")


def test_nobody_else_may_say_anything(
    client: Client, talks: Negotiation, comparison: Comparison
) -> None:
    sent = {
        "comparison": comparison.public_id,
        "earlier": talks.id_of("17"),
        "later": talks.id_of("a"),
    }
    chooser = f"{LINK}?comparison={comparison.public_id}&side=earlier&of={talks.id_of('17')}"
    for role in (None, Member.Role.CHAIR, Member.Role.DELEGATE, Member.Role.OBSERVER):
        if role:
            client.force_login(talks.member(role))
        for says in ("same", "different", "becomes", "back"):
            assert client.post(LINK, sent | {"says": says}).status_code == 403
        assert client.get(chooser).status_code == 403
    assert said() == []


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"says": "perhaps"}, 400),
        ({"says": "same", "earlier": "17"}, 400),
        ({"says": "same", "earlier": "bbbbbbbbbb"}, 404),
        ({"says": "same", "earlier": ""}, 409),
        ({"says": "becomes", "earlier": ""}, 400),
        ({"says": "becomes", "kind": "different"}, 400),
        ({"says": "back", "edge": "0"}, 404),
        ({"says": "same", "comparison": "bbbbbbbbbb"}, 404),
    ],
)
def test_what_cannot_be_understood_is_refused_and_nothing_written(
    client: Client,
    talks: Negotiation,
    comparison: Comparison,
    sent: dict[str, str],
    status: int,
) -> None:
    client.force_login(talks.clerk)
    usual = {
        "comparison": comparison.public_id,
        "earlier": talks.id_of("17"),
        "later": talks.id_of("a"),
    }
    assert client.post(LINK, usual | sent).status_code == status
    assert said() == []


def test_who_asked_may_cancel_on_the_page(
    reader: Reader, client: Client, talks: Negotiation, comparison: Comparison
) -> None:
    Comparison.objects.filter(pk=comparison.pk).update(
        state=Comparison.State.WAITING, asked_by=talks.member(Member.Role.DELEGATE)
    )
    asked = Comparison.objects.get(pk=comparison.pk).asked_by
    cancel = f"{COMPARE}cancel/"
    sent = {"comparison": comparison.public_id}
    assert "Cancel the comparison" not in reader.open(address(comparison)).words
    assert client.post(cancel, sent).status_code == 403
    assert client.get(cancel).status_code == 405
    client.force_login(asked)
    press(client, reader.open(address(comparison)), "Cancel the comparison")
    page = reader.open(address(comparison))
    assert "This comparison was cancelled" in page.words
    assert form_of(page, "Compare them")[1]["earlier"] == comparison.earlier.public_id


def test_what_is_stale_is_shown_with_a_warning_until_it_is_computed_anew(
    reader: Reader, talks: Negotiation, comparison: Comparison
) -> None:
    Comparison.objects.filter(pk=comparison.pk).update(engine="older")
    page = reader.open(address(comparison))
    assert "It will be computed anew" in page.one(has="notice").words
    assert len(page.all(has="pair")) == 2
    anew = actions.ask_comparison(comparison.earlier, comparison.later, by=talks.clerk)
    page = reader.open(address(comparison))
    assert "It is being computed anew" in page.one(id="progress").words
    assert len(page.all(has="pair")) == 2
    computed(anew)
    assert reader.open(address(comparison)).all(has="notice") == []
