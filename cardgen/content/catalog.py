"""Reading a catalogue: a folder of facts and words to one frozen ``Catalog``, or every problem of every file.

It happens in three steps, each of which reports all that it finds: every file is parsed, the parsed ones are
validated together, and a catalogue that is valid entry by entry is checked across its files.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from cardgen import files
from cardgen.content.checks import check
from cardgen.content.excerpt import excerpt
from cardgen.content.model import Catalog
from cardgen.content.place import Fault
from cardgen.content.source import Data, Tree, parse
from cardgen.content.suggest import nearest
from cardgen.content.wording import faults
from cardgen.content.words import Text
from cardgen.errors import ContentError, Problem
from cardgen.resources import data_root

FACTS = tuple(name for name in Catalog.model_fields if name != "text")
"""Names of the files in ``facts/``, without their ending."""
WORDS = tuple(Text.model_fields)
"""Names of the files in ``text/<language>/``, without their ending."""


def load(root: Path | None = None, language: str = "en") -> Catalog:
    """Read a catalogue.

    Args:
        root: The folder that holds ``facts/`` and ``text/``; the shipped catalogue if not given.
        language: Which folder of ``text/`` to read.

    Returns:
        The catalogue, checked.

    Raises:
        ContentError: Every problem of every file, each at its place.
        FileError: A file or folder cannot be read.
    """
    shelf = _read(root, language)
    try:
        catalog = Catalog.model_validate(shelf.data())
    except ValidationError as error:
        raise ContentError([*shelf.problems, *shelf.place_all(faults(Catalog, error))]) from None
    wrong = shelf.place_all(check(catalog, language))
    if shelf.problems or wrong:
        raise ContentError([*shelf.problems, *wrong])
    return catalog


@dataclass(frozen=True, slots=True)
class _Shelf:
    """The files of a catalogue that could be parsed, and the problems of the others."""

    facts: Mapping[str, Tree]
    words: Mapping[str, Tree]
    problems: tuple[Problem, ...]

    def data(self) -> dict[str, Data]:
        """Return the data of all files in the shape of ``Catalog``."""
        words: dict[str, Data] = {name: tree.data for name, tree in self.words.items()}
        return {**{name: tree.data for name, tree in self.facts.items()}, "text": words}

    def place_all(self, found: Iterable[Fault]) -> list[Problem]:
        """Return faults of the whole data as problems of the files.

        A fault outside every file is that of a file that is missing here, which has its problem already.
        """
        return [problem for fault in found if (problem := self._placed(fault)) is not None]

    def _placed(self, fault: Fault) -> Problem | None:
        in_words = fault.location[:1] == ("text",)
        location = fault.location[1:] if in_words else fault.location
        tree = (self.words if in_words else self.facts).get(str(location[0])) if location else None
        return tree.place(location[1:], of_key=fault.of_key).problem(fault.message) if tree else None


def _read(root: Path | None, language: str) -> _Shelf:
    folder = data_root() / "assets" / "catalog" if root is None else root
    shown = Path(folder.name) if root is None else root
    facts, problems = _read_folder(folder / "facts", shown / "facts", FACTS)
    languages = _names(folder / "text", shown / "text")
    if language not in languages:
        message = f"there are no words in the language {excerpt(language)}{nearest(language, languages)}"
        return _Shelf(facts, {}, (*problems, Problem(str(shown / "text"), 0, 0, message)))
    words, more = _read_folder(folder / "text" / language, shown / "text" / language, WORDS)
    return _Shelf(facts, words, (*problems, *more))


def _read_folder(folder: Path, shown: Path, wanted: tuple[str, ...]) -> tuple[dict[str, Tree], list[Problem]]:
    """Return the trees of the wanted files of a folder, and the problems of its files."""
    expected = {f"{name}.yaml": name for name in wanted}
    found = _names(folder, shown)
    problems = [
        Problem(str(shown / file), 0, 0, "the file is missing; add it") for file in expected if file not in found
    ]
    trees: dict[str, Tree] = {}
    for file in found:
        if file not in expected:
            message = f"no file of this name belongs here{nearest(file, expected)}"
            problems.append(Problem(str(shown / file), 0, 0, message))
            continue
        try:
            trees[expected[file]] = parse(files.read(folder / file), str(shown / file))
        except ContentError as error:
            problems.extend(error.problems)
    return trees, problems


def _names(folder: Path, shown: Path) -> list[str]:
    """Return the names in a folder, sorted, without hidden ones."""
    try:
        return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        raise files.explain(error, str(shown)) from error
