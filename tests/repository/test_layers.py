"""Arrows run one way: lab, figure, model, tables, sources; and the checks are known to bite."""

import subprocess
import sys
import tomllib
from itertools import count

import grimp
import pytest

from course_lib.__main__ import CHECKS
from tests.repository.files import ROOT
from tests.repository.layers import room_breaches, rooms_of

SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS = SETTINGS["tool"]["importlinter"]["contracts"]
NUMBERS = count()


@pytest.mark.parametrize("check", CHECKS, ids=["ruff check", "ruff format", "lint-imports"])
def test_the_checks_of_the_test_command_pass(check):
    done = subprocess.run([sys.executable, *check], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_rooms_share_models_only():
    graph = grimp.build_graph("course_lib", include_external_packages=True, cache_dir=None)
    assert "course_lib.posture" in rooms_of(graph, "course_lib")
    assert room_breaches(graph, "course_lib") == []


def test_every_room_is_held_to_the_layers_of_a_room():
    graph = grimp.build_graph("course_lib", cache_dir=None)
    (contract,) = [c for c in CONTRACTS if c["id"] == "rooms"]
    assert set(contract["containers"]) == rooms_of(graph, "course_lib")


@pytest.fixture
def make_graph(tmp_path, monkeypatch):
    """Build a small library from {module: its text} and return its import graph and name."""

    def make(**modules):
        package = f"tiny_library_{next(NUMBERS)}"
        for name, text in modules.items():
            path = tmp_path / package / f"{name.replace('__', '/')}.py"
            path.parent.mkdir(parents=True, exist_ok=True)
            for folder in {path.parent, tmp_path / package}:
                (folder / "__init__.py").touch()
            path.write_text(text.replace("LIB", package))
        monkeypatch.syspath_prepend(tmp_path)
        graph = grimp.build_graph(package, include_external_packages=True, cache_dir=None)
        return graph, package

    return make


def test_a_shared_model_is_allowed(make_graph):
    graph = make_graph(
        posture__model="X = 1",
        endurance__model="from LIB.posture.model import X",
        posture__figure="import plotly\nfrom LIB.posture.model import X",
    )
    assert room_breaches(*graph) == []


@pytest.mark.parametrize(
    ("importer", "imported", "words"),
    [
        ("endurance__lab", "posture.figure", "imports the figure of another room"),
        ("endurance__model", "posture.lab", "imports the lab of another room"),
        ("endurance__figure", "posture.model", "draws another room's model"),
        ("endurance__helper", "posture.lab", "imports the lab of another room"),
    ],
)
def test_a_forbidden_way_between_rooms_is_found(make_graph, importer, imported, words):
    modules = {"posture__model": "", "posture__figure": "", "posture__lab": ""}
    modules[importer] = f"import LIB.{imported}"
    (breach,) = room_breaches(*make_graph(**modules))
    assert words in breach
    assert importer.replace("__", ".") in breach


def test_a_model_that_reaches_a_picture_by_a_detour_is_found(make_graph):
    breaches = room_breaches(
        *make_graph(style="import plotly", posture__running="import LIB.style")
    )
    assert len(breaches) == 1
    assert "running is a model and reaches" in breaches[0]
    assert breaches[0].endswith("style -> plotly.")


def test_a_figure_that_reaches_a_control_is_found(make_graph):
    (breach,) = room_breaches(*make_graph(posture__lever_figure="import ipywidgets"))
    assert "lever_figure is a figure and reaches ipywidgets." in breach


@pytest.fixture
def tiny_course(tmp_path):
    """The smallest library that keeps every contract of the course; lint it with `lint()`."""
    library = tmp_path / "course_lib"
    (rooms,) = [entry["containers"] for entry in CONTRACTS if entry["id"] == "rooms"]
    for room in (name.split(".")[1] for name in rooms):
        (library / room).mkdir(parents=True)
        for part in ("__init__", "model", "figure", "lab"):
            (library / room / f"{part}.py").touch()
    for name in ("__init__", "__main__", "machine", "tables", "sources", "record"):
        (library / f"{name}.py").touch()
    pyproject = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text(pyproject, encoding="utf-8")

    def lint():
        command = [sys.executable, *CHECKS[2]]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)

    return library, lint


def test_a_library_in_order_keeps_every_contract(tiny_course):
    _, lint = tiny_course
    done = lint()
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"Contracts: {len(CONTRACTS)} kept, 0 broken." in done.stdout


@pytest.mark.parametrize(
    ("module", "text", "contract"),
    [
        ("tables.py", "import course_lib.posture.model", "house"),
        ("sources.py", "import course_lib.tables", "house"),
        ("new_module.py", "", "house"),
        ("posture/model.py", "import course_lib.posture.figure", "rooms"),
        ("posture/model.py", "import plotly", "models"),
        ("posture/figure.py", "import ipywidgets", "figures"),
    ],
)
def test_each_contract_bites(tiny_course, module, text, contract):
    library, lint = tiny_course
    (library / module).write_text(text)
    done = lint()
    (name,) = [entry["name"] for entry in CONTRACTS if entry["id"] == contract]
    assert done.returncode == 1, done.stdout + done.stderr
    assert f"{name} BROKEN" in done.stdout.replace("\n", " ")
