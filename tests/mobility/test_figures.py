"""Figures as objects: traces, units, sentences and tables that tell the same numbers."""

from __future__ import annotations

import re

import numpy as np
import pytest

from course_lib.mobility import (
    desk,
    hold,
    hold_figure,
    model,
    outlook_figure,
    range_figure,
    ranges,
)
from course_lib.picture import Guess
from course_lib.style import EDGE, PALETTE

GROUPS = desk.desk_groups().group


def diamond(fig):
    (found,) = [t for t in fig.data if t.type == "scatter" and t.marker.symbol == "diamond"]
    return found


def in_colour(fig, role, mode="lines"):
    colour = EDGE.get(role, PALETTE[role])
    return [t for t in fig.data if t.mode == mode and t.line.color == colour and not t.fill]


class TestReach:
    def test_textbook_dotted_with_squares_and_the_read_joints(self):
        result = ranges.reach()
        fig = range_figure.reach(result).figure
        (book,) = in_colour(fig, "reference", "lines+markers")
        np.testing.assert_allclose(book.x, result.textbook_deg)
        assert (book.line.dash, book.marker.symbol) == ("dot", "square")
        read = [t for t in fig.data if t.mode == "markers" and t.text is not None]
        assert list(read[0].x) == [2.2, 3.2]

    def test_axes_carry_units(self):
        for plane in ranges.PLANES:
            layout = range_figure.reach(ranges.reach(plane=plane)).figure.layout
            assert layout.xaxis.title.text == "one joint (degrees)"
            assert layout.xaxis2.title.text == "end to end (degrees)"
            assert plane in layout.annotations[0].text
            assert tuple(layout.yaxis.ticktext) == ranges.JOINTS

    def test_stride_and_own_range_have_their_colours_and_lengths(self):
        fig = range_figure.reach(ranges.reach(own_deg=90, stride_percent=200)).figure
        (asked,), (own,) = in_colour(fig, "demand"), in_colour(fig, "capacity")
        assert asked.x[1] == pytest.approx(51.0)
        assert own.x[1] == 90
        assert fig.layout.shapes[0].x1 == pytest.approx(51.0)

    def test_the_sentence_tells_the_stride_the_range_and_the_tables(self):
        sentence = range_figure.reach(ranges.reach()).sentence
        assert "moved the trunk 23 to 28° from end to end" in sentence
        assert "fits 2.5 times into your 65°" in sentence
        assert "moved 2.2°, and the textbook says 16°" in sentence

    def test_the_sentence_owns_up_to_an_assumption_and_to_a_range_too_small(self):
        sentence = range_figure.reach(ranges.reach(own_deg=30, stride_percent=150)).sentence
        assert "outside them: an assumption" in sentence
        assert "does not fit into your 30°" in sentence

    def test_one_runner_is_not_two(self):
        sentence = range_figure.reach(ranges.reach(plane="side bending")).sentence
        assert "the one measured runner moved the trunk 13°" in sentence

    def test_a_guess_stands_in_the_row_of_the_stride(self):
        fig = range_figure.reach(ranges.reach(), guess=Guess("stride", 80.0)).figure
        mark = diamond(fig)
        assert (list(mark.x), list(mark.y), mark.xaxis) == ([80.0], [0.0], "x2")

    def test_the_table_says_which_joints_were_not_read(self):
        rows = range_figure.reach(ranges.reach()).numbers.rows
        read = [row[0] for row in rows[:11] if row[3] != "not read"]
        assert read == ["T3/T4", "T7/T8"]


