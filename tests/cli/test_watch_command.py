"""``cardgen watch`` as a process: a card, a new one after each change, mistakes in between, and Ctrl-C."""

from __future__ import annotations

import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

ROUTINE = """\
title: Evening
steps:
  - {technique: effleurage-oil, dose: 4min}
  - {technique: deep-stroking, dose: 20x}
"""
# A job in the background of a shell is started with Ctrl-C ignored, and these tests may be one.
START = (
    "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler);"
    "from cardgen.cli.main import main; sys.exit(main())"
)


@dataclass
class Watcher:
    """A running ``cardgen watch``, whose lines come as they are written."""

    process: subprocess.Popen[str]
    lines: queue.Queue[str]

    def wait_for(self, wanted: str, outcome: Callable[[], bool] = lambda: True) -> None:
        """Read lines until one is the wanted one, and has come about; a change may be built twice if it comes late."""
        while self.lines.get(timeout=30) != wanted or not outcome():
            pass

    def interrupt(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=30)


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watcher]:
    save(tmp_path / "evening.yaml", ROUTINE)
    command = [sys.executable, "-c", START, "watch", "evening.yaml", "-o", "evening.pdf"]
    process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    lines: queue.Queue[str] = queue.Queue()
    assert process.stdout
    reader = threading.Thread(target=lambda out: [lines.put(line.rstrip("\n")) for line in out], args=[process.stdout])
    reader.start()
    try:
        yield Watcher(process, lines)
    finally:
        process.kill()
        process.wait()
        reader.join()


def save(path: Path, text: str) -> None:
    """Save a file whole, as editors do: half of it would be a mistake to tell of."""
    new = path.with_name("new")
    new.write_text(text, "utf-8")
    new.replace(path)


def front(path: Path) -> str:
    return PdfReader(path).pages[0].extract_text()


def title(path: Path) -> str:
    return str(PdfReader(path).metadata.title)


def test_it_follows_the_file_the_settings_a_theme_and_a_library(watch: Watcher, tmp_path: Path) -> None:
    card, routine, settings = (tmp_path / name for name in ("evening.pdf", "evening.yaml", "cardgen.yaml"))
    assert watch.lines.get(timeout=30) == "watching evening.yaml; Ctrl-C ends it"
    watch.wait_for("evening.pdf", lambda: title(card) == "Evening")

    save(routine, ROUTINE.replace("Evening", "Morning"))
    watch.wait_for("evening.pdf", lambda: title(card) == "Morning")

    save(routine, ROUTINE.replace("deep-stroking", "deep-strokin"))
    watch.wait_for("evening.yaml:4:17: unknown technique 'deep-strokin'; did you mean deep-stroking?")
    assert title(card) == "Morning"

    save(routine, ROUTINE)
    watch.wait_for("evening.pdf", lambda: title(card) == "Evening")

    save(routine, ROUTINE + 'person: {conditions: [fever], screened_by: Mia, screened_on: "2026-01-20"}\n')
    watch.wait_for("evening.pdf is the card of before, which is not safe for this person; do not use it")

    save(routine, ROUTINE)
    watch.wait_for("evening.pdf", lambda: title(card) == "Evening")

    save(tmp_path / "own.yaml", "extends: default\n")
    (tmp_path / "mine" / "text" / "en").mkdir(parents=True)
    save(settings, "theme: own.yaml\nlibraries: [mine]\nclinic: Quiet Hands\n")
    watch.wait_for("using ./cardgen.yaml")
    watch.wait_for("evening.pdf", lambda: "Quiet Hands" in front(card))

    save(tmp_path / "own.yaml", "extends: defalt\n")
    watch.wait_for("own.yaml:1:10: unknown theme 'defalt'; did you mean default?")

    save(tmp_path / "own.yaml", "extends: mono\n")
    watch.wait_for("evening.pdf")

    save(tmp_path / "mine" / "text" / "en" / "glossary.yaml", "x: {term: y}\n")
    watch.wait_for("mine/text/en/glossary.yaml:1:1: missing key 'meaning'; add it")

    save(settings, "logo: logo.png\n")
    watch.wait_for("logo.png: the logo cannot be read (no such file or directory); name the file of a picture")

    Image.new("RGB", (60, 20), "teal").save(tmp_path / "new.png")
    (tmp_path / "new.png").replace(tmp_path / "logo.png")
    watch.wait_for("evening.pdf", lambda: len(PdfReader(card).pages[0].images) == 1)

    save(settings, "clinic: Quiet Hands\n")
    watch.wait_for("evening.pdf", lambda: "Quiet Hands" in front(card))

    save(settings, 'emergency_number: "112"\n')
    watch.wait_for("evening.pdf")
    save(routine, ROUTINE + 'person: {conditions: [chest pain], screened_by: Mia, screened_on: "2026-01-20"}\n')
    watch.wait_for(
        "screening: Chest pain: do not massage; call emergency services (112) now. "
        "Sources: NHS (NHS, Back pain: Call 999 or go to A&E if)"
    )
    save(routine, ROUTINE)

    save(settings, "clinic: Quiet Feet\n")
    watch.wait_for("evening.pdf", lambda: "Quiet Feet" in front(card))

    settings.unlink()
    watch.wait_for("evening.pdf", lambda: "Quiet" not in front(card))

    assert watch.interrupt() == 130
    watch.wait_for("interrupted")
    assert watch.lines.empty()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["missing.yaml", "-o", "x.pdf"], 6, "missing.yaml: there is no such file or folder"),
        (["missing.yaml"], 2, "Missing option '-o'"),
        (["missing.yaml", "-o", "-"], 2, "a card that changes needs a file"),
    ],
)
def test_what_cannot_be_watched(run, arguments: list[str], code: int, said: str) -> None:
    outcome = run("watch", *arguments)
    assert (outcome.code, outcome.out) == (code, "")
    assert said in outcome.err
