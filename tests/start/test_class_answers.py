"""The answers of a class: counted by hand, hostile files skipped, nobody named."""

from __future__ import annotations

import json
import os
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib.questions import all_questions
from course_lib.record import Record
from course_lib.record_file import FORMAT, MAX_IMPORT_BYTES, write
from course_lib.start.class_answers import (
    NO_RECORD,
    ClassError,
    plain_name,
    read_class,
    read_record,
)
from course_lib.start.class_answers_counts import (
    allowed,
    count_predictions,
    count_questions,
    count_stuck,
    wrong_choices,
)
from course_lib.start.class_answers_figure import dots
from course_lib.start.class_answers_lab import class_report, summary
from course_lib.start.class_answers_sample import make_class
from course_lib.start.teaching import all_predictions
from tests.notebooks.pages import Page, html_in_view
from tests.start.test_teaching import all_text

BANK = {question.id: question for question in all_questions()}
SINGLE = BANK["posture-lever-arm"]
RIGHT = next(option.text for option in SINGLE.options if option.right)
WRONG = [option.text for option in SINGLE.options if not option.right]
EVIL = "<img src=x onerror=alert(1)>"
HEAD = {"format": FORMAT, "version": 1}


def event(number, kind="answer", **facts):
    return {"id": f"{number:032x}", "at": "2026-01-12T09:00:00+00:00", "kind": kind, **facts}


def answer(number, text=RIGHT, *, question=SINGLE.id, right=None, attempt=1):
    right = text == RIGHT if right is None else right
    return event(number, question=question, right=right, attempt=attempt, answer=text)


def guess(number, given, *, lab="posture-runner", name="head-slide"):
    return event(number, "prediction", lab=lab, prediction=name, given=given, model=1e300)


def put(folder, name, *events):
    write(folder / name, list(events))


# ---- counted by hand ------------------------------------------------------------------------


def test_a_small_class_counted_by_hand(tmp_path):
    put(tmp_path, "a.json", answer(1), guess(2, 3.0))
    put(tmp_path, "b.json", answer(3, WRONG[0]), answer(4, attempt=2), guess(5, 2.5))
    put(tmp_path, "c.json", answer(6, WRONG[1]), answer(7, WRONG[0], attempt=2))
    put(tmp_path, "d.json", answer(8, WRONG[1]))
    answers = read_class(tmp_path)
    (count,) = count_questions(answers)
    assert (count.question, count.asked, count.right_first) == (SINGLE, 4, 1)
    assert (count.wrong, count.wrong_count) == (WRONG[1], 2)
    stuck = count_stuck(answers)
    assert sorted(one.learner.files for one in stuck) == [("c.json",), ("d.json",)]
    assert all(one.questions == (SINGLE,) for one in stuck)
    (guesses,) = count_predictions(answers)
    assert sorted(guesses.values) == [2.5, 3.0]
    assert summary(answers) == "4 learners counted, from 4 files."


def test_only_the_first_meeting_with_a_question_counts(tmp_path):
    put(tmp_path, "a.json", answer(1, WRONG[0]), answer(2), guess(3, 1.0), guess(4, 5.0))
    answers = read_class(tmp_path)
    (count,) = count_questions(answers)
    assert (count.asked, count.right_first) == (1, 0)
    assert count_stuck(answers) == ()  # the last answer was right
    assert count_predictions(answers)[0].values == (1.0,)


def test_who_is_stuck_stands_with_the_latest_question_at_the_end(tmp_path):
    other = BANK["posture-hansraj"]
    wrong = next(option.text for option in other.options if not option.right)
    put(
        tmp_path,
        "a.json",
        answer(1, WRONG[0]),
        answer(2, wrong, question=other.id),
        answer(3, WRONG[1], attempt=2),
    )
    put(tmp_path, "b.json", answer(4, WRONG[0]))
    first, second = count_stuck(read_class(tmp_path))
    assert (first.learner.files, first.questions) == (("a.json",), (other, SINGLE))
    assert second.questions == (SINGLE,)
    shown = all_text(class_report(tmp_path))
    assert "03 (2)" in shown
    assert "Who is stuck where (2 learners)" in shown


def test_what_export_to_writes_can_be_read(tmp_path):
    record = Record(tmp_path / "own" / "record.json")
    record.add("answer", question=SINGLE.id, right=True, attempt=1, answer=RIGHT, place="quiz")
    (tmp_path / "class").mkdir()
    record.export_to(tmp_path / "class")
    answers = read_class(tmp_path / "class")
    assert len(answers.learners) == 1
    assert count_questions(answers)[0].right_first == 1


