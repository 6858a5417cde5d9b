"""``cardgen init``: a library of one's own to start from."""

from __future__ import annotations

from pathlib import Path

import click

from cardgen import scaffold
from cardgen.cli import output
from cardgen.content.library_folder import SCHEMAS

EXAMPLES = """\b
Examples:
  cardgen init my-library
"""


@click.command("init", epilog=EXAMPLES)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def command(folder: Path) -> None:
    """Start a library of your own.

    Writes a cardgen.yaml with settings, and a sample technique, routine and theme, all with comments and ready to run.
    DIR must be new or empty. The paths of what was written go to standard output.
    """
    scaffold.write(folder)
    samples = [name for name in scaffold.files() if not name.startswith(f"{SCHEMAS}/")]
    for name in (*samples, SCHEMAS):
        output.path(str(folder / name))
