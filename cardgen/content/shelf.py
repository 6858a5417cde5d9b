"""The files of one catalogue or library: found, parsed, and remembered by what they hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from cardgen import files
from cardgen.content.excerpt import excerpt
from cardgen.content.place import Fault, Location
from cardgen.content.source import Data, Tree, parse
from cardgen.content.suggest import nearest
from cardgen.errors import ContentError, Problem

FACTS, TEXT = "facts", "text"
"""The two folders of a catalogue."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The files of a folder that could be parsed, and the problems of the others.

    Attributes:
        name: The folder as messages show it.
        facts: Trees of ``facts/``, by the files' names without their ending.
        words: Trees of ``text/<language>/``, likewise.
        problems: What is wrong with files and folders themselves.
    """

    name: str
    facts: Mapping[str, Tree]
    words: Mapping[str, Tree]
    problems: tuple[Problem, ...] = ()

    def data(self) -> dict[str, Data]:
        """Return the data of all files in the shape of ``Catalog``."""
        words: dict[str, Data] = {name: tree.data for name, tree in self.words.items()}
        return {**{name: tree.data for name, tree in self.facts.items()}, TEXT: words}

    def tree_of(self, location: Location) -> tuple[Tree, Location] | None:
        """Return the file that a location leads into, and the rest of the way; ``None`` if there is no such file."""
        in_words = location[:1] == (TEXT,)
        way = location[1:] if in_words else location
        tree = (self.words if in_words else self.facts).get(str(way[0])) if way else None
        return (tree, way[1:]) if tree else None

    def problem(self, fault: Fault) -> Problem | None:
        """Return a fault of the data as a problem of its file.

        A fault outside every file is that of a file that is missing here, which has its problem already: ``None``.
        """
        found = self.tree_of(fault.location)
        return found[0].place(found[1], of_key=fault.of_key).problem(fault.message) if found else None

    def place_all(self, found: Iterable[Fault]) -> list[Problem]:
        """Return faults as problems, without those that are outside every file."""
        return [problem for fault in found if (problem := self.problem(fault)) is not None]


def no_such_language(language: str, known: Iterable[str], shown: Path) -> Problem:
    """Return the problem of a language that has no folder."""
    message = f"there are no words in the language {excerpt(language)}{nearest(language, known)}"
    return Problem(str(shown / TEXT), 0, 0, message)


def read_trees(folder: Path, shown: Path, wanted: Iterable[str]) -> tuple[dict[str, Tree], list[Problem]]:
    """Parse the files of a folder.

    Args:
        folder: Where they are.
        shown: The folder as messages show it.
        wanted: Their possible names, without the ending.

    Returns:
        The trees of the files that could be parsed, by name, and the problems of the others and of files that do not
        belong there.

    Raises:
        FileError: The folder or a file cannot be read.
    """
    expected = {f"{name}.yaml": name for name in wanted}
    problems: list[Problem] = []
    trees: dict[str, Tree] = {}
    for file in names_in(folder, shown):
        if file not in expected:
            message = f"no file of this name belongs here{nearest(file, expected)}"
            problems.append(Problem(str(shown / file), 0, 0, message))
            continue
        try:
            trees[expected[file]] = parse(files.read(folder / file), str(shown / file))
        except ContentError as error:
            problems.extend(error.problems)
    return trees, problems


def missing_files(folder: Path, shown: Path, wanted: Iterable[str]) -> list[Problem]:
    """Return a problem for each file that a folder should have and has not."""
    found = names_in(folder, shown)
    return [
        Problem(str(shown / f"{name}.yaml"), 0, 0, "the file is missing; add it")
        for name in wanted
        if f"{name}.yaml" not in found
    ]


def names_in(folder: Path, shown: Path) -> list[str]:
    """Return the names in a folder, sorted, without hidden ones.

    Raises:
        FileError: It cannot be read.
    """
    try:
        return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        raise files.explain(error, str(shown)) from error
