"""The options that say what the person on the table has, the same for every command that makes something to hold."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from cardgen.cli.values import Day
from cardgen.content.conditions import OLDEST
from cardgen.content.place import Place
from cardgen.content.told import NOBODY, PersonInput, Told
from cardgen.request import CardRequest

CONDITION = "--condition"
CLEAR = "--clear"


@dataclass(frozen=True, slots=True)
class PersonGiven:
    """The options about the person as typed.

    Attributes:
        told: What they say themselves.
        answers: The file with the answers to the intake form.
        referral: Where the slip goes if the massage is refused.
    """

    told: PersonInput = NOBODY
    answers: Path | None = None
    referral: Path | None = None

    def added_to(self, request: CardRequest) -> CardRequest:
        """Return a request that is about this person."""
        return replace(request, person=self.told, answers=self.answers)


def with_person(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options about the person to a command, which gets them as one record, ``person``.

    The command adds them to its request with ``person.added_to`` and makes its card within
    ``cardgen.cli.refusing.referring``, so that a refusal is explained and the slip is written.
    """

    @click.option(
        CONDITION,
        "conditions",
        multiple=True,
        metavar="ID[@ZONE]",
        help="What the person has: an id or name of `cardgen list conditions`, or icd10:CODE; may be repeated.",
    )
    @click.option("--age", type=click.IntRange(0, OLDEST), metavar="N", help="Age of the person in years.")
    @click.option("--screened-by", metavar="TEXT", help="Who asked the person. Needed with anything about a person.")
    @click.option("--screened-on", type=Day(), help="When the person was asked. Needed with anything about a person.")
    @click.option(
        CLEAR,
        "clearances",
        multiple=True,
        metavar="ID:WHO:DATE",
        help="A clinician's clearance of one condition; may be repeated.",
    )
    @click.option(
        "--answers",
        type=click.Path(path_type=Path),
        metavar="FILE.yaml",
        help="The answers to the intake form: `cardgen screen --form --yaml`.",
    )
    @click.option(
        "--referral",
        type=click.Path(path_type=Path),
        metavar="FILE.pdf",
        help="Where to write a slip for the doctor if the massage is refused.",
    )
    @functools.wraps(command)
    def wrapped(
        *,
        conditions: tuple[str, ...],
        age: int | None,
        screened_by: str | None,
        screened_on: dt.date | None,
        clearances: tuple[str, ...],
        answers: Path | None,
        referral: Path | None,
        **own: Any,
    ) -> None:
        if referral == Path("-"):
            raise click.UsageError("--referral needs a file; name one")
        told = PersonInput(
            conditions=_told(conditions, CONDITION),
            age=age,
            screened_by=screened_by,
            screened_on=screened_on,
            clearances=_told(clearances, CLEAR),
            place=Place(CONDITION),
        )
        command(person=PersonGiven(told, answers, referral), **own)

    return wrapped


def _told(words: tuple[str, ...], option: str) -> tuple[Told, ...]:
    return tuple(Told(word, Place(option)) for word in words)
