"""The solver against closed solutions, its balance of heat, and what must always hold."""

from __future__ import annotations

from math import erfc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib.thermal import bioheat, tissue

QUIET = np.zeros((1, 3))


def plain(*, conductivity=0.5, capacity=3.7e6, flow=0.0, heat=0.0, blood_c=37.0):
    """Give a tissue that is the same all through."""
    return bioheat.Tissue(
        np.full((1, 3), conductivity), np.full(3, capacity), np.full((1, 3), flow),
        np.full(3, heat), np.array([blood_c]),
    )  # fmt: skip


def wall_of(matter, *, fat=8.0, muscle=60.0, finer=1, share=1.0):
    cells = bioheat.cut(np.array([2.0]), np.array([fat]), muscle_mm=muscle, finer=finer)
    return bioheat.build(matter, cells, flow_share=np.array([share]))


def touching(temperature_c, contact=1e6):
    return bioheat.Outside(np.array([temperature_c]), np.array([contact]))


def look(wall, cells_c, outside, *, depths):
    skin = bioheat.surface(
        wall, cells_c[:, :, 0], outside_c=outside.temperature_c[:, None], contact=outside.contact
    )
    weights = bioheat.reader(wall, np.array([depths], dtype=float))
    return bioheat.read(weights, skin, cells_c=cells_c)


class TestClosedSolutions:
    @pytest.mark.parametrize("minutes", [2, 5, 10, 20])
    def test_a_step_at_the_surface_of_a_half_space(self, minutes):
        """Source: Carslaw and Jaeger's T = T0 - (T0 - Ts) erfc(x / 2 sqrt(a t))."""
        matter = plain()
        wall = wall_of(matter, muscle=100.0, finer=4)
        start = np.full_like(wall.sink, 37.0)
        ice = touching(0.0)
        seconds = np.array([60.0 * minutes])
        cells = bioheat.follow(bioheat.find_modes(wall, ice), start, seconds=seconds)
        depths = [2.0, 5.0, 10.0, 15.0, 20.0]
        spread = 2 * np.sqrt(0.5 / 3.7e6 * seconds[0])
        exact = [37.0 - 37.0 * erfc(depth / 1000 / spread) for depth in depths]
        np.testing.assert_allclose(look(wall, cells, ice, depths=depths)[0, 0], exact, atol=0.08)

    def test_a_contact_of_a_half_space(self):
        """A surface that is not perfect: Carslaw and Jaeger, heat transfer at the boundary."""
        h, k, a, t = 100.0, 0.5, 0.5 / 3.7e6, 900.0
        wall = wall_of(plain(), muscle=100.0, finer=4)
        ice = touching(0.0, h)
        cells = bioheat.follow(
            bioheat.find_modes(wall, ice), np.full_like(wall.sink, 37.0), seconds=np.array([t])
        )
        for depth in (0.0, 5.0, 12.0):
            x, root = depth / 1000, np.sqrt(a * t)
            missing = erfc(x / 2 / root) - np.exp(h * x / k + h * h * a * t / k / k) * erfc(
                x / 2 / root + h * root / k
            )
            found = look(wall, cells, ice, depths=[depth])[0, 0, 0]
            assert found == pytest.approx(37.0 - 37.0 * missing, abs=0.05)

    def test_steady_flow_through_three_layers_without_blood(self):
        """Ohm's law of heat: the drop of each layer is flux times resistance; heat from the fat."""
        matter = bioheat.Tissue(
            np.array([[0.3, 0.2, 0.5]]), np.full(3, 3e6), QUIET, np.array([0.0, 500.0, 0.0]),
            np.array([37.0]),
        )  # fmt: skip
        wall = wall_of(matter, fat=10.0, finer=4)
        air = touching(20.0, 8.0)
        cells = bioheat.steady(wall, air)
        flux = 500.0 * 0.010  # all the heat of the fat leaves through the skin
        skin, border = look(wall, cells[:, None], air, depths=[0.0, 2.0])[0, 0]
        assert skin == pytest.approx(20.0 + flux / 8.0, abs=1e-9)
        assert border == pytest.approx(skin + flux * 0.002 / 0.3, abs=1e-9)
        assert cells[0, -1] == pytest.approx(border + flux / 2 * 0.010 / 0.2, abs=0.002)

    def test_blood_pulls_deep_tissue_to_its_own_temperature(self):
        wall = wall_of(plain(flow=4000.0, blood_c=36.5), muscle=100.0)
        assert bioheat.steady(wall, touching(20.0, 8.0))[0, -1] == pytest.approx(36.5, abs=0.01)

    def test_with_blood_the_profile_falls_off_exponentially(self):
        """Source: pennes1948, steady state: T - Tb goes with exp(-x sqrt(flow / k))."""
        wall = wall_of(plain(flow=2000.0), muscle=100.0, finer=4)
        ice = touching(0.0)
        cells = bioheat.steady(wall, ice)
        depths = np.array([5.0, 10.0, 20.0, 30.0])
        exact = 37.0 - 37.0 * np.exp(-depths / 1000 * np.sqrt(2000.0 / 0.5))
        np.testing.assert_allclose(
            look(wall, cells[:, None], ice, depths=depths)[0, 0], exact, atol=0.02
        )


