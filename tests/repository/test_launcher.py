"""The launcher's pure parts: what it would install, open and run, and what it says."""

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from course_lib import __main__ as launcher
from course_lib import opening
from tests.repository.files import ROOT


@pytest.fixture
def course(tmp_path):
    """A folder that looks like the course, with an environment that looks finished."""
    for name in ("pyproject.toml", "requirements.txt"):
        (tmp_path / name).write_text((ROOT / name).read_text(encoding="utf-8"), encoding="utf-8")
    python = launcher.venv_python(tmp_path)
    python.parent.mkdir(parents=True)
    python.touch()
    return tmp_path


def stamp(course, **changes):
    content = {"fingerprint": launcher.fingerprint(course), "extras": ["test"], **changes}
    (course / ".venv" / "course-stamp.json").write_text(json.dumps(content), encoding="utf-8")


def test_library_and_launcher_need_only_the_standard_library():
    code = "import course_lib, course_lib.__main__, course_lib.machine"
    done = subprocess.run([sys.executable, "-S", "-c", code], cwd=ROOT, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()


def test_python_is_found_where_each_system_puts_it():
    root = Path("course")
    assert launcher.venv_python(root, windows=True) == root / ".venv" / "Scripts" / "python.exe"
    assert launcher.venv_python(root, windows=False) == root / ".venv" / "bin" / "python"


@pytest.mark.parametrize("name", ["requirements.txt", "pyproject.toml"])
def test_changed_pins_or_dependencies_need_a_new_set_up(course, name):
    before = launcher.fingerprint(course)
    assert before == launcher.fingerprint(course)
    path = course / name
    path.write_text(path.read_text().replace("7.4", "7.5"), encoding="utf-8")
    assert launcher.fingerprint(course) != before


def test_a_changed_tool_setting_needs_no_new_set_up(course):
    before = launcher.fingerprint(course)
    path = course / "pyproject.toml"
    path.write_text(path.read_text().replace("line-length = 100", "line-length = 99"))
    assert launcher.fingerprint(course) == before


def test_another_python_or_another_folder_needs_a_new_set_up(course, tmp_path_factory):
    before = launcher.fingerprint(course)
    assert launcher.fingerprint(course, "3.13.9 another") != before
    moved = tmp_path_factory.mktemp("elsewhere") / "course"
    course.rename(moved)
    assert launcher.fingerprint(moved) != before


@pytest.mark.parametrize("text", ["", "[]", "{}", "not json", '{"fingerprint": "old"}'])
def test_a_broken_stamp_counts_as_none(course, text):
    (course / ".venv" / "course-stamp.json").write_text(text)
    assert launcher.stamped_extras(course, launcher.fingerprint(course)) is None


def test_a_stamp_without_its_python_counts_as_none(course):
    stamp(course)
    assert launcher.stamped_extras(course, launcher.fingerprint(course)) == ["test"]
    launcher.venv_python(course).unlink()
    assert launcher.stamped_extras(course, launcher.fingerprint(course)) is None


@pytest.mark.parametrize("extra", [None, "test"])
def test_nothing_is_run_when_all_is_there(course, monkeypatch, extra):
    stamp(course)
    monkeypatch.setattr(launcher.subprocess, "run", None)
    monkeypatch.setattr(launcher.subprocess, "Popen", None)
    assert launcher.prepare(course, extra) == launcher.venv_python(course)


@pytest.fixture
def installer(monkeypatch):
    """Replaces the running of commands; `fails` holds what must not work."""

    class Installer:
        ran: list
        fails: tuple = ()

    Installer.ran = []

    def works(command):
        Installer.ran.append(command)
        return not any(word in command for word in Installer.fails)

    monkeypatch.setattr(launcher, "quiet", lambda command, root: (works(command), "last words"))
    monkeypatch.setattr(launcher, "run", lambda command, root: 0 if works(command) else 1)
    return Installer


def test_another_extra_is_added_to_those_installed(course, installer):
    stamp(course)
    launcher.prepare(course, "benchmark")
    assert installer.ran[-1][-1] == ".[benchmark,test]"
    assert launcher.stamped_extras(course, launcher.fingerprint(course)) == ["benchmark", "test"]


def test_uv_is_tried_first_and_pip_is_not_needed(course, installer):
    launcher.prepare(course, None)
    assert installer.ran[-1][1:4] == ["-m", "uv", "pip"]
    assert installer.ran[-1][-4:] == ["-c", "requirements.txt", "-e", "."]


def test_pip_takes_over_when_uv_fails(course, installer, capsys):
    installer.fails = ("--python",)
    launcher.prepare(course, "test")
    assert installer.ran[-1][1:4] == ["-m", "pip", "install"]
    assert installer.ran[-1][-4:] == ["-c", "requirements.txt", "-e", ".[test]"]
    assert "pip takes over" in capsys.readouterr().out


def test_a_failed_installation_leaves_no_stamp_and_says_what_to_do(course, installer, capsys):
    installer.fails = ("install",)
    assert launcher.main(["open"], root=course) == 1
    said = capsys.readouterr().err
    assert "check that you are online" in said
    assert "type the same command again" in said
    assert not (course / ".venv" / "course-stamp.json").exists()


def test_an_environment_that_cannot_be_made_is_one_sentence(course, installer, capsys):
    installer.fails = ("-c", "venv")
    assert launcher.main(["open"], root=course) == 1
    assert "could not be made (last words): check that you may write" in capsys.readouterr().err
    assert not (course / ".venv").exists()


def test_jupyterlab_opens_the_first_notebook_and_neither_asks_nor_fetches():
    python, root = Path("py"), Path("course")
    command = launcher.open_command(python, root, port=8899, browser=False)
    assert command[:3] == ["py", "-m", "jupyterlab"]
    assert "--ServerApp.root_dir=course" in command
    assert "--LabApp.default_url=/lab/tree/notebooks/00_start_here.ipynb" in command
    assert "--LabApp.news_url=None" in command
    assert "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate" in command
    assert "--LabApp.extension_manager=readonly" in command
    assert "--ServerApp.port=8899" in command
    assert "--no-browser" in command
    plain = launcher.open_command(python, root, port=None, browser=True)
    assert not any("port" in word or "browser" in word for word in plain)


def test_the_settings_of_the_launcher_are_known_to_jupyterlab():
    from jupyterlab.labapp import LabApp

    known = LabApp.class_trait_names(config=True)
    command = launcher.open_command(Path("py"), ROOT, port=None, browser=True)
    used = [word.split("=")[0][9:] for word in command if word.startswith("--LabApp.")]
    assert len(used) == 4
    assert set(used) <= set(known)


def test_the_question_about_news_is_switched_off_in_this_environment():
    from jupyterlab_server.config import get_page_config

    labextensions = [str(Path(sys.prefix) / "share" / "jupyter" / "labextensions")]
    disabled = get_page_config(labextensions)["disabledExtensions"]
    assert "@jupyterlab/apputils-extension:announcements" in disabled


def test_plotly_is_made_ready_in_this_environment():
    written = ROOT / "course_lib" / "jupyter" / "ready"
    installed = Path(sys.prefix) / "share" / "jupyter" / "labextensions" / "upper-back-course-ready"
    for name in ("package.json", "static/remoteEntry.js"):
        assert (installed / name).read_text("utf-8") == (written / name).read_text("utf-8")


def test_labs_outside_the_window_are_drawn_in_this_environment():
    from jupyterlab_server.settings_utils import _get_overrides

    folder = Path(sys.prefix) / "share" / "jupyter" / "lab" / "settings"
    settings, fault = _get_overrides(str(folder))
    assert not fault
    assert settings["@jupyterlab/notebook-extension:tracker"]["windowingMode"] == "defer"


@pytest.mark.parametrize("action", ["test", "benchmark"])
def test_what_the_launcher_does_not_know_is_handed_on_in_order(action):
    rest = ["-k", "spine and not rib", "-x", "tests/posture", "--help", "--rounds", "3"]
    assert launcher.parse([action, *rest])[1] == rest


def test_arguments_reach_pytest_which_runs_last():
    commands = launcher.test_commands(Path("py"), ["-k", "spine", "-x"])
    assert [command[1:3] for command in commands[:2]] == [["-m", "ruff"], ["-m", "ruff"]]
    assert "importlinter" in commands[2][2]
    assert commands[-1][:3] == ["py", "-m", "pytest"]
    assert commands[-1][-3:] == ["-k", "spine", "-x"]


@pytest.mark.parametrize(("codes", "expected"), [([0, 0, 0, 0], 0), ([0, 2, 0, 0], 2)])
def test_one_failing_check_fails_the_test_command(course, monkeypatch, codes, expected):
    stamp(course)
    left = iter(codes)
    monkeypatch.setattr(launcher, "run", lambda command, root: next(left))
    assert launcher.main(["test"], root=course) == expected
    assert next(left, "all were run") == "all were run"


def test_a_run_killed_by_a_signal_is_not_a_success(course, monkeypatch):
    stamp(course)
    monkeypatch.setattr(launcher, "run", lambda command, root: -9)
    assert launcher.main(["test"], root=course) != 0


@pytest.mark.parametrize("code", [0, 3])
def test_run_returns_the_honest_exit_code(code):
    assert launcher.run([sys.executable, "-c", f"raise SystemExit({code})"], ROOT) == code


def test_what_is_run_may_keep_the_byte_code_it_compiles(monkeypatch):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    check = [sys.executable, "-c", "import sys; sys.exit(7 if sys.dont_write_bytecode else 0)"]
    assert subprocess.run(check).returncode == 7
    assert launcher.run(check, ROOT) == 0


def test_a_python_out_of_range_stops_before_anything_is_made(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(launcher.sys, "version_info", (3, 10, 4, "final", 0))
    assert launcher.main(["test"], root=tmp_path) == 2
    said = capsys.readouterr().err
    assert "needs Python 3.11 to 3.13 and this is Python 3.10.4" in said
    assert "-m course_lib test" in said
    assert list(tmp_path.iterdir()) == []


def test_a_folder_without_the_course_is_one_sentence(tmp_path, capsys):
    assert launcher.main(["open"], root=tmp_path) == 2
    said = capsys.readouterr().err
    assert f"The course's files are not in {tmp_path}" in said
    assert "folder that holds README.md" in said


@pytest.mark.parametrize("arguments", [[], ["dance"], ["open", "--prot"], ["check", "now"]])
def test_a_mistyped_command_lists_what_is_possible(arguments, capsys):
    with pytest.raises(SystemExit) as stop:
        launcher.main(arguments)
    assert stop.value.code == 2
    assert "usage: course_lib" in capsys.readouterr().err


def test_the_allowed_pythons_agree_with_pyproject():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (low, high) = (
        launcher.python_problem.__globals__["OLDEST"],
        launcher.python_problem.__globals__["NEWEST"],
    )
    allowed = tomllib.loads(text)["project"]["requires-python"]
    assert allowed == f">=3.{low[1]},<3.{high[1] + 1}"


@pytest.mark.skipif(os.name == "nt", reason="runs a bash script")
def test_ci_calls_the_command_of_the_readme():
    script = ROOT / ".ci" / "run"
    assert subprocess.run(["bash", "-n", str(script)]).returncode == 0
    assert os.access(script, os.X_OK)
    assert "-m course_lib test" in script.read_text()
    assert "python3 -m course_lib test" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "wanted",
    ["03", "3", "03_cause_posture", "03_cause_posture.ipynb", "notebooks/03_cause_posture.ipynb"],
)
def test_a_notebook_to_present_is_found_by_number_name_or_path(wanted):
    assert opening.find_notebook(wanted, ROOT) == "notebooks/03_cause_posture.ipynb"


@pytest.mark.parametrize("wanted", ["77", "", "posture", "notebooks"])
def test_a_notebook_that_is_not_there_is_one_sentence(wanted, course, capsys):
    (course / "notebooks").mkdir()
    (course / "notebooks" / "03_cause_posture.ipynb").touch()
    assert launcher.main(["present", wanted], root=course) == 1
    said = capsys.readouterr().err
    assert f"no notebook {wanted!r} to present; choose one of: 03_cause_posture." in said


def test_a_class_gets_a_copy_and_a_record_of_its_own(course, monkeypatch):
    stamp(course)
    (course / "notebooks").mkdir()
    (course / "notebooks" / "03_cause_posture.ipynb").write_text("the original")
    seen = {}

    def opened(command, root, *, env):
        place = next(word for word in command if "root_dir" in word).split("=")[1]
        copy = Path(place) / "notebooks" / "03_cause_posture.ipynb"
        seen.update(command=command, env=env, copy=copy, text=copy.read_text())
        copy.write_text("scribbled over")
        return 0

    monkeypatch.setattr(launcher, "run", opened)
    assert launcher.main(["present", "03", "--no-browser", "--port", "8877"], root=course) == 0
    assert seen["text"] == "the original"
    assert (course / "notebooks" / "03_cause_posture.ipynb").read_text() == "the original"
    assert not seen["copy"].exists()
    assert Path(seen["env"]["COURSE_RECORD"]).parent == seen["copy"].parents[1]
    assert "--LabApp.default_url=/lab/tree/notebooks/03_cause_posture.ipynb" in seen["command"]
    assert "--ServerApp.port=8877" in seen["command"]
    assert "--no-browser" in seen["command"]


def test_only_presenting_loads_the_extension():
    options = {"port": None, "browser": True}
    plain = launcher.open_command(Path("py"), ROOT, **options)
    shown = opening.present_command(Path("py"), ROOT, notebook="notebooks/a.ipynb", **options)
    assert not any("labextensions" in word for word in plain)
    assert f"--LabApp.extra_labextensions_path={opening.EXTENSION}" in shown
    addresses = [word for word in shown if "default_url" in word]
    assert addresses == ["--LabApp.default_url=/lab/tree/notebooks/a.ipynb"]  # twice is an error


def test_jupyterlab_finds_the_extension_and_its_files():
    from jupyterlab_server.config import get_federated_extensions

    (found,) = get_federated_extensions([str(opening.EXTENSION)]).values()
    build = found["jupyterlab"]["_build"]
    entry = Path(found["ext_path"]) / build["load"]
    assert found["name"] in entry.read_text(encoding="utf-8")
    for script in entry.parent.glob("*.js"):
        for name in re.findall(r'from "\./(\w+\.js)"', script.read_text(encoding="utf-8")):
            assert (entry.parent / name).is_file()
