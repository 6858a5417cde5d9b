"""A job: one file to make, in whatever process; it says what it needs and what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeAlias

from cardgen import files
from cardgen.batch.digests import digest
from cardgen.errors import CardgenError, Problem, SafetyRefusal
from cardgen.paperwork import make_slip
from cardgen.planning import plan_request
from cardgen.request import CardRequest
from cardgen.stages import Stages, together
from cardgen.workshop import CardFile, Workshop, uninterrupted

Kind: TypeAlias = Literal["card", "slip"]


@dataclass(frozen=True, slots=True)
class Job:
    """One file to make.

    Attributes:
        index: Which of the rows it is for, from 0.
        kind: The card, or the slip of a person who is refused.
        common: What to print, but for the client: the very same object in many jobs.
        client: Whom it is for.
        name: Name of the file.
        folder: Where whoever makes it writes it; None hands its bytes back.
    """

    index: int
    kind: Kind
    common: CardRequest
    client: str | None
    name: str
    folder: Path | None

    @property
    def request(self) -> CardRequest:
        """What to print."""
        return replace(self.common, client=self.client)


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


def perform(jobs: Sequence[Job], workshop: Workshop) -> Iterator[Made]:
    """Do jobs, a stage of each after the other.

    Args:
        jobs: What to do; all of their files are in memory at once.
        workshop: Of the requests' sources.

    Yields:
        The file of each, or what is wrong with it, in their order.

    Raises:
        FileError: A file cannot be written: no other will be, either.
    """
    with uninterrupted():
        results = together(_made(job, workshop) for job in jobs)
    for job, made in zip(jobs, results, strict=True):
        if isinstance(made, CardgenError):
            yield Made(job.index, job.name, "", problems=made.problems)
            continue
        if job.folder is not None:
            files.write_inside(job.folder, job.name, made.pdf)
        yield Made(job.index, job.name, digest(made.pdf), None if job.folder else made.pdf, notices=made.notices)


def _made(job: Job, workshop: Workshop) -> Stages[CardFile]:
    if job.kind == "card":
        return (yield from workshop.file_in_stages(job.common, job.client))
    try:
        plan_request(job.request, workshop.material.catalog)
    except SafetyRefusal as refusal:
        return CardFile(make_slip(job.request, refusal, workshop.material), ())
    raise AssertionError("only a person who is refused gets a slip")
