"""Figures as objects: traces, units, sentences and tables that tell the same numbers."""

from __future__ import annotations

import numpy as np
import pytest

from course_lib.endurance import figure, hold_figure
from course_lib.endurance.hold import hold_at
from course_lib.endurance.running import run
from course_lib.picture import Guess
from course_lib.style import PALETTE


def diamond(fig):
    (found,) = [t for t in fig.data if t.type == "scatter" and t.marker.symbol == "diamond"]
    return found


def crosses(fig):
    return [t for t in fig.data if t.type == "scatter" and t.marker.symbol == "x" and len(t.x)]


class TestHour:
    def test_each_reading_is_a_blue_line_with_its_own_dash_down_to_the_peak(self):
        result = run()
        fig = figure.hour(result).figure
        lines = [
            t
            for t in fig.data
            if t.type == "scatter" and t.line.color == PALETTE["capacity"] and not t.fill
        ]
        assert [t.line.dash for t in lines] == ["dash", "longdash", "solid"]
        shoulder, trunk, air = lines
        assert shoulder.x[-1] == pytest.approx(result.gone_minutes[0])
        assert trunk.x[-1] == pytest.approx(result.gone_minutes[1])
        assert shoulder.y[-1] == pytest.approx(result.demand.peak_nm)
        np.testing.assert_allclose(air.y, result.left_nm[2])

    def test_a_cross_where_the_form_goes_and_none_where_it_stays(self):
        marks = crosses(figure.hour(run()).figure)
        assert [m.x[0] for m in marks] == pytest.approx(run().gone_minutes[:2])
        assert crosses(figure.hour(run(breaks="60 s supported")).figure) == []

    def test_both_bands_lie_between_the_readings_and_above_the_peak(self):
        result = run()
        fig = figure.hour(result).figure
        filled = [t for t in fig.data if t.type == "scatter" and t.fill == "toself"]
        bands = [t for t in filled if "0,114,178" in t.fillcolor]
        assert len(bands) == 2
        for one in bands:
            assert min(one.y) >= result.demand.peak_nm - 1e-9
            assert max(one.y) <= result.fresh_nm + 1e-9

    def test_mean_and_peak_are_drawn_in_the_demand_colour_with_two_dashes(self):
        result = run()
        fig = figure.hour(result).figure
        lines = [
            t
            for t in fig.data
            if t.type == "scatter" and t.line.color == PALETTE["demand"] and not t.fill
        ]
        assert [t.y[0] for t in lines] == [result.demand.peak_nm, result.demand.mean_nm]
        assert [t.line.dash for t in lines] == ["solid", "dot"]

    def test_axes_carry_units_and_the_bars_the_same_scale(self):
        layout = figure.hour(run()).figure.layout
        assert layout.xaxis.title.text == "time into the run (min)"
        assert layout.yaxis.title.text == "moment at T4/T5 (N m)"
        assert layout.yaxis.range == layout.yaxis2.range

    def test_the_bars(self):
        result = run(breaks="15 s supported")
        asked, most, later = (t for t in figure.hour(result).figure.data if t.type == "bar")
        assert asked.y[0] == pytest.approx(result.demand.peak_nm)
        assert most.y[0] == pytest.approx(result.fresh_nm)
        assert later.y[0] == pytest.approx(result.left_at(30.0)[1])
        assert later.marker.pattern.shape == "/"

    def test_the_sentence(self):
        sentence = figure.hour(run()).sentence
        assert "each landing asks 21 N m between the shoulder blades, 26 % of the fresh" in sentence
        assert "Shoulder rates: after 10 min. Trunk rates: after 26 min." in sentence
        assert sentence.endswith("count as rest: not within the hour.")
        assert "below a tenth" not in sentence

    def test_below_a_tenth_of_the_maximum_it_says_that_it_leaves_the_data(self):
        sentence = figure.hour(run(strength_percent=120)).sentence
        assert "below a tenth of the maximum: no holding time was fitted there" in sentence

    def test_more_than_everything(self):
        picture = figure.hour(run(strength_percent=40, lean_deg=25, speed_m_s=5.5))
        assert "105 % of the fresh maximum" in picture.sentence
        assert "Shoulder rates: from the first step." in picture.sentence

    def test_a_guess_is_an_orange_diamond_on_the_peak(self):
        mark = diamond(figure.hour(run(), guess=Guess("gone", 40.0)).figure)
        assert (mark.x[0], mark.y[0]) == (40.0, pytest.approx(run().demand.peak_nm))
        assert mark.marker.color == PALETTE["prediction"]

    def test_the_table_tells_each_reading_twice(self):
        numbers = dict(figure.hour(run()).numbers.rows)
        assert numbers["the form goes, trunk"] == "after 26 min"
        assert numbers["the form goes, trunk, pauses in the air rest"] == "not within the hour"
        assert float(numbers["left after 30 min, shoulder (N m)"]) == pytest.approx(21.5, abs=0.6)


class TestHold:
    def test_the_three_shares_fill_the_panel(self):
        fig = hold_figure.hold(hold_at(effort_percent=40)).figure
        areas = [t for t in fig.data if t.fill == "toself"]
        assert len(areas) == 3
        assert min(areas[0].y) == 0
        assert max(areas[2].y) == 100
        names = {t.text[0] for t in fig.data if t.mode == "text"}
        assert {"active", "resting", "tired"} <= names

    def test_model_and_law_end_where_they_say(self):
        held = hold_at(effort_percent=90)
        fig = hold_figure.hold(held).figure
        assert [m.x[0] for m in crosses(fig)][:1] == pytest.approx([held.model_s])
        (law,) = [
            t for t in fig.data if t.marker.color == PALETTE["reference"] and t.mode == "markers"
        ]
        assert law.x[0] == pytest.approx(held.law_s)

    def test_axes_carry_units(self):
        layout = hold_figure.hold(hold_at(effort_percent=40)).figure.layout
        assert layout.xaxis.title.text == "time (s)"
        assert layout.yaxis.title.text == "share of the muscle group (%)"
        assert layout.xaxis2.title.text == "effort (% of maximum)"
        assert layout.yaxis2.title.text == "holding time (s)"

    def test_sentences_say_where_the_model_is_weak(self):
        middle, hard, low = (
            hold_figure.hold(hold_at(effort_percent=e)).sentence for e in (50, 90, 12)
        )
        assert "the trunk rates hold for 139 s" in middle
        assert "says 109 s; the model is 27 % longer." in middle
        assert middle.endswith("longer.")
        assert "known to give up too soon: trust the law" in hard
        assert "seldom held to the end" in low

    def test_the_table_shows_the_underestimate_at_90_percent(self):
        rows = {row[0]: row for row in hold_figure.hold(hold_at(effort_percent=50)).numbers.rows}
        assert rows["90"] == ("90", "28.8", "14.8", "-49")
        assert rows["30"][3] == "+1"

    def test_a_guess_lies_on_the_curve_panel(self):
        fig = hold_figure.hold(hold_at(effort_percent=50), guess=Guess("hold", 0.0)).figure
        assert (diamond(fig).x[0], diamond(fig).y[0]) == (50, 1.0)
