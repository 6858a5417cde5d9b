"""Every shipped format in every shipped theme, with every shipped routine: no box out of place."""

from __future__ import annotations

import pytest
from geometry import faults
from making import document_of

from cardgen.content.model import Catalog
from cardgen.layout.card import lay_out
from cardgen.theme import default_theme, gray, load_theme, themes

FORMATS = tuple(default_theme().cards)
ROUTINES = ("lower-back", "back-routine", "lumbar-routine", "quick-10")


def test_the_formats_are_those_that_the_program_promises() -> None:
    assert set(FORMATS) == {"id1", "a6", "a5", "half-letter", "a4", "letter", "a4-large"}


@pytest.mark.parametrize("theme", [listed.name for listed in themes()])
@pytest.mark.parametrize("name", FORMATS)
def test_no_box_is_out_of_place(catalog: Catalog, theme: str, name: str) -> None:
    loaded = load_theme(theme)
    form = loaded.formats[name]
    for routine in ROUTINES:
        for page in lay_out(document_of(catalog, routine), loaded, form):
            assert faults(page, form) == []


@pytest.mark.parametrize("name", FORMATS)
def test_gray_changes_no_place(catalog: Catalog, name: str) -> None:
    theme = default_theme()
    document = document_of(catalog)
    coloured = lay_out(document, theme, theme.formats[name])
    grayed = gray(theme)
    same = lay_out(document, grayed, grayed.formats[name])
    assert [(page.title, page.boxes) for page in same] == [(page.title, page.boxes) for page in coloured]
