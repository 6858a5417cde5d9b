"""``problems.csv``: the rows to correct, in the roster's own columns, with the number of the card and the reason."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable

from cardgen.batch.columns import PROBLEM, ROW, Matched
from cardgen.batch.table import Row, Table, guarded
from cardgen.errors import Problem

PROBLEMS = "problems.csv"


def problems_csv(table: Table, matched: Matched, rows: Iterable[tuple[Row, int, tuple[Problem, ...]]]) -> bytes:
    """Write rows so that they can be corrected and be a roster themselves.

    Args:
        table: The roster.
        matched: Its columns.
        rows: Each row with the number of its card and what is wrong with it.

    Returns:
        CSV for spreadsheets: UTF-8 with a mark, parted as the roster was; no cell is taken for a formula. What was
        wrong in the roster is wrong in it, too, until it is corrected: nothing is left out, and nothing made blank.
    """
    own = {matched.indices[name] for name in (ROW, PROBLEM) if name in matched.indices}
    kept = [index for index in range(len(table.headings)) if index not in own]
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=table.delimiter)
    writer.writerow((ROW, *(guarded(table.headings[index]) for index in kept), PROBLEM))
    for row, number, problems in rows:
        told = " | ".join(problem.message for problem in problems)
        beyond = map(guarded, row.cells[len(table.headings) :])
        writer.writerow((number, *(guarded(row.cells[index]) for index in kept), guarded(told), *beyond))
    return codecs.BOM_UTF8 + text.getvalue().encode(errors="replace")
