"""Where themes stand: in the program, in the ``templates/`` of a library, or in a file of one's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cardgen.content.base import ID_PATTERN
from cardgen.content.excerpt import excerpt
from cardgen.content.suggest import nearest
from cardgen.errors import ContentError, Problem
from cardgen.resources import data_root

FOLDER = "templates"
"""Of the program, and of a library."""

ENDING = ".yaml"
OPTION = "--theme"
"""Where a theme is named that no file names."""


@dataclass(frozen=True, slots=True)
class ThemeFile:
    """A theme's file.

    Attributes:
        path: The file.
        shown: Its name in messages: as the user named it, or its folder.
    """

    path: Path
    shown: str

    @property
    def name(self) -> str:
        """The theme's name."""
        return self.path.stem


def find(wanted: str | Path, search: tuple[Path, ...]) -> ThemeFile:
    """Return the file of a theme.

    Args:
        wanted: A theme's name, or the path of a file; text that cannot be a name is a path.
        search: Libraries in the order in which they apply; a theme of a later one replaces that of an earlier one, or
            of the program.

    Raises:
        ContentError: No theme has the name.
    """
    if isinstance(wanted, Path) or not is_name(wanted):
        return ThemeFile(Path(wanted), str(wanted))
    for file in named(wanted, search):
        return file
    raise ContentError(Problem(OPTION, 0, 0, unknown(wanted, search)))


def is_name(wanted: str) -> bool:
    """Say whether a text can be a theme's name; any other is a path."""
    return re.match(ID_PATTERN, wanted) is not None


def named(name: str, search: tuple[Path, ...]) -> Iterator[ThemeFile]:
    """Yield the files of the themes with a name, the one that counts first."""
    return (file for file in _all(search) if file.name == name)


def beside(file: ThemeFile, name: str) -> tuple[ThemeFile, ...]:
    """Return the theme with a name in the folder of a file, if there is one."""
    path = file.path.with_name(f"{name}{ENDING}")
    return (ThemeFile(path, str(Path(file.shown).with_name(path.name))),) if path.is_file() else ()


def listed(search: tuple[Path, ...]) -> tuple[ThemeFile, ...]:
    """Return the file that counts for every name: first the program's themes, then others in the order of libraries."""
    return tuple({file.name: file for file in reversed(list(_all(search)))}.values())


def unknown(name: str, search: tuple[Path, ...]) -> str:
    """Return the message for a name that no theme has."""
    return f"unknown theme {excerpt(name)}{nearest(name, (file.name for file in listed(search)))}"


def _all(search: tuple[Path, ...]) -> Iterator[ThemeFile]:
    """Yield the files of all themes, those first that count first."""
    for library in reversed(search):
        yield from _in_folder(library / FOLDER, library / FOLDER)
    yield from _in_folder(data_root() / FOLDER, Path(FOLDER))


def _in_folder(folder: Path, shown: Path) -> Iterable[ThemeFile]:
    """Yield a folder's themes, the last name first; none if there is no such folder."""
    paths = sorted(folder.glob(f"*{ENDING}"), reverse=True)
    return (ThemeFile(path, str(shown / path.name)) for path in paths if not path.name.startswith("."))
