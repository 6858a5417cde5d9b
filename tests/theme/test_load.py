"""Finding a theme by name or path, what it inherits, and chains that lead nowhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cardgen.errors import ContentError, FileError
from cardgen.theme import Listed, Theme, default_theme, findings, format_of, load_theme, themes
from cardgen.theme.load import DEFAULT
from cardgen.units import MM

Write = Callable[[str, str], Path]
Wrong = Callable[[str], list[str]]


def teal(theme: Theme) -> str:
    return theme.palette["teal900"].hex


TEAL = 'palette: {teal900: {hex: "#0A3A44", cmyk: [92, 55, 48, 52]}}\n'
BLUE = 'palette: {teal900: {hex: "#10305A", cmyk: [95, 80, 30, 30]}}\n'


def test_a_name_is_that_of_a_shipped_theme() -> None:
    assert load_theme(DEFAULT) == default_theme()


def test_what_a_file_does_not_say_is_inherited_but_for_what_describes_the_file(write: Write) -> None:
    theme = load_theme(write("clinic.yaml", f"extends: default\n{TEAL}"))
    assert (theme.name, theme.about, teal(theme)) == ("clinic", None, "#0A3A44")
    assert {**theme.palette, "teal900": None} == {**default_theme().palette, "teal900": None}
    assert theme.formats == default_theme().formats


def test_mappings_merge_at_every_depth_and_lists_replace(write: Write) -> None:
    text = """\
        extends: default
        leaves_first: [note, checklist, pain, fields, log, qr, sources]
        formats: {a5: {type: {body: {size: 11, leading: 13.5pt}}, tick: 4mm}}
        """
    theme, shipped = load_theme(write("mine.yaml", text)), default_theme()
    body, before = theme.formats["a5"].type["body"], shipped.formats["a5"].type["body"]
    assert (body.size, body.leading, body.floor, body.face) == (11, 13.5, before.floor, before.face)
    assert theme.formats["a5"].tick == pytest.approx(4 * MM)
    assert theme.formats["a5"].type["strong"] == shipped.formats["a5"].type["strong"]
    assert theme.leaves_first == shipped.leaves_first[::-1]


def test_a_chain_may_be_long_and_the_nearest_value_counts(write: Write) -> None:
    write("clinic.yaml", f"extends: default\n{TEAL}")
    write("ward.yaml", "extends: clinic\nformats: {a5: {tick: 4mm}}\n")
    theme = load_theme(write("room.yaml", "extends: ward\nformats: {a5: {tick: 5mm}}\n"))
    assert teal(theme) == "#0A3A44"
    assert theme.formats["a5"].tick == pytest.approx(5 * MM)


def test_a_later_library_replaces_the_theme_of_an_earlier_one(write: Write, tmp_path: Path) -> None:
    write("one/templates/clinic.yaml", f"extends: default\n{TEAL}")
    write("two/templates/clinic.yaml", f"extends: default\n{BLUE}")
    one, two = tmp_path / "one", tmp_path / "two"
    assert teal(load_theme("clinic", (one, two))) == "#10305A"
    assert teal(load_theme("clinic", (two, one))) == "#0A3A44"


def test_a_library_may_replace_a_shipped_theme_by_extending_it(write: Write, tmp_path: Path) -> None:
    write("templates/default.yaml", f"extends: default\n{TEAL}")
    assert teal(load_theme("default", (tmp_path,))) == "#0A3A44"
    assert teal(default_theme()) != "#0A3A44"


def test_a_theme_beside_the_file_comes_before_one_of_a_library(write: Write, tmp_path: Path) -> None:
    write("library/templates/base.yaml", f"extends: default\n{TEAL}")
    write("base.yaml", f"extends: default\n{BLUE}")
    assert teal(load_theme(write("mine.yaml", "extends: base\n"), (tmp_path / "library",))) == "#10305A"


def test_text_that_cannot_be_a_name_is_a_path(write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("mine.yaml", f"extends: default\n{TEAL}")
    monkeypatch.chdir(tmp_path)
    assert teal(load_theme("mine.yaml")) == "#0A3A44"
    with pytest.raises(ContentError, match=r"^--theme: unknown theme 'mine'; known: default, high-contrast, mono$"):
        load_theme("mine")


def test_a_misspelt_name_is_corrected() -> None:
    with pytest.raises(ContentError, match=r"^--theme: unknown theme 'defualt'; did you mean default\?$"):
        load_theme("defualt")


def test_a_file_that_is_not_there_is_an_error_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="there is no such file or folder"):
        load_theme(tmp_path / "none.yaml")


def test_an_unknown_parent_is_an_error_at_its_place(wrong: Wrong) -> None:
    assert wrong("about: A clinic.\nextends: defaultt\n") == [
        "mine.yaml:2:10: unknown theme 'defaultt'; did you mean default?"
    ]


def test_a_theme_that_extends_itself_is_an_error_at_its_place(wrong: Wrong) -> None:
    assert wrong("extends: mine\n") == [
        "mine.yaml:1:10: the theme extends itself (mine > mine); name another one, or none"
    ]


def test_a_longer_cycle_is_an_error_where_it_closes(write: Write, wrong: Wrong) -> None:
    write("other.yaml", "extends: mine\n")
    assert wrong("extends: other\n") == [
        "other.yaml:1:10: the theme extends itself (mine > other > mine); name another one, or none"
    ]


def test_a_parent_with_problems_is_named_and_not_the_child(write: Write, wrong: Wrong) -> None:
    write("other.yaml", "extends: default\npalete: {}\n")
    assert wrong("extends: other\nformats: 3\n") == ["other.yaml:2:1: unknown key 'palete'; did you mean palette?"]


def test_the_name_is_that_of_the_file(write: Write, wrong: Wrong) -> None:
    assert load_theme(write("mine.yaml", "name: mine\nextends: default\n")).name == "mine"
    assert wrong("name: default\nextends: default\n") == [
        "mine.yaml:1:7: the name 'default' is not that of the file; leave the line out, or write name: mine"
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[a, b]\n", "1:1: found a list; write a mapping of keys and values"),
        ("", "1:1: the file is empty; write its contents"),
        ("extends: 3\n", "1:10: found the number 3; write text, in quotes"),
        ("extends: [default]\n", "1:10: found a list; write text"),
        (
            "extends: ../default.yaml\n",
            "1:10: '../default.yaml' is no id; use lower-case words joined by hyphens, for example deep-stroking",
        ),
    ],
)
def test_a_file_that_says_nothing_sensible_about_itself(wrong: Wrong, text: str, message: str) -> None:
    assert wrong(text) == [f"mine.yaml:{message}"]


def test_a_value_of_the_wrong_kind_is_placed_in_the_file_that_has_it(write: Write, wrong: Wrong) -> None:
    text = """\
        extends: default
        palette: {teal900: {hex: teal, cmyk: [1, 2, 3, 101]}}
        formats:
          a5: {tick: 3, safe: -5mm, bleed: wide}
          a6: 7
        gray: 1
        """
    assert wrong(text) == [
        "mine.yaml:2:26: 'TEAL' is not in the right form; write it like \"#0F454D\"",
        "mine.yaml:2:48: 101 is too great; write 100 or less",
        "mine.yaml:4:14: a length is a number with its unit; write it like 105mm, 4in or 12pt",
        "mine.yaml:4:23: -5mm is less than nothing; write 0mm or more",
        "mine.yaml:4:36: 'wide' is no length; write a number and a unit, for example 105mm, 4in or 12pt",
        "mine.yaml:5:7: found the number 7; write a mapping of keys and values",
        "mine.yaml:6:7: found the number 1; write true or false",
    ]


def test_a_colour_is_one_value_so_that_screen_and_press_agree(wrong: Wrong) -> None:
    assert wrong('extends: default\npalette:\n  teal900: {hex: "#0A3A44"}\n') == [
        "mine.yaml:3:3: missing key 'cmyk'; add it"
    ]


def test_a_theme_without_a_parent_must_be_complete(wrong: Wrong) -> None:
    assert wrong("about: Empty.\n") == [
        f"mine.yaml:1:1: missing key '{key}'; add it"
        for key in ("contrast", "formats", "leaves_first", "palette", "phases", "signals")
    ]


def test_a_theme_without_a_parent_lacks_nothing_that_a_page_needs(wrong: Wrong) -> None:
    text = (Path(__file__).parents[2] / "templates" / "default.yaml").read_text(encoding="utf-8")
    text = text.replace("name: default\n", "")
    for part in ("hem: ", "finish: ", "NOTICE: ", "term: "):
        (start,) = [line for line in text.splitlines() if line.strip().startswith(part)][:1]
        text = text.replace(f"{start}\n", "\n", 1)
    text = text.replace("[sources, qr,", "[qr, qr,")
    found = [message.split(": ", 1)[1] for message in wrong(text)]
    assert sorted(found) == [
        "every block that may leave a full side stands here once; "
        "write sources, qr, log, note, fields, pain, checklist in any order",
        "missing colour 'hem'; add it, or extend a theme that has it",
        "missing phase 'finish'; add it, or extend a theme that has it",
        "missing role 'term'; add it, or extend a theme that has it",
        "missing signal word 'NOTICE'; add it, or extend a theme that has it",
    ]


def test_findings_are_what_loading_would_raise(write: Write) -> None:
    assert findings("mono") == ()
    path = write("mine.yaml", "extends: none-such\n")
    assert [str(problem) for problem in findings(path)] == [f"{path}:1:10: unknown theme 'none-such'; {KNOWN}"]
    assert [problem.file for problem in findings(path.with_name("gone.yaml"))] == [str(path.with_name("gone.yaml"))]


KNOWN = "known: default, high-contrast, mono"


def test_themes_are_listed_once_with_what_they_are_for(write: Write, tmp_path: Path) -> None:
    write("one/templates/mono.yaml", "extends: mono\nabout: Ours.\n")
    write("one/templates/clinic.yaml", "extends: default\n")
    write("one/templates/.hidden.yaml", "nonsense\n")
    write("two/templates/clinic.yaml", "extends: default\nabout: Blue.\n")
    one, two = tmp_path / "one", tmp_path / "two"
    shipped = {theme.name: theme for theme in themes()}
    assert all(theme.about.endswith(".") and len(theme.about) < 90 for theme in shipped.values())
    assert themes((one, two, tmp_path / "none")) == (
        shipped["default"],
        shipped["high-contrast"],
        Listed("mono", "Ours.", str(one / "templates" / "mono.yaml")),
        Listed("clinic", "Blue.", str(two / "templates" / "clinic.yaml")),
    )


def test_every_theme_that_cannot_be_listed_is_reported(write: Write, tmp_path: Path) -> None:
    write("templates/one.yaml", "about: [")
    write("templates/two.yaml", "about: 3\n")
    with pytest.raises(ContentError) as caught:
        themes((tmp_path,))
    assert [Path(problem.file).name for problem in caught.value.problems] == ["one.yaml", "two.yaml"]


def test_a_format_is_found_by_its_name_only() -> None:
    assert format_of(default_theme(), "a6") is default_theme().formats["a6"]
    with pytest.raises(ContentError, match=r"^--format: unknown format 'a66'; did you mean a6\?$"):
        format_of(default_theme(), "a66")
