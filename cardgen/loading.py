"""What a card is made from: the catalogue with its libraries, and the theme."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from cardgen.content import catalog as content
from cardgen.content.model import Catalog
from cardgen.errors import ContentError, Problem
from cardgen.request import DEFAULT_THEME, Sources
from cardgen.theme import Theme, default_theme, gray, load_theme

_Part = TypeVar("_Part")


@dataclass(frozen=True, slots=True)
class Material:
    """Catalogue and theme, both checked."""

    catalog: Catalog
    theme: Theme


def load(sources: Sources) -> Material:
    """Read everything that a card is made from.

    Args:
        sources: The theme and the libraries.

    Returns:
        Catalogue and theme.

    Raises:
        ContentError: Every problem of the libraries and of the theme.
        FileError: A file or folder cannot be read.
    """
    problems: list[Problem] = []
    catalog = _attempt(lambda: content.load(libraries=sources.libraries), problems)
    theme = _attempt(lambda: _theme(sources), problems)
    if catalog is None or theme is None:
        raise ContentError(problems)
    return Material(catalog, theme)


def _theme(sources: Sources) -> Theme:
    if sources.theme == DEFAULT_THEME and not sources.libraries:
        theme = default_theme()
    else:
        theme = load_theme(sources.theme, sources.libraries)
    return gray(theme) if sources.gray else theme


def _attempt(read: Callable[[], _Part], problems: list[Problem]) -> _Part | None:
    try:
        return read()
    except ContentError as error:
        problems.extend(error.problems)
        return None
