"""The sessions against what was measured, what must always hold, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib.tables import load_rows
from course_lib.thermal import agreement, cooling
from course_lib.thermal.model import LIMITS, POINTS, apply_pack, packs
from course_lib.thermal.pack import capacity_of
from course_lib.thermal.tissue import bodies, make_tissue, properties


class TestAgainstMeasurements:
    """Source: data/thermal/measured.csv, each value read in the study named there."""

    @pytest.mark.parametrize(
        ("low", "high", "minutes", "deviation"),
        [(0, 10, 8.0, 3.4), (10, 20, 23.3, 6.7), (20, 30, 37.8, 9.6), (30, 40, 58.6, 11.7)],
    )
    def test_ottes_four_times(self, low, high, minutes, deviation):
        """Somewhere in each group the model's middle is as fast as the people (otte2002)."""
        folds = [max(5.0, low + share * (high - low)) for share in (0.3, 0.8)]
        fast, slow = (cooling.time_to_cool(skinfold_mm=fold).minutes for fold in folds)
        assert float(fast.middle) - deviation <= minutes <= float(slow.middle) + deviation
        assert float(fast.low) <= minutes <= float(slow.high)

    def test_the_four_times_lie_in_the_band_of_a_fold_inside_their_group(self):
        for low, high, minutes, _ in cooling.otte_times():
            inside = [
                float(found.low) <= minutes <= float(found.high)
                for fold in np.linspace(max(low, 5.0), high, 8)
                for found in [cooling.time_to_cool(skinfold_mm=float(fold)).minutes]
            ]
            assert any(inside), (low, high)

    def test_mars2006_skin_and_muscle_after_15_minutes(self):
        """Lean thighs: what was measured lies in the band (the fat's thickness is not stated)."""
        run = apply_pack(
            minutes=15, fat_mm=1.5, depths_mm=(10.0,), depth_reference="fat", rewarm_minutes=0
        )
        before = apply_pack(fat_mm=1.5).resting_c.middle[0]
        skin = run.skin_c.low[POINTS - 1] - before, run.skin_c.high[POINTS - 1] - before
        assert skin[0] <= -20.7 <= skin[1]
        muscle = run.change_c.low[POINTS - 1, 0], run.change_c.high[POINTS - 1, 0]
        assert muscle[0] <= -8.7 <= muscle[1]

    def test_costello2012_one_hour_after_cold_water(self):
        run = apply_pack(
            pack_c=8.0, contact_w_m2k=250.0, minutes=4, rewarm_minutes=60, times_min=[64.0],
            depths_mm=(10.0, 20.0, 30.0), fat_mm=5.0,
        )  # fmt: skip
        np.testing.assert_allclose(run.change_c.middle[0], [-2.0, -1.7, -1.7], atol=0.9)

    def test_enwemeka2002_is_not_met(self):
        """No change at 2 cm, and deep tissue the coldest 40 min later: the table says so."""
        assert agreement.deep_change(20.0) < -3
        skin, deep = agreement.after_the_pack()
        assert skin < deep

    def test_merrick2003_a_pack_that_melts_cools_more_where_it_counts(self):
        skin, near, deep = agreement.gel_against_ice()
        assert skin > near > deep > 0

    def test_ostrowski2019_a_moist_hot_pack(self):
        run = apply_pack(
            pack="moist hot pack", minutes=20, fat_mm=7.1, depths_mm=(15.0,), rewarm_minutes=0
        )
        assert run.change_c.low[POINTS - 1, 0] <= 1.7 <= run.change_c.high[POINTS - 1, 0]

    def test_ichikawa2024_the_heat_that_passes_a_towel(self):
        """180 to 219 kJ/m2 in 10 minutes, the skin 3.2 to 5.7 degrees cooler."""
        times = np.linspace(0, 10, 201)
        run = apply_pack(contact="towel", minutes=10, fat_mm=5.0, times_min=times)
        bare = bodies("cold").contact[bodies("cold").middle]
        contact = 1 / (1 / bare + properties()["towel", "resistance"])
        heat_kj = np.trapezoid(contact * run.skin_c.middle, 60 * times) / 1000
        assert 150 <= heat_kj <= 230
        assert 3.2 <= run.skin_c.middle[0] - run.skin_c.middle[-1] <= 11


