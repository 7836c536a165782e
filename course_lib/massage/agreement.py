"""What the numbers rest on: each step of the arithmetic beside a printed number."""

from __future__ import annotations

from course_lib.agreement import Check, check_table
from course_lib.html_table import HtmlTable
from course_lib.massage.model import interval_from_p, of_100, trials
from course_lib.tables import load_rows


def intervals_beside_printed() -> tuple[tuple[str, float, float, float, float], ...]:
    """Give (row, printed low, printed high, our low, our high) where ratio, p and both are printed.

    The method is altman2011, the rows are cook2015's.
    """
    p_values = {t["evidence_id"]: t["p_value"] for t in load_rows("massage/trials")}
    found = []
    for row in load_rows("treatments/evidence"):
        p_value = p_values.get(row["id"])
        if p_value == p_value and p_value is not None and row["low"] == row["low"]:
            low, high = interval_from_p(row["value"], p_value)
            found.append((row["id"], row["low"], row["high"], low, high))
    return tuple(found)


def agreement() -> tuple[Check, ...]:
    """Check the arithmetic of the room against printed numbers, and name what is not read."""
    checks = [
        Check(f"interval worked out from the p value ({name})", f"{low:.2f} to {high:.2f}",
              f"{ours_low:.2f} to {ours_high:.2f}", "yes", "cook2015")
        for name, (_, low, high, ours_low, ours_high) in zip(
            ("pain, week 12", "function, week 12"), intervals_beside_printed(), strict=True)
    ]  # fmt: skip
    for trial in (t for t in trials() if t.people):
        ours = of_100(trial.people.without, trial.ratio)
        checks.append(
            Check(f"people of 100, {trial.outcome}: without massage times risk ratio",
                  f"{trial.people.with_massage:.0f}", f"{ours:.0f}", "within 1 of 100",
                  trial.source_key)
        )  # fmt: skip
    checks += [
        Check("30 minutes against waiting", "not significantly better", "no number is shown",
              "nothing to compare", "sherman2014"),
        Check("massage against sham", "probably little to no difference", "no number is shown",
              "nothing to compare", "gross2024"),
        Check("dose-response curve", "none", "none is drawn", "nothing to compare", "sherman2014"),
    ]  # fmt: skip
    return tuple(checks)


def agreement_table() -> HtmlTable:
    """Put the checks into a table to read."""
    return check_table(
        agreement(), caption="What the numbers rest on", published="printed", model="this room"
    )
