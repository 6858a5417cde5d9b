"""Posters from a request: screened, whole, and told about."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from cardgen.content.place import Place
from cardgen.content.told import PersonInput, Told
from cardgen.errors import CardgenError, ContentError, RequestError, SafetyRefusal
from cardgen.impose.papers import PAPERS
from cardgen.impose.poster_tiles import Tiles
from cardgen.layout.poster import lay_out_poster
from cardgen.posters import PosterRequest, PosterResult, make_poster
from cardgen.request import CardRequest
from cardgen.theme import default_theme, poster_format
from cardgen.units import MM

CLOCK = dt.datetime(2026, 11, 20, 9, 30, tzinfo=dt.UTC)


CORE = ("Call emergency services", "Do not massage with:", "Never press on the spine.", "Screening not recorded")


def make(*routines: str, format: str = "a3", **fields: object) -> PosterResult:
    request = PosterRequest(CardRequest(clock=CLOCK, format=format), routines)
    own = {key: fields.pop(key) for key in ("orientation", "tiles") if key in fields}
    return make_poster(replace(request, card=replace(request.card, **fields), **own))  # type: ignore[arg-type]


def text(poster: PosterResult) -> str:
    pages = PdfReader(BytesIO(poster.pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def person(*words: str) -> PersonInput:
    told = tuple(Told(word, Place("--condition")) for word in words)
    return PersonInput(conditions=told, screened_by="Mia", screened_on=dt.date(2026, 11, 20))


def test_the_default_is_the_default_routine() -> None:
    poster = make()
    assert (poster.default_name, poster.pages, poster.posters) == ("lower-back-poster.pdf", 1, 1)
    for words in (
        "Call emergency services",
        "Do not massage with:",
        "Never press on the spine.",
        "Screening not recorded",
    ):
        assert words in text(poster)


def test_the_file_has_the_size_of_the_format_and_turns() -> None:
    for orientation, size in (("portrait", (297, 420)), ("landscape", (420, 297))):
        box = PdfReader(BytesIO(make("quick-10", orientation=orientation).pdf)).pages[0].trimbox
        assert (float(box.width) / MM, float(box.height) / MM) == pytest.approx(size, abs=0.05)


def test_a_screened_person_is_on_the_poster_first_and_in_every_step() -> None:
    poster = make("quick-10", person=person("bruise@lumbar-left"))
    (page,) = lay_out_poster(poster.poster, default_theme(), poster_format(default_theme(), "a3"))
    said = page.text()
    assert "Not on the left low back" in said
    assert "Screened by Mia" in said
    assert "Screening not recorded" not in said
    assert said.index("For this person") < said.index("Call emergency services")
    assert poster.poster.avoided == {"lumbar-left"}
    assert "Hatched" in poster.poster.words.figure


def test_a_person_who_must_not_be_massaged_gets_no_poster() -> None:
    with pytest.raises(SafetyRefusal):
        make("quick-10", person=person("fever"))


def test_the_emergency_number_is_printed() -> None:
    assert "Call emergency services (112)" in text(make("quick-10", emergency_number="112"))


def test_what_the_user_adds_is_printed() -> None:
    poster = make(
        "quick-10",
        client="Zoë Żółć",
        clinic="Quiet Hands",
        clinic_contact="555-1234",
        note="Bring a towel.",
        therapist="Mia",
    )
    for words in ("For Zoë Żółć", "Quiet Hands", "555-1234", "Bring a towel.", "Therapist: Mia"):
        assert words in text(poster)
    assert b"Zo\xc3\xab" not in poster.pdf


def test_the_same_request_gives_the_same_bytes() -> None:
    assert make("quick-10").pdf == make("quick-10").pdf


def test_tiles_follow_each_other_with_a_map() -> None:
    poster = make("quick-10", tiles=Tiles(PAPERS["a4"], 10 * MM, 5 * MM))
    assert poster.posters == 1
    assert poster.pages == len(PdfReader(BytesIO(poster.pdf)).pages) > 2
    assert any("actual size" in notice for notice in poster.notices)


@pytest.mark.parametrize(
    ("routines", "fields", "said"),
    [
        (("quick-10", "quick-10"), {}, "named twice"),
        (("quick-10", "lower-back"), {"minutes": 12}, "it changes one routine"),
        (("no-such",), {}, "no-such"),
    ],
)
def test_what_cannot_be_is_refused(routines: tuple[str, ...], fields: dict[str, object], said: str) -> None:
    with pytest.raises((RequestError, ContentError), match=said):
        make(*routines, **fields)


def test_cards_and_posters_keep_to_their_formats() -> None:
    with pytest.raises(CardgenError, match="use cardgen card"):
        make("quick-10", format="a5")


def test_notices_tell_what_is_not_on_the_poster() -> None:
    notices = " ".join(make("lower-back", clinic="W" * 300).notices)
    assert "pain signs" in notices
    assert "--clinic" in notices
    assert "nobody was asked" in notices
