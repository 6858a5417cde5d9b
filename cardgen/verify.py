"""Whether what hangs on a wall still says what the catalogue says: a file's record against today's entries."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal, TypeAlias, get_args

from pydantic import ValidationError

from cardgen.content.model import Catalog
from cardgen.errors import ContentError
from cardgen.impose.carried import carried, sheets_told
from cardgen.impose.originals import reader_of, reading
from cardgen.provenance import DigestKind, MadeFrom, Part, Run, ToldKind, Trust, entries
from cardgen.provenance.imposed import spoken_runs

Status: TypeAlias = Literal["current", "outdated", "unknown", "altered"]
"""Whether a file says what today's catalogue says, no longer does, does not tell what it was made from, or is not as
cardgen wrote it; the worst last."""

_WORST: Final[tuple[Status, ...]] = get_args(Status)[::-1]

_UNTOLD: Final[Mapping[Trust, tuple[Status, str]]] = MappingProxyType(
    {
        "altered": (
            "altered",
            "changed or saved anew by another program; make it again, or verify the one that cardgen made",
        ),
        "no-record": (
            "unknown",
            "made by cardgen, without a record of what from; verify the file of the card itself",
        ),
        "not-ours": ("unknown", "not made by cardgen"),
    }
)
_ENCRYPTED: Final = "the file is encrypted; verify the one that cardgen made"
_FOREIGN_RECORD: Final = "this version of cardgen cannot read what the file was made from; update cardgen"
_LIBRARY: Final = "what is gone may come from a library: name it with --library"

_OF_THE_PAPER: Final = frozenset[DigestKind]({"technique", "routine"})
"""Kinds of which only what the paper shows is looked at: none of it is new, and what is lost is told by its name."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of a paper.

    Attributes:
        status: In a word.
        reasons: Why; none for ``current`` only.
        made_from: What it was made from, as far as it can be believed.
    """

    status: Status
    reasons: tuple[str, ...] = ()
    made_from: MadeFrom | None = None


@dataclass(frozen=True, slots=True)
class OnSheet:
    """What became of papers on sheets that were made from the same.

    Attributes:
        cards: Which they are, counted from 1 as the pile lies once it is cut.
        sheets: The sheets of paper that they are on, from 1.
        title: What they are called, if that is known.
        judgement: What became of them.
    """

    cards: tuple[Run, ...]
    sheets: tuple[Run, ...]
    title: str | None
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a file.

    Attributes:
        file: As the user named it.
        status: In a word; of sheets, that of the worst paper on them.
        reasons: Why; none for ``current`` only. Of sheets, which papers on them are not current.
        made_from: What it was made from, as far as it can be believed; none of sheets.
        papers: Of sheets, what became of each paper on them.
    """

    file: str
    status: Status
    reasons: tuple[str, ...] = ()
    made_from: MadeFrom | None = None
    papers: tuple[OnSheet, ...] = ()

    @property
    def screened(self) -> bool:
        """Whether it is, or has on it, a paper for a person who was asked."""
        made = (self.made_from, *(paper.judgement.made_from for paper in self.papers))
        return any(one is not None and one.screened for one in made)


def verify(data: bytes, file: str, catalog: Catalog, day: dt.date) -> Verdict:
    """Compare what a file was made from with a catalogue.

    Args:
        data: The whole file, anybody's.
        file: What to call it.
        catalog: Today's, with the libraries that count.
        day: Today.

    Returns:
        The verdict. The screening of a person is not repeated, as the file does not say what they have.
    """
    try:
        with reading(file):
            reader = reader_of(data)
            if reader is None:
                return Verdict(file, "unknown", (_ENCRYPTED,))
            found = carried(reader, data)
    except ContentError as error:
        return Verdict(file, "unknown", (error.problems[0].message,))
    sheets = sheets_told(found)
    if sheets is not None:
        papers = tuple(_paper(part, catalog, day) for part in sheets.on_sheets)
        return Verdict(file, _worst(papers), tuple(_not_current(papers)), papers=papers)
    judged = _judged(found.trust, found.record, catalog, day)
    return Verdict(file, judged.status, judged.reasons, judged.made_from)


def _paper(part: Part, catalog: Catalog, day: dt.date) -> OnSheet:
    return OnSheet(part.cards, part.sheets, part.title, _judged(part.trust, part.record, catalog, day))


def _worst(papers: Iterable[OnSheet]) -> Status:
    found = {paper.judgement.status for paper in papers}
    return next(status for status in _WORST if status in found)


