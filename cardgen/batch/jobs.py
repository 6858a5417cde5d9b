"""A job: one file to make, in whatever process; it says what it needs and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from cardgen import files
from cardgen.batch.digests import digest
from cardgen.errors import CardgenError, Problem, SafetyRefusal
from cardgen.paperwork import make_slip
from cardgen.planning import plan_request
from cardgen.request import CardRequest
from cardgen.workshop import Workshop

Kind: TypeAlias = Literal["card", "slip"]


@dataclass(frozen=True, slots=True)
class Job:
    """One file to make.

    Attributes:
        index: Which of the rows it is for, from 0.
        kind: The card, or the slip of a person who is refused.
        request: What to print.
        name: Name of the file.
        folder: Where whoever makes it writes it; None hands its bytes back.
    """

    index: int
    kind: Kind
    request: CardRequest
    name: str
    folder: Path | None


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a job.

    Attributes:
        index, name: Those of the job.
        sha256: Digest of the file; empty if there is none.
        data: Its bytes, if whoever made it did not write it.
        problems: Why there is none, and what to do.
        notices: What the person who prints should know.
    """

    index: int
    name: str
    sha256: str
    data: bytes | None = None
    problems: tuple[Problem, ...] = ()
    notices: tuple[str, ...] = ()


def perform(job: Job, workshop: Workshop) -> Made:
    """Do a job.

    Args:
        job: What to do.
        workshop: Of the request's sources.

    Returns:
        The file or what is wrong with it.

    Raises:
        FileError: The file cannot be written: no other will be, either.
    """
    try:
        pdf, notices = _made(job, workshop)
    except CardgenError as error:
        return Made(job.index, job.name, "", problems=error.problems)
    if job.folder is not None:
        files.write_inside(job.folder, job.name, pdf)
    return Made(job.index, job.name, digest(pdf), None if job.folder else pdf, notices=notices)


def _made(job: Job, workshop: Workshop) -> tuple[bytes, tuple[str, ...]]:
    if job.kind == "card":
        card = workshop.make(job.request)
        return card.pdf, card.notices
    try:
        plan_request(job.request, workshop.material.catalog)
    except SafetyRefusal as refusal:
        return make_slip(job.request, refusal, workshop.material), ()
    raise AssertionError("only a person who is refused gets a slip")
