"""The standing of one provision is that of the whole draft, everywhere in the corpus."""

from itertools import cycle

import pytest
from django.contrib.auth.models import User

from documents.models import Draft, Provision
from documents.queries import draft_view
from negotiation.models import Meeting
from negotiation.queries import standing_of, standings

pytestmark = pytest.mark.usefixtures("corpus")


@pytest.mark.parametrize("who", [None, "corpus"])
def test_one_standing_is_as_all_of_them_say(who: str | None) -> None:
    """Every provision of every draft, at one meeting after another: of all the meetings each
    draft is asked at, none is left out."""
    user = User.objects.get(username=who) if who else None
    meetings = [None, *Meeting.objects.all()]
    asked = set()
    for draft in Draft.objects.select_related("document"):
        view = draft_view(draft)
        found = {meeting: standings(view, meeting, user) for meeting in meetings}
        for one, meeting in zip(view.provisions, cycle(meetings), strict=False):
            provision = Provision(pk=one.provision_id, public_id=one.id)
            standing = standing_of(draft, provision, meeting, user)
            assert standing == found[meeting].get(one.id), (draft, one.label, meeting)
            asked.add((draft.pk, meeting))
    assert len(asked) > 40
