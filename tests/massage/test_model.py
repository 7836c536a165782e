"""The doses and times that trials measured, and the refusal to say anything in between."""

from math import exp, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.massage.agreement import agreement, intervals_beside_printed
from course_lib.massage.lasting import COURSES, LAST_WEEK, lasting
from course_lib.massage.model import (
    AGAINST,
    MINUTES,
    OUTCOMES,
    dose,
    interval_from_p,
    of_100,
    trials,
)
from course_lib.tables import load_rows

WAITING = "waiting for treatment"


class TestIntervalFromP:
    @pytest.mark.parametrize(
        ("ratio", "p_value", "low", "high"),
        [
            (0.30, 0.034, 0.10, 0.91),  # Altman and Bland 2011: their formula on their own example
            (1.56, 0.018, 1.08, 2.25),  # Cook 2015, function at week 12
            (1.25, 0.077, 0.98, 1.61),  # Cook 2015, pain at week 12
        ],
    )
    def test_it_gives_the_printed_interval(self, ratio, p_value, low, high):
        assert interval_from_p(ratio, p_value) == pytest.approx((low, high), abs=0.015)

    @given(st.floats(1.05, 20), st.floats(0.0001, 0.9))
    def test_turning_the_groups_round_turns_the_interval_round(self, ratio, p_value):
        low, high = interval_from_p(ratio, p_value)
        other_low, other_high = interval_from_p(1 / ratio, p_value)
        assert (1 / other_high, 1 / other_low) == pytest.approx((low, high))

    @given(st.floats(1.05, 20), st.floats(0.0001, 0.9))
    def test_it_leaves_out_one_exactly_when_p_is_below_five_percent(self, ratio, p_value):
        low, high = interval_from_p(ratio, p_value)
        assert low < ratio < high
        assert exp((log(low) + log(high)) / 2) == pytest.approx(ratio)
        if abs(p_value - 0.05) > 1e-6:
            assert (low > 1) == (p_value < 0.05)

    @pytest.mark.parametrize(
        ("ratio", "p_value", "sentence"),
        [
            (2, 0, "p value was given as 0, but it must be a number from 1e-12 to 0.999999; choose"
             " a value in that range."),
            (0, 0.1, "risk ratio was given as 0, but it must be a number from 1e-06 to 1e+06; "
             "choose a value in that range."),
            (1, 0.5, "A risk ratio of 1 has no interval that follows from its p value; give a "
             "ratio other than 1."),
        ],
    )  # fmt: skip
    def test_what_has_no_interval_is_refused(self, ratio, p_value, sentence):
        with pytest.raises(ValueError, match=r"risk ratio|p value") as caught:
            interval_from_p(ratio, p_value)
        assert str(caught.value) == sentence


class TestOf100:
    def test_the_printed_shares_follow_from_share_and_ratio(self):
        # Sherman 2009: 14 % without, ratio 2.7, 39 % printed; 25 % without, ratio 2.2, 55 %.
        assert of_100(14, 2.7) == pytest.approx(39, abs=1.3)
        assert of_100(25, 2.2) == pytest.approx(55, abs=0.1)

    def test_nobody_is_counted_twice(self):
        assert of_100(60, 3) == 100

    @given(st.floats(0, 100))
    def test_a_ratio_of_one_changes_nobody(self, share):
        assert of_100(share, 1) == share


