"""A pack on the skin: temperatures in skin, fat and muscle while it lies there, and afterwards.

In one sentence: *the pack pulls at the skin, fat passes the pull on slowly, and warm blood fights
it; how far each counts is what the measurements decide.*

How the measured studies map to ``apply_pack`` (data/thermal/measured.csv)
-------------------------------------------------------------------------
- Otte 2002: pack="crushed ice", contact="bare", depth_reference="fat", depths_mm=(10,), skin_mm +
  fat_mm = half the skinfold (a fold holds two layers of skin and fat).
- Mars 2006: pack="crushed ice", minutes=15; skin is depth 0, the muscle is depths_mm=(10,) with
  depth_reference="fat". How thick the fat was is not stated.
- Costello 2012: pack_c=8, contact_w_m2k about 250 (still water), minutes=4, rewarm_minutes=60,
  depths 10, 20, 30 mm; what they are measured from is not stated, so either may be used.
- Enwemeka 2002: a cold pack, depth_reference="skin". Merrick 2003, Rupp 2012: ice,
  depth_reference="fat". Dykstra 2009: ice, 20 mm below half the skinfold, depth_reference="fat".
- Draper 1998, Ostrowski 2019: pack="moist hot pack" (through towels). Draper and Hopkins 2008:
  pack="heat wrap", minutes=120.
Depths that were measured from the skin take depth_reference="skin", those measured from the border
of fat and muscle "fat". Nothing here was fitted to a temperature at the upper back: none was found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from course_lib.band import Band, spread
from course_lib.checks import require_between, require_one_of
from course_lib.thermal.pack import (
    CONTACTS,
    Case,
    capacity_of,
    choose_pack,
    packs,
    solve,
    temperatures,
)

Array = NDArray[np.float64]

LIMITS = {
    "minutes": (0.5, 180.0),
    "rewarm_minutes": (0.0, 180.0),
    "fat_mm": (0.5, 30.0),  # otte2002: half of a 40 mm skinfold is 20
    "skin_mm": (0.5, 4.0),  # gibney2010: 1.9 to 2.4
    "muscle_mm": (10.0, 100.0),
    "air_c": (10.0, 35.0),
    "pack_c": (-20.0, 80.0),
    "contact_w_m2k": (1.0, 2000.0),
}
REFERENCES = ("skin", "fat")
__all__ = ["Session", "apply_pack", "packs"]
POINTS = 61  # instants a phase, unless ``times_min`` says which


@dataclass(frozen=True)
class Session:
    """One pack, on and off, at t instants and d depths.

    Attributes
    ----------
    minute : (t,) minutes since the pack was laid on.
    depth_mm : (d,) depth below the skin surface, mm.
    temperature_c : (t, d) degrees C.
    skin_c : (t,) the skin surface, degrees C.
    resting_c : (d,) before the pack, degrees C.
    change_c : (t, d) against before, degrees C.
    kind : "cold" or "heat".
    settings : what ``apply_pack`` was asked for, by the name of its parameters.
    """

    minute: Array
    depth_mm: Array
    temperature_c: Band
    skin_c: Band
    resting_c: Band
    change_c: Band
    kind: str
    settings: dict[str, object] = field(default_factory=dict)

    def at(self, minute: float, depth_mm: float) -> float:
        """Read the middle temperature at an instant and a depth that were asked for, in degrees C.

        Parameters
        ----------
        minute : minutes since the pack was laid on; the nearest instant is read.
        depth_mm : one of ``depth_mm``, below the skin.

        Raises
        ------
        ValueError : a depth that was not asked for.
        """
        row = int(np.argmin(np.abs(self.minute - minute)))
        return float(self.temperature_c.middle[row, self.column(depth_mm)])

    def column(self, depth_mm: float) -> int:
        """Give the column of a depth below the skin.

        Parameters
        ----------
        depth_mm : one of ``depth_mm``, in mm.

        Raises
        ------
        ValueError : a depth that was not asked for.
        """
        found = np.flatnonzero(np.isclose(self.depth_mm, depth_mm))
        if not len(found):
            depths = ", ".join(f"{depth:g}" for depth in self.depth_mm)
            raise ValueError(
                f"There is no depth of {depth_mm!r} mm in this session; choose {depths}, or ask "
                "for it in depths_mm."
            )
        return int(found[0])


def apply_pack(
    *,
    pack: str = "crushed ice",
    contact: str = "bare",
    minutes: float = 20.0,
    fat_mm: float = 8.0,
    skin_mm: float = 2.0,
    depths_mm: Sequence[float] = (0.0, 10.0, 20.0, 30.0),
    depth_reference: str = "skin",
    rewarm_minutes: float = 40.0,
    air_c: float = 23.0,
    muscle_mm: float = 60.0,
    pack_c: float | None = None,
    contact_w_m2k: float | None = None,
    times_min: Sequence[float] | None = None,
) -> Session:
    """Lay a pack on the skin, take it off, and give the temperatures of the tissue.

    Parameters
    ----------
    pack : a name of ``packs()``.
    contact : "bare" or "towel" (two dry layers, ichikawa2024).
    minutes, rewarm_minutes : how long the pack lies there, 0.5 to 180, and how long the skin is
        then in air, 0 to 180.
    fat_mm, skin_mm, muscle_mm : thickness of the layers, mm, within ``LIMITS``; nothing flows below
        the muscle.
    depths_mm : depths to read, mm, within the layers.
    depth_reference : "skin" counts depths from the skin surface, "fat" from the border of fat and
        muscle.
    air_c : the room, before and afterwards, 10 to 35 degrees C.
    pack_c : another temperature for the pack, -20 to 80 degrees C.
    contact_w_m2k : a number in place of ``contact``, 1 to 2000 W/m2/K.
    times_min : instants to give, minutes since the pack was laid on; without it 61 a phase.

    Returns
    -------
    Session : each value with the band of seven bodies that fit the measurements.

    Raises
    ------
    ValueError : a name that does not exist, or a number outside ``LIMITS``.

    Sources: pennes1948 (equation), itis, comsol_bioheat, johnsonburns2017, lassen1965, jos3_code
    (properties and bounds), otte2002, mars2006, costello2012, draper1998, ostrowski2019,
    draperhopkins2008 (what narrows them), ichikawa2024 (towel), khoshnevis2015 (flow stays low).

    Examples
    --------
    >>> cooled = apply_pack(pack="crushed ice", minutes=20)
    >>> [round(cooled.at(20, depth)) for depth in (0.0, 10.0, 30.0)]  # degrees C
    [6, 26, 34]
    """
    settings = dict(locals())
    _check(settings)
    return _run(settings)


def _run(asked: dict) -> Session:
    kept = choose_pack(asked["pack"])
    own_c, number = asked["pack_c"], asked["contact_w_m2k"]
    case = Case(
        kept["kind"], kept["start_c"] if own_c is None else float(own_c), capacity_of(kept),
        asked["contact"] if number is None else float(number), kept["through"],
        asked["skin_mm"], asked["fat_mm"], asked["muscle_mm"], asked["air_c"],
    )  # fmt: skip
    solved, minutes = solve(case), asked["minutes"]
    minute = _instants(asked["times_min"], minutes, rewarm_minutes=asked["rewarm_minutes"])
    late = minute > minutes
    if asked["times_min"] is None:
        late = np.arange(len(minute)) >= POINTS
    below = asked["depth_reference"] == "fat"
    from_mm = asked["skin_mm"] + asked["fat_mm"] if below else 0.0
    depth_mm = np.asarray(asked["depths_mm"], dtype=float) + from_mm
    deep, skin, rest = temperatures(
        solved, on=minute[~late], off=minute[late], minutes=minutes, depth_mm=depth_mm
    )
    middle = solved.people.middle
    bands = [spread(values, middle) for values in (deep, skin, rest, deep - rest[:, None, :])]
    return Session(minute, depth_mm, *bands, case.kind, asked)


def _instants(times_min: Sequence[float] | None, minutes: float, *, rewarm_minutes: float) -> Array:
    if times_min is None:
        share = np.linspace(0.0, 1.0, POINTS)
        return np.append(minutes * share, minutes + rewarm_minutes * share)
    times = np.asarray(times_min, dtype=float)
    for time in times:
        require_between("times_min", float(time), low=0.0, high=minutes + rewarm_minutes)
    return np.sort(times)


def _check(settings: dict) -> None:
    for name, (low, high) in LIMITS.items():
        if settings[name] is not None:
            require_between(name, settings[name], low=low, high=high)
    for name, allowed in (("contact", CONTACTS), ("depth_reference", REFERENCES)):
        require_one_of(name, settings[name], allowed=allowed)
    deepest = settings["skin_mm"] + settings["fat_mm"] + settings["muscle_mm"]
    if settings["depth_reference"] == "fat":
        deepest = settings["muscle_mm"]
    for depth in settings["depths_mm"]:
        require_between("depths_mm", depth, low=0.0, high=deepest)
