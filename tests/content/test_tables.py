"""The tables of the documentation are those of the catalogue."""

from __future__ import annotations

from pathlib import Path

import pytest

from cardgen.content import tables
from cardgen.content.model import Catalog

PAGE = Path(__file__).parents[2] / "docs" / "safety.md"


def test_the_page_on_safety_shows_the_tables_of_the_catalogue(catalog: Catalog) -> None:
    page = PAGE.read_text("utf-8")
    assert tables.fill(page, catalog) == page, "run: python -m cardgen.content.tables docs/safety.md"


@pytest.mark.parametrize("name", tables.TABLES)
def test_the_page_on_safety_has_a_place_for_every_table(name: str) -> None:
    assert PAGE.read_text("utf-8").count(f"<!-- begin: {name} -->\n|") == 1


def test_a_row_for_every_condition(catalog: Catalog) -> None:
    table = tables.conditions(catalog)
    assert len(table.splitlines()) == len(catalog.conditions) + 2
    assert (
        "| Weak bones (osteoporosis) | Ask a doctor first | after clearance (valid 90 days): no tapotement, wringing, "
        "kneading, pressure up to 2 | secondary | O | weak bones |\n"
    ) in table
    assert "| Bruise | Keep off the area | not on the place itself | secondary | O |" in table
    assert "| Any infection | Do not massage | no massage | source | B, A10, O | fever, any infection |" in table


def test_a_row_for_every_red_flag_and_source(catalog: Catalog) -> None:
    assert len(tables.red_flags(catalog).splitlines()) == len(catalog.red_flags) + 2
    assert len(tables.sources(catalog).splitlines()) == len(catalog.sources) + 2


def test_an_outdated_place_is_written_anew_and_the_rest_is_kept(catalog: Catalog) -> None:
    page = "before\n<!-- begin: sources -->\nold\n<!-- end: sources -->\nafter\n"
    filled = tables.fill(page, catalog)
    assert filled == f"before\n<!-- begin: sources -->\n{tables.sources(catalog)}<!-- end: sources -->\nafter\n"
    assert tables.fill(filled, catalog) == filled


def test_an_unknown_table_is_an_error(catalog: Catalog) -> None:
    with pytest.raises(KeyError, match="weather"):
        tables.fill("<!-- begin: weather -->\n<!-- end: weather -->\n", catalog)
