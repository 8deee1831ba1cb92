"""Writing: the same rules and refusals as the pages, versions that hold, keys that are kept."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from documents.models import Draft, Edit
from negotiation.actions import desk
from negotiation.codes import Code
from negotiation.models import Decision, Meeting, Proposal
from tests.documents.builders import Line
from tests.negotiation.builders import Negotiation
from tracker.models import IdempotencyKey

pytestmark = pytest.mark.django_db
API = "/api/v1"


@pytest.fixture
def meeting(talks: Negotiation) -> Meeting:
    return talks.meeting()


@pytest.fixture
def rolling(talks: Negotiation, meeting: Meeting) -> Draft:
    follows = talks.draft(
        Line("A", "One sentence here. Another sentence there."), Line("B", "[Disputed] words")
    )
    return desk.open_rolling(
        talks.document, follows=follows, meeting=meeting, title="Rolling", by=talks.clerk
    )


@pytest.fixture
def clerk(client: Client, talks: Negotiation) -> Client:
    client.force_login(talks.clerk)
    return client


def post(
    client: Client, address: str, body: dict[str, Any], *, expect: int = 201, **headers: str
) -> Any:
    answer = client.post(f"{API}/{address}", body, "application/json", headers=headers)
    assert answer.status_code == expect, answer.content
    return answer


def put(client: Client, draft: Draft, provision: str, text: str, tag: str, **more: Any) -> Any:
    return client.put(
        f"{API}/drafts/{draft.public_id}/provisions/{provision}/",
        {"text": text, **more},
        "application/json",
        headers={"If-Match": tag} if tag else {},
    )


def tag_of(client: Client, draft: Draft, provision: str) -> str:
    answer = client.get(f"{API}/drafts/{draft.public_id}/provisions/{provision}/")
    return answer.headers["ETag"]


# Words


def test_words_are_saved_from_the_version_that_was_read(
    clerk: Client, talks: Negotiation, rolling: Draft
) -> None:
    one = talks.id_of("A")
    tag = tag_of(clerk, rolling, one)
    answer = put(clerk, rolling, one, "Other words.", tag)
    assert (answer.status_code, answer.json()["text"]) == (200, "Other words.")
    assert answer.headers["ETag"] == tag_of(clerk, rolling, one) != tag
    again = put(clerk, rolling, one, "Other words.", answer.headers["ETag"])
    assert again.headers["ETag"] == answer.headers["ETag"]  # nothing was to be saved
    assert Edit.objects.count() == 1


def test_a_stale_version_writes_nothing_and_is_told_what_it_says_now(
    clerk: Client, talks: Negotiation, rolling: Draft
) -> None:
    one = talks.id_of("A")
    tag = tag_of(clerk, rolling, one)
    now = put(clerk, rolling, one, "One sentence now. Another sentence there.", tag)
    for text in ("One sentence mine. Another sentence there.", "One sentence here. Another end."):
        answer = put(clerk, rolling, one, text, tag)
        told = answer.json()
        assert (answer.status_code, told["status"]) == (412, 412)
        assert told["text"] == "One sentence now. Another sentence there."
        assert told["current"] == now.headers["ETag"] == tag_of(clerk, rolling, one)
    assert Edit.objects.count() == 1


def test_who_wants_it_has_words_joined_that_do_not_touch(
    clerk: Client, talks: Negotiation, rolling: Draft
) -> None:
    one = talks.id_of("A")
    tag = tag_of(clerk, rolling, one)
    put(clerk, rolling, one, "One sentence now. Another sentence there.", tag)
    answer = put(clerk, rolling, one, "One sentence here. Another sentence end.", tag, join=True)
    assert answer.json()["text"] == "One sentence now. Another sentence end."
    assert answer.json()["joined"]
    answer = put(clerk, rolling, one, "One sentence mine. Another sentence there.", tag, join=True)
    assert answer.status_code == 412
    assert answer.json()["base_text"].startswith("One sentence here.")


@pytest.mark.parametrize(("tag", "status"), [("", 428), ('"77-1"', 412), ("nonsense", 412)])
def test_a_version_must_be_named_and_be_one(
    clerk: Client, talks: Negotiation, rolling: Draft, tag: str, status: int
) -> None:
    answer = put(clerk, rolling, talks.id_of("A"), "Words", tag)
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert not Edit.objects.exists()


def test_agreed_words_change_with_a_reason_only(
    clerk: Client, talks: Negotiation, meeting: Meeting, rolling: Draft
) -> None:
    one = talks.id_of("A")
    post(clerk, "decisions/", {"provision": one, "code": "agreed", "meeting": meeting.slug})
    answer = put(clerk, rolling, one, "Other words.", "*")
    assert answer.status_code == 409
    assert set(answer.json()["ways_out"]) == {"reason", "editorial"}
    assert answer.json()["provisions"] == [one]
    answer = put(clerk, rolling, one, "Other words.", "*", reason="Asked for by the chair")
    assert answer.status_code == 200
    last = clerk.get(f"{API}/decisions/", {"provision": one}).json()["results"][-1]
    assert last["code"] == "open"
    assert last["reopens"] is not None


def test_an_issued_draft_is_not_written(clerk: Client, talks: Negotiation) -> None:
    draft = talks.draft(Line("A", "Words"))
    answer = put(clerk, draft, talks.id_of("A"), "Other words", "*")
    assert (answer.status_code, answer.json()["title"]) == (409, "Conflict")


# A text from its opening to its publication


def test_a_rolling_text_is_opened_filled_issued_and_published(
    clerk: Client, talks: Negotiation, meeting: Meeting
) -> None:
    follows = talks.draft(Line("A", "Words"))
    said = {"follows": follows.public_id, "meeting": meeting.slug, "title": "Rolling"}
    opened = post(clerk, f"documents/{talks.document.slug}/rolling/", said)
    draft = opened.json()["id"]
    assert opened.headers["Location"] == f"http://testserver{API}/drafts/{draft}/"
    assert Client().get(f"{API}/drafts/{draft}/").status_code == 404
    new = post(
        clerk,
        f"drafts/{draft}/provisions/",
        {"kind": "paragraph", "after": talks.id_of("A"), "label": "2.", "text": "New words"},
    )
    assert clerk.get(new.headers["Location"]).json()["text"] == "New words"
    today = timezone.localdate().isoformat()
    issued = post(clerk, f"drafts/{draft}/issue/", {"issued_on": today, "as_of": today})
    assert issued.json()["state"] == "issued"
    post(clerk, f"drafts/{draft}/publications/", {"visibility": "public"})
    text = Client().get(f"{API}/documents/{talks.document.slug}/text/", {"draft": draft}).json()
    assert [one["text"] for one in text["provisions"]] == ["Words", "New words"]


# Decisions


def test_a_decision_that_breaks_a_rule_is_refused_with_the_ways_out(
    clerk: Client, talks: Negotiation, meeting: Meeting, rolling: Draft
) -> None:
    said = {"provision": talks.id_of("B"), "code": "agreed", "meeting": meeting.slug}
    told = post(clerk, "decisions/", said, expect=409).json()
    assert "condition" in told["ways_out"]
    post(clerk, "decisions/", said | {"condition": "besides the first word"})
    assert Decision.objects.get().condition == "besides the first word"


def test_a_decision_is_taken_back_by_a_further_one(
    clerk: Client, talks: Negotiation, meeting: Meeting, rolling: Draft
) -> None:
    said = {"provision": talks.id_of("A"), "code": "agreed", "meeting": meeting.slug}
    first = post(clerk, "decisions/", said).json()
    address = f"decisions/{first['id']}/taking-back/"
    taken = post(clerk, address, {"note": "An error"}).json()
    assert (taken["corrects"], taken["basis"]) == (first["id"], "taken_back")
    assert clerk.get(f"{API}/decisions/{first['id']}/").json()["corrected_by"] == taken["id"]
    post(clerk, address, {"note": "Again"}, expect=409)


# Proposals


def test_a_submission_with_a_proposal_and_who_supports_it(
    clerk: Client, talks: Negotiation, meeting: Meeting, rolling: Draft
) -> None:
    for name in ("Ghana", "Japan"):
        post(clerk, "parties/", {"process": "review", "name": name, "kind": "government"})
    sent = post(
        clerk,
        "submissions/",
        {"process": "review", "title": "On A", "parties": ["Ghana"], "meeting": meeting.slug},
    ).json()
    said = {"submission": sent["ref"], "does": "replace", "target": talks.id_of("A")}
    numbers = [
        post(clerk, "proposals/", said | {"text": text}).json()["number"] for text in ("x", "y")
    ]
    assert numbers == [1, 2]
    post(clerk, "proposals/", said, expect=409)  # says nothing
    stance = {"submission": sent["ref"], "party": "Japan", "stance": "supports"}
    post(clerk, "positions/", stance)
    found = clerk.get(f"{API}/positions/", {"ref": sent["ref"]}).json()["results"]
    assert [(one["party"], one["stance"]) for one in found] == [("Japan", "supports")]
    told = post(clerk, "positions/", stance | {"party": "Gahna"}, expect=404).json()
    assert "Gahna" in told["detail"]


def test_a_name_that_is_not_known_is_refused_with_the_nearest(clerk: Client) -> None:
    told = post(clerk, "decisions/", {"provison": "b" * 10}, expect=400).json()
    assert told["parameters"]["provison"] == [
        "There is no “provison” here. Did you mean “provision”?"
    ]


# Sent again


def decision(talks: Negotiation, meeting: Meeting) -> dict[str, str]:
    return {"provision": talks.id_of("A"), "code": "agreed", "meeting": meeting.slug}


def test_a_choice_that_is_not_known_is_refused_with_those_there_are(
    clerk: Client, rolling: Draft, talks: Negotiation
) -> None:
    body = {"provision": talks.id_of("A"), "code": "agred", "draft": rolling.public_id}
    refusal = post(clerk, "decisions/", body, expect=400).json()
    codes = ", ".join(Code.values)
    assert refusal["parameters"] == {"code": [f"There is no “agred” here. There are: {codes}."]}
    assert clerk.get(f"{API}/decisions/?code=agred").json()["parameters"] == refusal["parameters"]


def test_what_is_sent_again_is_done_once_and_answered_alike(
    clerk: Client, talks: Negotiation, meeting: Meeting, rolling: Draft
) -> None:
    said = decision(talks, meeting)
    first, again = (post(clerk, "decisions/", said, **{"Idempotency-Key": "k-1"}) for _ in range(2))
    assert Decision.objects.count() == 1
    assert again.json() == first.json()
    assert again.headers["Location"] == first.headers["Location"]
    assert again.headers["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first.headers


def test_a_key_is_good_for_one_request(
    clerk: Client, talks: Negotiation, meeting: Meeting, rolling: Draft
) -> None:
    key = {"Idempotency-Key": "k-1"}
    said = decision(talks, meeting)
    post(clerk, "decisions/", said, **key)
    told = post(clerk, "decisions/", said | {"note": "other"}, expect=422, **key).json()
    assert "“k-1”" in told["detail"]
    assert Decision.objects.count() == 1
    post(clerk, "decisions/", said, expect=400, **{"Idempotency-Key": "has spaces"})


def test_a_key_belongs_to_its_person(
    clerk: Client, talks: Negotiation, meeting: Meeting, rolling: Draft
) -> None:
    key = {"Idempotency-Key": "k-1"}
    post(clerk, "decisions/", decision(talks, meeting), **key)
    other = Client()
    other.force_login(talks.member("chair"))
    on_another = {"provision": talks.id_of("B"), "code": "pending"}
    post(other, "decisions/", decision(talks, meeting) | on_another, **key)
    assert Decision.objects.count() == 2


def test_a_refusal_is_not_kept(
    clerk: Client, talks: Negotiation, meeting: Meeting, rolling: Draft
) -> None:
    """It wrote nothing: when its cause is gone the same goes through."""
    key = {"Idempotency-Key": "k-1"}
    said = {"provision": talks.id_of("B"), "code": "agreed", "meeting": meeting.slug}
    post(clerk, "decisions/", said, expect=409, **key)
    put(clerk, rolling, talks.id_of("B"), "Undisputed words", "*")
    post(clerk, "decisions/", said, **key)
    assert Decision.objects.get().code == Code.AGREED


def test_what_is_being_done_just_now_is_not_done_twice(
    clerk: Client, talks: Negotiation, meeting: Meeting, rolling: Draft
) -> None:
    key, said = {"Idempotency-Key": "k-1"}, decision(talks, meeting)
    post(clerk, "decisions/", said, **key)
    kept = IdempotencyKey.objects.get()
    under_way = {"answered_at": None, "claim": "somebody else"}
    later = timezone.now() + timedelta(seconds=30)
    IdempotencyKey.objects.filter(pk=kept.pk).update(**under_way, claimed_until=later)
    post(clerk, "decisions/", said, expect=409, **key)
    assert Decision.objects.count() == 1
    # Whoever was at it was stopped: after a while the next one may.
    past = timezone.now() - timedelta(seconds=1)
    IdempotencyKey.objects.filter(pk=kept.pk).update(**under_way, claimed_until=past)
    post(clerk, "decisions/", said, **key)
    assert Decision.objects.count() == 2


def test_a_delete_proposal_needs_no_words(
    clerk: Client, talks: Negotiation, rolling: Draft
) -> None:
    sent: HttpResponse = post(
        clerk, "submissions/", {"process": "review", "title": "On B", "parties": [], "ref": "b"}
    )
    assert sent.status_code == 201
    said = {"submission": "b", "does": "delete", "target": talks.id_of("B")}
    post(clerk, "proposals/", said)
    assert Proposal.objects.get().text == ""
