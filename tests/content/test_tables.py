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
        "| Weak bones (osteoporosis) | `osteoporosis` | Ask a doctor first | after clearance (valid 90 days): "
        "no tapotement, wringing, kneading, pressure up to 2 | M81, M82 | secondary | O | weak bones |\n"
    ) in table
    assert (
        "| Bruise | `bruise` | Keep off the area | not on the place itself | S20.2, S30.0, T14.0 | secondary | O |"
        in table
    )
    assert "| Any infection | `infection` | Do not massage | no massage | A00–A44, A48–A99, B01," in table
    assert "| Cannot consent | `no-consent` | Do not massage | no massage |  | practice | OURS |" in table


def test_a_red_flag_that_nobody_clears_and_one_that_a_clinician_does(catalog: Catalog) -> None:
    table = tables.red_flags(catalog)
    assert "| Feeling hot and cold | `hot-and-cold` | Ask a doctor first | no massage |" in table
    cleared = "after clearance (valid 30 days): no deep pressure, tapotement, pressure up to 2"
    assert f"| Weight loss without a reason | `weight-loss` | Ask a doctor first | {cleared} | R63.4, R64 |" in table
    assert "| New back pain after age 55 | `new-pain-over-55` | Get checked | nothing |" in table


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
