"""Several processes make what one makes; Dask's workers, too, even if one of them is killed."""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import psutil
import pytest
from distributed import Client

from cardgen.batch import executors, writing
from cardgen.batch.cluster import Cluster, perform_there
from cardgen.batch.executors import Executor, Pool, Serial, chunked
from cardgen.batch.jobs import Job
from cardgen.batch.manifest import Record
from cardgen.batch.request import BatchRequest
from cardgen.batch.run import run_batch
from cardgen.errors import FileError, RequestError
from cardgen.request import CardRequest, Sources
from cardgen.workshop import Workshop

CLOCK = dt.datetime(2026, 11, 20, 9, 30, 15, tzinfo=dt.UTC)
ROWS = 7
ROSTER = "client,routine,format,conditions,screened by,screened on\n" + "".join(
    f"Person {n},quick-10,a6,{'fever,Mia,2026-11-20' if n == 3 else ',,'}\n" for n in range(ROWS)
)


class Quiet:
    def begin(self, what: str, total: int) -> None: ...

    def step(self) -> None: ...


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cardgen.batch.executors.CHUNK", 1)
    monkeypatch.setattr("cardgen.batch.cluster.CHUNK", 1)


@pytest.fixture(scope="module")
def real() -> Workshop:
    return Workshop(Sources())


