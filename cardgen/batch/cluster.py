"""Jobs on other computers: a scheduler of Dask distributed and its workers (extra ``cluster``).

A worker that is lost loses nothing: its jobs are done again by another one. Each worker must make cards from the same
content as the computer that sends them, or else it refuses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Final

from cardgen.batch.digests import sources_digest
from cardgen.batch.executors import AHEAD, CHUNK, Results, chunked
from cardgen.batch.jobs import Job, Made, perform
from cardgen.errors import FileError, Problem, RequestError
from cardgen.request import Sources
from cardgen.workshop import Workshop

if TYPE_CHECKING:
    from distributed import Client, Future

OPTION: Final = "--cluster"
TIMEOUT: Final = 15.0
"""Seconds to wait for the scheduler."""


class Cluster:
    """Does jobs on the workers of a scheduler.

    Args:
        address: Of the scheduler: ``tcp://host:8786``.
        sources: What cards are made from; every worker must have the same.
    """

    def __init__(self, address: str, sources: Sources) -> None:
        self._address = address
        self._sources = sources

    def begin(self, rows: int) -> None:
        """Do nothing: the workers run already, or start whenever they like."""

    def end(self) -> None:
        """Do nothing: the workers stay."""

    def run(self, jobs: Iterable[Job]) -> Results:
        """Do jobs; see ``executors.Executor``.

        Raises:
            RequestError: Dask is not installed, or a worker has other content.
            FileError: There is no scheduler, or its workers are lost again and again.
        """
        client = self._client()
        try:
            yield from self._results(client, chunked(jobs, CHUNK))
        finally:
            client.close()

    def _client(self) -> Client:
        try:
            from distributed import Client  # noqa: PLC0415 - an extra, which not everybody has
        except ImportError:
            wrong = "Dask is not installed; install it with: pip install 'cardgen[cluster]'"
            raise RequestError(Problem(OPTION, 0, 0, wrong)) from None
        try:
            return Client(self._address, timeout=TIMEOUT, set_as_default=False)
        except (OSError, ValueError) as error:
            wrong = f"no scheduler answers at {self._address} ({error}); check the address"
            raise FileError(Problem(OPTION, 0, 0, wrong)) from None

    def _results(self, client: Client, chunks: Iterator[tuple[Job, ...]]) -> Iterator[Made]:
        from distributed import as_completed  # noqa: PLC0415 - as above
        from distributed.client import FutureCancelledError  # noqa: PLC0415
        from distributed.scheduler import KilledWorker  # noqa: PLC0415

        expected = sources_digest(self._sources)

        def submit(chunk: tuple[Job, ...]) -> Future:
            return client.submit(perform_there, chunk, self._sources, expected, pure=False)

        running = as_completed(loop=client.loop)
        ahead = max(1, sum(client.nthreads().values())) * AHEAD
        for _, chunk in zip(range(ahead), chunks, strict=False):
            running.add(submit(chunk))
        try:
            for future in running:
                result = future.result()
                future.release()  # the scheduler may forget it: memory stays flat
                following = next(chunks, None)
                if following is not None:
                    running.add(submit(following))
                yield from result
        except (KilledWorker, FutureCancelledError, OSError) as error:
            wrong = f"the workers were lost ({error}); run the same again with --resume"
            raise FileError(Problem(OPTION, 0, 0, wrong)) from None


def perform_there(jobs: Sequence[Job], sources: Sources, expected: str) -> list[Made]:
    """Do jobs on a worker.

    Args:
        jobs: What to do.
        sources: What to make cards from.
        expected: Digest of the sources where the jobs come from.

    Returns:
        What came of each.

    Raises:
        RequestError: The sources are others here.
        FileError: A file cannot be written.
    """
    with _ONE_AT_A_TIME:
        workshop = _workshop(sources, expected)
        return list(perform(jobs, workshop))


_ONE_AT_A_TIME = Lock()
"""A worker may have several threads; a workshop is for one."""


@cache
def _workshop(sources: Sources, expected: str) -> Workshop:
    if sources_digest(sources) != expected:
        wrong = "a worker has another cardgen, theme or library than this computer; install the same on all of them"
        raise RequestError(Problem(OPTION, 0, 0, wrong))
    return Workshop(sources)
