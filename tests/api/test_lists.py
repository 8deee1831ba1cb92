"""Lists and single things over REST; their pages, their queries, their schema."""

from __future__ import annotations

from base64 import b64encode

import pytest
from django.test import Client

from documents.models import Draft
from negotiation.actions import publish
from negotiation.models import Publication
from tests.api.asking import get
from tracker.api.views import LISTS

pytestmark = pytest.mark.usefixtures("corpus")


def test_root_names_the_lists(client: Client) -> None:
    answer = get(client, "/api/v1/")
    assert tuple(answer) == LISTS
    for address in answer.values():
        assert client.get(address).status_code == 200


def test_documents_in_order_with_their_latest_text(client: Client) -> None:
    answer = get(client, "/api/v1/documents/")
    assert (answer["next"], answer["previous"]) == (None, None)
    assert [(one["slug"], one["latest_draft"]["meeting"]) for one in answer["results"]] == [
        ("tunis-2005", None),
        ("statement", "mpp-2"),
        ("vision", "mpp-5"),
        ("ga-outcome-2015", "ga-informals-2015-12"),
    ]


def test_drafts_leave_outlines_out_unless_asked(client: Client) -> None:
    answer = get(client, "/api/v1/documents/statement/drafts/")
    assert [one["symbol"] for one in answer["results"]] == ["S2/C", "S2.2/C"]
    answer = get(client, "/api/v1/documents/statement/drafts/", outline="true")
    assert [one["extent"] for one in answer["results"]] == ["excerpt", "excerpt", "outline"]
    assert get(client, "/api/v1/documents/statement/drafts/", expect=400, outline="perhaps")[
        "parameters"
    ].keys() == {"outline"}


def test_draft_and_what_it_follows(client: Client) -> None:
    drafts = get(client, "/api/v1/documents/statement/drafts/")["results"]
    second = get(client, f"/api/v1/drafts/{drafts[1]['id']}/")
    assert second == drafts[1]
    assert second["follows"] == drafts[0]["id"]
    assert len(second["content_hash"]) == 64
    assert get(client, "/api/v1/drafts/bbbbbbbbbb/", expect=404)["status"] == 404


def test_provision_keeps_its_identity_through_drafts(client: Client) -> None:
    text = get(client, "/api/v1/documents/statement/text/")
    para = next(one for one in text["provisions"] if one["label"].startswith("60 bis"))
    life = get(client, f"/api/v1/provisions/{para['id']}/")
    assert [one["draft"]["symbol"] for one in life["wordings"]] == ["S2/C", "S2.2/C"]
    assert [(one["kind"], one["basis"]) for one in life["lineage"]] != []


def test_meetings_in_the_order_of_their_dates(client: Client) -> None:
    answer = get(client, "/api/v1/meetings/")
    assert [one["slug"] for one in answer["results"]] == [
        "mpp-1", "mpp-2", "mpp-3", "mpp-4", "mpp-5", "mpp-additional", "hle-2014",
        "ga-informals-2015-11", "ga-informals-2015-12", "ga-hlm-2015",
    ]  # fmt: skip
    assert get(client, "/api/v1/meetings/mpp-4/")["ends_on"] == "2014-04-17"


def test_comparisons_of_successive_drafts_are_done(client: Client) -> None:
    answer = get(client, "/api/v1/comparisons/", document="statement")
    (one,) = answer["results"]
    assert (one["earlier"]["symbol"], one["later"]["symbol"], one["state"]) == (
        "S2/C", "S2.2/C", "done",
    )  # fmt: skip
    detail = get(client, f"/api/v1/comparisons/{one['id']}/")
    assert detail["progress"]["done"] == detail["progress"]["total"] == len(detail["changes"])
    assert detail["totals"] != {}


def test_what_is_not_published_is_nowhere(client: Client, django_user_model: type) -> None:
    """Data that could leak: a draft withdrawn from the public, with decisions and a comparison."""
    draft = Draft.objects.get(symbol="S2.2/C")
    by = django_user_model.objects.get(username="corpus")  # type: ignore[attr-defined]
    publish(draft, visibility=Publication.Visibility.SECRETARIAT, by=by)
    assert get(client, f"/api/v1/drafts/{draft.public_id}/", expect=404)["status"] == 404
    shown = get(client, "/api/v1/documents/statement/drafts/", outline="true")["results"]
    assert draft.public_id not in str(shown)
    assert get(client, "/api/v1/comparisons/", document="statement")["results"] == []
    spectrum = "Need for further improving management"
    for address in ("text/", "text/?meeting=mpp-2", "status/"):
        answer = client.get(f"/api/v1/documents/statement/{address}")
        assert answer.status_code == 200
        assert spectrum not in answer.content.decode()
    hidden = draft.wordings.filter(text__startswith=spectrum).get().provision
    assert get(client, f"/api/v1/provisions/{hidden.public_id}/", expect=404)["status"] == 404
    text = client.get(
        f"/api/v1/documents/statement/text/?draft={draft.public_id}&form=source&format=txt"
    )
    assert text.status_code == 404


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("documents/", 3),
        ("documents/vision/drafts/", 4),
        ("meetings/", 1),
        ("comparisons/", 3),
    ],
)
def test_lists_ask_as_often_for_one_row_as_for_three(
    client: Client, address: str, queries: int, django_assert_num_queries: object
) -> None:
    for size in (1, 3):
        with django_assert_num_queries(queries):  # type: ignore[operator]
            client.get(f"/api/v1/{address}", {"page_size": size})


def test_pages_follow_one_another(client: Client) -> None:
    first = get(client, "/api/v1/meetings/", page_size="4")
    assert [one["slug"] for one in first["results"]] == ["mpp-1", "mpp-2", "mpp-3", "mpp-4"]
    second = client.get(first["next"]).json()
    assert [one["slug"] for one in second["results"]] == [
        "mpp-5", "mpp-additional", "hle-2014", "ga-informals-2015-11",
    ]  # fmt: skip
    assert client.get(second["previous"]).json()["results"] == first["results"]


@pytest.mark.parametrize(
    ("name", "value"), [("page_size", "0"), ("page_size", "²"), ("page_size", "many")]
)
def test_malformed_pages_answer_400_and_name_the_parameter(
    client: Client, name: str, value: str
) -> None:
    answer = get(client, "/api/v1/meetings/", expect=400, **{name: value})
    assert list(answer["parameters"]) == [name]


@pytest.mark.parametrize("written", ["p=", "p=now", "p=%00", "p=2014-02-30", "o=-1", None])
@pytest.mark.parametrize("name", ["documents", "documents/vision/drafts", "meetings"])
def test_a_cursor_that_no_list_gave_out_is_not_found(
    client: Client, name: str, written: str | None
) -> None:
    cursor = b64encode(written.encode()).decode() if written else "x"
    answer = get(client, f"/api/v1/{name}/", expect=404, cursor=cursor)
    assert answer["detail"] == "cursor: No page of this list gave this out."