def test_a_learner_who_hands_in_twice_counts_once(tmp_path):
    put(tmp_path, "early.json", answer(1, WRONG[0]))
    put(tmp_path, "late.json", answer(1, WRONG[0]), answer(2, attempt=2), guess(3, 1.0))
    put(tmp_path, "other.json", answer(9))
    answers = read_class(tmp_path)
    assert sorted(learner.files for learner in answers.learners) == [
        ("early.json", "late.json"),
        ("other.json",),
    ]
    assert count_questions(answers)[0].asked == 2


@pytest.mark.parametrize(
    ("question", "given", "said"),
    [
        ("posture-lever-arm", WRONG[0], [WRONG[0]]),
        ("posture-muscle-force", "70", ["too low"]),
        ("posture-muscle-force", 130, ["too high"]),
        ("posture-muscle-force", EVIL, []),
        ("posture-chain", [EVIL], ["another order"]),
        ("posture-lever-arm", EVIL, []),
        ("posture-lever-arm", 5, []),
        ("posture-compression", [EVIL, 3, None], []),
    ],
)
def test_a_wrong_answer_in_the_course_s_own_words(question, given, said):
    assert wrong_choices(BANK[question], given) == said


def test_an_option_left_out_is_named():
    question = BANK["posture-compression"]
    right = [option.text for option in question.options if option.right]
    assert wrong_choices(question, right[:1]) == [f"left out: {text}" for text in right[1:]]


@pytest.mark.parametrize("given", [True, "3", None, [3], float("nan"), 1e300, -0.1, 12.1])
def test_a_prediction_nobody_can_make_does_not_count(given):
    asked = {one.id: one for one in all_predictions()["03_cause_posture"]}
    assert not allowed(asked["head-slide"], given)
    assert allowed(asked["head-slide"], 12)
    assert not allowed(asked["round-back"], 0.5)
    assert allowed(asked["round-back"], 2)


# ---- nobody is named ------------------------------------------------------------------------


def test_learners_are_numbers_unless_names_are_asked_for(tmp_path):
    for n in range(6):
        put(tmp_path, f"ann_{n}_smith.json", answer(100 + n, WRONG[0]))
    (tmp_path / "bob_jones.json").write_text("{", encoding="utf-8")
    shown = html_in_view(Page((class_report(tmp_path),), ()))
    assert "smith" not in shown
    assert "jones" not in shown
    assert "number\N{NO-BREAK SPACE}6" in shown
    named = html_in_view(Page((class_report(tmp_path, names=True),), ()))
    assert "ann_5_smith.json" in named
    assert "bob_jones.json" in named


def test_numbers_follow_the_records_and_not_the_names_of_the_files(tmp_path):
    for n in range(12):
        put(tmp_path, f"{n:02d}.json", answer(1000 + n))
    first = [learner.files[0] for learner in read_class(tmp_path).learners]
    assert first != sorted(first)
    for n in range(12):
        (tmp_path / f"{n:02d}.json").rename(tmp_path / f"x{11 - n:02d}.json")
    renamed = [learner.files[0] for learner in read_class(tmp_path).learners]
    assert [f"x{11 - int(name[:2]):02d}.json" for name in first] == renamed


def test_few_learners_bring_a_warning(tmp_path):
    put(tmp_path, "a.json", answer(1))
    assert "fewer than 5 learners" in html_in_view(Page((class_report(tmp_path),), ()))
    for n in range(5):
        put(tmp_path, f"b{n}.json", answer(10 + n))
    assert "fewer than 5 learners" not in html_in_view(Page((class_report(tmp_path),), ()))


# ---- hostile files --------------------------------------------------------------------------


def hostile(folder):
    """Write what nobody should hand in; give how many files are skipped."""
    deep = "[" * 100_000 + "]" * 100_000
    texts = {
        "broken.json": '{"format": "upper-back',
        "deep.json": deep,
        "deep_inside.json": json.dumps(HEAD)[:-1] + f', "events": {deep}}}',
        "list.json": "[]",
        "empty.json": "",
        "other.json": '{"format": "something else", "version": 1, "events": []}',
        "version.json": json.dumps({**HEAD, "version": EVIL, "events": []}),
        "digits.json": json.dumps(HEAD)[:-1] + ', "events": [' + "9" * 50_000 + "]}",
        "nan.json": json.dumps({**HEAD, "events": [answer(1) | {"extra": float("nan")}]}),
        "types.json": json.dumps({**HEAD, "events": [{"id": 5, "at": [], "kind": {}}]}),
        "nothing.json": json.dumps({**HEAD, "events": []}),
        "name.json": json.dumps({**HEAD, "events": [answer(2) | {EVIL * 9: 1}]}),
        f"{EVIL.replace('/', '')}.json": "{",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "binary.json").write_bytes(bytes(range(256)))
    with (folder / "huge.json").open("wb") as file:
        file.truncate(MAX_IMPORT_BYTES + 1)
    (folder / "folder.json").mkdir()
    os.mkfifo(folder / "pipe.json")
    (folder / "nowhere.json").symlink_to(folder / "gone")
    return len(texts) + 5


