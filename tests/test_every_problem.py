"""Problems of the format, the routine and the user's texts come together, in one run."""

from __future__ import annotations

import pytest

from cardgen.errors import CardgenError


def test_every_problem_of_a_request_comes_at_once(make) -> None:
    with pytest.raises(CardgenError) as caught:
        make(routine="nope", format="zz", client="\u05e9\u05dc\u05d5\u05dd")
    assert caught.value.exit_code == 3
    assert {problem.file for problem in caught.value.problems} == {"ROUTINE", "--format", "--client"}


def test_one_kind_of_problem_keeps_its_exit_code(make, tmp_path) -> None:
    with pytest.raises(CardgenError) as caught:
        make(logo=tmp_path / "missing.png")
    assert caught.value.exit_code == 6
