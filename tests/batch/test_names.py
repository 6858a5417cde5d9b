"""Names of files: whatever a roster says, they are valid everywhere, unique, and stay in their folder."""

from __future__ import annotations

import unicodedata
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cardgen.batch.names import FIELDS, MOST_BYTES, Names, Pattern, portable

FORBIDDEN = set('<>:"/\\|?*') | {chr(code) for code in range(32)}
ANY = st.text(max_size=400)


def fields(**given_: str) -> dict[str, str]:
    return dict.fromkeys(FIELDS, "") | given_


def check(name: str) -> None:
    assert not FORBIDDEN & set(name)
    assert name == unicodedata.normalize("NFC", name)
    assert len(name.encode()) <= 255
    assert PurePosixPath(name).name == name
    assert PureWindowsPath(name).name == name
    assert not PureWindowsPath(name).is_reserved()
    assert name.endswith(".pdf")
    assert not name.startswith((".", "-", " "))
    assert len(name) > len(".pdf")
    assert not name.removesuffix(".pdf").endswith((".", " "))


@given(ANY)
@example("../../etc/passwd")
@example("con")
@example("COM1.x")
@example("aux .")
@example("a" * 300)
@example("é" * 300)
@example("👩‍⚕️ Zoë")
@example("e\u0301" * 100)
@example("....")
@example("a\0b\nc")
@example("CONIN$")
@example("lpt¹")
def test_every_client_gives_a_valid_name(client: str) -> None:
    check(Names(Pattern("{client}")).name(fields(client=client), ".pdf"))


@given(st.text(max_size=60))
def test_every_pattern_gives_a_valid_name_or_is_refused(pattern: str) -> None:
    try:
        read = Pattern(pattern)
    except ValueError:
        return
    check(Names(read).name(fields(row="1", client="Zoë"), ".pdf"))


@given(
    st.lists(st.sampled_from(["Zoe", "ZOE", "zoe ", "Zoë", "Zoe\u0308", "ﬁ", "fi", "ß", "ss", "con", "a" * 130]) | ANY)
)
def test_no_name_comes_twice_where_case_and_accents_do_not_count(clients: list[str]) -> None:
    names = Names(Pattern("{client}"), ("manifest.jsonl", "tick-list.pdf"))
    found = [names.name(fields(client=client), ".pdf") for client in clients]
    for name in found:
        check(name)
    assert len({unicodedata.normalize("NFKD", name).casefold() for name in found}) == len(found)


def test_names_of_the_batch_itself_are_not_given() -> None:
    assert Names(Pattern("{client}"), ("tick-list.pdf",)).name(fields(client="Tick list"), ".pdf") == "Tick-list-2.pdf"


def test_the_same_name_is_counted() -> None:
    names = Names(Pattern("{client}"))
    assert [names.name(fields(client="Zoë"), ".pdf") for _ in range(3)] == ["Zoë.pdf", "Zoë-2.pdf", "Zoë-3.pdf"]


@given(st.text("aB1-_. ", max_size=12))
def test_a_name_that_is_portable_as_it_stands_stays(text: str) -> None:
    plain = portable(f"é{text}").removeprefix("é")  # a name with an accent is looked at letter by letter
    assert portable(f"a{text}") == f"a{plain}"
    assert portable("a" * (MOST_BYTES + 1)) == portable("a" * MOST_BYTES) == "a" * MOST_BYTES


def test_a_long_name_is_cut_between_letters() -> None:
    assert portable("é" * 300) == "é" * (MOST_BYTES // 2)
    assert len(portable("ab\u0331" * 100).encode()) <= MOST_BYTES


@pytest.mark.parametrize(
    ("pattern", "name"),
    [("{row:03}-{routine}", "007-quick-10"), ("{client} ({minutes} min)", "Zoë-20-min"), ("x/../{row}", "x-.-7")],
)
def test_a_pattern_is_filled(pattern: str, name: str) -> None:
    given_ = fields(row="7", routine="quick-10", client="Zoë", minutes="20")
    assert Names(Pattern(pattern)).name(given_, ".pdf") == f"{name}.pdf"


@pytest.mark.parametrize("pattern", ["{nme}", "{}", "{row", "row}", "{row:3}", "{{row}}", "{row!r}", "{row.__class__}"])
def test_a_wrong_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"no \{|brace"):
        Pattern(pattern)


def test_no_name_leads_out_of_the_folder(tmp_path: Path) -> None:
    name = Names(Pattern("{client}")).name(fields(client="../../x"), ".pdf")
    assert (tmp_path / name).resolve().parent == tmp_path.resolve()
