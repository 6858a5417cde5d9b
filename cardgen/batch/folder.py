"""The folder of a batch: who may write there, what is in the way, what an earlier run left."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from os.path import lexists
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from cardgen import files
from cardgen.batch.manifest import JOURNAL, MANIFEST, Known, read_known, remove
from cardgen.batch.problems_file import PROBLEMS
from cardgen.errors import FileError, Problem, RequestError

LOCK: Final = ".cardgen-batch.lock"
TICKLIST: Final = "tick-list.pdf"
OPTION: Final = "-o"

OWN: Final = (MANIFEST, JOURNAL, LOCK, PROBLEMS, TICKLIST)
"""Names that no card gets."""
_MOST_TOLD = 20


def earlier(folder: Path | None, *, resume: bool) -> Known:
    """Return what an earlier run left in a folder.

    Raises:
        RequestError: It is another run's, and this one does not go on with it.
        FileError: It cannot be read.
    """
    known = Known() if folder is None else read_known(folder)
    if not resume and not known.nothing:
        wrong = f"{folder} has a batch already; go on with its whole roster by --resume, or choose another folder"
        raise RequestError(Problem(OPTION, 0, 0, wrong))
    return known


def check_whole(folder: Path, known: Known, numbers: Collection[int]) -> None:
    """Make sure that a run that goes on with an earlier one has all of its rows.

    A part of a roster, such as its corrected ``problems.csv``, must not cost the cards of the other rows.

    Args:
        folder: Where the cards are.
        known: What the earlier run left.
        numbers: Those of the rows.

    Raises:
        RequestError: Rows that have a card are missing.
    """
    gone = sorted({row for row, _ in known.records if row and row not in numbers})
    if gone:
        wrong = f"{folder} has cards of rows that are not here ({some(gone)}); give the whole roster, or another folder"
        raise RequestError(Problem(OPTION, 0, 0, wrong))


def check_same(folder: Path, known: Known, whose: Collection[str]) -> tuple[int, ...]:
    """Make sure that a run does not go on with the cards of another roster.

    Cells may have been corrected, names too, and rows may have been sorted: it is another roster if most of the people
    for whom there are cards are not in it.

    Args:
        folder: Where the cards are.
        known: What the earlier run left.
        whose: Digests of everybody in the roster.

    Returns:
        Rows whose card is for somebody who is not in the roster.

    Raises:
        RequestError: Most of them are.
    """
    were = {row: record.whose for (row, _), record in known.records.items() if record.whose}
    gone = tuple(sorted(row for row, who in were.items() if who not in whose))
    if 2 * len(gone) > len(were):
        wrong = (
            f"{folder} has the cards of another roster: most of them are for people who are not in this one "
            f"(rows {some(gone)}); choose another folder, or empty this one if nobody needs its cards"
        )
        raise RequestError(Problem(OPTION, 0, 0, wrong))
    return gone


def some(rows: Sequence[int]) -> str:
    """Return numbers of rows for a message, not too many of them."""
    return ", ".join(map(str, rows[:_MOST_TOLD])) + (" and more" if len(rows) > _MOST_TOLD else "")


def check_free(folder: Path, names: Iterable[str], known: Known) -> None:
    """Make sure that no file would be written over that is not of an earlier run.

    Args:
        folder: Where files will be written.
        names: Which.
        known: What an earlier run left: whatever stands under the name of a card is then of this batch.

    Raises:
        RequestError: Every file that is in the way, up to ``_MOST_TOLD``.
        FileError: A file cannot be read, or another run has ended here meanwhile.
    """
    if read_known(folder) != known:
        wrong = "another batch has written here since this one began; look at what is there, and begin again"
        raise FileError(Problem(str(folder), 0, 0, wrong))
    sought = names if known.nothing and not _is_empty(folder) else ()
    in_the_way = [name for name in sought if name != LOCK and lexists(folder / name)]
    if not known.holds(folder / PROBLEMS):
        in_the_way.append(PROBLEMS)
    told = "there is a file of this name that is not of this batch; move it away, or choose another folder"
    if in_the_way:
        raise RequestError(Problem(str(folder / name), 0, 0, told) for name in in_the_way[:_MOST_TOLD])


def _is_empty(folder: Path) -> bool:
    """Say whether a folder has nothing but the lock, as most have: thousands of names need not be looked up then."""
    try:
        return all(path.name == LOCK for path in folder.iterdir())
    except OSError as error:
        raise files.explain(error, str(folder)) from error


@contextmanager
def opened(folder: Path) -> Iterator[None]:
    """Keep a folder for one run at a time, and clear away the halves of files that a killed one left.

    At the end, too: a process that worked for this run may have been ended from outside.

    Raises:
        FileError: It cannot be made or written to, or another run is at work in it.
    """
    lock = FileLock(folder / LOCK, timeout=0)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        wrong = "another batch is writing here; wait for it, or choose another folder"
        raise FileError(Problem(str(folder), 0, 0, wrong)) from None
    except OSError as error:
        raise files.explain(error, str(folder)) from error
    with ExitStack() as leaving:
        leaving.callback(lock.release)
        leaving.callback(remove, folder / LOCK)
        leaving.callback(_clear, folder)
        _clear(folder)
        yield


def _clear(folder: Path) -> None:
    begin, end = files.TEMPORARY
    for path in folder.glob(f"{begin}*{end}"):
        remove(path)


@dataclass(frozen=True, slots=True)
class Stale:
    """Files of an earlier run that belong to no row any more.

    Attributes:
        removed: How many were removed.
        changed: Those that somebody has changed since; they are left.
    """

    removed: int
    changed: tuple[str, ...]


def remove_stale(folder: Path, known: Known, wanted: set[str]) -> Stale:
    """Remove the files of rows that have gone, or that have no card any more: a card of then is wrong now.

    Args:
        folder: Where they are.
        known: What the earlier run left.
        wanted: Names that stay.

    Raises:
        FileError: One cannot be read or removed.
    """
    removed, changed = 0, []
    for name in known.digests.keys() - wanted:
        path = folder / name
        if path.name != name or path.parent != folder or not lexists(path):  # never follow a manifest out of the folder
            continue
        if known.holds(path):
            remove(path)
            removed += 1
        else:
            changed.append(name)
    return Stale(removed, tuple(sorted(changed)))
