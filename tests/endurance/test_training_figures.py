"""Pictures of training: traces, units, sentences and tables that tell the same numbers."""

from __future__ import annotations

import pytest

from course_lib.endurance import activity_figure, dose_figure, training_figure
from course_lib.endurance.activity import choose, exercise_names, muscle_names
from course_lib.endurance.training import train
from course_lib.picture import Guess
from course_lib.style import PALETTE

UPPER, MIDDLE, LOWER, SERRATUS = muscle_names()
Y_RAISE, _, ROW, SHRUG, *_ = exercise_names()


def of_color(fig, color, mode="lines"):
    return [
        t
        for t in fig.data
        if t.type == "scatter" and t.mode == mode and t[mode[:-1]].color == PALETTE[color]
    ]


def texts(fig):
    found = [t.text for t in fig.data if t.type == "scatter" and t.mode == "text"]
    return [word for text in found for word in ([text] if isinstance(text, str) else text)]


class TestTwoDoses:
    def test_points_and_intervals_are_those_of_the_trial(self):
        pain, strength = of_color(dose_figure.two_doses().figure, "reference", "markers")
        assert list(pain.y) == [-1.4, -1.9]
        assert list(pain.error_y.array) == pytest.approx([0.7, 0.7])
        assert list(pain.error_y.arrayminus) == pytest.approx([0.6, 0.6])
        assert list(strength.y) == [2.0, 1.7]
        assert list(strength.error_y.array) == pytest.approx([1.5, 1.6])

    def test_two_scales_have_two_axes_with_their_units(self):
        layout = dose_figure.two_doses().figure.layout
        assert layout.yaxis.title.text == "pain (points of 0 to 10)"
        assert layout.yaxis2.title.text == "strength (N m)"

    def test_the_sentence_and_the_table(self):
        picture = dose_figure.two_doses()
        assert "−1.4 (−2.0 to −0.7) points and strength by 2.0 (0.5 to 3.5) N m" in picture.sentence
        assert picture.numbers.rows[1] == ("60", "−1.9 (−2.5 to −1.2)", "1.7 (0.2 to 3.3)")


class TestPlan:
    def test_a_dose_is_drawn_only_once_the_plan_reaches_it(self):
        def points(minutes):
            fig = training_figure.plan(train(minutes_a_week=minutes)).figure
            (found, *_) = of_color(fig, "reference", "markers")
            assert len(found.x) == len(found.error_y.array)
            return len(found.x)

        assert [points(minutes) for minutes in (0, 10, 55, 60, 180)] == [0, 1, 1, 2, 2]

    def test_load_and_strength_are_the_model(self):
        result = train(rise_percent=5)
        fig = training_figure.plan(result).figure
        (load,) = of_color(fig, "demand")
        strength = [t for t in of_color(fig, "capacity") if not t.fill]
        assert list(load.y) == pytest.approx(list(result.load_percent))
        assert load.line.shape == "hv"
        assert list(strength[0].y) == pytest.approx(list(result.strength.middle))
        assert strength[0].line.dash == "longdash"

    def test_the_band_is_the_interval(self):
        result = train()
        fig = training_figure.plan(result).figure
        (band,) = [t for t in fig.data if t.type == "scatter" and t.fill == "toself"]
        assert max(band.y) == pytest.approx(108.14, abs=0.01)
        assert min(band.y) == pytest.approx(100.0)

    def test_a_cross_where_the_plan_ends_and_none_elsewhere(self):
        def crosses(result):
            fig = training_figure.plan(result).figure
            return [t.x[0] for t in of_color(fig, "demand", "markers") if len(t.x)]

        assert crosses(train()) == []
        assert crosses(train(rise_percent=5, weeks=20)) == [12]

    def test_no_label_is_empty_since_plotly_never_draws_it_again(self):
        for result in (train(), train(rise_percent=5, weeks=20), train(weeks=0)):
            assert all(texts(training_figure.plan(result).figure))
        told = texts(training_figure.plan(train(rise_percent=5, weeks=20)).figure)
        assert "week 12: too heavy" in told

    def test_what_was_measured_stands_beside_it(self):
        fig = training_figure.plan(train(minutes_a_week=60)).figure
        measured, others = of_color(fig, "reference", "markers")
        assert list(measured.y) == pytest.approx([104.65, 103.95], abs=0.01)
        assert list(others.y) == [115, 100]
        (spread,) = of_color(fig, "reference")
        assert list(spread.y) == [118, 153]

    def test_the_bars(self):
        result = train()
        asked, before, after = (
            t for t in training_figure.plan(result).figure.data if t.type == "bar"
        )
        assert asked.y[0] == pytest.approx(result.before.demand.peak_nm)
        assert before.y[0] == pytest.approx(result.before.fresh_nm)
        assert after.y[0] == pytest.approx(1.0465 * before.y[0], rel=1e-4)
        assert after.error_y.array[0] == pytest.approx(before.y[0] * 0.0349, rel=0.01)
        assert after.marker.pattern.shape == "/"

    def test_axes_carry_units(self):
        layout = training_figure.plan(train()).figure.layout
        assert layout.xaxis.title.text == "weeks of training"
        assert layout.yaxis.title.text == "% of what you could lift once at the start"
        assert layout.yaxis2.title.text == "moment at T4/T5 (N m)"

    def test_the_sentence_tells_gain_band_minutes_and_cautions(self):
        plain = training_figure.plan(train()).sentence
        assert "10 minutes a week for 10 weeks: 4.7 % stronger (1.2 to 8.1 %)" in plain
        assert "the form then goes after 29 min (27 to 32) instead of 26." in plain
        assert plain.endswith(
            "The load goes from 60 to 73 % of what you could lift once at the start."
        )
        assert "if your back answers as their shoulders did" in plain
        fast = training_figure.plan(train(rise_percent=12, weeks=20)).sentence
        assert fast.count("Overload:") == 2
        nothing = training_figure.plan(train(weeks=0)).sentence
        assert "no training, so strength stays, and the form goes after 26 min." in nothing

    def test_a_guess_is_an_orange_diamond_where_it_belongs(self):
        def place(guess):
            fig = training_figure.plan(train(), guess=guess).figure
            (mark,) = [t for t in fig.data if t.type == "scatter" and t.marker.symbol == "diamond"]
            return mark.x[0], mark.y[0]

        assert place(Guess("gain", 30.0)) == (10.0, 130.0)
        assert place(Guess("week", 7.0)) == (7.0, 100.0)

    def test_the_table_holds_every_week(self):
        rows = {row[0]: row[1:] for row in training_figure.plan(train(weeks=2)).numbers.rows}
        assert rows["load in week 2 (% of the start)"][0] == "62.4"
        assert rows["strength after the plan (% of the start)"] == ("100.9", "100.2", "101.6")


