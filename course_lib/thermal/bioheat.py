"""Heat in skin, fat and muscle: Pennes' equation in one dimension, solved by its own modes.

The whole idea in one sentence: *heat flows from warm to cold through the layers, blood brings more
of it, and whatever the start, the way to the end state is a sum of shapes that fade at their own
speed.* Find the shapes once, and every later question is a sum.

    density * heat capacity * dT/dt = d/dx (conductivity * dT/dx) + flow * (blood - T) + metabolism

(pennes1948). The tissue is cut into cells, so the equation becomes capacity * dT/dt = drive - K T
with a symmetric K. Everything runs for several bodies at once: the first axis counts bodies.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

# In skin, fat and muscle. From the fifth minute on, eight times as many cells change less than
# 0.15 K. More than 25 in all, and LAPACK turns to a way that keeps every core of a machine busy.
CELLS = (3, 8, 13)
FIRST_MUSCLE_CELL_MM = 1.0


@dataclass(frozen=True)
class Tissue:
    """Properties of skin, fat and muscle, for m bodies."""

    conductivity: Array  # (m, 3) W/m/K
    capacity: Array  # (3,) J/m3/K
    flow: Array  # (m, 3) W/m3/K that the blood at rest brings for each degree
    metabolism: Array  # (3,) W/m3
    blood_c: Array  # (m,) temperature of the arterial blood


@dataclass(frozen=True)
class Wall:
    """The tissue cut into n cells from the surface down; all a square metre."""

    cell_mm: Array  # (m, n)
    capacity: Array  # (m, n) J/m2/K
    half: Array  # (m, n) resistance of half a cell, m2 K/W
    link: Array  # (m, n-1) conductance between neighbours, W/m2/K
    sink: Array  # (m, n) W/m2/K between a cell and the blood
    drive: Array  # (m, n) W/m2 from blood and metabolism


@dataclass(frozen=True)
class Outside:
    """What touches the skin: its temperature, the contact, and how much heat it can hold."""

    temperature_c: Array  # (m,) at the start
    contact: Array  # (m,) W/m2/K
    capacity: float | None = None  # J/m2/K; None keeps its temperature for ever
    air_c: float = 23.0  # the other side of a pack that warms up
    air_contact: Array | None = None  # (m,) W/m2/K


@dataclass(frozen=True)
class Modes:
    """Shapes that fade, each at its own rate, towards the end state; all a body."""

    rate: Array  # (m, k) 1/s
    shape: Array  # (m, n, k), orthonormal in the weighted space
    weight: Array  # (m, n) square root of the capacities
    end_c: Array  # (m, n)


def cut(skin_mm: Array, fat_mm: Array, *, muscle_mm: float, finer: int = 1) -> Array:
    """Cut the layers into cells (m, n), in mm: even in skin and fat, growing in the muscle."""
    skin, fat, _ = (finer * number for number in CELLS)
    deep = _growing(muscle_mm, cells=finer * CELLS[2], first_mm=FIRST_MUSCLE_CELL_MM / finer)
    columns = [
        np.repeat(skin_mm[:, None] / skin, skin, 1),
        np.repeat(fat_mm[:, None] / fat, fat, 1),
    ]
    return np.concatenate([*columns, np.tile(deep, (len(skin_mm), 1))], axis=1)


@lru_cache(maxsize=64)
def _growing(muscle_mm: float, *, cells: int, first_mm: float) -> Array:
    growth = np.linspace(1.0001, 1.6, 4000)
    growth = growth[np.argmin(np.abs(first_mm * (growth**cells - 1) / (growth - 1) - muscle_mm))]
    deep = growth ** np.arange(cells)
    deep *= muscle_mm / deep.sum()
    return deep


def build(
    tissue: Tissue, cell_mm: Array, *, flow_share: Array, cells: tuple[int, int, int] = CELLS
) -> Wall:
    """Turn tissue and cells into conductances; ``flow_share`` (m,) is the blood flow left."""
    finer = cell_mm.shape[1] // sum(cells)
    layer = np.repeat([0, 1, 2], [finer * number for number in cells])
    cell_m = cell_mm / 1000.0
    half = cell_m / 2 / tissue.conductivity[:, layer]
    sink = (tissue.flow * flow_share[:, None])[:, layer] * cell_m
    return Wall(
        cell_mm=cell_mm,
        capacity=tissue.capacity[layer] * cell_m,
        half=half,
        link=1 / (half[:, 1:] + half[:, :-1]),
        sink=sink,
        drive=sink * tissue.blood_c[:, None] + tissue.metabolism[layer] * cell_m,
    )


def assemble(wall: Wall, outside: Outside) -> tuple[Array, Array, Array]:
    """Give K (m, n, n), drive (m, n) and capacity (m, n); a pack that warms up is cell 0."""
    gate = 1 / (1 / outside.contact + wall.half[:, 0])
    link, sink, drive, capacity = wall.link, wall.sink, wall.drive, wall.capacity
    if outside.capacity is None:
        front = np.zeros_like(sink)
        front[:, 0] = gate
        sink = sink + front
        drive = drive + front * outside.temperature_c[:, None]
    else:
        air = outside.air_contact[:, None]
        link = np.hstack([gate[:, None], link])
        sink, drive = np.hstack([air, sink]), np.hstack([air * outside.air_c, drive])
        capacity = np.hstack([np.full_like(air, outside.capacity), capacity])
    size = np.arange(sink.shape[1])
    k = np.zeros((*sink.shape, sink.shape[1]))
    k[:, size, size] = sink
    k[:, size[:-1], size[:-1]] += link
    k[:, size[1:], size[1:]] += link
    k[:, size[:-1], size[1:]] = k[:, size[1:], size[:-1]] = -link
    return k, drive, capacity


def steady(wall: Wall, outside: Outside) -> Array:
    """Give the temperatures (m, n) that no longer change."""
    k, drive, _ = assemble(wall, outside)
    return np.linalg.solve(k, drive[:, :, None])[:, :, 0]


def find_modes(wall: Wall, outside: Outside) -> Modes:
    """Solve the symmetric eigenproblem once for this wall and what touches it."""
    k, drive, capacity = assemble(wall, outside)
    weight = np.sqrt(capacity)
    rate, shape = np.linalg.eigh(k / (weight[:, :, None] * weight[:, None, :]))
    amount = np.swapaxes(shape, 1, 2) @ (drive / weight)[:, :, None]
    end = (shape @ (amount / rate[:, :, None]))[:, :, 0] / weight
    return Modes(rate, shape, weight, end)


def follow(modes: Modes, start_c: Array, *, seconds: Array) -> Array:
    """Give the temperatures (m, t, n) at each time after a start (m, n)."""
    gap = (start_c - modes.end_c) * modes.weight
    amount = (np.swapaxes(modes.shape, 1, 2) @ gap[:, :, None])[:, :, 0]
    fading = amount[:, None, :] * np.exp(-modes.rate[:, None, :] * seconds[None, :, None])
    moved = fading @ np.swapaxes(modes.shape, 1, 2)
    return modes.end_c[:, None, :] + moved / modes.weight[:, None, :]


def reader(wall: Wall, depth_mm: Array) -> Array:
    """Give weights (m, d, n+1) that read depths (m, d) below the surface from surface and cells.

    Between two cells heat flows evenly, so temperature is straight in thermal resistance.
    """
    nothing = np.zeros((len(wall.half), 1))
    edge_mm = np.hstack([nothing, np.cumsum(wall.cell_mm, axis=1)])
    edge = np.hstack([nothing, np.cumsum(2 * wall.half, axis=1)])
    knot = np.hstack([nothing, (edge[:, 1:] + edge[:, :-1]) / 2])
    left, part = _between(edge_mm, depth_mm)
    low, high = (np.take_along_axis(edge, left + step, axis=1) for step in (0, 1))
    left, part = _between(knot, low + part * (high - low))
    weights = np.zeros((*left.shape, knot.shape[1]))
    np.put_along_axis(weights, left[:, :, None], 1 - part[:, :, None], axis=2)
    np.put_along_axis(weights, left[:, :, None] + 1, part[:, :, None], axis=2)
    return weights


def _between(knots: Array, places: Array) -> tuple[NDArray[np.intp], Array]:
    """Find each place (m, d) among rising knots (m, k): the knot before it and the share beyond."""
    passed = (knots[:, None, :] <= places[:, :, None]).sum(axis=2)
    left = np.clip(passed - 1, 0, knots.shape[1] - 2)
    low, high = (np.take_along_axis(knots, left + step, axis=1) for step in (0, 1))
    return left, np.clip((places - low) / (high - low), 0.0, 1.0)


def surface(wall: Wall, first_c: Array, *, outside_c: Array, contact: Array) -> Array:
    """Give the skin surface (m, t) between the first cell (m, t) and what touches it (m, t)."""
    share = wall.half[:, 0] / (wall.half[:, 0] + 1 / contact)
    return first_c + (outside_c - first_c) * share[:, None]


def read(weights: Array, surface_c: Array, *, cells_c: Array) -> Array:
    """Read depths (m, t, d) from the surface (m, t) and the cells (m, t, n)."""
    return np.concatenate([surface_c[:, :, None], cells_c], axis=2) @ np.swapaxes(weights, 1, 2)