class TestDose:
    @pytest.mark.parametrize(
        ("minutes", "times", "outcome", "ratio"),
        [(60, 2, "pain", 2.30), (60, 3, "pain", 2.73), (60, 2, "function", 3.41),
         (60, 3, "function", 4.98)],
    )  # fmt: skip
    def test_the_published_ratios_against_waiting(self, minutes, times, outcome, ratio):
        found = dose(f"{minutes} minutes", times, against=WAITING, outcome=outcome)
        assert (found.found, found.trial.ratio, found.trial.worked_out) == ("number", ratio, True)
        assert found.trial.low > 1
        assert found.trial.people is None

    @pytest.mark.parametrize("outcome", OUTCOMES)
    def test_what_was_tested_without_a_number_stays_without_one(self, outcome):
        for times in (2, 3):
            found = dose("30 minutes", times, against=WAITING, outcome=outcome)
            assert (found.found, found.trial.ratio) == ("no better", None)
        found = dose("60 minutes", 1, against=WAITING, outcome=outcome)
        assert (found.found, found.trial.ratio) == ("not read", None)

    @pytest.mark.parametrize("outcome", OUTCOMES)
    def test_what_nobody_tested_is_not_filled_in(self, outcome):
        assert dose("30 minutes", 1, against=WAITING, outcome=outcome).found == "no trial"
        for times in (2, 3):
            found = dose("60 minutes", times, against="a self-care book", outcome=outcome)
            assert (found.found, found.trial) == ("no trial", None)

    def test_the_book_gives_people_of_100(self):
        found = dose("60 minutes", 1, against="a self-care book", outcome="function")
        people = found.trial.people
        assert (people.without, people.with_massage) == (14, 39)
        assert (people.low, people.high) == pytest.approx((13.9, 100), abs=0.1)
        bother = dose("60 minutes", 1, against="a self-care book", outcome="pain")
        assert bother.what == "a 30 % fall in how much it bothers"
        assert (bother.trial.people.without, bother.trial.people.with_massage) == (25, 55)

    def test_a_sham_gives_a_verdict_and_no_number(self):
        for minutes in MINUTES:
            found = dose(minutes, 2, against="a sham or placebo", outcome="pain")
            assert found.found == "verdict"
            assert "probably makes little or no difference" in found.verdict
            assert found.tested == ()

    def test_every_number_is_the_evidence_table_s_own(self):
        evidence = {row["id"]: row["value"] for row in load_rows("treatments/evidence")}
        for row, trial in zip(load_rows("massage/trials"), trials(), strict=True):
            if trial.found == "number":
                assert trial.ratio == evidence[row["evidence_id"]]
            else:
                assert trial.ratio is None

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"minutes": "45 minutes"}, "minutes was given as '45 minutes'; choose one of: 30 "),
            ({"times_a_week": 5}, "times a week was given as 5, but it must be a number from 1 to"),
            ({"against": "nothing"}, "against was given as 'nothing'; choose one of: waiting "),
            ({"outcome": "mood"}, "outcome was given as 'mood'; choose one of: pain; function."),
        ],
    )
    def test_what_is_not_offered_is_one_sentence(self, changes, words):
        asked = {"minutes": MINUTES[0], "times_a_week": 2, "against": WAITING, "outcome": "pain"}
        with pytest.raises(ValueError, match="was given as") as caught:
            dose(**{**asked, **changes})
        assert words in str(caught.value)


class TestLasting:
    def test_measured_weeks_are_the_published_ones(self):
        book = lasting("10 weeks against a self-care book", 10, outcome="pain")
        assert [(t.measured_week, t.ratio, t.low, t.high) for t in book.measured] == [
            (10, 2.2, 1.04, 4.2), (26, 1.1, 0.6, 2.0)]  # fmt: skip
        more = lasting("6 more massages against none", 12, outcome="function")
        assert [(t.measured_week, t.ratio) for t in more.measured] == [(12, 1.56), (26, 1.22)]

    @given(st.sampled_from(list(COURSES)), st.integers(0, LAST_WEEK), st.sampled_from(["pain"]))
    def test_a_week_is_measured_or_it_is_between_neighbours(self, course, week, outcome):
        moment = lasting(course, week, outcome=outcome)
        weeks = [t.measured_week for t in moment.measured]
        assert (moment.now is not None) == (week in weeks)
        assert moment.before is None or moment.before.measured_week < week
        assert moment.after is None or moment.after.measured_week > week
        assert weeks == sorted(weeks)

    def test_a_week_too_late_is_one_sentence(self):
        with pytest.raises(ValueError, match=r"^week was given as 40, but it must be a number fr"):
            lasting("10 weeks against a self-care book", 40, outcome="pain")

    def test_a_course_nobody_ran_is_one_sentence(self):
        with pytest.raises(ValueError, match=r"^course was given as 'a year'; choose one of: 4 w"):
            lasting("a year", 4, outcome="pain")


def test_the_room_s_arithmetic_agrees_with_every_printed_pair():
    pairs = intervals_beside_printed()
    assert [row[0] for row in pairs] == ["ad06", "ad08"]
    for _, low, high, our_low, our_high in pairs:
        assert (our_low, our_high) == pytest.approx((low, high), abs=0.015)
    assert [check.source_key for check in agreement()][:4] == [
        "cook2015", "cook2015", "sherman2009", "sherman2009"]  # fmt: skip


def test_every_comparison_has_rows_or_a_verdict():
    for against in AGAINST:
        found = dose(MINUTES[1], 1, against=against, outcome="pain")
        assert bool(found.tested) != bool(found.verdict)