MATTER = st.fixed_dictionaries(
    {
        "conductivity": st.floats(0.2, 0.7), "capacity": st.floats(2e6, 4e6),
        "flow": st.floats(50.0, 6000.0), "heat": st.floats(0.0, 1000.0),
        "blood_c": st.floats(35.0, 38.0),
    }
)  # fmt: skip


class TestBalance:
    @settings(deadline=None, max_examples=40)
    @given(matter=MATTER, outside=st.floats(-5.0, 55.0), contact=st.floats(5.0, 500.0))
    def test_heat_in_is_heat_stored_blood_and_metabolism(self, matter, outside, contact):
        """Flux in + blood + metabolism, summed over 30 minutes, is what the tissue has stored."""
        wall, pack = wall_of(plain(**matter)), touching(outside, contact)
        start = bioheat.steady(wall, touching(23.0, 7.0))
        seconds = np.concatenate([[0.0], np.geomspace(0.01, 1800.0, 2500)])
        cells = bioheat.follow(bioheat.find_modes(wall, pack), start, seconds=seconds)
        gate = 1 / (1 / contact + wall.half[0, 0])
        flux = gate * (outside - cells[0, :, 0])
        brought = wall.drive[0].sum() - cells[0] @ wall.sink[0]
        stored = (cells[0, -1] - cells[0, 0]) @ wall.capacity[0]
        moved = np.trapezoid(np.abs(flux) + np.abs(brought), seconds) + 1.0
        total = np.trapezoid(flux + brought, seconds)
        assert abs(stored - total) / moved < 2e-3

    @settings(deadline=None, max_examples=25)
    @given(matter=MATTER, outside=st.floats(-5.0, 55.0))
    def test_after_a_long_time_the_steady_state_is_reached_and_kept(self, matter, outside):
        wall, pack = wall_of(plain(**matter)), touching(outside, 80.0)
        end = bioheat.steady(wall, pack)
        modes = bioheat.find_modes(wall, pack)
        far = np.full_like(end, 10.0)
        late = bioheat.follow(modes, far, seconds=np.array([1e8]))
        np.testing.assert_allclose(late[:, 0], end, atol=1e-6)
        still = bioheat.follow(modes, end, seconds=np.array([0.0, 60.0, 3600.0]))
        np.testing.assert_allclose(still, np.repeat(end[:, None], 3, axis=1), atol=1e-7)

    @settings(deadline=None, max_examples=25)
    @given(matter=MATTER, outside=st.floats(-5.0, 36.0))
    def test_no_cell_leaves_the_range_of_what_drives_it(self, matter, outside):
        wall = wall_of(plain(**{**matter, "heat": 0.0}))
        start = bioheat.steady(wall, touching(23.0, 7.0))
        cells = bioheat.follow(
            bioheat.find_modes(wall, touching(outside)), start, seconds=np.linspace(0, 7200, 40)
        )
        assert cells.min() >= min(outside, 23.0) - 1e-6
        assert cells.max() <= max(matter["blood_c"], outside) + 1e-6

    def test_following_in_two_steps_is_following_in_one(self):
        wall, pack = wall_of(plain(flow=1500.0)), touching(0.0, 100.0)
        modes, start = bioheat.find_modes(wall, pack), np.full_like(wall.sink, 36.0)
        half = bioheat.follow(modes, start, seconds=np.array([600.0]))[:, 0]
        twice = bioheat.follow(modes, half, seconds=np.array([600.0]))
        once = bioheat.follow(modes, start, seconds=np.array([1200.0]))
        np.testing.assert_allclose(twice, once, atol=1e-9)

    def test_a_pack_that_warms_up_gives_what_the_tissue_loses(self):
        wall = wall_of(plain())
        gel = bioheat.Outside(
            np.array([0.0]), np.array([100.0]), 84_000.0, 23.0, np.array([1e-9])
        )  # no air: a closed system
        start = np.hstack([[[0.0]], np.full_like(wall.sink, 36.0)])
        cells = bioheat.follow(bioheat.find_modes(wall, gel), start, seconds=np.array([0.0, 1800]))
        kept = np.hstack([[84_000.0], wall.capacity[0]])
        assert cells[0, 1] @ kept == pytest.approx(cells[0, 0] @ kept, rel=1e-9)
        assert cells[0, 1, 0] > 5.0


