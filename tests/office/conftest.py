"""One LibreOffice for all tests of this folder."""

from __future__ import annotations

import pytest

from tests.office.soffice import Office


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """LibreOffice; without it these tests fail and say what to install."""
    return Office(tmp_path_factory.mktemp("office"))
