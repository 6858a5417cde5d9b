"""Check what users write as far as a card could be made from it, and gather what is wrong with all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import ParamSpec

from cardgen import config, files
from cardgen.cli import refusing
from cardgen.cli.sources import Settled
from cardgen.cli.values import as_file, clock, today
from cardgen.content import catalog as content
from cardgen.content.library_folder import CONFIG, FOLDERS, ROUTINES, TEMPLATES
from cardgen.content.model import Catalog
from cardgen.content.source import parse
from cardgen.errors import CardgenError, SafetyRefusal
from cardgen.imprint import check_imprint
from cardgen.intake import answers
from cardgen.loading import load
from cardgen.planning import plan_request
from cardgen.request import DEFAULT_THEME, CardRequest, Sources
from cardgen.theme import format_of, load_theme

P = ParamSpec("P")

_ROUTINE_KEYS = frozenset({"steps", "title"})
_ANSWERS_KEY = "answers"
_THEME_KEYS = frozenset({"extends", "palette", "formats"})
"""What tells a theme, and what a file of answers, unless a key of a routine stands beside it; others may be strays."""


@dataclass(frozen=True, slots=True)
class Report:
    """What became of the files.

    Attributes:
        sound: Files and folders from which a card can be made.
        errors: What is wrong with the others.
    """

    sound: tuple[str, ...]
    errors: tuple[CardgenError, ...]

    def raise_if_wrong(self) -> None:
        """Raise all problems of all files at once.

        Raises:
            CardgenError: There are problems; of the class with the greatest exit code.
        """
        if self.errors:
            gravest = max(self.errors, key=lambda error: error.exit_code)
            raise gravest.telling(problem for error in self.errors for problem in error.problems)


def check(sources: Sources, names: Iterable[str], emergency_number: str | None = None) -> Report:
    """Check folders of libraries, and files of routines, themes, settings and answers.

    Args:
        sources: Theme, checked too, and libraries that they are to go with.
        names: Paths as the user gave them.
        emergency_number: Number of the local emergency services, for the person of a routine file.

    Returns:
        The report.
    """
    checks = _Checks(sources, cache(_catalogue), emergency_number)
    sound: list[str] = []
    errors = [] if sources.theme == DEFAULT_THEME else list(_attempt(load_theme, sources.theme, sources.libraries))
    for name in names:
        found = list(checks.errors(Path(name)))
        errors += found
        if not found:
            sound.append(name)
    return Report(tuple(sound), tuple(errors))


def _catalogue(libraries: tuple[Path, ...]) -> Catalog | CardgenError:
    """Return the catalogue, or what is wrong with it, so that it is read once for many files."""
    try:
        return content.load(libraries=libraries)
    except CardgenError as error:
        return error


@dataclass(frozen=True, slots=True)
class _Checks:
    """The checks of one run.

    Attributes:
        sources: Libraries that everything is to go with.
        catalogue: Returns the catalogue with libraries, or what is wrong with them.
        emergency_number: Told with a refusal that is an emergency.
    """

    sources: Sources
    catalogue: Callable[[tuple[Path, ...]], Catalog | CardgenError]
    emergency_number: str | None

    def errors(self, path: Path) -> Iterator[CardgenError]:
        """Yield what is wrong with a file, or with everything in the folder of a library."""
        libraries = self.sources.libraries
        if path.is_dir():
            yield from self._library(path, (*libraries, path))
        elif path.name == CONFIG:
            yield from _attempt(_configuration, path)
        else:
            yield from _attempt(self._file, path, libraries)

    def _library(self, folder: Path, libraries: tuple[Path, ...]) -> Iterator[CardgenError]:
        catalog = self.catalogue(libraries)
        if isinstance(catalog, CardgenError):
            yield catalog
        else:
            for routine in _files(folder, ROUTINES):
                yield from _attempt(self._routine, catalog, routine)
        for theme in _files(folder, TEMPLATES):
            yield from _attempt(load_theme, theme, libraries)
        if (folder / CONFIG).exists():
            yield from _attempt(_configuration, folder / CONFIG)

    def _file(self, path: Path, libraries: tuple[Path, ...]) -> None:
        data = parse(files.read(path), str(path)).data
        if isinstance(data, dict) and data.keys() & _THEME_KEYS and not data.keys() & _ROUTINE_KEYS:
            load_theme(path, libraries)
            return
        catalog = self.catalogue(libraries)
        if isinstance(catalog, CardgenError):
            raise catalog
        if isinstance(data, dict) and _ANSWERS_KEY in data and not data.keys() & _ROUTINE_KEYS:
            answers.read(path, catalog)
        else:
            self._routine(catalog, path)

    def _routine(self, catalog: Catalog, path: Path) -> None:
        try:
            plan_request(CardRequest(clock=clock(None), today=today(), routine=as_file(path)), catalog)
        except SafetyRefusal as refusal:
            explained = refusing.explanations(catalog, refusal, self.emergency_number)
            raise refusal.telling(refusing.told(catalog, refusal, explained)) from refusal


def _attempt(step: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> Iterator[CardgenError]:
    try:
        step(*args, **kwargs)
    except CardgenError as error:
        yield error


def _files(library: Path, name: str) -> list[Path]:
    """Return what belongs in a folder of a library; what does not is told when its content is read."""
    paths = (library / name).glob("*")
    return sorted(path for path in paths if path.name.endswith(FOLDERS[name]) and not path.name.startswith("."))


def _configuration(path: Path) -> None:
    """Check a configuration and everything that it names."""
    settings = config.read(path)
    with settings.blamed():
        request = Settled(settings, gray=False).request(clock(None))
        material = load(request.sources)
        check_imprint(request, format_of(material.theme, request.format))
