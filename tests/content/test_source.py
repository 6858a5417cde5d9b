"""Strict YAML: what is read, what is refused, and where."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from cardgen.content import source
from cardgen.content.base import Entry
from cardgen.content.decoding import FORBIDDEN, MAX_BYTES
from cardgen.content.place import Place
from cardgen.content.reader import MAX_DEPTH, MAX_NODES, MAX_PROBLEMS
from cardgen.content.source import Data, parse, validate
from cardgen.errors import ContentError

CASES = Path(__file__).parent / "cases" / "source"


def refused(text: str | bytes) -> list[str]:
    with pytest.raises(ContentError) as caught:
        parse(text if isinstance(text, bytes) else text.encode(), "f.yaml")
    return [str(problem).removeprefix("f.yaml:") for problem in caught.value.problems]


def data(text: str) -> Data:
    return parse(text.encode(), "f.yaml").data


def test_plain_scalars_are_what_they_look_like_and_quoted_ones_are_text() -> None:
    plain = "[true, false, null, 0, -3, 20, 1.5, -0.25, 3min, 20x, 105mm, up to 3, a:b, 1-2, y, n, '', \"\"]"
    expected = (
        True,
        False,
        None,
        0,
        -3,
        20,
        1.5,
        -0.25,
        "3min",
        "20x",
        "105mm",
        "up to 3",
        "a:b",
        "1-2",
        "y",
        "n",
        "",
        "",
    )
    assert data(plain) == expected
    assert [type(value) for value in data(plain)] == [type(value) for value in expected]
    assert data("[\"no\", '12:30', \"0123\", 'null', \"true\", '1']") == ("no", "12:30", "0123", "null", "true", "1")
    assert data("a: |\n  no\nb: >\n  12:30\n") == {"a": "no\n", "b": "12:30\n"}


def test_sequences_are_tuples_and_mappings_keep_their_order() -> None:
    read = data("b: [1, [2], {c: []}]\na:\n- x\n- - y\n")
    assert read == {"b": (1, (2,), {"c": ()}), "a": ("x", ("y",))}
    assert list(read) == ["b", "a"]


@pytest.mark.parametrize("case", sorted(CASES.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_problem_of_a_bad_file_is_reported_at_its_place(case: Path) -> None:
    assert refused(case.read_bytes()) == case.with_suffix(".txt").read_text(encoding="utf-8").splitlines()


def test_bytes_that_are_not_utf_8_are_named_with_their_place() -> None:
    assert refused(b"a: 1\nb: \xc3\xa9t\xe9\n") == [
        "2:6: byte 12 of the file (0xE9) is not UTF-8; save the file as UTF-8"
    ]
    assert refused("a: 1".encode("utf-16")) == ["1:1: byte 1 of the file (0xFF) is not UTF-8; save the file as UTF-8"]
    assert refused(b"\xef\xbb\xbfab\xff") == ["1:3: byte 6 of the file (0xFF) is not UTF-8; save the file as UTF-8"]


def test_a_mark_of_byte_order_and_windows_line_ends_are_fine() -> None:
    tree = parse(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n", "f.yaml")
    assert tree.data == {"a": 1, "b": 2}
    assert tree.place(("b",)) == Place("f.yaml", 2, 4)


def test_characters_that_no_text_needs_are_refused() -> None:
    assert refused("a: x\x00\nb: \x1b\u2028") == [
        "1:5: the character U+0000 may not stand in a file; remove it",
        "2:4: the character U+001B may not stand in a file; remove it",
        "2:5: the character U+2028 may not stand in a file; remove it",
    ]
    assert len(refused(b"\x00" * 1000)) == 20


def test_files_are_limited_in_bytes_values_and_depth() -> None:
    assert refused(b"#" * (MAX_BYTES + 1)) == [f" the file has {MAX_BYTES + 1} bytes, more than {MAX_BYTES}; split it"]
    assert data("[" + "1," * (MAX_NODES - 1) + "]") == (1,) * (MAX_NODES - 1)
    assert refused("[" + "1," * MAX_NODES + "]")[0].endswith(f": more than {MAX_NODES} values; split the file")
    assert data("[" * MAX_DEPTH + "]" * MAX_DEPTH) is not None
    assert len(refused("[" * 100_000)) == 1


def test_reading_ends_after_too_many_problems() -> None:
    lines = refused("[" + "no,\n" * 1000 + "]")
    assert len(lines) == MAX_PROBLEMS + 1
    assert lines[-1].endswith("there are too many problems to go on; correct these first")


def test_the_place_of_a_value_a_key_and_an_item() -> None:
    tree = parse(b"top:\n  inner: {a: 1}\n  list:\n    - x\n    - y: 2\n", "f.yaml")
    assert tree.place(()) == Place("f.yaml", 1, 1)
    assert tree.place(("top", "inner", "a")) == Place("f.yaml", 2, 14)
    assert tree.place(("top", "inner", "a"), of_key=True) == Place("f.yaml", 2, 11)
    assert tree.place(("top", "list", 0)) == Place("f.yaml", 4, 7)
    assert tree.place(("top", "list", 1, "y")) == Place("f.yaml", 5, 10)


def test_the_place_of_an_entry_is_that_of_its_key_and_so_is_that_of_what_it_lacks() -> None:
    tree = parse(b"one:\n  a: 1\ntwo:\n  b: 2\n", "f.yaml")
    assert tree.place(("two",)) == Place("f.yaml", 3, 1)
    assert tree.place(("two", "missing")) == Place("f.yaml", 3, 1)
    assert tree.place(("two", "name-of-a-variant", "b")) == Place("f.yaml", 4, 6)


class Inner(Entry):
    number: int


class Outer(Entry):
    inners: tuple[Inner, ...]
    by_name: dict[str, Inner] | None = None


def test_a_model_is_made_or_every_problem_told() -> None:
    assert validate(Outer, parse(b"inners: [{number: 1}, {number: 2}]", "f.yaml")).inners[1].number == 2
    with pytest.raises(ContentError) as caught:
        validate(Outer, parse(b"inners: [{number: x}, {numbr: 2}]\nby_name:\n  k: {}\n", "f.yaml"))
    assert [str(problem) for problem in caught.value.problems] == [
        "f.yaml:1:19: found the text 'x'; write a whole number",
        "f.yaml:1:23: missing key 'number'; add it",
        "f.yaml:1:24: unknown key 'numbr'; did you mean number?",
        "f.yaml:3:3: missing key 'number'; add it",
    ]


@pytest.mark.parametrize("text", ["a list is no model", "[1]", "null", "3"])
def test_a_file_of_another_shape_is_refused(text: str) -> None:
    with pytest.raises(ContentError):
        validate(Outer, parse(text.encode(), "f.yaml"))


@given(st.text(max_size=60) | st.text("abn:-#&*!|>'\"{}[],?% \n\t01x\\u", max_size=60))
@example('"\\U00110000"')
@example("? ")
@example("- ? [\n- : x")
@settings(max_examples=300)
def test_any_text_is_either_data_or_content_errors(text: str) -> None:
    try:
        tree = parse(text.encode("utf-8", "surrogatepass"), "f.yaml")
    except ContentError as error:
        assert all(problem.file == "f.yaml" and problem.line >= 1 and problem.column >= 1 for problem in error.problems)
    else:
        assert not isinstance(tree.data, list)


@given(st.binary(max_size=60))
@settings(max_examples=100)
def test_any_bytes_are_either_data_or_content_errors(data: bytes) -> None:
    try:
        parse(data, "f.yaml")
    except ContentError as error:
        assert error.problems


_TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12).filter(
    lambda text: not FORBIDDEN.search(text)
)
_SCALARS = st.none() | st.booleans() | st.integers(-(10**15) + 1, 10**15 - 1) | _TEXTS
_PLAIN_DATA = st.recursive(
    _SCALARS,
    lambda below: st.lists(below, max_size=4).map(tuple) | st.dictionaries(_TEXTS, below, max_size=4),
    max_leaves=12,
).filter(lambda data: data is not None)


class _Quoting(yaml.SafeDumper):
    """Writes every text in quotes, and tuples as lists."""

    def ignore_aliases(self, data: object) -> bool:
        return True


_Quoting.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))
_Quoting.add_representer(tuple, lambda dumper, items: dumper.represent_list(items))


@given(_PLAIN_DATA, st.booleans())
@settings(max_examples=100)
def test_what_is_written_with_quotes_is_read_back(data: Data, flow: bool) -> None:
    text = yaml.dump(data, Dumper=_Quoting, allow_unicode=True, default_flow_style=flow, sort_keys=False)
    assert parse(text.encode(), "f.yaml").data == data


@given(_PLAIN_DATA)
@settings(max_examples=50)
def test_json_is_yaml(data: Data) -> None:
    assert parse(json.dumps(data, ensure_ascii=False).encode(), "f.yaml").data == data


@given(st.text("0123456789.:_+-exobXnftrueNaTRUEyslfinO~=< ", min_size=1, max_size=9))
@example("190:20:30")
@example("0_7")
@example("1e3")
@settings(max_examples=300)
def test_a_plain_scalar_is_never_converted_to_what_it_does_not_say(text: str) -> None:
    try:
        read = parse(f"- {text}".encode(), "f.yaml").data
    except ContentError:
        return
    assert isinstance(read, tuple)
    (value,) = read
    if isinstance(value, str):
        assert yaml.safe_load(f"- {text}") == [value]
    elif isinstance(value, float | int) and not isinstance(value, bool):
        assert value == float(text)
    elif not isinstance(value, dict | tuple):
        assert text.strip() in {"true", "false", "null", ""} or text.strip().startswith("#")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"\\U00110000"', "1:1: this cannot be read as YAML"),
        ("a: [b", "1:4: the list that begins here with '[' is not finished"),
        ("a: *b", "1:4: aliases (*b) are not allowed"),
        ("a: @b", "1:4: no value begins with this character"),
    ],
)
def test_without_libyaml_the_same_is_refused(monkeypatch: pytest.MonkeyPatch, text: str, expected: str) -> None:
    monkeypatch.setattr(source, "_LOADER", yaml.SafeLoader)
    assert refused(text)[0].startswith(expected)
    assert data("{a: [1, no-w], b: 'x'}") == {"a": (1, "no-w"), "b": "x"}


def test_validate_gives_its_context_to_the_validators() -> None:
    seen: list[object] = []

    class Model(BaseModel):
        number: int

        def model_post_init(self, context: object, /) -> None:
            seen.append(context)

    validate(Model, parse(b"number: 1", "f.yaml"), context={"known": 1})
    assert seen == [{"known": 1}]
