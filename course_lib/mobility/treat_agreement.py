"""How true is the dose model of the treatment chapter? Published findings beside it."""

from __future__ import annotations

from course_lib.agreement import Check, check_table
from course_lib.band import exactly
from course_lib.html_table import HtmlTable
from course_lib.mobility.desk import desk_groups, pooled_sd_deg
from course_lib.mobility.dose import weeks_ratio
from course_lib.mobility.model import Dose, left_after
from course_lib.mobility.rolling import comparisons, office_year
from course_lib.tables import load_rows

DAYS = 5


def _times_as_much(dose: Dose, *, over: Dose) -> str:
    """Say how many times as much range one dose gives as another, edge by edge."""
    ratio = weeks_ratio(dose, over=over)
    if abs(ratio.low - ratio.high) < 0.05:
        return f"{ratio.high:.1f} times as much at both edges"
    return f"{ratio.high:.1f} times as much at the upper edge, {ratio.low:.1f} at the lower"


def _one_hold_or_six() -> str:
    """Quote the gains of one long hold and of six short ones, gymnasts first, in percent."""
    found = {r["id"]: r["gain_percent"] for r in load_rows("mobility/acute_gains")}
    return (
        f"gymnasts +{found['ag01']} % and +{found['ag02']} %; team players +{found['ag03']} % and "
        f"+{found['ag04']} %"
    )


def treat_agreement() -> tuple[Check, ...]:
    """Check dose and rolling against nine published findings.

    Returns
    -------
    Checks, each with the source of the finding.
    """
    return (*_weeks(), *_session(), *_rolling())


def _weeks() -> tuple[Check, ...]:
    once, longer = Dose(30, 1, DAYS), Dose(60, 1, DAYS)
    return (
        Check("30 s against 15 s a day, six weeks", "30 s gives more",
              _times_as_much(once, over=Dose(15, 1, DAYS)), "yes", "bandy1994"),
        Check("60 s against 30 s a day, six weeks", "the same", _times_as_much(longer, over=once),
              "upper edge yes, lower edge no: trial and review disagree", "bandy1997"),
        Check("30 s three times a day against once", "the same",
              _times_as_much(Dose(30, 3, DAYS), over=once),
              "upper edge yes, lower edge no: trial and review disagree", "bandy1997"),
        Check("20 minutes a week against 10", "10 minutes give the most",
              _times_as_much(Dose(60, 4, DAYS), over=Dose(30, 4, DAYS)),
              "yes, because it was set by it", "ingram2024"),
    )  # fmt: skip


def _session() -> tuple[Check, ...]:
    at_3, at_6 = left_after(3.0), left_after(6.0)
    rolled = next(c for c in comparisons().values() if c.treated == "rolling").smd
    gain = rolled.times(exactly(pooled_sd_deg(desk_groups())))
    left = " and ".join(f"{100 * b.low:.0f} to {100 * b.high:.0f} %" for b in (at_3, at_6))
    return (
        Check("six holds of 30 s, or one of 180 s", _one_hold_or_six(),
              "the same: it counts minutes", "gymnasts yes, team players no", "donti2020"),
        Check("range 3 and 6 minutes after four 30 s stretches", "still up at 3, not at 6",
              f"{left} of the gain left", "the lower edge, because it was set by it; the upper "
              "follows a review", "depino2000"),
        Check("7 minutes of rolling the back", "the trunk turns further; number not read",
              f"rolled legs, in degrees: +{gain.middle:.1f} ({gain.low:.1f} to {gain.high:.1f})",
              "yes in direction; the size is open", "sports2021"),
    )  # fmt: skip


def _rolling() -> tuple[Check, ...]:
    weeks = next(c for c in comparisons().values() if c.source_key == "konrad2022").smd
    year = office_year()
    ratio = year.with_programme / year.without
    return (
        Check("four weeks of rolling the lower back", "d = 1.15, no active control",
              f"weeks of rolling the legs: {weeks.middle:.2f} ({weeks.low:.2f} to "
              f"{weeks.high:.2f})", "yes, inside the interval", "fr2024"),
        Check("neck pain within a year, office workers",
              f"hazard ratio {year.hazard_ratio.middle:.2f}",
              f"{year.with_programme:.1f} of 100 divided by {year.without:.1f} of 100 is "
              f"{ratio:.2f}", "yes: two printed numbers fit each other", "sihawong2014"),
    )  # fmt: skip


def agreement_table() -> HtmlTable:
    """Put the checks into a table to read."""
    return check_table(
        treat_agreement(), caption="Published findings beside this chapter", model="here"
    )
