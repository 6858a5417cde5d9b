"""Routines as they stand in the catalogue or in a user's own file, before options change them."""

from __future__ import annotations

import os
from pathlib import Path

from cardgen.content import routine_file
from cardgen.content.base import Id
from cardgen.content.excerpt import excerpt
from cardgen.content.model import Catalog
from cardgen.content.place import Place
from cardgen.content.suggest import nearest
from cardgen.errors import ContentError
from cardgen.selection.asked import SelectedStep, Selection, Target

DEFAULT_ROUTINE: Id = "lower-back"
"""The catalogue's routine that is taken when nothing is asked for."""


def routine_named(catalog: Catalog, routine: str) -> Selection:
    """Return a routine as it stands.

    Args:
        catalog: Where it is looked up.
        routine: Its id; or a file, if it is named like one (``is_file_name``).

    Raises:
        ContentError: There is no such routine, or the file is invalid.
        FileError: The file cannot be read.
    """
    if is_file_name(routine):
        return _from_file(catalog, Path(routine))
    if routine not in catalog.routines:
        raise ContentError(Place("ROUTINE").problem(_unknown_routine(catalog, routine)))
    shipped = catalog.routines[routine]
    return Selection(
        routine_id=routine,
        title=catalog.text.routines[routine].title,
        audience=shipped.audience,
        steps=tuple(SelectedStep(step.technique, step.dose, Place(routine), Place(routine)) for step in shipped.steps),
    )


def is_file_name(routine: str) -> bool:
    """Say whether a routine is taken for the path of a file: it ends like one, or names a folder."""
    return routine.casefold().endswith((".yaml", ".yml")) or "/" in routine or os.sep in routine


def _unknown_routine(catalog: Catalog, routine: str) -> str:
    for file in (f"./{routine}", f"{routine}.yaml", f"{routine}.yml"):
        if _is_file(file):
            return f"{excerpt(routine)} is no routine, but there is a file of that name; write {file} to read it"
    return f"{excerpt(routine)} is no routine{nearest(routine, catalog.routines)}"


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except OSError:  # a name too long for any file
        return False


def _from_file(catalog: Catalog, path: Path) -> Selection:
    file = routine_file.read(path, catalog)
    return Selection(
        routine_id=None,
        title=file.title,
        audience=file.audience,
        steps=tuple(SelectedStep(step.technique, step.dose, step.place, step.dose_place) for step in file.steps),
        target=None if file.minutes is None else Target(file.minutes, file.minutes_place),
        person=file.person,
    )
