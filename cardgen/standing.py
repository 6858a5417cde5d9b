"""What a card says whatever the massage: it follows from the catalogue, and is the same object on every card."""

from __future__ import annotations

from collections.abc import Collection

from cardgen.content.base import Id
from cardgen.content.conditions import FLAG_LABELS
from cardgen.content.days import spoken_day
from cardgen.content.facts import CorePanel
from cardgen.content.model import Catalog
from cardgen.document import CheckItem, CoreItem, Labels, Table, TickGroup, TickList
from cardgen.kept import kept


@kept(most=64)
def core_items(
    catalog: Catalog, emergency_number: str | None, applying: frozenset[Id] = frozenset()
) -> tuple[CoreItem, ...]:
    """Put the safety core into words; arguments as ``core_item``."""
    return tuple(core_item(catalog, panel, emergency_number, applying) for panel in catalog.core.panels)


def core_item(
    catalog: Catalog, panel: CorePanel, emergency_number: str | None, applying: Collection[Id] = ()
) -> CoreItem:
    """Put a panel of the safety core into words.

    Args:
        catalog: The words.
        panel: The panel.
        emergency_number: Number of the local emergency services, if it is known.
        applying: Ids of the phrases that apply to the person: they stand first, in the list and among the sentences.
    """
    number = emergency_number if panel.id == "emergency" else None
    return _core_item(catalog, panel, number, frozenset(applying).intersection(panel.phrases))


@kept(most=256)
def _core_item(catalog: Catalog, panel: CorePanel, number: str | None, applying: frozenset[Id]) -> CoreItem:
    words = catalog.text.core[panel.id]
    phrases = sorted(panel.phrases, key=lambda phrase: phrase not in applying)
    return CoreItem(
        id=panel.id,
        title=words.title,
        signal=panel.signal,
        lead=words.lead if number is None else catalog.label("emergency-lead").format(number=number),
        phrases=tuple(words.phrases[p] for p in phrases if p not in words.sentences),
        sentences=tuple(words.phrases[p] for p in phrases if p in words.sentences),
    )


@kept()
def pain(catalog: Catalog) -> Table:
    """Return the table of pain during the massage."""
    rows = tuple((w.felt, w.points_to) for w in (catalog.text.pain[i] for i in catalog.pain))
    lead = f"{catalog.label('pain-lead')} {catalog.label('pain-not-diagnosis')}"
    return Table(catalog.label("pain-title"), lead, (catalog.label("pain-felt"), catalog.label("pain-points")), rows)


@kept()
def checklist(catalog: Catalog) -> tuple[CheckItem, ...]:
    """Return what to prepare."""
    return tuple(CheckItem(w.text, w.short) for w in (catalog.text.setup[i] for i in catalog.setup))


@kept()
def edition(catalog: Catalog) -> str:
    """Say which catalogue it is, and until when it may be used without a new review."""
    edition = catalog.edition
    said = catalog.label("edition").format(
        version=edition.version,
        reviewed=spoken_day(catalog, edition.reviewed),
        review_by=spoken_day(catalog, edition.review_by),
    )
    return f"{said}."


@kept()
def ticklist(catalog: Catalog) -> TickList:
    """Return everything to ask, under what a yes means: the strictest first."""
    signs = {
        level: tuple(catalog.text.red_flags[key].name for key, sign in catalog.red_flags.items() if sign.level == level)
        for level in FLAG_LABELS
    }
    names = catalog.text.conditions
    conditions = {
        effect: tuple(names[key].name for key, one in catalog.conditions.items() if one.effect == effect)
        for effect in ("refuse", "refer", "avoid-area", "adapt")
    }
    groups = (
        TickGroup(title=catalog.label(FLAG_LABELS["emergency"]), flag=True, items=signs["emergency"]),
        TickGroup(title=catalog.label("effect-refuse"), flag=True, items=conditions["refuse"]),
        TickGroup(title=catalog.label(FLAG_LABELS["urgent"]), flag=False, items=signs["urgent"] + conditions["refer"]),
        TickGroup(title=catalog.label("effect-avoid-area"), flag=False, items=conditions["avoid-area"]),
        TickGroup(title=catalog.label("effect-adapt"), flag=False, items=conditions["adapt"]),
        TickGroup(title=catalog.label(FLAG_LABELS["check-up"]), flag=False, items=signs["check-up"]),
    )
    return TickList(
        title=catalog.label("screening-title"),
        lead=catalog.label("ask-each"),
        status=catalog.label("not-screened"),
        answers=(catalog.label("answer-no"), catalog.label("answer-yes")),
        groups=tuple(group for group in groups if group.items),
    )


@kept()
def labels(catalog: Catalog) -> Labels:
    """Return the fixed words that layout needs."""
    label = catalog.label
    return Labels(
        safety=label("safety-title"),
        record=label("record-title"),
        notes=label("notes"),
        log=label("session-log"),
        scan=label("scan"),
        sources=label("sources-title"),
        checklist=label("checklist-title"),
        steps_in_full=label("steps-in-full"),
        step_rules=label("step-rules-title"),
        pain_side=label("pain-side-title"),
        legend=label("legend"),
        legend_short=label("legend-short"),
        glossary=label("glossary-title"),
        dots=label("legend-dots"),
        see_back=label("foot-back"),
        spine=" ".join(catalog.text.core["spine"].phrases.values()),
        spine_more=label("foot-spine"),
        stop=label("foot-stop"),
        next_card=label("foot-next"),
        card_of=label("card-of"),
        card_short=label("card-short"),
        steps_of=label("step-numbers"),
        step_of=label("step-number"),
        read_card=label("read-card"),
        read_cards=label("read-cards"),
        continued=label("continued"),
        logo=label("logo"),
        minutes=label("min"),
        time_bar=label("time-bar"),
        phases=catalog.text.interface.phases,
    )
