"""The desk by plain forms: shown, tried, saved, refused; what is typed is never lost."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from documents.models import Draft, Edit, Wording
from negotiation import actions
from negotiation.actions import desk as at_desk
from negotiation.codes import Code
from negotiation.models import Decision, Lease, Member, Screen
from tests.documents.builders import Line
from tests.negotiation.builders import PARTIES, PUBLIC, SECTION, Negotiation
from tests.pages.conftest import Element, Reader, read

pytestmark = pytest.mark.django_db

YOUTH = "Reinforce [and [enhance] implement] the promotion of youth."
MEDIA = "Encourage the media to play [their] part."
ADDRESS = "/desk/review-text/"


class Table:
    """A negotiation with a rolling text open at a meeting, and the clerk at its desk."""

    def __init__(self, client: Client) -> None:
        self.talks = Negotiation()
        self.meeting = self.talks.meeting()
        follows = self.talks.draft(
            Line("A", "Youth and media", label="A.", kind=SECTION),
            Line("1", YOUTH, label="1.", parent="A"),
            Line("2", MEDIA, label="2.", parent="A"),
            Line("3", "We agree.", label="3.", parent="A"),
            tabled_at=[self.meeting],
        )
        self.draft = at_desk.open_rolling(
            self.talks.document,
            follows=follows,
            meeting=self.meeting,
            title="Rolling text",
            by=self.talks.clerk,
        )
        self.client = client
        client.force_login(self.talks.clerk)

    def row(self, key: str) -> Wording:
        return Wording.objects.get(draft=self.draft, provision__public_id=self.talks.id_of(key))

    def open(self, key: str) -> Element:
        return Reader(self.client).open(f"{ADDRESS}?at={self.talks.id_of(key)}")

    def fields(self, key: str, **sent: object) -> dict[str, object]:
        row = self.row(key)
        usual = {"at": self.talks.id_of(key), "base": row.version, "text": row.words}
        return {**usual, "listed": row.words, **sent}

    def post(self, where: str, key: str, status: int = 302, **sent: object) -> Element:
        answer = self.client.post(f"{ADDRESS}{where}/", self.fields(key, **sent))
        assert answer.status_code == status, answer.content.decode()[:3000]
        return read(answer.content.decode()) if answer.content else read("")

    def typed(self, page: Element) -> str:
        (field,) = page.all(name="textarea", id="text-field")
        return field.words


def joined(element: Element) -> str:
    """Its words without any white space: how spaces stand around marks is not at stake."""
    return joined_words(element.words)


def joined_words(words: str) -> str:
    return "".join(words.split())


@pytest.fixture
def table(client: Client) -> Table:
    return Table(client)


def test_the_desk_shows_the_field_what_is_near_and_each_bracket_with_what_can_be_done(
    table: Table,
) -> None:
    page = table.open("1")
    assert table.typed(page) == YOUTH
    near = page.one(id="near")
    assert [one.words for one in near.all(has="lab")] == ["1", "2", "3"]
    assert [one.words for one in near.all(**{"aria-current": "true"})] == [
        "Reinforce and enhance implement the promotion of youth."
    ]
    buttons = page.one(has="brackets").all(name="button")
    assert [one.attributes["value"] for one in buttons] == [
        "lift:10",
        "delete:10",
        "lift:15",
        "delete:15",
    ]
    assert page.one(id="count").words == "2 pairs of brackets, 2 deep"


def test_without_at_the_desk_opens_where_brackets_are_open(table: Table) -> None:
    page = Reader(table.client).open(ADDRESS)
    assert table.typed(page) == YOUTH


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ({"do": "lift:15"}, "Reinforce [and enhance implement] the promotion of youth."),
        ({"do": "delete:15"}, "Reinforce [and implement] the promotion of youth."),
        (
            {"do": "bracket", "quote": "promotion of youth"},
            YOUTH.replace("promotion of youth", "[promotion of youth]"),
        ),
        (
            {"do": "add", "quote": "[enhance]", "words": "widen"},
            YOUTH.replace("[enhance]", "[enhance] [widen]"),
        ),
        (
            {"do": "attribute", "quote": "[enhance]", "words": "US"},
            YOUTH.replace("[enhance]", "[US: enhance]"),
        ),
        (
            {"do": "close:0", "text": "[We agree.", "listed": "[We agree."},
            "[We agree.]",
        ),
    ],
)
def test_an_act_is_done_in_the_field_and_saves_nothing(
    table: Table, sent: dict[str, str], expected: str
) -> None:
    page = table.post("try", "1", 200, **sent)
    assert table.typed(page) == expected
    assert table.row("1").words == YOUTH


def test_an_alternative_is_chosen_by_its_place(table: Table) -> None:
    text = "We [shall]/[should] meet."
    page = table.post("try", "3", 200, do="choose:11", text=text, listed=text)
    assert table.typed(page) == "We should meet."


def test_a_script_gets_the_text_alone(table: Table) -> None:
    sent = table.fields("1", do="lift", start=17, end=17)
    answer = table.client.post(f"{ADDRESS}try/", sent, headers={"accept": "application/json"})
    assert answer.json() == {
        "text": "Reinforce [and enhance implement] the promotion of youth.",
        "operation": "lift",
    }
    sent["do"], sent["start"] = "lift", 0
    answer = table.client.post(f"{ADDRESS}try/", sent, headers={"accept": "application/json"})
    assert answer.status_code == 409
    assert answer.json() == {"refused": "There is no bracket around position 0."}


def test_a_place_counts_in_the_text_for_which_it_was_listed(table: Table) -> None:
    page = table.post("try", "1", 409, do="lift:15", text=f"Now {YOUTH}")
    assert table.typed(page) == f"Now {YOUTH}"
    assert "they are listed anew" in page.one(id="refusal").words
    assert page.one(has="brackets").all(name="button")[0].attributes["value"] == "lift:14"


def test_the_engine_reads_what_is_typed(table: Table) -> None:
    sent = table.fields("1", text="[We [agree.", start=0)
    answer = table.client.post(f"{ADDRESS}read/", sent)
    part = read(answer.content.decode())
    assert (
        part.one(has="problems").all(name="li")[0].all(name="button")[0].attributes["value"]
        == "close:0"
    )
    assert "2 marks without their other ends" in part.one(**{"data-part": "count"}).words
    outcomes = read(
        table.client.post(f"{ADDRESS}read/", table.fields("1", start=17)).content.decode()
    ).one(has="outcome")
    assert [one.words for one in outcomes.all(name="dt")] == ["Lift bracket", "Delete with words"]
    assert [one.words for one in outcomes.all(name="small")] == ["1 pair stays open."] * 2


def test_marks_that_pair_with_another_provision_are_no_problem(client: Client) -> None:
    table = Table(client)
    table.post("save", "1", text="[We agree")
    table.post("save", "2", text="in full.]")
    page = table.open("1")
    assert page.one(id="text-field").attributes["data-opens"] == "1"
    assert page.all(has="problems") == []


def test_saving_names_the_act_and_counts_up(table: Table) -> None:
    after = YOUTH.replace("[enhance]", "enhance")
    table.post("save", "1", text=after, operation="lift", reason="as the room asked")
    (edit,) = Edit.objects.filter(draft=table.draft)
    assert (edit.operation, edit.reason, edit.by) == (
        "lift",
        "as the room asked",
        table.talks.clerk,
    )
    page = table.open("1")
    assert "Bracket lifted, review-secretariat-0: as the room asked" in page.one(has="log").words
    assert "edit 1, by review-secretariat-0" in page.one(id="where").words


def test_a_form_without_changes_is_no_edit(table: Table) -> None:
    table.post("save", "1", text=f"{YOUTH}\r\n")
    assert Edit.objects.count() == 0


def test_two_edits_apart_are_joined_and_it_is_said(table: Table) -> None:
    base = table.row("1").version
    table.post("save", "1", text=YOUTH.replace("Reinforce", "Strengthen"))
    answer = table.client.post(
        f"{ADDRESS}save/",
        table.fields("1", base=base, text=YOUTH.replace("youth", "young people")),
        follow=True,
    )
    assert "joined with what another person saved" in answer.content.decode()
    assert table.row("1").words == YOUTH.replace("Reinforce", "Strengthen").replace(
        "youth", "young people"
    )


def test_two_edits_of_the_same_words_are_shown_side_by_side(table: Table) -> None:
    base = table.row("2").version
    table.post("save", "2", text=MEDIA.replace("[their]", "a"))
    mine = MEDIA.replace("[their]", "every")
    page = table.post("save", "2", 409, base=base, text=mine)
    sides = page.one(id="sides")
    assert table.typed(page) == mine
    assert [joined(one) for one in sides.all(has="wording")] == [
        joined_words(MEDIA),
        joined_words("Encourage the media to play [their] every part."),
        joined_words("Encourage the media to play [their] a part."),
    ]
    assert table.row("2").words == MEDIA.replace("[their]", "a")
    (start,) = [
        one
        for one in page.one(id="writing").all(name="input")
        if one.attributes.get("name") == "base"
    ]
    table.post("save", "2", base=start.attributes["value"], text=mine)
    assert table.row("2").words == mine


@pytest.mark.parametrize(
    ("text", "status"), [("x" * 100_001, 400), ("a \x07 b", 400), (f"{MEDIA} more", 409)]
)
def test_what_is_refused_stays_on_the_page(table: Table, text: str, status: int) -> None:
    base = 99 if status == 409 else table.row("2").version
    page = table.post("save", "2", status, base=base, text=text)
    (field,) = page.all(name="textarea", id="text-field")
    assert field.text == text
    assert page.one(id="refusal").words
    assert table.row("2").words == MEDIA


def test_agreed_words_change_for_a_reason_or_editorially(table: Table) -> None:
    table.post("decide", "3", code="agreed")
    page = table.post("save", "3", 409, text="We all agree.")
    assert page.one(name="input", **{"aria-invalid": "true"}).attributes["name"] == "reason"
    assert table.typed(page) == "We all agree."
    table.post("save", "3", text="We agree!", mode="editorial")
    table.post("save", "3", text="We all agree.", reason="the chair asked")
    codes = [(one.code, one.basis) for one in Decision.objects.order_by("id")]
    assert codes == [("agreed", "gavel"), ("agreed", "editorial"), ("open", "gavel")]


def test_a_decision_is_one_button_and_is_taken_back_by_one(table: Table) -> None:
    table.post("decide", "3", code="agreed", body="plenary")
    page = table.open("3")
    assert page.one(id="decide").one(**{"aria-pressed": "true"}).words == "● agreed 0"
    (held,) = Decision.objects.all()
    assert (held.code, held.draft, held.meeting) == ("agreed", table.draft, table.meeting)
    table.post("take-back", "3", decision=held.pk, note="too early")
    assert table.open("3").one(id="decide").all(**{"aria-pressed": "true"}) == []


def test_agreeing_on_open_brackets_is_refused_with_the_ways_out(table: Table) -> None:
    page = table.post("decide", "1", 409, code="agreed", note="late")
    bar = page.one(id="decide")
    assert "Words stand in brackets in “1.”" in bar.one(id="refusal").words
    assert "agreed, on the condition below" in bar.words
    assert "Lift or delete the brackets" in bar.words
    table.post("decide", "1", code="agreed", condition="besides [enhance]", note="late")
    (held,) = Decision.objects.all()
    assert held.condition == "besides [enhance]"


def test_going_behind_an_agreement_is_refused_and_can_be_reopened(table: Table) -> None:
    table.post("decide", "3", code="agreed")
    held = Decision.objects.get()
    page = table.post("decide", "3", 409, code="open")
    assert "Reopen what was decided" in page.one(id="decide").words
    table.post("decide", "3", code="open", reopens=held.pk, note="new figures")
    assert Decision.objects.last().reopens == held


def test_a_heading_is_decided_for_what_stands_under_it_with_exceptions(table: Table) -> None:
    page = table.open("A")
    excepting = page.one(has="covering").all(name="input", type="checkbox")[1:]
    assert [one.attributes["value"] for one in excepting] == [
        table.talks.id_of(key) for key in ("1", "2", "3")
    ]
    excepted = [table.talks.id_of("1"), table.talks.id_of("2")]
    sent = {"code": "agreed", "covers": "on", "except": excepted, "condition": "besides 1 and 2"}
    table.post("decide", "A", **sent)
    held = Decision.objects.get()
    assert (held.covers, held.excepts) == (True, 2)


def provision_act(table: Table, act: str, key: str, status: int = 302, **sent: object) -> Element:
    return table.post("provision", key, status, act=act, **sent)


def labels(table: Table) -> list[str]:
    live = Wording.objects.filter(
        draft=table.draft, parent__public_id=table.talks.id_of("A"), disposition="live"
    )
    return [row.label for row in live.order_by("rank")]


def test_a_provision_is_inserted_bis_and_the_insertion_undone(table: Table) -> None:
    page = table.open("2")
    (label,) = page.all(name="input", id="label")
    provision_act(
        table, "insert", "2", label=label.attributes["value"], text="More.", kind="paragraph"
    )
    assert labels(table) == ["1.", "2.", "2 bis.", "3."]
    new = Wording.objects.get(draft=table.draft, text="More.").provision.public_id
    sent = {"at": new, "act": "undo", "number": 1}
    assert table.client.post(f"{ADDRESS}provision/", sent).status_code == 302
    assert labels(table) == ["1.", "2.", "3."]


def test_what_was_to_be_inserted_stays_when_it_is_refused(table: Table) -> None:
    page = provision_act(table, "insert", "2", 400, text="a \x07 b", kind="paragraph")
    (field,) = page.all(name="textarea", id="insert-text")
    assert field.text == "a \x07 b"


def test_a_provision_is_split_before_the_words_typed(table: Table) -> None:
    provision_act(table, "split", "2", quote="to play")
    words = [row.text for row in Wording.objects.filter(draft=table.draft).order_by("rank", "id")]
    assert "Encourage the media" in words
    assert "to play [their] part." in words


def test_provisions_are_merged_with_their_words_shown_first(table: Table) -> None:
    page = Reader(table.client).open(f"{ADDRESS}merge/?at={table.talks.id_of('2')}")
    (field,) = page.all(name="textarea", id="merged-text")
    assert field.words == f"{MEDIA} We agree."
    sent = [
        (one.attributes["name"], one.attributes["value"])
        for one in page.all(name="input")[1:]
        if "value" in one.attributes
    ]
    named = [value for name, value in sent if name == "merged"]
    bases = [value for name, value in sent if name == "bases"]
    assert named == [table.talks.id_of("2"), table.talks.id_of("3")]
    provision_act(table, "merge", "2", merged=named, bases=bases, text=f"{MEDIA} We agree.")
    assert labels(table) == ["1.", "2."]
    assert table.row("2").words == f"{MEDIA} We agree."


@pytest.mark.parametrize(
    ("to", "expected"),
    [
        ("first:", ["3.", "1.", "2."]),
        ("after:1", ["1.", "3.", "2."]),
        ("before:2", ["1.", "3.", "2."]),
    ],
)
def test_a_provision_is_moved(table: Table, to: str, expected: list[str]) -> None:
    way, _colon, key = to.partition(":")
    provision_act(table, "move", "3", to=f"{way}:{table.talks.id_of(key) if key else ''}")
    assert labels(table) == expected


def test_the_whole_text_is_offered_to_move_to(table: Table) -> None:
    page = Reader(table.client).open(f"{ADDRESS}move/?at={table.talks.id_of('3')}")
    assert [one.words for one in page.one(name="select").all(name="option")][:3] == [
        "the beginning of the text",
        "first under A. Youth and media",
        "after A. Youth and media",
    ]


def test_a_provision_becomes_an_alternative_is_chosen_withdrawn_and_restored(
    table: Table,
) -> None:
    provision_act(table, "alternative", "3", of=table.talks.id_of("2"))
    page = table.open("2")
    assert page.one(id="rivals-title").words == "Alternatives compete for this place"
    provision_act(table, "choose", "2", chosen=table.talks.id_of("3"))
    assert table.row("2").words == "We agree."
    provision_act(table, "withdraw", "1")
    page = table.open("1")
    assert "no longer part of the text" in page.words
    provision_act(table, "restore", "1")
    assert labels(table) == ["1.", "2."]


def test_the_history_shows_every_text_compares_two_and_restores(table: Table) -> None:
    table.post("save", "2", text=MEDIA.replace("[their]", "their"), operation="lift")
    table.post("save", "2", text="Encourage the media.")
    at = table.talks.id_of("2")
    page = Reader(table.client).open(f"{ADDRESS}history/?at={at}&earlier=0&later=2")
    assert joined(page.one(has="three").all(has="wording")[0]) == joined_words(MEDIA)
    assert [one.words for one in page.one(has="history").all(name="b")][:2] == [
        "Edit 2",
        "Reworded",
    ]
    provision_act(table, "restore_text", "2", number=0)
    assert table.row("2").words == MEDIA
    page = provision_act(table, "restore_text", "2", 409, number=0)
    assert "says that already" in page.one(id="refusal").words


def test_somebody_at_the_same_provision_is_named_and_the_screen_turns(table: Table) -> None:
    other = table.talks.member(Member.Role.SECRETARIAT)
    at_desk.lease(table.draft, table.talks.provision("1"), by=other)
    answer = table.client.post(f"{ADDRESS}here/", {"at": table.talks.id_of("1"), "opened": "1"})
    assert answer.status_code == 200
    assert Screen.objects.get().first == table.talks.provision("1")
    beside = table.open("1").one(id="beside")
    assert f"Being edited by {other.username}" in beside.words
    assert "You, in 1" in beside.words
    table.client.post(f"{ADDRESS}here/", {"left": "1"})
    assert [one.by for one in Lease.objects.all()] == [other]


def test_a_held_screen_stays_where_it_is(table: Table) -> None:
    table.client.post(f"{ADDRESS}here/", {"at": table.talks.id_of("1"), "opened": "1"})
    at_desk.hold_screen(table.meeting, by=table.talks.clerk)
    answer = table.client.post(f"{ADDRESS}here/", {"at": table.talks.id_of("2"), "opened": "1"})
    assert answer.status_code == 200
    assert Screen.objects.get().first == table.talks.provision("1")


def test_an_expired_login_gives_back_what_was_typed(table: Table) -> None:
    sent = table.fields("2", text="Typed in the dark.", reason="why")
    table.client.logout()
    answer = table.client.post(f"{ADDRESS}save/", sent)
    page = read(answer.content.decode())
    assert answer.status_code == 403
    (field,) = page.all(name="textarea", id="kept-text")
    assert field.words == "Typed in the dark."
    assert table.row("2").words == MEDIA
    answer = table.client.get(f"{ADDRESS}?at={table.talks.id_of('2')}")
    assert answer.status_code == 302
    assert answer["location"].startswith("/account/login/?next=/desk/")


def test_a_form_from_before_the_login_is_given_back_too(table: Table) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(table.talks.clerk)
    answer = strict.post(f"{ADDRESS}save/", table.fields("2", text="Typed before."))
    assert answer.status_code == 403
    (field,) = read(answer.content.decode()).all(name="textarea", id="kept-text")
    assert field.words == "Typed before."


ADDRESSES = (
    ("get", ""),
    ("get", "history/"),
    ("get", "merge/"),
    ("get", "move/"),
    ("get", "draft/"),
    ("post", "read/"),
    ("post", "try/"),
    ("post", "save/"),
    ("post", "provision/"),
    ("post", "decide/"),
    ("post", "take-back/"),
    ("post", "here/"),
    ("post", "screen/"),
    ("post", "draft/"),
)


@pytest.mark.parametrize("role", [Member.Role.DELEGATE, Member.Role.OBSERVER, None])
@pytest.mark.parametrize(("method", "page"), ADDRESSES)
def test_nobody_else_sits_at_the_desk_whether_the_text_is_published_or_not(
    table: Table, method: str, page: str, role: Member.Role | None
) -> None:
    person = table.talks.member(role) if role else User.objects.create(username="stranger")
    table.client.force_login(person)
    secret = "a secret sentence"
    at_desk.save_wording(
        table.draft, table.talks.provision("3"), secret, base=1, by=table.talks.clerk
    )
    ask = getattr(table.client, method)
    for visibility in (PARTIES, PUBLIC):
        answer = ask(f"{ADDRESS}{page}", table.fields("1", act="withdraw", code="agreed"))
        assert answer.status_code == 403
        assert secret not in answer.content.decode()
        actions.publish(table.draft, visibility=visibility, by=table.talks.clerk)
    assert Edit.objects.count() == 1
    assert Decision.objects.count() == 0


def test_a_document_of_which_nothing_is_published_is_not_there(table: Table) -> None:
    for draft in Draft.objects.filter(state="issued"):
        actions.publish(draft, visibility="secretariat", by=table.talks.clerk)
    table.client.force_login(table.talks.member(Member.Role.DELEGATE))
    there = table.client.get(ADDRESS)
    nowhere = table.client.get("/desk/nowhere/")
    assert (there.status_code, nowhere.status_code) == (404, 404)


def test_the_chair_decides_and_publishes_and_does_not_write(table: Table) -> None:
    table.client.force_login(table.talks.member(Member.Role.CHAIR))
    page = table.open("3")
    assert page.all(id="writing") == []
    assert page.all(has="acts-on") == []
    table.post("decide", "3", code="agreed")
    for act, sent in (("save", {"text": "x"}), ("try", {"do": "lift:10"}), ("read", {})):
        answer = table.client.post(f"{ADDRESS}{act}/", table.fields("1", **sent))
        assert answer.status_code == 403, act
    provision_act(table, "withdraw", "1", 403)
    answer = table.client.post(f"{ADDRESS}draft/", {"act": "publish", "visibility": "parties"})
    assert answer.status_code == 302
    answer = table.client.post(
        f"{ADDRESS}draft/", {"act": "issue", "issued_on": "2014-05-01", "as_of": "2014-05-01"}
    )
    assert answer.status_code == 403


def test_a_rolling_text_is_opened_published_renumbered_issued_and_its_meeting_closed(
    client: Client,
) -> None:
    talks = Negotiation()
    meeting = talks.meeting()
    follows = talks.draft(Line("1", "One.", label="1."), Line("2", "Two.", label="5."))
    client.force_login(talks.clerk)
    reader = Reader(client)
    assert client.get(ADDRESS).headers["location"] == f"{ADDRESS}draft/"
    page = reader.open(f"{ADDRESS}draft/")
    assert [one.words for one in page.one(name="select", id="meeting").all(name="option")] == [
        "Meeting 0"
    ]
    sent = {"act": "open", "follows": follows.public_id, "meeting": meeting.slug, "title": "Roll"}
    assert client.post(f"{ADDRESS}draft/", sent).status_code == 302
    draft = Draft.objects.get(state="rolling")
    page = reader.open(f"{ADDRESS}draft/?labels=1")
    assert [one.words for one in page.one(name="table").all(name="td")] == ["5.", "2."]
    sent = {"act": "relabel", "id": talks.id_of("2"), "after": "3."}
    assert client.post(f"{ADDRESS}draft/", sent).status_code == 409
    sent["after"] = "2."
    assert client.post(f"{ADDRESS}draft/", sent).status_code == 302
    assert Wording.objects.get(draft=draft, text="Two.").label == "2."
    sent = {"act": "publish", "visibility": "public"}
    assert client.post(f"{ADDRESS}draft/", sent).status_code == 302
    assert draft.publications.last().visibility == "public"
    sent = {"act": "issue", "symbol": "S/2", "issued_on": "2014-05-01", "as_of": "2014-04-30"}
    assert client.post(f"{ADDRESS}draft/", sent | {"as_of": "yesterday"}).status_code == 400
    sent_close = {"act": "close"}
    assert client.post(f"{ADDRESS}draft/", sent_close).status_code == 302
    assert client.post(f"{ADDRESS}draft/", sent).status_code == 302
    draft.refresh_from_db()
    assert (draft.state, draft.symbol) == ("issued", "S/2")
    page = reader.open(f"{ADDRESS}draft/")
    assert "No meeting is open" in page.words


def test_the_desk_asks_as_much_of_a_long_text_as_of_a_short_one(
    client: Client,
) -> None:
    def opened(slug: str, paragraphs: int) -> str:
        talks = Negotiation(slug)
        meeting = talks.meeting()
        lines = [
            Line(str(place), f"Words [of] {place}.", label=f"{place}.")
            for place in range(1, paragraphs + 1)
        ]
        follows = talks.draft(*lines)
        draft = at_desk.open_rolling(
            talks.document, follows=follows, meeting=meeting, title="Roll", by=talks.clerk
        )
        for place in range(1, min(paragraphs, 5) + 1):
            actions.decide(talks.provision(str(place)), Code.PENDING, draft=draft, by=talks.clerk)
        client.force_login(talks.clerk)
        return f"/desk/{talks.document.slug}/?at={talks.id_of('1')}"

    counts = []
    for slug, paragraphs in (("short", 1), ("middle", 3), ("long", 120)):
        address = opened(slug, paragraphs)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        counts.append(len(asked))
    assert counts[1] == counts[2]
    assert counts[0] <= counts[1]
