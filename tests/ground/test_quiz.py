"""A quiz asks, locks and explains; it gives nothing away, keeps the record and never dies."""

import errno
import json
import os
from datetime import UTC, date, datetime
from html import unescape

import ipywidgets as widgets
import pytest

from course_lib import quiz as quiz_module
from course_lib import record_file
from course_lib.question_file import QuestionError
from course_lib.questions import load_questions, right_answer
from course_lib.quiz import QuestionCard, quiz, warm_up
from course_lib.quiz_inputs import shuffled
from course_lib.record import Record
from tests.ground.test_questions import item, one

HOSTILE = '<img src=x onerror=alert(1)> & "quoted" </p><script>'


@pytest.fixture(autouse=True)
def _strict(monkeypatch):
    monkeypatch.setenv("COURSE_STRICT", "1")


def walk(widget):
    yield widget
    for child in getattr(widget, "children", ()):
        yield from walk(child)


def dump(widget):
    """Return all that the page gets to know of a widget and what is in it."""
    return json.dumps(
        [w.get_state() for w in walk(widget)], default=lambda o: repr(type(o)), ensure_ascii=False
    )


def text_of(widget):
    return " ".join(w.value for w in walk(widget) if isinstance(w, widgets.HTML))


def button(widget, name):
    (found,) = [w for w in walk(widget) if isinstance(w, widgets.Button) and w.description == name]
    return found


def inputs(widget):
    kinds = (widgets.RadioButtons, widgets.Checkbox, widgets.Text, widgets.ToggleButton)
    return [w for w in walk(widget) if isinstance(w, kinds)]


def choose(widget, question, right):
    controls = inputs(widget)
    if question.type == "single":
        controls[0].value = next(o.text for o in question.options if o.right is right)
    elif question.type == "multiple":
        wanted = {o.text for o in question.options if o.right is right}
        for box in controls:
            box.value = box.description in wanted
    elif question.type == "numeric":
        off = 0 if right else 5 * question.tolerance
        controls[0].value = str(question.answer + off).replace(".", ",")
    else:
        for control in controls:
            control.value = False
        by_text = {control.description: control for control in controls}
        for text in question.items if right else question.items[::-1]:
            by_text[text].value = True


def secrets(question):
    """Return every text that must not be in the page before an attempt."""
    words = [o.feedback for o in question.options] + [question.feedback, question.feedback_low]
    words += [question.feedback_high, question.feedback_wrong, question.explanation]
    if question.type in ("numeric", "order"):
        words.append(right_answer(question))
    return [text for text in words if text]


ALL = [q for room in ("posture", "screening", "anatomy") for q in load_questions(room)]
OF_EACH_TYPE = [
    next(q for q in ALL if q.type == t) for t in ("single", "multiple", "numeric", "order")
]


# -- nothing is given away ----------------------------------------------------------------


@pytest.mark.parametrize("question", ALL, ids=lambda q: q.id)
def test_nothing_is_given_away_before_an_attempt(question, record):
    box = quiz(question.room, [question.id], record=record)
    choose(box, question, right=True)
    page = dump(box)
    assert question.stem in unescape(text_of(box))
    for secret in secrets(question):
        assert secret not in page
        assert json.dumps(secret, ensure_ascii=False)[1:-1] not in page
    for word in ('"right"', "feedback", "explanation", "✓", "✗"):
        assert word not in page


@pytest.mark.parametrize("question", ALL, ids=lambda q: q.id)
def test_a_first_wrong_attempt_gives_neither_explanation_nor_right_answer(question, record):
    box = quiz(question.room, [question.id], record=record)
    choose(box, question, right=False)
    button(box, "Check my answer").click()
    page = dump(box)
    assert "Not yet." in page or "Partly right." in page
    assert "What fits:" not in page
    assert question.explanation not in page
    for option in question.options:
        if option.right:
            assert option.feedback not in page


def test_the_order_of_options_is_fixed_mixed_and_never_the_right_order():
    first = [shuffled(q).index(right_answer(q)) for q in ALL if q.type == "single"]
    assert len(set(first)) > 2
    assert max(first.count(place) for place in first) < 0.6 * len(first)
    for question in ALL:
        assert shuffled(question) == shuffled(question)
        if question.type == "order":
            assert tuple(shuffled(question)) != question.items
    for number in range(40):
        question = one("order", id=f"q{number}")
        assert tuple(shuffled(question)) != question.items


# -- asked, locked, explained -------------------------------------------------------------


@pytest.mark.parametrize("question", OF_EACH_TYPE, ids=lambda q: q.type)
def test_right_at_once_explains_and_locks(question, record):
    card = QuestionCard(question, "Question 1 of 1", record=record)
    check = button(card.box, "Check my answer")
    assert (card.state, check.disabled) == ("asked", True)
    choose(card.box, question, right=True)
    assert check.disabled is False
    check.click()
    assert card.state == "explained"
    said = text_of(card.box)
    assert "✓ Right." in said
    assert "Why: " in said
    assert "What fits:" not in said
    assert check.disabled
    assert all(control.disabled for control in inputs(card.box))
    assert button(card.box, "Try again").layout.display == "none"
    (event,) = record.events("answer")
    assert event["question"] == question.id
    assert (event["right"], event["attempt"], event["place"]) == (True, 1, "quiz")


