"""The check in the page: what a learner presses and reads; nothing is kept."""

from __future__ import annotations

import re

from course_lib.record import default_record
from course_lib.screening.lab import safety_check


def walk(check, yes=(), unsure=()):
    """Answer every question until the advice stands."""
    for _ in check.flags:
        name = check.flags[check.number].id
        word = "Yes" if name in yes else "Not sure" if name in unsure else "No"
        check.choice.value = word
        check.next_button.click()
        if check.advice:
            return check.said.value
    raise AssertionError("the check never answered")


def test_one_emergency_sign_ends_the_questions_at_once():
    check = safety_check()
    said = walk(check, yes={"rf01"})
    assert check.number == [flag.id for flag in check.flags].index("rf01")
    assert "Call your emergency number now" in said
    assert "you said yes: chest pain together with the back pain" in said
    assert "What you can say on the phone" in said


def test_the_place_between_the_shoulders_asks_for_advice_today():
    said = walk(safety_check(), yes={"rf10"})
    assert "Ask for medical advice today" in said
    assert "between the shoulders" in said


def test_no_to_everything_is_never_you_are_fine():
    said = walk(safety_check()).lower()
    assert "self-care is reasonable for up to about 6 weeks" in said
    assert "not clinically reviewed" in said
    assert "a list cannot tell you that all is well" in said
    assert "fine" not in said


def test_stopping_early_counts_open_questions_on_the_safe_side():
    check = safety_check()
    assert check.stop_button.disabled
    check.choice.value = "No"
    check.stop_button.click()
    assert "Call your emergency number now" in check.said.value
    assert "A question left open counts like a yes" in check.said.value


def test_not_sure_counts_and_is_named():
    said = walk(safety_check(), unsure={"rf20"})
    assert "Make an appointment" in said
    assert "this is still open: pain that is no better after about 6 weeks" in said


def test_contradicting_answers_are_said_not_hidden():
    said = walk(safety_check(), yes={"rf46"})
    assert "two answers do not fit together" in said
    assert "Ask for medical advice today" in said


def test_back_keeps_the_answer_and_again_forgets_all():
    check = safety_check()
    check.choice.value = "Not sure"
    check.next_button.click()
    check.back_button.click()
    assert check.choice.value == "Not sure"
    check.again_button.click()
    assert check.answers == {}
    assert check.choice.value is None
    assert check.next_button.disabled


def test_no_probability_no_diagnosis_and_nothing_is_stored():
    before = default_record().events()
    for flag in safety_check().flags:
        said = walk(safety_check(), yes={flag.id})
        assert "%" not in said
        assert not re.search(r"\byou have\b", said.lower())
    assert default_record().events() == before
