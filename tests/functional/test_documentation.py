"""What the documentation tells people to type is accepted, and the files that it names exist."""

import re
import shlex
from pathlib import Path

import pytest

import dashboard.__main__ as read_side
import etl.__main__ as write_side

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
PARSERS = {"etl": write_side._parser, "dashboard": read_side._parser}


def commands() -> list[str]:
    lines = [line for page in PAGES for line in page.read_text("utf-8").splitlines()]
    return sorted({line.split("#")[0].strip() for line in lines if line.startswith("python -m ")})


@pytest.mark.parametrize("command", commands())
def test_a_command_of_the_documentation_is_accepted(command):
    _, _, side, *words = shlex.split(command)
    PARSERS[side]().parse_args(words)


def test_make_knows_the_commands_of_the_readme():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for verb in re.findall(r"^make (\w+)", (ROOT / "README.md").read_text("utf-8"), re.M):
        assert f"\n{verb}:" in makefile


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_that_a_page_links_to_exist(page):
    links = re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_modules_and_settings_that_a_page_names_exist(page):
    """`<key>` stands for any of them."""
    named = re.findall(r"`([\w<>*-]+/[\w<>*./-]+\.(?:py|toml|sql))`", page.read_text("utf-8"))
    patterns = {name: re.sub(r"<\w+>", "*", name) for name in named}
    assert [name for name, pattern in patterns.items() if not any(ROOT.glob(pattern))] == []
