"""How true is this model? Each published finding beside what the model gives."""

from __future__ import annotations

from course_lib.agreement import Check, check_table
from course_lib.breathing.coupling import couple
from course_lib.breathing.facts import fact
from course_lib.breathing.model import breathe
from course_lib.breathing.work import band, cost, least_work_min, usual
from course_lib.html_table import HtmlTable
from course_lib.quantities import Numbers, round_to
from course_lib.sources import cite

JOULE_PER_CAL = 4.184  # exact by definition of the calorie


def least_at_rest_min() -> tuple[float, float]:
    """Give the range of the rhythm of least work at rest over the mechanics, breaths a minute."""
    need, dead = fact("alveolar_rest").value, fact("dead_space").value
    rhythms = [least_work_min(need, dead, by=by) for by in (usual(), *band())]
    return min(rhythms), max(rhythms)


def least_at_maximum_min() -> float:
    """Give the rhythm of least work at the mean maximum of men (blackie1991)."""
    rhythm, tidal = fact("frequency_max").value, fact("tidal_max_men").value
    need = breathe(breaths_min=rhythm, tidal_l=tidal).alveolar_l
    return least_work_min(need, fact("dead_space").value, by=usual())


def work_per_litre_j() -> float:
    """Give the work of one litre, with the air moved as in the source of 0.47 J/L."""
    minute = fact("work_rest_per_minute").value / fact("work_rest_per_litre").value
    rhythm = fact("frequency_rest").value
    return float(cost(rhythm, minute / rhythm, by=usual()).total_j) / minute


def work_at_maximum_cal() -> float:
    """Give the work of breathing in at the mean maximum of men, calories a minute."""
    rhythm, tidal = fact("frequency_max").value, fact("tidal_max_men").value
    return float(cost(rhythm, tidal, by=usual()).total_j) / JOULE_PER_CAL


def agreement() -> tuple[Check, ...]:
    """Check the model against seven published findings.

    Returns
    -------
    tuple of Check : each with the source of its finding.
    """
    rest = breathe(breaths_min=12, tidal_l=0.5)
    top = breathe(breaths_min=36.1, tidal_l=2.7)
    low, high = least_at_rest_min()
    again = "its own definition: this checks the arithmetic"
    return (
        Check("air to the air sacs at rest (12 breaths of 0.5 L)", "4.2 L/min",
              f"{round_to(rest.alveolar_l)} L/min", again, "wikilectures"),
        Check("air moved at maximum, men", "97 L/min (SD 25)",
              f"{round_to(top.minute_l)} L/min: mean breath x mean rhythm", "yes", "blackie1991"),
        Check("rhythm of least work at rest", "about 15 breaths a minute",
              f"{low:.0f} to {high:.0f} breaths a minute", "yes", "miller_wob"),
        Check("work of one litre at rest, through the nose", "0.47 J",
              f"{round_to(work_per_litre_j())} J at 12 breaths a minute",
              "nearly: there is no nose in the model", "respwork_normal"),
        Check("work at the highest ventilation of exercise", "100 to 120 cal/min",
              f"{round_to(work_at_maximum_cal())} cal/min at 97 L/min",
              "no: about half; turbulent flow and pushing out are missing", "margaria"),
        Check("rhythm at maximum", "36 breaths a minute (SD 9) on a cycle",
              f"least work at {least_at_maximum_min():.0f}", "no: the model's least work holds at "
              "rest only", "blackie1991"),
        Check("favourite rhythm in running: 2 strides a breath", "2:1",
              f"{round_to(couple(steps_min=165, steps_per_breath=4).breaths_min)} breaths a minute "
              "at 165 steps; the model prefers none", "not predicted", "bramble1983"),
    )  # fmt: skip


def agreement_table() -> HtmlTable:
    """Put the checks into a table to read."""
    return check_table(agreement())


def movers_table() -> HtmlTable:
    """Say who makes room for a breath, as far as anybody measured it."""
    rows = []
    for name in ("belly_rest", "belly_exercise", "diaphragm_share", "neck_share"):
        row = fact(name)
        share = row.note if row.known else "not found"
        source = str(cite(row.source_key)) if row.source_key else "none"
        rows.append((row.quantity, share, row.population, source))
    numbers = Numbers(("what", "published", "who", "source"), tuple(rows))
    return HtmlTable("Who makes room for a breath", numbers)
