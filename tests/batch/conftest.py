"""A workshop that makes its cards quickly: each is a short text that differs wherever the request differs."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from cardgen.batch import preparing
from cardgen.batch.digests import digest
from cardgen.batch.executors import Executor, Serial
from cardgen.batch.report import Report
from cardgen.batch.request import BatchRequest
from cardgen.batch.run import run_batch
from cardgen.errors import FitError, Problem
from cardgen.request import CardRequest, Sources
from cardgen.stages import Stages, alone
from cardgen.workshop import CardFile, Workshop

CLOCK = dt.datetime(2026, 11, 20, 9, 30, 15, tzinfo=dt.UTC)
UNFIT = "cannot be laid out"
"""A note that no card has room for."""


class QuickWorkshop(Workshop):
    """Makes short texts."""

    def __init__(self) -> None:
        super().__init__(Sources())
        self.pattern = alone(super().file_in_stages(CardRequest(clock=CLOCK, ticklist=False), None))
        self.made: list[CardRequest] = []
        self.pause = 0.0

    def file_in_stages(self, common: CardRequest, client: str | None) -> Stages[CardFile]:
        request = replace(common, client=client)
        if request.note == UNFIT:
            raise FitError(Problem("layout", 0, 0, "the note does not fit; shorten it"))
        yield
        time.sleep(self.pause)
        self.made.append(request)
        printed = replace(request, today=None)  # the day of the request changes no byte of a card
        return CardFile(b"%PDF-" + digest(repr(printed).encode()).encode() * 20, self.pattern.notices)


class Count:
    """Counts what it is told."""

    def __init__(self) -> None:
        self.parts: list[list[object]] = []

    def begin(self, what: str, total: int) -> None:
        self.parts.append([what, total, 0])

    def step(self) -> None:
        self.parts[-1][2] += 1  # type: ignore[operator]


@pytest.fixture(scope="session")
def workshop() -> QuickWorkshop:
    return QuickWorkshop()


Batch = Callable[..., Report]


@pytest.fixture
def batch(workshop: QuickWorkshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Batch:
    """Run a roster given as text, into ``tmp_path / "cards"``."""
    monkeypatch.setattr(preparing, "sources_digest", lambda sources: "the same sources")  # it reads some hundred files

    def run(roster: str | bytes, executor: Executor | None = None, **options: object) -> Report:
        workshop.made.clear()
        data = roster if isinstance(roster, bytes) else roster.encode()
        common = {"base": CardRequest(clock=CLOCK, today=CLOCK.date()), "folder": tmp_path / "cards"}
        fields = {"data": data, "name": "roster.csv", "beside": tmp_path, **common, **options}
        return run_batch(BatchRequest(**fields), workshop, executor or Serial(workshop), Count())  # type: ignore[arg-type]

    return run
