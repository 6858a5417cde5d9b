from functools import partial

import pytest

from cardgen.errors import (
    CardgenError,
    Collector,
    ContentError,
    FileError,
    FitError,
    Problem,
    RequestError,
    SafetyRefusal,
)


def test_a_problem_names_its_place_where_it_has_one() -> None:
    assert str(Problem("a.yaml", 3, 7, "wrong; right")) == "a.yaml:3:7: wrong; right"
    assert str(Problem("--client", 0, 0, "wrong; right")) == "--client: wrong; right"


def test_problems_come_once_each_in_the_order_of_their_places() -> None:
    late, early, other = (
        Problem("b.yaml", 10, 1, "x"),
        Problem("b.yaml", 9, 1, "x"),
        Problem("a.yaml", 20, 1, "x"),
    )
    error = ContentError([late, early, other, late])
    assert error.problems == (other, early, late)
    assert str(error) == "a.yaml:20:1: x\nb.yaml:9:1: x\nb.yaml:10:1: x"


def test_one_problem_or_plain_words_will_do() -> None:
    problem = Problem("--logo", 0, 0, "x")
    assert FileError(problem).problems == (problem,)
    assert str(CardgenError("out of paper; add some")) == "cardgen: out of paper; add some"


@pytest.mark.parametrize(
    ("kind", "code"),
    [(CardgenError, 70), (ContentError, 3), (RequestError, 3), (SafetyRefusal, 4), (FitError, 5), (FileError, 6)],
)
def test_exit_codes(kind: type[CardgenError], code: int) -> None:
    assert kind.exit_code == code
    assert issubclass(kind, CardgenError)


def test_a_refusal_beside_other_errors_stays_a_refusal_and_tells_all() -> None:
    found = Collector()
    for error in (FileError(Problem("b", 0, 0, "lost")), SafetyRefusal(Problem("a", 0, 0, "no massage"))):
        found.attempt(partial(_fail, error))
    with pytest.raises(SafetyRefusal) as caught:
        found.stop()
    assert [problem.file for problem in caught.value.problems] == ["a", "b"]


def test_errors_of_several_kinds_are_invalid_input() -> None:
    found = Collector()
    for error in (FileError(Problem("b", 0, 0, "lost")), FitError(Problem("a", 0, 0, "large"))):
        found.attempt(partial(_fail, error))
    with pytest.raises(ContentError):
        found.stop()


def test_an_error_that_tells_nothing_new_changes_no_kind() -> None:
    found = Collector()
    problem = Problem("a", 0, 0, "lost")
    for error in (FileError(problem), RequestError(problem)):
        found.attempt(partial(_fail, error))
    assert found.problems == (problem,)
    with pytest.raises(FileError):
        found.stop()
    found.attempt(partial(_fail, SafetyRefusal(problem)))
    with pytest.raises(SafetyRefusal):
        found.stop()


def test_telling_other_problems_keeps_the_kind() -> None:
    told = FileError(Problem("a", 0, 0, "lost")).telling([Problem("b", 0, 0, "gone")])
    assert type(told) is FileError
    assert [problem.file for problem in told.problems] == ["b"]


def _fail(error: CardgenError) -> None:
    raise error
