from pathlib import Path

import pytest

import cardgen
from cardgen import resources


def test_the_data_stand_beside_a_checkout() -> None:
    root = resources.data_root()
    assert root.is_absolute()
    assert (root / "templates" / "default.yaml").is_file()
    assert (root / "assets" / "catalog" / "facts" / "techniques.yaml").is_file()
    assert (root / "assets" / "figures" / "back.svg").is_file()


def test_the_data_stand_inside_an_installed_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    package = tmp_path / "site-packages" / "cardgen"
    (package / "_data").mkdir(parents=True)
    monkeypatch.setattr(resources, "__file__", str(package / "resources.py"))
    assert resources.data_root() == package / "_data"


def test_the_working_folder_does_not_matter(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = resources.data_root()
    monkeypatch.chdir(tmp_path)
    assert resources.data_root() == before
    assert before in Path(cardgen.__file__).resolve().parents or before.name == "_data"
