"""A library to start from: settings, a technique, a routine and a theme, each with its schema, ready to run."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from cardgen import files as io
from cardgen.content.library_folder import SCHEMAS
from cardgen.errors import FileError, Problem
from cardgen.resources import data_root
from cardgen.schema import KINDS, dumped

SAMPLE = Path("assets", "sample")
"""Where the samples stand in the program's data."""


def files() -> Mapping[str, bytes]:
    """Return the files of a new library by their paths in it, ``/`` between folders."""
    root = data_root() / SAMPLE
    samples = {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*.yaml"))}
    return samples | {f"{SCHEMAS}/{kind}.json": dumped(kind) for kind in KINDS}


def write(folder: Path) -> None:
    """Write a new library, whole or not at all.

    Args:
        folder: A folder that does not exist yet, or that holds nothing but hidden files.

    Raises:
        FileError: The folder holds something, or it cannot be written.
    """
    try:
        target = Path(os.path.realpath(folder))
        if target.is_dir():
            _fill(target, folder)
        else:
            _create(target)
    except OSError as error:
        raise io.explain(error, str(folder)) from error


def _create(target: Path) -> None:
    stage = target.with_name(_temporary())
    with ExitStack() as on_failure:
        on_failure.callback(shutil.rmtree, stage, ignore_errors=True)
        _write_into(stage)
        stage.rename(target)
        on_failure.pop_all()


def _fill(target: Path, shown: Path) -> None:
    """Write into an empty folder, which stays the same folder for whoever works in it."""
    if any(not path.name.startswith(".") for path in target.iterdir()):
        message = "the folder is not empty; name a new one, which cardgen makes"
        raise FileError(Problem(str(shown), 0, 0, message))
    stage = target / _temporary()
    with ExitStack() as on_failure:
        on_failure.callback(shutil.rmtree, stage, ignore_errors=True)
        _write_into(stage)
        for path in sorted(stage.iterdir()):
            moved = target / path.name
            path.rename(moved)
            on_failure.callback(_remove, moved)
        stage.rmdir()
        on_failure.pop_all()


def _write_into(stage: Path) -> None:
    stage.mkdir()
    for name, data in files().items():
        path = stage / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _temporary() -> str:
    return secrets.token_hex(8).join(io.TEMPORARY)
