"""Who does the jobs: this process, or several of this computer. ``cluster.py`` has those of other computers."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
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
"""Jobs that a process gets at once: few enough to share the work evenly, and more than its errand costs."""
AHEAD: Final = 3
"""Chunks for each process that wait or are worked at, so that memory stays flat whatever the roster's length."""


Results: TypeAlias = Generator[Made, None, None]
"""What comes of jobs; closing it ends the work."""


class Executor(Protocol):
    """Does jobs."""

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
    """Does jobs here, one after the other.

    Args:
        workshop: What to make them with.
    """

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop

    def run(self, jobs: Iterable[Job]) -> Results:
        """Do jobs in order; see ``Executor``."""
        with uninterrupted():
            yield from (perform(job, self._workshop) for job in jobs)


class Pool:
    """Does jobs in processes of their own, each with a workshop that is set up once.

    Args:
        sources: What they make cards from.
        processes: How many.
    """

    def __init__(self, sources: Sources, processes: int) -> None:
        self._sources = sources
        self._processes = processes

    def run(self, jobs: Iterable[Job]) -> Results:
        """Do jobs; see ``Executor``."""
        chunks = chunked(jobs, CHUNK)
        context = multiprocessing.get_context("spawn")  # the same on every system, and no lock of ours is copied
        with out_of_reach():
            pool = ProcessPoolExecutor(self._processes, context, _begin)
        waiting: set[Future[list[Made]]] = set()
        try:
            while True:
                for chunk in islice(chunks, self._processes * AHEAD - len(waiting)):
                    with out_of_reach():  # the first errands start the processes
                        waiting.add(pool.submit(perform_here, chunk, self._sources))
                if not waiting:
                    return
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                for future in done:
                    yield from future.result()
        except BrokenProcessPool:
            wrong = "a process that made cards was ended from outside; run the same again with --resume"
            raise FileError(Problem("--jobs", 0, 0, wrong)) from None
        finally:
            with answered_later():  # a pool that is left half way waits for ever
                pool.shutdown(cancel_futures=True)


def chunked(jobs: Iterable[Job], size: int) -> Iterator[tuple[Job, ...]]:
    """Yield jobs in groups of at most ``size``."""
    taken = iter(jobs)
    while chunk := tuple(islice(taken, size)):
        yield chunk


def perform_here(jobs: Sequence[Job], sources: Sources) -> list[Made]:
    """Do jobs in a process that others send them to."""
    workshop = _workshop(sources)
    with uninterrupted():
        return [perform(job, workshop) for job in jobs]


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
