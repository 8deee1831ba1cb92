"""A fresh negotiation for each test that asks for one."""

import pytest

from tests.negotiation.builders import Negotiation


@pytest.fixture
def talks(db: None) -> Negotiation:
    return Negotiation()
