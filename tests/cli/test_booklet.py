"""``cardgen booklet``: what is typed, what is written, what is said about it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner, Result

from cardgen.cli.program import program

Run = Callable[..., Result]
DATE = ("--date", "2026-11-20", "--no-config")


@pytest.fixture
def booklet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> Result:
        return CliRunner().invoke(program, ["booklet", *DATE, *arguments])

    return call


def text_of(path: str) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path))


def test_with_nothing_it_is_the_default_routine_to_read(booklet: Run) -> None:
    result = booklet()
    assert result.exit_code == 0, result.output
    assert result.stdout == "lower-back-booklet.pdf\n"
    document = pypdfium2.PdfDocument("lower-back-booklet.pdf")
    assert len(document) % 4 == 0
    assert "Step 4 of 7" in text_of("lower-back-booklet.pdf")


def test_several_massages_and_every_technique(booklet: Run) -> None:
    result = booklet("lower-back", "quick-10", "--techniques", "all", "--json", "-o", "all.pdf")
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert [one["routine"] for one in told["routines"]] == ["lower-back", "quick-10"]
    assert len(told["techniques"]) == 12
    assert told["signatures"] is None
    assert told["screening"] == "general"
    assert "For trained therapists" in text_of("all.pdf")


def test_techniques_are_named_one_by_one_or_in_a_list(booklet: Run) -> None:
    one = booklet("quick-10", "--techniques", "Hacking,clapping", "--json", "-o", "a.pdf")
    two = booklet("quick-10", "--techniques", "hacking", "--techniques", "clapping", "--json", "-o", "b.pdf")
    assert json.loads(one.stdout)["techniques"] == json.loads(two.stdout)["techniques"]
    assert json.loads(one.stdout)["techniques"][-2:] == ["hacking", "clapping"]


def test_sheets_to_fold(booklet: Run) -> None:
    result = booklet("--impose", "saddle", "--duplex", "short", "--creep", "1mm", "--json", "-o", "fold.pdf")
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    document = pypdfium2.PdfDocument("fold.pdf")
    assert len(document) == told["pages"] / 2
    assert document[0].get_size() == pytest.approx((841.89, 595.28), abs=0.1)
    assert sum(told["signatures"]) == told["pages"] / 4
    assert "flipped on the short edge" in result.stderr


def test_small_spreads_are_cut_apart(booklet: Run) -> None:
    result = booklet("--format", "a6", "--impose", "saddle")
    assert result.exit_code == 0, result.output
    assert "cut the whole pile apart" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("--sheet", "a4"), 2, "--sheet says how to fold; add --impose saddle"),
        (("--sheet", "a4", "--creep", "off"), 2, "--sheet, --creep say how to fold; add --impose saddle, or leave"),
        (
            ("--sheet", "a4", "--printer", "office"),
            2,
            "--sheet says how to fold, and --printer says what the sheets have to allow for; add --impose saddle",
        ),
        (("--format", "a4"), 3, "unknown booklet format 'a4'"),
        (("--impose", "saddle", "--sheet", "letter"), 5, "choose a larger sheet"),
        (("--impose", "saddle", "--creep", "wide"), 2, "is no creep; write auto, off, or a length"),
        (("--impose", "saddle", "--creep", "9cm"), 2, "is out of range"),
        (("--impose", "saddle", "--signature", "0"), 2, "signature"),
        (("lower-back", "quick-10", "--minutes", "20"), 3, "--minutes: it changes one routine"),
        (("lower-back", "lower-back"), 3, "a routine is named twice"),
        (("--techniques", "haking"), 3, "--techniques: 'haking' is no technique; did you mean hacking"),
        (("--condition", "fever", "--screened-by", "Mia", "--screened-on", "2026-11-20"), 4, "Fever"),
    ],
)
def test_what_cannot_be_made(booklet: Run, arguments: tuple[str, ...], code: int, message: str) -> None:
    result = booklet(*arguments, "-o", "never.pdf")
    assert (result.exit_code if code == 2 else getattr(result.exception, "exit_code", None)) == code
    assert message in result.stderr + str(result.exception)
    assert not Path("never.pdf").exists()


def test_all_problems_are_told_at_once(booklet: Run) -> None:
    result = booklet("nothing", "--format", "a9", "--techniques", "nobody")
    said = str(result.exception)
    assert all(part in said for part in ("unknown booklet format", "is no routine", "is no technique"))


def test_a_person_is_screened_and_stays_out_of_name_and_metadata(booklet: Run) -> None:
    person = ("--condition", "bruise@lumbar-left", "--screened-by", "Mia", "--screened-on", "2026-11-20")
    result = booklet("--client", "Zoë Żółć", *person, "--techniques", "all")
    assert result.exit_code == 0, result.output
    assert result.stdout == "lower-back-booklet.pdf\n"
    text = text_of("lower-back-booklet.pdf")
    assert "Screened by Mia" in text
    assert "Not on the left low back" in text
    metadata = pypdfium2.PdfDocument("lower-back-booklet.pdf").get_metadata_dict()
    assert not any("Zo" in value or "Mia" in value for value in metadata.values())


def test_the_same_booklet_has_the_same_bytes(booklet: Run) -> None:
    for name in ("one.pdf", "two.pdf"):
        assert booklet("--impose", "saddle", "-o", name).exit_code == 0
    assert Path("one.pdf").read_bytes() == Path("two.pdf").read_bytes()