def liar():
    """Give the events of a whole record that lies in every field."""
    facts = [
        {"question": EVIL, "right": True, "attempt": 1, "answer": EVIL},
        {"question": SINGLE.id, "right": "yes", "attempt": 1, "answer": RIGHT},
        {"question": SINGLE.id, "right": False, "attempt": 7, "answer": EVIL},
        {"question": SINGLE.id, "right": False, "attempt": [1], "answer": EVIL},
        {"question": [SINGLE.id], "right": False, "attempt": 1, "answer": EVIL},
        {"question": SINGLE.id, "right": False, "attempt": 1, "answer": [[EVIL], EVIL]},
        {"question": "posture-muscle-force", "right": False, "attempt": 1, "answer": "9" * 9000},
    ]
    answers = [event(7000 + n, **fact) for n, fact in enumerate(facts)]
    lies = [1e308, -1e308, EVIL, None, True, [2], 2**62]
    guesses = [guess(8000 + n, given) for n, given in enumerate(lies)]
    return [*answers, *guesses, guess(9000, 3, lab=EVIL), guess(9001, 3, name=["head-slide"])]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_thirty_learners_count_whatever_else_lies_in_the_folder(tmp_path):
    make_class(tmp_path, learners=30)
    alone = read_class(tmp_path)
    bad = hostile(tmp_path) + 1  # the sample has a broken file of its own
    put(tmp_path, "liar.json", *liar())
    (tmp_path / "photo.png").write_bytes(b"\x89PNG")
    answers = read_class(tmp_path)
    assert (len(answers.learners), len(answers.skipped)) == (31, bad)
    assert summary(answers) == f"31 learners counted, from {31 + bad} files; {bad} skipped."
    before = {count.question.id: count for count in count_questions(alone)}
    for count in count_questions(answers):
        was = before.pop(count.question.id, replace(count, asked=0, right_first=0))
        met = count.question.id in (SINGLE.id, "posture-muscle-force")
        assert (count.asked - was.asked, count.right_first - was.right_first) == (int(met), 0)
    assert before == {}
    assert count_predictions(answers) == count_predictions(alone)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
@pytest.mark.parametrize("names", [False, True])
def test_no_text_of_a_record_reaches_the_page(tmp_path, names):
    hostile(tmp_path)
    put(tmp_path, "liar.json", *liar())
    shown = all_text(class_report(tmp_path, names=names))
    assert "<img" not in shown
    assert ("&lt;img" in shown) == names  # a file's own name, escaped, when names are asked for


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_each_reason_is_said(tmp_path):
    hostile(tmp_path)
    why = dict(read_class(tmp_path).skipped)
    assert why["huge.json"] == "it is larger than 10 MB"
    assert why["folder.json"] == why["pipe.json"] == "it is not an ordinary file"
    assert why["nothing.json"] == "it holds no events"
    assert why["deep.json"] == why["binary.json"] == why["name.json"] == NO_RECORD


def test_a_folder_that_is_not_there_is_one_sentence(tmp_path):
    with pytest.raises(ClassError) as caught:
        class_report(tmp_path / "gone")
    assert str(caught.value) == (
        f"{plain_name(str(tmp_path / 'gone'))} cannot be read (No such file or directory); give "
        "the folder that holds the exported records."
    )


def test_an_empty_folder_says_so(tmp_path):
    report = class_report(tmp_path)
    assert "no file that ends in .json" in all_text(report)
    assert summary(report.answers) == "0 learners counted, from 0 files."


def test_more_files_than_a_class_has_are_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr("course_lib.start.class_answers.MOST_FILES", 2)
    for n in range(4):
        put(tmp_path, f"{n}.json", answer(n + 1))
    answers = read_class(tmp_path)
    assert len(answers.learners) == 2
    assert answers.skipped == (
        ("2.json", "only 2 files are read"),
        ("3.json", "only 2 files are read"),
    )


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4)
    ),
    max_leaves=12,
)
NAMES = st.sampled_from(["answer", "prediction", SINGLE.id, "head-slide", "posture-runner", RIGHT])
FACTS = st.dictionaries(
    st.sampled_from(["question", "right", "attempt", "answer", "lab", "prediction", "given"]),
    NAMES | JSON,
)


