"""The peers of the benchmark: what they are told is what our card says, and what they print has its words."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest

from bench import alike, different, matter
from bench.drawings import Drawings
from cardgen.content.model import Catalog
from cardgen.layout.boxes import box_text
from cardgen.loading import load
from cardgen.pipeline import compose_card, make_card
from cardgen.request import CardRequest, Sources

CARDS = 3


@pytest.fixture(scope="module")
def requests(catalog: Catalog) -> list[CardRequest]:
    return [replace(one, ticklist=False) for one in islice(different.requests(catalog), CARDS)]


def _words(text: str) -> list[str]:
    return text.replace("\u00a0", " ").split()


def test_a_peer_is_told_every_word_of_every_page(requests: list[CardRequest]) -> None:
    material = load(Sources())
    for request in requests:
        composed = compose_card(request, material)
        card = matter.card(composed, Drawings(material.theme))
        for page, side in zip(composed.pages, card["sides"], strict=True):
            told = _words(" ".join(_strings(side)))
            said = [word for box in page.boxes for word in _words(box_text(box))]
            assert set(said) <= set(told)


def _strings(value: object) -> list[str]:
    match value:
        case dict():
            return [text for one in value.values() for text in _strings(one)]
        case list() | tuple():
            return [text for one in value for text in _strings(one)]
        case _:
            return [str(value)]


def test_a_drawing_is_a_file_once_and_a_hatched_figure_is_another(requests: list[CardRequest]) -> None:
    material = load(Sources())
    step = compose_card(requests[0], material).document.steps[0]
    drawings = Drawings(material.theme)
    names = [drawings.figure(one) for one in (step, step, replace(step, hatched=frozenset({"thoracic-left"})))]
    assert names[0] == names[1] != names[2]
    assert len(drawings.files) == 2


def test_another_card_is_found_unlike(requests: list[CardRequest]) -> None:
    first, second = (make_card(request).pdf for request in requests[:2])
    alike.check(first, first, "Nobody")
    with pytest.raises(alike.UnlikeError, match="page 1 of Nobody's card lacks"):
        alike.check(first, second, "Nobody")


def test_typst_prints_our_words_on_our_pages(requests: list[CardRequest], tmp_path: Path) -> None:
    for engine in ("typst", "weasyprint"):
        pytest.importorskip(engine, reason=f"{engine} is of the extra 'bench' only")
    from bench import peers  # noqa: PLC0415 - needs both peers

    material = load(Sources())
    drawings = Drawings(material.theme)
    cards = [matter.card(compose_card(request, material), drawings) for request in requests]
    peer = peers.typst(tmp_path, drawings)
    for request, card in zip(requests, cards, strict=True):
        alike.check(make_card(request, material).pdf, peer.make(peer.prepare(card)), "Typst")
    assert json.loads(peer.prepare(cards[0]))["sides"]
