"""Disks, files and clocks that fail: nothing that was kept is lost, and one sentence says it."""

import errno
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from course_lib.anatomy.shapes import load_shapes
from course_lib.cases.case_file import load_case
from course_lib.places import DataError
from course_lib.plain_error import PlainError
from course_lib.questions import load_questions
from course_lib.record import Record, RecordError
from course_lib.sources import get_source
from course_lib.tables import load_columns
from tests.repository.files import ROOT

DATA = ROOT / "data"

# ---- real disks: in a mount namespace of its own, where the system allows one ----------------

MOUNT = ["unshare", "--user", "--map-root-user", "--mount"]
FULL_DISK = """
import os, subprocess, sys
from course_lib.record import Record
folder, kind = sys.argv[1:]
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "none", folder], check=True)
record = Record(f"{folder}/record.json")
assert record.add("count", n=0)
if kind == "full":
    other = os.open(f"{folder}/other", os.O_WRONLY | os.O_CREAT)
    try:
        while os.write(other, b"x" * 1024):
            pass
    except OSError:
        os.close(other)
else:
    subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
assert not record.add("count", n=1)
print(record.notice)
assert [e["n"] for e in Record(record.path).events("count")] == [0]
if kind == "full":
    os.remove(f"{folder}/other")
else:
    subprocess.run(["mount", "-o", "remount,rw", folder], check=True)
assert record.add("count", n=2)
assert record.notice == ""
print([e["n"] for e in Record(record.path).events("count")])
"""


def can_mount():
    try:
        command = [*MOUNT, "mount", "-t", "tmpfs", "none", "/mnt"]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


@pytest.mark.skipif(not can_mount(), reason="no disk can be mounted here; errors are injected")
@pytest.mark.parametrize(("kind", "why"), [("full", errno.ENOSPC), ("read-only", errno.EROFS)])
def test_a_real_disk_that_refuses_keeps_what_it_has_and_takes_the_rest_later(tmp_path, kind, why):
    command = [*MOUNT, sys.executable, "-c", FULL_DISK, str(tmp_path), kind]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    notice, numbers = done.stdout.splitlines()
    assert notice == (
        f"Your answers are kept in memory but not on disk yet ({os.strerror(why)}); the course "
        "goes on and tries again with your next answer."
    )
    assert numbers == "[0, 1, 2]"


# ---- a record that hides or is something else -------------------------------------------------


def refuse(number, where):
    """Fail for the paths under a folder, as a disk does that went away."""

    def wrap(real):
        def call(path, *args, **kwargs):
            if str(path).startswith(str(where)):
                raise OSError(number, os.strerror(number))
            return real(path, *args, **kwargs)

        return call

    return wrap


@pytest.mark.parametrize("number", [errno.EIO, errno.EACCES, errno.ESTALE])
@pytest.mark.parametrize("target", ["os.stat", "io.open"])
def test_a_record_that_cannot_be_read_is_told_and_left_alone(tmp_path, monkeypatch, number, target):
    path = tmp_path / "record.json"
    Record(path).add("count", n=0)
    before = path.read_bytes()
    module, name = target.split(".")
    record = Record(path)
    with monkeypatch.context() as broken:
        real = getattr(sys.modules[module], name)
        broken.setattr(target, refuse(number, tmp_path)(real))
        assert record.events() == []
        assert record.notice == (
            f"Your earlier answers cannot be read now ({os.strerror(number)}), so they do not "
            "count here; their file is left as it is and is read again with your next answer."
        )
        assert record.add("count", n=1) is False
        assert record.notice.startswith("Your answers are kept in memory but not on disk yet")
        assert target == "io.open" or record.delete() is False
    assert path.read_bytes() == before or target == "os.stat"


def test_a_folder_named_as_the_record_stays_where_it_is(tmp_path):
    (tmp_path / "mine").mkdir()
    record = Record(tmp_path / "mine")
    assert record.add("count", n=0) is False
    assert "it is not an ordinary file" in record.notice
    assert (tmp_path / "mine").is_dir()


def test_links_in_a_circle_are_a_sentence(tmp_path):
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    record = Record(tmp_path / "a" / "record.json")
    assert record.add("count", n=0) is False
    assert record.notice.startswith("Your answers are kept in memory but not on disk yet (")


def test_a_record_of_a_newer_course_is_kept_and_named(tmp_path):
    path = tmp_path / "record.json"
    newer = {"format": "upper-back-course-record", "version": 2, "events": []}
    path.write_text(json.dumps(newer))
    record = Record(path)
    assert record.add("count", n=0)
    (kept,) = tmp_path.glob("record.json.broken-*")
    assert json.loads(kept.read_text()) == newer
    assert record.notice == (
        "Your record could not be read (its version 2 is of a newer course), so it was kept as "
        f"{kept.name} and a new one was begun."
    )


