"""The instructor's pages agree with the chapters, and the printed page gives nothing away."""

from __future__ import annotations

import re
from base64 import b64decode
from html import escape

import ipywidgets as widgets
import pytest

from course_lib.places import notebook_stands
from course_lib.questions import all_questions, right_answer
from course_lib.start import teaching, teaching_lab, teaching_paper, teaching_tables
from course_lib.start.teaching import LENGTHS, TeachingError
from course_lib.tables import load_rows
from tests.start.teaching_registers import COLUMNS, DATA, as_csv

STEMS = [chapter.stem for chapter in teaching.taught_chapters()]
WITH_QUESTIONS = [stem for stem in STEMS if teaching.questions(stem)]


# ---- schedules ------------------------------------------------------------------------------


def test_there_is_a_schedule_for_each_length_and_no_other():
    assert {row["plan_minutes"] for row in load_rows("start/schedules")} == set(LENGTHS)
    assert {50, 90, 180} < set(LENGTHS)
    assert max(LENGTHS) >= 300


@pytest.mark.parametrize("minutes", LENGTHS)
def test_the_minutes_of_a_schedule_add_up_and_its_places_exist(minutes):
    steps = teaching.schedule(minutes)
    assert sum(step.minutes for step in steps) == minutes
    parts = [r["part"] for r in load_rows("start/schedules") if r["plan_minutes"] == minutes]
    assert sorted(parts) == list(range(1, len(steps) + 1))
    for step in steps:
        if step.notebook:
            assert notebook_stands(step.notebook)
            assert step.section
        else:
            assert step.cell == step.section == ""


@pytest.mark.parametrize("minutes", LENGTHS)
def test_every_schedule_begins_with_the_safety_card_and_a_long_one_has_breaks(minutes):
    steps = teaching.schedule(minutes)
    assert (steps[0].notebook, steps[0].cell) == ("00_start_here", "safety-card")
    without = [
        sum(part.count("m") for part in run)
        for run in re.split("b", "".join("b" if not s.notebook else "m" * s.minutes for s in steps))
    ]
    assert max(without) <= 100


@pytest.mark.parametrize("length", [49, "50", None, "<b>"])
def test_a_length_without_a_schedule_is_one_sentence(length):
    with pytest.raises(TeachingError, match=r"choose one of 50, 90, 180, 360\.$"):
        teaching.schedule(length)


def test_a_cell_or_chapter_that_is_not_there_is_one_sentence():
    with pytest.raises(TeachingError, match="has no cell 'gone'; name one that it has"):
        teaching.head_of("03_cause_posture", "gone")
    with pytest.raises(TeachingError, match="no chapter '99' to teach; choose one of 00_start"):
        teaching_paper.handout("99")


def test_a_schedule_links_to_the_section():
    html = teaching_tables.schedule_table(50)
    assert "href='00_start_here.ipynb#cell-id=safety-first'" in html
    assert "href='03_cause_posture.ipynb#cell-id=runner-task'>03 · Level by level</a>" in html
    assert "0 to 5" in html
    assert "44 to 50" in html


# ---- read out of the notebooks --------------------------------------------------------------


@pytest.mark.parametrize("stem", STEMS)
def test_each_chapter_has_three_aims_that_begin_with_a_verb(stem):
    aims = teaching.objectives(stem)
    assert len(aims) == 3
    assert all(aim.startswith("**") and "<!--" not in aim for aim in aims)


def test_the_aims_are_those_of_the_notebook():
    assert teaching.objectives("12_when_to_seek_help")[0] == (
        "**choose** how soon to ask for advice, and whom"
    )


def test_a_task_is_read_with_its_heading():
    tasks = dict(teaching.tasks("03_cause_posture"))
    assert tasks["Level by level"][0].startswith("Move **Head slid forward** from 0 to 75 mm")


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("**a** *b* `c` [d](e.ipynb#f)", "<b>a</b> <i>b</i> <code>c</code> d"),
        ("3 * 4 * 5 and a_b", "3 * 4 * 5 and a_b"),
        ("<script>x</script> & y", "&lt;script&gt;x&lt;/script&gt; &amp; y"),
        ("a **bold *and* slanted** end", "a <b>bold <i>and</i> slanted</b> end"),
    ],
)
def test_a_line_of_markdown(markdown, html):
    assert teaching_tables.rich(markdown) == html


# ---- registers and tables -------------------------------------------------------------------


@pytest.mark.parametrize("name", COLUMNS)
def test_a_register_is_what_the_labs_say(name):
    text = (DATA / f"{name}.csv").read_text(encoding="utf-8")
    assert text == as_csv(name), "run `python -m tests.start.teaching_registers`"


def test_every_prediction_of_the_course_has_an_answer_that_can_be_given():
    asked = [one for part in teaching.all_predictions().values() for one in part]
    told = "run `python -m tests.plan.review_predictions`: the register is not what the labs ask"
    kept = load_rows("plan/predictions")
    assert {one.id for one in asked} == {row["prediction"] for row in kept}, told
    assert len(asked) == len(kept), told
    for one in asked:
        assert one.low <= one.model <= one.high, one.id
        assert one.explanation
        assert one.answer in one.options if one.options else one.answer.endswith(one.unit)


def test_an_answer_is_the_model_s():
    asked = {one.id: one for one in teaching.predictions("03_cause_posture")}
    # 5.41 kg × 9.81 × 0.052 m = 2.76 N m; the lean leaves the neck as it is
    assert asked["head-slide"].answer == "2.8 N m"
    assert asked["lean-neck"].answer == "it stays the same"


