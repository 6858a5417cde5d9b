"""The shipped techniques, one by one, and the drawing's forms as polygons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import pytest

from cardgen.content.facts import Technique
from cardgen.content.model import Catalog
from cardgen.content.words import AltWords
from cardgen.figures.outline import Form, forms
from cardgen.shapes import Point

IDS = (
    "effleurage-oil",
    "stroking",
    "deep-stroking",
    "friction-thumbs",
    "kneading-circular",
    "kneading-picking-up",
    "muscle-lifting",
    "fan",
    "opposite-direction",
    "percussion",
    "hacking",
    "clapping",
)


@pytest.fixture(scope="session")
def techniques(catalog: Catalog) -> Mapping[str, Technique]:
    assert set(IDS) == set(catalog.techniques)
    return catalog.techniques


@pytest.fixture(params=IDS)
def technique(request: pytest.FixtureRequest, techniques: Mapping[str, Technique]) -> Technique:
    return techniques[request.param]


@pytest.fixture(scope="session")
def alt_words(catalog: Catalog) -> AltWords:
    return catalog.text.alt


@pytest.fixture(scope="session")
def rings() -> Mapping[str, Sequence[Sequence[Point]]]:
    """Every closed path of every form as the corners of a polygon, curves in ten pieces."""
    return MappingProxyType({name: _flattened(form) for name, form in forms().items()})


def _flattened(form: Form) -> list[list[Point]]:
    out: list[list[Point]] = []
    for step in form.segments:
        match step:
            case ("M", x, y):
                out.append([(x, y)])
            case ("L", x, y):
                out[-1].append((x, y))
            case ("C", *controls):
                (x0, y0), (x1, y1, x2, y2, x3, y3) = out[-1][-1], controls
                for t, u in ((i / 10, 1 - i / 10) for i in range(1, 11)):
                    x = u**3 * x0 + 3 * u * u * t * x1 + 3 * u * t * t * x2 + t**3 * x3
                    y = u**3 * y0 + 3 * u * u * t * y1 + 3 * u * t * t * y2 + t**3 * y3
                    out[-1].append((x, y))
    return out