class TestSession:
    def test_it_starts_at_rest_and_the_phases_meet(self):
        run = apply_pack(minutes=20, rewarm_minutes=30)
        np.testing.assert_allclose(
            run.temperature_c.middle[0, 1:], run.resting_c.middle[1:], atol=1e-6
        )
        np.testing.assert_allclose(
            run.temperature_c.middle[POINTS - 1, 1:],
            run.temperature_c.middle[POINTS, 1:],
            atol=1e-6,
        )
        assert run.minute[POINTS - 1] == run.minute[POINTS] == 20

    def test_asked_instants_are_those_of_the_curve(self):
        curve = apply_pack(minutes=20, rewarm_minutes=40)
        asked = apply_pack(minutes=20, rewarm_minutes=40, times_min=[10.0, 40.0])
        for row, minute in enumerate((10.0, 40.0)):
            at = int(np.argmin(np.abs(curve.minute - minute)))
            np.testing.assert_allclose(
                asked.temperature_c.middle[row], curve.temperature_c.middle[at], atol=1e-9
            )

    def test_a_depth_below_the_fat_is_the_same_place_as_below_the_skin(self):
        deep = apply_pack(fat_mm=6, skin_mm=2, depths_mm=(10,), depth_reference="fat")
        skin = apply_pack(fat_mm=6, skin_mm=2, depths_mm=(18,), depth_reference="skin")
        np.testing.assert_allclose(deep.temperature_c.middle, skin.temperature_c.middle)
        assert deep.depth_mm == pytest.approx([18.0])

    def test_resting_skin_is_cooler_than_muscle_and_muscle_than_blood(self):
        rest = apply_pack().resting_c.middle
        assert 30 < rest[0] < rest[1] < rest[2] < rest[3] < 37

    @settings(deadline=None, max_examples=30)
    @given(
        fat=st.floats(1.0, 18.0), minutes=st.floats(2.0, 60.0), pack=st.sampled_from(list(packs())),
        contact=st.sampled_from(["bare", "towel"]),
    )  # fmt: skip
    def test_the_middle_lies_in_its_band_and_all_numbers_are_finite(
        self, fat, minutes, pack, contact
    ):
        run = apply_pack(pack=pack, contact=contact, minutes=minutes, fat_mm=fat)
        for band in (run.temperature_c, run.skin_c, run.resting_c, run.change_c):
            assert np.isfinite(band.middle).all()
            assert (band.low <= band.middle + 1e-9).all()
            assert (band.middle <= band.high + 1e-9).all()

    @settings(deadline=None, max_examples=20)
    @given(fat=st.floats(1.0, 15.0), minutes=st.floats(5.0, 45.0))
    def test_more_fat_a_towel_and_less_time_leave_the_muscle_warmer(self, fat, minutes):
        asked = {"depths_mm": (10.0,), "depth_reference": "fat", "rewarm_minutes": 0.0}
        base = apply_pack(fat_mm=fat, minutes=minutes, **asked)
        others = [
            apply_pack(fat_mm=fat + 2, minutes=minutes, **asked),
            apply_pack(fat_mm=fat, minutes=minutes, contact="towel", **asked),
            apply_pack(fat_mm=fat, minutes=minutes - 3, **asked),
            apply_pack(fat_mm=fat, minutes=minutes, pack="gel pack", **asked),
        ]
        fall = base.change_c.middle[POINTS - 1, 0]
        assert all(other.change_c.middle[POINTS - 1, 0] > fall for other in others)

    def test_deeper_is_warmer_under_ice_and_cooler_under_heat(self):
        ice = apply_pack().temperature_c.middle[POINTS - 1]
        heat = apply_pack(pack="heat wrap").change_c.middle[POINTS - 1]
        assert (np.diff(ice) > 0).all()
        assert (np.diff(heat) < 0).all()

    def test_melting_ice_keeps_its_temperature_and_gel_does_not(self):
        ice, gel = (capacity_of(packs()[name]) for name in ("crushed ice", "gel pack"))
        assert ice is None
        assert gel == 84_000

    def test_an_own_temperature_and_contact_take_the_place_of_the_pack(self):
        water = apply_pack(pack_c=10.0, contact_w_m2k=300.0, minutes=60)
        assert water.skin_c.middle[POINTS - 1] == pytest.approx(12, abs=3)
        assert water.skin_c.middle.min() >= 10


