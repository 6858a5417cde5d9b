"""The folder of a library: which files and folders belong there, and which are surely a mistake."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from cardgen.content.library import Library, TextPart
from cardgen.content.shelf import FACTS, TEXT, Shelf, names_in, read_trees
from cardgen.content.suggest import nearest
from cardgen.content.tree import Tree
from cardgen.errors import Problem

CONFIG = "cardgen.yaml"
"""The user's settings, which may stand in a library's folder; see ``cardgen.config``."""
TEMPLATES, ROUTINES, SCHEMAS = "templates", "routines", "schemas"
FOLDERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {FACTS: (), TEXT: (), TEMPLATES: (".yaml",), ROUTINES: (".yaml", ".yml"), SCHEMAS: (".json",)}
)
"""Folders of a library, with the endings of their files; none for those whose files are read here."""
_CONTENT = (".yaml", ".yml", ".json")
"""A file with such an ending at the top might be content in the wrong place; any other is none of our business."""
_EDITION = f"{FACTS}/edition.yaml"

_FACTS = tuple(name for name in Library.model_fields if name != TEXT)
_WORDS = tuple(TextPart.model_fields)


def read(folder: Path, language: str | None) -> Shelf:
    """Read a library.

    Args:
        folder: As the user named it; messages show it so.
        language: Which of its words to read; ``None`` for none.

    Returns:
        Its files, whatever it has of them, and what is wrong with the folder.

    Raises:
        FileError: A file or folder cannot be read.
    """
    problems = list(_misplaced(folder))
    present = names_in(folder, folder)
    facts: dict[str, Tree] = {}
    words: dict[str, Tree] = {}
    if FACTS in present:
        facts, more = read_trees(folder / FACTS, folder / FACTS, _FACTS)
        problems += [_told(problem, folder) for problem in more]
    if language is not None and TEXT in present and language in names_in(folder / TEXT, folder / TEXT):
        words, more = read_trees(folder / TEXT / language, folder / TEXT / language, _WORDS)
        problems += more
    return Shelf(str(folder), facts, words, tuple(problems))


def speaks(folder: Path) -> bool:
    """Say whether a library has words in any language."""
    return TEXT in names_in(folder, folder)


def _misplaced(folder: Path) -> Iterator[Problem]:
    """Find what would silently be left out: content in the wrong place, or under a misspelt name."""
    present = names_in(folder, folder)
    if not FOLDERS.keys() & set(present):
        message = f"this is no library: it has none of the folders {', '.join(FOLDERS)}; check the path"
        yield Problem(str(folder), 0, 0, message)
        return
    for name in present:
        path = folder / name
        if path.is_dir() and name not in FOLDERS:
            yield Problem(str(path), 0, 0, f"no folder of this name belongs in a library{nearest(name, FOLDERS)}")
        elif not path.is_dir() and name != CONFIG and path.suffix.casefold() in _CONTENT:
            message = f"no file of this name belongs here; put it in {FACTS}, {TEXT}, {TEMPLATES} or {ROUTINES}"
            yield Problem(str(path), 0, 0, message)
    yield from _wrong_files(folder, present)


def _wrong_files(folder: Path, present: list[str]) -> Iterator[Problem]:
    for name, endings in FOLDERS.items():
        for file in names_in(folder / name, folder / name) if endings and name in present else ():
            if not file.endswith(endings):
                message = f"only files that end in {' or '.join(endings)} belong here; remove or rename it"
                yield Problem(str(folder / name / file), 0, 0, message)
    for file in names_in(folder / TEXT, folder / TEXT) if TEXT in present else ():
        if not (folder / TEXT / file).is_dir():
            message = "words stand in a folder for each language; put the file in text/en"
            yield Problem(str(folder / TEXT / file), 0, 0, message)


def _told(problem: Problem, folder: Path) -> Problem:
    """Say why a library has no edition, where the author expected one."""
    if problem.file != str(folder / _EDITION):
        return problem
    message = "a library has no edition of its own: a card names that of the shipped catalogue; remove the file"
    return Problem(problem.file, 0, 0, message)
