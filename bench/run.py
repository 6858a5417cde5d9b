"""``make bench``: what cardgen promises about speed, memory and size, measured beside its peers in one run.

Each promise is a line of the table: what was measured, what it must reach. A promise that is missed fails the run.
"""

from __future__ import annotations

import argparse
import cProfile
import csv
import importlib.metadata
import io
import os
import platform
import pstats
import resource
import statistics
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from bench import different, job, rates
from cardgen.pipeline import make_card
from cardgen.request import CardRequest, Sources
from cardgen.workshop import Workshop

STARTED = 40
"""Cards of a run whose time is taken from that of a longer one: as few as start two processes."""


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise and what came of it.

    Attributes:
        about: What is measured.
        figure: What was reached.
        unit: Of both figures.
        least: The least that keeps the promise, if a least is promised.
        most: The most that keeps it.
    """

    about: str
    figure: float
    unit: str
    least: float | None = None
    most: float | None = None

    @property
    def kept(self) -> bool:
        """Whether the figure keeps the promise."""
        return (self.least is None or self.figure >= self.least) and (self.most is None or self.figure <= self.most)

    def __str__(self) -> str:
        bound = f">= {self.least:g}" if self.least is not None else f"<= {self.most:g}"
        kept = "kept" if self.kept else "MISSED"
        return f"| {self.about} | {self.figure:,.1f} {self.unit} | {bound} {self.unit} | {kept} |"


def promises(quick: bool) -> Iterator[Promise]:
    """Measure, one promise after the other."""
    scale = 10 if quick else 1
    # First of all: after thousands of files were deleted, a disk is slower for a while.
    yield from _batches(20_000 // scale)
    same = _told("same routine", rates.personalised(3000 // scale))
    yield Promise("personalised cards, one process: times Typst", same["cardgen"] / same["Typst"], "×", least=10)
    yield Promise(
        "personalised cards, one process: times WeasyPrint", same["cardgen"] / same["WeasyPrint"], "×", least=100
    )
    other = _told("every card different", rates.unlike(80 // scale))
    yield Promise("every card different, one process: times Typst", other["cardgen"] / other["Typst"], "×", least=3)
    yield from _sizes(Workshop(Sources()))


def _told(about: str, found: dict[str, float]) -> dict[str, float]:
    """Say what the ratios come from."""
    print(f"{about}: {', '.join(f'{name} {rate:,.1f}/s' for name, rate in found.items())}", file=sys.stderr)
    return found


def _batches(most: int) -> Iterator[Promise]:
    """Whole runs of ``cardgen batch``, each in processes of its own."""
    few = max(100, most // 20)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        rounds = [
            (_batch(most, home / f"one-{turn}", jobs=1), _batch(most, home / f"two-{turn}", jobs=2))
            for turn in range(rates.ROUNDS)
        ]
        one, two = (statistics.median(run.each for run in runs) for runs in zip(*rounds, strict=True))
        fewer = statistics.median(_batch(few, home / f"few-{turn}", jobs=1).each for turn in range(rates.ROUNDS))
        memory = max(run.memory for runs in rounds for run in runs)
        yield Promise(f"two processes: times one, {most:,} cards of a routine", one / two, "×", least=1.7)
        yield Promise(f"a card of {most:,} costs, of a card of {few:,}", 100 * one / fewer, "%", most=115)
        yield Promise(f"peak memory of a process, {most:,} cards", memory, "MB", most=150)
        yield from _unlike_batches(most // 8, home)
        alone = _one_file(100, Path(folder) / "few.pdf")
        together = _one_file(most // 4, Path(folder) / "many.pdf")
        further = (together - alone) / (most // 4 - 100) / 1000
        yield Promise(f"one file of {most // 4:,}: a further card", further, "kB", most=8)


def _unlike_batches(count: int, folder: Path) -> Iterator[Promise]:
    """Two processes and one with cards that all differ: the work of a card outweighs that of its file."""
    catalog = Workshop(Sources()).material.catalog
    asked = list(islice(different.requests(catalog), count))
    rosters = [_unlike_roster(some, folder / f"unlike-{len(some)}.csv") for some in (asked[:STARTED], asked)]
    each, memory = [], 0.0
    for jobs in (1, 2):
        few, many = (_called("batch", str(one), "-o", f"{one}-{jobs}", "--jobs", str(jobs)) for one in rosters)
        each.append((many[0] - few[0]) / (count - STARTED))
        memory = max(memory, many[1])
    yield Promise(f"two processes: times one, {count:,} cards that all differ", each[0] / each[1], "×", least=1.7)
    yield Promise(f"peak memory of a process, {count:,} cards that all differ", memory, "MB", most=150)


def _unlike_roster(asked: Sequence[CardRequest], path: Path) -> Path:
    """Write requests as the rows of a spreadsheet."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(
            ("client", "techniques", "conditions", "age", "screened by", "screened on", "clearances", "format", "date")
        )
        for request in asked:
            person = request.person
            rows.writerow(
                (
                    request.client,
                    ";".join(f"{one.technique}:{one.dose}" for one in request.choices),
                    ";".join(told.text for told in person.conditions),
                    person.age or "",
                    person.screened_by or "",
                    person.screened_on or "",
                    ";".join(told.text for told in person.clearances),
                    request.format,
                    job.CLOCK.date(),
                )
            )
    return path


