"""README, licence, citation and changelog say the same as the course itself."""

import doctest
import importlib
import re
import tomllib

import pytest
import yaml

import course_lib
from course_lib.chapters import course_map
from tests.repository.files import ROOT
from tests.repository.layers import part_of


def text(name):
    return (ROOT / name).read_text(encoding="utf-8")


README = text("README.md")
ROWS = re.findall(
    r"^\| \[(\w+)\]\((\S+)\) \| (.+) \| (\d+(?: \(\+\d\))?) \|$", README, re.MULTILINE
)


def test_the_table_of_notebooks_lists_what_exists():
    assert [stem for stem, *_ in ROWS] == sorted(
        p.stem for p in (ROOT / "notebooks").glob("*.ipynb")
    )
    assert ROWS


@pytest.mark.parametrize(
    ("stem", "link", "question", "minutes"), ROWS, ids=lambda value: value[:16]
)
def test_a_row_tells_the_truth(stem, link, question, minutes):
    assert link == f"notebooks/{stem}.ipynb"
    assert question.endswith("?")
    (chapter,) = (one for one in course_map().chapters if one.stem == stem)
    assert chapter.time.replace(" min", "") == minutes


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)#]+)\)", README + text("CONTRIBUTING.md")))
def test_a_link_leads_somewhere(link):
    assert link.startswith("https://") or (ROOT / link).exists()


def test_both_commands_stand_at_the_top():
    top = README[:1500]
    for command in ("python3 -m course_lib", "py -m course_lib"):
        assert f"`{command} open`" in top
        assert f"`{command} test`" in top


@pytest.mark.parametrize(
    "name", re.findall(r"`((?:tests|data|course_lib)/[\w/.]+)`", text("CONTRIBUTING.md"))
)
def test_a_file_named_in_contributing_exists(name):
    assert (ROOT / name).exists()


def test_the_version_is_one():
    citation = yaml.safe_load(text("CITATION.cff"))
    assert citation["version"] == course_lib.__version__
    assert citation["cff-version"] == "1.2.0"
    assert f"## [{course_lib.__version__}]" in text("CHANGELOG.md")
    assert "## [Unreleased]" in text("CHANGELOG.md")


def test_the_licence_is_the_same_everywhere():
    licence = text("LICENSE")
    assert "Permission is hereby granted, free of charge" in licence
    assert "Creative Commons Attribution 4.0 International" in licence
    assert "Copyright (c) 2026 The course authors" in licence
    names = yaml.safe_load(text("CITATION.cff"))["license"]
    assert names == ["MIT", "CC-BY-4.0"]
    assert all(f"SPDX-License-Identifier: {name}" in licence for name in names)
    assert tomllib.loads(text("pyproject.toml"))["project"]["license"] == " AND ".join(names)


def test_pre_commit_runs_this_repository_only():
    (repo,) = yaml.safe_load(text(".pre-commit-config.yaml"))["repos"]
    assert repo["repo"] == "local"
    assert {hook["language"] for hook in repo["hooks"]} == {"system"}
    assert [hook["id"] for hook in repo["hooks"]] == [
        "ruff-check",
        "ruff-format",
        "notebook-hygiene",
        "codespell",
    ]


# ---- examples in docstrings ---------------------------------------------------------------------


LIBRARY = ROOT / "course_lib"
EXAMPLES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for path in LIBRARY.rglob("*.py")
    if ">>> " in path.read_text(encoding="utf-8")
)
ROOMS = sorted(path.parent.name for path in LIBRARY.glob("*/lab.py"))
CALLED_FIRST = ["claims", "evidence", "glossary", "pooling", "questions", "sources", "tables"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_of_a_module_give_what_they_show(name):
    run = doctest.testmod(importlib.import_module(name))
    assert run.attempted > 0
    assert run.failed == 0


@pytest.mark.parametrize("name", [*ROOMS, "cases", *CALLED_FIRST])
def test_a_newcomer_finds_an_example(name):
    if name in CALLED_FIRST:
        assert f"course_lib.{name}" in EXAMPLES
    else:
        parts = [part_of(example, "course_lib") for example in EXAMPLES]
        assert (name, "model") in parts
