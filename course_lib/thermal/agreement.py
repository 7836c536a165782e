"""How true is this model? Each measurement beside the model, before and after it saw the study."""

from __future__ import annotations

from dataclasses import dataclass

from course_lib.html_table import HtmlTable
from course_lib.quantities import Numbers
from course_lib.tables import load_rows
from course_lib.thermal.model import apply_pack


@dataclass(frozen=True)
class Check:
    """One measurement, the model's two answers, and whether they agree.

    Attributes
    ----------
    finding : what was measured.
    measured : the number, with its unit, or words.
    left_out : the model's answer with bodies that have not seen the study.
    fitted : its answer with bodies that have.
    agrees : whether they agree, in words.
    source_key : key of the source.
    """

    finding: str
    measured: str
    left_out: str
    fitted: str
    agrees: str
    source_key: str


@dataclass(frozen=True)
class Missed:
    """How well studies were predicted by bodies that had not seen them.

    Attributes
    ----------
    inside : measurements inside the range of bodies that had not seen their study.
    count : measurements in all.
    typical_c : mean absolute gap of the temperatures, degrees C.
    typical_percent : mean absolute gap of Otte's times, percent of the measured time.
    """

    inside: int
    count: int
    typical_c: float
    typical_percent: float


def _number(value: float, unit: str) -> str:
    text = f"{value:.1f}" if abs(value) < 100 else f"{value:.0f}"
    return f"{text.replace('-', '−')}{' ' + unit if unit else ''}"


def _range(row: dict, which: str, unit: str) -> str:
    low, middle, high = (row[f"{which}_{edge}"] for edge in ("low", "middle", "high"))
    if high > 180:
        return f"{_number(middle, unit)} ({_number(low, '')} to more than 180)"
    return f"{_number(middle, unit)} ({_number(low, '')} to {_number(high, '')})"


def _verdict(row: dict) -> str:
    if row["left_out_low"] <= row["measured"] <= row["left_out_high"]:
        return "yes, unseen"
    if row["fitted_low"] <= row["measured"] <= row["fitted_high"]:
        return "only after it has seen the study"
    return "no"


def _measured_checks() -> tuple[Check, ...]:
    """Check each measurement that narrowed the bodies (data/thermal/cross_validation)."""
    measured = {row["id"]: row for row in load_rows("thermal/measured")}
    checks = []
    for row in load_rows("thermal/cross_validation"):
        seen = measured[row["id"]]
        unit = seen["unit"]
        checks.append(
            Check(
                seen["what"], _number(row["measured"], unit), _range(row, "left_out", unit),
                _range(row, "fitted", unit), _verdict(row), seen["source_key"],
            )
        )  # fmt: skip
    return tuple(checks)


def _fat_layer_range() -> tuple[float, float]:
    """Give the model's change from the top to the bottom of 4 mm of fat after 15 min of ice."""
    session = apply_pack(minutes=15.0, fat_mm=4.0, depths_mm=(2.0, 6.0), rewarm_minutes=0.0)
    top, bottom = session.change_c.middle[60]
    return float(top), float(bottom)


def deep_change(depth_mm: float) -> float:
    """Give the change at a depth after 20 min of ice over 8 mm of fat, in degrees C.

    Parameters
    ----------
    depth_mm : depth below the skin, 0 to 70 mm.

    Raises
    ------
    ValueError : a depth outside this range.
    """
    session = apply_pack(minutes=20.0, fat_mm=8.0, depths_mm=(depth_mm,), rewarm_minutes=0.0)
    return float(session.change_c.middle[60, 0])


def after_the_pack() -> tuple[float, float]:
    """Give skin and 2 cm below it, 40 min after 20 min of ice over 8 mm of fat, degrees C."""
    session = apply_pack(minutes=20.0, fat_mm=8.0, depths_mm=(0.0, 20.0), rewarm_minutes=40.0)
    skin, deep = session.temperature_c.middle[-1]
    return float(skin), float(deep)


def gel_against_ice() -> tuple[float, float, float]:
    """Compare the coldest of gel and ice in 30 min, over 5 mm of fat.

    Returns
    -------
    tuple of three floats : gel minus ice in degrees C, at the skin, 1 and 2 cm into the muscle.
    """
    runs = [
        apply_pack(
            pack=pack, minutes=30.0, depths_mm=(10.0, 20.0), depth_reference="fat", fat_mm=5.0
        )
        for pack in ("gel pack", "crushed ice")
    ]
    skin = [run.skin_c.middle.min() for run in runs]
    deep = [run.temperature_c.middle[:61].min(axis=0) for run in runs]
    return float(skin[0] - skin[1]), *(float(gap) for gap in deep[0] - deep[1])


def _other_checks() -> tuple[Check, ...]:
    """Check findings that narrowed nothing."""
    top, bottom = _fat_layer_range()
    gaps = gel_against_ice()
    fell = deep_change(20.0)
    skin, deep = after_the_pack()
    return (
        Check("in the fat after 15 min of ice (how deep: not stated)", "−11.4 °C",
              f"{_number(top, '°C')} at the top, {_number(bottom, '°C')} at the bottom of 4 mm",
              "not used", "no: the model cools the fat more", "mars2006"),
        Check("2 cm below the skin after 20 min of a cold pack", "no significant change",
              f"{_number(fell, '°C')} with ice and 8 mm of fat", "not used",
              "no: the model cools deeper; the pack may have been weaker", "enwemeka2002"),
        Check("2 and 3 cm against the skin and 1 cm, 40 min after that pack",
              "the deeper tissue cooler",
              f"skin {_number(skin, '°C')}, 2 cm down {_number(deep, '°C')}", "not used",
              "no: here the skin is still the coldest", "enwemeka2002"),
        Check("packs that melt against one that does not, 30 min",
              "the melting ones colder at the skin and 1 cm in, no difference 2 cm in",
              f"ice colder by {_number(gaps[0], '°C')} at the skin, {_number(gaps[1], '°C')} and "
              f"{_number(gaps[2], '°C')} 1 and 2 cm in", "not used", "yes in order", "merrick2003"),
    )  # fmt: skip


def agreement() -> tuple[Check, ...]:
    """Put all checks in a row."""
    return (*_measured_checks(), *_other_checks())


def missed() -> Missed:
    """Sum up the cross-validation."""
    rows = load_rows("thermal/cross_validation")
    inside = sum(row["left_out_low"] <= row["measured"] <= row["left_out_high"] for row in rows)
    times = [row for row in rows if row["study"] == "Otte 2002"]
    gaps = [abs(row["left_out_middle"] - row["measured"]) for row in rows if row not in times]
    shares = [abs(row["left_out_middle"] / row["measured"] - 1) for row in times]
    return Missed(inside, len(rows), sum(gaps) / len(gaps), 100 * sum(shares) / len(shares))


def agreement_table() -> HtmlTable:
    """Put the checks into a table to read."""
    checks = agreement()
    rows = tuple((c.finding, c.measured, c.left_out, c.fitted, c.agrees) for c in checks)
    columns = ("finding", "measured", "model that has not seen the study (90 % of the bodies)",
               "model that has", "do they agree?")  # fmt: skip
    keys = tuple(check.source_key for check in checks)
    return HtmlTable(
        "Measured coolings and warmings beside this model", Numbers(columns, rows), keys
    )
