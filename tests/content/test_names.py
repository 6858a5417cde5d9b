"""Techniques are found by what people call them."""

from __future__ import annotations

import pytest

from cardgen.content.model import Catalog
from cardgen.content.names import technique_named


def test_every_id_is_found_in_capitals_or_not(catalog: Catalog) -> None:
    for id_ in catalog.techniques:
        assert technique_named(catalog, id_) == technique_named(catalog, f" {id_.upper()} ") == id_


def test_every_name_leads_to_its_technique_or_says_which_ones_share_it(catalog: Catalog) -> None:
    for id_, words in catalog.text.techniques.items():
        for name in (words.name, words.term, *words.also_called):
            try:
                found = technique_named(catalog, name)
            except ValueError as error:
                assert id_ in str(error)
                assert str(error).endswith("; write the one that you mean")
            else:
                assert found == id_ or found == name.casefold()


def test_a_name_shared_by_two_is_refused(catalog: Catalog) -> None:
    words = catalog.text.techniques
    both = {id_: words[id_].model_copy(update={"also_called": ("rub",)}) for id_ in ("fan", "hacking")}
    changed = catalog.model_copy(update={"text": catalog.text.model_copy(update={"techniques": words | both})})
    with pytest.raises(ValueError, match=r"^'Rub' may be fan or hacking; write the one that you mean$"):
        technique_named(changed, "Rub")


def test_an_unknown_name_brings_the_nearest(catalog: Catalog) -> None:
    with pytest.raises(ValueError, match=r"^'effluerage-oil' is no technique; did you mean effleurage-oil\?$"):
        technique_named(catalog, "effluerage-oil")


@pytest.mark.parametrize("word", ["", " ", "漢字", "x" * 10_000, "a\nb"])
def test_any_other_text_is_refused_on_one_short_line(catalog: Catalog, word: str) -> None:
    with pytest.raises(ValueError, match="is no technique") as caught:
        technique_named(catalog, word)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 400
