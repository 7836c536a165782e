"""When a pack gets too warm, too cold or too long: said before the limit is crossed.

The limits are sourced (data/thermal/limits, packs, cautions); most of the sources are weak, and the
text is not clinically reviewed. The margin at which a warning begins is ours.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_lib.html_table import HtmlTable
from course_lib.quantities import Numbers
from course_lib.tables import load_rows
from course_lib.thermal.model import Session
from course_lib.thermal.pack import choose_pack

MARGIN_C = 2.0  # ours: a band is no promise
MARGIN_MINUTES = 5.0  # a leaflet says 15 to 20 minutes of ice, 20 to 30 of heat
LEVELS = ("within the limits", "near a limit", "over a limit")


@dataclass(frozen=True)
class Safety:
    """How near a session comes to a limit, and the sentence that says so.

    Attributes
    ----------
    level : one of ``LEVELS``.
    sentence : what to say about it.
    """

    level: str
    sentence: str


def minutes_at(session: Session, temperature_c: float) -> float:
    """Give the minutes for which the warmest body's skin is at this temperature or above.

    Parameters
    ----------
    session : result of ``model.apply_pack``.
    temperature_c : skin temperature, degrees C.
    """
    above = session.skin_c.high >= temperature_c
    steps = np.diff(session.minute, append=session.minute[-1])
    return float(steps[above].sum())


def _heat_faults(session: Session) -> list[tuple[int, str]]:
    found, planned = [], float(session.settings["minutes"])
    warmest = float(session.skin_c.high.max())
    for limit in load_rows("thermal/limits"):
        if limit["side"] != "heat":
            continue
        name = f"{limit['temperature_c']:g} °C ({limit['what']})"
        if minutes_at(session, limit["temperature_c"]) >= limit["minutes"]:
            found.append((2, f"The skin may stay at or above {name}: do not use it like this."))
        elif warmest >= limit["temperature_c"] - MARGIN_C and planned >= limit["minutes"] / 2:
            found.append((1, f"The skin may come to {warmest:.0f} °C, close to {name}."))
    if warmest >= 44.0:
        found.append((1, f"The skin may come to {warmest:.0f} °C; 44 °C injures in long contact."))
    return found


def _cold_faults(session: Session) -> list[tuple[int, str]]:
    coldest = float(session.skin_c.low.min())
    (limit,) = (row for row in load_rows("thermal/limits") if row["side"] == "cold")
    name = f"{limit['temperature_c']:g} °C, where {limit['what']}".replace("-", "−")
    if coldest <= limit["temperature_c"]:
        return [(2, f"The skin may fall to {name}: do not use it like this.")]
    if coldest <= limit["temperature_c"] + MARGIN_C:
        return [(1, f"The skin may fall to {coldest:.1f} °C, close to {name}.")]
    return []


def _time_faults(session: Session) -> list[tuple[int, str]]:
    planned = float(session.settings["minutes"])
    longest = choose_pack(str(session.settings["pack"]))["minutes_leaflet"]
    told = f"{longest:.0f} minutes is the longest single use in a hospital leaflet"
    if planned > longest:
        return [(2, f"{told}; you are at {planned:.0f}.")]
    if planned > longest - MARGIN_MINUTES:
        return [(1, f"{told}; you are at {planned:.0f}, so watch the clock.")]
    return []


def _cover_faults(session: Session) -> list[tuple[int, str]]:
    if session.settings["contact"] != "bare" or session.settings["pack"] == "heat wrap":
        return []
    cover = "a damp towel round ice" if session.kind == "cold" else "a cover round a bottle"
    return [(1, f"The leaflet puts {cover}: bare skin was measured, it is not advised.")]


def check_safety(session: Session) -> Safety:
    """Say how near a session comes to the limits of skin temperature and time.

    Parameters
    ----------
    session : result of ``model.apply_pack``; the unfavourable edge of its band counts.

    Returns
    -------
    Safety : the worst level, with a sentence for up to two reasons.

    Sources: sfh_heatice (times, covers), moritz1947, burnsr2018, scald_general (skin temperatures;
    mostly read on weak web pages).

    Examples
    --------
    >>> from course_lib.thermal.model import apply_pack
    >>> check_safety(apply_pack(minutes=15, contact="towel")).level
    'within the limits'
    >>> check_safety(apply_pack(minutes=30, contact="towel")).level
    'over a limit'
    """
    skin = _heat_faults(session) if session.kind == "heat" else _cold_faults(session)
    faults = sorted([*skin, *_time_faults(session), *_cover_faults(session)], reverse=True)
    if not faults:
        return Safety(
            LEVELS[0], "Time and skin temperature stay within the limits that were found."
        )
    worst = [fault for fault in faults if fault[0] == faults[0][0]]
    order = {sentence: place for place, (_, sentence) in enumerate([*skin, *faults])}
    told = sorted({sentence for _, sentence in worst}, key=order.__getitem__)[:2]
    return Safety(LEVELS[faults[0][0]], " ".join(told))


def caution_table() -> HtmlTable:
    """List who should not use a pack, as the sources have it."""
    rows = load_rows("thermal/cautions")
    cells = tuple((row["side"], row["who"], row["why"]) for row in rows)
    numbers = Numbers(("pack", "not with", "why, or where it is named"), cells)
    caption = "When to leave the pack alone (not clinically reviewed)"
    return HtmlTable(caption, numbers, tuple(row["source_key"].split(";")[0] for row in rows))
