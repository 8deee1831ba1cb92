"""A negotiation whose words can be looked for."""

import pytest

from tests.negotiation.builders import Negotiation
from tracker.catching_up import catch_up


class Talks(Negotiation):
    """A negotiation, and the index that follows it."""

    def index(self) -> None:
        """Bring the index forward, as a worker would."""
        catch_up("search", self.process.pk)


@pytest.fixture
def talks(db: None) -> Talks:
    return Talks(slug="talks")
