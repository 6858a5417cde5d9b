"""``cardgen schema``: JSON Schema for editors."""

from __future__ import annotations

from pathlib import Path

import click

from cardgen import files
from cardgen.cli import output
from cardgen.schema import KINDS, dumped

EXAMPLES = """\b
Examples:
  cardgen schema
  cardgen schema techniques
  cardgen schema theme -o theme.json
  cardgen schema -o my-library/schemas
"""


@click.command("schema", epilog=EXAMPLES)
@click.argument("kind", required=False)
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(path_type=Path),
    metavar="FILE|DIR",
    help="Where to write: with KIND a file, without it a folder for all of them.",
)
def command(kind: str | None, target: Path | None) -> None:
    """Print the JSON Schema of a kind of file.

    An editor that knows the schema of a YAML file completes its keys and underlines mistakes. Without KIND: the names
    of all kinds. The files that `cardgen init` writes have their schemas already; after an update of cardgen,
    `cardgen schema -o DIR/schemas` brings those up to date.
    """
    if target is None:
        output.lines(KINDS) if kind is None else output.binary(dumped(kind))
    elif kind is None:
        _write_all(target)
    else:
        _write(target, dumped(kind))


def _write_all(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for kind in KINDS:
        _write(folder / f"{kind}.json", dumped(kind))


def _write(path: Path, data: bytes) -> None:
    files.write_atomically(path, data)
    output.path(str(path))
