"""Reading a catalogue: a folder of facts and words to one frozen ``Catalog``, or every problem of every file.

It happens in three steps, each of which reports all that it finds: every file is parsed, the parsed ones are
validated together, and a catalogue that is valid entry by entry is checked across its files. Libraries are read in the
same way and laid over it in their order; what is then checked across files is the outcome.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from cardgen.content import library_folder
from cardgen.content.checks import check
from cardgen.content.guarded import replaced
from cardgen.content.library import Library
from cardgen.content.merge import merged
from cardgen.content.model import Catalog
from cardgen.content.own_techniques import too_free
from cardgen.content.place import Fault
from cardgen.content.shelf import TEXT, Shelf, missing_files, names_in, no_such_language, read_trees
from cardgen.content.stack import Stack
from cardgen.content.stricter import loosened
from cardgen.content.tree import Tree
from cardgen.content.wording import faults
from cardgen.content.words import Text
from cardgen.errors import ContentError, Problem
from cardgen.resources import data_root

FACTS = tuple(name for name in Catalog.model_fields if name != TEXT)
"""Names of the files in ``facts/``, without their ending."""
WORDS = tuple(Text.model_fields)
"""Names of the files in ``text/<language>/``, without their ending."""
LANGUAGE = "en"
"""The language of the shipped words."""

_Model = TypeVar("_Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Reading:
    """A catalogue, and where everything in it stands.

    Attributes:
        catalog: With what all libraries add.
        shipped: Without.
        stack: Its files and theirs.
    """

    catalog: Catalog
    shipped: Catalog
    stack: Stack


def load(root: Path | None = None, language: str = LANGUAGE, libraries: Sequence[Path] = ()) -> Catalog:
    """Read a catalogue and the libraries on top of it.

    Args:
        root: The folder that holds ``facts/`` and ``text/``; the shipped catalogue if not given.
        language: Which folder of ``text/`` to read.
        libraries: Folders of libraries, in the order in which they apply.

    Returns:
        The catalogue, checked.

    Raises:
        ContentError: Every problem of every file, each at its place.
        FileError: A file or folder cannot be read.
    """
    return read(root, language, libraries).catalog


def read(root: Path | None = None, language: str = LANGUAGE, libraries: Sequence[Path] = ()) -> Reading:
    """Do what ``load`` does, and keep the places of everything for further checks."""
    base, *others = _shelves(root, language, libraries)
    problems = [problem for shelf in (base, *others) for problem in shelf.problems]
    catalog = _validated(Catalog, base, problems)
    parts = [part for shelf in others if (part := _validated(Library, shelf, problems)) is not None]
    if catalog is None or len(parts) < len(others):
        raise ContentError(problems)
    shipped, stack = catalog, Stack((base,))
    for shelf, part in zip(others, parts, strict=True):
        after = merged(catalog, part)
        problems += shelf.place_all(_objections(shipped, catalog, after, part, stack))
        catalog, stack = after, Stack((*stack.shelves, shelf))
    problems += stack.place_all(check(catalog, language), catalog)
    if problems:
        raise ContentError(problems)
    return Reading(catalog, shipped, stack)


def _objections(shipped: Catalog, before: Catalog, after: Catalog, library: Library, stack: Stack) -> Iterator[Fault]:
    """Find what a library must not do to what stands before it."""
    own_sources = after.sources.keys() - shipped.sources.keys()
    return chain(
        loosened(before, after, library, stack.owner),
        replaced(before, library, stack.owner),
        too_free(before, library, own_sources, stack.owner),
    )


def _validated(model: type[_Model], shelf: Shelf, problems: list[Problem]) -> _Model | None:
    """Return the model of a shelf's data; ``None`` with more problems if it does not fit."""
    try:
        return model.model_validate(shelf.data())
    except ValidationError as error:
        problems += shelf.place_all(faults(model, error))
        return None


def _shelves(root: Path | None, language: str, libraries: Sequence[Path]) -> list[Shelf]:
    """Read the files of the catalogue and of the libraries.

    The words of a language that the catalogue does not have are those of the first library that has it; they must be
    complete there, and belong to the catalogue from then on.
    """
    folder = data_root() / "assets" / "catalog" if root is None else root
    shown = Path(folder.name) if root is None else root
    facts, problems = _whole(folder / "facts", shown / "facts", FACTS)
    homes = [(folder, shown), *((path, path) for path in libraries if library_folder.speaks(path))]
    languages = [(home, name) for home in homes for name in names_in(home[0] / TEXT, home[1] / TEXT)]
    home = next((home for home, name in languages if name == language), None)
    if home is None:
        problems.append(no_such_language(language, dict.fromkeys(name for _, name in languages), shown))
        return [Shelf(str(shown), facts, {}, tuple(problems))]
    words, more = _whole(home[0] / TEXT / language, home[1] / TEXT / language, WORDS)
    base = Shelf(str(shown), facts, words, (*problems, *more))
    return [base, *(library_folder.read(path, None if path == home[0] else language) for path in libraries)]


def _whole(folder: Path, shown: Path, wanted: tuple[str, ...]) -> tuple[dict[str, Tree], list[Problem]]:
    """Read a folder in which no file may be missing."""
    trees, problems = read_trees(folder, shown, wanted)
    return trees, [*problems, *missing_files(folder, shown, wanted)]
