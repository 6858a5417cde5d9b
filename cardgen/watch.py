"""Building again whenever a file changes.

The system's events only wake the loop; what decides is whether a file differs from what it was before the last build.
So nothing is missed that changes while a build runs, in a folder that is new, or on a disk that reports no events.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import NoReturn, TypeAlias

import watchfiles

from cardgen.content.library_folder import FOLDERS
from cardgen.errors import CardgenError, ContentError
from cardgen.request import Sources
from cardgen.theme.files import find

DEBOUNCE = 400
"""Milliseconds that changes are gathered for at most: an editor may save in several steps."""
QUIET = 50
"""Milliseconds without a change after which gathering ends."""
LOOK_AGAIN = 1000
"""Milliseconds without an event after which files are looked at all the same."""

_ENDING = ".yaml"

_State: TypeAlias = Mapping[Path, tuple[int, int, int] | None]
"""When each file was changed, its size and its number on the disk; None for one that is not there."""


def follow(
    paths: Callable[[], Iterable[Path]], build: Callable[[], None], failed: Callable[[CardgenError], None]
) -> NoReturn:
    """Build now, and whenever one of some files changes, until something else than an expected error ends it.

    Args:
        paths: Returns the files, which need not exist; asked again each time, for a change may bring in others.
        build: What to do.
        failed: What to do about an expected error of it.

    Raises:
        KeyboardInterrupt: The user ended it.
    """
    before: _State | None = None
    while True:
        files = tuple(paths())
        now = {path: _state(path) for path in files}
        if now == before:
            _wait(files)
            continue
        before = now  # as it was before building: what changes meanwhile differs from it
        try:
            build()
        except CardgenError as error:
            failed(error)


def sources_of(sources: Sources) -> Iterator[Path]:
    """Yield the files that theme and libraries are read from.

    Args:
        sources: Theme and libraries.

    Yields:
        Every YAML file of the libraries, and of the folder of a theme's file: what it extends may stand beside it.
    """
    for library in sources.libraries:
        for folder in FOLDERS:
            yield from sorted((library / folder).rglob(f"*{_ENDING}"))
    with suppress(ContentError):  # no theme has the name: a file that gets it later is of a library
        theme = find(sources.theme, sources.libraries).path
        yield from sorted({theme, *theme.parent.glob(f"*{_ENDING}")})


def _state(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _wait(files: Iterable[Path]) -> None:
    """Return when something happens in a folder of the files, and sometimes when nothing does."""
    folders = {_existing(path.resolve().parent) for path in files}
    events = watchfiles.watch(
        *folders,
        watch_filter=None,
        debounce=DEBOUNCE,
        step=QUIET,
        rust_timeout=LOOK_AGAIN,
        yield_on_timeout=True,
        recursive=False,
    )
    with closing(events), suppress(FileNotFoundError):  # a folder that has gone just now
        next(events)


def _existing(folder: Path) -> Path:
    return next(each for each in (folder, *folder.parents) if each.is_dir())
