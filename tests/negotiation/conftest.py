"""A fresh negotiation for each test."""

import pytest

from tests.negotiation.builders import Negotiation


@pytest.fixture
def talks(db: None) -> Negotiation:
    return Negotiation()
