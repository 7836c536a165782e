"""The review, the mixed quiz, progress and summary in the page, without a browser."""

from __future__ import annotations

from base64 import b64decode
from collections import Counter
from datetime import UTC, datetime
from html import unescape
from re import findall

import ipywidgets as widgets
import pytest

from course_lib.plan.lab import final_quiz, progress_desk, review_session, summary_desk
from course_lib.plan.review_lab import standing_questions
from course_lib.questions import Question
from course_lib.record import Record
from tests.ground.test_quiz import button, choose, text_of, walk
from tests.plan.test_review_progress import HOSTILE

TODAY = datetime.now(UTC).date()


def reply(run, *, right):
    """Answer the question that is open, twice if it is wrong."""
    question: Question = run.card.question
    card = run.card
    for _ in range(1 if right else 2):
        choose(card.box, question, right=right)
        button(card.box, "Check my answer").click()
        if card.state == "locked":
            button(card.box, "Try again").click()
    return question


# ---- the review ---------------------------------------------------------------------------------


def test_the_next_question_opens_when_the_last_is_explained(record):
    run = review_session(3, record=record)
    assert len(run.steps.children) == 1
    asked = [reply(run, right=True), reply(run, right=False), reply(run, right=True)]
    assert asked == list(run.questions)
    assert len(run.steps.children) == 3
    assert list(run.right.values()) == [True, False, True]
    assert "Done: 2 of 3 right at the first try." in run.said.value
    assert {e["place"] for e in record.events("answer")} == {"review"}


def test_right_at_the_second_try_is_not_counted_as_known(record):
    run = review_session(1, record=record)
    question, card = run.card.question, run.card
    choose(card.box, question, right=False)
    button(card.box, "Check my answer").click()
    button(card.box, "Try again").click()
    choose(card.box, question, right=True)
    button(card.box, "Check my answer").click()
    assert run.right == {question.id: False}
    assert "Done: 0 of 1" in run.said.value


def test_what_was_missed_comes_back_first_and_says_when(record):
    missed = standing_questions()[20]
    record.add("answer", question=missed.id, right=False, attempt=1, answer="x")
    run = review_session(record=record, today=TODAY.replace(year=TODAY.year + 1, day=1))
    assert run.questions[0] == missed
    assert "· you missed it on " in text_of(run)


def test_a_question_can_be_left_out(record):
    run = review_session(2, record=record)
    first = run.card.question
    run.leave_button.click()
    assert run.card.question != first
    assert record.events("answer") == []
    assert "Left out." in text_of(run.steps.children[0])
    run.leave_button.click()
    assert "Done: 0 of 2 right at the first try, 2 left out." in run.said.value


def test_ten_are_asked_and_no_more_are_to_be_had_than_there_are(record):
    assert len(review_session(record=record).questions) == 10
    with pytest.raises(ValueError, match="n was given as 0, but it must be a number from 1 to 100"):
        review_session(0, record=record)


def test_a_broken_record_is_told_and_the_review_goes_on(tmp_path):
    path = tmp_path / "record.json"
    path.write_text("{")
    run = review_session(2, record=Record(path))
    assert (
        "Your record could not be read (it is not JSON, or was cut short), so it was kept as"
        in run.notice.value
    )
    reply(run, right=True)
    assert len(run.steps.children) == 2


def test_a_strange_record_breaks_nothing(record):
    record.add("answer", question=["a", None], right="yes", attempt="first", answer=HOSTILE)
    record.add("answer", question=HOSTILE, right=None)
    record.add("prediction", lab=3, prediction=None, given=HOSTILE, model="much")
    assert len(review_session(record=record).questions) == 10
    for desk in (progress_desk(record), summary_desk(record)):
        assert HOSTILE not in text_of(desk)


def test_text_that_came_with_the_record_is_never_html(record):
    record.add("case_reason", case=HOSTILE, reason=HOSTILE)
    record.add("mind", evidence=HOSTILE, answer=HOSTILE)
    for box in (review_session(record=record), progress_desk(record), summary_desk(record)):
        assert "<img" not in text_of(box)


# ---- the mixed quiz -----------------------------------------------------------------------------


def test_the_mixed_quiz_has_thirty_of_all_chapters_and_explains_each(record):
    run = final_quiz(record=record)
    taken = Counter(q.notebook for q in run.questions)
    assert sum(taken.values()) == 30
    assert set(taken) == {q.notebook for q in standing_questions()}
    assert max(taken.values()) - min(taken.values()) <= 1
    for number in range(30):
        question = reply(run, right=number % 3 > 0)
        step = run.steps.children[number]
        assert "Why: " in text_of(step), question.id
    assert "Done: 20 of 30 right at the first try." in run.said.value
    assert sum(int(n) for n in findall(r": (\d+)</li>", run.said.value)) == 10


def test_the_answers_of_a_quiz_are_not_in_the_page_before_they_are_given(record):
    run = final_quiz(5, record=record)
    shown = " ".join(str(w.get_state()) for w in walk(run))
    for question in run.questions[1:]:
        assert question.stem not in shown
    assert run.questions[0].explanation not in shown


# ---- progress and summary -----------------------------------------------------------------------


def test_progress_follows_the_record_and_says_that_it_has_looked(record):
    desk = progress_desk(record)
    assert "all still open" in desk.figure.picture.sentence
    run = review_session(3, record=record)
    for _ in range(3):
        reply(run, right=True)
    desk.again_button.click()
    assert "3 right at the first try" in desk.figure.picture.sentence
    assert "Read your record again: 3 answers and predictions." in desk.notice.value


def test_a_chapter_can_be_chosen(record):
    desk = progress_desk(record)
    desk.chapter.value = "03 Cause: posture"
    assert desk.figure.picture.sentence.startswith("03 Cause: posture: ")
    desk.again_button.click()
    assert desk.figure.picture.sentence.startswith("03 Cause: posture: ")
    desk.chapter.value = desk.chapter.options[0]
    assert "wait here" in desk.figure.picture.sentence


def test_a_record_that_cannot_be_read_is_told(tmp_path):
    path = tmp_path / "record.json"
    path.write_bytes(b"\xff\xfe")
    assert "Your record could not be read" in progress_desk(Record(path)).notice.value


def test_the_summary_is_inside_its_links(record):
    record.add("case_reason", case="04_every_hill", reason=HOSTILE)
    run = review_session(1, record=record)
    question = reply(run, right=False)
    desk = summary_desk(record)
    found = findall(r"download='([^']+)' href='data:[^,]+;base64,([^']+)'", desk.files.value)
    files = {name: b64decode(packed).decode() for name, packed in found}
    assert set(files) == {"my_review.html", "my_review.md"}
    for text in files.values():
        assert question.objective in unescape(text.replace("\\", ""))
        assert "<img" not in text
    assert "<b>Come back to:</b>" in desk.files.value


def test_the_summary_is_brought_up_to_date(record):
    desk = summary_desk(record)
    assert "Come back to" not in desk.files.value
    reply(review_session(1, record=record), right=True)
    desk.again_button.click()
    assert "Come back to" in desk.files.value


def test_every_control_has_a_name(record):
    for box in (review_session(record=record), progress_desk(record), summary_desk(record)):
        for widget in walk(box):
            if isinstance(widget, (widgets.Button, widgets.Dropdown, widgets.ToggleButton)):
                assert widget.description.strip()
