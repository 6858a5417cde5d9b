"""Check routine files as far as a card could be made from them, and gather what is wrong with all of them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass

from cardgen.content.model import Catalog
from cardgen.errors import CardgenError
from cardgen.plan import compose
from cardgen.screening import general
from cardgen.selection import select


@dataclass(frozen=True, slots=True)
class Report:
    """What became of the files.

    Attributes:
        sound: Files from which a card can be made.
        errors: What is wrong with the others, one error for each.
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


def check(catalog: Catalog, files: Iterable[str]) -> Report:
    """Check routine files.

    Args:
        catalog: What their steps are looked up in.
        files: Paths as the user gave them.

    Returns:
        The report.
    """
    sound, errors = [], []
    for name in files:
        try:
            _compose(catalog, name)
        except CardgenError as error:
            errors.append(error)
        else:
            sound.append(name)
    return Report(tuple(sound), tuple(errors))


def _compose(catalog: Catalog, name: str) -> None:
    path = name if os.sep in name else f".{os.sep}{name}"  # a file here, whatever it is called; never a shipped routine
    compose(general(catalog), select(catalog, routine=path))
