"""What was measured of a vertebra, a rib or a disc: quantity, value, source and confidence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from course_lib.tables import load_rows

MEASURES = {
    "body_width_mm": "body width (mm)",
    "body_front_mm": "body depth, middle to front (mm)",
    "body_height_mm": "body height (mm)",
    "whole_width_mm": "whole width (mm)",
    "whole_length_mm": "whole length, front to back (mm)",
    "spine_behind_mm": "spinous process, behind the body's middle (mm)",
    "spine_up_mm": "spinous process, lowest point above (+) the body's lower joint (mm)",
    "pedicle_width_mm": "pedicle width (mm)",
    "pedicle_height_mm": "pedicle height (mm)",
}
RIB_MEASURES = {"arc_mm": "length along the rib (mm)", "chord_mm": "straight length (mm)"}
DISC_MEASURES = {
    "disc_height_mm": "height as drawn (mm)",
    "lateral_one_side_deg": "bend to one side, at most (degrees)",
    "axial_one_side_deg": "turn to one side, at most (degrees)",
}


@dataclass(frozen=True)
class Measure:
    """One measured quantity.

    Attributes
    ----------
    quantity : what was measured, with its unit.
    value : the number, in that unit.
    source_keys : citation keys; none where no source gave it.
    confidence : V read in the source, C computed, A abstract, S secondary, GAP not found.
    """

    quantity: str
    value: float
    source_keys: tuple[str, ...]
    confidence: str


def of_vertebra(level: str) -> tuple[Measure, ...]:
    """Give the measures of a vertebra.

    Parameters
    ----------
    level : "C7", "T1" to "T12" or "L1".

    Returns
    -------
    tuple of Measure : those that the tables hold, in mm.

    Raises
    ------
    KeyError : another level.

    Examples
    --------
    >>> width = of_vertebra("T7")[0]
    >>> width.quantity, width.value
    ('body width (mm)', 37.0)
    """
    whole = _table("anatomy/vertebrae", "level")[level]
    parts = _table("anatomy/vertebra_parts", "level").get(level, {})
    here = {key: whole if key in whole else parts for key in MEASURES}
    return tuple(
        _measure(words, here[key], key) for key, words in MEASURES.items() if key in here[key]
    )


def of_rib(number: int) -> tuple[Measure, ...]:
    """Give the lengths of a rib, in mm.

    Parameters
    ----------
    number : 1 to 12.

    Raises
    ------
    KeyError : another number.
    """
    row = _table("anatomy/ribs", "rib")[str(number)]
    return tuple(_measure(words, row, key) for key, words in RIB_MEASURES.items())


def of_disc(joint: str) -> tuple[Measure, ...]:
    """Give the height (mm) and range (degrees) at a joint; none if it is not modelled.

    Parameters
    ----------
    joint : such as "T6/T7".
    """
    row = _table("anatomy/joints", "joint").get(joint)
    if row is None:
        return ()
    shown = [key for key in DISC_MEASURES if row[key]]
    return tuple(_measure(DISC_MEASURES[key], row, key) for key in shown)


def _measure(quantity: str, row: dict, key: str) -> Measure:
    keys = tuple(filter(None, row["source_key"].split(";")))
    return Measure(quantity, float(row[key]), keys, row["confidence"])


@lru_cache(maxsize=8)
def _table(name: str, key: str) -> dict[str, dict]:
    return {str(row[key]).removesuffix(".0"): row for row in load_rows(name)}
