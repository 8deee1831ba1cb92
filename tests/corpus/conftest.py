"""The corpus as its tests ask for it."""

from collections.abc import Callable

import pytest

from documents.models import Document, Draft, Provision
from documents.public_ids import public_id_for
from documents.queries import DraftView, draft_view
from negotiation.models import Meeting
from negotiation.queries import Standing, draft_at, standings

Standings = dict[str, Standing]
#: From the key of the manifest to the standing at a meeting.
StandingOf = Callable[[str, str], Standing | None]


def provision(key: str) -> Provision:
    """The provision that the manifest, or the reading of a text, calls so."""
    return Provision.objects.get(public_id=public_id_for(key))


def draft(key: str) -> Draft:
    """The draft that the manifest calls so."""
    return Draft.objects.select_related("document").get(public_id=public_id_for(f"draft {key}"))


def text_at(document: str, meeting: str) -> tuple[DraftView, Standings]:
    """The text of a document at a meeting as the public sees it, and what holds there."""
    held_at = Meeting.objects.get(slug=meeting)
    found = draft_at(Document.objects.get(slug=document), held_at, None)
    assert found is not None
    view = draft_view(found)
    return view, standings(view, held_at, None)


@pytest.fixture
def standing_of(corpus: None) -> StandingOf:
    """Reads a document at a meeting once for the test that asks."""
    read: dict[tuple[str, str], Standings] = {}

    def standing(key: str, meeting: str) -> Standing | None:
        place = (key.partition("/")[0], meeting)
        if place not in read:
            read[place] = text_at(*place)[1]
        return read[place].get(public_id_for(key))

    return standing
