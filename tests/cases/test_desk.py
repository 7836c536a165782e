"""A case in the page, worked through without a browser."""

from __future__ import annotations

import pytest

from course_lib.cases.case_file import case_files
from course_lib.cases.case_lab import runner_case


def answer(card, right=True):
    """Give a card its right answer, or a wrong one twice."""
    question = card.question
    if question.type == "order":
        steps = {button.description: button for button in card._input.controls}
        order = question.items if right else question.items[::-1]
        for text in order:
            steps[text].value = True
    else:
        (card._input.controls[0]).value = next(o.text for o in question.options if o.right == right)
    card._check.click()
    if not right and card.state == "locked":
        card._again.click()
        if question.type != "order":
            other = [o.text for o in question.options if not o.right][1]
            card._input.controls[0].value = other
        card._check.click()


@pytest.mark.parametrize("name", case_files())
def test_a_case_goes_from_the_story_to_the_look_back(name, record):
    desk = runner_case(name, record)
    assert desk.enough_button.disabled
    for button in desk.ask_buttons.values():
        button.click()
    desk.enough_button.click()
    desk.reason.value = "<b>because</b>"
    answer(desk.rank_card)
    answer(desk.change_mind_card)
    answer(desk.plan_card)
    last = desk.steps.children[-1].children[0].value
    assert "You asked everything that counted." in last
    assert desk.case.debrief[:40] in last.replace("&quot;", '"').replace("&#x27;", "'")
    kinds = [event["kind"] for event in record.events()]
    assert kinds == ["case_asked", "answer", "case_reason", "answer", "answer"]


def test_findings_are_hidden_until_asked(record):
    desk = runner_case("04_every_hill", record)
    cold = "Sweat that is cold"
    assert cold not in str(desk.get_state()) + desk.found.value
    desk.ask_buttons["with"].click()
    assert cold in desk.found.value
    assert desk.ask_buttons["with"].disabled


def test_what_was_not_asked_is_named_at_the_end(record):
    desk = runner_case("04_every_hill", record)
    desk.ask_buttons["sleep"].click()
    desk.enough_button.click()
    assert not desk.reason.disabled
    answer(desk.rank_card, right=False)
    weighed = desk.steps.children[3].children[0].value
    assert "(not asked)" in weighed
    answer(desk.change_mind_card)
    answer(desk.plan_card)
    last = desk.steps.children[-1].children[0].value
    assert "You did not ask, and it would have counted" in last
    assert "Call your emergency number now" in last
    assert "[not clinically reviewed]" in last


def test_a_worked_case_thinks_aloud_and_an_open_one_is_silent(record):
    def asks(name):
        return runner_case(name, record).steps.children[1].children[0].value

    assert "Thinking aloud" in asks("01_long_day")
    assert "<summary>A hint</summary>" in asks("03_sudden_and_sharp")
    assert "hint" not in asks("06_shoulder_blade_ache").lower()


def test_a_reason_is_kept_as_text(record):
    desk = runner_case("01_long_day", record)
    desk.ask_buttons["place"].click()
    desk.enough_button.click()
    desk.reason.value = "<script>alert(1)</script>"
    answer(desk.rank_card)
    (event,) = record.events("case_reason")
    assert event["reason"] == "<script>alert(1)</script>"
    assert all("<script>" not in child.children[0].value for child in desk.steps.children[2:4])
