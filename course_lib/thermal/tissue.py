"""What skin, fat and muscle are made of, and the bodies that fit the measurements.

Fat and all densities are published values. What nobody could show us a measurement for (the flow
of blood, the contact of a pack, parts of the conductivities) is bounded by published ranges and
narrowed on measured coolings by ``data/thermal/make_bodies.py``. What is left open is a handful of
bodies that fit about equally well: they are the band in every figure.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from course_lib.tables import load_columns, load_rows
from course_lib.thermal.bioheat import Tissue

Array = NDArray[np.float64]

LAYERS = ("skin", "fat", "muscle")


@dataclass(frozen=True)
class Bodies:
    """Bodies that fit the measurements about equally well (data/thermal/bodies).

    Attributes
    ----------
    tissue : what the m bodies are made of.
    flow_share : (m,) of the blood flow at rest, under the pack and after it.
    contact : (m,) W/m2/K between bare skin and a bag or wrap.
    hot_pack_contact : (m,) W/m2/K through the towels of a moist hot pack.
    air_contact : (m,) W/m2/K between bare skin and still air.
    middle : row of the body in the middle of the band.
    """

    tissue: Tissue
    flow_share: Array
    contact: Array
    hot_pack_contact: Array
    air_contact: Array
    middle: int


@lru_cache(maxsize=1)
def properties() -> dict[tuple[str, str], float]:
    """Read data/thermal/properties: (tissue, property) -> value (itis, comsol_bioheat)."""
    return {
        (row["tissue"], row["property"]): row["value"] for row in load_rows("thermal/properties")
    }


def make_tissue(
    *,
    skin_conductivity: Array,
    muscle_conductivity: Array,
    skin_flow: Array,
    muscle_flow: Array,
    blood_c: Array,
) -> Tissue:
    """Put the open properties of m bodies beside the published ones (itis, comsol_bioheat).

    Parameters
    ----------
    skin_conductivity, muscle_conductivity : (m,) W/m/K.
    skin_flow, muscle_flow : (m,) blood flow at rest, mL a minute and kg of tissue.
    blood_c : (m,) temperature of the arterial blood, degrees C.
    """
    known = properties()
    density = np.array([known[layer, "density"] for layer in LAYERS])
    heat = np.array([known[layer, "heat capacity"] for layer in LAYERS])
    blood = known["blood", "density"] * known["blood", "heat capacity"]
    fat = np.ones_like(blood_c)
    conductivity = [skin_conductivity, fat * known["fat", "conductivity"], muscle_conductivity]
    flow = np.stack([skin_flow, fat * known["fat", "blood flow"], muscle_flow], axis=1)
    return Tissue(
        conductivity=np.stack(conductivity, axis=1),
        capacity=density * heat,
        flow=flow * 1e-6 / 60 * density * blood,  # mL/min/kg -> m3/s/m3 -> W/m3/K
        metabolism=np.array([0.0, known["fat", "metabolic heat"] * density[1], 0.0]),
        blood_c=blood_c,
    )


@lru_cache(maxsize=2)
def bodies(use: str) -> Bodies:
    """Read the bodies of data/thermal/bodies.

    Parameters
    ----------
    use : "cold" or "heat".
    """
    table = load_columns("thermal/bodies")
    rows = [row for row, found in enumerate(table["use"]) if found == use]
    column = {
        name: np.array([values[row] for row in rows], dtype=float)
        for name, values in table.items()
        if name not in ("body", "use", "role", "population", "source_key", "confidence", "note")
    }
    return Bodies(
        tissue=make_tissue(
            skin_conductivity=column["skin_conductivity"],
            muscle_conductivity=column["muscle_conductivity"],
            skin_flow=column["skin_flow"],
            muscle_flow=column["muscle_flow"],
            blood_c=column["blood_c"],
        ),
        flow_share=column["flow_share"],
        contact=column["contact"],
        hot_pack_contact=column["hot_pack_contact"],
        air_contact=column["air_contact"],
        middle=[table["role"][row] for row in rows].index("middle"),
    )