class TestTissue:
    def test_published_values_are_used_as_published(self):
        """Source: itis (fat and densities), comsol_bioheat (muscle)."""
        found = bodies("cold").tissue
        np.testing.assert_allclose(found.conductivity[:, 1], 0.2112)
        np.testing.assert_allclose(
            found.capacity, [1109 * 3391, 911 * 2348.33, 1090 * 3421], rtol=1e-12
        )
        assert found.metabolism[1] == pytest.approx(0.506566 * 911)

    def test_the_unit_trap_of_perfusion(self):
        """pennes1948 needs 1/s: mL/min/kg times 1e-6 / 60 times the tissue's density."""
        one = np.ones(1)
        found = make_tissue(
            skin_conductivity=one, muscle_conductivity=one, skin_flow=one, muscle_flow=30 * one,
            blood_c=37 * one,
        )  # fmt: skip
        assert found.flow[0, 2] == pytest.approx(30e-6 / 60 * 1090 * 1050 * 3617)

    def test_every_open_property_stays_within_its_published_bounds(self):
        rows = {(row["tissue"], row["property"]): row for row in load_rows("thermal/properties")}
        for use in ("cold", "heat"):
            people = bodies(use)
            for values, name in (
                (people.tissue.conductivity[:, 0], ("skin", "conductivity")),
                (people.tissue.conductivity[:, 2], ("muscle", "conductivity")),
                (people.air_contact, ("air", "contact")),
            ):
                assert (values >= rows[name]["low"]).all()
                assert (values <= rows[name]["high"]).all()
            assert (people.tissue.blood_c >= 36).all()
            assert (people.tissue.blood_c <= 37).all()

    def test_blood_flow_falls_in_the_cold_and_not_in_the_heat(self):
        assert (bodies("cold").flow_share < 1).all()
        assert (bodies("heat").flow_share >= 1).all()


class TestRefused:
    @pytest.mark.parametrize(
        ("asked", "sentence"),
        [
            ({"minutes": 0}, "minutes was given as 0, but it must be a number from 0.5 to 180"),
            ({"fat_mm": float("nan")}, "fat_mm was given as nan, but it must be a number"),
            ({"fat_mm": 40}, "fat_mm was given as 40, but it must be a number from 0.5 to 30"),
            ({"pack": "frozen peas"}, "There is no pack 'frozen peas'; choose crushed ice, gel"),
            ({"contact": "wool"}, "contact was given as 'wool'; choose one of: bare; towel."),
            ({"depth_reference": "bone"}, "depth_reference was given as 'bone'; choose one of: sk"),
            ({"depths_mm": (99.0,)}, "depths_mm was given as 99.0, but it must be a number from 0"),
            ({"times_min": (200.0,)}, "times_min was given as 200.0, but it must be a number"),
            ({"pack_c": -40}, "pack_c was given as -40, but it must be a number from -20 to 80"),
        ],
    )
    def test_the_sentence(self, asked, sentence):
        with pytest.raises(ValueError, match=f"^{sentence.split(',')[0]}") as caught:
            apply_pack(**asked)
        assert str(caught.value).startswith(sentence)
        assert str(caught.value).split("; ")[1].startswith("choose")

    def test_a_depth_that_was_not_asked_for(self):
        with pytest.raises(
            ValueError, match="There is no depth of 25 mm in this session; choose 0"
        ):
            apply_pack().at(10, 25)

    @pytest.mark.parametrize("name", ["skinfold_mm", "depth_mm", "fall_c"])
    def test_time_to_cool_refuses_too(self, name):
        with pytest.raises(ValueError, match=f"{name} was given as 99, but it must be a number"):
            cooling.time_to_cool(**{name: 99})

    def test_time_to_cool_refuses_an_unknown_contact(self):
        with pytest.raises(ValueError, match="contact was given as 'wool'"):
            cooling.time_to_cool(contact="wool")

    def test_limits_name_every_number_of_the_call(self):
        assert set(LIMITS) < set(apply_pack.__kwdefaults__)


class TestTimeToCool:
    def test_both_ways_to_the_same_number_agree(self):
        found = cooling.time_to_cool(skinfold_mm=15.5)
        run = apply_pack(
            fat_mm=15.5 / 2 - 2, minutes=60, depths_mm=(10.0,), depth_reference="fat",
            rewarm_minutes=0, times_min=np.linspace(0, 60, 601),
        )  # fmt: skip
        reached = run.minute[np.argmax(run.change_c.middle[:, 0] <= -7)]
        assert float(found.minutes.middle) == pytest.approx(reached, abs=0.6)

    def test_more_fold_more_depth_more_fall_take_longer(self):
        base = float(cooling.time_to_cool(skinfold_mm=15).minutes.middle)
        for more in ({"skinfold_mm": 25}, {"depth_mm": 20.0}, {"fall_c": 9}, {"contact": "towel"}):
            asked = {"skinfold_mm": 15, **more}
            assert float(cooling.time_to_cool(**asked).minutes.middle) > base

    def test_what_three_hours_do_not_reach_is_marked(self):
        found = cooling.time_to_cool(skinfold_mm=40, fall_c=12, contact="towel", depth_mm=20.0)
        assert float(found.minutes.middle) == cooling.LONGEST_MIN

    def test_first_time_by_hand(self):
        falls = np.zeros((1, 2, len(cooling.MINUTES)))
        falls[0, 0] = cooling.MINUTES / 10  # 7 degrees after 70 minutes
        assert cooling.first_time(falls, 7.0)[0] == pytest.approx([70.0, 180.0])