def _not_current(papers: Iterable[OnSheet]) -> Iterator[str]:
    for paper in papers:
        if paper.judgement.status != "current":
            yield f"{spoken_runs('card', paper.cards, ('is', 'are'))} {paper.judgement.status}"


def _judged(trust: Trust, record: str | None, catalog: Catalog, day: dt.date) -> Judgement:
    """Judge a paper by its record, which is JSON of anybody's."""
    if trust in _UNTOLD:
        status, why = _UNTOLD[trust]
        return Judgement(status, (why,))
    try:
        made = MadeFrom.model_validate_json(record or "")
    except ValidationError:
        return Judgement("unknown", (_FOREIGN_RECORD,))
    ours = catalog.edition.version
    if _number(made.catalogue) > _number(ours):
        newer = f"made from the catalogue {made.catalogue}, newer than {ours} that cardgen has; update cardgen"
        return Judgement("unknown", (newer,), made)
    changes = (*_overdue(made, day), *changes_since(made, catalog))
    return Judgement("outdated" if changes else "current", changes, made)


def _number(version: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"[0-9]+", version)))


def _overdue(record: MadeFrom, day: dt.date) -> Iterator[str]:
    if record.review_date and record.review_date < day:
        yield f"it was to be looked at again by {record.review_date}"
    if record.cleared_until and record.cleared_until < day:
        yield f"a clearance that it relies on held until {record.cleared_until}; ask the person and the clinician again"
    if record.review_by < day:
        yield f"the catalogue {record.catalogue} was to be reviewed by {record.review_by}"


def changes_since(record: MadeFrom, catalog: Catalog) -> tuple[str, ...]:
    """Return what a catalogue says differently from the one that a paper was made from.

    Args:
        record: What the paper was made from.
        catalog: Today's catalogue, with the libraries that count.

    Returns:
        Changes, a phrase each; those of a kind together.
    """
    now = entries(catalog, record.paper, record.techniques, record.routines)
    missing = tuple(_missing(record, catalog))
    told = [change for kind, then in record.told.items() for change in _retold(kind, then, now.told.get(kind, {}))]
    others = [_changes(kind, then, now.digests.get(kind, {})) for kind, then in record.digests.items()]
    changed = [change for group in others for change in group.changed]
    # The warnings of a technique that is missing are missed with it.
    lost = [group.lost for group in others if group.lost and not (missing and group.kind == "warning")]
    return (*missing, *told, *changed, *lost, *((_LIBRARY,) if missing or lost else ()))


def _missing(record: MadeFrom, catalog: Catalog) -> Iterator[str]:
    """Yield the techniques and routines of the paper that the catalogue does not have."""
    if techniques := [id_ for id_ in record.techniques if id_ not in catalog.techniques]:
        yield f"{_named('technique', techniques)} gone"
    if routines := [id_ for id_ in record.routines if id_ not in catalog.routines]:
        yield f"{_named('routine', routines)} gone"


def _retold(kind: ToldKind, then: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    """Yield what is told differently; what is missing altogether goes with its technique or routine."""
    for name in (name for name in then if name in now and now[name] != then[name]):
        what = f"step {name}" if kind == "step" else f"{kind} of {name}"
        yield f"{what}: {then[name]}, now {now[name]}"


@dataclass(frozen=True, slots=True)
class _Changes:
    """How the entries of a kind differ: a phrase for what is new or changed, and one for what is lost."""

    kind: DigestKind
    changed: tuple[str, ...] = ()
    lost: str = ""


def _changes(kind: DigestKind, then: frozenset[bytes], now: Mapping[str, bytes]) -> _Changes:
    names = [name for name, digest in now.items() if digest not in then]
    rest = len(then - set(now.values()))
    if kind in _OF_THE_PAPER:
        return _Changes(kind, (f"{_named(kind, names)} changed",) if names else ())
    how = "new" if not rest else "changed" if rest == len(names) else "new or changed"
    fewer = rest - len(names)
    lost = f"{fewer} {_spoken(kind, fewer)} gone" if fewer > 0 else ""
    return _Changes(kind, (f"{_named(kind, names)} {how}",) if names else (), lost)


def _named(kind: str, names: Sequence[str]) -> str:
    return f"{_spoken(kind, len(names))} {', '.join(names)}"


def _spoken(kind: str, count: int) -> str:
    return kind if count == 1 else f"{kind}s"
