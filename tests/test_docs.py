"""README and docs name what the program has, and nothing that it does not have."""

from __future__ import annotations

import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from cardgen import errors
from cardgen.cli import main
from cardgen.cli.person_options import with_person
from cardgen.cli.program import COMMANDS, NAME, program
from cardgen.cli.sources import with_sources
from cardgen.config import ConfigFile
from cardgen.request import DEFAULT_THEME
from cardgen.theme import default_theme, themes

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")])
CODE = re.compile(r"^```(?:sh|bat|yaml|text)?\n(.*?)^```|`([^`\n]+)`", re.MULTILINE | re.DOTALL)
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")
LINK = re.compile(r"\]\(([^)\s]+)\)")
OTHER_PROGRAMS = {"--strict"}
"""Options in the docs that belong to another program (mypy)."""


def root_context() -> click.Context:
    return click.Context(program, info_name=NAME)


def command(name: str) -> click.Command:
    found = program.get_command(root_context(), name)
    assert found is not None
    return found


def options(of: click.Command) -> set[str]:
    with click.Context(of) as context:
        parameters = of.get_params(context)
    return {name for parameter in parameters if isinstance(parameter, click.Option) for name in parameter.opts}


def code(page: Path) -> Iterator[str]:
    for block, inline in CODE.findall(page.read_text(encoding="utf-8")):
        yield block or inline


def shell_lines(page: Path) -> Iterator[str]:
    """Yield the lines of code blocks that run cardgen, without their comments."""
    for block, _ in CODE.findall(page.read_text(encoding="utf-8")):
        yield from (line.strip() for line in block.splitlines() if re.match(rf"\s*{NAME}\b", line))


def epilog_lines() -> Iterator[str]:
    """Yield the examples of every help text."""
    for epilog in (program.epilog, *(command(name).epilog for name in COMMANDS)):
        yield from (line.strip() for line in (epilog or "").splitlines() if line.strip().startswith(f"{NAME} "))


EXAMPLES = sorted({line for page in PAGES for line in shell_lines(page)} | set(epilog_lines()))


def part(heading: str) -> str:
    """Return what ``docs/commands.md`` says under a heading."""
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    return text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def section(name: str) -> str:
    """Return what ``docs/commands.md`` says about a command."""
    return part(f"{NAME} {name}")


def shared_options() -> set[str]:
    return options(click.command()(with_sources(lambda: None))) - {"--help"}


def person_options() -> set[str]:
    return options(click.command()(with_person(lambda: None))) - {"--help"}


def test_there_are_examples_to_judge() -> None:
    assert len(EXAMPLES) > 20


@pytest.mark.parametrize("line", EXAMPLES)
def test_every_example_is_understood(line: str) -> None:
    arguments = shlex.split(line, comments=True)[1:]
    if "|" in arguments:
        arguments = arguments[: arguments.index("|")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(click.Command, "invoke", lambda self, context: None)
        name, *rest = arguments
        if name.startswith("-"):
            assert name in options(program)
        else:
            command(name).make_context(name, rest)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_described(name: str) -> None:
    assert f"`{NAME} {name}" in (ROOT / "README.md").read_text(encoding="utf-8")
    described = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", section(name)))
    general = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8").partition("\n## ")[0]
    for option in options(command(name)) - shared_options() - person_options() - {"--help", "-h"}:
        assert option in described, option
    for option in options(program):
        assert f"`{option}`" in general or f"{NAME} {option}" in general, option


def test_the_shared_options_are_described_once_with_the_commands_that_have_them() -> None:
    text = part("What a card is made from")
    assert set(re.findall(r"^\| `(--[a-z-]+)", text, re.MULTILINE)) == shared_options()
    having = {name for name in COMMANDS if shared_options() <= options(command(name))}
    assert set(re.findall(r"`([a-z]+)`", text.partition("\n\n|")[0])) == having
    assert all(not shared_options() & options(command(name)) for name in COMMANDS if name not in having)


def test_the_options_about_a_person_are_described_once_with_the_commands_that_have_them() -> None:
    text = part("The person on the table")
    listed = re.findall(r"^\| (`--.*?) \|", text, re.MULTILINE)
    assert set(OPTION.findall(" ".join(listed))) == person_options()
    having = {name for name in COMMANDS if person_options() <= options(command(name))}
    assert set(re.findall(r"`([a-z]+)`", text.partition(". ")[0])) == having
    assert all(not person_options() & options(command(name)) for name in COMMANDS if name not in having)


def test_every_setting_is_described() -> None:
    listed = re.findall(r"^\| (`.*?) \|", part("What a card is made from").partition("| key |")[2], re.MULTILINE)
    assert set(re.findall(r"`(\w+)`", " ".join(listed))) == set(ConfigFile.model_fields)


@pytest.mark.parametrize(
    "name",
    [
        *(f"card-{name}" for name in default_theme().cards),
        *(f"theme-{theme.name}" for theme in themes() if theme.name != DEFAULT_THEME),
    ],
)
def test_both_sides_of_every_format_and_theme_are_shown(name: str) -> None:
    page = (ROOT / "docs" / "themes.md").read_text(encoding="utf-8")
    assert f"`{name.partition('-')[2]}`" in page
    assert set(re.findall(rf"images/{name}-[12]\.png", page)) == {f"images/{name}-{side}.png" for side in (1, 2)}


def test_pictures_are_small() -> None:
    pictures = list((ROOT / "docs" / "images").iterdir())
    assert pictures
    for picture in pictures:
        assert picture.stat().st_size <= 120_000, picture.name


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_option_and_command_that_is_named_exists(page: Path) -> None:
    known = options(program).union(*(options(command(name)) for name in COMMANDS), OTHER_PROGRAMS)
    for text in code(page):
        assert set(OPTION.findall(text)) <= known, text
        for line in text.splitlines():
            words = line.split()
            if len(words) > 1 and words[0] == NAME and re.fullmatch(r"[a-z]+", words[1]):
                assert words[1] in COMMANDS, line


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_a_section_belongs_to_its_command(name: str) -> None:
    assert set(OPTION.findall(section(name))) <= options(command(name)) | {"--help"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        if not target.startswith(("http:", "https:", "#")):
            assert (page.parent / target.partition("#")[0]).exists(), target


def test_every_exit_code_stands_in_the_readme() -> None:
    codes = {each.exit_code for each in [errors.CardgenError, *errors.CardgenError.__subclasses__()]}
    codes |= {0, click.UsageError.exit_code, main.INTERRUPTED, main.BROKEN_PIPE, main.ENDED}
    listed = re.findall(r"^\| (\d+) \|", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert {int(number) for number in listed} == codes


def test_the_layers_of_the_docs_are_those_that_are_checked() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    checked = [set(re.findall(r"\w+", layer)) - {"__main__"} for layer in contracts[0]["layers"]]
    listed = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").partition("\n## Layers\n")[2]
    told = [set(re.findall(r"\w+", line)) for line in listed.split("```")[1].splitlines()[1:]]
    assert told == [layer for layer in reversed(checked) if layer]