@pytest.mark.parametrize("question", OF_EACH_TYPE, ids=lambda q: q.type)
def test_wrong_then_again_then_explained(question, record):
    card = QuestionCard(question, "Question 1 of 1", record=record)
    check, again = button(card.box, "Check my answer"), button(card.box, "Try again")
    choose(card.box, question, right=False)
    check.click()
    assert card.state == "locked"
    assert all(control.disabled for control in inputs(card.box))
    assert again.layout.display != "none"
    again.click()
    assert card.state == "asked"
    assert not any(control.disabled for control in inputs(card.box))
    assert check.disabled, "the same answer is not worth a second attempt"
    choose(card.box, question, right=True)
    choose(card.box, question, right=False)
    assert not check.disabled
    check.click()
    assert card.state == "explained"
    assert "What fits: " in text_of(card.box)
    assert "Why: " in text_of(card.box)
    assert again.layout.display == "none"
    assert [(e["right"], e["attempt"]) for e in record.events("answer")] == [(False, 1), (False, 2)]


def test_each_wrong_option_gives_its_own_feedback(record):
    question = one()
    for option in question.options[1:]:
        card = QuestionCard(question, "Q", record=record)
        inputs(card.box)[0].value = option.text
        button(card.box, "Check my answer").click()
        assert f"✗ Not yet. {option.feedback}" in text_of(card.box)


def test_text_in_a_number_question_is_no_attempt(record):
    card = QuestionCard(one("numeric"), "Q", record=record)
    inputs(card.box)[0].value = HOSTILE
    button(card.box, "Check my answer").click()
    assert (card.state, card.attempt, record.events()) == ("asked", 0, [])
    assert "is not a number yet; type digits" in text_of(card.box)
    assert "<img" not in text_of(card.box)
    assert not inputs(card.box)[0].disabled


def test_steps_are_numbered_as_pressed_and_can_be_taken_back(record):
    card = QuestionCard(one("order"), "Q", record=record)
    by_text = {step.description: step for step in inputs(card.box)}
    check = button(card.box, "Check my answer")
    for text in ("two", "one", "three"):
        assert check.disabled
        by_text[text].value = True
    assert [by_text[t].description for t in ("one", "two", "three")] == [
        "2. one",
        "1. two",
        "3. three",
    ]
    by_text["two"].value = False
    assert [by_text[t].description for t in ("one", "two", "three")] == [
        "1. one",
        "two",
        "2. three",
    ]
    assert check.disabled
    by_text["two"].value = True
    check.click()
    assert record.events()[0]["answer"] == ["one", "three", "two"]
    assert "◐ Partly right. 1 of 3 stand in their place. a hint" in text_of(card.box)


def test_the_check_button_waits_for_a_whole_answer():
    for kind in ("single", "multiple", "numeric", "order"):
        question = one(kind)
        card = QuestionCard(question, "Q")
        check = button(card.box, "Check my answer")
        choose(card.box, question, right=True)
        assert not check.disabled
        for control in inputs(card.box):
            control.value = {"single": None, "numeric": ""}.get(kind, False)
        assert check.disabled


# -- words are text, names are there ------------------------------------------------------


@pytest.mark.parametrize("kind", ["single", "multiple", "numeric", "order"])
def test_text_from_a_file_is_never_html(kind, record):
    changes = {"stem": HOSTILE, "explanation": HOSTILE}
    for name in ("feedback", "feedback_low", "feedback_high", "feedback_wrong"):
        if name in item(kind):
            changes[name] = HOSTILE
    if kind in ("single", "multiple"):
        changes["options"] = [o | {"feedback": HOSTILE} for o in item(kind)["options"]]
        changes["options"][0]["text"] = HOSTILE
    if kind == "order":
        changes["items"] = [HOSTILE, "two", "three"]
    question = one(kind, **changes)
    for right in (True, False):
        card = QuestionCard(question, HOSTILE, record=record)
        choose(card.box, question, right=right)
        button(card.box, "Check my answer").click()
        for widget in walk(card.box):
            if isinstance(widget, widgets.HTML):
                assert "<img" not in widget.value
                assert "<script" not in widget.value
            assert not getattr(widget, "description_allow_html", False)


@pytest.mark.parametrize("question", OF_EACH_TYPE, ids=lambda q: q.type)
def test_every_control_has_a_visible_name_and_feedback_is_announced(question):
    box = QuestionCard(question, "Question 2 of 5").box
    for control in [*inputs(box), button(box, "Check my answer"), button(box, "Try again")]:
        assert control.description.strip()
    if question.unit:
        assert question.unit in inputs(box)[0].description
    assert text_of(box).count("<div role='status' aria-live='polite'>") == 2


# -- the record ---------------------------------------------------------------------------


