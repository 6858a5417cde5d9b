"""``cardgen watch`` as a process: a card, a new one after each change, mistakes in between, and Ctrl-C."""

from __future__ import annotations

import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
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

    def next(self) -> str:
        return self.lines.get(timeout=30)

    def interrupt(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=30)


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watcher]:
    (tmp_path / "evening.yaml").write_text(ROUTINE)
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


def title(path: Path) -> str:
    return str(PdfReader(path).metadata.title)


def test_it_follows_the_file_the_settings_a_theme_and_a_library(watch: Watcher, tmp_path: Path) -> None:
    card, routine = tmp_path / "evening.pdf", tmp_path / "evening.yaml"
    assert watch.next() == "watching evening.yaml; Ctrl-C ends it"
    assert watch.next() == "evening.pdf"
    assert title(card) == "Evening"

    routine.write_text(ROUTINE.replace("Evening", "Morning"))
    assert watch.next() == "evening.pdf"
    assert title(card) == "Morning"

    routine.write_text(ROUTINE.replace("deep-stroking", "deep-strokin"))
    assert "evening.yaml:4:17: unknown technique 'deep-strokin'; did you mean deep-stroking?" in watch.next()
    assert title(card) == "Morning"

    routine.write_text(ROUTINE)
    assert watch.next() == "evening.pdf"
    assert title(card) == "Evening"

    (tmp_path / "own.yaml").write_text("extends: default\n")
    (tmp_path / "mine" / "text" / "en").mkdir(parents=True)
    (tmp_path / "cardgen.yaml").write_text("theme: own.yaml\nlibraries: [mine]\n")
    assert watch.next() == "using ./cardgen.yaml"
    assert watch.next() == "evening.pdf"

    (tmp_path / "own.yaml").write_text("extends: defalt\n")
    assert watch.next() == "using ./cardgen.yaml"
    assert watch.next() == "own.yaml:1:10: unknown theme 'defalt'; did you mean default?"

    (tmp_path / "own.yaml").write_text("extends: mono\n")
    assert [watch.next(), watch.next()] == ["using ./cardgen.yaml", "evening.pdf"]

    (tmp_path / "mine" / "text" / "en" / "glossary.yaml").write_text("x: {term: y}\n")
    assert watch.next() == "using ./cardgen.yaml"
    assert watch.next() == "mine/text/en/glossary.yaml:1:1: missing key 'meaning'; add it"

    (tmp_path / "cardgen.yaml").unlink()
    assert watch.next() == "evening.pdf"

    assert watch.interrupt() == 130
    assert watch.next() == "interrupted"
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
