"""Settings for every card: ``cardgen.yaml`` of the working folder, or else of the user's own configuration.

What a person is or has never stands there: it would be printed on the next person's card.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

import platformdirs
from pydantic import AfterValidator, Field, StringConstraints

from cardgen import files
from cardgen.content.base import Entry, Id
from cardgen.content.library_folder import CONFIG
from cardgen.content.place import Place
from cardgen.content.source import Tree, parse, validate
from cardgen.errors import CardgenError, ContentError, Problem
from cardgen.printers import Printer, parse_margin, parse_offset
from cardgen.theme.files import is_name

PERSONAL = frozenset(
    {
        "age",
        "birthday",
        "clearances",
        "client",
        "conditions",
        "date_of_birth",
        "name",
        "person",
        "screened_by",
        "screened_on",
    }
)
"""Keys that say something about a person."""

OPTIONS: Mapping[str, str] = MappingProxyType(
    {
        "--clinic": "clinic",
        "--clinic-contact": "contact",
        "--logo": "logo",
        "--format": "format",
        "--theme": "theme",
        "emergency_number": "emergency_number",
    }
)
"""What messages call a setting, and its key here; there is no option for the emergency number."""

Text = Annotated[str, StringConstraints(min_length=1)]


def _checked(read: Callable[[str], object]) -> AfterValidator:
    """Return a validator that keeps a text as it is, if it can be read."""

    def check(text: str) -> str:
        read(text)
        return text

    return AfterValidator(check)


class WrittenPrinter(Entry):
    """A printer, as ``cardgen sheet --calibrate`` measures it.

    Attributes:
        offset_back: How far the back has to be moved right and down to meet the front: "0.5mm,-1mm".
        margin: White that it leaves along each edge of the sheet: 5mm.
    """

    offset_back: Annotated[str, _checked(parse_offset)] = Field(default="0mm,0mm", examples=['"0.5mm,-1mm"'])
    margin: Annotated[str, _checked(parse_margin)] = Field(default="0mm", examples=["5mm"])


class ConfigFile(Entry):
    """The file, as written.

    Attributes:
        clinic: Name of the clinic, in the coloured band.
        contact: Telephone, address or web page of the clinic; may have several lines.
        logo: Path of a picture for the band, from the folder of this file.
        format: Name of a page format.
        theme: Name of a theme, or path of a theme's file from the folder of this file.
        libraries: Folders of libraries, from the folder of this file, in the order in which they apply.
        emergency_number: Number of the local emergency services, printed with the emergency signs: "112".
        printers: What each of your printers does, by a name of your own.
    """

    clinic: Text | None = None
    contact: Text | None = None
    logo: Text | None = None
    format: Id | None = None
    theme: Text | None = None
    libraries: tuple[Text, ...] = ()
    emergency_number: str | None = Field(
        default=None, max_length=20, pattern=r"^[0-9+][0-9 ()/-]*( or [0-9+][0-9 ()/-]*)?$", examples=['"112"']
    )
    printers: dict[Id, WrittenPrinter] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings from a file, from options, or from both; None is left to the program.

    Attributes:
        clinic, contact, emergency_number: Texts for the card, unchecked.
        logo: Picture file.
        format: Name of a page format.
        theme: Name of a theme, or path of its file.
        libraries: Folders of libraries, in the order in which they apply.
        printers: Printers by their names.
        places: Where the settings that a file made stand, by their key.
    """

    clinic: str | None = None
    contact: str | None = None
    logo: Path | None = None
    format: str | None = None
    theme: str | Path | None = None
    libraries: tuple[Path, ...] = ()
    emergency_number: str | None = None
    printers: Mapping[str, Printer] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)

    def over(self, below: Settings) -> Settings:
        """Return these settings, completed by others.

        Libraries add up, these on top: what one of them makes safer must not get lost because another one was named.

        Args:
            below: What counts where these say nothing.
        """
        told = {name: value for name in OPTIONS.values() if (value := getattr(self, name)) is not None}
        places = {name: place for name, place in below.places.items() if name not in told} | dict(self.places)
        libraries = {path.resolve(): path for path in (*below.libraries, *self.libraries)}
        return replace(below, **told, libraries=tuple(libraries.values()), places=places)

    @contextmanager
    def blamed(self) -> Iterator[None]:
        """Make problems of a setting point to the file that made it, instead of to an option that nobody typed.

        Raises:
            CardgenError: What the block raised, its problems at their places.
        """
        try:
            yield
        except CardgenError as error:
            raise error.telling(self._placed(problem) for problem in error.problems) from error

    def _placed(self, problem: Problem) -> Problem:
        place = self.places.get(OPTIONS.get(problem.file, ""))
        return place.problem(problem.message) if place else problem


def candidates() -> tuple[Path, ...]:
    """Return where a configuration may be: the working folder, then the user's folder for such files."""
    return Path(CONFIG), platformdirs.user_config_path("cardgen", appauthor=False) / CONFIG


def find() -> Path | None:
    """Return the configuration that counts, if there is one; a link to nowhere is one that cannot be read."""
    return next((path for path in candidates() if os.path.lexists(path)), None)


def shown(path: Path) -> str:
    """Return how a message names a configuration: ``./cardgen.yaml`` for that of the working folder."""
    return str(path) if path.is_absolute() else f"{os.curdir}{os.sep}{path}"


def read(path: Path) -> Settings:
    """Read a configuration.

    Args:
        path: The file; paths in it start from its folder.

    Returns:
        The settings.

    Raises:
        ContentError: Every problem of the file, at its place.
        FileError: It cannot be read.
    """
    tree = parse(files.read(path), str(path))
    written = _validated(tree)
    folder = path.parent
    return Settings(
        clinic=written.clinic,
        contact=written.contact,
        logo=folder / written.logo if written.logo else None,
        format=written.format,
        theme=_theme(written.theme, folder),
        libraries=tuple(folder / library for library in written.libraries),
        emergency_number=written.emergency_number,
        printers={
            name: Printer(parse_offset(printer.offset_back), parse_margin(printer.margin))
            for name, printer in written.printers.items()
        },
        places={name: tree.place((name,)) for name in written.model_fields_set},
    )


def _validated(tree: Tree) -> ConfigFile:
    """Return the model of the file's data; what says something about a person is a problem of its own."""
    if not isinstance(tree.data, dict):
        return validate(ConfigFile, tree)
    personal = PERSONAL & tree.data.keys()
    problems = [tree.place((key,), of_key=True).problem(_personal(key)) for key in personal]
    rest = {key: value for key, value in tree.data.items() if key not in personal}
    try:
        written = validate(ConfigFile, Tree(tree.name, rest, tree.root))
    except ContentError as error:
        raise ContentError((*problems, *error.problems)) from None
    if problems:
        raise ContentError(problems)
    return written


def _personal(key: str) -> str:
    return (
        f"'{key}' is about a person, and would be printed on everybody's card; remove it, and say it with each card "
        "(cardgen card --client)"
    )


def _theme(written: str | None, folder: Path) -> str | Path | None:
    return folder / written if written and not is_name(written) else written
