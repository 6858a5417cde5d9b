"""A roster in strict YAML: a list of cards, each with what a column would say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cardgen.batch.table import Row, Table
from cardgen.content.place import Place
from cardgen.content.source import parse
from cardgen.content.tree import Data, Tree
from cardgen.errors import ContentError, Problem


def read_yaml(data: bytes, name: str) -> Table:
    """Read a roster from YAML.

    Args:
        data: The file: a list of mappings; a value is text, a number, or a list of these.
        name: Its name in messages.

    Returns:
        The table; its headings are the keys in the order in which they first come.

    Raises:
        ContentError: It is no such list: every problem.
    """
    tree = parse(data, name)
    if not isinstance(tree.data, Sequence) or isinstance(tree.data, str) or not tree.data:
        raise ContentError(tree.place(()).problem("a roster is a list of cards; begin each with '- '"))
    problems = list(_problems(tree, tree.data))
    if problems:
        raise ContentError(problems)
    cards = [card for card in tree.data if isinstance(card, Mapping)]
    headings = tuple(dict.fromkeys(str(key) for card in cards for key in card))
    rows = tuple(_row(tree, index, card, headings) for index, card in enumerate(cards))
    return Table(name, headings, rows, number_of_headings=0)


def _problems(tree: Tree, cards: Sequence[Data]) -> Iterator[Problem]:
    for index, card in enumerate(cards):
        if not isinstance(card, Mapping) or not card:
            yield tree.place((index,)).problem("this is no card; write keys and values, such as client: Zoë")
            continue
        for key, value in card.items():
            values = value if isinstance(value, tuple) else (value,)
            if any(isinstance(one, tuple | Mapping | bool) for one in values):
                yield tree.place((index, key)).problem(f"{key} is text, a number, or a list of these; write it so")


def _row(tree: Tree, index: int, card: Mapping[str, Data], headings: Sequence[str]) -> Row:
    places = tuple(_place(tree, index, heading, card) for heading in headings)
    return Row(index + 1, tuple(_text(card.get(heading)) for heading in headings), places)


def _place(tree: Tree, index: int, heading: str, card: Mapping[str, Data]) -> Place:
    return tree.place((index, heading)) if heading in card else tree.place((index,))


def _text(value: Data) -> str:
    if isinstance(value, tuple):
        return "\n".join(map(_text, value))
    return "" if value is None else str(value).strip()
