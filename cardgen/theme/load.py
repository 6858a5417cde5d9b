"""Reading a theme: its file over the one that it extends, validated, and checked against what no theme may do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import ConfigDict, ValidationError

from cardgen import files
from cardgen.content.base import Entry, Id, Words
from cardgen.content.place import Fault
from cardgen.content.source import Tree, parse, validate
from cardgen.content.suggest import nearest
from cardgen.content.wording import faults
from cardgen.errors import CardgenError, ContentError, Problem
from cardgen.theme import files as shelves
from cardgen.theme.checks import check
from cardgen.theme.files import ThemeFile
from cardgen.theme.formats import Format
from cardgen.theme.gray import gray
from cardgen.theme.layers import Layers, over
from cardgen.theme.model import Theme

DEFAULT = "default"
"""The shipped theme that every other one is measured against."""


class Head(Entry):
    """What a file says about itself; the rest of it belongs to ``Theme``."""

    model_config = ConfigDict(extra="ignore")

    name: Id | None = None
    about: Words | None = None
    extends: Id | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A theme that can be named.

    Attributes:
        name: Its name.
        about: What it is for, in a line; empty if its file does not say.
        file: Its file, as shown in messages.
    """

    name: str
    about: str
    file: str


@dataclass(frozen=True, slots=True)
class _Loaded:
    """A theme in its colours, and the files that it comes from."""

    theme: Theme
    layers: Layers


@cache
def default_theme() -> Theme:
    """Return the shipped theme."""
    (file,) = shelves.named(DEFAULT, ())
    return _Loader((), None).load(file).theme


def load_theme(name_or_path: str | Path, search: tuple[Path, ...] = ()) -> Theme:
    """Read a theme and everything that it extends.

    Args:
        name_or_path: A shipped name, a name in the ``templates/`` of a library, or the path of a file. Text is taken as
            a path if it cannot be a name: it has a dot, a slash or a capital.
        search: Libraries in the order in which they apply.

    Returns:
        The theme, checked; in grays if it says so.

    Raises:
        ContentError: Every problem of the first file of the chain that has one, each at its place.
        FileError: A file cannot be read.
    """
    theme = _Loader(search, default_theme()).load(shelves.find(name_or_path, search)).theme
    return gray(theme) if theme.gray else theme


def findings(name_or_path: str | Path, search: tuple[Path, ...] = ()) -> tuple[Problem, ...]:
    """Return what ``load_theme`` would raise as problems; none for a theme that can be used."""
    try:
        load_theme(name_or_path, search)
    except CardgenError as error:
        return error.problems
    return ()


def themes(search: tuple[Path, ...] = ()) -> tuple[Listed, ...]:
    """Return the themes that can be named, the shipped ones first.

    Args:
        search: Libraries in the order in which they apply.

    Raises:
        ContentError: Every file that cannot be parsed, or does not say properly what it is.
        FileError: A file cannot be read.
    """
    found: list[Listed] = []
    problems: list[Problem] = []
    for file in shelves.listed(search):
        try:
            found.append(Listed(file.name, _head(_read(file), file).about or "", file.shown))
        except ContentError as error:
            problems.extend(error.problems)
    if problems:
        raise ContentError(problems)
    return tuple(found)


def format_of(theme: Theme, name: str) -> Format:
    """Return a card's format of the theme by its name.

    Raises:
        ContentError: The theme has no such format, or it is not for cards.
    """
    return _format_for("card", name, theme.cards, theme)


def poster_format(theme: Theme, name: str) -> Format:
    """Return a poster's format of the theme by its name; see ``format_of``."""
    return _format_for("poster", name, theme.posters, theme)


def _format_for(use: str, name: str, known: dict[Id, Format], theme: Theme) -> Format:
    if name in known:
        return known[name]
    if name in theme.formats:
        kind = "card" if name in theme.cards else theme.formats[name].kind
        message = f"{name} is for a {kind}, not for a {use}; use cardgen {kind}, or choose {', '.join(known)}"
        raise ContentError(Problem("--format", 0, 0, message))
    raise ContentError(Problem("--format", 0, 0, f"unknown format {name!r}{nearest(name, known)}"))


def _read(file: ThemeFile) -> Tree:
    return parse(files.read(file.path), file.shown)


def _head(tree: Tree, file: ThemeFile) -> Head:
    """Return what a file says about itself; its name must be the file's, by which it is found."""
    head = validate(Head, tree)
    if head.name and head.name != file.name:
        message = f"the name {head.name!r} is not that of the file; leave the line out, or write name: {file.name}"
        raise ContentError(tree.place(("name",)).problem(message))
    return head


@dataclass(frozen=True, slots=True)
class _Loader:
    """Loads themes.

    Attributes:
        search: Libraries in the order in which they apply.
        shipped: The theme that every other one is measured against; None to load that one.
    """

    search: tuple[Path, ...]
    shipped: Theme | None

    def load(self, file: ThemeFile, extending: tuple[ThemeFile, ...] = ()) -> _Loaded:
        """Load a file over what it extends; ``extending`` are the files that extend it, the first one first."""
        tree = _read(file)
        head = _head(tree, file)
        chain = (*extending, file)
        base = self.load(self._base(tree, head.extends, chain), chain) if head.extends else None
        assert isinstance(tree.data, dict)  # as it fits a model
        layers, wrong = over(base.layers if base else None, tree, {"name": file.name, **tree.data})
        theme, more = _validated(layers)
        problems = [layers.place(one.location, of_key=one.of_key).problem(one.message) for one in (*wrong, *more)]
        if theme and not problems:
            problems = list(self._checked(theme, layers, base))
        if theme is None or problems:
            raise ContentError(problems)
        return _Loaded(theme, layers)

    def _base(self, tree: Tree, name: str, chain: tuple[ThemeFile, ...]) -> ThemeFile:
        """Return the file that the last one extends: one beside it, of a library, or a shipped one, but none twice.

        So a theme of a library may extend the shipped one of its own name.
        """
        known = (*shelves.beside(chain[-1], name), *shelves.named(name, self.search))
        used = {one.path.resolve() for one in chain}
        for candidate in known:
            if candidate.path.resolve() not in used:
                return candidate
        place = tree.place(("extends",))
        if known:
            names = " > ".join((*(one.name for one in chain), name))
            raise ContentError(place.problem(f"the theme extends itself ({names}); name another one, or none"))
        raise ContentError(place.problem(shelves.unknown(name, self.search)))

    def _checked(self, theme: Theme, layers: Layers, base: _Loaded | None) -> Iterator[Problem]:
        """Yield what is wrong with a theme that is valid value by value."""
        shipped = self.shipped or theme
        for finding in check(theme, base.theme if base else shipped, shipped):
            yield layers.place_of_any(finding.values).problem(finding.message)


def _validated(layers: Layers) -> tuple[Theme | None, tuple[Fault, ...]]:
    """Return the theme, or None and what is wrong with its values."""
    data = {key: value for key, value in layers.data.items() if key != "extends"}
    try:
        return Theme.model_validate(data), ()
    except ValidationError as error:
        return None, tuple(faults(Theme, error))
