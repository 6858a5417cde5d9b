"""What only a real process can show: pipes, closed and full outputs, Ctrl-C, imports, the way it is started."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

CARDGEN = [sys.executable, "-m", "cardgen"]
SLOW_TO_IMPORT = {"reportlab", "pydantic", "PIL", "rich", "yaml", "pypdf", "pypdfium2"}


@pytest.fixture(params=["", "1"], ids=["buffered", "unbuffered"], autouse=True)
def _buffering(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python's own buffer changes when a failure comes and how much is written by then: both must end the same."""
    monkeypatch.setenv("PYTHONUNBUFFERED", request.param)


def call(*arguments: str, **options) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*CARDGEN, *arguments], capture_output=True, timeout=60, check=False, **options)


def shell(line: str) -> subprocess.CompletedProcess[bytes]:
    line = line.replace("cardgen", f"'{sys.executable}' -m cardgen", 1)
    return subprocess.run(["/bin/bash", "-c", line], capture_output=True, timeout=60, check=False)


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import json, sys\n"
        "from cardgen.cli.main import main\n"
        "code = main(['--help'])\n"
        "print(json.dumps([code, sorted({name.partition('.')[0] for name in sys.modules})]), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, timeout=60, check=True)
    code, modules = json.loads(done.stderr)
    assert code == 0
    assert not SLOW_TO_IMPORT & set(modules)


def test_a_reader_that_goes_away_is_no_error_to_talk_about() -> None:
    done = shell("cardgen list warnings | head -c1; exit ${PIPESTATUS[0]}")
    # The reader may be quick enough to take everything: then the program ends as usual.
    assert done.returncode in {0, 141}
    assert len(done.stdout) == 1
    assert done.stderr == b""


def test_a_pipe_without_a_reader_ends_like_any_other_program() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run([*CARDGEN, "list"], stdout=writer, stderr=subprocess.PIPE, timeout=60, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


def test_a_reader_that_goes_away_half_way_does_not_pass_for_success() -> None:
    reader, writer = os.pipe()
    process = subprocess.Popen([*CARDGEN, "card", "-o", "-"], stdout=writer, stderr=subprocess.PIPE)
    os.close(writer)
    assert os.read(reader, 5) == b"%PDF-"  # the card is larger than what a pipe holds (64 kB on Linux)
    os.close(reader)
    _, message = process.communicate(timeout=60)
    assert (process.returncode, message) == (141, b"")


@pytest.mark.parametrize("command", ["list", "list conditions --json", "card -o -"])
def test_a_full_output_is_said_in_one_line(command: str) -> None:
    done = shell(f"cardgen {command} >/dev/full")
    assert (done.returncode, done.stderr) == (6, b"standard output: the disk is full; free some space\n")


def test_help_into_a_full_output_is_said_in_one_line() -> None:
    done = shell("cardgen --help >/dev/full")
    assert (done.returncode, done.stderr) == (6, b"cardgen: the disk is full; free some space\n")


def test_a_closed_output_is_said_in_one_line() -> None:
    done = shell("cardgen list >&-")
    assert done.returncode == 6
    assert done.stderr.startswith(b"standard output: it is closed")


def test_closed_messages_leave_the_exit_code() -> None:
    done = shell("cardgen show no-such-entry 2>&-")
    assert (done.returncode, done.stdout) == (3, b"")


def test_ctrl_c_in_the_middle_of_the_work(tmp_path: Path) -> None:
    # A job in the background of a shell is started with Ctrl-C ignored, and these tests may be one.
    script = (
        "import signal, sys\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from cardgen import pipeline\n"
        "pipeline.write_pdf = lambda *given: signal.raise_signal(signal.SIGINT)\n"
        "from cardgen.cli.main import main\n"
        "sys.exit(main())\n"
    )
    command = [sys.executable, "-c", script, "card", "-o", "card.pdf"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"interrupted\n")
    assert list(tmp_path.iterdir()) == []


def test_an_output_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    path = tmp_path / "file" / "card.pdf"
    done = call("card", "-o", str(path))
    assert done.returncode == 6
    assert done.stderr.splitlines()[-1].startswith(f"{path}: a part of the path is a file".encode())
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]


def test_any_console_encoding_will_do() -> None:
    plain = call("show", "deep-stroking")
    ascii_only = call("show", "deep-stroking", env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert plain.returncode == ascii_only.returncode == 0
    assert ascii_only.stdout.isascii()


def test_a_request_to_end_leaves_nothing_behind(tmp_path: Path) -> None:
    """The signal comes while the temporary file is there: before it takes its name over."""
    script = (
        "import os, signal, sys\n"
        "from cardgen.cli.main import main\n"
        "os.fsync = lambda _: os.kill(os.getpid(), signal.SIGTERM)\n"
        "sys.exit(main(['card', '-o', 'x.pdf']))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, timeout=60, check=False)
    assert done.returncode == 143
    assert list(tmp_path.iterdir()) == []


def test_a_console_of_another_encoding_gets_the_help() -> None:
    done = call("--help", env=os.environ | {"PYTHONIOENCODING": "cp1252"})
    assert done.returncode == 0
    assert rb"\u017b" in done.stdout  # the first letter of the example's surname


def test_what_was_typed_cannot_steer_the_terminal() -> None:
    done = call("card", "--minutes", "a\x1b[31mb\u202ec")
    assert done.returncode == 2
    assert b"\x1b" not in done.stderr
    assert "\u202e".encode() not in done.stderr


def test_an_endless_word_is_not_read_back_in_full() -> None:
    done = call("card", "--minutes", "9" * 100_000 + "x")
    assert done.returncode == 2
    assert len(done.stderr) < 6_000


def test_standard_output_by_its_path_takes_the_card() -> None:
    done = shell("cardgen card -o /dev/stdout | head -c5")
    assert (done.returncode, done.stdout) == (0, b"%PDF-")
