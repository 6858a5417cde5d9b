"""What the user adds: checked as a whole, every problem at once."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PIL import Image

from cardgen.document import Imprint
from cardgen.errors import CardgenError, ContentError, FileError, FitError
from cardgen.imprint import check_imprint
from cardgen.qr import module_size
from cardgen.request import CardRequest
from cardgen.theme import default_theme, format_of

CLOCK = dt.datetime(2026, 11, 20, tzinfo=dt.UTC)
DAY = dt.date(2026, 11, 20)
FORMS = {name: format_of(default_theme(), name) for name in ("a5", "a6")}


def check(form: str = "a5", **fields: object) -> Imprint:
    return check_imprint(CardRequest(clock=CLOCK, **fields), FORMS[form])  # type: ignore[arg-type]


def refused(form: str = "a5", **fields: object) -> CardgenError:
    with pytest.raises(CardgenError) as caught:
        check(form, **fields)
    return caught.value


def options(error: CardgenError) -> list[str]:
    return [problem.file for problem in error.problems]


@pytest.fixture
def logo(tmp_path: Path) -> Path:
    path = tmp_path / "logo.png"
    Image.new("RGB", (8, 4), "teal").save(path)
    return path


def test_nothing_asked_for_is_nothing_printed() -> None:
    assert check() == Imprint(clock=CLOCK)


def test_texts_are_normalised_and_only_some_keep_their_lines() -> None:
    words = " Zoe\u0308 \t Ż\n  Łódź "
    done = check(client=words, therapist=words, clinic=words, clinic_contact=words, note=words)
    assert done.client == done.therapist == done.clinic == "Zoë Ż Łódź"
    assert done.clinic_contact == done.note == "Zoë Ż\nŁódź"


@pytest.mark.parametrize("field", ["client", "therapist", "clinic", "clinic_contact", "note"])
@pytest.mark.parametrize("empty", ["", "  ", "\n\t"])
def test_an_empty_text_is_none(field: str, empty: str) -> None:
    assert check(**{field: empty}) == Imprint(clock=CLOCK)


def test_logo_code_and_dates_are_taken_over(logo: Path) -> None:
    done = check(logo=logo, qr="https://example.org", date=DAY, review_date=DAY + dt.timedelta(days=1))
    assert done.logo is not None
    assert (done.logo.width, done.logo.height) == (8, 4)
    assert done.qr is not None
    assert done.qr.url == "https://example.org"
    assert (done.date, done.review_date) == (DAY, DAY + dt.timedelta(days=1))


def test_a_review_date_alone_is_fine() -> None:
    later = DAY + dt.timedelta(days=1)
    assert check(review_date=later).review_date == later
    assert options(refused(review_date=DAY)) == ["--review-date"]


@pytest.mark.parametrize("days", [0, -1])
def test_a_review_comes_after_the_date(days: int) -> None:
    error = refused(date=DAY, review_date=DAY + dt.timedelta(days=days))
    assert str(error) == f"--review-date: the review date is not after the card's date ({DAY}); choose a later day"
    assert error.exit_code == 3


def test_every_problem_comes_in_one_go(tmp_path: Path) -> None:
    error = refused(
        client="漢",
        therapist="\u05d0",
        clinic="a\x07",
        clinic_contact="\u202e",
        note="☎ 漢",
        logo=tmp_path / "missing.png",
        qr="example.org",
        date=DAY,
        review_date=DAY,
    )
    assert isinstance(error, ContentError)
    assert error.exit_code == 3
    expected = ["--client", "--clinic", "--clinic-contact", "--note", "--note", "--qr", "--review-date", "--therapist"]
    assert options(error) == sorted([*expected, str(tmp_path / "missing.png")])


def test_problems_of_one_kind_keep_their_exit_code(tmp_path: Path) -> None:
    missing = refused(logo=tmp_path / "missing.png")
    assert isinstance(missing, FileError)
    assert missing.exit_code == 6
    long = refused(qr="https://example.org/" + "a" * 400)
    assert isinstance(long, FitError)
    assert long.exit_code == 5
    both = refused(logo=tmp_path / "missing.png", qr="https://example.org/" + "a" * 400)
    assert both.exit_code == 3
    assert len(both.problems) == 2


def test_a_file_that_is_no_image_and_a_bad_text_come_together(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(b"no image")
    error = refused(logo=tmp_path / "logo.png", client="漢")
    assert len(error.problems) == 2


@pytest.mark.parametrize("form", ["a5", "a6"])
def test_the_longest_address_that_is_accepted_can_be_printed_on_this_format(form: str) -> None:
    error = refused(form, qr="https://example.org/" + "a" * 600)
    assert options(error) == ["--qr"]
    holds = int(str(error).partition("holds ")[2].partition(";")[0])
    base = "https://example.org/"
    longest = check(form, qr=base + "a" * (holds - len(base))).qr
    assert longest is not None
    module_size(longest, FORMS[form].qr.side)
    assert refused(form, qr=base + "a" * (holds - len(base) + 1)).exit_code == 5