@pytest.fixture(scope="module")
def expected(real: Workshop, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("serial")
    return made(real, Serial(real), folder)


def made(real: Workshop, executor: Executor, folder: Path, *, shared: bool = True) -> dict[str, bytes]:
    request = BatchRequest(
        data=ROSTER.encode(),
        name="r.csv",
        beside=folder,
        base=CardRequest(clock=CLOCK, today=CLOCK.date()),
        folder=folder,
        referrals=True,
        shared=shared,
    )
    run_batch(request, real, executor, Quiet())
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_processes_make_what_one_makes(real: Workshop, expected: dict[str, bytes], tmp_path: Path) -> None:
    assert made(real, Pool(Sources(), 2), tmp_path) == expected
    assert len(expected) == ROWS + 2


def test_jobs_are_taken_as_they_are_needed() -> None:
    taken: list[int] = []

    def jobs() -> Iterator[Job]:
        for n in range(100):
            taken.append(n)
            yield Job(n, "card", CardRequest(clock=CLOCK), None, f"{n}.pdf", None)

    chunks = chunked(jobs(), 8)
    assert [job.index for job in next(chunks)] == list(range(8))
    assert len(taken) == 8


def test_a_process_that_is_killed_is_told(
    real: Workshop, tmp_path: Path, expected: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    take = writing.Writing.take

    def kill(self: writing.Writing, *arguments: object) -> None:
        take(self, *arguments)  # type: ignore[arg-type]
        for pid in children(os.getpid()):
            os.kill(pid, signal.SIGKILL)

    with monkeypatch.context() as patch:
        patch.setattr(writing.Writing, "take", kill)
        with pytest.raises(FileError, match="--resume"):
            made(real, Pool(Sources(), 1), tmp_path)
    request_resumed(real, tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == expected


def test_processes_start_beside_the_check_no_more_than_there_is_work_for_and_leave_at_the_end() -> None:
    pool = Pool(Sources(), 2)
    pool.begin(1)
    assert len(children(os.getpid())) == 1
    pool.end()
    pool.begin(7)
    assert len(children(os.getpid())) == 2
    pool.end()
    pool.end()
    assert not children(os.getpid())


def test_processes_leave_when_there_is_nothing_to_make(real: Workshop, tmp_path: Path) -> None:
    base = CardRequest(clock=CLOCK, today=CLOCK.date())
    roster = (ROSTER + "Somebody,nowhere,a6,,,\n").encode()
    request = BatchRequest(data=roster, name="r.csv", beside=tmp_path, base=base, folder=tmp_path / "x", strict=True)
    assert run_batch(request, real, Pool(Sources(), 2), Quiet()).nothing_written
    assert not children(os.getpid())
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("file", [None, 'Zoë "\\\n\x07😀.pdf'])
def test_a_line_of_the_manifest_is_what_json_makes_of_the_record(file: str | None) -> None:
    record = Record(7, file, None, "a" * 64, "1.0", "as-asked", "b" * 16, CLOCK.isoformat(), "2026-11-20")
    assert record.line() == json.dumps(asdict(record)) + "\n"


def test_a_run_that_is_killed_leaves_no_process_behind(tmp_path: Path) -> None:
    roster = tmp_path / "r.csv"
    roster.write_text(
        "client,minutes\n" + "".join(f"Person {n},{20 + n % 5}\n" for n in range(20_000)), encoding="ascii"
    )
    with process("cardgen", "batch", str(roster), "-o", str(tmp_path / "cards"), "--jobs", "2") as running:
        wait_until(lambda: len(children(running.pid)) == 2)
        workers_ = children(running.pid)
        running.kill()
        running.wait(20)
        wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in workers_))


def request_resumed(real: Workshop, folder: Path) -> None:
    base = CardRequest(clock=CLOCK, today=CLOCK.date())
    request = BatchRequest(
        data=ROSTER.encode(), name="r.csv", beside=folder, base=base, folder=folder, referrals=True, resume=True
    )
    run_batch(request, real, Serial(real), Quiet())


def children(pid: int) -> list[int]:
    """Return the processes of a pool: those that multiprocessing spawned, and not its tracker."""
    try:
        found = psutil.Process(pid).children()
        return [child.pid for child in found if any("spawn_main" in word for word in child.cmdline())]
    except psutil.NoSuchProcess:
        return []


# --- Dask -----------------------------------------------------------------------------------------------------------


@contextmanager
def process(*arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    running = subprocess.Popen(
        [sys.executable, "-m", *arguments], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield running
    finally:
        running.terminate()
        running.wait(20)


@contextmanager
def scheduler(folder: Path) -> Iterator[str]:
    told = folder / "scheduler.json"
    with process("distributed.cli.dask_scheduler", *SCHEDULER, "--scheduler-file", str(told)):
        wait_until(told.exists)
        wait_until(lambda: told.read_text(encoding="utf-8").endswith("}"))
        yield str(json.loads(told.read_text(encoding="utf-8"))["address"])


SCHEDULER = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show")
WORKER = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1")


def wait_until(true, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def workers(address: str) -> int:
    with Client(address, set_as_default=False) as client:
        return len(client.scheduler_info()["workers"])


@pytest.mark.timeout(120)
def test_workers_of_a_scheduler_make_what_one_process_makes_even_if_one_is_killed(
    real: Workshop, expected: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)  # workers write their scratch files here
    with (
        scheduler(tmp_path) as address,
        process("distributed.cli.dask_worker", address, *WORKER) as first,
        process("distributed.cli.dask_worker", address, *WORKER),
    ):
        wait_until(lambda: workers(address) == 2)
        shared = tmp_path / "shared"
        assert made(real, Cluster(address, Sources()), shared) == expected
        take, killed = writing.Writing.take, []

        def kill(self: writing.Writing, *arguments: object) -> None:
            take(self, *arguments)  # type: ignore[arg-type]
            if not killed:
                killed.append(first.kill())

        monkeypatch.setattr(writing.Writing, "take", kill)
        assert made(real, Cluster(address, Sources()), tmp_path / "streamed", shared=False) == expected
        assert killed
        assert workers(address) == 1


def test_a_worker_with_other_content_makes_nothing() -> None:
    with pytest.raises(RequestError, match="another cardgen, theme or library"):
        perform_there([], Sources(), "another digest")


def test_a_scheduler_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cardgen.batch.cluster.TIMEOUT", 0.5)
    job = Job(0, "card", CardRequest(clock=CLOCK), None, "0.pdf", None)
    with pytest.raises(FileError, match="no scheduler answers"):
        list(Cluster("tcp://127.0.0.1:1", Sources()).run([job]))


def test_a_clock_that_has_not_moved_stops_nobody() -> None:
    assert executors._size(64, 0.0) == executors.CHUNK
    assert executors._size(1, 60.0) == executors.CHUNK
    assert executors._size(10_000, 1.0) == executors.MOST
