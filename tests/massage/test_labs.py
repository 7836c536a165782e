"""The labs without a browser: presets, predictions, and that every truth is the table's."""

import pytest

from course_lib.massage import lab
from course_lib.record import Record

LABS = [lab.dose_lab, lab.lasting_lab]
# The place of the right option, or the number, by hand from the sources.
TRUTHS = {
    "massage-short": 1,  # Sherman 2014: 30 minutes not significantly better
    "massage-of-100": 55,  # Sherman 2009: 55 % against 25 %
    "massage-sham": 1,  # Gross 2024: probably little to no difference
    "massage-half-year": 1.1,  # Sherman 2009, week 26
    "massage-more": 1,  # Cook 2015, week 26: 1.09 (0.82 to 1.43)
}


@pytest.fixture
def record(tmp_path):
    return Record(tmp_path / "record.json")


@pytest.mark.parametrize("open_lab", LABS)
def test_the_frame(open_lab, record):
    shown = open_lab(record=record)
    assert len(shown.controls) <= 4
    assert all(control.description and control.tooltip for control in shown.controls.values())


@pytest.mark.parametrize("open_lab", LABS)
def test_every_preset_says_something_else(open_lab, record):
    shown = open_lab(record=record)
    shown.skip()
    seen = set()
    for button in shown.preset_buttons:
        button.click()
        seen.add(shown.figure.picture.sentence)
    assert len(seen) == len(shown.preset_buttons)


@pytest.mark.parametrize("open_lab", LABS)
def test_every_prediction_has_the_truth_of_its_source(open_lab, record):
    shown = open_lab(record=record)
    for prediction in shown.predictions:
        if prediction.options:
            shown.answer.index = 0
        else:
            shown.answer.value = prediction.high
        shown.lock()
        kept = record.events("prediction")[-1]
        assert kept["prediction"] == prediction.id
        assert kept["model"] == pytest.approx(TRUTHS[prediction.id])
        assert prediction.explanation.split(".")[0][:30] in shown.compared.value
        shown.next()
    assert {event["prediction"] for event in record.events("prediction")} <= set(TRUTHS)


def test_there_are_five_predictions():
    shown = [prediction.id for open_lab in LABS for prediction in open_lab().predictions]
    assert shown == list(TRUTHS)


# What the page would give away if it stood there before the lock.
ANSWERS = {
    "massage-short": "no better",
    "massage-of-100": "25 and 55",
    "massage-sham": "little or no difference",
    "massage-half-year": "1.1 (0.6 to 2)",
    "massage-more": "1.09 (0.82 to 1.43)",
}


@pytest.mark.parametrize("open_lab", LABS)
def test_no_answer_can_be_read_before_its_lock(open_lab, record):
    shown = open_lab(record=record)
    for prediction in shown.predictions:
        picture = shown.figure.picture
        told = f"{picture.sentence} {picture.numbers.rows} {picture.drawn}"
        assert ANSWERS[prediction.id] not in told
        if prediction.options:
            shown.answer.index = 0
        else:
            assert prediction.low <= TRUTHS[prediction.id] <= prediction.high
            shown.answer.value = prediction.high
        shown.lock()
        picture = shown.figure.picture
        assert ANSWERS[prediction.id] in f"{picture.sentence} {picture.numbers.rows}"
        shown.next()