@settings(max_examples=60)
@given(raw=st.binary(max_size=400) | JSON.map(lambda value: json.dumps(value).encode()))
def test_no_bytes_of_a_file_raise(tmp_path_factory, raw):
    folder = tmp_path_factory.mktemp("class")
    (folder / "any.json").write_bytes(raw)
    answers = read_class(folder)
    assert len(answers.learners) + len(answers.skipped) == 1


@settings(max_examples=60)
@given(facts=st.lists(st.tuples(NAMES, FACTS), min_size=1, max_size=5))
def test_no_record_raises_and_what_counts_is_sound(tmp_path_factory, facts):
    folder = tmp_path_factory.mktemp("class")
    events = [event(n, kind) | more for n, (kind, more) in enumerate(facts)]
    (folder / "any.json").write_text(json.dumps({**HEAD, "events": events}), encoding="utf-8")
    answers = read_class(folder)
    for count in count_questions(answers):
        assert 0 <= count.right_first <= count.asked <= len(answers.learners)
    for guesses in count_predictions(answers):
        assert all(guesses.asked.low <= value <= guesses.asked.high for value in guesses.values)
    count_stuck(answers)


# ---- pictures and the page ------------------------------------------------------------------


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    return read_class(make_class(tmp_path_factory.mktemp("class")))


def test_invented_records_are_records_and_the_same_for_the_same_seed(tmp_path, sample):
    assert len(sample.learners) == 30
    assert [name for name, _ in sample.skipped] == ["broken_on_purpose.json"]
    again = read_class(make_class(tmp_path))
    assert [learner.events for learner in again.learners] == [one.events for one in sample.learners]
    assert all(name.startswith("invented_") for one in sample.learners for name in one.files)
    assert read_record(tmp_path / "invented_001.json")[0]["kind"] == "prediction"


def test_a_dot_for_each_learner_and_the_model_beside_them(sample):
    for guesses in count_predictions(sample):
        picture = dots(guesses)
        people, model = picture.figure.data[:2]
        assert len(people.x) == len(guesses.values)
        assert set(model.x) == {guesses.asked.model}
        counts = [count for _, count in picture.numbers.rows]
        verdicts = [] if guesses.asked.options else counts[-3:]  # close, too low, too high
        assert sum(counts[: len(counts) - len(verdicts)]) == len(guesses.values)
        assert sum(verdicts) in (0, len(guesses.values))
        assert str(len(guesses.values)) in picture.sentence
        assert guesses.asked.answer in picture.sentence
        layout = picture.figure.layout
        assert layout.yaxis.title.text == "learners (number)"
        assert (guesses.asked.unit or "answer chosen") in layout.xaxis.title.text
        assert max(people.y) <= layout.yaxis.range[1]


def test_the_sentence_counts_close_low_and_high(tmp_path):
    # the model says 2.76 N m: close is from 2.49 to 3.04
    for n, value in enumerate([2.4, 2.5, 3.0, 3.1, 12]):
        put(tmp_path, f"{n}.json", guess(n + 1, value))
    (guesses,) = count_predictions(read_class(tmp_path))
    assert dots(guesses).sentence == (
        "5 learners predicted; the model says 2.8 N m. 2 were close, 1 too low, 2 too high."
    )


def test_five_hundred_learners_stay_inside_the_figure(sample):
    guesses = count_predictions(sample)[0]
    picture = dots(replace(guesses, values=(guesses.asked.low,) * 500))
    people = picture.figure.data[0]
    assert people.marker.size >= 4
    assert max(people.y) == 500
    assert picture.figure.layout.yaxis.range[1] > 500


def test_few_rows_of_dots_make_a_low_figure(sample):
    guesses = count_predictions(sample)[0]
    low = guesses.asked.low
    heights = [
        dots(replace(guesses, values=(low,) * many)).figure.layout.height for many in (1, 3, 50, 90)
    ]
    assert 200 < heights[0] < heights[1] < heights[2] == heights[3]


def test_the_lists_change_what_is_shown(tmp_path):
    report = class_report(make_class(tmp_path, learners=8))
    tables = set()
    for option in report.chapter.options:
        report.chapter.value = option
        tables.add(report.counted.value)
    assert len(tables) == len(report.chapter.options)
    sentences = set()
    for _, value in report.prediction.options:
        report.prediction.value = value
        sentences.add((report.asked.value, report.figure.picture.sentence))
        assert report.predictions[value].asked.answer in report.figure.picture.sentence
    assert len(sentences) == len(report.predictions)
