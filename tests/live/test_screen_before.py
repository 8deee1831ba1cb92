"""What the screen tells of the time before somebody might read a text: nothing."""

from __future__ import annotations

import pytest
from django.test import Client

from negotiation import actions
from negotiation.models import Member
from tests.live.test_screen import opened, rolling, save, turn, words_on
from tests.negotiation.builders import PARTIES, PUBLIC, SECRETARIAT, Negotiation

pytestmark = pytest.mark.django_db


@pytest.fixture
def talks(db: None) -> Negotiation:
    """A negotiation with a meeting."""
    talks = Negotiation("talks")
    talks.meeting()
    return talks


def test_what_was_tried_before_it_was_published_is_not_struck_for_those_who_came_later(
    client: Client, talks: Negotiation
) -> None:
    draft = rolling(talks, visibility=SECRETARIAT)
    turn(talks, draft, "1", view="changes")
    save(talks, draft, "1", "We [shall] agree to the secret.")
    save(talks, draft, "1", "We [shall] agree to the open.")
    actions.publish(draft, visibility=PARTIES, by=talks.clerk)
    save(talks, draft, "1", "We agree to the open.")
    delegate = talks.member(Member.Role.DELEGATE)
    for visibility in (PARTIES, PUBLIC):
        # whoever read on when it was published to more people has read what was there before
        actions.publish(draft, visibility=visibility, by=talks.clerk)
        client.force_login(delegate)
        words = words_on(opened(client))
        assert "shall" in words
        assert "first" not in words
    client.logout()
    assert "shall" not in words_on(opened(client))
    client.force_login(talks.clerk)
    assert "first" in words_on(opened(client))
