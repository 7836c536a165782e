"""Warnings come before a limit is crossed, and each limit bites."""

from __future__ import annotations

import numpy as np
import pytest

from course_lib.tables import load_rows
from course_lib.thermal.model import apply_pack
from course_lib.thermal.safety import LEVELS, caution_table, check_safety, minutes_at


def level(**asked):
    return LEVELS.index(check_safety(apply_pack(**asked)).level)


def test_time_warns_before_it_forbids():
    ice = [level(contact="towel", minutes=minutes) for minutes in (10, 16, 20, 21)]
    assert ice == [0, 1, 1, 2]
    heat = [level(pack="heat wrap", minutes=minutes) for minutes in (20, 26, 30, 31)]
    assert heat == [0, 1, 1, 2]


def test_bare_ice_is_told_of_the_towel():
    found = check_safety(apply_pack(minutes=10))
    assert found.level == "near a limit"
    assert found.sentence.startswith("The leaflet puts a damp towel round ice")


def test_a_hot_pack_warns_before_44_degrees_and_forbids_50_for_ten_minutes():
    mild = apply_pack(pack_c=45.0, pack="heat wrap", minutes=20)
    hot = apply_pack(pack="hot bottle at 50 °C", minutes=20)
    burning = apply_pack(pack_c=60.0, pack="hot bottle at 50 °C", minutes=20)
    assert float(mild.skin_c.high.max()) < 45
    assert check_safety(hot).level == "near a limit"
    assert "44 °C injures in long contact" in check_safety(hot).sentence
    assert check_safety(burning).level == "over a limit"
    assert "do not use it like this" in check_safety(burning).sentence


def test_frozen_skin_is_forbidden_and_almost_frozen_warned_of():
    coldest = [
        float(apply_pack(pack_c=pack_c, minutes=15).skin_c.low.min()) for pack_c in (0, -2, -10)
    ]
    assert coldest[0] > coldest[1] > coldest[2]
    found = [check_safety(apply_pack(pack_c=pack_c, minutes=15)) for pack_c in (-2.0, -10.0)]
    assert "−0.55 °C" in found[0].sentence
    assert "do not use it like this" in found[1].sentence


def test_melting_ice_cannot_reach_the_freezing_limit():
    assert float(apply_pack(minutes=180).skin_c.low.min()) > 0


def test_minutes_at_by_hand():
    run = apply_pack(pack="hot bottle at 50 °C", minutes=30)
    steps = np.diff(run.minute, append=run.minute[-1])
    assert minutes_at(run, 0.0) == pytest.approx(70.0)
    assert minutes_at(run, 44.0) == pytest.approx(steps[run.skin_c.high >= 44].sum())
    assert minutes_at(run, 60.0) == 0


def test_the_cautions_are_all_listed_with_the_words_not_reviewed():
    table = caution_table()
    assert "not clinically reviewed" in table.caption
    assert len(table.numbers.rows) == len(load_rows("thermal/cautions")) == len(table.sources)
    told = str(table)
    for word in ("Raynaud", "circulation", "open wound", "48 hours", "asleep", "feeling"):
        assert word in told


def test_within_the_limits_says_so():
    found = check_safety(apply_pack(contact="towel", minutes=10))
    assert found.sentence == ("Time and skin temperature stay within the limits that were found.")