def test_a_preset_worth_showing_exists_and_each_lab_has_one():
    presets = {(row["lab"], row["preset"]) for row in load_rows("start/presets")}
    worth = [(row["lab"], row["preset"]) for row in load_rows("start/worth_showing")]
    assert set(worth) <= presets
    assert len(worth) == len(set(worth))
    assert {lab for lab, _ in worth} == {lab for lab, _ in presets}


def test_what_a_preset_moves_and_shows_is_told():
    (row,) = teaching.presets_worth_showing("00_start_here")
    assert row["moves"] == "Distance (cm): 60"
    assert "a moment of 12 N m" in row["shows"]
    assert row["ask"].endswith("?")


def test_each_chapter_with_questions_has_a_mistake_to_meet():
    chapter = {question.id: question.notebook for question in all_questions()}
    met = {chapter[row["question"]] for row in load_rows("start/mistakes_to_meet")}
    assert met == set(WITH_QUESTIONS)


@pytest.mark.parametrize("stem", WITH_QUESTIONS)
def test_every_wrong_answer_is_listed_with_its_feedback(stem):
    html = teaching_tables.mistakes_table(stem)
    for question in teaching.questions(stem):
        wrong = teaching.wrong_answers(question)
        assert wrong
        for text, feedback in wrong:
            assert escape(feedback) in html
            assert not any(option.right and option.text == text for option in question.options)
        assert teaching.what_to_say(question).endswith(question.explanation)


# ---- on paper -------------------------------------------------------------------------------


@pytest.mark.parametrize("stem", STEMS)
def test_the_page_asks_everything_and_answers_nothing(stem):
    page, key = teaching_paper.handout(stem), teaching_paper.answer_key(stem)
    for question in teaching.questions(stem):
        assert escape(question.stem) in page
        assert escape(question.explanation) not in page
        assert f"<b>{escape(teaching_paper.answer_words(question))}.</b>" in key
        said = [question.feedback, question.feedback_low, *(o.feedback for o in question.options)]
        assert not any(escape(text) in page for text in said if text)
    for asked in teaching.predictions(stem):
        assert escape(asked.question) in page
        assert escape(asked.explanation) not in page
        assert f"<b>{escape(asked.answer)}.</b>" in key
    for aim in teaching.objectives(stem):
        assert teaching_tables.rich(aim) in page


def test_the_right_answer_loses_nothing_but_full_stops():
    for question in all_questions():
        words = teaching_paper.answer_words(question)
        assert words.replace(".", "") == right_answer(question).replace(".", "")
        assert not re.search(r"\.[;,]|\.$", words), question.id


def test_options_stand_in_an_order_that_gives_no_hint():
    page = teaching_paper.handout("03_cause_posture")
    for question in teaching.questions("03_cause_posture"):
        texts = sorted(option.text for option in question.options)
        places = [page.index(f"<li>{escape(text)}</li>") for text in texts]
        assert places == sorted(places)
    assert "checked" not in page


def test_the_page_is_whole_in_itself_and_says_whom_it_is_not_for():
    page = teaching_paper.handout(teaching_paper.ALL)
    assert page.startswith("<!doctype html><html lang='en'>")
    assert not re.search(r"<script|https?://|src=", page)
    assert teaching_paper.SAFETY_LINE in page
    assert page.count("<section>") == len(STEMS)
    assert page.count("class='line'") >= 3 * sum(map(len, teaching.all_predictions().values()))


def decoded(html, name):
    (raw,) = re.findall(rf"<a [^>]*download='{name}' href='data:[^,]+;base64,([^']+)'", html)
    return b64decode(raw).decode()


def all_text(widget):
    return str(getattr(widget, "value", "")) + "".join(
        map(all_text, getattr(widget, "children", ()))
    )


def test_the_key_is_in_no_part_of_the_page_until_it_is_asked_for():
    desk = teaching_lab.handout_desk()
    assert decoded(desk.shown.value, "handout_03_cause_posture.html") == teaching_paper.handout(
        "03_cause_posture"
    )
    answers = [escape(q.explanation) for q in teaching.questions("03_cause_posture")]
    assert not any(answer in all_text(desk) for answer in answers)
    assert "answer_key" not in all_text(desk)
    desk.key_button.click()
    assert all(answer in desk.key.value for answer in answers)
    assert decoded(desk.key.value, "answer_key_03_cause_posture.html") == teaching_paper.answer_key(
        "03_cause_posture"
    )
    assert teaching_paper.FOR_INSTRUCTORS in all_text(desk)
    desk.choice.value = "05_cause_weak_muscles"
    assert desk.key.value == ""
    assert desk.key_button.description == "Show the answer key"


@pytest.mark.parametrize("make", ["schedule_desk", "mistakes_desk", "presets_desk", "handout_desk"])
def test_every_choice_of_a_desk_shows_its_own(make):
    desk = getattr(teaching_lab, make)()
    assert isinstance(desk.choice, widgets.Dropdown)
    seen = set()
    for _, value in desk.choice.options:
        desk.choice.value = value
        seen.add(desk.shown.value)
    assert len(seen) == len(desk.choice.options) >= 4


def test_tables_that_stand_still():
    for made in (teaching_lab.aims(), teaching_lab.access_notes(), teaching_lab.room_checklist()):
        assert "<th scope='col'" in made._repr_html_()
        assert repr(made) in made._repr_html_()
