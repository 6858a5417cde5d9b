"""``cardgen show``: any entry in full, with its sources and what was made safer."""

from __future__ import annotations

import json

import pytest

from cardgen.cli.describe import as_data, as_text, describe
from cardgen.cli.entries import find, shelves
from cardgen.cli.spoken import spoken
from cardgen.content.model import Catalog
from cardgen.errors import ContentError
from cardgen.theme import default_theme


def text_of(run, *arguments: str) -> str:
    outcome = run("show", *arguments)
    assert outcome.code == 0, outcome.err
    return outcome.out


def test_a_technique_with_its_facts_words_rules_sources_and_notes(run, catalog: Catalog) -> None:
    shown = text_of(run, "deep-stroking")
    words = catalog.text.techniques["deep-stroking"]
    for expected in (
        "deep-stroking (technique)",
        words.name,
        words.term,
        words.full,
        words.short,
        "about 20 times",
        "10 to 30 times (editorial)",
        '3 of 5 (safer; the source says "more force")',
        "pattern long-arrow, from lumbar",
        catalog.text.rules["not-on-spine"].text,
        catalog.text.sources[catalog.techniques["deep-stroking"].sources[0].doc].title,
        catalog.techniques["deep-stroking"].sources[0].under,
        catalog.text.notes["safer-deep-stroking"].we_print,
    ):
        assert expected in shown


def test_every_entry_can_be_shown_as_text_and_as_json(catalog: Catalog) -> None:
    shown = 0
    for shelf in shelves(catalog, default_theme()):
        for id_ in shelf.ids:
            description = describe(catalog, find(catalog, default_theme(), f"{shelf.kind}:{id_}"))
            lines = list(as_text(description))
            assert lines[0] == f"{id_} ({shelf.singular})"
            assert len(lines) > 1
            assert all(source.title in "\n".join(lines) for source in description.sources)
            assert json.loads(json.dumps(as_data(description)))["id"] == id_
            shown += 1
    assert shown > 200


def test_every_sourced_fact_shows_each_of_its_sources(catalog: Catalog) -> None:
    for kind in ("techniques", "rules", "conditions", "red_flags", "pain", "setup", "notes", "routines"):
        for id_, facts in getattr(catalog, kind).items():
            description = describe(catalog, find(catalog, default_theme(), f"{kind.replace('_', '-')}:{id_}"))
            assert [(source.id, source.under) for source in description.sources] == [
                (citation.doc, citation.under) for citation in facts.sources
            ]


def test_a_rule_names_its_techniques_and_its_phrase_on_the_card(run, catalog: Catalog) -> None:
    shown = text_of(run, "not-on-spine")
    for id_, technique in catalog.techniques.items():
        assert (f"{id_}: " in shown) == ("not-on-spine" in technique.rules)
    assert "on the card" in shown


def test_json_has_the_facts_as_the_catalogue_writes_them(run) -> None:
    shown = json.loads(text_of(run, "deep-stroking", "--json"))
    assert (shown["kind"], shown["id"]) == ("techniques", "deep-stroking")
    assert shown["facts"]["dose"]["source"] == {"times": {"min": 20, "max": 20, "about": True}}
    assert shown["facts"]["motion"][0]["from"] == "lumbar"
    assert shown["sources"][0]["letter"] == "B"


def test_a_routine_has_its_doses_as_written(run) -> None:
    assert json.loads(text_of(run, "lower-back", "--json"))["facts"]["steps"][0] == {
        "technique": "effleurage-oil",
        "dose": "3min",
    }


def test_a_format_is_told_in_millimetres(run) -> None:
    assert "105 by 148 mm" in text_of(run, "a6")


def test_an_id_of_several_entries_lists_the_kinds(run, catalog: Catalog) -> None:
    known = [shelf for shelf in shelves(catalog, default_theme()) if shelf.kind != "glossary"]
    ids = [id_ for shelf in known for id_ in shelf.ids]
    ambiguous = next(id_ for id_ in ids if ids.count(id_) > 1)
    kinds = [shelf.kind for shelf in known if ambiguous in shelf.ids]
    outcome = run("show", ambiguous)
    assert outcome.code == 3
    for kind in kinds:
        assert f"{kind}:{ambiguous}" in outcome.err
        assert text_of(run, f"{kind}:{ambiguous}")


def test_a_technique_comes_before_the_term_of_the_same_name(run, catalog: Catalog) -> None:
    both = [id_ for id_ in catalog.techniques if id_ in catalog.text.glossary]
    assert both
    for id_ in both:
        assert text_of(run, id_).startswith(f"{id_} (technique)")
        assert text_of(run, f"glossary:{id_}").startswith(f"{id_} (glossary term)")


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("deep-strokin", "ID: there is no entry 'deep-strokin'; did you mean deep-stroking?"),
        ("rule:not-on-spine", "ID: there is no kind 'rule'; did you mean rules?"),
        ("rules:deep-stroking", "ID: there is no entry 'deep-stroking'"),
    ],
)
def test_an_unknown_entry_is_named_with_the_nearest(run, wanted: str, said: str) -> None:
    outcome = run("show", wanted)
    assert (outcome.code, outcome.out) == (3, "")
    assert outcome.err.startswith(said)
    assert outcome.err.count("\n") == 1


def test_an_empty_id_is_no_entry(catalog: Catalog) -> None:
    with pytest.raises(ContentError):
        find(catalog, default_theme(), "")


def test_a_value_without_a_phrase_is_a_defect_not_a_guess() -> None:
    with pytest.raises(TypeError):
        spoken(object())


@pytest.mark.parametrize(
    ("name", "found"),
    [("DVT", "blood-clot"), ("slipped disc", "herniated-disc"), ("Deep effleurage", "deep-stroking")],
)
def test_an_entry_is_found_by_the_names_that_people_give_it(run, name: str, found: str) -> None:
    assert json.loads(text_of(run, name, "--json"))["id"] == found


def test_a_technique_comes_before_the_glossary_s_term_of_the_same_name(run) -> None:
    assert text_of(run, "hacking").startswith("hacking (technique)")
