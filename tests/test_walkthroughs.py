"""What the pages for authors tell a reader to save and to run is saved and run, from the first line to the last."""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pypdf import PdfReader

DOCS = Path(__file__).resolve().parent.parent / "docs"
FENCE = re.compile(r"^```(?P<kind>\w+)\n(?P<body>.*?)^```", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"(?P<how>save this as|with this as|add this to)\s+`(?P<path>[^`]+)`:\s*\Z", re.IGNORECASE)
EXIT_CODE = re.compile(r"# exit code (\d+)")
SAYS = "It says:\n\n"
REVIEWED = "1795132800"
"""The day of the catalogue's review: ``lint`` finds nothing overdue, whenever the tests run."""


@dataclass(frozen=True)
class Block:
    """A fenced block, and the text of the page before it."""

    kind: str
    body: str
    before: str


def blocks(page: Path) -> Iterator[Block]:
    text = page.read_text(encoding="utf-8")
    for found in FENCE.finditer(text):
        yield Block(found["kind"], found["body"], text[: found.start()])


@dataclass
class Reader:
    """Somebody who does what a page says."""

    folder: Path
    environment: dict[str, str]
    said: str = ""
    commands: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)

    def follow(self, page: Path) -> None:
        for block in blocks(page):
            match block.kind:
                case "sh":
                    for line in block.body.splitlines():
                        self.run(line)
                case "yaml":
                    self.write(block)
                case "text":
                    assert block.before.endswith(SAYS), block.body
                    assert self.said == block.body
                case _:
                    pytest.fail(f"nobody knows what to do with a block of {block.kind}")

    def write(self, block: Block) -> None:
        found = FILE.search(block.before)
        assert found, f"the page does not say where to save this:\n{block.body}"
        path = self.folder / found["path"]
        path.parent.mkdir(exist_ok=True, parents=True)
        add = found["how"].casefold().startswith("add")
        path.write_text((path.read_text("utf-8") if add else "") + block.body, "utf-8")
        self.files.append(found["path"])

    def run(self, line: str) -> None:
        self.commands.append(line)
        if line.startswith("cd "):
            self.folder /= line.removeprefix("cd ")
            return
        process = self._start(line)
        if " watch " in line:
            assert process.stdout
            assert process.stdout.readline().strip() == line.rsplit(maxsplit=1)[-1]  # the finished card
            process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
        self.said = err + out
        expected = EXIT_CODE.search(line)
        code = int(expected[1]) if expected else 130 if " watch " in line else 0
        assert process.returncode == code, f"{line}\n{self.said}"

    def _start(self, line: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            shlex.split(line, comments=True),
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    """A reader with ``cardgen`` on the path, and no settings of their own."""
    program = tmp_path / "bin" / "cardgen"
    program.parent.mkdir()
    # A job in the background of a shell is started with Ctrl-C ignored, and these tests may be one.
    start = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler);"
        "from cardgen.cli.main import main; sys.exit(main())"
    )
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -c {shlex.quote(start)} "$@"\n')
    program.chmod(0o755)
    folder = tmp_path / "work"
    folder.mkdir()
    own = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "none"), "SOURCE_DATE_EPOCH": REVIEWED}
    return Reader(folder, {**os.environ, **own, "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}"})


def test_from_an_empty_folder_to_a_card_with_an_own_technique(reader: Reader) -> None:
    reader.follow(DOCS / "authoring.md")
    assert {line.split()[1] for line in reader.commands if line.startswith("cardgen ")} >= {
        "init",
        "card",
        "show",
        "check",
        "watch",
        "lint",
        "schema",
        "preview",
    }
    assert "facts/techniques.yaml" in reader.files
    card = PdfReader(reader.folder / "sides.pdf")
    printed = " ".join(" ".join(page.extract_text() for page in card.pages).split())
    for words in ("Side glide", "Quiet Hands", "emergency services (112)", "Zoë Żółć"):
        assert words in printed
    assert (reader.folder.parent / "pictures" / "sides-1.png").exists()


def test_formats_and_themes(reader: Reader) -> None:
    reader.follow(DOCS / "themes.md")
    made = {line.split()[-1] for line in reader.commands if line.startswith("cardgen card ")}
    cards = {name: PdfReader(reader.folder / name) for name in made}
    assert {"clinic.yaml", "pale.yaml", "pocket.yaml"} <= set(reader.files)
    pocket = cards["pocket.pdf"].pages[0].cropbox
    width, height = (float(side) * 25.4 / 72 for side in (pocket.width, pocket.height))
    assert (width, height) == pytest.approx((100, 150), abs=0.1)