class TestActivity:
    def test_the_chosen_muscle_and_exercise_stand_out(self):
        fig = activity_figure.activity(choose(exercise=ROW, muscle=MIDDLE)).figure
        left, right = (t for t in fig.data if t.type == "bar")
        assert list(left.x) == [63, 79, 0, 0]
        strong, text = PALETTE["muscle"], PALETTE["text"]
        assert [color == strong for color in left.marker.color] == [False, True, False, False]
        assert left.marker.line.width == (1.5, 3, 0, 0)  # the second cue, beside colour
        assert left.marker.line.color == (strong, text, strong, strong)  # a pale bar has its edge
        assert list(right.x) == [101, 87, 79, 53, 49, 0]
        assert right.marker.color.index(strong) == 2

    def test_numbers_from_a_secondary_list_are_hatched(self):
        fig = activity_figure.activity(choose(exercise=SHRUG, muscle=UPPER)).figure
        left, _ = (t for t in fig.data if t.type == "bar")
        assert left.marker.pattern.shape == ("/", "/", "", "")

    def test_what_was_not_read_is_written_not_drawn(self):
        fig = activity_figure.activity(choose(exercise=ROW, muscle=SERRATUS)).figure
        assert texts(fig).count("not read") == 2 + 4
        assert texts(fig).count("not read ★") == 2

    def test_axes_carry_units_and_the_still_pull_is_marked(self):
        fig = activity_figure.activity(choose(exercise=ROW, muscle=MIDDLE)).figure
        assert fig.layout.xaxis2.title.text.startswith("activity (% of the strongest still pull)")
        assert fig.layout.xaxis.range == fig.layout.xaxis2.range
        assert [(shape.x0, shape.yref) for shape in fig.layout.shapes] == [
            (100, "y domain"),
            (100, "y2 domain"),
        ]

    def test_the_sentence_changes_with_the_choice(self):
        row = activity_figure.activity(choose(exercise=ROW, muscle=MIDDLE)).sentence
        assert "Of the 5 exercises with a number for the trapezius, transverse part (middle)" in row
        assert "it is number 3" in row
        lower = activity_figure.activity(choose(exercise=Y_RAISE, muscle=LOWER)).sentence
        assert "no number was read in this exercise" in lower

    def test_a_guess_lies_on_the_upper_part(self):
        chosen = choose(exercise=Y_RAISE, muscle=UPPER)
        fig = activity_figure.activity(chosen, guess=Guess("upper", 30.0)).figure
        (mark,) = [t for t in fig.data if t.type == "scatter" and t.marker.symbol == "diamond"]
        assert mark.x[0] == 30
        assert "upper" in mark.y[0]

    def test_the_table_tells_both_sides(self):
        rows = activity_figure.activity(choose(exercise=ROW, muscle=MIDDLE)).numbers.rows
        assert (ROW, UPPER, "63 %") in rows
        assert (Y_RAISE, MIDDLE, "101 % (with the most of ten)") in rows
        place, known = choose(exercise=ROW, muscle=MIDDLE).rank
        assert rows[-1] == (f"place of {ROW}", MIDDLE, f"number {place} of {known}")
        assert len(rows) == 4 + 5 + 1
