"""Programs that write at the same time."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from django.test import Client

from negotiation import actions
from negotiation.models import Proposal
from tests.documents.builders import Line
from tests.documents.test_editing_together import together
from tests.negotiation.builders import Negotiation
from tracker.models import Token
from tracker.tokens import make_token

pytestmark = pytest.mark.django_db(transaction=True)


def test_proposals_without_a_number_take_one_each(talks: Negotiation) -> None:
    talks.draft(Line("A"))
    actions.submit(talks.process, title="On A", parties=[], ref="s", by=talks.clerk)
    secret = make_token(talks.clerk, name="all", scopes=Token.Scope, days=7)[1]

    def propose(text: str) -> int:
        said: dict[str, Any] = {"submission": "s", "does": "add", "text": text}
        client = Client(headers={"Authorization": f"Bearer {secret}"})
        return client.post("/api/v1/proposals/", said, "application/json").status_code

    told = together(*(partial(propose, f"Words {place}") for place in range(4)))
    assert told == [201] * 4
    assert sorted(Proposal.objects.values_list("number", flat=True)) == [1, 2, 3, 4]
