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
    """Properties of skin, fat and muscle, for m bodies.

    Attributes
    ----------
    conductivity : (m, 3) W/m/K.
    capacity : (3,) J/m3/K.
    flow : (m, 3) W/m3/K that the blood at rest brings for each degree.
    metabolism : (3,) W/m3.
    blood_c : (m,) temperature of the arterial blood, degrees C.
    """

    conductivity: Array
    capacity: Array
    flow: Array
    metabolism: Array
    blood_c: Array


@dataclass(frozen=True)
class Wall:
    """The tissue cut into n cells from the surface down; all a square metre.

    Attributes
    ----------
    cell_mm : (m, n) thickness of the cells, mm.
    capacity : (m, n) J/m2/K.
    half : (m, n) resistance of half a cell, m2 K/W.
    link : (m, n-1) conductance between neighbours, W/m2/K.
    sink : (m, n) conductance between a cell and the blood, W/m2/K.
    drive : (m, n) heat from blood and metabolism, W/m2.
    """

    cell_mm: Array
    capacity: Array
    half: Array
    link: Array
    sink: Array
    drive: Array


@dataclass(frozen=True)
class Outside:
    """What touches the skin: its temperature, the contact, and how much heat it can hold.

    Attributes
    ----------
    temperature_c : (m,) degrees C at the start.
    contact : (m,) conductance between it and the skin, W/m2/K.
    capacity : heat it can hold, J/m2/K; None keeps its temperature for ever.
    air_c : air on the other side of a pack that warms up, degrees C.
    air_contact : (m,) conductance between that pack and the air, W/m2/K; read only with
        ``capacity``.
    """

    temperature_c: Array
    contact: Array
    capacity: float | None = None
    air_c: float = 23.0
    air_contact: Array | None = None


@dataclass(frozen=True)
class Modes:
    """Shapes that fade, each at its own rate, towards the end state; all a body.

    Attributes
    ----------
    rate : (m, k) 1/s.
    shape : (m, k, n), a row each, orthonormal in the weighted space.
    weight : (m, n) square root of the capacities.
    end_c : (m, n) the end state, degrees C.
    """

    rate: Array
    shape: Array
    weight: Array
    end_c: Array


def cut(skin_mm: Array, fat_mm: Array, *, muscle_mm: float, finer: int = 1) -> Array:
    """Cut the layers into cells (m, n), in mm: even in skin and fat, growing in the muscle.

    Parameters
    ----------
    skin_mm, fat_mm : (m,) thickness of skin and fat, mm, above 0.
    muscle_mm : thickness of the muscle, mm, the same for all bodies.
    finer : times as many cells as ``CELLS``.

    Examples
    --------
    >>> cells = cut(np.array([2.0]), np.array([8.0]), muscle_mm=60.0)
    >>> cells.shape, round(float(cells.sum()), 6)
    ((1, 24), 70.0)
    """
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
    """Turn tissue and cells into conductances and capacities.

    Parameters
    ----------
    tissue : what the layers of m bodies are made of.
    cell_mm : (m, n) thickness of the cells, mm, as from ``cut``.
    flow_share : (m,) blood flow that is left, 1 at rest.
    cells : how many of the n cells are skin, fat and muscle; n is a whole multiple of their sum.
    """
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
    """Put wall and surroundings into capacity * dT/dt = drive - K T.

    Parameters
    ----------
    wall : the tissue in cells.
    outside : what touches the skin; a pack that warms up becomes cell 0.

    Returns
    -------
    tuple of arrays : K (m, n, n) in W/m2/K, drive (m, n) in W/m2, capacity (m, n) in J/m2/K.
    """
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
    own = sink.copy()
    own[:, :-1] += link
    own[:, 1:] += link
    size = own.shape[1]
    k = np.zeros((len(own), size * size))
    k[:, :: size + 1] = own
    k[:, 1 :: size + 1] = k[:, size :: size + 1] = -link
    return k.reshape(len(own), size, size), drive, capacity


