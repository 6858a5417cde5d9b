"""``cardgen list``: everything of the catalogue, plain in a pipe, a table on a terminal."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys

import pytest

from cardgen.cli.overview import LISTINGS
from cardgen.content.model import Catalog

CELL = "\t"


@pytest.mark.parametrize("kind", ["techniques", "routines", "conditions"])
def test_every_entry_is_a_line_in_the_catalogues_order(run, catalog: Catalog, kind: str) -> None:
    outcome = run("list", kind)
    assert outcome.code == 0
    assert [line.split(CELL)[0] for line in outcome.lines] == list(getattr(catalog, kind))


def test_warnings_are_the_rules_and_the_red_flags(run, catalog: Catalog) -> None:
    ids = [line.split(CELL)[0] for line in run("list", "warnings").lines]
    assert ids == [*catalog.rules, *catalog.red_flags]


def test_lines_have_no_headings_and_are_never_cut(run, catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    lines = run("list", "warnings").lines
    assert len({line.count(CELL) for line in lines}) == 1
    longest = max((words.text for words in catalog.text.rules.values()), key=len)
    assert any(longest in line for line in lines)


def test_a_row_says_what_the_source_gives(run) -> None:
    rows = {line.split(CELL)[0]: line.split(CELL) for line in run("list", "techniques").lines}
    assert rows["deep-stroking"][4] == "about 20 times"
    assert rows["stroking"][4] == "none given"
    assert rows["effleurage-oil"][3:5] == ["1 to 3", "3 to 5 min"]


def test_formats_have_their_size(run) -> None:
    rows = dict(line.split(CELL)[:2] for line in run("list", "formats").lines)
    assert rows["a5"] == "148 by 210 mm"
    assert rows["a6"] == "105 by 148 mm"


def test_the_overview_counts_what_the_lists_hold(run) -> None:
    overview = [line.split(CELL) for line in run("list").lines]
    assert [row[0] for row in overview] == list(LISTINGS)
    for kind, count, ids in overview:
        lines = run("list", kind).lines
        assert int(count) == len(lines)
        assert ids.split() == [line.split(CELL)[0] for line in lines]


@pytest.mark.parametrize("kind", LISTINGS)
def test_json_holds_the_same_rows(run, kind: str) -> None:
    rows = json.loads(run("list", kind, "--json").out)
    assert [CELL.join(str(cell) for cell in row.values()) for row in rows] == run("list", kind).lines
    assert all(row["id"] for row in rows)


def test_an_unknown_list_is_usage(run) -> None:
    outcome = run("list", "massages")
    assert outcome.code == 2
    assert "techniques" in outcome.err


def test_a_terminal_gets_a_table_with_headings() -> None:
    screen, terminal = pty.openpty()
    environment = {**os.environ, "COLUMNS": "100", "TERM": "xterm"}
    process = subprocess.Popen([sys.executable, "-m", "cardgen", "list", "formats"], stdout=terminal, env=environment)
    assert process.wait(timeout=60) == 0
    os.close(terminal)
    shown = os.read(screen, 100_000).decode()
    os.close(screen)
    assert "body type" in shown
    assert "148 by 210 mm" in shown
    assert "\t" not in shown
