"""Check what users write as far as a card could be made from it, and gather what is wrong with all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from cardgen import config, files
from cardgen.cli.sources import Settled
from cardgen.cli.values import as_file, clock
from cardgen.content import catalog as content
from cardgen.content.library_folder import CONFIG, ROUTINES, TEMPLATES
from cardgen.content.source import parse
from cardgen.errors import CardgenError
from cardgen.imprint import check_imprint
from cardgen.loading import load
from cardgen.plan import compose
from cardgen.request import Sources
from cardgen.screening import general
from cardgen.selection import select
from cardgen.theme import Theme, format_of, load_theme

_THEME_KEYS = frozenset({"extends", *Theme.model_fields})
"""A file with one of these keys is a theme; a routine has none of them."""


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
            raise type(gravest)(problem for error in self.errors for problem in error.problems)


def check(sources: Sources, names: Iterable[str]) -> Report:
    """Check folders of libraries, and files of routines, themes and settings.

    Args:
        sources: Theme and libraries that they are to go with.
        names: Paths as the user gave them.

    Returns:
        The report.
    """
    sound: list[str] = []
    errors: list[CardgenError] = []
    for name in names:
        found = list(_errors(_checks(sources, Path(name))))
        errors += found
        if not found:
            sound.append(name)
    return Report(tuple(sound), tuple(errors))


def _errors(checks: Iterable[Callable[[], object]]) -> Iterator[CardgenError]:
    for each in checks:
        try:
            each()
        except CardgenError as error:
            yield error


def _checks(sources: Sources, path: Path) -> Iterator[Callable[[], object]]:
    """Yield what there is to check about a path."""
    if not path.is_dir():
        yield partial(_file, sources, path)
        return
    others = (each for each in sources.libraries if each.resolve() != path.resolve())
    within = replace(sources, libraries=(*others, path))
    yield partial(content.load, libraries=within.libraries)
    for theme in _yaml(path / TEMPLATES):
        yield partial(load_theme, theme, within.libraries)
    for routine in _yaml(path / ROUTINES):
        yield partial(_routine, within, routine)
    if (path / CONFIG).exists():
        yield partial(_configuration, path / CONFIG)


def _yaml(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.y*ml") if not path.name.startswith("."))


def _file(sources: Sources, path: Path) -> None:
    if path.name == CONFIG:
        _configuration(path)
    elif _is_theme(path):
        load_theme(path, sources.libraries)
    else:
        _routine(sources, path)


def _is_theme(path: Path) -> bool:
    data = parse(files.read(path), str(path)).data
    return isinstance(data, dict) and bool(data.keys() & _THEME_KEYS)


def _routine(sources: Sources, path: Path) -> None:
    catalog = content.load(libraries=sources.libraries)
    compose(general(catalog), select(catalog, routine=as_file(path)))


def _configuration(path: Path) -> None:
    """Check a configuration and everything that it names."""
    settings = config.read(path)
    with settings.blamed():
        request = Settled(settings, gray=False).request(clock(None))
        material = load(request.sources)
        check_imprint(request, format_of(material.theme, request.format))