def steady(wall: Wall, outside: Outside) -> Array:
    """Give the temperatures (m, n) that no longer change, in degrees C.

    Parameters
    ----------
    wall : the tissue in cells.
    outside : what touches the skin.
    """
    k, drive, _ = assemble(wall, outside)
    return np.linalg.solve(k, drive[:, :, None])[:, :, 0]


def find_modes(wall: Wall, outside: Outside) -> Modes:
    """Solve the symmetric eigenproblem once for this wall and what touches it.

    Parameters
    ----------
    wall : the tissue in cells.
    outside : what touches the skin.
    """
    k, drive, capacity = assemble(wall, outside)
    weight = np.sqrt(capacity)
    rate, columns = np.linalg.eigh(k / (weight[:, :, None] * weight[:, None, :]))
    # A shape in one piece of memory halves the time of the product in ``follow``.
    shape = np.ascontiguousarray(np.swapaxes(columns, 1, 2))
    amount = (shape @ (drive / weight)[:, :, None])[:, :, 0]
    end = ((amount / rate)[:, None] @ shape)[:, 0] / weight
    return Modes(rate, shape, weight, end)


def follow(modes: Modes, start_c: Array, *, seconds: Array) -> Array:
    """Give the temperatures (m, t, n) at each time after a start, in degrees C.

    Parameters
    ----------
    modes : result of ``find_modes``.
    start_c : (m, n) temperatures at the start, degrees C; a pack that warms up is cell 0.
    seconds : (t,) times since the start, 0 or more.
    """
    gap = (start_c - modes.end_c) * modes.weight
    amount = (modes.shape @ gap[:, :, None])[:, :, 0]
    fading = amount[:, None, :] * np.exp(-modes.rate[:, None, :] * seconds[None, :, None])
    return modes.end_c[:, None, :] + fading @ modes.shape / modes.weight[:, None, :]


def reader(wall: Wall, depth_mm: Array) -> Array:
    """Give weights (m, d, n+1) that read depths (m, d) below the surface from surface and cells.

    Between two cells heat flows evenly, so temperature is straight in thermal resistance.

    Parameters
    ----------
    wall : the tissue in cells.
    depth_mm : (m, d) depths below the surface, mm; m may be 1. What lies deeper than the middle
        of the last cell reads that cell.
    """
    nothing = np.zeros((len(wall.half), 1))
    edge_mm = np.hstack([nothing, np.cumsum(wall.cell_mm, axis=1)])
    edge = np.hstack([nothing, np.cumsum(2 * wall.half, axis=1)])
    knot = np.hstack([nothing, (edge[:, 1:] + edge[:, :-1]) / 2])
    deep = (_passed(edge_mm, depth_mm) @ (2 * wall.half)[:, :, None])[:, :, 0]
    return -np.diff(_passed(knot, deep), axis=2, prepend=1.0, append=0.0)


def _passed(knots: Array, places: Array) -> Array:
    """Give the share (m, d, k-1) of each piece between rising knots (m, k) up to each place."""
    low = knots[:, None, :-1]
    return np.clip((places[:, :, None] - low) / (knots[:, None, 1:] - low), 0.0, 1.0)


def surface(wall: Wall, first_c: Array, *, outside_c: Array, contact: Array) -> Array:
    """Give the skin surface (m, t) between the first cell and what touches it, in degrees C.

    Parameters
    ----------
    wall : the tissue in cells.
    first_c : (m, t) temperature of the first cell, degrees C.
    outside_c : (m, t) temperature of what touches the skin, degrees C; m or t may be 1.
    contact : (m,) conductance between the two, W/m2/K.
    """
    share = wall.half[:, 0] / (wall.half[:, 0] + 1 / contact)
    return first_c + (outside_c - first_c) * share[:, None]


def read(weights: Array, surface_c: Array, *, cells_c: Array) -> Array:
    """Read the temperatures (m, t, d) of some depths, in degrees C.

    Parameters
    ----------
    weights : (m, d, n+1), from ``reader``.
    surface_c : (m, t) temperature of the skin surface, degrees C.
    cells_c : (m, t, n) temperatures of the cells, degrees C.
    """
    return np.concatenate([surface_c[:, :, None], cells_c], axis=2) @ np.swapaxes(weights, 1, 2)
