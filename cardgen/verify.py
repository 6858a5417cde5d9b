"""Whether what hangs on a wall still says what the catalogue says: a file's record against today's entries."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final, Literal, TypeAlias

from pydantic import ValidationError
from pypdf import PdfReader
from pypdf.generic import StreamObject

from cardgen.content.model import Catalog
from cardgen.errors import ContentError
from cardgen.impose.originals import reading
from cardgen.pdf.metadata import AUTHOR, made_from
from cardgen.pdf.references import is_as_written
from cardgen.provenance import DigestKind, MadeFrom, ToldKind, entries

Status: TypeAlias = Literal["current", "outdated", "altered", "unknown"]
"""Whether a file says what today's catalogue says, no longer does, is not as cardgen wrote it, or does not tell what it
was made from."""

_NO_RECORD: Final = "made by cardgen, without a record of what from; verify the file of the card itself"
_NOT_OURS: Final = "not made by cardgen"
_ENCRYPTED: Final = "the file is encrypted; verify the one that cardgen made"
_ALTERED: Final = "changed or saved anew by another program; make it again, or verify the one that cardgen made"
_FOREIGN_RECORD: Final = "this version of cardgen cannot read what the file was made from; update cardgen"
_LIBRARY: Final = "what is gone may come from a library: name it with --library"

_OF_THE_PAPER: Final = frozenset[DigestKind]({"technique", "routine"})
"""Kinds of which only what the paper shows is looked at: none of it is new, and what is lost is told by its name."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a file.

    Attributes:
        file: As the user named it.
        status: In a word.
        reasons: Why; none for ``current`` only.
        made_from: What it was made from, as far as it can be believed.
    """

    file: str
    status: Status
    reasons: tuple[str, ...] = ()
    made_from: MadeFrom | None = None


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
        carried = _carried(data, file)
    except ContentError as error:
        return Verdict(file, "unknown", (error.problems[0].message,))
    if carried.record is None:
        return Verdict(file, "unknown", (carried.obstacle,))
    if not is_as_written(data):
        return Verdict(file, "altered", (_ALTERED,))
    try:
        record = MadeFrom.model_validate_json(carried.record)
    except ValidationError:
        return Verdict(file, "unknown", (_FOREIGN_RECORD,))
    ours = catalog.edition.version
    if _number(record.catalogue) > _number(ours):
        newer = f"made from the catalogue {record.catalogue}, newer than {ours} that cardgen has; update cardgen"
        return Verdict(file, "unknown", (newer,), record)
    changes = (*_overdue(record, day), *changes_since(record, catalog))
    return Verdict(file, "outdated" if changes else "current", changes, record)


@dataclass(frozen=True, slots=True)
class _Carried:
    """What a file says of itself: the record, not yet checked, or why there is none."""

    record: str | None
    obstacle: str = ""


def _carried(data: bytes, file: str) -> _Carried:
    """Read what a file says of itself.

    Raises:
        ContentError: It is no PDF, or damaged.
    """
    with reading(file):
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted:
            return _Carried(None, _ENCRYPTED)
        metadata = reader.root_object.get("/Metadata")
        stream = metadata.get_object() if metadata is not None else None
        record = made_from(stream.get_data()) if isinstance(stream, StreamObject) else None
        producer = reader.metadata.producer if reader.metadata else None
        ours = str(producer).startswith(f"{AUTHOR} ")
    return _Carried(record, _NO_RECORD if ours else _NOT_OURS)


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
