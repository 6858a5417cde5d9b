"""The project around the program: the lock file covers what pyproject.toml asks for, and fits it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from cardgen import __version__

ROOT = Path(__file__).resolve().parent.parent


def asked_for() -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = {name: lines for name, lines in project["optional-dependencies"].items() if name != "bench"}
    groups = [project["dependencies"], *extras.values()]
    return [Requirement(line) for group in groups for line in group if not line.startswith("cardgen[")]


def test_a_benchmark_names_the_very_versions_of_the_peers() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    peers = [Requirement(line) for line in project["optional-dependencies"]["bench"]]
    assert [[bound.operator for bound in peer.specifier] for peer in peers] == [["=="]] * len(peers)


def locked() -> dict[str, str]:
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("==") for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(name): version for name, version in pairs}


def test_every_dependency_is_locked_to_a_version_within_its_bounds() -> None:
    versions = locked()
    for requirement in asked_for():
        assert requirement.specifier.contains(versions[canonicalize_name(requirement.name)]), requirement


def test_every_dependency_has_a_lower_and_an_upper_bound() -> None:
    for requirement in asked_for():
        assert {"<", ">="} <= {bound.operator for bound in requirement.specifier}, requirement


def test_the_changelog_has_the_version() -> None:
    released = re.findall(r"^## \[(\d+\.\d+\.\d+)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert released[0] == __version__
