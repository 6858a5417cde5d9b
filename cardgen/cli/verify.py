"""``cardgen verify``: whether finished papers still say what the catalogue says."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Final

import click

from cardgen import files
from cardgen.cli import output
from cardgen.cli.sources import Given, with_sources
from cardgen.cli.values import today
from cardgen.content import catalog as content
from cardgen.content.model import Catalog
from cardgen.errors import Collector, ContentError, Problem, RequestError
from cardgen.provenance import MadeFrom
from cardgen.provenance.imposed import spoken_runs
from cardgen.verify import OnSheet, Verdict, verify

EXIT_CODES: Final = MappingProxyType({"current": 0, "outdated": 1, "altered": ContentError.exit_code})
"""What each status ends with; ``unknown`` as ``altered``."""

EXAMPLES = """\b
Examples:
  cardgen verify lower-back.pdf
  cardgen verify wall/*.pdf
  cardgen verify wall --library my-library
  cardgen verify wall --json
"""


@click.command("verify", epilog=EXAMPLES)
@click.argument("paths", metavar="FILE.pdf|DIR...", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@with_sources
@click.pass_context
def command(context: click.Context, *, given: Given, paths: tuple[str, ...], as_json: bool) -> None:
    """Tell whether finished papers still say what the catalogue says.

    A folder stands for the PDFs in it. Each file is a line on standard output: "FILE: current", "FILE: outdated: what
    changed", "FILE: altered: …" if it is not as cardgen wrote it, or "FILE: unknown: …" if it does not tell what it was
    made from. Below sheets, each paper on them has a line. The exit code is that of the worst: 0, 1 if outdated, 3 if
    altered or unknown. Name the libraries that the papers were made with.
    """
    found = Collector()
    with given.settled() as settled:
        catalog = content.load(libraries=settled.sources.libraries)
    check = partial(_verdict, catalog=catalog, day=today())
    checked = [found.attempt(partial(check, name)) for name in _files(paths, found)]
    verdicts = [verdict for verdict in checked if verdict is not None]
    if as_json:
        output.data([_as_data(verdict) for verdict in verdicts])
    else:
        output.lines(line for verdict in verdicts for line in _lines(verdict))
    for message in _messages(verdicts):
        output.message(message)
    found.stop()
    context.exit(max((EXIT_CODES.get(verdict.status, ContentError.exit_code) for verdict in verdicts), default=0))


def _verdict(name: str, catalog: Catalog, day: dt.date) -> Verdict:
    return verify(files.read(Path(name)), name, catalog, day)


def _files(names: Iterable[str], found: Collector) -> Iterator[str]:
    """Yield the names of files; those of a folder in the order of the alphabet."""
    for name in names:
        if Path(name).is_dir():
            yield from found.attempt(partial(_in_folder, Path(name))) or ()
        else:
            yield name


def _in_folder(folder: Path) -> Sequence[str]:
    """Return the PDFs in a folder.

    Raises:
        RequestError: There are none.
    """
    names = sorted(str(path) for path in folder.iterdir() if path.suffix.lower() == ".pdf" and path.name[0] != ".")
    if not names:
        raise RequestError(Problem(str(folder), 0, 0, "there is no PDF in this folder; name one that has some"))
    return names


def _lines(verdict: Verdict) -> Iterator[str]:
    """Yield a line for the file, and one for all papers on its sheets that were made from the same."""
    yield _line(verdict.file, verdict.status, verdict.reasons)
    for paper in verdict.papers:
        place = f"{spoken_runs('card', paper.cards)} on {spoken_runs('sheet', paper.sheets)}"
        about = ", ".join(_about(paper))
        name = f"  {place} ({about})" if about else f"  {place}"
        yield _line(name, paper.judgement.status, paper.judgement.reasons)


def _line(name: str, status: str, reasons: Sequence[str]) -> str:
    return ": ".join(filter(None, (name, status, "; ".join(reasons))))


def _about(paper: OnSheet) -> Iterator[str]:
    """Yield what tells a paper in the hand from the others."""
    record = paper.judgement.made_from
    if paper.title:
        yield paper.title
    if record:
        yield f"{record.paper} {record.format}"
        if record.screened:
            yield "for one person"


def _messages(verdicts: Sequence[Verdict]) -> Iterator[str]:
    if any(verdict.screened for verdict in verdicts):
        yield "a card for one person does not say what they have: the screening is not repeated; ask them again"
    if len(verdicts) > 1:
        counts = Counter(verdict.status for verdict in verdicts)
        yield f"{len(verdicts)} files: " + ", ".join(f"{count} {status}" for status, count in counts.most_common())


def _as_data(verdict: Verdict) -> dict[str, object]:
    papers = [_paper_as_data(paper) for paper in verdict.papers]
    return {
        "file": verdict.file,
        "status": verdict.status,
        "reasons": list(verdict.reasons),
        "made_from": _record_as_data(verdict.made_from),
        **({"papers": papers} if papers else {}),
    }


def _paper_as_data(paper: OnSheet) -> dict[str, object]:
    return {
        "cards": [list(run) for run in paper.cards],
        "sheets": [list(run) for run in paper.sheets],
        "title": paper.title,
        "status": paper.judgement.status,
        "reasons": list(paper.judgement.reasons),
        "made_from": _record_as_data(paper.judgement.made_from),
    }


def _record_as_data(record: MadeFrom | None) -> dict[str, object] | None:
    return record.model_dump(mode="json", exclude={"told", "digests"}) if record else None
