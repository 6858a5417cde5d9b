"""The record of a screening: what applies, what it changed and why, who says so; nothing of it leaves the pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from io import BytesIO

import pytest
from pypdf import PdfReader

from cardgen.content.days import spoken_day
from cardgen.content.model import Catalog
from cardgen.content.place import Place
from cardgen.document import Document, Imprint
from cardgen.person import Clearance, Finding, Person, PersonInput, Told
from cardgen.person_record import ScreeningRecord
from cardgen.phrasing import build
from cardgen.pipeline import CardResult
from cardgen.plan import SCREENING_DAYS, Plan, compose
from cardgen.screening import general, screen
from cardgen.selection import select

TODAY = dt.date(2026, 11, 20)
CLOCK = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)


def plan_of(catalog: Catalog, *findings: Finding, routine: str = "lower-back") -> Plan:
    """Plan a routine for a person who is cleared of all that can be cleared."""
    referred = [one.id for one in findings if one.id in catalog.conditions]
    cleared = [id_ for id_ in referred if catalog.conditions[id_].effect == "refer"]
    clearances = tuple(Clearance(id_, "Dr. Jones", dt.date(2026, 11, 12)) for id_ in cleared)
    person = Person(findings, None, "A. Smith", TODAY, clearances)
    return compose(screen(catalog, person, TODAY), select(catalog, routine=routine))


def record_of(catalog: Catalog, *findings: Finding, routine: str = "lower-back") -> ScreeningRecord:
    record = document_of(plan_of(catalog, *findings, routine=routine)).screening
    assert record is not None
    return record


def document_of(plan: Plan) -> Document:
    return build(plan, Imprint(clock=CLOCK))


def test_a_general_card_has_a_tick_list_and_no_record(catalog: Catalog) -> None:
    document = document_of(compose(general(catalog), select(catalog)))
    assert document.screening is None
    assert document.ticklist is not None
    assert document.ticklist.status == "Screening not recorded"


def test_a_screened_card_has_a_record_and_no_tick_list(catalog: Catalog) -> None:
    document = document_of(plan_of(catalog))
    assert document.ticklist is None
    assert document.screening is not None
    assert document.screening.parts == ()
    assert document.screening.status == "Screened by A. Smith, 20\u00a0Nov\u00a02026. Nothing on the list applies."


@pytest.mark.parametrize("findings", [(), (Finding("fragile-skin"),)])
def test_what_has_no_effect_at_this_age_is_said(catalog: Catalog, findings: tuple[Finding, ...]) -> None:
    person = Person(findings, 40, "A. Smith", TODAY, noted=("new back pain",))
    record = document_of(compose(screen(catalog, person, TODAY), select(catalog))).screening
    assert record is not None
    assert record.status == (
        "Screened by A. Smith, 20\u00a0Nov\u00a02026. "
        + ("" if findings else "Nothing on the list applies. ")
        + "Also told: new back pain. At this age nothing on the list follows from it."
    )
    assert record.check_ups.items == ()


def test_a_rule_about_an_avoided_place_stays_beside_what_keeps_off_it(catalog: Catalog) -> None:
    """A screening takes no warning away: see docs/safety.md."""
    document = document_of(plan_of(catalog, Finding("bruise", frozenset({"neck"}))))
    usual = document_of(compose(general(catalog), select(catalog)))
    assert "neck-lightly" in catalog.techniques[document.steps[0].technique_id].rules
    assert document.steps[0].full.startswith("Not on the neck")
    assert document.step_rules == usual.step_rules
    assert any(catalog.text.rules["neck-lightly"].text in rule.texts for rule in document.step_rules)


def test_what_applies_is_named_with_place_and_clearance(catalog: Catalog) -> None:
    record = record_of(catalog, Finding("blood-thinners"), Finding("bruise", frozenset({"lumbar-left"})))
    assert record.cautions.items == (
        "Blood thinners (cleared by Dr. Jones, 12\u00a0Nov\u00a02026, until 10\u00a0Feb\u00a02027)",
        "Bruise: the left low back",
    )
    assert record.status == "Screened by A. Smith, 20\u00a0Nov\u00a02026."


def test_what_lies_away_from_the_back_is_said_and_leaves_the_back_free(catalog: Catalog) -> None:
    record = record_of(catalog, Finding("varicose-veins", elsewhere=True))
    assert record.cautions.items == ("Varicose veins: away from the back",)
    assert record.changes.items == ()


def test_every_change_has_its_reason(catalog: Catalog) -> None:
    found = Finding("epilepsy"), Finding("bruise", frozenset({"lumbar-left"})), Finding("fragile-skin")
    record = record_of(catalog, *found, routine="back-routine")
    assert record.changes.items == (
        "Percussion left out: epilepsy, fragile skin",
        "Circular kneading, Muscle lifting, Opposite directions left out: fragile skin",
        "Pressure at most gentle (2): fragile skin",
        "Not on the left low back: bruise",
        "20 minutes became 8",
    )


def test_a_cap_for_the_low_back_stands_only_where_it_is_the_stricter_one(catalog: Catalog) -> None:
    cap = "On the low back and the sacrum, pressure at most gentle (2): period"
    assert cap in record_of(catalog, Finding("menstruation")).changes.items
    both = record_of(catalog, Finding("menstruation"), Finding("spinal-curvature")).changes.items
    assert "Pressure at most gentle (2): curved spine" in both
    assert cap not in both


def test_the_total_shrinks_and_says_so(catalog: Catalog) -> None:
    usual = compose(general(catalog), select(catalog, routine="lower-back"))
    plan = plan_of(catalog, Finding("blood-thinners"))
    document = document_of(plan)
    assert plan.minutes < usual.minutes
    assert document.screening is not None
    assert f"{usual.minutes} minutes became {plan.minutes}" in document.screening.changes.items
    assert document.subtitle.startswith(f"{plan.minutes}-minute massage")
    assert not any("became" in item for item in record_of(catalog, Finding("new-pain-over-55")).changes.items)


def test_a_sign_to_get_checked_changes_nothing_and_is_said(catalog: Catalog) -> None:
    record = record_of(catalog, Finding("new-pain-over-55"))
    assert [(part.lead, part.items) for part in record.parts] == [("Get checked:", ("New back pain after age 55",))]


def test_limits_say_in_short_what_the_giver_must_not_do(catalog: Catalog) -> None:
    found = (
        Finding("blood-thinners"),
        Finding("bruise", frozenset({"lumbar-left"})),
        Finding("rash", frozenset({"neck"})),
    )
    said = record_of(catalog, *found).limits
    assert said.startswith("For this person: ")
    assert "left out." in said
    assert "Pressure at most gentle (2)." in said
    assert said.endswith("Not on the neck and the left low back.")


def test_steps_say_the_pressure_that_is_left(catalog: Catalog) -> None:
    document = document_of(plan_of(catalog, Finding("blood-thinners")))
    assert all(step.pressure[1] <= 2 for step in document.steps)
    assert document.steps[0].pressure_words == "light to gentle"


def test_the_figure_is_drawn_for_the_pressure_that_is_left(catalog: Catalog) -> None:
    capped = document_of(plan_of(catalog, Finding("blood-thinners"))).steps[0]
    plain = document_of(compose(general(catalog), select(catalog, routine="lower-back"))).steps[0]
    assert (capped.technique_id, capped.pressure) == (plain.technique_id, (1, 2))
    assert (capped.technique.pressure.max, plain.technique.pressure.max) == (2, 3)


def test_warnings_begin_with_the_person(catalog: Catalog) -> None:
    document = document_of(plan_of(catalog, Finding("blood-thinners")))
    assert document.screening is not None
    assert document.warnings[: len(document.screening.parts)] == document.screening.warnings
    assert document.warnings[0].startswith("Take note: Blood thinners (cleared by Dr. Jones")


def test_a_user_s_text_is_never_filled_in(catalog: Catalog) -> None:
    person = Person((Finding("bruise", frozenset({"neck"})),), None, "{by} {on} <b>", TODAY)
    plan = compose(screen(catalog, person, TODAY), select(catalog, routine="lower-back"))
    record = document_of(plan).screening
    assert record is not None
    assert record.status == "Screened by {by} {on} <b>, 20\u00a0Nov\u00a02026."


def test_every_condition_that_lets_a_massage_go_on_has_a_short_name(catalog: Catalog) -> None:
    for id_, condition in catalog.conditions.items():
        if condition.changes is not None:
            short = catalog.text.conditions[id_].short
            assert short is not None
            assert short == short[:1].lower() + short[1:]


@pytest.mark.parametrize("month", range(1, 13))
def test_a_day_names_its_month(catalog: Catalog, month: int) -> None:
    names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    assert spoken_day(catalog, dt.date(2026, month, 5)) == f"5\u00a0{names[month - 1]}\u00a02026"


def test_nothing_about_a_person_is_in_the_file_s_metadata(make: Callable[..., CardResult]) -> None:
    told = PersonInput(
        conditions=(Told("bruise@lumbar-left", Place("--condition")),),
        screened_by="Quentin Xylander",
        screened_on=TODAY,
    )
    card = make(person=told, client="Zoë Client", today=TODAY)
    reader = PdfReader(BytesIO(card.pdf))
    said = "".join(page.extract_text() for page in reader.pages)
    assert "Xylander" in said
    assert "Bruise" in said
    metadata = reader.xmp_metadata
    known = f"{dict(reader.metadata or {})} {metadata and metadata.stream.get_data()!r} {card.default_name}"
    for secret in ("Xylander", "ruise", "Zo", "person"):
        assert secret not in known


@pytest.mark.parametrize(("days", "said"), [(0, False), (SCREENING_DAYS, False), (SCREENING_DAYS + 1, True)])
def test_a_screening_of_long_ago_is_to_be_repeated(catalog: Catalog, days: int, said: bool) -> None:
    person = Person((), None, "A. Smith", TODAY - dt.timedelta(days=days), ())
    plan = compose(screen(catalog, person, TODAY), select(catalog, routine="lower-back"))
    assert any(f"asked {days} days ago; ask again" in notice for notice in plan.notices) == said