class TestOutlook:
    result = model.stretch(group=GROUPS[0], hold_s=30, repeats=4, minutes_since=0)

    def test_the_curve_is_the_model_and_starts_above_the_group(self):
        fig = outlook_figure.outlook(self.result).figure
        curve = next(t for t in in_colour(fig, "mobility") if len(t.x) == 121)
        np.testing.assert_allclose(curve.y, self.result.range_deg.middle)
        assert curve.y[0] > self.result.before_deg > curve.y[-1] - 0.1

    def test_axes_carry_units_and_do_not_jump_between_groups(self):
        figs = [outlook_figure.outlook(model.stretch(group=g)).figure for g in GROUPS]
        assert len({fig.layout.yaxis.range for fig in figs}) == 1
        assert figs[0].layout.xaxis.title.text == "time since the session (minutes)"
        assert figs[0].layout.yaxis.title.text.endswith("(degrees)")

    def test_everything_fits_into_the_fixed_axis(self):
        for group in GROUPS:
            most = model.stretch(group=group, repeats=8, hold_s=60, minutes_since=0)
            low, high = outlook_figure.LOW_DEG, outlook_figure.HIGH_DEG
            assert low < most.before_deg - most.between_people_deg
            assert high > max(band.high for band in outlook_figure.bands(most)) + 2

    def test_the_sentence_tells_the_numbers_of_the_table(self):
        picture = outlook_figure.outlook(self.result)
        table = {row[0]: [float(c) for c in row[1:] if c] for row in picture.numbers.rows}
        start, now, weeks = (table[name][0] for name in ("before", "now", "in six weeks"))
        told = [float(n) for n in re.findall(r"(\d+\.\d)°", picture.sentence)]
        assert told == pytest.approx([start, now - start, weeks - start], abs=0.11)
        assert "No trial has measured these degrees for the upper back." in picture.sentence

    def test_without_stretching_the_sentence_says_so(self):
        still = model.stretch(group=GROUPS[1], repeats=0)
        assert "Without stretching nothing" in outlook_figure.outlook(still).sentence

    @pytest.mark.parametrize(("at", "place"), [("now", 1.0), ("in six weeks", 3.0)])
    def test_a_guessed_gain_stands_above_the_start(self, at, place):
        mark = diamond(outlook_figure.outlook(self.result, guess=Guess(at, 10.0)).figure)
        assert (list(mark.x), list(mark.y)) == ([place], [74.75])


class TestHold:
    def test_the_measured_falls_are_squares_at_30_s(self):
        fig = hold_figure.held_stretch(hold.hold_stretch(hold_s=45)).figure
        squares = [t for t in fig.data if t.mode == "markers" and t.marker.symbol == "square"]
        assert list(squares[0].y) == [75.0, 79.0]
        assert "measured: falls until 45 s" in str(fig.data)

    def test_no_published_square_where_there_is_none(self):
        for settings in ({"kept": hold.HELD_PULL}, {"hold_s": 15}):
            fig = hold_figure.held_stretch(hold.hold_stretch(**settings)).figure
            assert not [t for t in fig.data if t.mode == "markers" and t.marker.symbol == "square"]

    def test_axes_carry_units(self):
        for kept, what in ((hold.HELD_LENGTH, "force"), (hold.HELD_PULL, "length gained")):
            layout = hold_figure.held_stretch(hold.hold_stretch(kept=kept)).figure.layout
            assert layout.yaxis.title.text == f"{what} (% of the first moment)"
            assert layout.xaxis.title.text == "time (s)"

    def test_the_sentences(self):
        falls = hold_figure.held_stretch(hold.hold_stretch()).sentence
        assert "the force falls by 25 % (21 to 25) in the first hold" in falls
        grows = hold_figure.held_stretch(hold.hold_stretch(kept=hold.HELD_PULL)).sentence
        assert "the stretch grows by 32 % (25 to 33) in the first hold" in grows
        assert "One minute after letting go, 0.2 % of it is left." in grows

    def test_a_guess_counts_from_100_percent(self):
        mark = diamond(
            hold_figure.held_stretch(hold.hold_stretch(), Guess("first hold", 60)).figure
        )
        assert (list(mark.x), list(mark.y)) == ([30.0], [40.0])
