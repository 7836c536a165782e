"""The record loses nothing, whatever happens to the process, the disk or the file."""

import errno
import json
import os
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import given
from hypothesis import strategies as st

from course_lib import record as record_module
from course_lib.record import Record, RecordError, default_record
from course_lib.record_file import parse


@pytest.fixture
def path(tmp_path):
    return tmp_path / "record.json"


@pytest.fixture
def run():
    """Start Python code in a process of its own; none is left behind."""
    started = []

    def start(code, *arguments):
        command = [sys.executable, "-c", code, *map(str, arguments)]
        started.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait(60)
        process.stdout.close()


def fail_with(number):
    def fail(*_args, **_kwargs):
        raise OSError(number, os.strerror(number))

    return fail


def numbers(record):
    return [event["n"] for event in record.events("count")]


def event(number=0, **more):
    return {"id": f"{number:032x}", "at": "2026-01-01T00:00:00+00:00", "kind": "count", **more}


def whole(*events, **more):
    return {"format": "upper-back-course-record", "version": 1, "events": list(events), **more}


# -- what it keeps ------------------------------------------------------------------------


def test_an_event_is_on_disk_in_the_documented_shape(path):
    assert Record(path).add("answer", question="q1", right=True, answer=["a", 1.5, None])
    stored = json.loads(path.read_text())
    assert stored["format"] == "upper-back-course-record"
    assert stored["version"] == 1
    (only,) = stored["events"]
    assert len(only.pop("id")) == 32
    assert only.pop("at").endswith("+00:00")
    assert only == {
        "kind": "answer",
        "question": "q1",
        "right": True,
        "answer": ["a", 1.5, None],
    }


def test_events_come_back_by_kind_in_order_and_as_copies(path):
    record = Record(path)
    record.add("a", n=1)
    record.add("b", n=[2])
    record.add("a", n=3)
    assert [e["n"] for e in record.events("a")] == [1, 3]
    record.events("b")[0]["n"].append("spoiled")
    assert record.events("b")[0]["n"] == [2]


def test_reading_an_empty_record_creates_nothing(tmp_path):
    assert Record(tmp_path / "new" / "record.json").events() == []
    assert not (tmp_path / "new").exists()


def test_a_clock_set_back_changes_nothing(path, monkeypatch):
    record = Record(path)
    record.add("count", n=1)

    class Earlier(record_module.datetime):
        @classmethod
        def now(cls, tz=None):
            return cls(1971, 1, 1, tzinfo=tz)

    monkeypatch.setattr(record_module, "datetime", Earlier)
    record.add("count", n=2)
    assert numbers(Record(path)) == [1, 2]
    assert record.events()[1]["at"].startswith("1971")


@pytest.mark.parametrize(
    "value",
    [{"a": 1}, object(), float("nan"), float("inf"), 2**70, "x" * 10_001, "\ud800", [[[[1]]]]],
)
def test_a_value_that_is_not_plain_is_refused_in_one_sentence(path, value):
    with pytest.raises(RecordError) as caught:
        Record(path).add("answer", what=value)
    assert str(caught.value) == (
        f"The event 'answer' has 'what' of type {type(value).__name__}, but the record keeps only "
        "finite numbers, text up to 10000 letters, yes/no, nothing, or lists of these; change it "
        "into one of them."
    )
    assert not path.exists()


@pytest.mark.parametrize("name", ["id", "at", "kind"])
def test_reserved_names_are_refused(path, name):
    with pytest.raises(RecordError, match="the names id, at, kind are taken"):
        Record(path).add("answer", **{name: "x"})


@pytest.mark.parametrize("kind", ["", None, 3])
def test_a_kind_is_a_word(path, kind):
    with pytest.raises(RecordError, match="The kind of an event is a word such as 'answer'"):
        Record(path).add(kind)


# -- processes, kills, threads ------------------------------------------------------------

ADD_MANY = """
import sys
from course_lib.record import Record
record = Record(sys.argv[1])
for n in range(200):
    record.add("count", n=n, who=sys.argv[2])
for _ in range(20):  # what a busy lock kept in memory goes out with a later event
    if record.notice:
        record.add("again")
"""