def test_a_full_disk_is_told_and_the_quiz_goes_on(record, monkeypatch):
    def full(*_args):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(record_file.os, "replace", full)
    card = QuestionCard(one(), "Q", record=record)
    choose(card.box, card.question, right=True)
    button(card.box, "Check my answer").click()
    assert card.state == "explained"
    assert "Your answers are kept in memory but not on disk yet" in text_of(card.box)


@pytest.mark.parametrize("question", OF_EACH_TYPE, ids=lambda q: q.type)
def test_the_answer_itself_is_kept_as_plain_json(question, record):
    card = QuestionCard(question, "Q", record=record)
    choose(card.box, question, right=True)
    button(card.box, "Check my answer").click()
    stored = json.loads(record.path.read_text())["events"][0]["answer"]
    assert quiz_module.grade(question, stored).right


def test_without_a_record_given_the_learners_own_is_used(tmp_path, monkeypatch):
    own = Record(tmp_path / "own.json")
    monkeypatch.setattr(quiz_module, "default_record", lambda: own)
    card = QuestionCard(one(), "Q")
    choose(card.box, card.question, right=True)
    button(card.box, "Check my answer").click()
    assert [e["question"] for e in own.events("answer")] == ["q1"]


# -- when something breaks ----------------------------------------------------------------


def broken_card(monkeypatch, record):
    def fail(*_args):
        raise RuntimeError("broken inside")

    card = QuestionCard(one(), "Q", record=record)
    choose(card.box, card.question, right=False)
    monkeypatch.setattr(quiz_module, "grade", fail)
    return card


def test_a_broken_callback_raises_in_tests(monkeypatch, record):
    card = broken_card(monkeypatch, record)
    with pytest.raises(RuntimeError, match="broken inside"):
        button(card.box, "Check my answer").click()


def test_a_broken_callback_gives_a_learner_one_sentence_and_live_controls(monkeypatch, record):
    monkeypatch.delenv("COURSE_STRICT")
    card = broken_card(monkeypatch, record)
    check = button(card.box, "Check my answer")
    check.click()
    assert (
        "Something went wrong with this question. Run the cell again, or go on with the next one."
        in text_of(card.box)
    )
    assert "broken inside" not in dump(card.box)
    assert not check.disabled
    assert not inputs(card.box)[0].disabled
    monkeypatch.undo()
    check.click()
    assert "✗ Not yet." in text_of(card.box)


# -- quiz and warm_up ---------------------------------------------------------------------


def stems(box):
    shown = [w.value for w in walk(box) if isinstance(w, widgets.HTML) and "<b>" in w.value]
    return [unescape(html.split("<p>")[2].removesuffix("</p>")) for html in shown]


def test_a_quiz_shows_the_check_questions_or_those_asked_for(record):
    bank = load_questions("posture")
    box = quiz("posture", record=record)
    assert len(stems(box)) == sum(q.use == "check" for q in bank)
    some = quiz("posture", [bank[-1].id, bank[0].id], record=record)
    assert "Question 2 of 2" in text_of(some)
    assert stems(some) == [bank[-1].stem, bank[0].stem]
    assert len(stems(quiz("posture", bank[0].id))) == 1
    assert len(stems(quiz("posture", notebook="03_cause_posture"))) == len(stems(box))


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"ids": ["nope"]}, "The room 'posture' has no question 'nope'; choose from posture-lever"),
        ({"ids": [HOSTILE, 3]}, "The room 'posture' has no question '<img"),
        ({"ids": []}, "The room 'posture' has nothing to ask here; choose from posture-lever-arm"),
        ({"notebook": "99_x"}, "The room 'posture' has nothing to ask here; choose from another"),
    ],
)
def test_a_question_that_does_not_exist_is_a_sentence(arguments, sentence):
    with pytest.raises(QuestionError) as caught:
        quiz("posture", **arguments)
    assert str(caught.value).startswith(sentence)


def test_a_room_without_questions_is_a_sentence():
    with pytest.raises(QuestionError, match="There are no questions for the room 'kitchen'"):
        quiz("kitchen")


def test_warm_up_asks_three_and_records_where(record):
    box = warm_up("03_cause_posture", record=record, today=date(2026, 3, 5))
    assert "Warm-up question 3 of 3" in text_of(box)
    question = next(q for q in ALL if q.stem == stems(box)[0])
    choose(box.children[1], question, right=True)
    button(box.children[1], "Check my answer").click()
    (event,) = record.events("answer")
    assert (event["question"], event["place"]) == (question.id, "warm_up")


def test_warm_up_goes_on_to_other_questions_after_an_answer_today(record):
    before = stems(warm_up("03_cause_posture", record=record))
    for question in (q for q in ALL if q.stem in before):
        record.add("answer", question=question.id, right=True)
    today = datetime.now(UTC).date()
    assert not set(before) & set(stems(warm_up("03_cause_posture", record=record, today=today))[:2])


def test_the_first_notebook_has_nothing_to_warm_up_with(record):
    box = warm_up("00_start_here", record=record)
    assert "There is nothing to warm up with yet: no earlier notebook has questions." in text_of(
        box
    )


def test_warm_up_of_no_notebook_is_a_sentence(record):
    with pytest.raises(QuestionError, match="is not the name of a notebook"):
        warm_up("posture", record=record)
