"""A run that is asked to end: by Ctrl-C, by a terminal that closes, by ``kill``; alone and with all its processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from cardgen.batch.executors import Pool
from cardgen.batch.signals import answered_later
from cardgen.cli.main import main
from cardgen.request import Sources

pytestmark = pytest.mark.skipif(not hasattr(os, "killpg"), reason="Windows has no groups of processes")

ROWS = 1000
DATE = "2026-11-20"
INTERRUPTED = ["every card that is written is whole; run the same again with --resume to go on", "interrupted"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
SCRIPT = (
    "import signal, sys\n"
    "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # what runs in the background ignores Ctrl-C
    "from cardgen.cli.main import main\n"
    "sys.exit(main())\n"
)


def in_folder(folder: Path) -> Path:
    path = folder / "r.csv"
    rows = "".join(f"Person {n},quick-10,a6\n" for n in range(ROWS))
    path.write_text(f"client,routine,format\n{rows}", encoding="ascii")
    return path


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    return in_folder(tmp_path)


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a run writes that nobody interrupts."""
    whole = in_folder(tmp_path_factory.mktemp("whole"))
    assert main(arguments(whole)) == 0
    return contents(whole)


def arguments(roster: Path, *more: str) -> list[str]:
    return ["batch", str(roster), "-o", str(roster.with_name("cards")), "--no-config", "--date", DATE, *more]


def contents(roster: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in roster.with_name("cards").iterdir()}


@contextmanager
def running(roster: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Start a batch as a terminal does: in a group of its own."""
    command = [sys.executable, "-c", SCRIPT, *arguments(roster, "--jobs", "2")]
    process = subprocess.Popen(
        command, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate(timeout=20)


def wait_until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not true():
        assert time.monotonic() < end
        time.sleep(0.005)


def cards(roster: Path) -> list[Path]:
    return list(roster.with_name("cards").glob("*.pdf"))


def workers(process: subprocess.Popen[bytes]) -> list[psutil.Process]:
    children = psutil.Process(process.pid).children()
    return [child for child in children if "spawn_main" in " ".join(child.cmdline())]


def ended(process: subprocess.Popen[bytes]) -> tuple[int, list[str]]:
    """Return the exit code and what was told beside the progress."""
    _, told = process.communicate(timeout=20)
    return process.returncode, [line for line in told.decode().splitlines() if not line.endswith(f"of {ROWS})")]


@pytest.mark.parametrize(
    ("number", "code", "told"),
    [(signal.SIGINT, 130, INTERRUPTED), (signal.SIGTERM, 143, [])],
    ids=["Ctrl-C", "kill"],
)
def test_a_run_that_is_interrupted_goes_on_and_ends_as_if_nothing_had_happened(
    roster: Path, expected: dict[str, bytes], number: int, code: int, told: list[str]
) -> None:
    with running(roster) as process:
        wait_until(lambda: len(cards(roster)) > 2)
        made_by = workers(process)
        os.killpg(process.pid, number)
        assert ended(process) == (code, told)
        assert not [worker for worker in made_by if worker.is_running()]
    left = contents(roster)
    assert 2 < len(cards(roster)) < ROWS
    assert all(name == ".cardgen-journal.jsonl" or data == expected[name] for name, data in left.items())
    assert main(arguments(roster, "--resume")) == 0
    assert contents(roster) == expected


def test_processes_that_are_just_starting_say_nothing_about_an_interrupt(roster: Path) -> None:
    with running(roster) as process:
        wait_until(lambda: len(workers(process)) > 0)
        time.sleep(0.2)  # they import now, and Python's own answer to Ctrl-C is a traceback
        os.killpg(process.pid, signal.SIGINT)
        assert ended(process) == (130, INTERRUPTED)


def test_impatience_does_not_leave_the_processes_waiting_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    shut_down, done = ProcessPoolExecutor.shutdown, []

    def pressed_again(self: ProcessPoolExecutor, **options: bool) -> None:
        signal.raise_signal(signal.SIGINT)
        shut_down(self, **options)
        done.append("all of it")

    monkeypatch.setattr(ProcessPoolExecutor, "shutdown", pressed_again)
    with pytest.raises(KeyboardInterrupt):
        list(Pool(Sources(), 1).run(()))
    assert done == ["all of it"]


def test_a_request_to_end_is_answered_after_what_must_not_stop_half_way() -> None:
    done = []
    with pytest.raises(KeyboardInterrupt), answered_later():
        signal.raise_signal(signal.SIGINT)
        done.append("all of it")
    assert done == ["all of it"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
