"""The environment check says in words what is there, what is missing and what to do."""

import subprocess
import sys

import pytest

from course_lib import machine
from course_lib.machine import Finding, MachineReport, check_my_machine
from tests.repository.files import ROOT


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 12, 1), (3, 13, 9)])
def test_allowed_pythons(version):
    assert machine.python_problem(version) == ""


@pytest.mark.parametrize("version", [(2, 7, 18), (3, 10, 13), (3, 14, 0), (4, 11, 0)])
def test_other_pythons_are_named_with_the_way_out(version, monkeypatch):
    found = ".".join(map(str, version))
    monkeypatch.setattr(machine.shutil, "which", lambda name: None)
    said = machine.python_problem(version)
    assert f"needs Python 3.11 to 3.13 and this is Python {found}: install one" in said
    monkeypatch.setattr(machine.shutil, "which", lambda name: name == "python3.12")
    said = machine.python_problem(version, "test")
    assert "Python 3.12 is on this machine" in said
    assert "3.12 -m course_lib test`." in said


def test_the_command_of_each_system():
    assert machine.start_command("open", windows=True) == "py -m course_lib open"
    assert machine.start_command("open", windows=False) == "python3 -m course_lib open"


@pytest.mark.parametrize(
    ("installed", "state", "words"),
    [
        ("2.4.6", "ok", "numpy 2.4.6, as tested"),
        ("2.9.0", "note", "numpy is 2.9.0; the course was tested with 2.4.6"),
        ("1.26.0", "problem", "numpy is 1.26.0, and the course needs <3,>=2.4: run `"),
        (None, "problem", "numpy is missing (tested: 2.4.6): run `"),
    ],
)
def test_each_state_of_a_package(installed, state, words):
    finding = machine.check_package("numpy>=2.4,<3", tested="2.4.6", installed=installed)
    assert finding.state == state
    assert words in finding.sentence


def test_missing_folders_are_named(tmp_path):
    (tmp_path / "data").mkdir()
    there, missing = machine.check_folders(tmp_path)
    assert there.state == "ok"
    assert missing.state == "problem"
    assert f"There is no folder {tmp_path / 'notebooks'}: download" in missing.sentence


def test_missing_pins_are_named(tmp_path):
    (finding,) = machine.check_packages(tmp_path)
    assert finding.state == "problem"
    assert f"tested versions is not in {tmp_path}" in finding.sentence


def test_missing_front_ends_are_named(tmp_path):
    (tmp_path / "anywidget").mkdir()
    (tmp_path / "anywidget" / "package.json").touch()
    seen, missing = machine.check_front_ends([str(tmp_path)])
    assert (seen.state, missing.state) == ("ok", "problem")
    assert "does not see @jupyter-widgets/jupyterlab-manager: start" in missing.sentence


def test_a_record_that_cannot_be_written_is_a_note_and_no_stop(tmp_path, monkeypatch):
    assert machine.check_record(tmp_path / "new" / "record.json")[0].state == "ok"
    assert list(tmp_path.iterdir()) == []

    def refuse(**kwargs):
        raise PermissionError("read only")

    monkeypatch.setattr(machine.tempfile, "TemporaryFile", refuse)
    (finding,) = machine.check_record(tmp_path / "new" / "record.json")
    assert finding.state == "note"
    assert "cannot be written: the course runs, but forgets" in finding.sentence


def test_the_report_counts_what_is_to_be_done():
    ready = MachineReport((Finding("ok", "a"), Finding("note", "b")))
    assert ready.ready
    assert str(ready).splitlines() == [ready.verdict, "[ok] a", "[note] b"]
    one = MachineReport((Finding("problem", "a"), Finding("ok", "b")))
    assert not one.ready
    assert "one thing has to be done" in one.verdict
    assert "2 things have to be done" in MachineReport(one.findings[:1] * 2).verdict
    assert "[TO DO] a" in str(one)


def test_the_page_shows_text_as_text():
    shown = MachineReport((Finding("problem", "C:\\<script>alert(1)</script>"),))._repr_html_()
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


def test_this_machine_passes_its_own_check():
    report = check_my_machine()
    assert report.ready, str(report)
    assert any("plotly" in finding.sentence for finding in report.findings)
    assert any("anywidget" in finding.sentence for finding in report.findings)


def test_an_empty_python_is_told_to_open_the_course():
    command = [sys.executable, "-S", "-m", "course_lib.machine"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1
    assert "Nothing is installed yet: run `" in done.stdout
