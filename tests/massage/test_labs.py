"""The labs without a browser: presets, predictions, and that every truth is the table's."""

import pytest

from course_lib.massage import lab
from tests.lab_frame import LabFrame, close

LABS = [lab.dose_lab, lab.lasting_lab]
# The place of the right option, or the number, by hand from the sources.
TRUTHS = {
    "massage-short": 1,  # Sherman 2014: 30 minutes not significantly better
    "massage-of-100": 55,  # Sherman 2009: 55 % against 25 %
    "massage-sham": 1,  # Gross 2024: probably little to no difference
    "massage-half-year": 1.1,  # Sherman 2009, week 26
    "massage-more": 1,  # Cook 2015, week 26: 1.09 (0.82 to 1.43)
}


@pytest.mark.parametrize("open_lab", LABS)
class TestFrame(LabFrame):
    truths = close(TRUTHS)


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
