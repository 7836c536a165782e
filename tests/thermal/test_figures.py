"""Figures as objects: traces, units, sentences and tables that tell the same numbers."""

from __future__ import annotations

import re

import numpy as np
import pytest

from course_lib.picture import Guess
from course_lib.style import PALETTE
from course_lib.thermal import cooling, cooling_figure, figure
from course_lib.thermal.model import POINTS, apply_pack


def lines_of(fig):
    return [t for t in fig.data if t.mode == "lines" and t.line.width == 3]


def diamond(fig):
    (found,) = [t for t in fig.data if t.type == "scatter" and t.marker.symbol == "diamond"]
    return found


class TestSession:
    run = apply_pack()

    def test_four_lines_are_the_model_each_with_its_own_dash(self):
        lines = lines_of(figure.session_picture(self.run).figure)
        assert len(lines) == 4
        assert len({line.line.dash for line in lines}) == 4
        for column, line in enumerate(lines):
            np.testing.assert_allclose(line.y, self.run.temperature_c.middle[:, column])

    def test_axes_carry_units_and_the_pack_is_shaded_as_long_as_it_lies_there(self):
        layout = figure.session_picture(apply_pack(minutes=12)).figure.layout
        assert layout.xaxis.title.text == "time (minutes)"
        assert layout.yaxis.title.text == "temperature (°C)"
        assert (layout.shapes[0].x0, layout.shapes[0].x1) == (0, 12)

    def test_the_sentence_tells_the_numbers_of_the_table(self):
        picture = figure.session_picture(self.run)
        for row, text in zip(picture.numbers.rows, ("skin", "1 cm", "2 cm", "3 cm"), strict=True):
            told = re.search(rf"{text}[a-z ]* (\d+) °C", picture.sentence).group(1)
            assert float(told) == pytest.approx(float(row[2]), abs=0.51)

    def test_the_table_by_hand(self):
        row = figure.session_picture(self.run).numbers.rows[2]
        end = self.run.temperature_c.middle[POINTS - 1, 2]
        assert float(row[2]) == pytest.approx(end, abs=0.05)
        change = float(row[2]) - float(row[1])
        assert float(row[5].replace("−", "-")) == pytest.approx(change, abs=0.11)

    def test_state_and_sentence_change_with_the_limits(self):
        calm, hot = (
            figure.session_picture(apply_pack(**asked))
            for asked in (
                {"contact": "towel", "minutes": 10},
                {"pack": "crushed ice", "contact": "towel", "minutes": 40},
            )
        )
        assert "within the limits" in calm.figure.layout.annotations[2].text
        assert "over a limit" in hot.figure.layout.annotations[2].text
        assert hot.sentence.startswith("20 minutes is the longest single use")

    def test_heat_has_its_own_limit_line_and_range(self):
        fig = figure.session_picture(apply_pack(pack="heat wrap", minutes=30)).figure
        (limit,) = [t for t in fig.data if t.line.color == PALETTE["reference"]]
        assert set(limit.y) == {44.0}
        assert fig.layout.yaxis.range[0] >= 29

    def test_after_drop_is_said_only_when_there_is_one(self):
        assert "still falls after the pack is off" in figure.session_picture(self.run).sentence
        none = figure.session_picture(apply_pack(rewarm_minutes=0)).sentence
        assert "still" not in none

    def test_names_do_not_stand_on_each_other(self):
        for pack in ("crushed ice", "heat wrap"):
            fig = figure.session_picture(apply_pack(pack=pack)).figure
            places = sorted(t.y[0] for t in fig.data if t.mode == "text" and t.text[0][0] == " ")
            low, high = fig.layout.yaxis.range
            assert (np.diff(places) >= 0.05 * (high - low) - 1e-9).all()
            assert low < places[0] <= places[-1] < high

    def test_a_guess_is_an_orange_diamond_at_the_end_of_the_pack(self):
        mark = diamond(figure.session_picture(self.run, guess=Guess("2 cm", 20.0)).figure)
        assert (list(mark.x), list(mark.y)) == ([20.0], [20.0])
        assert mark.marker.color == PALETTE["prediction"]


class TestCooling:
    result = cooling.time_to_cool(skinfold_mm=35)

    def test_ottes_squares_stand_at_their_groups(self):
        fig = cooling_figure.cooling_picture(self.result).figure
        (seen,) = [t for t in fig.data if t.marker.symbol == "square" and t.mode == "markers"]
        assert list(seen.y) == [8.0, 23.3, 37.8, 58.6]
        assert list(seen.error_y.array) == [3.4, 6.7, 9.6, 11.7]
        assert list(seen.x) == pytest.approx([5.0, 15.5, 25.5, 35.5])

    def test_they_are_gone_where_the_question_is_another(self):
        fig = cooling_figure.cooling_picture(cooling.time_to_cool(depth_mm=20.0)).figure
        (seen,) = [t for t in fig.data if t.marker.symbol == "square" and t.mode == "markers"]
        assert len(seen.y) == 0

    def test_axes_carry_units(self):
        layout = cooling_figure.cooling_picture(self.result).figure.layout
        assert layout.xaxis.title.text == "temperature (°C)"
        assert layout.yaxis.title.text == "depth below the skin (mm)"
        assert layout.xaxis2.title.text == "skinfold (mm)"
        assert layout.yaxis2.title.text == "minutes of ice to cool by 7 °C"

    def test_the_profile_is_the_session_upside_down(self):
        fig = cooling_figure.cooling_picture(self.result).figure
        now = next(t for t in fig.data if t.mode == "lines+markers" and t.line.dash == "solid")
        np.testing.assert_allclose(now.x, self.result.profile.temperature_c.middle[POINTS - 1])
        assert fig.layout.yaxis.range[0] > fig.layout.yaxis.range[1]

    def test_the_sentence_warns_of_more_than_20_minutes(self):
        long = cooling_figure.cooling_picture(self.result).sentence
        assert "do not try it" in long
        short = cooling_figure.cooling_picture(cooling.time_to_cool(skinfold_mm=5)).sentence
        assert "do not try it" not in short

    def test_more_than_three_hours_is_said_in_words(self):
        assert cooling_figure.time_words(180.0) == "more than 180"
        assert cooling_figure.time_words(70.2) == "70"

    def test_a_guess_stands_at_the_skinfold(self):
        mark = diamond(cooling_figure.cooling_picture(self.result, guess=Guess("x", 90.0)).figure)
        assert (list(mark.x), list(mark.y)) == ([35], [90.0])
