"""A record of sheets is believed only if it says something that can be shown."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import ValidationError

from cardgen.provenance import OnSheets, Run
from cardgen.provenance.imposed import spoken_runs

PART: dict[str, Any] = {"cards": [[1, 2]], "sheets": [[1, 1]], "trust": "as-written", "title": "Zoë’s back"}


def read(*parts: dict[str, Any]) -> OnSheets:
    return OnSheets.model_validate_json(json.dumps({"on_sheets": parts}))


def test_what_is_told_is_read() -> None:
    assert read(PART).on_sheets[0].title == "Zoë’s back"
    assert read({**PART, "title": None}).on_sheets[0].title is None


@pytest.mark.parametrize(
    "parts",
    [
        (),
        ({**PART, "cards": []},),
        ({**PART, "sheets": []},),
        (PART, {**PART, "title": "Back\nx.pdf: current"}),
        ({**PART, "title": "\x1b[2J"},),
        ({**PART, "title": "left \u202e right"},),
    ],
)
def test_what_says_nothing_or_cannot_be_shown_is_no_record(parts: tuple[dict[str, Any], ...]) -> None:
    with pytest.raises(ValidationError):
        read(*parts)


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        (((3, 3),), "card 3 is"),
        (((1, 2),), "cards 1 to 2 are"),
        (((1, 1), (4, 6)), "cards 1, 4 to 6 are"),
    ],
)
def test_numbers_are_said_with_their_verb(numbers: tuple[Run, ...], said: str) -> None:
    assert spoken_runs("card", numbers, ("is", "are")) == said
    assert spoken_runs("card", numbers) == said.rpartition(" ")[0]