def test_two_processes_at_once_lose_nothing(run, path):
    both = [run(ADD_MANY, path, who) for who in "ab"]
    assert [process.wait(120) for process in both] == [0, 0]
    events = Record(path).events("count")
    for who in "ab":
        assert [e["n"] for e in events if e["who"] == who] == list(range(200))


def test_two_records_in_threads_lose_nothing(path):
    records = [Record(path), Record(path)]
    threads = [
        threading.Thread(target=lambda r=r: [r.add("count", n=n) for n in range(30)])
        for r in (*records, records[0])
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    records[0].add("end")
    records[1].add("end")
    assert sorted(numbers(Record(path))) == sorted([*range(30)] * 3)


STOP_INSIDE = """
import os, sys, time
import course_lib.record_file as record_file
from course_lib.record import Record
record = Record(sys.argv[1])
record.add("count", n=int(sys.argv[2]))

def stop(*_args, **_kwargs):
    print("inside", flush=True)
    time.sleep(600)

stage = sys.argv[3]
if stage == "half":
    def half(whole, file, **_kwargs):
        file.write('{"format": "upper-back')
        file.flush()
        stop()
    record_file.json.dump = half
else:
    setattr(record_file.os, stage, stop)
record.add("count", n=-1)
"""


@pytest.mark.parametrize("stage", ["half", "fsync", "replace"])
def test_a_process_killed_inside_a_write_loses_nothing_that_was_there(run, path, stage):
    for n in range(3):
        process = run(STOP_INSIDE, path, n, stage)
        assert process.stdout.readline() == "inside\n"
        process.kill()
        process.wait(60)
        assert numbers(Record(path)) == list(range(n + 1))
    survivor = Record(path)
    assert survivor.add("count", n=3)
    assert survivor.notice == ""
    assert numbers(survivor) == [0, 1, 2, 3]


ADD_FOREVER = """
import itertools, sys
from course_lib.record import Record
record = Record(sys.argv[1])
for n in itertools.count():
    if record.add("count", n=n, who=sys.argv[2]):
        print(n, flush=True)
"""


def test_a_process_killed_anywhere_keeps_all_that_it_confirmed(run, path):
    confirmed = {}
    for turn in range(6):
        process = run(ADD_FOREVER, path, turn)
        seen = [int(process.stdout.readline()) for _ in range(3 + 5 * turn)]
        process.kill()
        seen += [int(line) for line in process.stdout.read().split("\n")[:-1]]
        process.wait(60)
        confirmed[str(turn)] = seen
    events = Record(path).events("count")
    for turn, seen in confirmed.items():
        kept = [e["n"] for e in events if e["who"] == turn]
        assert kept[: len(seen)] == seen
        assert len(kept) <= len(seen) + 1


# -- disks --------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES])
@pytest.mark.parametrize(
    "target", ["os.replace", "os.fsync", "builtins.open", "pathlib.Path.mkdir"]
)
def test_a_disk_that_refuses_gives_a_sentence_and_the_course_goes_on(
    path, monkeypatch, number, target
):
    record = Record(path)
    assert record.add("count", n=0)
    with monkeypatch.context() as broken:
        broken.setattr(target, fail_with(number))
        assert record.add("count", n=1) is False
        assert record.add("count", n=2) is False
        assert record.notice == (
            f"Your answers are kept in memory but not on disk yet ({os.strerror(number)}); the "
            "course goes on and tries again with your next answer."
        )
        assert numbers(record) == [0, 1, 2]
    assert record.add("count", n=3) is True
    assert record.notice == ""
    assert numbers(Record(path)) == [0, 1, 2, 3]


def test_a_folder_that_is_a_file_gives_a_sentence(tmp_path):
    (tmp_path / "file").write_text("not a folder")
    record = Record(tmp_path / "file" / "record.json")
    assert record.add("count", n=0) is False
    assert record.notice.startswith("Your answers are kept in memory but not on disk yet (")
    assert numbers(record) == [0]


def test_a_read_only_disk_still_shows_the_past(path, monkeypatch):
    Record(path).add("count", n=0)
    monkeypatch.setattr(record_module.Record, "_lock", fail_with(errno.EROFS))
    record = Record(path)
    assert numbers(record) == [0]
    assert record.notice == ""


def test_a_lock_that_cannot_be_had_is_a_sentence_too(path, monkeypatch):
    monkeypatch.setattr(record_module, "LOCK_WAIT_S", 0.05)
    record = Record(path)
    with FileLock(path.with_name("record.json.lock")):
        seen = []
        other = threading.Thread(target=lambda: seen.append(record.add("count", n=0)))
        other.start()
        other.join()
        assert seen == [False]
    assert "another notebook is using the record" in record.notice
    assert record.add("count", n=1)
    assert numbers(Record(path)) == [0, 1]


# -- broken files -------------------------------------------------------------------------

BROKEN = [
    b"",
    b"{",
    json.dumps(whole(event(), event(1)), indent=1).encode()[:-40],
    json.dumps(whole(event(n=float("nan")))).encode(),
    json.dumps(whole(event(**{"__proto__": {"x": 1}}))).encode(),
    json.dumps(whole(event())).encode().replace(b"2026-01-01T", b"2026-01-01T" + b"9" * 5000),
    b"\xff\xfe\x00",
    b"[]",
    b"null",
    b'{"format": "other", "version": 1, "events": []}',
    b"[" * 100_000,
    json.dumps(whole(version=2)).encode(),
    json.dumps(whole(event(), "text")).encode(),
]


@pytest.mark.parametrize("content", BROKEN)
def test_a_broken_file_is_moved_aside_and_never_overwritten(path, content):
    for turn in range(2):
        path.write_bytes(content)
        record = Record(path)
        assert record.add("count", n=turn)
        aside = sorted(path.parent.glob("record.json.broken-*"))
        assert [file.read_bytes() for file in aside] == [content] * (turn + 1)
        assert record.notice.startswith("Your record could not be read (")
        (kept,) = re.findall(r"\), so it was kept as (\S+) and", record.notice)
        assert kept in {file.name for file in aside}
        assert record.notice.endswith("and a new one was begun.")
        assert numbers(Record(path)) == [turn]


def test_a_broken_file_that_cannot_be_moved_stays_as_it_is(path, monkeypatch):
    path.write_bytes(b"{")
    monkeypatch.setattr(os, "replace", fail_with(errno.EROFS))
    record = Record(path)
    assert record.add("count", n=0) is False
    assert path.read_bytes() == b"{"
    assert numbers(record) == [0]


# -- export, import, delete ---------------------------------------------------------------


def test_export_and_import_merge_by_event(path, tmp_path):
    here, there = Record(path), Record(tmp_path / "other.json")
    here.add("count", n=1)
    copy = here.export_to(tmp_path)
    assert copy == tmp_path / "upper-back-course-record.json"
    here.add("count", n=2)
    there.add("count", n=3)
    assert there.import_from(copy) == 1
    assert there.import_from(copy) == 0
    assert here.import_from(there.export_to(tmp_path / "back.json")) == 1
    assert numbers(Record(here.path)) == [1, 2, 3]
    assert numbers(Record(there.path)) == [3, 1]


def test_import_counts_a_twice_listed_event_once_and_keeps_ours(path, tmp_path):
    record = Record(path)
    source = tmp_path / "in.json"
    source.write_text(json.dumps(whole(event(1, n=1), event(1, n=9), event(2, n=2))))
    assert record.import_from(source) == 2
    assert numbers(record) == [1, 2]


HOSTILE = {
    "not JSON": b"hello",
    "not text": b"\xff\xfe\x00",
    "its format": b"{}",
    "its version": json.dumps(whole(version=7)).encode(),
    "no list of events": json.dumps(whole(events={})).encode(),
    "event 1 is not a group": json.dumps(whole([1])).encode(),
    "event 1 has no id": json.dumps(whole(event(id="../../x"))).encode(),
    "event 1 has no kind": json.dumps(whole(event(kind=[]))).encode(),
    "event 1 has no ISO time": json.dumps(whole(event(at="noon"))).encode(),
    "event 1 has 'x' of type dict": json.dumps(whole(event(x={"y": 1}))).encode(),
    "event 1 has 'x' of type float": json.dumps(whole(event(x=float("nan")))).encode(),
    "event 1 has 'x' of type str": json.dumps(whole(event(x="a" * 20_000))).encode(),
    "event 1 has a fact called": json.dumps(whole(event(**{"k" * 200: 1}))).encode(),
    "larger than 10 MB": b" " * 10_000_001,
}


@pytest.mark.parametrize(("words", "content"), HOSTILE.items())
def test_a_hostile_import_gives_one_sentence_and_takes_nothing(path, tmp_path, words, content):
    record = Record(path)
    record.add("count", n=0)
    before = path.read_bytes()
    source = tmp_path / "in.json"
    source.write_bytes(content)
    with pytest.raises(RecordError) as caught:
        record.import_from(source)
    assert str(caught.value).startswith(f"{source} cannot be imported: ")
    assert words in str(caught.value)
    assert str(caught.value).endswith("; choose a file that was written by export_to.")
    assert path.read_bytes() == before


def test_import_of_a_missing_file_or_a_folder_is_a_sentence(path, tmp_path):
    for source in (tmp_path / "none.json", tmp_path):
        with pytest.raises(RecordError, match="cannot be imported"):
            Record(path).import_from(source)


def test_export_to_an_impossible_place_is_a_sentence(path, tmp_path):
    record = Record(path)
    with pytest.raises(RecordError, match="could not be written to"):
        record.export_to(tmp_path / "no" / "folder" / "copy.json")
    with pytest.raises(RecordError, match="is the record itself"):
        record.export_to(path)


def test_delete_removes_file_memory_and_set_aside_copies(path):
    path.write_bytes(b"{")
    record = Record(path)
    record.add("count", n=0)
    assert record.delete() is True
    assert [file.name for file in path.parent.iterdir()] == ["record.json.lock"]
    assert record.events() == []
    assert record.notice == ""
    assert record.add("count", n=1)
    assert numbers(record) == [1]


def test_delete_before_anything_was_recorded_is_fine(tmp_path):
    assert Record(tmp_path / "new" / "record.json").delete() is True


def test_delete_that_fails_says_so(path, monkeypatch):
    record = Record(path)
    record.add("count", n=0)
    monkeypatch.setattr(Path, "unlink", fail_with(errno.EROFS))
    assert record.delete() is False
    assert record.notice.startswith("The record could not be deleted (Read-only file system): ")


def test_a_record_deleted_elsewhere_does_not_come_back(path):
    one, two = Record(path), Record(path)
    one.add("count", n=0)
    assert numbers(two) == [0]
    one.delete()
    two.add("count", n=1)
    assert numbers(one) == [1]


# -- where it lives -----------------------------------------------------------------------


def test_the_default_record_is_one_and_follows_the_environment(path, monkeypatch):
    monkeypatch.setenv("COURSE_RECORD", str(path))
    default_record.cache_clear()
    assert default_record().path == path
    assert default_record() is default_record()
    default_record.cache_clear()
    monkeypatch.delenv("COURSE_RECORD")
    assert Record().path.name == "record.json"
    assert Record().path.parent.name == "upper-back-course"
    assert not Record().path.is_relative_to(path.parent)


plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**62), 2**62)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=50),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=3,
)


@given(events=st.lists(st.dictionaries(st.sampled_from("xyz"), plain, max_size=2), max_size=4))
def test_whatever_is_plain_comes_back_unchanged(tmp_path_factory, events):
    record = Record(tmp_path_factory.mktemp("r") / "record.json")
    kept = []
    for facts in events:
        try:
            record.add("any", **facts)
        except RecordError:  # lists nested deeper than the record allows
            continue
        kept.append(facts)
    back = [{k: e[k] for k in e if k not in ("id", "at", "kind")} for e in record.events()]
    assert back == kept


json_like = st.recursive(
    plain, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=5
)


@given(
    st.fixed_dictionaries(
        {"format": st.just("upper-back-course-record"), "version": st.just(1) | json_like},
        optional={"events": json_like | st.lists(st.just(event()) | json_like)},
    )
)
def test_parsing_any_file_gives_checked_events_or_a_record_error(content):
    try:
        events = parse(json.dumps(content))
    except RecordError:
        return
    assert events in ([], [event()])