def test_a_huge_record_is_set_aside_without_reading_it(tmp_path):
    path = tmp_path / "record.json"
    with path.open("wb") as file:
        file.truncate(60_000_000)
    record = Record(path)
    assert record.add("count", n=0)
    assert "it is larger than 50 MB" in record.notice
    assert [event["n"] for event in record.events()] == [0]


@pytest.mark.parametrize("name", ["pipe", "folder", "a\0b"])
def test_what_is_no_file_is_not_imported(tmp_path, name):
    if name == "pipe":
        if not hasattr(os, "mkfifo"):
            pytest.skip("this system has no pipes in folders")
        os.mkfifo(tmp_path / name)
    elif name == "folder":
        (tmp_path / name).mkdir()
    with pytest.raises(RecordError, match="cannot be imported"):
        Record(tmp_path / "record.json").import_from(f"{tmp_path}/{name}")


# ---- damaged data -----------------------------------------------------------------------------


@pytest.fixture
def damaged(tmp_path, monkeypatch):
    """Give a copy of the data to damage."""
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    monkeypatch.setenv("COURSE_DATA", str(folder))

    def change(name, how):
        (folder / name).write_bytes(how((folder / name).read_bytes()))

    return change


PROPERTIES = "thermal/properties"
CSV = {
    "missing column": (
        lambda raw: raw.replace(b"unit", b"units", 1),
        "the column 'unit' is missing",
    ),
    "not a number": (lambda raw: re.sub(rb",\d+(\.\d+)?,", b",NaN,", raw, count=1), "found 'NaN'"),
    "wrong unit": (
        lambda raw: raw.replace(b"W/m/K", b"mW/m/K", 1),
        "found 'mW/m/K'; allowed: one of",
    ),
    "cut in a row": (lambda raw: raw[: len(raw) // 2].rsplit(b",", 2)[0], "cells, but"),
    "emptied": (lambda _raw: b"", "is missing; the columns allowed are"),
    "another encoding": (
        lambda raw: raw.decode().encode("utf-16"),
        "save the table as CSV in UTF-8",
    ),
}


@pytest.mark.parametrize("fault", CSV)
def test_a_damaged_table_is_named_and_gives_no_number(damaged, fault):
    how, words = CSV[fault]
    damaged(f"{PROPERTIES}.csv", how)
    with pytest.raises(DataError, match=re.escape(words)) as caught:
        load_columns(PROPERTIES)
    assert f"data/{PROPERTIES}.csv" in str(caught.value)


def half(raw):
    return raw[: len(raw) // 2]


OTHERS = {
    "references.json": (half, lambda: get_source("teng2015")),
    "datapackage.json": (half, lambda: load_columns("claims")),
    "posture/questions.yml": (lambda raw: raw[:-30], lambda: load_questions("posture")),
    "cases/01_long_day.yml": (half, lambda: load_case("01_long_day")),
    "anatomy/bones.npz": (half, load_shapes),
}


@pytest.mark.parametrize("name", OTHERS)
def test_another_damaged_file_is_named_too(damaged, name):
    how, read = OTHERS[name]
    damaged(name, how)
    with pytest.raises(PlainError) as caught:
        read()
    assert Path(name).name in str(caught.value)


# ---- what a notebook shows of it -------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("from course_lib.tables import load_table; load_table('claim')", "There is no table 'cla"),
        ("from course_lib.sources import cite; cite('nobody')", "'nobody'"),
        ("from course_lib.quiz import quiz; quiz('posture', 'x')", "The room 'posture' has no que"),
        ("from course_lib.cases.case_lab import runner_case; runner_case('x')", "There is no case"),
        ("from course_lib.checks import require_between as r; r('a', 9, low=1, high=2)", "a was"),
    ],
)
def test_a_notebook_shows_the_sentence_and_no_lines_of_code(source, sentence):
    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance()
    shell.history_manager.enabled = False
    with capture_output() as seen:
        shell.run_cell(source)
    InteractiveShell.clear_instance()
    assert sentence in seen.stdout
    assert len(seen.stdout.strip().splitlines()) == 1


# ---- the clock --------------------------------------------------------------------------------


def test_no_script_measures_time_by_a_clock_that_can_be_set():
    scripts = list((ROOT / "course_lib").rglob("*.js"))
    assert len(scripts) > 10
    assert [p.name for p in scripts if re.search(r"\bDate\b", p.read_text("utf-8"))] == []
