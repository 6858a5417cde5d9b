"""The options that say what a card is made from, the same for every command; and the settings they complete."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from cardgen import config
from cardgen.cli import output
from cardgen.cli.values import today
from cardgen.config import Settings
from cardgen.content.library_folder import CONFIG
from cardgen.request import DEFAULT_FORMAT, DEFAULT_THEME, CardRequest, Sources


@dataclass(frozen=True, slots=True)
class Given:
    """The shared options as typed.

    Attributes:
        theme: Name of a theme, or path of its file.
        libraries: Folders of libraries.
        gray: Whether colours are printed as grays.
        no_config: Whether no configuration is looked for.
        quiet: Whether the configuration that is used goes without saying.
    """

    theme: str | None = None
    libraries: tuple[Path, ...] = ()
    gray: bool = False
    no_config: bool = False
    quiet: bool = False

    @contextmanager
    def settled(self, options: Settings | None = None) -> Iterator[Settled]:
        """Complete options with the configuration, and make problems of the latter point to its file.

        Args:
            options: What the command's own options say.

        Yields:
            What counts, inside the block.

        Raises:
            ContentError: Every problem of the configuration; or what the block raised, at its place.
            FileError: The configuration cannot be read.
        """
        shared = Settings(theme=self.theme, libraries=self.libraries)
        settings = shared.over((options or Settings()).over(self._configured()))
        with settings.blamed():
            yield Settled(settings, self.gray)

    def _configured(self) -> Settings:
        path = None if self.no_config else config.find()
        if path is None:
            return Settings()
        if not self.quiet:
            output.message(f"using {config.shown(path)}")
        return config.read(path)


@dataclass(frozen=True, slots=True)
class Settled:
    """Settings from options and configuration, with the program's own where both say nothing.

    Attributes:
        settings: From options and configuration.
        gray: Whether colours are printed as grays.
    """

    settings: Settings
    gray: bool

    @property
    def sources(self) -> Sources:
        """Theme and libraries."""
        theme = self.settings.theme or DEFAULT_THEME
        return Sources(theme=theme, libraries=self.settings.libraries, gray=self.gray)

    def request(self, clock: dt.datetime) -> CardRequest:
        """Return a request for a card, to be completed by what the settings do not say.

        Args:
            clock: When the card is made.
        """
        settings = self.settings
        return CardRequest(
            clock=clock,
            today=today(),
            format=settings.format or DEFAULT_FORMAT,
            clinic=settings.clinic,
            clinic_contact=settings.contact,
            logo=settings.logo,
            emergency_number=settings.emergency_number,
            sources=self.sources,
        )


def with_sources(command: Callable[..., None]) -> Callable[..., None]:
    """Add the shared options to a command, which gets them as one record, ``given``."""

    @click.option("--theme", metavar="NAME|FILE", help="Colours and measures: `cardgen list themes`, or a file.")
    @click.option(
        "--library",
        "libraries",
        type=click.Path(path_type=Path),
        multiple=True,
        metavar="DIR",
        help="Add techniques, routines, words and themes of your own; may be repeated.",
    )
    @click.option("--gray", is_flag=True, help="One colour: every colour as the gray of the same lightness.")
    @click.option("--no-config", is_flag=True, help=f"Use no {CONFIG}.")
    @functools.wraps(command)
    def wrapped(*, theme: str | None, libraries: tuple[Path, ...], gray: bool, no_config: bool, **own: Any) -> None:
        command(given=Given(theme, libraries, gray, no_config), **own)

    return wrapped


def with_format(command: Callable[..., None]) -> Callable[..., None]:
    """Add the option that names the page format."""
    about = f"Size of the card: `cardgen list formats`.  [default: {DEFAULT_FORMAT}]"
    return click.option("--format", "format_", metavar="FORMAT", help=about)(command)
