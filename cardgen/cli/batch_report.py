"""What ``cardgen batch`` says at the end: a summary or JSON, and every row that has no card."""

from __future__ import annotations

import os

from cardgen.batch.folder import some
from cardgen.batch.report import Report, Without
from cardgen.cli import output


def tell(report: Report, *, as_json: bool) -> None:
    """Print the summary, then end with every row that has no card.

    Raises:
        PartlyDone: A row has to be corrected, or something else went wrong.
        SafetyRefusal: A person is refused, and all others have their card.
    """
    output.message("columns: " + ", ".join(f"{heading} → {name}" for heading, name in report.columns.known))
    if report.columns.ignored:
        output.message("note: not read: " + ", ".join(report.columns.ignored))
    if report.kept_date is not None:
        output.message(f"note: the date is {report.kept_date}, as in the run before; --date gives another one")
    if report.replaced:
        rows = some(report.replaced)
        output.message(
            f"note: replaced, as they were for people who are not in the roster any more: cards of rows {rows}"
        )
    for notice, count in report.notices.items():
        output.message(f"note: {notice} ({count} {'card' if count == 1 else 'cards'})")
    if report.nothing_written is not None:
        output.message(f"note: nothing is written: {report.nothing_written}")
    if as_json:
        output.data(_as_data(report))
    else:
        output.table(("", "Number"), [(what, str(count)) for what, count in _counts(report).items() if count])
        for extra in report.extras:
            output.path(extra if report.folder is None or os.sep in extra else str(report.folder / extra))
    error = report.error()
    if error is not None:
        raise error


def _counts(report: Report) -> dict[str, int]:
    return {
        "rows": report.rows,
        **{f"cards: {decision}": report.decisions[decision] for decision in ("as-asked", "adapted", "not-screened")},
        "refused": len(report.refused),
        "to correct": len(report.bad),
        "files written": report.written,
        "files kept": report.kept,
        "files removed": report.removed,
    }


def _as_data(report: Report) -> dict[str, object]:
    """Describe a batch as ``--json`` prints it."""
    return {
        "folder": None if report.folder is None else str(report.folder),
        "rows": report.rows,
        "columns": dict(report.columns.known),
        "ignored": list(report.columns.ignored),
        "decisions": dict(report.decisions),
        "written": report.written,
        "kept": report.kept,
        "removed": report.removed,
        "replaced": list(report.replaced),
        "kept_date": None if report.kept_date is None else report.kept_date.isoformat(),
        "nothing_written": report.nothing_written,
        "extras": list(report.extras),
        "refused": [_row(one) for one in report.refused],
        "bad": [_row(one) for one in report.bad],
        "failed": [str(problem) for problem in report.failed],
        "notices": dict(report.notices),
    }


def _row(one: Without) -> dict[str, object]:
    problems = [
        {"line": problem.line, "column": problem.column, "message": problem.message} for problem in one.problems
    ]
    return {"row": one.row, "problems": problems, "slip": one.slip}
