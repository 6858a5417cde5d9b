"""The ``cardgen`` command and the table of its commands; a command's module is imported when it is needed."""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType

import click

from cardgen import __version__
from cardgen.content.suggest import nearest

NAME = "cardgen"

COMMANDS = MappingProxyType(
    {
        "card": "Write a massage card as a PDF.",
        "screen": "Explain what a screening decides, or write the intake form.",
        "poster": "Write a poster for the wall, whole or on sheets to glue together.",
        "booklet": "Write a booklet, a technique on each page, to read or to fold.",
        "batch": "Write a card for each row of a roster: CSV, a workbook, or YAML.",
        "watch": "Make the card of a routine file again whenever something changes.",
        "sheet": "Put cards onto sheets of paper, for the printer and the knife.",
        "verify": "Tell whether finished papers still say what the catalogue says.",
        "preview": "Turn a PDF or a routine into pictures, one for each page.",
        "list": "List techniques, routines, warnings, formats, pouches and more.",
        "show": "Show everything about one entry, with its sources.",
        "init": "Start a library of your own.",
        "check": "Find every mistake in routines, themes, settings and libraries.",
        "lint": "Find what is valid and could be better.",
        "schema": "Print the JSON Schema of a kind of file, for editors.",
    }
)
"""Name and short help of every command, in the order of ``cardgen --help``; ``cardgen.cli.NAME`` has ``command``."""

EXAMPLES = """\b
Examples:
  cardgen card
  cardgen card quick-10 --format a6 --client "Zoë Żółć" -o zoe.pdf
  cardgen card -t stroking:3min -t deep-stroking:20x -t clapping:2min
  cardgen list techniques
  cardgen show deep-stroking
  cardgen check my-routine.yaml
  cardgen preview lower-back -o pictures
  cardgen init my-library

\b
Exit codes:
  0 done · 1 outdated (verify), partly done (batch) · 2 usage · 3 input is invalid
  4 refused for safety · 5 does not fit · 6 cannot read or write · 70 a defect of cardgen
  130 interrupted · 141 broken pipe · 143 asked to end
"""


class LazyGroup(click.Group):
    """A group that knows its commands' names and short helps without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the signature is Click's
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import a command."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"cardgen.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that was typed, or suggest the nearest."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            raise click.UsageError(f"there is no command {name!r}{nearest(name, COMMANDS)}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of commands."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name]) for name in self.list_commands(ctx)])


@click.group(
    name=NAME,
    cls=LazyGroup,
    epilog=EXAMPLES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    options_metavar="[OPTIONS]",
)
@click.option("--debug", is_flag=True, envvar="CARDGEN_DEBUG", help="Show where a defect of cardgen happened.")
@click.version_option(__version__, prog_name=NAME, message="%(prog)s %(version)s")
def program(debug: bool) -> None:
    """Compose massage techniques, durations and safety warnings into printable PDF cards."""
