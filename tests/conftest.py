"""What tests of every part share."""

from __future__ import annotations

import pytest

from cardgen.content.catalog import load
from cardgen.content.model import Catalog


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The shipped catalogue; frozen, so that tests may share it."""
    return load()
