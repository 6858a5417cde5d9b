"""What the tests of layout share: the shipped theme and its two formats."""

from __future__ import annotations

import pytest
from making import FORMATS, document_of

from cardgen.content.model import Catalog
from cardgen.document import Document
from cardgen.layout.setting import Setting
from cardgen.theme import Format, Theme, default_theme


@pytest.fixture(scope="session")
def theme() -> Theme:
    return default_theme()


@pytest.fixture(params=FORMATS)
def form(request: pytest.FixtureRequest, theme: Theme) -> Format:
    """Each format in turn."""
    return theme.formats[request.param]


@pytest.fixture
def setting(theme: Theme, form: Format) -> Setting:
    """Each format in turn, set as preferred."""
    return Setting(theme, form)


@pytest.fixture(scope="session")
def lower_back(catalog: Catalog) -> Document:
    """The default routine with nothing added by a user."""
    return document_of(catalog)
