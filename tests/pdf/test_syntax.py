"""Values are written so that an independent reader gets them back."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf.generic import BooleanObject, read_object

from cardgen.pdf.syntax import Name, Raw, Ref, date, decimal, encode

PRINTABLE = st.text(st.characters(codec="utf-16", exclude_characters="\x00"), max_size=20)
SCALARS = st.one_of(st.booleans(), st.integers(-(2**31), 2**31 - 1), PRINTABLE, PRINTABLE.filter(bool).map(Name))
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1), inner, max_size=4),
    ),
    max_leaves=12,
)


def read(written: bytes) -> object:
    return _plain(read_object(io.BytesIO(written + b" "), None))


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {key[1:]: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.value if isinstance(value, BooleanObject) else value


def named(value: object) -> object:
    """A value as the reader gives it: a name begins with its slash."""
    if isinstance(value, dict):
        return {key: named(item) for key, item in value.items()}
    if isinstance(value, list):
        return [named(item) for item in value]
    return f"/{value}" if isinstance(value, Name) else value


@given(VALUES)
def test_what_is_written_is_read_back(value: object) -> None:
    assert read(encode(value)) == named(value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Ref(12), b"12 0 R"),
        (Raw(b"[1 2]"), b"[1 2]"),
        (Name("A B#/é"), b"/A#20B#23#2F#C3#A9"),
        ("a(b)\\c", b"(a\\(b\\)\\\\c)"),
        ("Zoë", b"<FEFF005A006F00EB>"),
        (b"\x00\xff", b"<00FF>"),
        (True, b"true"),
        (None, b"null"),
        (0.1 + 0.2, b"0.3"),
        ({"A": 1, "B": Name("C"), "D": (1, 2.5)}, b"<</A 1/B/C/D[1 2.5]>>"),
    ],
)
def test_each_kind(value: object, written: bytes) -> None:
    assert encode(value) == written  # type: ignore[arg-type]


@given(st.floats(-1e6, 1e6), st.integers(1, 6))
def test_a_number_has_no_exponent_and_no_needless_zero(value: float, decimals: int) -> None:
    text = decimal(value, decimals)
    assert text == "0" or not ("." in text and text.endswith("0"))
    assert "e" not in text
    assert text != "-0"
    assert float(text) == pytest.approx(value, abs=0.51 * 10**-decimals)


def test_a_date_is_in_universal_time() -> None:
    east = dt.timezone(dt.timedelta(hours=2))
    assert date(dt.datetime(2026, 11, 20, 1, 30, 15, tzinfo=east)) == "D:20261119233015Z"
