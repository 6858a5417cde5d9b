"""Codes of ICD-10 and ranges of them: what is written in the catalogue, and what is typed."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from cardgen.content.icd10 import Icd10, codes_of, compared, typed_code

CODES = TypeAdapter(tuple[Icd10, ...])


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("M81", ("M81",)),
        ("M81.0", ("M81.0",)),
        ("Z3A", ("Z3A",)),
        ("M08-M11", ("M08", "M09", "M10", "M11")),
        ("C79.0-C79.3", ("C79.0", "C79.1", "C79.2", "C79.3")),
    ],
)
def test_a_range_stands_for_all_between_its_ends(written: str, codes: tuple[str, ...]) -> None:
    assert CODES.validate_python((written,)) == (written,)
    assert codes_of(written) == codes


@pytest.mark.parametrize(
    "written", ["M11-M08", "M08-N11", "C79.3-C79.0", "C79.0-C80.3", "C79.0-C79", "C79-C79.3", "M8", "m81", "C7A-C7B"]
)
def test_what_is_no_range_is_refused(written: str) -> None:
    with pytest.raises(ValidationError):
        CODES.validate_python((written,))


def test_codes_are_compared_without_their_dots() -> None:
    assert compared(["M81", "M48.4-M48.5"]) == ("M81", "M484", "M485")


@pytest.mark.parametrize(("typed", "code"), [("M81", "M81"), (" m81.0 ", "M810"), ("m810", "M810"), ("Z3A.1", "Z3A1")])
def test_a_code_may_be_typed_in_small_letters_and_without_its_dot(typed: str, code: str) -> None:
    assert typed_code(typed) == code


@pytest.mark.parametrize("typed", ["", "weak", "M8", "81", "M81.", "M81-M82", "M81.01234"])
def test_what_is_typed_may_be_no_code(typed: str) -> None:
    assert typed_code(typed) is None
