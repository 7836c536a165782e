"""Ranges against the published tables, and against what a stride asks."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.mobility import ranges


class TestAgainstTheTables:
    def test_liebsch2020_table_5_and_7_turning(self):
        """Medians at T3/T4 and T7/T8, from the whole rib cage to a joint without ribs."""
        found = [ranges.reach(rib_cage=r).read_deg.middle.tolist() for r in ranges.RIB_CAGES]
        assert found == [[2.2, 3.2], [5.2, 4.3], [6.5, 5.6], [7.2, 6.6]]

    def test_liebsch2020_extremes(self):
        read = ranges.reach().read_deg
        assert (read.low.tolist(), read.high.tolist()) == ([0.6, 0.8], [4.8, 4.5])

    def test_liebsch2020_relative_change_with_the_front_of_the_rib_cage_cut(self):
        # Printed from unrounded medians: +135 and +33 %.
        change = ranges.rib_cage_change_percent("turning")
        assert change["T3/T4"] == pytest.approx(135, abs=3)
        assert change["T7/T8"] == pytest.approx(33, abs=3)

    def test_white_and_panjabi_one_side_is_doubled(self):
        # One side: 9 at T1/T2, 8 to T7/T8, then 7, 4, 2, 2.
        turning = ranges.reach().textbook_deg
        assert (turning / 2).tolist() == [9, 8, 8, 8, 8, 8, 8, 7, 4, 2, 2]
        bending = ranges.reach(plane="bending forward and back").textbook_deg
        assert bending.tolist() == [4, 4, 4, 4, 4, 5, 6, 6, 6, 9, 12]

    def test_wilke2017_regions(self):
        turning = ranges.reach().cut_short_deg
        assert (turning.low[:9] == 10).all()
        assert (turning.high[9:] == 8).all()
        bending = ranges.reach(plane="bending forward and back").cut_short_deg
        assert (bending.low[0], bending.low[1], bending.high[10]) == (14, 6, 8)

    def test_the_tables_disagree_sixfold_and_the_room_shows_it(self):
        sums = {whole.label: whole for whole in ranges.added_up("turning", "whole rib cage")}
        book = sums["textbook, 11 joints added"].high_deg
        assert book == pytest.approx(2 * (9 + 6 * 8 + 7 + 4 + 2 + 2))
        assert book / sums["whole rib cage"].low_deg > 5

    def test_montgomery2011_19_percent_are_6_2_degrees(self):
        standing = ranges.people("turning")[0]
        assert standing.low_deg == pytest.approx(2 * 6.15 / 0.195, abs=0.5)
        assert standing.high_deg == pytest.approx(2 * 6.25 / 0.185, abs=0.5)


class TestStride:
    """Sources: hamner2010_data and rajagopal2016_data, one runner each."""

    def test_arcs(self):
        asked = ranges.reach().runners_deg
        assert (asked.low, asked.middle, asked.high) == pytest.approx((23.2, 25.5, 27.8))

    def test_each_arc_is_largest_less_smallest(self):
        from course_lib.tables import load_rows

        for row in load_rows("mobility/stride"):
            assert row["most_deg"] - row["least_deg"] == pytest.approx(row["arc_deg"], abs=0.06)

    def test_a_stride_outside_the_runners_says_so(self):
        assert not ranges.reach(stride_percent=100).leaves_the_data
        assert not ranges.reach(stride_percent=109).leaves_the_data
        assert ranges.reach(stride_percent=120).leaves_the_data
        assert ranges.reach(stride_percent=80).leaves_the_data

    @given(own=st.floats(20, 150), percent=st.floats(50, 200))
    def test_times_is_a_ratio(self, own, percent):
        result = ranges.reach(own_deg=own, stride_percent=percent)
        assert result.times * result.stride_deg == pytest.approx(own)
        assert result.stride_deg == pytest.approx(25.5 * percent / 100)


@given(plane=st.sampled_from(ranges.PLANES), cage=st.sampled_from(ranges.RIB_CAGES))
def test_every_band_is_ordered(plane, cage):
    result = ranges.reach(plane=plane, rib_cage=cage)
    for band in (result.cut_short_deg, result.read_deg):
        assert (band.low <= band.middle).all()
        assert (band.middle <= band.high).all()
    assert len(result.textbook_deg) == len(ranges.JOINTS) == 11
    assert all(whole.low_deg <= whole.high_deg for whole in result.wholes)


@given(plane=st.sampled_from(ranges.PLANES))
def test_more_rib_cage_never_means_more_range(plane):
    medians = np.array(
        [ranges.reach(plane=plane, rib_cage=cage).read_deg.middle for cage in ranges.RIB_CAGES]
    )
    assert (np.diff(medians, axis=0) >= 0).all()


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"plane": "up"}, "plane was given as 'up'; choose one of: turning; side bending"),
        ({"rib_cage": "none"}, "rib_cage was given as 'none'; choose one of: whole rib cage"),
        ({"own_deg": 10}, "own_deg was given as 10, but it must be a number from 20 to 150"),
        ({"stride_percent": 300}, "must be a number from 50 to 200; choose a value"),
    ],
)
def test_bad_input(settings, sentence):
    with pytest.raises(ValueError, match=sentence):
        ranges.reach(**settings)