class TestGrid:
    def solve(self, finer, fat):
        matter = tissue.bodies("cold").tissue
        one = np.ones(len(matter.blood_c))
        cells = bioheat.cut(one * 2.0, one * fat, muscle_mm=60.0, finer=finer)
        wall = bioheat.build(matter, cells, flow_share=tissue.bodies("cold").flow_share)
        ice = bioheat.Outside(one * 0.0, tissue.bodies("cold").contact)
        found = bioheat.follow(
            bioheat.find_modes(wall, ice), np.full_like(cells, 36.0),
            seconds=60.0 * np.array([5.0, 20.0, 60.0]),
        )  # fmt: skip
        skin = bioheat.surface(
            wall, found[:, :, 0], outside_c=ice.temperature_c[:, None], contact=ice.contact
        )
        weights = bioheat.reader(wall, np.tile([0.0, 10.0, 20.0, 30.0], (len(one), 1)))
        return bioheat.read(weights, skin, cells_c=found)

    @pytest.mark.parametrize("fat", [2.0, 8.0, 18.0])
    def test_refining_converges_and_the_grid_in_use_is_fine_enough(self, fat):
        finest = self.solve(8, fat)
        gaps = [np.abs(self.solve(finer, fat) - finest).max() for finer in (1, 2, 4)]
        assert gaps[0] < 0.15
        assert gaps[0] > 2.5 * gaps[1] > 5 * gaps[2]

    def test_the_cells_fill_the_layers(self):
        cells = bioheat.cut(np.array([2.0, 1.0]), np.array([8.0, 15.0]), muscle_mm=60.0)
        np.testing.assert_allclose(cells.sum(axis=1), [70.0, 76.0])
        assert cells.shape[1] == sum(bioheat.CELLS) <= 25
        assert (np.diff(cells[0, -bioheat.CELLS[2] :]) > 0).all()

    def test_reading_at_a_cell_gives_the_cell_and_at_the_surface_the_surface(self):
        wall = wall_of(plain())
        values = np.linspace(10.0, 36.0, wall.sink.shape[1])[None, None]
        centre = float(wall.cell_mm[0, :4].sum() + wall.cell_mm[0, 4] / 2)
        weights = bioheat.reader(wall, np.array([[0.0, centre]]))
        skin = np.array([[7.0]])
        read = bioheat.read(weights, skin, cells_c=values)[0, 0]
        np.testing.assert_allclose(read, [7.0, values[0, 0, 4]])
