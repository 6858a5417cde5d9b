"""YAML: a list of cards."""

from __future__ import annotations

import pytest

from cardgen.batch.roster import read_roster
from cardgen.errors import ContentError


def test_cards_may_have_different_keys_and_places_are_those_of_the_file() -> None:
    table = read_roster(b"- client: Zo\xc3\xab\n  minutes: 20\n- client: Ann\n  conditions: [rash, bruise]\n", "r.yaml")
    assert table.headings == ("client", "minutes", "conditions")
    assert [row.cells for row in table.rows] == [("Zoë", "20", ""), ("Ann", "", "rash\nbruise")]
    assert str(table.place(table.rows[1], 2).problem("m")) == "r.yaml:4:15: m"
    assert str(table.place(table.rows[1], 1).problem("m")) == "r.yaml:3:3: m"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("client: Zoe\n", "a list of cards"),
        ("[]\n", "a list of cards"),
        ("- Zoe\n", "no card"),
        ("- {}\n", "no card"),
        ("- client: true\n", "client is text"),
        ("- client: {a: b}\n", "client is text"),
        ("- conditions: [[a]]\n", "conditions is text"),
        ("- client: a\n  client: b\n", "duplicate key"),
    ],
)
def test_anything_else_is_refused(text: str, said: str) -> None:
    with pytest.raises(ContentError, match=said):
        read_roster(text.encode(), "r.yaml")
