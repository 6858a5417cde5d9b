"""How many cards a second cardgen and its peers make: the same cards, in turns, each new to whoever makes it."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from bench import alike, different, job, peers
from bench.different import WARM
from bench.drawings import Drawings
from bench.matter import Values, card
from cardgen.batch.executors import Serial
from cardgen.batch.jobs import Job
from cardgen.loading import load
from cardgen.pipeline import compose_card, make_card
from cardgen.request import CardRequest, Sources
from cardgen.workshop import Workshop, uninterrupted

ROUNDS = 3

COMPARED = 20
"""Cards of a peer that are compared with ours, word by word, before the clock starts; they warm it up, too."""


@dataclass(frozen=True, slots=True)
class Contender:
    """Somebody who makes cards, each of them once.

    Attributes:
        write: Make cards and write each as a file of its own into a folder: the numbers of the cards.
        count: How many are made in a round.
    """

    write: Callable[[range, Path], object]
    count: int


@dataclass(frozen=True, slots=True)
class Asked:
    """Cards to be made.

    Attributes:
        before: Those that are made before the clock starts.
        timed: Those that are made then.
        values: What a peer is told, of the last ``COMPARED`` of the ones and the first of the others.
        ours: Our files of the former.
        drawings: What ``values`` name.
    """

    before: Sequence[CardRequest]
    timed: Sequence[CardRequest]
    values: Sequence[Values]
    ours: Sequence[bytes]
    drawings: Drawings


def personalised(count: int) -> dict[str, float]:
    """Return the cards a second of the same routine, each with a name that no card had before.

    Args:
        count: How many cardgen makes in a round; Typst makes a twentieth of that, WeasyPrint a thousandth.
    """
    fewer, few = max(count // 20, 2), max(count // 1000, 2)
    asked = _apart(_same, COMPARED, ROUNDS * count, ROUNDS * fewer)
    with tempfile.TemporaryDirectory() as folder, uninterrupted():
        home = Path(folder)
        return in_turns(
            {
                "cardgen": _own(asked, count),
                "Typst": _peer(peers.typst, asked, fewer, home / "typst", COMPARED),
                "WeasyPrint": _peer(peers.weasyprint, asked, few, home / "weasyprint", 2),
            },
            home,
        )


def unlike(count: int) -> dict[str, float]:
    """Return the cards a second of which no two are alike; the very same cards for cardgen and Typst.

    Args:
        count: How many are made in a round.
    """
    asked = _apart(_unlike, WARM, ROUNDS * count, ROUNDS * count)
    with tempfile.TemporaryDirectory() as folder, uninterrupted():
        home = Path(folder)
        typst = _peer(peers.typst, asked, count, home / "typst", COMPARED)
        return in_turns({"cardgen": _own(asked, count), "Typst": typst}, home)


def in_turns(contenders: Mapping[str, Contender], home: Path) -> dict[str, float]:
    """Let each make its cards, round by round: whatever else the machine does meets them all.

    Args:
        contenders: By name.
        home: Where the cards go; nothing there is deleted between two rounds.

    Returns:
        For each the median of its rates, in cards a second.
    """
    rates: dict[str, list[float]] = {name: [] for name in contenders}
    for number in range(ROUNDS):
        for name in sorted(contenders, reverse=bool(number % 2)):
            one = contenders[name]
            folder = home / f"{name}-{number}"
            folder.mkdir()
            start = time.perf_counter()
            one.write(range(number * one.count, (number + 1) * one.count), folder)
            rates[name].append(one.count / (time.perf_counter() - start))
            assert len(list(folder.iterdir())) == one.count
    return {name: statistics.median(found) for name, found in rates.items()}


def _own(asked: Asked, count: int) -> Contender:
    """Return cardgen: it does its cards as ``cardgen batch`` does in one process, warm from those before."""
    executor = Serial(Workshop(Sources()))
    for request in asked.before:
        executor.workshop.make(request)

    def write(numbers: range, folder: Path) -> None:
        for made in executor.run(_job(number, asked.timed[number], folder) for number in numbers):
            assert made.sha256

    return Contender(write, count)


def _job(number: int, request: CardRequest, folder: Path) -> Job:
    return Job(number, "card", replace(request, client=None), request.client, f"{number}.pdf", folder)


def _peer(
    start: Callable[[Path, Drawings], peers.Peer], asked: Asked, count: int, folder: Path, compared: int
) -> Contender:
    """Return a peer whose first cards say what ours say.

    Raises:
        UnlikeError: They do not.
    """
    folder.mkdir()
    peer = start(folder, asked.drawings)
    ready = [peer.prepare(values) for values in asked.values]
    for ours, theirs in islice(zip(asked.ours, ready, strict=False), compared):
        alike.check(ours, peer.make(theirs), start.__name__)
    timed = ready[len(asked.ours) :]

    def write(numbers: range, home: Path) -> None:
        for number in numbers:
            (home / f"{number}.pdf").write_bytes(peer.make(timed[number]))

    return Contender(write, count)


# ------------------------------------------------------------------ what is asked for
def _same(count: int) -> Iterable[CardRequest]:
    return job.personalised(count)


def _unlike(count: int) -> Iterable[CardRequest]:
    return islice(different.requests(load(Sources()).catalog), count)


def _apart(requests: Callable[[int], Iterable[CardRequest]], before: int, timed: int, told: int) -> Asked:
    """Prepare cards in a process of its own: what is planned and laid out there is no less new to this one."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_asked, requests, before, timed, told).result()


def _asked(requests: Callable[[int], Iterable[CardRequest]], before: int, timed: int, told: int) -> Asked:
    """Return cards without their tick-lists; ``told`` of the timed ones are for the peers, too."""
    material = load(Sources())
    every = [replace(request, ticklist=False) for request in requests(before + timed)]
    compared = every[max(before - COMPARED, 0) : before]
    drawings = Drawings(material.theme)
    values = [
        card(compose_card(request, material), drawings) for request in (*compared, *every[before : before + told])
    ]
    ours = [make_card(request, material).pdf for request in compared]
    return Asked(every[:before], every[before:], values, ours, drawings)
