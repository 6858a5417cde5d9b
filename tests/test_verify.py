"""A file is judged by what it carries: what changed is named, what was tampered with is seen, nothing crashes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, NameObject

from cardgen.booklets import BookletRequest, make_booklet
from cardgen.content.dosage import LimitDose, Range, SourceDose
from cardgen.content.dose import Amount
from cardgen.content.model import Catalog
from cardgen.content.place import Place
from cardgen.impose.papers import PAPERS
from cardgen.impose.sheet import SheetRequest, make_sheets
from cardgen.impose.stitched import Stitching
from cardgen.loading import Material, load
from cardgen.paperwork import compose_ticklist, make_form
from cardgen.pdf.write import write_pdf
from cardgen.person import PersonInput, Told
from cardgen.pipeline import CardResult, compose_card
from cardgen.posters import PosterRequest, make_poster
from cardgen.request import CardRequest, Sources
from cardgen.theme import default_theme
from cardgen.verify import OnSheet, Verdict, verify

CLOCK = dt.datetime(2026, 11, 20, 9, 30, 15, tzinfo=dt.UTC)
TODAY = CLOCK.date()
Make = Callable[..., CardResult]
CLEARED = {"epilepsy": 100, "stable-heart-disease": 20}
"""Conditions that somebody has cleared, and how many days ago: the older one ends later."""


def judged(data: bytes, catalog: Catalog, day: dt.date = TODAY) -> Verdict:
    return verify(data, "x.pdf", catalog, day)


def changed(model: BaseModel, **fields: object) -> Any:
    return type(model).model_construct(**{**dict(model), **fields})


def altered(catalog: Catalog, way: str, **fields: object) -> Catalog:
    """Return the catalogue with fields of one entry changed; ``way`` is ``rules/neck-lightly`` or ``text/rules/…``."""
    return _altered(catalog, way.split("/"), fields)  # type: ignore[no-any-return]


def _altered(value: Any, way: list[str], fields: dict[str, object]) -> Any:
    if not way:
        return changed(value, **fields)
    if isinstance(value, dict):
        return {**value, way[0]: _altered(value[way[0]], way[1:], fields)}
    return changed(value, **{way[0]: _altered(getattr(value, way[0]), way[1:], fields)})


def lacking(catalog: Catalog, *ways: str) -> Catalog:
    """Return the catalogue without entries."""
    for way in ways:
        kind, id_ = way.split("/")
        catalog = changed(catalog, **{kind: {key: one for key, one in getattr(catalog, kind).items() if key != id_}})
    return catalog


def made_of(catalog: Catalog) -> bytes:
    """Make a card of another catalogue."""
    request = CardRequest(clock=CLOCK)
    composed = compose_card(request, Material(catalog, default_theme()))
    return write_pdf(composed.pages, default_theme(), composed.metadata(request))


# --- Current


def papers() -> dict[str, Callable[[], bytes]]:
    request = CardRequest(clock=CLOCK, today=TODAY)
    booklet, poster = (CardRequest(clock=CLOCK, today=TODAY, format=form) for form in ("a5", "a2"))
    return {
        "booklet": lambda: make_booklet(BookletRequest(booklet, ("lower-back", "quick-10"), ("all",))).pdf,
        "folded": lambda: make_booklet(BookletRequest(booklet, stitching=Stitching(PAPERS["a4"]))).pdf,
        "poster": lambda: make_poster(PosterRequest(poster, ("lower-back", "quick-10"))).pdf,
        "form": lambda: make_form(request),
        "tick-list": lambda: ticklist(request),
    }


def ticklist(request: CardRequest) -> bytes:
    made = compose_ticklist(request, load(request.sources))
    return write_pdf(made.pages, default_theme(), made.metadata)


@pytest.mark.parametrize("name", papers())
def test_a_new_paper_is_current(name: str, catalog: Catalog) -> None:
    verdict = judged(papers()[name](), catalog)
    assert (verdict.status, verdict.reasons) == ("current", ())
    assert verdict.made_from is not None
    assert verdict.made_from.paper == ("booklet" if name == "folded" else name)


@pytest.mark.parametrize("fields", [{}, {"on": "a4"}, {"format": "id1"}, {"client": "Zoë Żółć"}, {"ticklist": False}])
def test_a_new_card_is_current(fields: dict[str, Any], make: Make, catalog: Catalog) -> None:
    verdict = judged(make(**fields).pdf, catalog)
    assert (verdict.status, verdict.reasons) == ("current", ())
    assert verdict.made_from is not None
    assert not verdict.made_from.screened


def test_a_card_for_a_person_is_current(make: Make, catalog: Catalog) -> None:
    told = PersonInput(conditions=(Told("bruise@lumbar-left", Place("-")),), screened_by="Mia", screened_on=TODAY)
    verdict = judged(make(person=told, today=TODAY).pdf, catalog)
    assert verdict.status == "current"
    assert verdict.made_from is not None
    assert verdict.made_from.screened
    assert any("lumbar-left" in step.avoided for step in verdict.made_from.massages[0].steps)


# --- Outdated

MINUTES = LimitDose(minutes=Range(min=1, max=3), basis="safer")
CHANGES: dict[str, tuple[str, dict[str, object], str]] = {
    "dose": (
        "techniques/fan/dose",
        {"source": SourceDose(minutes=Range(min=2, max=4))},
        "dose of fan: none given, now 2min to 4min",
    ),
    "limit": ("techniques/fan/dose", {"limit": MINUTES}, "limit of fan: 1min to 4min, now 1min to 3min"),
    "pressure": ("techniques/fan/pressure", {"min": 1}, "pressure of fan: level 2, now level 1 to 2"),
    "area": ("techniques/fan", {"zones": ("lumbar",)}, "technique fan changed"),
    "instruction": ("text/techniques/fan", {"full": "Press hard."}, "technique fan changed"),
    "short instruction": ("text/techniques/fan", {"short": "Press hard."}, "technique fan changed"),
    "warning": ("text/rules/neck-lightly", {"text": "Lightly."}, "warning neck-lightly changed"),
    "condition": ("conditions/diabetes", {"effect": "refuse"}, "condition diabetes changed"),
    "red flag": ("red_flags/hot-and-cold", {"level": "check-up"}, "red flag hot-and-cold changed"),
    "name": ("text/conditions/diabetes", {"name": "Sugar"}, "condition diabetes changed"),
    "panel": ("text/core/warning", {"lead": "Beware of:"}, "core panel warning changed"),
    "pain": ("text/pain/pneumonia", {"points_to": "A cold"}, "pain sign pneumonia changed"),
    "setup": ("text/setup/oil", {"text": "Any oil."}, "preparation oil changed"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_changed_is_named(name: str, make: Make, catalog: Catalog) -> None:
    way, fields, said = CHANGES[name]
    verdict = judged(make().pdf, altered(catalog, way, **fields))
    assert (verdict.status, verdict.reasons) == ("outdated", (said,))


def test_a_phrase_of_the_core_is_named(make: Make, catalog: Catalog) -> None:
    phrases = {**catalog.text.core["caution"].phrases, "diabetes": "diabetes of any kind"}
    assert judged(make().pdf, altered(catalog, "text/core/caution", phrases=phrases)).reasons == (
        "core phrase diabetes changed",
    )


def test_a_label_is_named(make: Make, catalog: Catalog) -> None:
    labels = {**catalog.text.interface.labels, "effect-refuse": "Perhaps not", "logo": "Picture"}
    verdict = judged(make().pdf, altered(catalog, "text/interface", labels=labels))
    assert verdict.reasons == ("label effect-refuse changed",)


def test_a_dose_of_the_routine_is_named(make: Make, catalog: Catalog) -> None:
    *others, last = catalog.routines["lower-back"].steps
    steps = (*others, changed(last, dose=Amount(2, "minutes")))
    verdict = judged(make().pdf, altered(catalog, "routines/lower-back", steps=steps))
    assert verdict.reasons == ("step 7 of lower-back: fan 3min, now fan 2min",)


def test_a_routine_with_another_step_has_changed(make: Make, catalog: Catalog) -> None:
    steps = catalog.routines["lower-back"].steps
    longer = altered(catalog, "routines/lower-back", steps=(*steps, changed(steps[0], dose=Amount(1, "minutes"))))
    assert judged(make().pdf, longer).reasons == ("routine lower-back changed",)


def test_changes_of_a_kind_stand_together(make: Make, catalog: Catalog) -> None:
    today = altered(altered(catalog, "conditions/diabetes", effect="refuse"), "conditions/epilepsy", effect="refuse")
    assert judged(make().pdf, today).reasons == ("conditions epilepsy, diabetes changed",)


def test_what_is_new_and_what_is_gone_is_told(make: Make, catalog: Catalog) -> None:
    pdf, less = make().pdf, lacking(catalog, "conditions/diabetes", "conditions/epilepsy", "red_flags/hot-and-cold")
    gone = judged(pdf, less).reasons
    assert gone[:2] == ("2 conditions gone", "1 red flag gone")
    assert "--library" in gone[2]
    new = judged(made_of(less), catalog)
    assert new.reasons == ("conditions epilepsy, diabetes new", "red flag hot-and-cold new")


def test_a_technique_and_a_routine_that_are_missing_are_named_once(make: Make, catalog: Catalog) -> None:
    verdict = judged(make().pdf, lacking(catalog, "techniques/fan", "routines/lower-back"))
    assert verdict.status == "outdated"
    assert verdict.reasons[:2] == ("technique fan gone", "routine lower-back gone")
    assert len(verdict.reasons) == 3


def test_what_a_card_does_not_show_does_not_count(make: Make, catalog: Catalog) -> None:
    other = next(id_ for id_ in catalog.techniques if id_ not in {s.technique_id for s in make().plan.steps})
    today = altered(catalog, f"techniques/{other}", zones=("neck",))
    today = altered(today, "routines/quick-10", minutes=11)
    assert judged(make().pdf, altered(today, "text/conditions/diabetes", ask="Sugar?")).status == "current"
    assert judged(papers()["form"](), altered(catalog, "text/conditions/diabetes", ask="Sugar?")).reasons == (
        "question diabetes changed",
    )


def test_reviews_that_are_due_are_told_from_the_day_after(make: Make, catalog: Catalog) -> None:
    pdf = make(review_date=dt.date(2027, 2, 20)).pdf
    assert judged(pdf, catalog, dt.date(2027, 2, 20)).status == "current"
    assert judged(pdf, catalog, dt.date(2027, 2, 21)).reasons == ("it was to be looked at again by 2027-02-20",)
    review_by = catalog.edition.review_by
    assert judged(make().pdf, catalog, review_by).status == "current"
    late = judged(make().pdf, catalog, review_by + dt.timedelta(days=1))
    assert (late.status, late.reasons) == ("outdated", (f"the catalogue 2026.1 was to be reviewed by {review_by}",))


def test_a_clearance_that_has_ended_is_told_from_the_day_after(make: Make, catalog: Catalog) -> None:
    told = [Told(f"{id_}:Dr. Jones:{TODAY - dt.timedelta(days=ago)}", Place("--clear")) for id_, ago in CLEARED.items()]
    conditions = tuple(Told(id_, Place("--condition")) for id_ in CLEARED)
    person = PersonInput(
        conditions=conditions, age=40, screened_by="A. Smith", screened_on=TODAY, clearances=tuple(told)
    )
    pdf = make(person=person).pdf
    until = min(
        TODAY + dt.timedelta(days=(catalog.conditions[id_].clearance_days or 0) - ago) for id_, ago in CLEARED.items()
    )
    assert judged(pdf, catalog, until).status == "current"
    late = judged(pdf, catalog, until + dt.timedelta(days=1))
    assert late.status == "outdated"
    assert late.reasons == (
        f"a clearance that it relies on held until {until}; ask the person and the clinician again",
    )


# --- Altered


def saved_anew(pdf: bytes) -> bytes:
    buffer = BytesIO()
    PdfWriter(clone_from=PdfReader(BytesIO(pdf))).write(buffer)
    return buffer.getvalue()


def added_to(pdf: bytes) -> bytes:
    buffer = BytesIO()
    writer = PdfWriter(BytesIO(pdf), incremental=True)
    writer.pages[0].rotate(90)
    writer.write(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("change", [saved_anew, added_to, lambda pdf: pdf + b"\n"])
def test_a_file_that_another_program_wrote_is_altered(
    change: Callable[[bytes], bytes], make: Make, catalog: Catalog
) -> None:
    verdict = judged(change(make().pdf), catalog)
    assert verdict.status == "altered"
    assert verdict.made_from is None


@settings(max_examples=30)
@given(st.data())
def test_no_byte_can_change_unseen(make: Make, catalog: Catalog, data: st.DataObject) -> None:
    pdf = bytearray(make(format="a6").pdf)
    pdf[data.draw(st.integers(0, len(pdf) - 1))] ^= data.draw(st.integers(1, 255))
    assert judged(bytes(pdf), catalog).status in {"altered", "unknown"}


# --- Sheets


def on_sheets(folder: Path, *originals: bytes) -> bytes:
    paths = [folder / f"{number}.pdf" for number in range(len(originals))]
    for path, data in zip(paths, originals, strict=True):
        path.write_bytes(data)
    return make_sheets(SheetRequest(files=tuple(paths), sheet=PAPERS["a4"])).pdf


def test_each_paper_on_sheets_is_judged_by_itself(make: Make, catalog: Catalog, tmp_path: Path) -> None:
    sheets = on_sheets(tmp_path, make().pdf, make(routine="quick-10").pdf)
    verdict = judged(sheets, catalog)
    assert (verdict.status, verdict.reasons, verdict.made_from) == ("current", (), None)
    whole, quick = verdict.papers
    assert (whole.title, whole.cards, quick.cards) == ("Lower back massage", ((1, 3),), ((4, 6),))
    own = next(id_ for id_ in routine_of(whole) if id_ not in routine_of(quick))
    late = judged(sheets, altered(catalog, f"techniques/{own}/pressure", max=5))
    assert (late.status, late.reasons) == ("outdated", ("cards 1 to 3 are outdated",))
    assert [paper.judgement.status for paper in late.papers] == ["outdated", "current"]
    assert late.papers[0].judgement.reasons[0].startswith(f"pressure of {own}: ")


def routine_of(paper: OnSheet) -> tuple[str, ...]:
    made = paper.judgement.made_from
    assert made is not None
    return made.techniques


def test_the_worst_paper_on_sheets_counts(make: Make, catalog: Catalog, tmp_path: Path) -> None:
    card, leaflet = make().pdf, blank(make().pdf)
    late = catalog.edition.review_by + dt.timedelta(days=1)
    statuses = {
        judged(on_sheets(tmp_path, *papers), catalog, day).status: tuple(papers)
        for papers, day in (
            ((card, card), TODAY),
            ((card,), late),
            ((leaflet, card), late),
            ((card, leaflet, saved_anew(card)), late),
        )
    }
    assert list(statuses) == ["current", "outdated", "unknown", "altered"]
    told = judged(on_sheets(tmp_path, card, leaflet, saved_anew(card)), catalog).reasons
    assert told == ("card 4 is unknown", "cards 5 to 7 are altered")


def test_a_sheet_tells_of_a_person_that_one_was_asked(make: Make, catalog: Catalog, tmp_path: Path) -> None:
    told = PersonInput(conditions=(Told("bruise@lumbar-left", Place("-")),), screened_by="Mia", screened_on=TODAY)
    own = make(person=told, today=TODAY).pdf
    assert judged(on_sheets(tmp_path, make().pdf, own), catalog).screened
    assert not judged(on_sheets(tmp_path, make().pdf), catalog).screened


@pytest.mark.parametrize("change", [saved_anew, lambda pdf: pdf + b"\n"])
def test_sheets_that_another_program_wrote_are_altered(
    change: Callable[[bytes], bytes], make: Make, catalog: Catalog, tmp_path: Path
) -> None:
    verdict = judged(change(on_sheets(tmp_path, make().pdf)), catalog)
    assert (verdict.status, verdict.papers) == ("altered", ())


def test_a_paper_of_a_newer_cardgen_on_sheets_is_kept_and_not_judged(catalog: Catalog, tmp_path: Path) -> None:
    verdict = judged(on_sheets(tmp_path, with_record('{"new": true}')), catalog)
    assert (verdict.status, verdict.papers[0].judgement.status) == ("unknown", "unknown")
    assert "update cardgen" in verdict.papers[0].judgement.reasons[0]


def blank(like: bytes) -> bytes:
    """Return a page of another program, as large as the first one of a file."""
    box, writer, buffer = PdfReader(BytesIO(like)).pages[0].trimbox, PdfWriter(), BytesIO()
    writer.add_blank_page(box.width, box.height)
    writer.write(buffer)
    return buffer.getvalue()


# --- Unknown


@settings(max_examples=20)
@given(st.data())
def test_a_file_that_is_cut_short_is_never_current(make: Make, catalog: Catalog, data: st.DataObject) -> None:
    pdf = make(format="a6").pdf
    assert judged(pdf[: data.draw(st.integers(0, len(pdf) - 1))], catalog).status in {"altered", "unknown"}


@given(st.binary(max_size=200), st.sampled_from([b"", b"%PDF-1.7\n"]))
def test_anything_gets_an_answer(catalog: Catalog, data: bytes, head: bytes) -> None:
    assert judged(head + data, catalog).status == "unknown"


def another_programs(encrypted: bool = False) -> bytes:
    writer, buffer = PdfWriter(), BytesIO()
    writer.add_blank_page(100, 100)
    if encrypted:
        writer.encrypt("secret", algorithm="RC4-128")
    writer.write(buffer)
    return buffer.getvalue()


def with_record(record: str | None) -> bytes:
    composed = compose_card(request := CardRequest(clock=CLOCK), load(Sources()))
    return write_pdf(composed.pages[:1], default_theme(), replace(composed.metadata(request), made_from=record))


def test_files_that_do_not_tell_are_unknown(catalog: Catalog) -> None:
    for data, said in (
        (another_programs(), "not made by cardgen"),
        (another_programs(encrypted=True), "encrypted"),
        (with_record(None), "without a record"),
        (with_record("]]> & <junk/>"), "update cardgen"),
        (with_record("{}"), "update cardgen"),
        (b"%PDF-1.7 and no more", "damaged"),
    ):
        verdict = judged(data, catalog)
        assert verdict.status == "unknown"
        assert said in verdict.reasons[0]


def test_sheets_that_list_no_paper_have_a_reason(catalog: Catalog) -> None:
    verdict = judged(with_record('{"on_sheets":[]}'), catalog)
    assert (verdict.status, len(verdict.reasons)) == ("unknown", 1)
    assert "update cardgen" in verdict.reasons[0]


@pytest.mark.parametrize("filter_", ["/Crypt", "/JBIG2Decode", "/Squeeze"])
def test_a_packet_that_cannot_be_decoded_makes_a_file_somebody_elses(filter_: str, catalog: Catalog) -> None:
    writer, buffer = PdfWriter(clone_from=PdfReader(BytesIO(another_programs()))), BytesIO()
    packet = DecodedStreamObject()
    packet.set_data(b"<x/>")
    packet[NameObject("/Filter")] = ArrayObject([NameObject(filter_)])
    writer._root_object[NameObject("/Metadata")] = writer._add_object(packet)
    writer.write(buffer)
    verdict = judged(buffer.getvalue(), catalog)
    assert (verdict.status, verdict.reasons) == ("unknown", ("not made by cardgen",))


def test_a_card_of_a_newer_catalogue_is_not_judged(make: Make, catalog: Catalog) -> None:
    for version, status in (
        ("2025.9", "unknown"),
        ("2026.1", "current"),
        ("2026.1.1", "current"),
        ("2026.10", "current"),
    ):
        verdict = judged(make().pdf, altered(catalog, "edition", version=version))
        assert (verdict.status, len(verdict.reasons)) == (status, 0 if status == "current" else 1)


def test_the_tenth_catalogue_of_a_year_is_newer_than_the_ninth(catalog: Catalog) -> None:
    tenth = made_of(altered(catalog, "edition", version="2026.10"))
    assert judged(tenth, altered(catalog, "edition", version="2026.9")).status == "unknown"
    assert judged(tenth, altered(catalog, "edition", version="2026.11")).status == "current"