@dataclass(frozen=True, slots=True)
class _Run:
    """A run of ``cardgen batch``: seconds a card, but for its start, and its peak memory in MB."""

    each: float
    memory: float


_SCRIPT = """
import json, resource, subprocess, sys, time
start = time.perf_counter()
quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
code = subprocess.call([sys.executable, "-m", "cardgen", *sys.argv[1:]], **quiet)
print(json.dumps([code, time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024]))
"""


def _roster(count: int, path: Path) -> Path:
    lines = ["client,routine,format,date", *(f"{client},lower-back,a5,2026-11-20" for client in job.clients(count))]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def _batch(count: int, folder: Path, jobs: int) -> _Run:
    roster = _roster(count, folder.with_suffix(".csv"))
    empty = _called(
        "batch", str(_roster(STARTED, folder.with_suffix(".few.csv"))), "-o", f"{folder}-few", "--jobs", str(jobs)
    )
    os.sync()  # what earlier runs have written is not this one's to wait for
    taken, memory = _called("batch", str(roster), "-o", str(folder), "--jobs", str(jobs))
    return _Run((taken - empty[0]) / (count - STARTED), memory)


def _one_file(count: int, path: Path) -> int:
    roster = _roster(count, path.with_suffix(".csv"))
    _called("batch", str(roster), "--one-file", str(path), "-o", str(path.with_suffix(".d")))
    return path.stat().st_size


def _called(*arguments: str) -> tuple[float, float]:
    done = subprocess.run([sys.executable, "-c", _SCRIPT, *arguments], capture_output=True, text=True, check=True)
    code, seconds, memory = (float(part) for part in done.stdout.strip("[]\n").split(","))
    if code:
        raise SystemExit(f"cardgen {' '.join(arguments)} ended with {code:.0f}")
    return seconds, memory


def _sizes(workshop: Workshop) -> Iterator[Promise]:
    for form, most in (("a5", 90), ("a6", 60)):
        request = replace(next(job.personalised(1, form)), ticklist=False)
        size = len(make_card(request, workshop.material).pdf) / 1000
        yield Promise(f"a card of format {form}, without the tick-list", size, "kB", most=most)


def where_time_goes(requests: Sequence[CardRequest]) -> str:
    """Return the functions that take most time of their own, for cards made from the start."""
    workshop = Workshop(Sources())
    workshop.make(requests[0])
    profile = cProfile.Profile()
    profile.enable()
    for request in requests:
        make_card(request, workshop.material)
    profile.disable()
    out = io.StringIO()
    pstats.Stats(profile, stream=out).strip_dirs().sort_stats("tottime").print_stats(15)
    return out.getvalue()


def machine() -> str:
    """Return what was measured on."""
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("typst", "weasyprint", "reportlab"))
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{os.cpu_count()} processors ({platform.machine()}), {memory:.0f} GB, {platform.system()}, "
        f"Python {platform.python_version()} ({profile_guided()}), {versions}; this process took "
        f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB with its peers"
    )


def profile_guided() -> str:
    """Return whether this Python was compiled with a profile of its own runs, which is worth some 15 %.

    ``--enable-optimizations`` asks for that; so do flags, as ``test.support.check_cflags_pgo`` of CPython reads them. A
    distribution may take both out of what it installs, as Debian does: its own flag for a profile is empty then.
    """
    known = sysconfig.get_config_vars()
    flags = str(known.get("PY_CFLAGS_NODIST"))
    if "--enable-optimizations" in str(known.get("CONFIG_ARGS")) or "-fprofile" in flags:
        return "profile-guided"
    stripped = known.get("PGO_PROF_USE_FLAG") == ""
    return "as its distribution builds it, which does not say how" if stripped else "not profile-guided"


def main() -> int:
    """Measure, print the table, and say with the exit code whether every promise is kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the cards: a try, not a result")
    quick = parser.parse_args().quick
    print("| what | reached | promised | |\n| --- | --- | --- | --- |")
    missed = 0
    for promise in promises(quick):
        print(promise, flush=True)
        missed += not promise.kept
    print(f"\n{machine()}\n\nWhere the time of a card goes that is made from the start:\n")
    fresh = different.requests(Workshop(Sources()).material.catalog)
    print(where_time_goes([replace(request, ticklist=False) for request in islice(fresh, 20)]))
    return min(missed, 1)


if __name__ == "__main__":
    sys.exit(main())
