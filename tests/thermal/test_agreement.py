"""The table of agreement says what the tables say, good and bad."""

from __future__ import annotations

import pytest

from course_lib.sources import get_source
from course_lib.tables import load_rows
from course_lib.thermal import agreement


def test_every_measurement_has_its_row_and_a_source():
    checks = agreement.agreement()
    assert len(checks) == len(load_rows("thermal/measured")) + 3
    for check in checks:
        assert get_source(check.source_key)
        assert check.agrees.split()[0].rstrip(",:") in ("yes", "no", "only")


def test_the_cross_validation_belongs_to_the_measurements():
    measured = {row["id"]: row for row in load_rows("thermal/measured")}
    fitted = [row for row in measured.values() if row["used"] == "fit"]
    rows = load_rows("thermal/cross_validation")
    assert [row["id"] for row in rows] == [row["id"] for row in fitted]
    for row in rows:
        assert row["measured"] == pytest.approx(measured[row["id"]]["value"], rel=5e-3)
        for which in ("left_out", "fitted"):
            edges = [row[f"{which}_{edge}"] for edge in ("low", "middle", "high")]
            assert edges == sorted(edges)


def test_the_sum_of_the_misses_by_hand():
    found = agreement.missed()
    rows = load_rows("thermal/cross_validation")
    inside = [row for row in rows if row["left_out_low"] <= row["measured"] <= row["left_out_high"]]
    assert (found.inside, found.count) == (len(inside), len(rows)) == (7, 14)
    assert found.typical_percent == pytest.approx(63, abs=2)  # Otte's times come out too long
    assert found.typical_c == pytest.approx(1.9, abs=0.1)


def test_it_shows_where_the_model_fails():
    failed = {c.finding for c in agreement.agreement() if c.agrees.startswith("no")}
    assert any("heat wrap" in finding for finding in failed)
    assert any("3 cm after 15 min of a hot pack" in finding for finding in failed)
    assert any("2 cm below the skin" in finding for finding in failed)


def test_the_table_reads_in_html():
    page = agreement.agreement_table()._repr_html_()
    assert "model that has not seen the study" in page
    assert "nan" not in page


def test_the_muscles_between_the_shoulder_blades_are_as_thick_as_chapter_10_says():
    rows = load_rows("thermal/layers")
    assert [round(sum(row[f"{who}_mm"] for row in rows)) for who in ("men", "women")] == [15, 9]
