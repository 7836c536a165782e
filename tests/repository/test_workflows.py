"""The workflows fit GitHub's own schema, and run what the course really has."""

import re
import subprocess
import sys

import pytest
import yaml

from course_lib import __main__ as launcher
from course_lib.machine import NEWEST, OLDEST
from tests.repository.files import ROOT

FOLDER = ROOT / ".github" / "workflows"
FILES = sorted(FOLDER.glob("*.yml"))
FLOWS = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in FILES}
JOBS = [(flow, name) for flow, content in FLOWS.items() for name in content["jobs"]]
PYTHONS = [f"3.{minor}" for minor in range(OLDEST[1], NEWEST[1] + 1)]
SYSTEMS = {"ubuntu-latest", "macos-latest", "windows-latest"}


def schema_says(kind, *files):
    """Check files against a schema that check-jsonschema brings along; nothing is fetched."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{kind}"]
    return subprocess.run([*command, *map(str, files)], capture_output=True, text=True)


def job(flow, name):
    return FLOWS[flow]["jobs"][name]


def commands(flow, name):
    return [step["run"] for step in job(flow, name)["steps"] if "run" in step]


def test_the_workflows_fit_githubs_schema():
    assert {"tests", "weekly", "links", "pages"} == set(FLOWS)
    said = schema_says("github-workflows", *FILES)
    assert said.returncode == 0, said.stdout
    assert schema_says("dependabot", ROOT / ".github" / "dependabot.yml").returncode == 0


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("runs-on:", "run-on:"), ("  schedule:", "  scheduled:"), ("- cron", "- con")],
)
def test_the_schema_finds_a_slip(right, wrong, tmp_path):
    text = (FOLDER / "weekly.yml").read_text(encoding="utf-8")
    assert right in text
    (tmp_path / "weekly.yml").write_text(text.replace(right, wrong), encoding="utf-8")
    assert schema_says("github-workflows", tmp_path / "weekly.yml").returncode == 1


def test_the_tests_run_on_every_system_with_every_python():
    matrix = job("tests", "tests")["strategy"]["matrix"]
    assert set(matrix["os"]) == SYSTEMS
    assert matrix["python"] == PYTHONS
    assert commands("tests", "tests") == ['python -m course_lib test -m "not browser"']


def test_the_browser_tests_run_on_every_system_and_know_where_the_browser_is():
    matrix = job("tests", "browser")["strategy"]["matrix"]
    assert set(matrix["os"]) == SYSTEMS
    assert {entry["os"] for entry in matrix["include"] if entry["chromium"]} == SYSTEMS
    assert commands("tests", "browser") == ["python -m course_lib test -m browser"]


def test_each_week_the_newest_packages_are_tried_without_the_pins():
    assert job("weekly", "newest")["strategy"]["matrix"]["python"] == PYTHONS
    said = " ".join(commands("weekly", "newest"))
    assert 'pip install --upgrade -e ".[test]"' in said
    assert "requirements.txt" not in said
    assert "pytest" in said
    assert set(FLOWS["weekly"][True]) == {"schedule", "workflow_dispatch"}  # YAML reads on as True


def test_each_week_the_pins_are_audited_and_silence_is_no_pass():
    (said,) = [command for command in commands("weekly", "audit") if "pip_audit" in command]
    assert {"--strict", "-r requirements.txt"} <= set(re.findall(r"--strict|-r \S+", said))


def test_each_week_the_lowest_packages_are_tried_with_the_oldest_python():
    steps = job("weekly", "lowest")["steps"]
    asked = next(step["with"] for step in steps if "python-version" in step.get("with", {}))
    assert asked["python-version"] == PYTHONS[0]
    said = " ".join(commands("weekly", "lowest"))
    assert '--resolution lowest-direct -e ".[test]"' in said
    assert "pytest" in said


def test_pages_are_checked_before_they_are_published():
    steps = [step.get("uses", step.get("run", "")) for step in job("pages", "build")["steps"]]
    order = ["course_lib site", "lychee", "upload-pages-artifact"]
    places = [next(i for i, step in enumerate(steps) if word in step) for word in order]
    assert places == sorted(places)
    assert job("pages", "deploy")["needs"] == "build"
    assert job("pages", "build")["steps"][-1]["with"]["path"] == "build/site"


@pytest.mark.parametrize(("flow", "name"), JOBS)
def test_a_job_ends_and_may_write_only_what_it_must(flow, name):
    assert 0 < job(flow, name)["timeout-minutes"] <= 120
    assert FLOWS[flow]["permissions"] == {"contents": "read"}
    allowed = {"pages": "write", "id-token": "write"} if name == "deploy" else {}
    assert job(flow, name).get("permissions", {}) == allowed


@pytest.mark.parametrize(("flow", "name"), JOBS)
def test_an_action_has_a_version_and_a_command_takes_nothing_from_strangers(flow, name):
    for step in job(flow, name)["steps"]:
        assert re.fullmatch(r"[\w-]+/[\w-]+@v\d+", step.get("uses", "a/b@v1"))
        assert "${{" not in step.get("run", "")


@pytest.mark.parametrize(("flow", "name"), JOBS)
def test_a_command_names_what_is_there(flow, name):
    for command in commands(flow, name):
        for action in re.findall(r"-m course_lib (.+)", command):
            launcher.parse([word.strip('"') for word in action.split()])
        for module in re.findall(r"-m (tests\.[\w.]+)", command):
            assert (ROOT / f"{module.replace('.', '/')}.py").is_file()
        for path in re.findall(r"\b((?:tests|course_lib|data)/[\w/]+\.\w+)", command):
            assert (ROOT / path).is_file()
