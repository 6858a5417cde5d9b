import pytest

from cardgen.errors import (
    CardgenError,
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
