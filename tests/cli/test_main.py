"""Every way to end: exit codes, one line for each problem, no traceback unless asked for."""

from __future__ import annotations

import errno

import click
import pytest

from cardgen import __version__
from cardgen.cli import main as cli_main
from cardgen.cli.program import COMMANDS
from cardgen.errors import ContentError, FileError, FitError, Problem, SafetyRefusal

Raiser = object


@pytest.fixture
def raising(monkeypatch: pytest.MonkeyPatch):
    """Make ``cardgen list`` raise an error that its own code cannot be brought to raise."""

    def install(error: BaseException) -> None:
        def fail() -> None:
            raise error

        command = click.Command("list", callback=fail)
        monkeypatch.setattr(type(cli_main.program), "get_command", lambda self, ctx, name: command)

    return install


def test_version_and_help(run) -> None:
    assert run("--version").out == f"cardgen {__version__}\n"
    shown = run("--help")
    assert shown.code == 0
    for name, short in COMMANDS.items():
        assert name in shown.out
        assert short in shown.out
    assert "Examples:" in shown.out


def test_without_a_command_the_help_is_usage(run) -> None:
    outcome = run()
    assert (outcome.code, outcome.out) == (2, "")
    assert "Usage: cardgen" in outcome.err


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_examples_that_name_it(run, name: str) -> None:
    shown = run(name, "--help")
    assert shown.code == 0
    assert f"Usage: cardgen {name}" in shown.out
    assert f"\n    cardgen {name} " in shown.out or f"\n    cardgen {name}\n" in shown.out


def test_an_unknown_command_is_usage_with_a_suggestion(run) -> None:
    outcome = run("crad")
    assert outcome.code == 2
    assert "there is no command 'crad'; did you mean card?" in outcome.err


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ContentError([Problem("b.yaml", 2, 1, "second"), Problem("b.yaml", 1, 3, "first")]), 3),
        (SafetyRefusal([Problem("b.yaml", 2, 1, "second"), Problem("b.yaml", 1, 3, "first")]), 4),
        (FitError([Problem("b.yaml", 2, 1, "second"), Problem("b.yaml", 1, 3, "first")]), 5),
        (FileError([Problem("b.yaml", 2, 1, "second"), Problem("b.yaml", 1, 3, "first")]), 6),
    ],
)
def test_every_problem_is_a_line_and_the_class_gives_the_code(run, raising, error: Exception, code: int) -> None:
    raising(error)
    outcome = run("list")
    assert (outcome.code, outcome.out) == (code, "")
    assert outcome.err.splitlines() == ["b.yaml:1:3: first", "b.yaml:2:1: second"]


def test_a_failure_of_the_system_is_one_line(run, raising) -> None:
    raising(OSError(errno.ENOSPC, "No space left on device", "/media/stick/card.pdf"))
    outcome = run("list")
    assert (outcome.code, outcome.err) == (6, "/media/stick/card.pdf: the disk is full; free some space\n")


@pytest.mark.parametrize("error", [KeyboardInterrupt(), click.Abort()])
def test_interrupted(run, raising, error: BaseException) -> None:
    raising(error)
    outcome = run("list")
    assert (outcome.code, outcome.out, outcome.err) == (130, "", "interrupted\n")


def test_a_defect_is_one_line_and_a_traceback_only_with_debug(run, raising, monkeypatch) -> None:
    raising(KeyError("no-such-label"))
    outcome = run("list")
    assert outcome.code == 70
    assert outcome.err.count("\n") == 1
    assert "KeyError: 'no-such-label'" in outcome.err
    assert "cardgen --debug" in outcome.err
    assert "Traceback" not in outcome.err

    assert "Traceback" in run("--debug", "list").err
    monkeypatch.setenv("CARDGEN_DEBUG", "1")
    assert "Traceback" in run("list").err


def test_leaving_python_is_not_swallowed(run, raising) -> None:
    raising(SystemExit(5))
    with pytest.raises(SystemExit):
        run("list")


def test_a_message_cannot_steer_the_terminal(run, raising) -> None:
    raising(ContentError(Problem("evil\x1b[2J.yaml", 1, 1, "two\nlines")))
    assert run("list").err == "evil\\x1b[2J.yaml:1:1: two\\nlines\n"
