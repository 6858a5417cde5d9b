"""Who does the jobs: this process, or several of this computer. ``cluster.py`` has those of other computers."""

from __future__ import annotations

import gc
import math
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import cache
from itertools import islice
from multiprocessing.connection import wait as wait_for
from typing import Final, Protocol, TypeAlias

from cardgen.batch.jobs import Job, Made, perform
from cardgen.batch.signals import answered_later, out_of_reach
from cardgen.errors import FileError, Problem
from cardgen.request import Sources
from cardgen.workshop import Workshop, uninterrupted

CHUNK: Final = 16
"""Jobs that a process does together (``jobs.perform``): few enough to share the work evenly, and more than their errand
costs."""
MOST: Final = 64
"""Jobs that a process gets at once if they are done quickly."""
QUICK: Final = 0.02
"""Seconds for which a process is sent off if its jobs are quick; an interrupt waits for a few such errands."""
AHEAD: Final = 3
"""Chunks for each process that wait or are worked at, so that memory stays flat whatever the roster's length."""


Results: TypeAlias = Generator[Made, None, None]
"""What comes of jobs; closing it ends the work."""


class Executor(Protocol):
    """Does jobs."""

    def begin(self, rows: int) -> None:
        """Get ready beside the check of the roster: processes start meanwhile. Whoever calls it calls ``end``, too.

        Args:
            rows: How many the roster has: there will be no more jobs.
        """
        ...

    def end(self) -> None:
        """Let those go who work; nobody does any more when this returns."""
        ...

    def run(self, jobs: Iterable[Job]) -> Results:
        """Do jobs, in any order.

        Args:
            jobs: Taken as they are needed.

        Yields:
            What came of each, once.

        Raises:
            FileError: A file cannot be written, or who works has gone.
        """
        ...


class Serial:
    """Does jobs here.

    Attributes:
        workshop: What to make them with.
    """

    def __init__(self, workshop: Workshop) -> None:
        self.workshop = workshop

    def begin(self, rows: int) -> None:
        """Do nothing: this process is ready."""

    def end(self) -> None:
        """Do nothing: nobody else works."""

    def run(self, jobs: Iterable[Job]) -> Results:
        """Do jobs in order; see ``Executor``."""
        with uninterrupted():
            for chunk in chunked(jobs, CHUNK):
                yield from perform(chunk, self.workshop)


class Pool:
    """Does jobs in processes of their own, each with a workshop that is set up once.

    Args:
        sources: What they make cards from.
        processes: How many.
    """

    def __init__(self, sources: Sources, processes: int) -> None:
        self._sources = sources
        self._processes = processes
        self._pool: ProcessPoolExecutor | None = None

    def begin(self, rows: int) -> None:
        """Start as many processes as there is work for; see ``Executor``."""
        pool = self._started()
        with out_of_reach(), suppress(BrokenProcessPool):  # whoever runs jobs is told
            for _ in range(min(self._processes, math.ceil(rows / CHUNK))):
                pool.submit(perform_here, (), self._sources)

    def end(self) -> None:
        """Let the processes finish what they have begun; see ``Executor``."""
        pool, self._pool = self._pool, None
        if pool is not None:
            with answered_later():  # a pool that is left half way waits for ever
                pool.shutdown(cancel_futures=True)

    def run(self, jobs: Iterable[Job]) -> Results:
        """Do jobs; see ``Executor``."""
        taken, pool = iter(jobs), self._started()
        size, made, since = CHUNK, 0, time.monotonic()
        waiting: set[Future[list[Made]]] = set()
        try:
            while True:
                for chunk in islice(chunked(taken, size), self._processes * AHEAD - len(waiting)):
                    with out_of_reach():  # the first errands start processes
                        waiting.add(pool.submit(perform_here, chunk, self._sources))
                if not waiting:
                    return
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                for future in done:
                    results = future.result()
                    made += len(results)
                    yield from results
                size = _size(made / self._processes, time.monotonic() - since)
        except BrokenProcessPool:
            wrong = "a process that made cards was ended from outside; run the same again with --resume"
            raise FileError(Problem("--jobs", 0, 0, wrong)) from None
        finally:
            self.end()

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            context = multiprocessing.get_context("spawn")  # the same on every system, and no lock of ours is copied
            with out_of_reach():
                self._pool = ProcessPoolExecutor(self._processes, context, _begin)
        return self._pool


def _size(made: float, seconds: float) -> int:
    """Return how many jobs to send at once to a process that has done so many; a coarse clock may not have moved."""
    return max(CHUNK, min(MOST, int(made * QUICK / seconds))) if seconds > 0 else CHUNK


def chunked(jobs: Iterable[Job], size: int) -> Iterator[tuple[Job, ...]]:
    """Yield jobs in groups of at most ``size``."""
    taken = iter(jobs)
    while chunk := tuple(islice(taken, size)):
        yield chunk


def perform_here(jobs: Sequence[Job], sources: Sources) -> list[Made]:
    """Do jobs in a process that others send them to; for none, only get ready for some."""
    return list(perform(jobs, _workshop(sources)))


@cache
def _workshop(sources: Sources) -> Workshop:
    return Workshop(sources)


def _begin() -> None:
    """Begin as a process of a pool: without Python's collector (see ``uninterrupted``), and to end with its parent.

    An interrupt is the parent's to answer, a kill leaves nobody to: a process whose parent was killed would wait for
    jobs for ever.
    """
    gc.disable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def leave() -> None:
        wait_for([parent.sentinel])
        os._exit(1)

    threading.Thread(target=leave, daemon=True).start()
