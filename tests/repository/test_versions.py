"""requirements.txt is the one place of pins; everything else agrees with it."""

import importlib.metadata as metadata
import re
import sys
import tomllib

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from course_lib.machine import pinned_versions
from tests.repository.files import ROOT, repository_files, text_of

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
WANTED = [*PROJECT["dependencies"], *(text for extra in EXTRAS.values() for text in extra)]
INSTALLED = [*PROJECT["dependencies"], *EXTRAS["test"]]
PINS = pinned_versions(ROOT)
LINES = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
# Written so that this file does not hold what it looks for.
HOSTS = re.compile(
    r"(?:pypi|pythonhosted|npmjs|anaconda|conda-forge|unpkg|jsdelivr|yarnpkg|crates)\.(?:org|com|net|io)"
    r"|--?(?:extra-)?index-[u]rl|--find-[l]inks",
)


def test_there_are_pins_and_dependencies():
    assert len(PINS) > 100
    assert len(WANTED) > 15


@pytest.mark.parametrize("line", LINES)
def test_each_pin_is_one_exact_version(line):
    pin = Requirement(line)
    assert re.fullmatch(r"==[0-9][^*,]*", str(pin.specifier)), line


@pytest.mark.parametrize("text", sorted(set(WANTED)))
def test_the_range_in_pyproject_allows_the_pin(text):
    wanted = Requirement(text)
    pin = PINS.get(canonicalize_name(wanted.name))
    assert pin is not None, f"{wanted.name} has no pin: compile requirements.txt again"
    assert wanted.specifier.contains(pin), f"{text} does not allow the pinned {pin}"


@pytest.mark.parametrize("text", sorted(set(INSTALLED)))
def test_the_pinned_version_is_installed(text):
    name = Requirement(text).name
    assert metadata.version(name) == PINS[canonicalize_name(name)]


def test_everything_installed_below_the_course_has_its_pin():
    todo, seen = [Requirement(text) for text in INSTALLED], set()
    while todo:
        wanted = todo.pop()
        key = (canonicalize_name(wanted.name), frozenset(wanted.extras))
        if key in seen:
            continue
        seen.add(key)
        assert metadata.version(wanted.name) == PINS.get(key[0]), f"{key[0]} differs from its pin"
        for text in metadata.requires(wanted.name) or []:
            needs = Requirement(text)
            extras = ("", *wanted.extras)
            if not needs.marker or any(needs.marker.evaluate({"extra": e}) for e in extras):
                todo.append(needs)
    assert len(seen) > 80


def environment(text=None):
    return yaml.safe_load(text or (ROOT / "environment.yml").read_text(encoding="utf-8"))


def test_environment_yml_takes_its_versions_from_the_pins():
    asked = environment()
    conda = [entry for entry in asked["dependencies"] if isinstance(entry, str)]
    (inner,) = [entry["pip"] for entry in asked["dependencies"] if isinstance(entry, dict)]
    assert inner == ["-c requirements.txt", "-e ."]
    assert set(conda) == {"python=3.12", "pip"}
    assert "defaults" not in asked["channels"]


def test_environment_yml_asks_for_an_allowed_python():
    (python,) = [e for e in environment()["dependencies"] if str(e).startswith("python=")]
    allowed = Requirement("x" + PROJECT["requires-python"]).specifier
    assert allowed.contains(python.removeprefix("python="))
    assert allowed.contains(".".join(map(str, sys.version_info[:3])))


def test_the_readers_of_pins_read_markers():
    expected = "2.4.6" if sys.version_info < (3, 12) else "2.5.5"
    assert PINS["numpy"] == expected


@pytest.mark.parametrize("name", ["uv.lock", "pylock.toml", "poetry.lock", "Pipfile.lock"])
def test_no_file_that_carries_download_addresses(name):
    assert not any(path.name == name for path in repository_files())


def test_no_file_names_a_registry():
    found = []
    for path in repository_files():
        if HOSTS.search(text_of(path) or ""):
            found.append(str(path.relative_to(ROOT)))
    assert found == []


@pytest.mark.parametrize(
    "line",
    ["https://py" + "pi.org/simple", "--index" + "-url x", "cdn.jsde" + "livr.net/npm/x"],
)
def test_the_search_for_registries_finds_them(line):
    assert HOSTS.search(line)
