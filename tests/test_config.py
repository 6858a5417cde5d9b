"""``cardgen.yaml``: what it may say, where it is found, how options win over it, and where its problems point to."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardgen import config
from cardgen.config import OPTIONS, PERSONAL, ConfigFile, Settings, read
from cardgen.content.library_folder import CONFIG
from cardgen.content.place import Place
from cardgen.errors import CardgenError, ContentError, FileError, Problem, RequestError
from cardgen.printers import Printer
from cardgen.units import MM

WHOLE = """\
clinic: Quiet Hands
contact: |
  12 High Street
  tel. 555 0100
logo: pictures/logo.png
format: a6
theme: templates/clinic.yaml
libraries: [., ../team]
emergency_number: "112"
printers:
  office: {offset_back: "0.5mm,-1mm", margin: 5mm}
  home: {}
"""


def written(folder: Path, text: str) -> Path:
    path = folder / CONFIG
    path.write_text(text, "utf-8")
    return path


def problems(path: Path) -> list[str]:
    with pytest.raises(ContentError) as caught:
        read(path)
    return [str(problem).removeprefix(f"{path}:") for problem in caught.value.problems]


def test_every_setting_is_read_and_paths_start_from_the_files_folder(tmp_path: Path) -> None:
    settings = read(written(tmp_path, WHOLE))
    assert settings == Settings(
        clinic="Quiet Hands",
        contact="12 High Street\ntel. 555 0100\n",
        logo=tmp_path / "pictures" / "logo.png",
        format="a6",
        theme=tmp_path / "templates" / "clinic.yaml",
        libraries=(tmp_path, tmp_path / ".." / "team"),
        emergency_number="112",
        printers={"office": Printer((0.5 * MM, -1 * MM), 5 * MM), "home": Printer()},
        places=settings.places,
    )
    assert set(settings.places) == set(ConfigFile.model_fields)
    assert settings.places["format"] == Place(str(tmp_path / CONFIG), 6, 9)


def test_a_themes_name_stays_a_name(tmp_path: Path) -> None:
    assert read(written(tmp_path, "theme: high-contrast\n")).theme == "high-contrast"


def test_every_setting_has_a_name_in_messages_but_libraries_and_printers() -> None:
    assert set(OPTIONS.values()) == set(ConfigFile.model_fields) - {"libraries", "printers"}


@pytest.mark.parametrize("key", sorted(PERSONAL))
def test_nothing_about_a_person(tmp_path: Path, key: str) -> None:
    (problem,) = problems(written(tmp_path, f"clinic: Quiet Hands\n{key}: anything\n"))
    assert problem.startswith(f"2:1: '{key}' is about a person, and would be printed on everybody's card; remove it")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("clinc: x\n", ["1:1: unknown key 'clinc'; did you mean clinic?"]),
        ("emergency_number: 112\n", ["1:19: found the number 112; write text, in quotes"]),
        ('emergency_number: "123456789012345678901"\n', ["1:19: the text is too long; write at most 20 letters"]),
        ('emergency_number: " "\n', ["1:19: ' ' is not in the right form; write it like \"112\""]),
        ('emergency_number: ""\n', ["1:19: '' is not in the right form; write it like \"112\""]),
        (
            "printers:\n  a: {offset_back: 1mm}\n  b: {margin: 3cm}\n",
            [
                "2:20: '1mm' is no offset; write how far right and how far down: 0.5mm,-1mm",
                "3:15: '3cm' is no margin of a printer; write 0mm to 20mm",
            ],
        ),
        ("libraries: mine\n", ["1:12: found the text 'mine'; write a list, for example [a, b]"]),
        ("- clinic\n", ["1:1: found a list; write a mapping of keys and values"]),
        (
            "client: Ann\nformat: 5\nage: 80\n",
            [
                "1:1: 'client' is about a person, and would be printed on everybody's card; remove it, and say it "
                "with each card (cardgen card --client)",
                "2:9: found the number 5; write text, in quotes",
                "3:1: 'age' is about a person, and would be printed on everybody's card; remove it, and say it "
                "with each card (cardgen card --client)",
            ],
        ),
    ],
)
def test_every_problem_at_its_place(tmp_path: Path, text: str, said: list[str]) -> None:
    assert problems(written(tmp_path, text)) == said


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / CONFIG).mkdir()
    with pytest.raises(FileError, match="this is a folder"):
        read(tmp_path / CONFIG)


def test_the_working_folder_comes_before_the_users_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here, own = tmp_path / "here", tmp_path / "own"
    here.mkdir()
    own.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setattr(platformdirs, "user_config_path", lambda name, **_: own)
    assert config.find() is None
    written(own, "clinic: Own\n")
    assert config.find() == own / CONFIG
    assert config.shown(own / CONFIG) == str(own / CONFIG)
    written(here, "clinic: Here\n")
    assert config.find() == Path(CONFIG)
    assert config.shown(Path(CONFIG)) == "./cardgen.yaml"


TEXTS = st.none() | st.sampled_from(["a", "b"])
PATHS = st.sampled_from([Path("a"), Path("b"), Path("c"), Path("./a"), Path("x/../b")])
SETTINGS = st.builds(
    Settings,
    clinic=TEXTS,
    contact=TEXTS,
    logo=st.none() | PATHS,
    format=TEXTS,
    theme=TEXTS,
    libraries=st.lists(PATHS, max_size=3).map(tuple),
    emergency_number=TEXTS,
    places=st.dictionaries(st.sampled_from(list(OPTIONS.values())), st.just(Place("cardgen.yaml", 1, 1))),
)


@given(SETTINGS, SETTINGS)
def test_what_is_said_wins_and_libraries_add_up(above: Settings, below: Settings) -> None:
    both = above.over(below)
    for name in OPTIONS.values():
        told = getattr(above, name)
        assert getattr(both, name) == (getattr(below, name) if told is None else told)
        if told is not None and name not in above.places:
            assert name not in both.places  # whoever typed an option is told about the option
    resolved = [path.resolve() for path in both.libraries]
    assert set(resolved) == {path.resolve() for path in (*above.libraries, *below.libraries)}
    assert len(set(resolved)) == len(resolved)


def test_a_later_library_stays_on_top() -> None:
    above, below = Settings(libraries=(Path("b"), Path("c"))), Settings(libraries=(Path("a"), Path("x")))
    assert above.over(below).libraries == (Path("a"), Path("x"), Path("b"), Path("c"))


@pytest.mark.parametrize("kind", [ContentError, RequestError, FileError])
def test_problems_of_a_setting_point_to_its_line(kind: type[CardgenError]) -> None:
    settings = Settings(format="a9", places={"format": Place("cardgen.yaml", 3, 9)})
    raised = [
        Problem("--format", 0, 0, "unknown"),
        Problem("--client", 0, 0, "not from a file"),
        Problem("--theme", 0, 0, "not from this file"),
        Problem("x.yaml", 2, 1, "at a place already"),
    ]
    with pytest.raises(kind) as caught, settings.blamed():
        raise kind(raised)
    assert set(caught.value.problems) == {Problem("cardgen.yaml", 3, 9, "unknown"), *raised[1:]}


def test_a_link_to_nowhere_is_not_as_good_as_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("cardgen.yaml").symlink_to("gone.yaml")
    found = config.find()
    assert found == Path("cardgen.yaml")
    with pytest.raises(FileError, match="there is no such file"):
        config.read(found)
