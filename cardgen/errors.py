"""Every way in which cardgen stops, and the exit code that goes with it.

The exit code stands on the exception class; one handler (``cardgen.cli.main``) turns an exception into
its lines on standard error and that code. Codes: 1 a part could not be done, 3 content or input is invalid,
4 refused for safety, 5 it does not fit, 6 cannot read or write, 70 internal error.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, field
from typing import ClassVar, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One thing that is wrong, with its place and what to do about it.

    Attributes:
        file: Path as the user gave it, or the name of an option such as ``--client``.
        line: Line, from 1; 0 where the input has no lines (an option).
        column: Column, from 1; 0 where the input has no columns.
        message: ``what is wrong; what to do``, one line.
    """

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return f"{place}: {self.message}"


class CardgenError(Exception):
    """Base of every expected failure.

    Attributes:
        exit_code: What the process returns (see the module's docstring).
        problems: Every problem found, in the order of their places; at least one.
    """

    exit_code: ClassVar[int] = 70

    def __init__(self, problems: Problem | Iterable[Problem] | str) -> None:
        if isinstance(problems, str):
            problems = Problem("cardgen", 0, 0, problems)
        self.problems: tuple[Problem, ...] = (
            (problems,) if isinstance(problems, Problem) else tuple(sorted(set(problems)))
        )
        super().__init__("\n".join(map(str, self.problems)))

    def telling(self, problems: Iterable[Problem]) -> CardgenError:
        """Return the same failure with other problems; whatever else it knows is kept."""
        return type(self)(problems)


class PartlyDone(CardgenError):
    """Some rows of a batch have no card; the others do."""

    exit_code = 1


class ContentError(CardgenError):
    """A catalogue, theme or routine file, or what an option names, is invalid."""

    exit_code = 3


class RequestError(CardgenError):
    """The options ask for something that cannot be composed."""

    exit_code = 3


class SafetyRefusal(CardgenError):
    """A massage is refused, or needs a clinician's clearance first: no card is written."""

    exit_code = 4


class FitError(CardgenError):
    """A block cannot be set even alone on a side at its floor size (only the documented cases)."""

    exit_code = 5


class FileError(CardgenError):
    """A file cannot be read or written."""

    exit_code = 6


@dataclass(frozen=True, slots=True)
class Collector:
    """Errors met so far, so that all of them can be told at once."""

    errors: list[CardgenError] = field(default_factory=list)

    def attempt(self, check: Callable[[], T]) -> T | None:
        """Return what ``check`` returns; None, and its error kept unless it tells nothing new, if it fails."""
        try:
            return check()
        except CardgenError as error:
            self._keep(error)
            return None

    def attempt_stages(self, work: Generator[None, None, T]) -> Generator[None, None, T | None]:
        """Do work that pauses after its stages (``cardgen.stages``), as ``attempt`` does what does not."""
        try:
            return (yield from work)
        except CardgenError as error:
            self._keep(error)
            return None

    def _keep(self, error: CardgenError) -> None:
        if isinstance(error, SafetyRefusal) or {*error.problems} - {*self.problems}:
            forget_where(error)
            self.errors.append(error)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem met so far."""
        return tuple(problem for error in self.errors for problem in error.problems)

    def stop(self) -> None:
        """Stop if there was an error.

        Raises:
            CardgenError: Every problem: as a refusal for safety if one is among them, else as an error of its own kind,
                or as invalid input where kinds mix.
        """
        if not self.errors:
            return
        refusal = next((error for error in self.errors if isinstance(error, SafetyRefusal)), None)
        if refusal is not None:
            raise refusal.telling(self.problems)
        kinds = {type(error) for error in self.errors}
        raise (kinds.pop() if len(kinds) == 1 else ContentError)(self.problems)


def forget_where(error: BaseException) -> None:
    """Take their tracebacks from an error that is kept, and from those behind it.

    Tracebacks hold whatever keeps the error: they would hold each other for as long as a batch lasts.
    """
    behind: BaseException | None = error
    while behind is not None:
        behind.__traceback__ = None
        behind = behind.__cause__ or behind.__context__
